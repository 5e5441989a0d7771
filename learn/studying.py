"""What a learner is asked now: one statement finds the cards that matter today, the core chooses among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

from content.models import Fact
from learn.core.asking import Means
from learn.core.memory import Memory
from learn.core.queue import Candidate, Today, choose_next
from learn.core.scheduling import CardState, Phase
from learn.models import Card, Enrolment
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_MOST = 300
"""Cards looked at for one choice: asked today, running, the most at risk of those due, the first of the new."""
_SPARE = 60
"""New cards looked at beyond those of a day, for some have siblings among what was asked."""
_ASKED, _RUNNING, _DUE, _NEW = range(4)
_FACT, _STANDING = 0, 10
"""Where these are in a row."""
_NONE: frozenset[str] = frozenset()

_OF_FLASHCARD = "flashcard.fact_id, flashcard.position, flashcard.topic, flashcard.siblings"
_ASKABLE = "flashcard.content_hash, flashcard.has_question, flashcard.has_cloze, fact.rule = 'abbreviation'"
# COALESCE hides from SQLite's driver that a column holds days: hundreds would be read, of which one is looked at.
_MATTERS_TODAY = f"""
SELECT {_OF_FLASHCARD},
    card.id, card.phase, card.stability, card.last_day_number, card.first_day = %(day)s, card.due_at,
    CASE WHEN card.last_day = %(day)s THEN {_ASKED}
         WHEN card.phase IN ('learning', 'relearning') THEN {_RUNNING}
         WHEN card.phase = 'review' THEN {_DUE}
         ELSE {_NEW} END AS standing,
    COALESCE((%(number)s - card.last_day_number) / card.stability, 0.0) AS risk,
    card.suspended OR card.buried_on = %(day)s,
    card.difficulty, card.step, COALESCE(card.due_day, NULL), COALESCE(card.last_day, NULL),
    COALESCE(card.first_day, NULL), card.lapses, card.leech, card.version,
    {_ASKABLE}
FROM {Card._meta.db_table} card
JOIN {Flashcard._meta.db_table} flashcard ON flashcard.fact_id = card.fact_id
JOIN {Fact._meta.db_table} fact ON fact.id = card.fact_id
WHERE ((card.learner_id = %(learner)s AND card.last_day = %(day)s)
        OR (card.enrolment_id = %(enrolment)s AND card.phase = 'review' AND card.due_day <= %(day)s)
        OR (card.enrolment_id = %(enrolment)s AND card.phase IN ('new', 'learning', 'relearning')))
    AND card.enrolment_id = %(enrolment)s
    AND (card.last_day = %(day)s
        OR (NOT card.suspended AND (card.buried_on IS NULL OR card.buried_on <> %(day)s)))
UNION ALL
SELECT * FROM (
    SELECT {_OF_FLASHCARD}, {"NULL, " * 6} {_NEW}, 0.0, {"NULL, " * 9} {_ASKABLE}
    FROM {Flashcard._meta.db_table} flashcard
    JOIN {Fact._meta.db_table} fact ON fact.id = flashcard.fact_id
    WHERE flashcard.course_id = %(course)s AND NOT EXISTS (
        SELECT 1 FROM {Card._meta.db_table} card
        WHERE card.learner_id = %(learner)s AND card.fact_id = flashcard.fact_id)
    ORDER BY flashcard.position
    LIMIT %(fresh)s
) unseen
ORDER BY standing, risk DESC, position
LIMIT {_MOST}
"""


class CardRow(NamedTuple):
    """A flashcard that matters today, and the learner's card of it; what is None has no card yet.

    Moments and days are as the database gives them: SQLite keeps text.
    """

    fact: int
    position: int
    topic: str
    siblings: str
    card: int | None
    phase: str | None
    stability: float | None
    last_day: int | None
    is_first_day: bool | None
    due_at: datetime | str | None
    standing: int
    risk: float
    set_aside: bool | None
    difficulty: float | None
    step: int | None
    due_day: date | str | None
    last_asked: date | str | None
    first_asked: date | str | None
    lapses: int | None
    leech: bool | None
    version: int | None
    content_hash: str
    has_question: bool
    has_cloze: bool
    can_type: bool

    @property
    def table_row(self) -> str:
        """The note and place of the table row the fact stands in; empty outside tables."""
        rows = (name[4:] for name in self.siblings.split("\n") if name.startswith("row:"))
        return next(rows, "")

    @property
    def means(self) -> Means:
        """In which ways the fact can be asked."""
        return Means(bool(self.has_question), bool(self.can_type), bool(self.has_cloze), bool(self.table_row))

    @property
    def state(self) -> CardState:
        """The learner's card as the core sees it."""
        if self.card is None:
            return CardState()
        return CardState(
            phase=Phase(self.phase),
            memory=Memory(self.stability, self.difficulty) if self.stability and self.difficulty else None,
            step=self.step or 0,
            due_at=_moment(self.due_at),
            due_day=_day(self.due_day),
            last_day=_day(self.last_asked),
            first_day=_day(self.first_asked),
            lapses=self.lapses or 0,
            leech=bool(self.leech),
            version=self.version or 0,
        )


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
class NextCard:
    """The card to ask now, if any, and what is left today with it."""

    row: CardRow | None
    workload: Workload
    waiting_until: datetime | None
    """When the next minute step ends, if nothing but such steps is left."""


