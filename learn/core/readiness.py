"""What a mock sat on some day would probably come to, from what is remembered and from what papers have shown.

The model, its assumptions and their check by simulated learners stand in docs/readiness.md. Shares are from 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from quizzes.core.scoring import HALF_LIFE_DAYS, Estimate

CHANCE = 0.25
"""To pick the right one of four options knowing nothing."""
LEAST_REVIEWS = 200
LEAST_SEEN = 0.3
"""Without a mock, so many answers and such a share of the pool are needed before anything is said."""
_PRIOR_ANSWERS = 4.0
"""First answers by chance that the learner's own are mixed with."""
_SHIFT_SPREAD = 0.4
"""In logits: how far papers differ from what cards foretell, from learner to learner. An assumption."""
_EDGE = 0.005


@dataclass(frozen=True, slots=True)
class Standing:
    """One domain of a paper: its seats, the facts in its pool, how many were seen, and how many of these are expected to be
    recalled on the day (the sum of their chances)."""

    seats: int
    facts: int
    seen: int
    recalled: float


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """Answers among options to facts never asked before, in whichever way."""

    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper's answers to facts seen before, ``age`` days ago: how many were right, and the sum of their chances of
    recall just before."""

    age: float
    right: int
    recalled: float
    total: int


@dataclass(frozen=True, slots=True)
class Band:
    """An expected share right with the bands that should hold a paper's share in 50 and 90 of 100 cases."""

    half: Estimate
    most: Estimate

    @property
    def score(self) -> int:
        """The expected score on the scale."""
        return self.half.score


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of a whole paper, and of its domains."""

    paper: Band
    domains: Mapping[str, Band]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is missing before anything can be said: so many more answers, and so many more facts seen."""

    reviews: int
    facts: int


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How often mocks fell within the bands that were forecast for them."""

    total: int
    in_half: int
    in_most: int


def lacking(*, reviews: int, seen: int, facts: int, mocks: int) -> Lacking | None:
    """None where there is evidence enough: a mock, or ``LEAST_REVIEWS`` answers and ``LEAST_SEEN`` of the pool seen."""
    if not facts:
        return Lacking(0, 0)
    missing = Lacking(max(LEAST_REVIEWS - reviews, 0), max(math.ceil(LEAST_SEEN * facts) - seen, 0))
    return None if mocks or missing == Lacking(0, 0) else missing


def new_cards_a_day(unseen: int, days: int) -> int:
    """New cards on each of ``days`` days from today on, so that nothing is left unseen; all of them on the last day."""
    return math.ceil(unseen / max(days, 1))


def forecast_paper(
    domains: Mapping[str, Standing], *, first: FirstAnswers, shown: Sequence[Shown] = ()
) -> Forecast:
    """The share right expected of a paper drawn from ``domains``, each with facts; at least one seat is needed.

    Facts seen are right when recalled, else by chance, shifted by what papers have shown. Facts unseen are right as
    often as the learner's first answers were. The bands hold the doubt about both and the luck of one paper.
    """
    unseen, unseen_variance = _unseen_rate(first)
    shift, shift_variance = _shift(shown)
    seats = sum(one.seats for one in domains.values())
    bands: dict[str, Band] = {}
    share = by_shift = by_unseen = luck = 0.0
    for name, one in domains.items():
        seen = one.seen / one.facts
        known = _expit(_logit(_with_guesses(one.recalled, one.seen)) + shift) if one.seen else 0.0
        expected = seen * known + (1 - seen) * unseen
        slope = seen * known * (1 - known)
        variance = slope**2 * shift_variance + (1 - seen) ** 2 * unseen_variance
        spread = expected * (1 - expected)
        bands[name] = _band(expected, variance + spread / max(one.seats, 1), max(one.seats, 1))
        weight = one.seats / seats
        share += weight * expected
        by_shift += weight * slope
        by_unseen += weight * (1 - seen)
        luck += weight * spread / seats
    doubt = by_shift**2 * shift_variance + by_unseen**2 * unseen_variance
    return Forecast(_band(share, doubt + luck, seats), bands)


def track_record(past: Sequence[tuple[Band, float]]) -> TrackRecord:
    """How forecasts fared; ``past``: what was forecast, and the share right of the mock that followed."""
    return TrackRecord(
        len(past),
        sum(band.half.low <= share <= band.half.high for band, share in past),
        sum(band.most.low <= share <= band.most.high for band, share in past),
    )


def _unseen_rate(first: FirstAnswers) -> tuple[float, float]:
    """The rate of right first answers, shrunk to chance, with its variance: the mean of a Beta distribution."""
    total = first.total + _PRIOR_ANSWERS
    rate = (first.right + _PRIOR_ANSWERS * CHANCE) / total
    return rate, rate * (1 - rate) / (total + 1)


def _shift(shown: Sequence[Shown]) -> tuple[float, float]:
    """By how many logits papers went better than memory foretold, shrunk to none, with its variance.

    A paper's answers weigh half for every ``HALF_LIFE_DAYS`` of its age.
    """
    right = expected = total = 0.0
    for paper in shown:
        weight = 0.5 ** (max(paper.age, 0.0) / HALF_LIFE_DAYS)
        right += weight * paper.right
        expected += weight * _with_guesses(paper.recalled, paper.total) * paper.total
        total += weight * paper.total
    prior = _SHIFT_SPREAD**2
    if not total:
        return 0.0, prior
    foretold = _bounded(expected / total)
    sampling = 1 / (total * foretold * (1 - foretold))
    observed = _logit((right + foretold) / (total + 1))
    weight = prior / (prior + sampling)
    return weight * (observed - _logit(foretold)), weight * sampling


def _with_guesses(recalled: float, total: int) -> float:
    """The share right among ``total`` facts: recalled, else guessed."""
    return (recalled + CHANCE * (total - recalled)) / total if total else 0.0


def _band(share: float, variance: float, seats: int) -> Band:
    """Bands that are normal in logits, so that they stay between 0 and 1.

    An end less than half a question from none or all right is that: a paper has nothing in between.
    """
    middle = _bounded(share)
    spread = math.sqrt(variance) / (middle * (1 - middle))
    ends = []
    for level in (0.5, 0.9):
        reach = NormalDist().inv_cdf((1 + level) / 2) * spread
        low, high = (_expit(_logit(middle) + side) for side in (-reach, reach))
        edge = 0.5 / seats
        ends.append(Estimate(share, low if low > edge else 0.0, high if high < 1 - edge else 1.0))
    return Band(*ends)


def _bounded(share: float) -> float:
    return min(max(share, _EDGE), 1 - _EDGE)


def _logit(share: float) -> float:
    share = _bounded(share)
    return math.log(share / (1 - share))


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value))
