"""What a learner is asked now: one statement finds the cards that matter today, the core chooses among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

from content.models import Fact
from learn.core.asking import Means
from learn.core.memory import Memory, Weights, recall_probability
from learn.core.queue import Candidate, Today, choose_next
from learn.core.scheduling import CardState, Phase
from learn.models import Card, Enrolment, Review
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_MOST = 300
"""Cards looked at for one choice: asked today, running, the most at risk of those due, the first of the new."""
_ASKED, _RUNNING, _DUE, _NEW = range(4)
_STANDING = 10
"""Where the standing is in a row."""
_NONE: frozenset[str] = frozenset()
_PHASES = {phase.value: phase for phase in Phase} | {None: Phase.NEW}

COLUMNS = f"""
flashcard.fact_id, flashcard.position, flashcard.topic, flashcard.siblings,
    card.id, card.phase, card.stability, card.last_day_number,
    card.first_day = %(day)s AND NOT EXISTS (
        SELECT 1 FROM {Review._meta.db_table} review
        WHERE review.card_id = card.id AND review.number = 1 AND review.way IN ('quiz', 'mock')
    ), card.due_at,
    CASE WHEN card.last_day = %(day)s THEN {_ASKED}
         WHEN card.phase IN ('learning', 'relearning') THEN {_RUNNING}
         WHEN card.phase = 'review' THEN {_DUE}
         ELSE {_NEW} END AS standing,
    COALESCE((%(number)s - card.last_day_number) / card.stability, 0.0) AS risk,
    card.suspended OR card.buried_on = %(day)s,
    card.difficulty, card.step, card.due_day, card.last_day, card.first_day, card.lapses, card.leech, card.version,
    flashcard.content_hash, flashcard.has_question, flashcard.has_cloze, fact.rule = 'abbreviation',
    card.learnt_hash
"""
"""What ``read_row`` reads of a flashcard, its fact and the learner's card."""
TABLES = f"""
FROM {Flashcard._meta.db_table} flashcard
JOIN {Fact._meta.db_table} fact ON fact.id = flashcard.fact_id
LEFT JOIN {Card._meta.db_table} card ON card.fact_id = flashcard.fact_id AND card.learner_id = %(learner)s
"""

_MATTERS_TODAY = f"""
SELECT {COLUMNS} {TABLES}
WHERE flashcard.course_id = %(course)s
    AND (card.id IS NULL
        OR card.last_day = %(day)s
        OR ((card.phase <> 'review' OR card.due_day <= %(day)s)
            AND NOT card.suspended AND (card.buried_on IS NULL OR card.buried_on <> %(day)s)))
ORDER BY standing, risk DESC, flashcard.position
LIMIT {_MOST}
"""


class CardRow(NamedTuple):
    """A flashcard that matters today, and the learner's card of it; what is None has no card yet."""

    fact: int
    position: int
    topic: str
    siblings: str
    card: int | None
    phase: str | None
    stability: float | None
    last_day: int | None
    is_first_day: bool | None
    due_at: datetime | None
    standing: int
    risk: float
    set_aside: bool | None
    difficulty: float | None
    step: int | None
    due_day: date | None
    last_asked: date | None
    first_asked: date | None
    lapses: int | None
    leech: bool | None
    version: int | None
    content_hash: str
    has_question: bool
    has_cloze: bool
    can_type: bool
    learnt_hash: str | None

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
            due_at=self.due_at,
            due_day=_day(self.due_day),
            last_day=_day(self.last_asked),
            first_day=_day(self.first_asked),
            lapses=self.lapses or 0,
            leech=bool(self.leech),
            learnt_hash=self.learnt_hash or "",
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
    rows = [read_row(one) for one in found if one[_STANDING] != _NEW]
    unseen = [one for one in found if one[_STANDING] == _NEW]
    weights = weights_of(enrolment)
    asked = [row for row in rows if row.standing == _ASKED]
    running = [row for row in rows if row.phase in ("learning", "relearning") and not row.set_aside]
    due = [candidate_of(row, day, weights) for row in rows if row.standing == _DUE]
    introduced = sum(bool(row.is_first_day) for row in asked)
    today = Today(
        now=now,
        new_left=max(enrolment.new_per_day - introduced, 0),
        reviews_left=max(enrolment.reviews_per_day - (len(asked) - introduced), 0),
        shown=frozenset(row.fact for row in asked),
        siblings=frozenset(name for row in asked for name in row.siblings.split("\n") if name),
        last_topic=last_topic,
    )
    fresh = _fresh(unseen, today)
    new = [candidate_of(row, day, weights) for row in fresh]
    steps = [candidate_of(row, day, weights) for row in running]
    chosen = choose_next(steps, due, new, today, seed=f"{enrolment.pk}:{day}")
    workload = Workload(min(len(due), today.reviews_left), len(steps), min(len(unseen), today.new_left))
    waits = sorted(one.due_at for one in steps if one.due_at)
    if chosen is None:
        return NextCard(None, workload, waits[0] if waits else None)
    return NextCard(next(row for row in (*rows, *fresh) if row.fact == chosen.fact), workload, None)


def _fresh(unseen: Sequence[tuple[Any, ...]], today: Today) -> list[CardRow]:
    """As many new cards as may still be asked today, in the order of the course, without siblings of those asked."""
    found: list[CardRow] = []
    for one in unseen:
        if len(found) >= today.new_left:
            break
        row = read_row(one)
        if today.siblings.isdisjoint(row.siblings.split("\n")):
            found.append(row)
    return found


def read_row(values: tuple[Any, ...]) -> CardRow:
    """A row of ``COLUMNS``."""
    return CardRow(*values[:9], _moment(values[9]), *values[10:])


def _rows(enrolment: Enrolment, day: date) -> list[tuple[Any, ...]]:
    parameters = {
        "day": connection.ops.adapt_datefield_value(day),
        "number": day.toordinal(),
        "learner": enrolment.learner_id,
        "course": enrolment.course_id,
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


def candidate_of(row: CardRow, day: date, weights: Weights) -> Candidate:
    """A row as the core's queue sees it."""
    recall = 1.0
    if row.stability and row.last_day:
        recall = recall_probability(row.stability, day.toordinal() - row.last_day, weights=weights)
    return Candidate(
        card=row.card or 0,
        fact=row.fact,
        phase=_PHASES[row.phase],
        recall=recall,
        due_at=row.due_at,
        topic=row.topic,
        siblings=frozenset(row.siblings.split("\n")) if row.siblings else _NONE,
        order=row.position,
    )