def choose_card(enrolment: Enrolment, *, now: datetime, last_topic: str = "") -> NextCard:
    """The card to ask now. One query, which looks at no more than the course has and the day needs."""
    day = study_day(now, enrolment.learner.time_zone)
    found = _rows(enrolment, day)
    asked, steps, due, unseen = (
        [one for one in found if one[_STANDING] == standing] for standing in (_ASKED, _RUNNING, _DUE, _NEW)
    )
    shown = [CardRow._make(one) for one in asked]
    running = [row for row in shown if row.phase in ("learning", "relearning") and not row.set_aside]
    running += map(CardRow._make, steps)
    introduced = sum(bool(row.is_first_day) for row in shown)
    today = Today(
        now=now,
        new_left=max(enrolment.new_per_day - introduced, 0),
        reviews_left=max(enrolment.reviews_per_day - (len(shown) - introduced), 0),
        shown=frozenset(row.fact for row in shown),
        siblings=frozenset(name for row in shown for name in row.siblings.split("\n") if name),
        last_topic=last_topic,
    )
    learning = [_candidate(row) for row in running]
    chosen = choose_next(
        learning,
        (_candidate(CardRow._make(one)) for one in due),
        [_candidate(row) for row in _fresh(unseen, today)],
        today,
        seed=f"{enrolment.pk}:{day}",
    )
    workload = Workload(min(len(due), today.reviews_left), len(learning), min(len(unseen), today.new_left))
    if chosen is None:
        waits = [one.due_at for one in learning if one.due_at]
        return NextCard(None, workload, min(waits, default=None))
    row = next(CardRow._make(one) for one in found if one[_FACT] == chosen.fact)
    return NextCard(row, workload, None)


def _fresh(unseen: Sequence[tuple[Any, ...]], today: Today) -> list[CardRow]:
    """As many new cards as may still be asked today, in the order of the course, without siblings of those asked."""
    found: list[CardRow] = []
    for one in unseen:
        if len(found) >= today.new_left:
            break
        row = CardRow._make(one)
        if today.siblings.isdisjoint(row.siblings.split("\n")):
            found.append(row)
    return found


def _rows(enrolment: Enrolment, day: date) -> list[tuple[Any, ...]]:
    parameters = {
        "day": connection.ops.adapt_datefield_value(day),
        "number": day.toordinal(),
        "learner": enrolment.learner_id,
        "enrolment": enrolment.pk,
        "course": enrolment.course_id,
        "fresh": enrolment.new_per_day and enrolment.new_per_day + _SPARE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATTERS_TODAY, parameters)
        return list(cursor.fetchall())


def _moment(value: str | datetime | None) -> datetime | None:
    """A moment as the database gives it: SQLite keeps text, in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def _day(value: str | date | None) -> date | None:
    """A day as the database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _candidate(row: CardRow) -> Candidate:
    return Candidate(
        card=row.card or 0,
        fact=row.fact,
        due_at=_moment(row.due_at),
        topic=row.topic,
        siblings=frozenset(row.siblings.split("\n")) if row.siblings else _NONE,
    )
