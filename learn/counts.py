"""Sums of what a learner answered that are not by day: by hour, by forecast, and which facts they mix up.

They are written in the transaction of the answer, so that a page never scans reviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F

from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.core.progress import bin_of
from learn.models import AnswerCount, Confusion, Enrolment, Review
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.models import Choice


@dataclass(frozen=True, slots=True)
class Counted:
    """What one answer adds to one slot of ``AnswerCount``."""

    kind: str
    slot: int
    right: int
    predicted: float


def clock_hour(now: datetime, time_zone: str) -> int:
    """The hour of the learner's clock, 0 to 23."""
    return now.astimezone(ZoneInfo(time_zone)).hour


def counts_of(review: Review) -> list[Counted]:
    """The slots that an answer falls into: its hour, and its forecast where there was one."""
    right = int(review.rating is not None and review.rating > Rating.AGAIN)
    found = []
    if review.hour is not None:
        found.append(Counted(AnswerCount.Kind.HOUR.value, review.hour, right, 0.0))
    if review.predicted is not None:
        found.append(
            Counted(AnswerCount.Kind.FORECAST.value, bin_of(review.predicted), right, review.predicted)
        )
    return found


def add_to_counts(learner: int, course: int, counts: Iterable[Counted]) -> None:
    """Add answers to their slots, which may have no rows yet; one statement on every database."""
    slots: dict[tuple[str, int], list[Counted]] = {}
    for one in counts:  # no row may be met twice by one statement
        slots.setdefault((one.kind, one.slot), []).append(one)
    rows = [
        (
            learner,
            course,
            *slot,
            len(ones),
            sum(one.right for one in ones),
            sum(one.predicted for one in ones),
        )
        for slot, ones in slots.items()
    ]
    if not rows:
        return
    table = connection.ops.quote_name(AnswerCount._meta.db_table)
    right = connection.ops.quote_name("right")  # a word of SQL
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (learner_id, course_id, kind, slot, answers, {right}, predicted)"
            f" VALUES {marks} ON CONFLICT (learner_id, course_id, kind, slot) DO UPDATE SET"
            f" answers = {table}.answers + excluded.answers, {right} = {table}.{right} + excluded.{right},"
            f" predicted = {table}.predicted + excluded.predicted",
            [value for row in rows for value in row],
        )


def take_from_counts(learner: int, course: int, counts: Iterable[Counted]) -> None:
    """Take away what ``add_to_counts`` added; a slot without an answer has no row."""
    for one in counts:
        row = AnswerCount.objects.filter(learner=learner, course=course, kind=one.kind, slot=one.slot)
        row.update(
            answers=F("answers") - 1, right=F("right") - one.right, predicted=F("predicted") - one.predicted
        )
        row.filter(answers=0).delete()


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
    found: dict[tuple[str, int], AnswerCount] = {}
    standing = Review.objects.filter(
        learner=learner, card__fact__course=course, kind=EventKind.ANSWER.value, undone_by=None
    )
    for review in standing.only("rating", "hour", "predicted").order_by("pk").iterator():
        for one in counts_of(review):
            row = found.setdefault(
                (one.kind, one.slot),
                AnswerCount(learner_id=learner, course_id=course, kind=one.kind, slot=one.slot),
            )
            row.answers += 1
            row.right += one.right
            row.predicted += one.predicted
    AnswerCount.objects.filter(learner=learner, course=course).delete()
    AnswerCount.objects.bulk_create(found.values())


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
