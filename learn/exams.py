"""What joins exams and memory: every final answer is also a review of its fact's card (``docs/exams.md``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from learn.core.exam_ratings import rate
from learn.core.scheduling import CardState, Phase, outcomes
from learn.counts import add_confusions, counts_of
from learn.days import Slot, add_sums, of_day, sums_of
from learn.enrolments import enrol
from learn.models import Card, Enrolment, Review, User
from learn.readiness import store_forecast
from learn.reviews import Manner, fields_of, review_of, rules_of, state_of
from quizzes.core.calendar import study_day
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.exams import final_answers, finish_mock, start_mock
from quizzes.models import Attempt, Blueprint, Choice, Flashcard, Sitting, SittingItem
from quizzes.sittings import answer_item, finish_quiz, next_number

Answered = Iterable[tuple[SittingItem, Attempt | None]]


def begin_mock(blueprint: Blueprint, *, learner: User, language: str, seed: int, now: datetime) -> Sitting:
    """Start an exam for a learner with their extra time; one that ran out meanwhile is closed first.

    What readiness forecasts for it is written down first. Raises TooFewQuestions and MockRunning.
    """
    close_expired(Sitting.objects.visible_to(learner).expired(now), now=now)
    sitting = start_mock(
        blueprint, learner=learner, language=language, extra_time=learner.extra_time, seed=seed, now=now
    )
    store_forecast(blueprint, learner=learner, now=now, day=study_day(now, learner.time_zone))
    return sitting


@transaction.atomic
def close_mock(sitting: Sitting, *, now: datetime, abandoned: bool = False) -> bool:
    """Close an exam: its result and its reviews are written, once and together; False when it was closed before."""
    if not finish_mock(sitting, now=now, abandoned=abandoned):
        return False
    way = Review.Way.MOCK if sitting.kind == Sitting.Kind.MOCK else Review.Way.QUIZ
    record_attempts(sitting, final_answers(sitting), way=way, now=now)
    return True


def close_expired(expired: Iterable[Sitting], *, now: datetime) -> int:
    """Close the exams of ``expired``, each in a transaction of its own; returns how many were open still."""
    return sum(close_mock(sitting, now=now) for sitting in expired)


@transaction.atomic
def answer_and_review(item: SittingItem, *, learner: User, now: datetime, **given: Any) -> Attempt:
    """Answer an item of a quiz; the first answer is a review of its card too. Raises RefusedAnswer.

    Where right and wrong are told at the end, the reviews wait for it: nothing that they move tells it before.
    """
    # Locked before looking, so that of two equal answers at once only one is the first.
    sitting = Sitting.objects.select_for_update().select_related("course").get(pk=item.sitting_id)
    is_first = not Attempt.objects.filter(item=item).exists()
    attempt = answer_item(item, learner=learner, now=now, **given)
    if sitting.mode == Sitting.Mode.LEARN:
        answered: Answered = [(item, attempt)] if is_first else []
    else:
        ended = sitting.finished_at is None and next_number(sitting) is None
        answered = final_answers(sitting) if ended else []
    record_attempts(sitting, answered, way=Review.Way.QUIZ, now=now)
    return attempt


@transaction.atomic
def close_quiz(sitting: Sitting, *, now: datetime) -> bool:
    """End a quiz before every question is answered, with the reviews of what was; False when it had ended."""
    if not finish_quiz(sitting, now=now):
        return False
    record_attempts(sitting, final_answers(sitting), way=Review.Way.QUIZ, now=now)
    return True


def record_attempts(sitting: Sitting, answers: Answered, *, way: Review.Way, now: datetime) -> int:
    """Record each answer as a review of its fact's card; returns how many. To be called inside a transaction.

    Cards that are missing are made, whatever the day's limit of new ones. As many statements as for one answer.
    """
    given = {item.fact_id: (item, attempt) for item, attempt in answers if attempt}
    if not given:
        return 0
    learner = User.objects.get(pk=sitting.learner_id)
    enrolment = enrol(learner, sitting.course, now=now)
    enrolment.learner = learner
    cards = _lock_cards(enrolment, given)
    learnt = dict(Flashcard.objects.filter(fact__in=given).values_list("fact", "content_hash"))
    confused = _true_of(given.values())
    _store(
        enrolment,
        [
            _review(enrolment, cards[fact], item, attempt, confused, way, learnt.get(fact, ""), now)
            for fact, (item, attempt) in given.items()
        ],
    )
    return len(given)


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A review that is to be stored, and its card before and after it."""

    review: Review
    card: Card
    before: CardState
    after: CardState
    taken_for: tuple[int, ...]


