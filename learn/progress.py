"""How far a learner is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from content.models import Course
from quizzes.models import Attempt, Question, Sitting


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """A course with what a learner has answered of it."""

    course: Course
    title: str
    description: str
    language: str
    questions: int
    answered: int
    right: int

    @property
    def percent(self) -> int | None:
        """The share right among the answers, in whole percent; None before the first answer."""
        return round(100 * self.right / self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class UnfinishedSitting:
    """A sitting to go on with."""

    url: str
    course_title: str
    number: int
    total: int


def course_progress(user: Any, language: str) -> list[CourseProgress]:
    """Every course that ``user`` may learn, with answers counted. Three queries, however many courses."""
    courses = list(Course.objects.visible_to(user))
    questions = dict(
        Question.objects.filter(course__in=courses)
        .askable()
        .values_list("course")
        .annotate(count=Count("fact", distinct=True))
    )
    answers: dict[int, tuple[int, int]] = {}
    if user.is_authenticated:
        counted = (
            Attempt.objects.filter(learner=user, item__sitting__in=Sitting.objects.practice().revealed())
            .values_list("item__sitting__course")
            .annotate(all=Count("pk"), right=Count("pk", filter=Q(is_correct=True)))
        )
        answers = {course: (total, right) for course, total, right in counted}
    return [
        CourseProgress(
            course,
            course.title(language),
            course.description(language),
            language,
            questions.get(course.pk, 0),
            *answers.get(course.pk, (0, 0)),
        )
        for course in courses
    ]


def unfinished_sitting(user: Any, language: str, *, now: datetime) -> UnfinishedSitting | None:
    """The newest quiz that ``user`` has not finished and that still takes answers, or None."""
    sittings = Sitting.objects.visible_to(user).practice().unfinished().select_related("course")
    sittings = sittings.filter(Q(deadline=None) | Q(deadline__gt=now))
    sitting = sittings.annotate(
        total=Count("items", distinct=True),
        answered=Count("items", filter=Q(items__attempts__isnull=False), distinct=True),
    ).first()
    if sitting is None:
        return None
    url = reverse("sitting", args=[sitting.uuid])
    return UnfinishedSitting(url, sitting.course.title(language), sitting.answered + 1, sitting.total)
