"""Quizzes that a learner puts together or a course prepared, and their start in one of three ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from content.models import Course
from learn.core.quiz_wishes import Wish
from learn.models import User
from learn.quiz_questions import fitting
from quizzes.core.exam_clock import Allowance, allowed_time
from quizzes.core.planning import plan_practice
from quizzes.models import Blueprint, Domain, Sitting
from quizzes.pool import draw_paper
from quizzes.sittings import NothingToAsk, open_quiz

MINUTES_PER_QUESTION = 2
"""What a quiz taken as an exam gives: as much as the certification exams do."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A quiz that the course prepared, without a clock."""

    value: str
    title: str
    questions: int


def prepared_of(course: Course, language: str) -> list[Prepared]:
    """The quizzes without a clock that a course's blueprints prepare; one for all domains stands for each."""
    found = []
    domains = list(Domain.objects.filter(course=course, retired_at=None))
    for one in Blueprint.objects.filter(course=course, retired_at=None, minutes=None):
        if one.each_domain:
            found += [
                Prepared(f"{one.slug}/{domain.slug}", domain.title(language), one.questions)
                for domain in domains
            ]
        else:
            found.append(Prepared(one.slug, one.title(language), one.questions))
    return found


def start_quiz(
    course: Course,
    wish: Wish,
    standing: Q,
    *,
    count: int,
    mode: str,
    learner: User,
    language: str,
    seed: int,
    now: datetime,
) -> Sitting:
    """Draw up to ``count`` questions that fit (``quiz_questions.fitting``) and begin. Raises NothingToAsk, without words."""
    pool = fitting(course, wish, standing).values_list("fact", "pk")
    drawn = plan_practice(pool, count=count, seed=seed)
    if not drawn:
        raise NothingToAsk
    return _open(
        course, drawn, mode=mode, learner=learner, language=wish.language or language, seed=seed, now=now
    )


def start_prepared(
    course: Course, value: str, *, mode: str, learner: User, language: str, seed: int, now: datetime
) -> Sitting:
    """Begin a quiz that the course prepared (``Prepared.value``). Raises TooFewQuestions and Blueprint.DoesNotExist."""
    slug, _, domain = value.partition("/")
    blueprint = Blueprint.objects.get(
        course=course, slug=slug, retired_at=None, minutes=None, each_domain=bool(domain)
    )
    if domain:  # never saved: it stands for the drill of one domain
        blueprint.domain = Domain.objects.filter(course=course, slug=domain, retired_at=None).first()
        if blueprint.domain is None:
            raise Blueprint.DoesNotExist
    drawn = [one.question for one in draw_paper(blueprint, seed=seed, language=language)]
    return _open(course, drawn, mode=mode, learner=learner, language=language, seed=seed, now=now)


def _open(
    course: Course,
    drawn: Collection[int],
    *,
    mode: str,
    learner: User,
    language: str,
    seed: int,
    now: datetime,
) -> Sitting:
    time: timedelta | None = None
    if mode == Sitting.Mode.EXAM:
        time = allowed_time(MINUTES_PER_QUESTION * len(drawn), Allowance(learner.extra_time))
    return open_quiz(
        course,
        tuple(drawn),
        learner=learner,
        language=language,
        seed=seed,
        now=now,
        mode=mode,
        time=time,
        extra_time=learner.extra_time if time else "",
    )
