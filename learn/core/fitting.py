"""Weights of FSRS-6 fitted to one learner's own recall, and whether they foretell it better than the default ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

from learn.core.memory import DEFAULT_WEIGHTS, Rating, Weights

FOLDS = 5
"""How many times the past is fitted and the stretch after it foretold."""

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

    ``log_loss`` and ``log_loss_before`` are means over the same reviews, with fitted and with default weights.
    """

    weights: Weights
    reviews: int
    log_loss: float
    log_loss_before: float

    @property
    def is_better(self) -> bool:
        """Whether the fitted weights foretell better than the default ones."""
        return self.log_loss < self.log_loss_before


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
    """Fit weights; None when there are too few recalls to split them in time.

    The weights are fitted to all recalls. The log losses come from time-series splits: of ``FOLDS`` + 1 equal
    stretches each but the first is foretold by what was fitted to all before it.
    """
    items = [
        FSRSItem([FSRSReview(int(rating), days) for rating, days in history])
        for history in training_histories(recalls)
    ]
    size = len(items) // (FOLDS + 1)
    if not size:
        return None
    after, before = 0.0, 0.0
    for fold in range(1, FOLDS + 1):
        past, future = items[: fold * size], items[fold * size : (fold + 1) * size]
        after += _log_loss(_fitted(past), future)
        before += _log_loss(DEFAULT_WEIGHTS, future)
    return Fit(_fitted(items), len(items), after / FOLDS, before / FOLDS)


def _history(recalls: Sequence[Recall]) -> History:
    gaps = [0, *(later.day - earlier.day for earlier, later in pairwise(recalls))]
    return tuple((recall.rating, max(gap, 0)) for recall, gap in zip(recalls, gaps, strict=True))


def _fitted(items: Sequence[FSRSItem]) -> Weights:
    return tuple(FSRS(DEFAULT_PARAMETERS).compute_parameters(items))


def _log_loss(weights: Weights, items: Sequence[FSRSItem]) -> float:
    return float(FSRS(list(weights)).evaluate(items).log_loss)
