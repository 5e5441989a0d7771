"""Custom study: the next card among those that a learner chose, due or not, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from content.models import Fact, Note, NoteTag
from learn.core import queue
from learn.core.memory import Rating
from learn.core.queue import Today
from learn.core.scopes import SOON_DAYS, Scope, Which
from learn.models import Card, Enrolment, Review
from learn.studying import (
    ASKED,
    COLUMNS,
    DUE,
    NEW,
    NO_MORE,
    RUNNING,
    CardRow,
    NextCard,
    Workload,
    candidate_of,
)
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_MOST = 300
"""Cards looked at for one choice: in steps, the most at risk of those begun, the first of the new."""
_TABLES = f"""
FROM {Flashcard._meta.db_table} flashcard
JOIN {Fact._meta.db_table} fact ON fact.id = flashcard.fact_id
LEFT JOIN {Card._meta.db_table} card ON card.fact_id = flashcard.fact_id AND card.learner_id = %(learner)s
"""
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
    standing = f"CASE WHEN {_IN_STEPS} THEN {RUNNING} WHEN card.phase = 'review' THEN {DUE} ELSE {NEW} END"
    risk = "COALESCE((%(number)s - card.last_day_number) / card.stability, 0.0)"
    chosen_cards = (
        f"SELECT {standing} AS standing, {risk} AS risk, COUNT(*) OVER () AS waiting, NULL, {COLUMNS},"
        f" COUNT(*) FILTER (WHERE {_IS_NEW}) OVER () {_TABLES}"
        f" WHERE {_place(scope)}{_WHICH[scope.which]} AND {_ASKABLE}"
        f" ORDER BY standing, risk DESC, flashcard.position LIMIT {_MOST}"
    )
    asked_today = (
        f"SELECT {ASKED}, 0.0, 0, NULL, {NO_MORE}, 0 {_TABLES}"
        f" WHERE flashcard.course_id = %(course)s AND card.last_day = %(day)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_with(scope)}SELECT * FROM ({chosen_cards}) chosen UNION ALL {asked_today}"
            " ORDER BY standing, risk DESC, position",
            parameters,
        )
        found = cursor.fetchall()
    rows = [CardRow._make(one[:-1]) for one in found]
    asked, steps, begun, new = (
        [row for row in rows if row.standing == one] for one in (ASKED, RUNNING, DUE, NEW)
    )
    total, new_total = next(((one[2], one[-1]) for one in found if one[0] != ASKED), (0, 0))
    today = Today(
        now=now,
        new_left=0,
        reviews_left=0,
        siblings=frozenset(name for row in asked for name in row.siblings.split("\n") if name),
        last_topic=last_topic,
    )
    running = [candidate_of(row) for row in steps]
    chosen = queue.choose_in_scope(
        running,
        [candidate_of(row) for row in begun],
        [candidate_of(row) for row in new],
        today,
        seed=f"{enrolment.pk}:{day}:{total}",
    )
    workload = Workload(total - len(steps) - new_total, len(steps), new_total)
    if chosen is None:
        return NextCard(None, workload, min((one.due_at for one in running if one.due_at), default=None))
    row = next(row for row in (*steps, *begun, *new) if row.fact == chosen.fact)
    return NextCard(row, workload, None)


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
            f"{_with(scope)}SELECT {columns} {_TABLES} WHERE {_place(scope)}",
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
