"""Weights of FSRS-6 fitted to one learner's own recall, and whether they foretell it better than the default ones."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

from learn.core.memory import DEFAULT_WEIGHTS, Memory, Rating, Weights, next_memory, recall_probability

FOLDS = 5
"""Into how many parts the cards are dealt; each is foretold by what was fitted to the others."""
PRIOR_REVIEWS = 1_000
"""How many reviews the default weights stand for: with as many of one's own, the weights are half way between."""
SURE = 1.645
"""How many standard errors the gain must be above zero: a one-sided test at 5 %."""

_CERTAIN = 1e-6
"""Log loss counts no prediction as surer than this."""

History = tuple[tuple[Rating, int], ...]
"""Ratings of one card, each with the study days since the one before."""


@dataclass(frozen=True, slots=True)
class Recall:
    """A fact that was recalled, or not: ``day`` is the study day's ordinal, ``order`` its place among all reviews."""

    card: int
    day: int
    order: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights, and how well they foretell reviews that they were not fitted to.

    ``log_loss`` and ``log_loss_before`` are means over the same reviews, with fitted and with default weights;
    ``error`` is the standard error of their difference.
    """

    weights: Weights
    reviews: int
    log_loss: float
    log_loss_before: float
    error: float

    @property
    def is_better(self) -> bool:
        """Whether the fitted weights foretell better than the default ones, by more than chance would have it."""
        return self.log_loss_before - self.log_loss > SURE * self.error


def training_histories(recalls: Iterable[Recall]) -> list[History]:
    """One history for each recall at least a study day after the one before: all of the card's up to it.

    In the order in which they happened, so that what is tested always comes after what was fitted.
    """
    earlier: dict[int, list[Recall]] = {}
    found: list[tuple[int, History]] = []
    for recall in sorted(recalls, key=lambda one: one.order):
        card = earlier.setdefault(recall.card, [])
        card.append(recall)
        if len(card) > 1 and recall.day > card[-2].day:
            found.append((recall.order, _history(card)))
    return [history for _order, history in found]


def fit_weights(recalls: Iterable[Recall]) -> Fit | None:
    """Fit weights; None when there are too few recalls to deal them into parts.

    The weights are fitted to all recalls. The log losses come from cross-validation: every card is foretold by what
    was fitted to other cards. Reviews of one day are no independent witnesses (a bad day is bad for all of them), so
    the standard error is that of day totals.
    """
    cards = _by_card(recalls)
    if len(cards) < FOLDS:
        return None
    parts = [cards[first::FOLDS] for first in range(FOLDS)]
    pairs: list[tuple[int, float, float]] = []
    for part in parts:
        weights = _fitted([card for other in parts if other is not part for card in other])
        for card in part:
            pairs += zip(*_losses(card, weights), *_losses(card, DEFAULT_WEIGHTS)[1:], strict=True)
    after, before = (sum(pair[place] for pair in pairs) / len(pairs) for place in (1, 2))
    gains: dict[int, float] = {}
    for day, loss, loss_before in pairs:
        gains[day] = gains.get(day, 0.0) + (loss_before - loss) - (before - after)
    error = math.sqrt(sum(gain * gain for gain in gains.values())) / len(pairs)
    return Fit(_fitted(cards), len(pairs), after, before, error)


def _by_card(recalls: Iterable[Recall]) -> list[list[Recall]]:
    """The recalls of each card in order, of cards that came back on a later day."""
    cards: dict[int, list[Recall]] = {}
    for recall in sorted(recalls, key=lambda one: one.order):
        cards.setdefault(recall.card, []).append(recall)
    return [card for card in cards.values() if any(_is_later(pair) for pair in pairwise(card))]


def _is_later(pair: tuple[Recall, Recall]) -> bool:
    return pair[1].day > pair[0].day


def _history(recalls: Sequence[Recall]) -> History:
    gaps = [0, *(later.day - earlier.day for earlier, later in pairwise(recalls))]
    return tuple((recall.rating, max(gap, 0)) for recall, gap in zip(recalls, gaps, strict=True))


def _fitted(cards: Iterable[Sequence[Recall]]) -> Weights:
    """The weights that fit best, drawn towards the default ones the more the fewer reviews there are: the optimizer
    alone follows the chance in a few hundred.
    """
    histories = training_histories(recall for card in cards for recall in card)
    items = [FSRSItem([FSRSReview(int(rating), days) for rating, days in history]) for history in histories]
    own = FSRS(DEFAULT_PARAMETERS).compute_parameters(items)
    share = len(items) / (len(items) + PRIOR_REVIEWS)
    return tuple(start + share * (end - start) for start, end in zip(DEFAULT_WEIGHTS, own, strict=True))


def _losses(card: Sequence[Recall], weights: Weights) -> tuple[list[int], list[float]]:
    """The days on which a card was asked again, and the log loss of foretelling each of these answers."""
    days, losses = [], []
    memory: Memory | None = None
    for recall, gap in zip(card, (gap for _rating, gap in _history(card)), strict=True):
        if memory and gap:
            known = recall_probability(memory.stability, gap, weights=weights)
            likely = known if recall.rating > Rating.AGAIN else 1 - known
            days.append(recall.day)
            losses.append(-math.log(min(max(likely, _CERTAIN), 1 - _CERTAIN)))
        memory = next_memory(memory, recall.rating, days=gap, weights=weights)
    return days, losses
