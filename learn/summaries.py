"""What a study day came to, for the page that ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q
from django.utils.translation import get_language

from content.reading import note_url
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.core.progress import minutes_for
from learn.core.scheduling import Phase
from learn.models import Card, DaySummary, Enrolment, Review
from quizzes.core.calendar import study_day
from quizzes.models import FlashcardFace

HARDEST = 3
_LONGEST_DAY = timedelta(hours=30)
"""A study day has 24 hours, 25 when clocks change, and more for who flies west."""


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card that was forgotten today: its faces in one language, and the lines that answer it."""

    front: str
    back: str
    language: str
    forgotten: int
    title: str
    url: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One study day of a course. ``predicted`` and ``recalled`` are percentages of the cards that were due."""

    answers: int
    new: int
    reviews: int
    minutes: int
    right_percent: int
    predicted: int | None
    recalled: int | None
    hardest: tuple[HardCard, ...]
    tomorrow: int
    """Cards that will be due, those put off until then included; new ones aside."""
    tomorrow_new: int
    """New cards that may be begun, if the course has any left."""
    tomorrow_minutes: int


def summary_of_day(enrolment: Enrolment, now: datetime) -> Summary:
    """What was done on the study day of ``now``, and what is due on the next. Four queries."""
    today = study_day(now, enrolment.learner.time_zone)
    done = DaySummary.objects.filter(
        learner=enrolment.learner_id, course=enrolment.course_id, day=today
    ).first() or DaySummary(day=today)
    tomorrow = today + timedelta(days=1)
    cards = Card.objects.filter(enrolment=enrolment, suspended=False, fact__flashcard__isnull=False)
    due = cards.filter(
        Q(phase=Phase.REVIEW.value, due_day__lte=tomorrow)
        | Q(phase__in=(Phase.LEARNING.value, Phase.RELEARNING.value))
    ).count()
    due = min(due, enrolment.reviews_per_day)
    return Summary(
        answers=done.answers,
        new=done.new,
        reviews=done.reviews,
        minutes=round(done.milliseconds / 60_000),
        right_percent=_percent(done.right, done.answers) or 0,
        predicted=_percent(done.predicted, done.reviews),
        recalled=_percent(done.reviews_right, done.reviews),
        hardest=_hardest(enrolment, now),
        tomorrow=due,
        tomorrow_new=enrolment.new_per_day,
        tomorrow_minutes=minutes_for(due, milliseconds=done.milliseconds, done=done.new + done.reviews),
    )


def _percent(part: float, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def _hardest(enrolment: Enrolment, now: datetime) -> tuple[HardCard, ...]:
    """The cards forgotten most often today, of those the least expected to be known first. Two queries."""
    today = study_day(now, enrolment.learner.time_zone)
    forgotten = (
        Review.objects.filter(
            learner=enrolment.learner_id,
            at__gt=now - _LONGEST_DAY,
            study_day=today,
            kind=EventKind.ANSWER.value,
            rating=Rating.AGAIN,
            undone_by=None,
            card__enrolment=enrolment,
        )
        .values("card__fact")
        .annotate(times=Count("pk"), difficulty=F("card__difficulty"))
        .order_by("-times", "-difficulty", "card__fact")
        .values_list("card__fact", "times")[:HARDEST]
    )
    times = dict(forgotten)
    if not times:
        return ()
    faces = list(
        FlashcardFace.objects.filter(flashcard__fact__in=times)
        .select_related("flashcard", "note_revision__note__course")
        .defer("note_revision__source", "note_revision__html", "note_revision__contents")
    )
    return tuple(
        _hard_card([face for face in faces if face.flashcard.fact_id == fact], count)
        for fact, count in times.items()
        if any(face.flashcard.fact_id == fact for face in faces)
    )


def _hard_card(faces: Sequence[FlashcardFace], times: int) -> HardCard:
    wanted = "zh" if (get_language() or "").startswith("zh") else "en"
    face = next((one for one in faces if one.language == wanted), faces[0])
    lines = (face.first_line, face.last_line)
    revision = face.note_revision
    return HardCard(
        face.front, face.back, face.language, times, revision.note.title, note_url(revision, lines), *lines
    )
