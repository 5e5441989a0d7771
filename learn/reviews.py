"""The one write path for what a learner remembers: an answer comes in, its card moves, nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import IntegrityError, transaction

from learn.compiled import insert, update
from learn.core.log import Event, EventKind, replay, standing_events
from learn.core.memory import DEFAULT_WEIGHTS, Memory, Rating, Weights, recall_probability
from learn.core.scheduling import Answer, CardState, Outcome, Phase, Placement, Rules
from learn.counts import (
    add_confusions,
    clock_hour,
    counts_of,
    recount_confusions,
)
from learn.days import add_sums, of_day, sums_of, take_sums
from learn.models import Card, Enrolment, Review, User
from quizzes.core.calendar import study_day

MAX_MILLISECONDS = 600_000
EXAMINED = (Review.Way.QUIZ, Review.Way.MOCK)
"""Answers that belong to a sitting: they cannot be undone, and new cards among them leave the day's limit alone."""


class AnsweredElsewhere(Exception):
    """The card moved on since it was shown: another page or device answered it."""


class NothingToUndo(Exception):
    """The learner has no review left that could be undone."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a fact was asked; fields as in ``Review``."""

    way: str = Review.Way.FLASHCARD
    options: int = 0
    revision: int | None = None
    attempt: int | None = None
    chosen: str = ""
    language: str = ""
    flips: int = 0
    milliseconds: int | None = None
    taken_for: tuple[int, ...] = ()
    """The facts of which the wrong options that were chosen are true."""


def answer_key(learner: int, fact: int, version: int) -> UUID:
    """The idempotency key of the answer that moves a card on from ``version``; made when it is shown."""
    return uuid5(NAMESPACE_OID, f"kaodian:{learner}:{fact}:{version}")


def rules_of(enrolment: Enrolment) -> Rules:
    """How the cards of a course are scheduled for a learner."""
    return Rules(retention=enrolment.desired_retention, weights=weights_of(enrolment))


def weights_of(enrolment: Enrolment) -> Weights:
    """The learner's own weights, else those that FSRS starts from."""
    return tuple(enrolment.weights.weights) if enrolment.weights else DEFAULT_WEIGHTS


def state_of(card: Card) -> CardState:
    """A card as the core sees it."""
    memory = Memory(card.stability, card.difficulty) if card.stability and card.difficulty else None
    return CardState(
        phase=Phase(card.phase),
        memory=memory,
        step=card.step,
        due_at=card.due_at,
        due_day=card.due_day,
        last_day=card.last_day,
        first_day=card.first_day,
        lapses=card.lapses,
        leech=card.leech,
        suspended=card.suspended,
        buried_on=card.buried_on,
        learnt_hash=card.learnt_hash,
        version=card.version,
    )


def record_answer(
    enrolment: Enrolment,
    *,
    fact: int,
    card: Card | None,
    before: CardState,
    outcome: Outcome,
    rating: Rating,
    manner: Manner,
    learnt_hash: str,
    now: datetime,
) -> Review:
    """Store an answer, once: a repeat returns the review that was stored first.

    ``outcome`` is what the answer does to the card as it was shown (``before``), ``learnt_hash`` what the fact said; it
    is empty where that was not told. One transaction: the card, the
    review and the day. Raises AnsweredElsewhere when the card moved on by another answer since.
    """
    review = review_of(
        enrolment, fact=fact, before=before, outcome=outcome, rating=rating, manner=manner,
        learnt_hash=learnt_hash, now=now,
    )  # fmt: skip
    learner, course, day = enrolment.learner_id, enrolment.course_id, review.study_day
    try:
        with transaction.atomic():
            after = replace(outcome.state, learnt_hash=learnt_hash or before.learnt_hash)
            review.card_id = _move(enrolment, fact, card, before, after)
            insert(review)
            add_sums(learner, course, {of_day(day): sums_of(review, before)} | counts_of(review))
            add_confusions(learner, course, {(fact, other): day for other in manner.taken_for})
    except (IntegrityError, _Moved):
        stored = Review.objects.filter(learner=learner, idempotency_key=review.idempotency_key).first()
        if stored is None:
            raise AnsweredElsewhere from None
        return stored
    return review


