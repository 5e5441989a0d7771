"""Which courses a learner studies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from content.models import Course
from learn.models import Enrolment, User


def enrol(learner: User, course: Course, *, now: datetime) -> Enrolment:
    """Study ``course`` from now on; who studies it already goes on as before."""
    enrolment, _created = Enrolment.objects.get_or_create(
        learner=learner, course=course, defaults={"started_at": now}
    )
    return enrolment


def find_enrolment(user: Any, course: str) -> Enrolment | None:
    """The learner's own study of the course ``course`` (a slug) that they may still see. One query."""
    if not user.is_authenticated:
        return None
    mine = Enrolment.objects.filter(learner=user.pk, course__in=Course.objects.visible_to(user))
    enrolment = mine.select_related("course", "weights").filter(course__slug=course).first()
    if enrolment is not None:
        enrolment.learner = user
    return enrolment