def _lock_cards(enrolment: Enrolment, facts: Iterable[int]) -> dict[int, Card]:
    """The learner's card of every fact, made where there is none, and held until the transaction ends."""
    mine = Card.objects.filter(learner=enrolment.learner, fact__in=facts)
    known = set(mine.values_list("fact", flat=True))
    Card.objects.bulk_create(
        [
            Card(learner=enrolment.learner, enrolment=enrolment, fact_id=fact, phase=Phase.NEW.value)
            for fact in sorted(facts)
            if fact not in known
        ],
        ignore_conflicts=True,
    )
    return {card.fact_id: card for card in mine.order_by("pk").select_for_update()}


def _true_of(answers: Iterable[tuple[SittingItem, Attempt]]) -> dict[tuple[int, int], int]:
    """The facts that wrong options of the answered revisions are true of, by revision and position."""
    wrong = Choice.objects.filter(
        revision__in=[item.revision_id for item, _attempt in answers],
        revision__question__kind__in=SINGLE_CHOICE,
        is_correct=False,
        fact__isnull=False,
    )
    return {
        (revision, position): fact
        for revision, position, fact in wrong.values_list("revision", "position", "fact")
        if fact is not None
    }


def _review(
    enrolment: Enrolment,
    card: Card,
    item: SittingItem,
    attempt: Attempt,
    confused: dict[tuple[int, int], int],
    way: Review.Way,
    learnt_hash: str,
    now: datetime,
) -> _Reviewed:
    """What one answer does to its card."""
    before = state_of(card)
    rating = rate(right=attempt.is_correct, confidence=attempt.confidence)
    # An answer older than the card's last one counts from the moment it is recorded.
    at = now if before.last_day and attempt.study_day < before.last_day else attempt.answered_at
    options = len(item.order) if item.revision.question.kind in SINGLE_CHOICE else 0
    found = outcomes(
        before,
        at=at,
        day=study_day(at, enrolment.learner.time_zone),
        rules=rules_of(enrolment),
        seed=f"{enrolment.learner_id}:{card.fact_id}",
        load={},
        options=options,
    )[rating]
    manner = Manner(
        way=way.value,
        options=options,
        revision=item.revision_id,
        attempt=attempt.pk,
        chosen=attempt.chosen,
        language=attempt.language,
        flips=attempt.flips,
        milliseconds=attempt.milliseconds,
        taken_for=tuple(
            confused[item.revision_id, position]
            for position in sorted(attempt.chosen_positions)
            if (item.revision_id, position) in confused
        ),
    )
    review = review_of(
        enrolment, fact=card.fact_id, before=before, outcome=found, rating=rating, manner=manner,
        learnt_hash=learnt_hash, now=at,
    )  # fmt: skip
    review.card = card
    after = replace(found.state, learnt_hash=learnt_hash or before.learnt_hash)
    return _Reviewed(review, card, before, after, manner.taken_for)


def _store(enrolment: Enrolment, reviewed: Sequence[_Reviewed]) -> None:
    """Write reviews of cards that are held, with the cards and all that is summed up; each table at once."""
    for one in reviewed:
        for name, value in fields_of(one.after).items():
            setattr(one.card, name, value)
    Card.objects.bulk_create(
        [one.card for one in reviewed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(fields_of(CardState())),
    )
    Review.objects.bulk_create([one.review for one in reviewed])
    learner, course = enrolment.learner_id, enrolment.course_id
    added: dict[Slot, Counter[str]] = {}
    for one in reviewed:
        sums = {of_day(one.review.study_day): sums_of(one.review, one.before)} | counts_of(one.review)
        for slot, values in sums.items():
            added.setdefault(slot, Counter()).update(values)
    add_sums(learner, course, added)
    add_confusions(
        learner,
        course,
        {(one.card.fact_id, other): one.review.study_day for one in reviewed for other in one.taken_for},
    )
