"""Which card comes next: what is being learnt, what is about to be forgotten, what is new, mixed across topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from learn.core.scheduling import Phase

LEARN_AHEAD = timedelta(minutes=20)
"""How early a minute step is taken when nothing else is left to do."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked.

    ``recall`` is today's chance of recall, 1 for new ones; ``topic`` its section; ``siblings`` names the row, the
    list and the attribute it shares with other facts; ``order`` its place in the course.
    """

    card: int
    fact: int
    phase: Phase
    recall: float = 1.0
    due_at: datetime | None = None
    topic: str = ""
    siblings: frozenset[str] = frozenset()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """What was done today, and what may still be: ``new_left`` and ``reviews_left`` cards.

    ``shown`` are the facts asked today and ``siblings`` all that they share with others; ``last_topic`` is that of
    the card just asked.
    """

    now: datetime
    new_left: int
    reviews_left: int
    shown: frozenset[int] = frozenset()
    siblings: frozenset[str] = frozenset()
    last_topic: str = ""


def choose_next(
    learning: Iterable[Candidate],
    due: Sequence[Candidate],
    new: Sequence[Candidate],
    today: Today,
    *,
    seed: str,
) -> Candidate | None:
    """The card to ask now; None when the day's work is done.

    Minute steps that are over go first. Then reviews, most at risk first, and new cards in the order of the course
    come in the proportion in which they are left. Nothing that shares a row, a list or an attribute with what was
    asked today is asked before tomorrow, and a topic does not follow itself while there is another.
    """
    running = sorted(learning, key=lambda one: (one.due_at or today.now, one.card))
    if running and (running[0].due_at or today.now) <= today.now:
        return running[0]
    reviews = _apart(sorted(due, key=lambda one: (one.recall, one.card)), today)[: max(today.reviews_left, 0)]
    fresh = _apart(sorted(new, key=lambda one: (one.order, one.card)), today)[: max(today.new_left, 0)]
    if reviews and fresh:
        share = min(today.new_left, len(fresh)) / (today.new_left + today.reviews_left)
        chosen = fresh if Random(f"{seed}:{len(today.shown)}").random() < share else reviews
        return _elsewhere(chosen, today.last_topic)
    if reviews or fresh:
        return _elsewhere(reviews or fresh, today.last_topic)
    if running and (running[0].due_at or today.now) <= today.now + LEARN_AHEAD:
        return running[0]
    return None


def choose_in_scope(
    learning: Iterable[Candidate],
    begun: Sequence[Candidate],
    new: Sequence[Candidate],
    today: Today,
    *,
    seed: str,
) -> Candidate | None:
    """The card to ask now of those that a learner chose to study, due or not; None when all were asked.

    As ``choose_next``, without the day's limits; what has something in common with what was asked today comes last
    in place of tomorrow.
    """
    free = replace(today, new_left=len(new), reviews_left=len(begun))
    if not _apart(begun, free) and not _apart(new, free):
        free = replace(free, siblings=frozenset())
    return choose_next(learning, begun, new, free, seed=seed)


def _apart(candidates: Iterable[Candidate], today: Today) -> list[Candidate]:
    """Those that have no sibling among what was asked today."""
    return [
        one for one in candidates if one.fact not in today.shown and one.siblings.isdisjoint(today.siblings)
    ]


def _elsewhere(candidates: Sequence[Candidate], topic: str) -> Candidate:
    """The first of another topic than the last, else the first."""
    return next((one for one in candidates if one.topic != topic), candidates[0])
