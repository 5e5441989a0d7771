"""Erasing a learner: what they did goes with them, what the notes say stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from learn.models import Enrolment, ReadingPlace, Review, User
from quizzes.models import Attempt, Sitting


@transaction.atomic
def erase_learner(learner: User) -> None:
    """Delete a learner with their reviews, cards, courses, sittings and answers."""
    # Reviews and courses point to the learner's weights, which are protected while anything does.
    Review.objects.filter(learner=learner).delete()
    Enrolment.objects.filter(learner=learner).delete()
    User.objects.filter(pk=learner.pk).delete()


def remove_idle_guests(*, idle_since: datetime) -> int:
    """Erase the guests who answered, started and read nothing after ``idle_since``; returns how many."""
    recent = [
        Review.objects.filter(learner=OuterRef("pk"), at__gte=idle_since),
        Attempt.objects.filter(learner=OuterRef("pk"), answered_at__gte=idle_since),
        Sitting.objects.filter(learner=OuterRef("pk"), started_at__gte=idle_since),
        Enrolment.objects.filter(learner=OuterRef("pk"), started_at__gte=idle_since),
        ReadingPlace.objects.filter(learner=OuterRef("pk"), at__gte=idle_since),
    ]
    idle = User.objects.filter(is_guest=True, date_joined__lt=idle_since)
    idle = idle.filter(*(~Exists(rows) for rows in recent)).order_by("pk")
    removed = 0
    for pk in list(idle.values_list("pk", flat=True)):
        with transaction.atomic():
            # Looked at again under the lock: they may have come back, or signed up, this very moment.
            guest = idle.select_for_update().filter(pk=pk).first()
            if guest:
                erase_learner(guest)
                removed += 1
    return removed
