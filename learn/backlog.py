"""What waits beyond the day's limit, and when it will be cleared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, F, Q

from learn.core.backlog import Due, days_to_clear, due_of
from learn.core.memory import Memory
from learn.core.scheduling import Phase
from learn.models import Card, Enrolment
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Backlog:
    """``waiting`` cards, of which ``per_day`` are asked a day; ``clear_on`` is None when that is never enough."""

    waiting: int
    per_day: int
    clear_on: date | None


def backlog_of(enrolment: Enrolment, now: datetime) -> Backlog | None:
    """What waits beyond today's limit; None when it all fits.

    One query, and two more when there is a backlog and its forecast is not known from within the hour.
    """
    today = study_day(now, enrolment.learner.time_zone)
    askable = Q(suspended=False, fact__flashcard__isnull=False) & (Q(buried_on=None) | ~Q(buried_on=today))
    counted = Card.objects.filter(enrolment=enrolment).aggregate(
        waiting=Count("pk", filter=askable & Q(phase=Phase.REVIEW.value, due_day__lte=today)),
        done=Count("pk", filter=Q(last_day=today, first_day__lt=today)),
    )
    left = max(enrolment.reviews_per_day - counted["done"], 0)
    if counted["waiting"] <= left:
        return None
    limits = (enrolment.reviews_per_day, enrolment.new_per_day, left)
    key = f"backlog:{enrolment.pk}:{today}:{counted['waiting']}:{limits}".replace(" ", "")
    found = cache.get(key)
    if found is None:
        found = (_days(enrolment, today, left),)
        cache.set(key, found, _SECONDS)
    days: int | None = found[0]
    clear_on = None if days is None else today + timedelta(days=days)
    return Backlog(counted["waiting"], enrolment.reviews_per_day, clear_on)


def _days(enrolment: Enrolment, today: date, left: int) -> int | None:
    weights, retention = weights_of(enrolment), enrolment.desired_retention
    begun = Card.objects.filter(
        enrolment=enrolment, suspended=False, fact__flashcard__isnull=False, phase=Phase.REVIEW.value
    )
    risk = (today.toordinal() - F("last_day_number")) / F("stability")
    rows = begun.order_by(-risk, "pk").values_list("stability", "difficulty", "last_day", "due_day")
    cards: list[Due] = [
        due_of(
            Memory(stability, difficulty),
            last_day=last_day,
            due_day=due_day,
            today=today,
            retention=retention,
            weights=weights,
        )
        for stability, difficulty, last_day, due_day in rows
        if stability and difficulty and last_day and due_day
    ]
    fresh = Flashcard.objects.filter(course=enrolment.course_id).exclude(
        fact__cards__in=Card.objects.filter(enrolment=enrolment).exclude(phase=Phase.NEW.value)
    )
    return days_to_clear(
        cards,
        per_day=enrolment.reviews_per_day,
        left_today=left,
        new_per_day=enrolment.new_per_day,
        new_left=fresh.count(),
    )
