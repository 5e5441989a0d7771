"""Custom study: the next card among those that a learner chose, due or not, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from content.models import Note, NoteTag
from learn.core import queue
from learn.core.memory import Rating
from learn.core.queue import Today
from learn.core.scheduling import Phase
from learn.core.scopes import SOON_DAYS, Scope, Which
from learn.models import Enrolment, Review
from learn.reviews import weights_of
from learn.studying import COLUMNS, TABLES, NextCard, Workload, candidate_of, read_row
from quizzes.core.calendar import study_day

_MOST = 300
"""Cards looked at for one choice: in steps, the most at risk of those begun, the first of the new."""
_IN_STEPS = "card.phase IN ('learning', 'relearning')"
_IS_NEW = "(card.id IS NULL OR card.phase = 'new')"
_ASKABLE = """(card.id IS NULL
    OR NOT card.suspended AND (card.buried_on IS NULL OR card.buried_on <> %(day)s)
        AND (card.phase <> 'review' OR card.last_day <> %(day)s))"""
"""Neither set aside nor asked today."""
# A wrong answer leaves its card in minute steps until a right one comes: only few logs are looked at.
_MISTAKEN = f"""{_IN_STEPS} AND {Rating.AGAIN.value} = (
    SELECT review.rating FROM {Review._meta.db_table} review
    WHERE review.card_id = card.id AND review.kind = 'answer'
        AND NOT EXISTS (SELECT 1 FROM {Review._meta.db_table} undo WHERE undo.undoes_id = review.id)
    ORDER BY review.number DESC LIMIT 1)"""
# Looked up once a statement, not once a card.
_WITH_TAGGED = f"""WITH tagged AS MATERIALIZED (
    SELECT DISTINCT note.slug FROM {NoteTag._meta.db_table} tag
    JOIN {Note._meta.db_table} note ON note.id = tag.note_id
    WHERE note.course_id = %(course)s AND note.retired_at IS NULL AND tag.name = %(tag)s) """
_TAGGED = """EXISTS (
    SELECT 1 FROM tagged WHERE substr(flashcard.topic, 1, length(tagged.slug) + 1) = tagged.slug || '#')"""
_WHICH = {
    Which.ALL: "",
    Which.NEW: f" AND {_IS_NEW}",
    Which.SOON: f" AND ({_IN_STEPS} OR card.phase = 'review' AND card.due_day <= %(soon)s)",
    Which.MISTAKES: f" AND {_MISTAKEN}",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cards a scope has: ``askable`` now, of which ``due``, ``running`` in steps and ``new``.

    Of the others some are ``suspended``; ``there`` are all cards of the chosen part of the course.
    """

    there: int
    askable: int
    due: int
    running: int
    new: int
    suspended: int

    @property
    def later(self) -> int:
        """Begun and not due yet."""
        return self.askable - self.due - self.running - self.new


def choose_in_scope(enrolment: Enrolment, scope: Scope, *, now: datetime, last_topic: str = "") -> NextCard:
    """The card to ask now of those in ``scope``; the day's limits do not count. One query."""
    day = study_day(now, enrolment.learner.time_zone)
    parameters = _parameters(enrolment, scope, now)
    chosen_cards = (
        f"SELECT {COLUMNS}, COUNT(*) OVER (), COUNT(*) FILTER (WHERE {_IS_NEW}) OVER () {TABLES}"
        f" WHERE {_place(scope)}{_WHICH[scope.which]} AND {_ASKABLE}"
        f" ORDER BY standing, risk DESC, flashcard.position LIMIT {_MOST}"
    )
    asked_today = (
        f"SELECT {COLUMNS}, CAST(NULL AS bigint), CAST(NULL AS bigint) {TABLES}"
        f" WHERE flashcard.course_id = %(course)s AND card.last_day = %(day)s LIMIT {_MOST}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_with(scope)}SELECT * FROM ({chosen_cards}) chosen UNION ALL SELECT * FROM ({asked_today}) asked",
            parameters,
        )
        found = cursor.fetchall()
    total, new_total = next((one[-2:] for one in found if one[-1] is not None), (0, 0))
    asked = [read_row(one[:-2]).siblings for one in found if one[-1] is None]
    rows = [read_row(one[:-2]) for one in found if one[-1] is not None]
    weights = weights_of(enrolment)
    steps, begun, new = [], [], []
    for row in rows:
        kind = {Phase.REVIEW.value: begun, Phase.NEW.value: new, None: new}.get(row.phase, steps)
        kind.append(candidate_of(row, day, weights))
    today = Today(
        now=now,
        new_left=0,
        reviews_left=0,
        siblings=frozenset(name for names in asked for name in names.split("\n") if name),
        last_topic=last_topic,
    )
    chosen = queue.choose_in_scope(steps, begun, new, today, seed=f"{enrolment.pk}:{day}:{total}")
    workload = Workload(total - len(steps) - new_total, len(steps), new_total)
    if chosen is None:
        waits = sorted(one.due_at for one in steps if one.due_at)
        return NextCard(None, workload, waits[0] if waits else None)
    return NextCard(next(row for row in rows if row.fact == chosen.fact), workload, None)


def tally(enrolment: Enrolment, scope: Scope, *, now: datetime) -> Tally:
    """How many cards ``scope`` has today. One query."""
    fits = f"({_ASKABLE}){_WHICH[scope.which]}"
    counted = (
        "TRUE",
        fits,
        f"{fits} AND card.phase = 'review' AND card.due_day <= %(day)s",
        f"{fits} AND {_IN_STEPS}",
        f"{fits} AND {_IS_NEW}",
        "card.suspended",
    )
    columns = ", ".join(f"COUNT(*) FILTER (WHERE {one})" for one in counted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_with(scope)}SELECT {columns} {TABLES} WHERE {_place(scope)}",
            _parameters(enrolment, scope, now),
        )
        return Tally(*cursor.fetchone())


def _with(scope: Scope) -> str:
    return _WITH_TAGGED if scope.tag else ""


def _place(scope: Scope) -> str:
    """The part of the course, as a condition."""
    conditions = ["flashcard.course_id = %(course)s"]
    if "#" in scope.section:
        conditions.append("flashcard.topic = %(section)s")
    elif scope.section:
        conditions.append(f"substr(flashcard.topic, 1, {len(scope.section) + 1}) = %(section)s")
    if scope.term:
        conditions.append("fact.term = %(term)s")
    if scope.tag:
        conditions.append(_TAGGED)
    if scope.facts:
        conditions.append(f"flashcard.fact_id IN ({', '.join(str(int(fact)) for fact in scope.facts)})")
    return " AND ".join(conditions)


def _parameters(enrolment: Enrolment, scope: Scope, now: datetime) -> dict[str, Any]:
    day = study_day(now, enrolment.learner.time_zone)
    return {
        "day": connection.ops.adapt_datefield_value(day),
        "soon": connection.ops.adapt_datefield_value(day + timedelta(days=SOON_DAYS)),
        "number": day.toordinal(),
        "learner": enrolment.learner_id,
        "course": enrolment.course_id,
        "section": scope.section if "#" in scope.section else f"{scope.section}#",
        "term": scope.term,
        "tag": scope.tag,
    }
