"""What a learner did on each study day: one row per course and day, written with every answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

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


def add_to_day(learner: int, course: int, day: date, sums: Sums) -> None:
    """Add ``sums`` to a day, which may have no row yet; one statement on every database."""
    table = connection.ops.quote_name(DaySummary._meta.db_table)
    quoted = [connection.ops.quote_name(name) for name in sums]
    columns = ", ".join(("learner_id", "course_id", "day", *quoted))
    marks = ", ".join(["%s"] * (len(quoted) + 3))
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in quoted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            f" ON CONFLICT (learner_id, course_id, day) DO UPDATE SET {added}",
            [learner, course, day, *sums.values()],
        )


def take_from_day(learner: int, course: int, day: date, sums: Sums) -> None:
    """Take away what ``add_to_day`` added; a day without an answer has no row."""
    row = DaySummary.objects.filter(learner=learner, course=course, day=day)
    row.update(**{name: F(name) - value for name, value in sums.items()})
    row.filter(answers=0).delete()


def _interval(before: CardState) -> int:
    """The days between the last answer and when the card is due."""
    return (before.due_day - before.last_day).days if before.due_day and before.last_day else 0
