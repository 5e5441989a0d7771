"""What a learner knows and how well it was foretold: numbers made from cards and from sums, never from single reviews."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from learn.core.memory import Weights, recall_probability

BINS = 20
"""Into how many equal parts predicted chances are sorted: 5 % each."""
SECONDS_PER_CARD = 15.0
"""What a card is taken to need before the learner has shown how long it does."""
_SURE = 1e-6
"""Log loss counts no prediction as surer than this."""
_Z = 1.96
"""The half width of a 95 % interval, in standard deviations."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mastery:
    """What a learner holds of some facts: their ``share`` is the mean chance of recall, from 0 to 1."""

    share: float
    cards: int
    begun: int


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``total``, with the 95 % interval of Wilson (1927) for what it is a sample of."""

    right: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing is 0."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Answers foretold alike: the mean prediction, and how many came true."""

    predicted: float
    recalled: Share


@dataclass(frozen=True, slots=True)
class Scores:
    """How far a forecast was off: the mean squared error (Brier 1950) and the mean log loss in nats. Less is better."""

    brier: float
    log_loss: float


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row up to today, or to yesterday while today is still open; and the longest in what was given."""

    current: int
    longest: int


def hold(stability: float, last_day: int, today: int, *, weights: Weights) -> float:
    """The chance that a card is recalled on day ``today`` (ordinals), from 0 to 1."""
    return recall_probability(stability, today - last_day, weights=weights)


def mastery_of(recalls: Collection[float], *, cards: int) -> Mastery:
    """The mean chance of recall over ``cards``, of which those that were begun have ``recalls``; the others count 0."""
    return Mastery(sum(recalls) / cards if cards else 0.0, cards, len(recalls))


def grouped(recalls: Iterable[tuple[Key, float]]) -> dict[Key, list[float]]:
    """The chances of recall by group, in the order in which the groups first come."""
    groups: dict[Key, list[float]] = {}
    for key, recall in recalls:
        groups.setdefault(key, []).append(recall)
    return groups


def forecast(due: Iterable[date], today: date, *, days: int = 30) -> tuple[int, ...]:
    """How many cards fall due on each of ``days`` days from ``today`` on; what is overdue counts as today's."""
    counts = Counter(max((day - today).days, 0) for day in due)
    return tuple(counts[ahead] for ahead in range(days))


def share_of(right: int, total: int) -> Share:
    """A share with its interval; without any sample the interval is all there is."""
    if not total:
        return Share(0, 0, 0.0, 1.0)
    share, spread = right / total, _Z * _Z / total
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return Share(right, total, max(middle - reach, 0.0), min(middle + reach, 1.0))


def bin_of(predicted: float) -> int:
    """The part, from 0, into which a predicted chance falls; certainty belongs to the last."""
    return min(max(int(predicted * BINS), 0), BINS - 1)


def calibration(bins: Mapping[int, tuple[int, int, float]]) -> tuple[Calibrated, ...]:
    """What came true of what was predicted. ``bins``: by ``bin_of``, the answers, the right ones and the predictions' sum."""
    return tuple(
        Calibrated(min(max(total / answers, 0.0), 1.0), share_of(right, answers))
        for _bin, (answers, right, total) in sorted(bins.items())
        if answers > 0
    )


def scores_of(squared_error: float, log_loss: float, reviews: int) -> Scores | None:
    """The scores of a forecast from its sums; None before the first review."""
    return Scores(max(squared_error, 0.0) / reviews, max(log_loss, 0.0) / reviews) if reviews else None


def constant_scores(chance: float, right: int, reviews: int) -> Scores | None:
    """The scores of a forecast that always says ``chance``."""
    if not reviews:
        return None
    share = right / reviews
    chance = min(max(chance, _SURE), 1 - _SURE)
    return Scores(
        share * (1 - chance) ** 2 + (1 - share) * chance**2,
        -share * math.log(chance) - (1 - share) * math.log(1 - chance),
    )


def streak_of(days: Collection[date], today: date) -> Streak:
    """Study days in a row. A day without study that is not over yet breaks nothing."""
    longest = run = 0
    last: date | None = None
    for day in sorted(days):
        run = run + 1 if last is not None and day - last == timedelta(days=1) else 1
        longest, last = max(longest, run), day
    current = run if last is not None and today - last <= timedelta(days=1) else 0
    return Streak(current, longest)


def minutes_for(cards: int, *, milliseconds: int, done: int) -> int:
    """The minutes that ``cards`` will take, going by ``done`` cards that took ``milliseconds``; at least one."""
    each = milliseconds / 1000 / done if done and milliseconds else SECONDS_PER_CARD
    return max(math.ceil(cards * each / 60), 1) if cards else 0
