"""Which card comes next: what is being learnt, what is about to be forgotten, what is new, mixed across topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from random import Random

LEARN_AHEAD = timedelta(minutes=20)
"""How early a minute step is taken when nothing else is left to do."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked.

    ``topic`` is its section; ``siblings`` names the row, the list and the attribute it shares with other facts.
    """

    card: int
    fact: int
    due_at: datetime | None = None
    topic: str = ""
    siblings: frozenset[str] = frozenset()


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
    due: Iterable[Candidate],
    new: Iterable[Candidate],
    today: Today,
    *,
    seed: str,
) -> Candidate | None:
    """The card to ask now; None when the day's work is done.

    ``due`` begins with what is most at risk of being forgotten, ``new`` is in the order of the course; they are read
    no further than the choice needs. Minute steps that are over go first. Then reviews and new cards come in the
    proportion in which they are left. Nothing that shares a row, a list or an attribute with what was asked today is
    asked before tomorrow, and a topic does not follow itself while there is another.
    """
    running = sorted(learning, key=lambda one: (one.due_at or today.now, one.card))
    if running and (running[0].due_at or today.now) <= today.now:
        return running[0]
    fresh = list(islice(_apart(new, today), max(today.new_left, 0)))
    reviews = islice(_apart(due, today), max(today.reviews_left, 0))
    review = _elsewhere(reviews, today.last_topic)
    share = len(fresh) / (today.new_left + today.reviews_left) if fresh else 0.0
    if review and Random(f"{seed}:{len(today.shown)}").random() >= share:
        return review
    if fresh:
        return _elsewhere(fresh, today.last_topic)
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
    if next(_apart((*begun, *new), free), None) is None:
        free = replace(free, siblings=frozenset())
    return choose_next(learning, begun, new, free, seed=seed)


def _apart(candidates: Iterable[Candidate], today: Today) -> Iterator[Candidate]:
    """Those that have no sibling among what was asked today."""
    return (
        one for one in candidates if one.fact not in today.shown and one.siblings.isdisjoint(today.siblings)
    )


def _elsewhere(candidates: Iterable[Candidate], topic: str) -> Candidate | None:
    """The first of another topic than the last, else the first."""
    first = None
    for one in candidates:
        if one.topic != topic:
            return one
        first = first or one
    return first
