"""When a backlog is cleared: cards that wait, cards that fall due meanwhile, and so many reviews a day."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from learn.core.memory import Memory, Rating, Weights, interval_days, next_memory, recall_probability
from learn.core.scheduling import whole_days

HORIZON = 365
"""Days looked ahead: what is not cleared within a year counts as never."""
# A card recalled every time would come back after 2, 11, 46, 163 days; with what is forgotten in between, the cards
# of a simulated learner come 7.7 times in their first year (desired retention 0.9), and 7 times by these two numbers.
_NEW_BACK = 2
"""Days after which a new card comes back the first time."""
_GROWTH = 2
"""How much longer each further interval is than the one before."""


class Due(NamedTuple):
    """A card: in how many days it is due, 0 or less when it waits; the chance that it is recalled then; and after how
    many days it comes back, recalled or forgotten.
    """

    days: int
    back: int
    recall: float = 1.0
    back_forgotten: int = 1


def due_of(
    memory: Memory, *, last_day: date, due_day: date, today: date, retention: float, weights: Weights
) -> Due:
    """A card as the forecast sees it: answered on the day it is due, or today when that is past."""
    elapsed = (max(due_day, today) - last_day).days
    back, back_forgotten = (
        whole_days(interval_days(after.stability, retention=retention, weights=weights))
        for after in (
            next_memory(memory, rating, days=elapsed, weights=weights)
            for rating in (Rating.GOOD, Rating.AGAIN)
        )
    )
    recall = recall_probability(memory.stability, elapsed, weights=weights)
    return Due((due_day - today).days, back, recall, back_forgotten)


def days_to_clear(
    cards: Iterable[Due], *, per_day: int, left_today: int, new_per_day: int = 0, new_left: int = 0
) -> int | None:
    """In how many days nothing waits any more at the end of the day; 0 is today, None is not within ``HORIZON``.

    ``cards`` are all that were begun, in the order in which they are asked. ``left_today`` reviews may still be done
    today and ``per_day`` on each day after; meanwhile ``new_per_day`` of ``new_left`` new cards are begun. What is
    answered comes back: as many as the chances say are forgotten, and all later on after twice as long each time.
    """
    arriving: defaultdict[int, list[int]] = defaultdict(list)
    forgotten = 0.0
    for card in cards:
        forgotten += 1 - card.recall
        forgets = forgotten >= 1
        forgotten -= forgets
        arriving[max(card.days, 0)].append(card.back_forgotten if forgets else card.back)
    waiting: deque[int] = deque()
    for day in range(HORIZON):
        waiting.extend(arriving.pop(day, ()))
        for _ in range(min(per_day if day else left_today, len(waiting))):
            back = waiting.popleft()
            arriving[day + back].append(_GROWTH * back)
        if not waiting:
            return day
        begun = min(new_per_day, new_left)
        new_left -= begun
        arriving[day + _NEW_BACK] += [_GROWTH * _NEW_BACK] * begun
    return None
