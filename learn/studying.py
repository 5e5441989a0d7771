"""What a learner is asked now: the next card of a course, as it will be shown, in one query for the choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, ExpressionWrapper, F, FilteredRelation, FloatField, Q, Value, When

from learn.core.memory import recall_probability
from learn.core.queue import Candidate, Today, choose_next
from learn.core.scheduling import Phase
from learn.models import Enrolment
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_MOST = 400
"""Cards looked at for one choice: those asked today, those running, and the most at risk of those due."""
_ASKED, _RUNNING, _DUE, _NEW = range(4)
_MINUTES = (Phase.LEARNING.value, Phase.RELEARNING.value)


@dataclass(frozen=True, slots=True)
class Workload:
    """What is left to do today, as numbers of cards."""

    due: int
    running: int
    new: int

    @property
    def total(self) -> int:
        """Everything that is left."""
        return self.due + self.running + self.new


@dataclass(frozen=True, slots=True)
class Choice:
    """The flashcard to ask now, if any, and what is left today with it."""

    flashcard: Flashcard | None
    workload: Workload
    next_at: datetime | None
    """When the next minute step ends, if nothing but such steps is left."""


def choose_card(enrolment: Enrolment, *, now: datetime, last_topic: str = "") -> Choice:
    """The card to ask now. One query, which looks at no more than the course has and the day needs."""
    day = study_day(now, enrolment.learner.time_zone)
    rows = list(_rows(enrolment, day)[:_MOST])
    asked = [row for row in rows if row.standing == _ASKED]
    found = {standing: _candidates(enrolment, rows, standing, day) for standing in (_RUNNING, _DUE, _NEW)}
    running = found[_RUNNING] + [
        one for one in _candidates(enrolment, asked, _ASKED, day) if one.phase.value in _MINUTES
    ]
    introduced = sum(row.mine_first_day == day for row in asked)
    today = Today(
        now=now,
        new_left=max(enrolment.new_per_day - introduced, 0),
        reviews_left=max(enrolment.reviews_per_day - (len(asked) - introduced), 0),
        shown=frozenset(row.fact_id for row in asked),
        siblings=frozenset(name for row in asked for name in row.siblings.split("\n") if name),
        last_topic=last_topic,
    )
    chosen = choose_next(running, found[_DUE], found[_NEW], today, seed=f"{enrolment.pk}:{day}")
    workload = Workload(
        due=min(len(found[_DUE]), today.reviews_left),
        running=len(running),
        new=min(len(found[_NEW]), today.new_left),
    )
    card = next((row for row in rows if chosen and row.fact_id == chosen.fact), None)
    waits = sorted(one.due_at for one in running if one.due_at)
    return Choice(card, workload, waits[0] if waits and card is None else None)


def _rows(enrolment: Enrolment, day: date) -> Any:
    """Flashcards of the course that matter today, with the learner's card where there is one."""
    mine = FilteredRelation("fact__cards", condition=Q(fact__cards__learner=enrolment.learner_id))
    untouched = Q(mine__pk=None) | Q(mine__phase=Phase.NEW.value)
    due = Q(mine__phase=Phase.REVIEW.value, mine__due_day__lte=day)
    set_aside = Q(mine__suspended=True) | Q(mine__buried_on=day)
    days = ExpressionWrapper(
        (Value(day.toordinal()) - F("mine__last_day_number")) * 1.0, output_field=FloatField()
    )
    return (
        Flashcard.objects.filter(course=enrolment.course_id)
        .annotate(
            mine=mine,
            standing=Case(
                When(mine__last_day=day, then=Value(_ASKED)),
                When(mine__phase__in=_MINUTES, then=Value(_RUNNING)),
                When(due, then=Value(_DUE)),
                default=Value(_NEW),
            ),
            risk=days / F("mine__stability"),
            mine_pk=F("mine__pk"),
            mine_phase=F("mine__phase"),
            mine_stability=F("mine__stability"),
            mine_last_day=F("mine__last_day"),
            mine_first_day=F("mine__first_day"),
            mine_due_at=F("mine__due_at"),
        )
        .filter(Q(mine__last_day=day) | ((untouched | due | Q(mine__phase__in=_MINUTES)) & ~set_aside))
        .order_by("standing", F("risk").desc(nulls_last=True), "position")
    )


def _candidates(enrolment: Enrolment, rows: Iterable[Any], standing: int, day: date) -> list[Candidate]:
    weights = weights_of(enrolment)
    return [
        Candidate(
            card=row.mine_pk or 0,
            fact=row.fact_id,
            phase=Phase(row.mine_phase or Phase.NEW.value),
            recall=recall_probability(row.mine_stability, (day - row.mine_last_day).days, weights=weights)
            if row.mine_stability
            else 1.0,
            due_at=row.mine_due_at,
            topic=row.topic,
            siblings=frozenset(name for name in row.siblings.split("\n") if name),
            order=row.position,
        )
        for row in rows
        if row.standing == standing
    ]
