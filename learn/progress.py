"""How far a learner is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from content.models import Course
from learn.compiled import fetch
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
    questions = dict(fetch(_questions))
    answers: dict[int, tuple[int, int]] = {}
    if user.is_authenticated:
        answers = {course: (total, right) for course, total, right in fetch(_answers, user.pk)}
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


def _questions() -> QuerySet[Any, Any]:
    """How many facts of each course have a question that can be asked."""
    counted = Question.objects.askable().values_list("course")
    return counted.annotate(count=Count("fact", distinct=True)).order_by()


def _answers(learner: int) -> QuerySet[Any, Any]:
    """How many answers a learner gave in quizzes of each course, and how many of them were right."""
    told = Attempt.objects.filter(learner=learner, item__sitting__in=Sitting.objects.practice().revealed())
    counted = told.values_list("item__sitting__course")
    return counted.annotate(all=Count("pk"), right=Count("pk", filter=Q(is_correct=True))).order_by()


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
