"""What a learner is asked now: one statement finds the cards that matter today, the core chooses among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db import connection

from content.models import Fact
from learn.core.asking import Means
from learn.core.memory import Memory
from learn.core.queue import Candidate, Today, choose_next
from learn.core.scheduling import CardState, Phase
from learn.models import Card, Enrolment, Review
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_FEW, _MOST = 20, 300
"""How many of the cards most at risk are looked at first, and at most; of new ones as many beyond those of a day."""
ASKED, RUNNING, DUE, NEW = range(4)
"""How a card stands today; what was asked today can stand twice."""
_NONE: frozenset[str] = frozenset()

_FLASHCARD = "flashcard.fact_id, flashcard.position, flashcard.topic, flashcard.siblings"
_MEANS = "flashcard.content_hash, flashcard.has_question, flashcard.has_cloze, fact.rule = 'abbreviation'"
_CARD = """card.id, card.phase, card.stability, card.difficulty, card.step, card.due_at, card.due_day, card.last_day,
    card.first_day, card.lapses, card.leech, card.version, card.learnt_hash"""
_NO_MEANS, _NO_CARD = ", ".join(["NULL"] * 4), ", ".join(["NULL"] * 13)
COLUMNS, NO_MORE = f"{_FLASHCARD}, {_MEANS}, {_CARD}", f"{_FLASHCARD}, {_NO_MEANS}, {_NO_CARD}"
"""What ``CardRow`` has after its first four: all of it, or no more than what the card shares with others."""
_CARDS = f"""{Card._meta.db_table} card
    JOIN {Flashcard._meta.db_table} flashcard ON flashcard.fact_id = card.fact_id"""
_FACTS = f"JOIN {Fact._meta.db_table} fact ON fact.id = flashcard.fact_id"
_WANTED = "NOT card.suspended AND (card.buried_on IS NULL OR card.buried_on <> %(day)s)"
# A card that an exam or a quiz began does not count towards the new ones of a day.
_BEGUN_TODAY = f"""card.first_day = %(day)s AND NOT EXISTS (
    SELECT 1 FROM {Review._meta.db_table} review
    WHERE review.card_id = card.id AND review.number = 1 AND review.way IN ('quiz', 'mock'))"""
_MATTERS_TODAY = f"""
SELECT {ASKED} AS standing, 0.0 AS risk, 0 AS waiting, {_BEGUN_TODAY}, {NO_MORE}
FROM {_CARDS}
WHERE card.learner_id = %(learner)s AND card.last_day = %(day)s AND card.enrolment_id = %(enrolment)s
UNION ALL
SELECT CASE WHEN card.phase = 'new' THEN {NEW} ELSE {RUNNING} END, 0.0, 0, NULL, {COLUMNS}
FROM {_CARDS} {_FACTS}
WHERE card.enrolment_id = %(enrolment)s AND card.phase IN ('new', 'learning', 'relearning') AND {_WANTED}
UNION ALL
SELECT {DUE}, due.risk, due.waiting, NULL, {COLUMNS}
FROM {_CARDS} {_FACTS} JOIN (
    SELECT card.id, (%(number)s - card.last_day_number) / card.stability AS risk, COUNT(*) OVER () AS waiting
    FROM {_CARDS}
    WHERE card.enrolment_id = %(enrolment)s AND card.phase = 'review' AND card.due_day <= %(day)s
        AND card.last_day <> %(day)s AND {_WANTED}
    ORDER BY risk DESC, flashcard.position
    LIMIT %(due)s
) due ON due.id = card.id
UNION ALL
SELECT {NEW}, 0.0, 0, NULL, {_FLASHCARD}, {_MEANS}, {_NO_CARD}
FROM (
    SELECT flashcard.* FROM {Flashcard._meta.db_table} flashcard
    WHERE flashcard.course_id = %(course)s AND NOT EXISTS (
        SELECT 1 FROM {Card._meta.db_table} card
        WHERE card.learner_id = %(learner)s AND card.fact_id = flashcard.fact_id)
    ORDER BY flashcard.position
    LIMIT %(new)s
) flashcard {_FACTS}
ORDER BY standing, risk DESC, position
"""


class CardRow(NamedTuple):
    """A flashcard that matters today, and the learner's card of it; what is None has no card yet.

    Moments and days are as the database gives them: SQLite keeps text.
    """

    standing: int
    risk: float
    waiting: int
    """How many cards are due, in the row of one of them."""
    is_first_day: bool | None
    """Whether it was asked for the first time today, in the row of one asked today, which says no more of the card."""
    fact: int
    position: int
    topic: str
    siblings: str
    content_hash: str | None
    has_question: bool | None
    has_cloze: bool | None
    can_type: bool | None
    card: int | None
    phase: str | None
    stability: float | None
    difficulty: float | None
    step: int | None
    due_at: datetime | str | None
    due_day: date | str | None
    last_day: date | str | None
    first_day: date | str | None
    lapses: int | None
    leech: bool | None
    version: int | None
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
            due_at=_moment(self.due_at),
            due_day=_day(self.due_day),
            last_day=_day(self.last_day),
            first_day=_day(self.first_day),
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
    """The card to ask now.

    One query, which reads what was asked today and a few of the cards that wait; a second, for many of them, when
    none of the few may be asked today because of what they share with others.
    """
    day = study_day(now, enrolment.learner.time_zone)
    rows = _rows(enrolment, day, few=_FEW)
    asked = [row for row in rows if row.standing == ASKED]
    introduced = sum(bool(row.is_first_day) for row in asked)
    today = Today(
        now=now,
        new_left=max(enrolment.new_per_day - introduced, 0),
        reviews_left=max(enrolment.reviews_per_day - (len(asked) - introduced), 0),
        shown=frozenset(row.fact for row in asked),
        siblings=frozenset(name for row in asked for name in row.siblings.split("\n") if name),
        last_topic=last_topic,
    )
    seed = f"{enrolment.pk}:{day}"
    found = _choose(rows, today, seed=seed)
    is_early = found.row is None or (found.row.standing == RUNNING and found.row.state.due_at > now)
    if is_early and (found.workload.due or found.workload.new):
        found = _choose(_rows(enrolment, day, few=_MOST), today, seed=seed)
    return found


def _choose(rows: Sequence[CardRow], today: Today, *, seed: str) -> NextCard:
    due, new = ([row for row in rows if row.standing == standing] for standing in (DUE, NEW))
    steps = [candidate_of(row) for row in rows if row.standing == RUNNING]
    chosen = choose_next(steps, map(candidate_of, due), map(candidate_of, new), today, seed=seed)
    waiting = due[0].waiting if due else 0
    workload = Workload(min(waiting, today.reviews_left), len(steps), min(len(new), today.new_left))
    if chosen is None:
        return NextCard(None, workload, min((one.due_at for one in steps if one.due_at), default=None))
    row = next(row for row in rows if row.fact == chosen.fact and row.standing != ASKED)
    return NextCard(row, workload, None)


def _rows(enrolment: Enrolment, day: date, *, few: int) -> list[CardRow]:
    parameters = {
        "day": connection.ops.adapt_datefield_value(day),
        "number": day.toordinal(),
        "learner": enrolment.learner_id,
        "enrolment": enrolment.pk,
        "course": enrolment.course_id,
        "due": few,
        "new": enrolment.new_per_day and min(enrolment.new_per_day, _MOST) + few,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATTERS_TODAY, parameters)
        return [CardRow._make(one) for one in cursor.fetchall()]


def _moment(value: str | datetime | None) -> datetime | None:
    """A moment as the database gives it: SQLite keeps text, in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def _day(value: str | date | None) -> date | None:
    """A day as the database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def candidate_of(row: CardRow) -> Candidate:
    """A row as the core's queue sees it."""
    return Candidate(
        card=row.card or 0,
        fact=row.fact,
        due_at=_moment(row.due_at),
        topic=row.topic,
        siblings=frozenset(row.siblings.split("\n")) if row.siblings else _NONE,
    )