def review_of(
    enrolment: Enrolment,
    *,
    fact: int,
    before: CardState,
    outcome: Outcome,
    rating: Rating,
    manner: Manner,
    learnt_hash: str,
    now: datetime,
) -> Review:
    """The row of the log that an answer makes, not stored and without its card; arguments as of ``record_answer``."""
    learner: User = enrolment.learner
    day = study_day(now, learner.time_zone)
    return Review(
        learner=learner,
        number=before.version + 1,
        idempotency_key=answer_key(learner.pk, fact, before.version),
        kind=EventKind.ANSWER.value,
        at=now,
        study_day=day,
        content_hash=learnt_hash,
        rating=rating,
        way=manner.way,
        options=manner.options,
        revision_id=manner.revision,
        attempt_id=manner.attempt,
        chosen=manner.chosen,
        language=manner.language,
        flips=manner.flips,
        milliseconds=None
        if manner.milliseconds is None
        else min(max(manner.milliseconds, 0), MAX_MILLISECONDS),
        predicted=_predicted(before, day.toordinal(), weights_of(enrolment)),
        phase=outcome.placement.phase.value,
        step=outcome.placement.step,
        wait_seconds=_seconds(outcome.placement.wait),
        interval_days=outcome.placement.days,
        desired_retention=enrolment.desired_retention,
        weights_id=enrolment.weights_id,
        hour=clock_hour(now, learner.time_zone),
    )


def record_event(
    enrolment: Enrolment, fact: int, kind: EventKind, *, now: datetime, content_hash: str = ""
) -> Review:
    """Set a card aside, or take it up again: SUSPEND, RESUME or BURY; or say by NOTED that its fact says
    ``content_hash`` now. A repeat changes nothing more.
    """
    learner: User = enrolment.learner
    while True:
        card, _created = Card.objects.get_or_create(
            learner=learner, fact_id=fact, defaults={"enrolment": enrolment, "phase": Phase.NEW.value}
        )
        key = uuid5(answer_key(learner.pk, card.fact_id, card.version), kind.value)
        stored = Review.objects.filter(learner=learner, idempotency_key=key).first()
        stored = stored or _append(card, learner, kind, key, now, content_hash)
        if stored is not None:
            return stored


@transaction.atomic
def _append(
    card: Card, learner: User, kind: EventKind, key: UUID, now: datetime, content_hash: str
) -> Review | None:
    """Add a row that is no answer to a card's log; None when the card moved on since it was read.

    The card is locked first, as by an answer, so that neither waits for the other.
    """
    cards = Card.objects.select_for_update(of=("self",)).select_related("enrolment__weights")
    locked = cards.get(pk=card.pk)
    if locked.version != card.version:
        return None
    review = Review.objects.create(
        card=locked,
        learner=learner,
        number=locked.version + 1,
        idempotency_key=key,
        kind=kind.value,
        at=now,
        study_day=study_day(now, learner.time_zone),
        content_hash=content_hash,
    )
    rebuild_card(locked)
    return review


def undo_last(learner: User, *, now: datetime) -> Review:
    """Take back the learner's newest review that still stands; returns that review. Raises NothingToUndo.

    What was answered in a quiz or an exam stands.
    """
    while True:
        last = (
            Review.objects.filter(learner=learner, undone_by=None)
            .exclude(kind=EventKind.UNDO.value)
            .exclude(way__in=EXAMINED)
            .order_by("-at", "-pk")
            .first()
        )
        if last is None:
            raise NothingToUndo
        if _undo(last, learner, now):
            return last


