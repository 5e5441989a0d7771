"""Answers to cards, for tests of what becomes of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from content.models import Course, Fact
from learn.core.log import EventKind, replay, standing_events
from learn.core.memory import Rating
from learn.core.scheduling import Answer, CardState, answer_card
from learn.days import EMPTY_DAY, sums_of
from learn.models import Card, DaySummary, Enrolment, Review, User
from learn.reviews import Manner, events_of, fields_of, record_answer, rules_of, state_of, weights_of
from quizzes.core.calendar import study_day


def make_fact(course: Course, key: str) -> Fact:
    """A fact without wording."""
    return Fact.objects.create(
        course=course,
        key=key,
        term=f"term-{key}",
        aspect="use",
        rule="definition",
        polarity="positive",
        confidence=0.9,
    )


def answer(learner: User, fact: Fact, rating: int, at: datetime, *, learnt_hash: str = "h") -> Review:
    """What a learner answered at a moment; they study the course from then on."""
    enrolment, _created = Enrolment.objects.get_or_create(
        learner=learner, course=fact.course, defaults={"started_at": at}
    )
    card = Card.objects.filter(learner=learner, fact=fact).first()
    before = state_of(card) if card else CardState()
    given = Answer(at, study_day(at, learner.time_zone), Rating(rating))
    return record_answer(
        enrolment,
        fact=fact.pk,
        card=card,
        before=before,
        outcome=answer_card(before, given, rules=rules_of(enrolment)),
        rating=Rating(rating),
        manner=Manner(milliseconds=1_000),
        learnt_hash=learnt_hash,
        now=at,
    )


def columns(card: Card) -> dict[str, Any]:
    """What a card remembers."""
    return {name: getattr(card, name) for name in fields_of(CardState())}


def replayed(card: Card) -> dict[str, Any]:
    """What its log says that it remembers."""
    return fields_of(replay(events_of(card.reviews.order_by("number")), weights=weights_of(card.enrolment)))


def stored_days(learner: User) -> dict[tuple[int, str], dict[str, float]]:
    """The day summaries as they are stored."""
    rows = DaySummary.objects.filter(learner=learner)
    return {(row.course_id, str(row.day)): {name: getattr(row, name) for name in EMPTY_DAY} for row in rows}


def counted_days(learner: User) -> dict[tuple[int, str], dict[str, float]]:
    """The day summaries as the logs of all cards say."""
    days: defaultdict[tuple[int, str], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for card in Card.objects.filter(learner=learner).select_related("enrolment"):
        rows = {row.number: row for row in card.reviews.all()}
        standing = standing_events(events_of(rows.values()))
        for place, event in enumerate(standing):
            if event.kind is EventKind.ANSWER:
                day = days[card.enrolment.course_id, str(event.answer.day)]
                for name, value in sums_of(rows[event.number], replay(standing[:place])).items():
                    day[name] += value
    return {key: dict(day) for key, day in days.items()}
