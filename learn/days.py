"""What a learner's answers add up to, by study day and otherwise: one statement writes what an answer adds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import cache

from django.db import connection
from django.db.models import F

from learn.core.memory import Rating
from learn.core.scheduling import CardState, Phase
from learn.models import DaySummary, Review

MATURE_DAYS = 21
"""A card whose interval has reached this many days is mature."""
_SURE = 1e-6
"""Log loss counts no prediction as surer than this."""

Sums = Mapping[str, float]
Slot = tuple[date, str, int]
"""The day, kind and slot of a row of ``DaySummary``."""


EMPTY_DAY: Sums = dict.fromkeys(
    ("answers", "right", "new", "reviews", "reviews_right", "mature", "mature_right", "milliseconds"), 0
) | dict.fromkeys(("predicted", "squared_error", "log_loss"), 0.0)
"""What no answer adds up to."""


def sums_of(review: Review, before: CardState) -> dict[str, float]:
    """What one answer adds to its day; ``before`` is the card as it was asked."""
    right = review.rating is not None and review.rating > Rating.AGAIN
    by_day = before.phase is Phase.REVIEW
    mature = by_day and _interval(before) >= MATURE_DAYS
    predicted = review.predicted
    sums = {
        "answers": 1,
        "right": int(right),
        "new": int(before.phase is Phase.NEW),
        "reviews": int(by_day),
        "reviews_right": int(by_day and right),
        "mature": int(mature),
        "mature_right": int(mature and right),
        "milliseconds": review.milliseconds or 0,
        "predicted": 0.0,
        "squared_error": 0.0,
        "log_loss": 0.0,
    }
    if by_day and predicted is not None:
        likely = min(max(predicted if right else 1 - predicted, _SURE), 1 - _SURE)
        sums |= {
            "predicted": predicted,
            "squared_error": (predicted - right) ** 2,
            "log_loss": -math.log(likely),
        }
    return sums


def of_day(day: date) -> Slot:
    """Where the sums of a study day stand."""
    return day, DaySummary.Kind.DAY.value, 0


def add_sums(learner: int, course: int, rows: Mapping[Slot, Sums]) -> None:
    """Add to slots, which may have no rows yet; what is not named is not added to. One statement on every database."""
    given = [
        value
        for slot, sums in rows.items()
        for value in (learner, course, *slot, *(sums.get(name, 0) for name in EMPTY_DAY))
    ]
    with connection.cursor() as cursor:
        cursor.execute(_addition(len(rows)), given)


@cache
def _addition(rows: int) -> str:
    table = connection.ops.quote_name(DaySummary._meta.db_table)
    quoted = [connection.ops.quote_name(name) for name in EMPTY_DAY]
    columns = ", ".join(("learner_id", "course_id", "day", "kind", "slot", *quoted))
    marks = ", ".join(["%s"] * (len(quoted) + 5))
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in quoted)
    values = ", ".join([f"({marks})"] * rows)
    key = "learner_id, course_id, day, kind, slot"
    return f"INSERT INTO {table} ({columns}) VALUES {values} ON CONFLICT ({key}) DO UPDATE SET {added}"


def take_sums(learner: int, course: int, rows: Mapping[Slot, Sums]) -> None:
    """Take away what ``add_sums`` added; a slot without an answer has no row."""
    for (day, kind, slot), sums in rows.items():
        row = DaySummary._base_manager.filter(learner=learner, course=course, day=day, kind=kind, slot=slot)
        row.update(**{name: F(name) - value for name, value in sums.items()})
        row.filter(answers=0).delete()


def _interval(before: CardState) -> int:
    """The days between the last answer and when the card is due."""
    return (before.due_day - before.last_day).days if before.due_day and before.last_day else 0
