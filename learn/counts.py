"""Sums of what a learner answered that are not by day: by hour, by forecast, and which facts they mix up.

They are written in the transaction of the answer, so that a page never scans reviews.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.core.progress import bin_of
from learn.days import Slot, Sums
from learn.models import EVER, AnswerCount, Confusion, Enrolment, Review
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.models import Choice


def clock_hour(now: datetime, time_zone: str) -> int:
    """The hour of the learner's clock, 0 to 23."""
    return now.astimezone(ZoneInfo(time_zone)).hour


def counts_of(review: Review) -> dict[Slot, Sums]:
    """What an answer adds to the slots that it falls into: its hour, and its forecast where there was one."""
    answer = {"answers": 1, "right": int(review.rating is not None and review.rating > Rating.AGAIN)}
    found: dict[Slot, Sums] = {}
    if review.hour is not None:
        found[EVER, AnswerCount.Kind.HOUR.value, review.hour] = answer
    if review.predicted is not None:
        slot = (EVER, AnswerCount.Kind.FORECAST.value, bin_of(review.predicted))
        found[slot] = answer | {"predicted": review.predicted}
    return found


def add_confusions(learner: int, course: int, taken: Mapping[tuple[int, int], date]) -> None:
    """Count once more that facts were taken for others; one statement on every database.

    ``taken`` gives the day by pairs of the fact that was asked and the one that it was taken for.
    """
    rows = [(learner, course, asked, other, 1, day) for (asked, other), day in taken.items()]
    if not rows:
        return
    table = connection.ops.quote_name(Confusion._meta.db_table)
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (learner_id, course_id, asked_id, taken_for_id, count, last_day)"
            f" VALUES {marks} ON CONFLICT (learner_id, asked_id, taken_for_id) DO UPDATE SET"
            f" count = {table}.count + 1, last_day = excluded.last_day",
            [value for row in rows for value in row],
        )


def recount(learner: int) -> None:
    """Make all of a learner's counts anew. To be called inside a transaction."""
    for course in Enrolment.objects.filter(learner=learner).values_list("course", flat=True):
        recount_answers(learner, course)
        recount_confusions(learner, course)


def recount_answers(learner: int, course: int) -> None:
    """Make a learner's counts of a course anew from the reviews that stand. To be called inside a transaction."""
    found: dict[Slot, Counter[str]] = {}
    standing = Review.objects.filter(
        learner=learner, card__fact__course=course, kind=EventKind.ANSWER.value, undone_by=None
    )
    for review in standing.only("rating", "hour", "predicted").order_by("pk").iterator():
        for slot, sums in counts_of(review).items():
            found.setdefault(slot, Counter()).update(sums)
    AnswerCount.objects.filter(learner=learner, course=course).delete()
    AnswerCount.objects.bulk_create(
        AnswerCount(learner_id=learner, course_id=course, day=day, kind=kind, slot=slot, **sums)
        for (day, kind, slot), sums in found.items()
    )


def recount_confusions(learner: int, course: int, *, fact: int | None = None) -> None:
    """Make a learner's confusions of a course anew from the reviews that stand; with ``fact``, those of one card.

    To be called inside a transaction.
    """
    wrong = Review.objects.filter(
        learner=learner,
        card__fact__course=course,
        kind=EventKind.ANSWER.value,
        rating=Rating.AGAIN,
        undone_by=None,
        revision__question__kind__in=SINGLE_CHOICE,
    ).exclude(chosen="")
    stored = Confusion.objects.filter(learner=learner, course=course)
    if fact is not None:
        wrong, stored = wrong.filter(card__fact=fact), stored.filter(asked=fact)
    reviews = list(wrong.values_list("card__fact", "revision", "chosen", "study_day"))
    said = {
        (revision, str(position)): other
        for revision, position, other in Choice.objects.filter(
            revision__in=wrong.values("revision"), is_correct=False, fact__isnull=False
        ).values_list("revision", "position", "fact")
    }
    counted: dict[tuple[int, int], tuple[int, date]] = {}
    for asked, revision, chosen, day in reviews:
        for position in chosen.split(","):
            other = said.get((revision, position))
            if other is not None:
                count, last = counted.get((asked, other), (0, day))
                counted[asked, other] = (count + 1, max(last, day))
    stored.delete()
    Confusion.objects.bulk_create(
        Confusion(
            learner_id=learner,
            course_id=course,
            asked_id=asked,
            taken_for_id=other,
            count=count,
            last_day=last,
        )
        for (asked, other), (count, last) in counted.items()
    )
