"""What a paper says of who sat it: a scaled score with its interval, never the score alone.

The formulas are derived, worked by hand and doubted in docs/scoring.md, which is tested.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist, median
from typing import Generic, TypeVar

LEVEL = 0.9
"""How often the interval is to hold the true score."""
LEAST_SCORE, MOST_SCORE = 100, 1000
HALF_LIFE_DAYS = 30.0
"""After how many days an earlier paper counts half."""


@dataclass(frozen=True, slots=True)
class Tally:
    """``right`` of ``total`` scored items of one domain; not whole where papers of other days were weighted."""

    right: float
    total: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share from 0 to 1 with its interval, and the same on the scale from 100 to 1000."""

    share: float
    low: float
    high: float

    @property
    def score(self) -> int:
        """The scaled score."""
        return scaled_score(self.share)

    @property
    def low_score(self) -> int:
        """The lower end of the interval, scaled."""
        return scaled_score(self.low)

    @property
    def high_score(self) -> int:
        """The upper end of the interval, scaled."""
        return scaled_score(self.high)


class Verdict(StrEnum):
    """Where an interval lies beside a pass mark."""

    ABOVE = "above"
    BELOW = "below"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Marked:
    """One item of a paper that was handed in: an item without an answer is not ``right``; pilots are not ``scored``."""

    domain: str
    right: bool
    scored: bool = True


@dataclass(frozen=True, slots=True)
class DomainScore:
    """The scored items of one domain, and what they say of it alone."""

    domain: str
    tally: Tally
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class PaperScore:
    """A scored paper: all of it, and its domains in the order in which they were first given."""

    tally: Tally
    estimate: Estimate
    domains: tuple[DomainScore, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds spent on questions, beside the seconds ``allowed`` for each; ``slow`` are those over it, slowest first."""

    allowed: float
    median: float
    total: float
    slow: tuple[tuple[int, float], ...]
    """Places in what was given, and their seconds."""


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CostlyConfusion(Generic[Key]):
    """What was asked was taken for something else, which cost ``lost`` scored items."""

    asked: Key
    taken_for: Key
    lost: int


def scaled_score(share: float) -> int:
    """100 + 900 p, to the nearest whole number, halves upward."""
    return LEAST_SCORE + math.floor((MOST_SCORE - LEAST_SCORE) * share + 0.5)


def score_paper(items: Iterable[Marked]) -> PaperScore | None:
    """The score of a paper; None for one without a scored item."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for item in items:
        if item.scored:
            total[item.domain] += 1
            right[item.domain] += item.right
    tallies = {domain: Tally(right[domain], count) for domain, count in total.items()}
    return score_tallies(tallies) if tallies else None


def score_tallies(tallies: Mapping[str, Tally]) -> PaperScore:
    """The score of what was counted by domain; at least one item is needed."""
    return PaperScore(
        Tally(sum(one.right for one in tallies.values()), sum(one.total for one in tallies.values())),
        estimate(tallies.values()),
        tuple(DomainScore(domain, one, estimate([one])) for domain, one in tallies.items()),
    )


def estimate(strata: Iterable[Tally], *, level: float = LEVEL) -> Estimate:
    """The share right over all ``strata`` (domains), with its interval: Wilson's (1927) for a stratified draw.

    A paper draws its seats in each domain apart, so differences between domains add nothing to its variance. They
    are estimated as in an analysis of variance (Cochran 1977, 5A.6) and taken out: n p q / (p q - b) items at random
    would say as much as the n drawn.
    """
    drawn = [one for one in strata if one.total]
    total = sum(one.total for one in drawn)
    share = sum(one.right for one in drawn) / total
    spread = share * (1 - share)
    between = sum(one.total / total * (one.right / one.total - share) ** 2 for one in drawn)
    between -= (len(drawn) - 1) / total * spread
    # No more than half is taken out: what differs within a domain that is all right or all wrong cannot be seen.
    within = spread - min(max(between, 0.0), spread / 2)
    effective = total * spread / within if spread else total
    return Estimate(share, *_wilson(share, effective, level))


def verdict(found: Estimate, pass_mark: int) -> Verdict:
    """Whether the whole interval reaches ``pass_mark`` (on the scale), stays below it, or neither."""
    if found.low_score >= pass_mark:
        return Verdict.ABOVE
    return Verdict.BELOW if found.high_score < pass_mark else Verdict.UNDECIDED


def pool_papers(papers: Sequence[tuple[float, Mapping[str, Tally]]]) -> dict[str, Tally]:
    """Several papers of one blueprint as one: the tallies of each with its age in days, at least one paper.

    A paper's items weigh half for every ``HALF_LIFE_DAYS`` of age. The tallies returned are worth
    (Σ w n)² / Σ w² n items (Kish 1965), which is what the interval has to go by.
    """
    weights = [0.5 ** (max(age, 0.0) / HALF_LIFE_DAYS) for age, _tallies in papers]
    counts = [sum(one.total for one in tallies.values()) for _age, tallies in papers]
    first = sum(weight * count for weight, count in zip(weights, counts, strict=True))
    second = sum(weight**2 * count for weight, count in zip(weights, counts, strict=True))
    worth = first / second
    pooled: dict[str, Tally] = {}
    for weight, (_age, tallies) in zip(weights, papers, strict=True):
        for domain, one in tallies.items():
            sofar = pooled.get(domain, Tally(0.0, 0.0))
            share = weight * worth
            pooled[domain] = Tally(sofar.right + share * one.right, sofar.total + share * one.total)
    return pooled


def pace(seconds: Sequence[float | None], *, allowed: float) -> Pace | None:
    """How the time went; None stands for an item that was not answered, and for a paper without any."""
    spent = [(place, one) for place, one in enumerate(seconds) if one is not None]
    if not spent:
        return None
    slow = sorted((one for one in spent if one[1] > allowed), key=lambda one: (-one[1], one[0]))
    times = [one for _place, one in spent]
    return Pace(allowed, median(times), sum(times), tuple(slow))


def costly_confusions(lost: Iterable[tuple[Key, Iterable[Key]]]) -> tuple[CostlyConfusion[Key], ...]:
    """Which confusions cost points, the costliest first. ``lost``: of each scored item that was answered wrong, what was
    asked and what the chosen wrong options are true of; an item counts once for each."""
    counted = Counter((asked, other) for asked, others in lost for other in dict.fromkeys(others))
    return tuple(CostlyConfusion(*pair, count) for pair, count in counted.most_common())


def _wilson(share: float, total: float, level: float) -> tuple[float, float]:
    """Wilson's interval for a share of ``total`` items, which need not be whole."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    spread = z * z / total
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
