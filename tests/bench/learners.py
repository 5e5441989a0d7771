"""Give every learner of a database a past: ``python -m tests.bench.learners CARDS``, in the server's environment.

With a second number, so many learners are made first, and the keys of their sessions written where ``SESSIONS`` says.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import django

from learn.core.memory import Rating
from learn.core.scheduling import Answer, CardState, Rules, answer_card

SESSIONS = "sessions.txt"
"""In ``KAODIAN_HOME``: one key a line."""


def past(today: datetime) -> list[tuple[list[Any], CardState]]:
    """Logs of three answers each, after which a card is due today or on one of the two days before."""
    found = []
    for place in range(8):
        gaps, ratings = (0, 3 + place % 4, 9 + place), (Rating.EASY, Rating.GOOD, Rating(2 + place % 3))
        _log, state = _answered(today, gaps, ratings)
        late = (state.due_day - today.date()).days + place % 3
        found.append(_answered(today - timedelta(days=late), gaps, ratings))
    return found


def _answered(at: datetime, gaps: Sequence[int], ratings: Sequence[Rating]) -> tuple[list[Any], CardState]:
    state, log = CardState(), []
    for gap, rating in zip(gaps, ratings, strict=True):
        at += timedelta(days=gap)
        outcome = answer_card(state, Answer(at, at.date(), rating), rules=Rules(fuzz=False))
        state = outcome.state
        log.append((at, rating, outcome.placement))
    return log, state


def give(cards: int, *, with_days: bool = True) -> None:
    """Give ``cards`` due cards to each enrolment that has none; without days much faster."""
    from django.utils import timezone

    from learn.models import Card, Enrolment, Review
    from learn.rebuilding import rebuild_learner
    from learn.reviews import fields_of
    from quizzes.models import Flashcard

    logs = past(timezone.now().replace(hour=12))
    for enrolment in Enrolment.objects.filter(cards=None):
        facts = (
            Flashcard.objects.filter(course=enrolment.course)
            .order_by("position")
            .values_list("fact", flat=True)[:cards]
        )
        made = [
            Card(
                learner_id=enrolment.learner_id,
                enrolment=enrolment,
                fact_id=fact,
                **fields_of(logs[place % 8][1]),
            )
            for place, fact in enumerate(facts)
        ]
        Card.objects.bulk_create(made, 500)
        Review.objects.bulk_create(
            [
                Review(card=card, learner_id=enrolment.learner_id, number=number, idempotency_key=uuid.uuid4(),
                       kind="answer", at=at, study_day=at.date(), rating=rating.value, way="flashcard",
                       phase=placement.phase.value, step=placement.step, interval_days=placement.days,
                       wait_seconds=placement.wait.total_seconds() if placement.wait else None)
                for place, card in enumerate(made)
                for number, (at, rating, placement) in enumerate(logs[place % 8][0], start=1)
            ],
            500,
        )  # fmt: skip
        if with_days:
            rebuild_learner(enrolment.learner_id)


def enrol(count: int) -> None:
    """Make ``count`` guests who study the course that is measured, signed in."""
    from django.conf import settings
    from django.utils import timezone

    from content.models import Course
    from learn.models import Enrolment, User
    from tests.bench.studying import COURSE

    now, course = timezone.now(), Course.objects.get(slug=COURSE)
    User.objects.bulk_create(
        (User(username=f"learner-{number}", is_guest=True, password="!") for number in range(count)), 500
    )
    learners = list(User.objects.filter(username__startswith="learner-"))
    Enrolment.objects.bulk_create(
        (Enrolment(learner=learner, course=course, started_at=now) for learner in learners), 500
    )
    (settings.HOME / SESSIONS).write_text("\n".join(map(signed_in, learners)), "ascii")


def signed_in(learner: Any) -> str:
    """The key of a session that is signed in to an account."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from learn.signing_in import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(learner.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    django.setup()
    if sys.argv[2:]:
        enrol(int(sys.argv[2]))
    give(int(sys.argv[1]), with_days=not sys.argv[2:])
