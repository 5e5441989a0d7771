"""A database to show: the shipped course, and a learner with six weeks behind them. The same every time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db.models import Q

from content.models import Course
from learn.core.memory import Rating
from learn.core.scheduling import Answer, CardState, answer_card
from learn.enrolments import enrol
from learn.exams import answer_and_review, begin_mock, close_mock
from learn.models import Card, Enrolment, User
from learn.reviews import Manner, record_answer, rules_of, state_of
from quizzes.core.calendar import study_day
from quizzes.core.grading import Shape, right_arrangement, shape_of
from quizzes.exams import Given, save_item
from quizzes.importing import import_notes
from quizzes.models import Blueprint, Flashcard, Sitting, SittingItem
from quizzes.sittings import load_item, start_practice

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
"""When the pictures are taken."""
DAYS, NEW_A_DAY, MOST_A_DAY = 42, 7, 40
LEARNER = UUID("5e0b6f1c-6f7a-4a53-9a62-0d7c3f7f2a11")
KNOWN = 0.86
"""The share of answers that are right."""


def make_demonstration() -> User:
    """Fill an empty database; returns the learner. Raises RuntimeError when a shipped note was refused."""
    call_command("migrate", verbosity=0)
    if problems := import_notes([str(settings.NOTES_DIR)], now=NOW - timedelta(days=DAYS + 1)).problems:
        raise RuntimeError(f"A shipped note was not read: {problems[0]}")
    learner = User.objects.create(
        uuid=LEARNER, username="lin", is_guest=False, language="zh-hans", time_zone="Asia/Shanghai"
    )
    course = Course.objects.get(slug="aws-foundations")
    enrolment = enrol(learner, course, now=NOW - timedelta(days=DAYS))
    luck = Random(7)
    for ago in range(DAYS, 0, -1):
        # Nobody studies every day.
        if luck.random() < 0.9:
            study(enrolment, at=NOW - timedelta(days=ago), luck=luck)
        if ago % 6 == 0:
            sit_quiz(learner, course, at=NOW - timedelta(days=ago, hours=-1), luck=luck)
        if ago in (19, 5):
            sit_exam(learner, course, at=NOW - timedelta(days=ago, hours=-2), luck=luck)
    return learner


def study(enrolment: Enrolment, *, at: datetime, luck: Random) -> None:
    """Answer the cards that are due, and a few new ones in the order of the notes."""
    today = study_day(at, enrolment.learner.time_zone)
    waiting = Q(due_day__lte=today) | Q(due_at__isnull=False)
    mine = Card.objects.filter(enrolment=enrolment)
    faces = Flashcard.objects.filter(course=enrolment.course).order_by("position")
    said = dict(faces.values_list("fact", "content_hash"))
    due = mine.filter(waiting, fact__in=said).order_by("due_day", "pk").values_list("fact", flat=True)
    new = faces.exclude(fact__in=mine.values("fact")).values_list("fact", flat=True)
    for number, fact in enumerate([*due[:MOST_A_DAY], *new[:NEW_A_DAY]]):
        review(enrolment, fact, at=at + timedelta(seconds=20 * number), luck=luck, learnt_hash=said[fact])


def review(enrolment: Enrolment, fact: int, *, at: datetime, luck: Random, learnt_hash: str) -> None:
    """Answer a card, again and again until it is due on a later day."""
    before, today = CardState(), study_day(at, enrolment.learner.time_zone)
    while before.due_day is None or before.due_day <= today:
        right = luck.random() < KNOWN
        card = Card.objects.filter(enrolment=enrolment, fact=fact).first()
        before = state_of(card) if card else before
        rating = luck.choice((Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.EASY)) if right else Rating.AGAIN
        given = Answer(at, today, rating)
        record_answer(
            enrolment,
            fact=fact,
            card=card,
            before=before,
            outcome=answer_card(before, given, rules=rules_of(enrolment)),
            rating=rating,
            manner=Manner(milliseconds=luck.randrange(2_000, 14_000)),
            learnt_hash=learnt_hash,
            now=at,
        )
        before = state_of(Card.objects.get(enrolment=enrolment, fact=fact))
        at += timedelta(minutes=11)


def choices_of(item: SittingItem, luck: Random, share: float) -> frozenset[int]:
    """What is chosen: mostly what is right."""
    choices = list(item.revision.choices.all())
    right = frozenset(one.position for one in choices if one.is_correct)
    if luck.random() < share:
        return right
    return frozenset(luck.sample(sorted(one.position for one in choices if not one.is_correct), len(right)))


def answer_to(item: SittingItem, luck: Random, share: float) -> dict[str, Any]:
    """What is chosen, and right where something is matched or put in order instead."""
    shape = shape_of(item.revision.question.kind)
    if shape is Shape.CHOOSE:
        return {"chosen": choices_of(item, luck, share)}
    return {
        "arranged": right_arrangement(shape, {one.position: one.place for one in item.revision.choices.all()})
    }


def load(sitting: Sitting) -> Iterable[SittingItem]:
    """The items of a sitting in their order."""
    found = (load_item(sitting, number) for number in range(1, sitting.items.count() + 1))
    return (item for item in found if item)


def sit_quiz(learner: User, course: Course, *, at: datetime, luck: Random) -> None:
    """Ten questions, of which most are answered right."""
    sitting = start_practice(course, learner=learner, language="zh", seed=luck.randrange(10**6), now=at)
    for item in load(sitting):
        answer_and_review(
            item,
            learner=learner,
            key=item.idempotency_key,
            **answer_to(item, luck, 0.7),
            language="zh",
            milliseconds=luck.randrange(6_000, 40_000),
            confidence=luck.choice(("sure", "think", "guess", "")),
            now=at + timedelta(seconds=40 * item.position),
        )


def begin_exam(learner: User, course: Course, *, at: datetime, seed: int) -> Sitting:
    """Start the course's mock exam of full length."""
    blueprint = Blueprint.objects.get(course=course, slug="full-mock")
    return begin_mock(blueprint, learner=learner, language="zh", seed=seed, now=at)


def answer_exam(
    sitting: Sitting, learner: User, *, at: datetime, luck: Random, first: int = 1, last: int = 999
) -> None:
    """Answer the items from ``first`` to ``last``."""
    for item in load(sitting):
        if first <= item.position <= last:
            given = Given(
                **answer_to(item, luck, 0.8),
                confidence=luck.choice(("sure", "think", "")),
                flagged=luck.random() < 0.15,
                milliseconds=luck.randrange(15_000, 80_000),
            )
            key = UUID(int=luck.getrandbits(128), version=4)
            save_item(item, given, learner=learner, key=key, now=at + timedelta(seconds=50 * item.position))


def sit_exam(learner: User, course: Course, *, at: datetime, luck: Random) -> None:
    """A whole mock exam, handed in."""
    sitting = begin_exam(learner, course, at=at, seed=luck.randrange(10**6))
    answer_exam(sitting, learner, at=at, luck=luck)
    close_mock(sitting, now=at + timedelta(seconds=50 * sitting.items.count() + 60))