@transaction.atomic
def _undo(last: Review, learner: User, now: datetime) -> bool:
    """Take back one review; False when it was taken back since it was read."""
    cards = Card.objects.select_for_update(of=("self",)).select_related("enrolment__weights")
    card = cards.get(pk=last.card_id)
    if Review.objects.filter(undoes=last).exists():
        return False
    Review.objects.create(
        card=card,
        learner=learner,
        number=card.version + 1,
        idempotency_key=uuid5(last.idempotency_key, "undo"),
        kind=EventKind.UNDO.value,
        undoes=last,
        at=now,
        study_day=study_day(now, learner.time_zone),
    )
    rebuild_card(card)
    if last.kind == EventKind.ANSWER.value:
        sums = sums_of(last, _asked_as(card, last.number))
        added = {of_day(last.study_day): sums} | counts_of(last)
        take_sums(learner.pk, card.enrolment.course_id, added)
        if last.chosen:
            recount_confusions(learner.pk, card.enrolment.course_id, fact=card.fact_id)
    return True


def events_of(reviews: Iterable[Review]) -> list[Event]:
    """The log of one card as the core sees it; ``reviews`` in the order of their numbers."""
    rows = list(reviews)
    numbers = {row.pk: row.number for row in rows}
    return [
        Event(
            row.number,
            EventKind(row.kind),
            Answer(row.at, row.study_day, Rating(row.rating or Rating.AGAIN), row.options),
            _placement(row) if row.kind == EventKind.ANSWER.value else None,
            numbers.get(row.undoes_id) if row.undoes_id else None,
            row.content_hash,
        )
        for row in rows
    ]


def rebuild_card(card: Card) -> None:
    """Make a card anew from its log."""
    weights = weights_of(card.enrolment)
    state = replay(events_of(card.reviews.order_by("number")), weights=weights)
    Card.objects.filter(pk=card.pk).update(**fields_of(state))


def fields_of(state: CardState) -> dict[str, object]:
    """The columns of a card that its log decides."""
    return {
        "phase": state.phase.value,
        "stability": state.memory.stability if state.memory else None,
        "difficulty": state.memory.difficulty if state.memory else None,
        "step": state.step,
        "due_at": state.due_at,
        "due_day": state.due_day,
        "last_day": state.last_day,
        "last_day_number": state.last_day.toordinal() if state.last_day else None,
        "first_day": state.first_day,
        "lapses": state.lapses,
        "leech": state.leech,
        "suspended": state.suspended,
        "buried_on": state.buried_on,
        "learnt_hash": state.learnt_hash,
        "version": state.version,
    }


def _asked_as(card: Card, number: int) -> CardState:
    """The card as the answer at ``number`` of its log found it, by the rows that stand."""
    standing = standing_events(events_of(card.reviews.order_by("number")))
    return replay([event for event in standing if event.number < number])


class _Moved(Exception):
    """The card is not at the version that was read."""


def _move(enrolment: Enrolment, fact: int, card: Card | None, before: CardState, after: CardState) -> int:
    """Write the card, new or at the version that was read; returns its id."""
    fields = fields_of(after)
    if card is None:
        made = Card(learner_id=enrolment.learner_id, enrolment=enrolment, fact_id=fact, **fields)
        insert(made)
        return made.pk
    memory = before.memory
    as_read = {
        "id": card.pk,
        "version": before.version,
        # New weights change what is remembered without a row in the log.
        "stability": memory and memory.stability,
        "difficulty": memory and memory.difficulty,
    }
    if not update(Card, fields, as_read):
        raise _Moved
    return card.pk


def _placement(row: Review) -> Placement:
    wait = None if row.wait_seconds is None else timedelta(seconds=row.wait_seconds)
    return Placement(Phase(row.phase), row.step, wait, row.interval_days)


def _seconds(wait: timedelta | None) -> int | None:
    return None if wait is None else round(wait.total_seconds())


def _predicted(before: CardState, today: int, weights: Weights) -> float | None:
    """The chance of recall before the answer; None where days do not tell: new cards and minute steps."""
    if before.memory is None or before.last_day is None or before.phase is not Phase.REVIEW:
        return None
    return recall_probability(before.memory.stability, today - before.last_day.toordinal(), weights=weights)
