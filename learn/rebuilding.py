"""Making cards and days anew from the log of reviews: what is stored of either is only a cache of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction

from learn.core.log import EventKind, Step, steps
from learn.core.scheduling import CardState
from learn.counts import recount
from learn.days import EMPTY_DAY, sums_of
from learn.models import Card, DaySummary, Enrolment, Review
from learn.reviews import events_of, fields_of, weights_of

BATCH = 200
"""Cards whose logs are in memory at a time."""
_LOG = (
    "pk", "card_id", "number", "kind", "undoes_id", "at", "study_day", "rating", "options", "phase", "step",
    "wait_seconds", "interval_days", "predicted", "milliseconds", "content_hash",
)  # fmt: skip
_CARD = tuple(fields_of(CardState()))

Day = tuple[int, date]
"""A course and a study day of one learner."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What the logs of one learner came to: how much was read, and what was stored otherwise than they say."""

    learner: int
    reviews: int = 0
    cards: int = 0
    different_cards: tuple[int, ...] = ()
    different_days: tuple[Day, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether every card and day is what the log makes."""
        return not self.different_cards and not self.different_days


def rebuild_all(*, username: str | None = None, write: bool = True) -> Iterator[Rebuilt]:
    """Rebuild learner after learner, or one; cards must agree to the last bit, days to a rounding error.

    Without ``write`` it only tells. Learners whose cards and days agree are read without a lock.
    """
    learners = Enrolment.objects.order_by("learner").values_list("learner", flat=True).distinct()
    if username is not None:
        learners = learners.filter(learner__username=username)
    for learner in list(learners):
        found = _rebuild(learner, write=False)
        yield found if found.agrees else rebuild_learner(learner, write=write)


@transaction.atomic
def rebuild_learner(learner: int, *, write: bool = True) -> Rebuilt:
    """Rebuild the cards and days of one learner, against which no answer is stored meanwhile.

    Locks are taken in the order in which an answer takes them: cards, then days.
    """
    list(Card.objects.filter(learner=learner).order_by("pk").select_for_update().values_list("pk"))
    list(DaySummary.objects.filter(learner=learner).order_by("pk").select_for_update().values_list("pk"))
    rebuilt = _rebuild(learner, write=write)
    if write:
        recount(learner)
    return rebuilt


def _rebuild(learner: int, *, write: bool) -> Rebuilt:
    weights = {
        one.pk: (one.course_id, weights_of(one))
        for one in Enrolment.objects.filter(learner=learner).select_related("weights")
    }
    reviews, cards, different, days = 0, 0, [], dict[Day, dict[str, float]]()
    for batch in _batches(learner):
        logs = _logs([card.pk for card in batch])
        for card in batch:
            course, known = weights[card.enrolment_id]
            log = logs.get(card.pk, [])
            events = events_of(log)
            made = list(steps(events, weights=known))
            wanted = _columns(made, version=len(events))
            if any(getattr(card, name) != value for name, value in wanted.items()):
                different.append(card.pk)
                if write:
                    Card.objects.filter(pk=card.pk).update(**wanted)
            _add_days(days, course, made, log)
            reviews, cards = reviews + len(events), cards + 1
    changed = _store_days(learner, days, write=write)
    return Rebuilt(learner, reviews, cards, tuple(different), changed)


def _batches(learner: int) -> Iterator[Sequence[Any]]:
    last = 0
    rows = (
        Card.objects.filter(learner=learner)
        .order_by("pk")
        .values_list("pk", "enrolment_id", *_CARD, named=True)
    )
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _logs(cards: Sequence[int]) -> Mapping[int, list[Any]]:
    rows = Review.objects.filter(card__in=cards).order_by("card", "number").values_list(*_LOG, named=True)
    return {card: list(log) for card, log in groupby(rows, key=lambda row: row.card_id)}


def _columns(made: Sequence[Step], *, version: int) -> dict[str, object]:
    """The columns of the card that the steps lead to."""
    return fields_of(made[-1].after if made else CardState()) | {"version": version}


def _add_days(
    days: dict[Day, dict[str, float]], course: int, made: Sequence[Step], log: Sequence[Any]
) -> None:
    rows = {row.number: row for row in log}
    for step in made:
        if step.event.kind is not EventKind.ANSWER:
            continue
        row = rows[step.event.number]
        sums = days.setdefault((course, row.study_day), dict(EMPTY_DAY))
        for name, value in sums_of(row, step.before).items():
            sums[name] += value


def _store_days(learner: int, days: Mapping[Day, Mapping[str, float]], *, write: bool) -> tuple[Day, ...]:
    """Write the days that differ; returns them. A day without an answer has no row."""
    names = tuple(EMPTY_DAY)
    rows = DaySummary.objects.filter(learner=learner)
    stored = {(row[0], row[1]): row[2:] for row in rows.values_list("course_id", "day", *names)}
    wanted = {day: [sums[name] for name in names] for day, sums in days.items()}
    changed = [day for day in sorted({*wanted, *stored}) if not _alike(stored.get(day), wanted.get(day))]
    if write:
        for course, day in changed:
            if (course, day) in days:
                rows.update_or_create(
                    learner_id=learner, course_id=course, day=day, defaults=days[course, day]
                )
            else:
                rows.filter(course=course, day=day).delete()
    return tuple(changed)


def _alike(stored: Sequence[float] | None, wanted: Sequence[float] | None) -> bool:
    """Whether both are there and the same but for the order in which they were added up."""
    if stored is None or wanted is None:
        return False
    return all(math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9) for a, b in zip(stored, wanted, strict=True))
