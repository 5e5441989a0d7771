"""The questions that a quiz can be drawn from: those that fit a wish, counted by the database, and what there is to wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, Q, Value
from django.db.models.functions import Concat

from content.models import Course, FactText
from learn.core.memory import interval_days
from learn.core.quiz_wishes import Only, Wish, kinds_of, looser
from learn.custom_study_pages import named_terms
from learn.mistakes import open_facts
from learn.models import Card, Enrolment
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.models import Question
from quizzes.models.questions import QuestionQuerySet

WEAK_RECALL = 0.8
WEAK_LAPSES = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A section or term to choose; ``level`` is 1 for a note, 2 for a section in it and for a term."""

    value: str
    name: str
    language: str
    level: int


def askable_of(course: Course) -> QuestionQuerySet:
    """Every question of ``course`` that a quiz can ask."""
    questions: QuestionQuerySet = Question.objects.filter(course=course).askable()
    return questions


def fitting(course: Course, wish: Wish, standing: Q) -> QuestionQuerySet:
    """The questions that fit; ``standing`` is what ``standing_of`` makes of ``wish.only``."""
    questions = askable_of(course)
    if wish.sections or wish.terms:
        section = Concat("note__slug", Value("#"), "heading_id")
        stated = FactText.objects.filter(fact__course=course, retired_at=None).alias(section=section)
        here = stated.filter(Q(note__slug__in=wish.sections) | Q(section__in=wish.sections))
        questions = questions.filter(Q(fact__term__in=wish.terms) | Q(fact__in=here.values("fact")))
    if wish.groups:
        questions = questions.filter(kind__in=[kind for group in wish.groups for kind in kinds_of(group)])
    if wish.language:
        questions = questions.filter(current__texts__language=wish.language)
    return questions.filter(standing) if wish.only else questions


def standing_of(course: Course, only: Only | None, *, learner: Any, now: datetime) -> Q:
    """The questions whose facts stand as ``only`` asks; who has no account has seen nothing. Two queries at most."""
    if only is None or (only is Only.UNSEEN and not learner.is_authenticated):
        return Q()
    if not learner.is_authenticated:
        return Q(pk__in=())
    if only is Only.MISTAKES:
        return Q(fact__in=open_facts(learner, course))
    seen = Card.objects.filter(learner=learner, fact__course=course, last_day__isnull=False)
    if only is Only.UNSEEN:
        return ~Q(fact__in=seen.values("fact"))
    enrolment = Enrolment.objects.filter(learner=learner, course=course).select_related("weights").first()
    if enrolment is None:
        return Q(pk__in=())
    # The days until recall falls so low are in proportion to stability (``interval_days``).
    days = F("stability") * Value(interval_days(1.0, retention=WEAK_RECALL, weights=weights_of(enrolment)))
    today = float(study_day(now, learner.time_zone).toordinal())
    weak = seen.filter(Q(lapses__gte=WEAK_LAPSES) | Q(last_day_number__lt=Value(today) - days))
    return Q(fact__in=weak.values("fact"))


def count_facts(questions: QuestionQuerySet) -> int:
    """How many facts ``questions`` are about: a quiz asks about each once. One query."""
    found: int = questions.aggregate(found=Count("fact", distinct=True))["found"]
    return found


def loosenings(course: Course, wish: Wish, standing: Q, *, found: int) -> list[tuple[str, int]]:
    """What may be given up (``looser``), and how many facts could then be asked about where ``found`` can be now.

    The most first, without vain ones. A query for each.
    """
    counts = {name: count_facts(fitting(course, other, standing)) for name, other in looser(wish).items()}
    return sorted(((name, n) for name, n in counts.items() if n > found), key=lambda one: -one[1])


def parts_of(course: Course, language: str) -> tuple[list[Part], list[Part]]:
    """The sections and the terms that questions are about, named in ``language`` where they can be. Two queries."""
    stated = FactText.objects.filter(
        fact__course=course, retired_at=None, fact__in=askable_of(course).values("fact")
    )
    headings = stated.values_list("note__slug", "note__title", "language", "heading_id", "heading")
    sections: dict[str, dict[str, Part]] = {}
    for slug, title, known, heading_id, heading, _first in headings.annotate(
        first=Min("first_line")
    ).order_by("note__position", "note__slug", "first"):
        found = [Part(slug, title, known, 1)]
        if heading and heading != title:
            found.append(Part(f"{slug}#{heading_id}", heading, known, 2))
        here = sections.setdefault(slug, {})
        for part in found:
            if here.setdefault(part.value, part).language != language == known:
                here[part.value] = part
    in_order = [
        part for here in sections.values() for part in sorted(here.values(), key=lambda one: one.level)
    ]
    subjects = stated.values_list("fact__term", "language", "subject").annotate(said=Count("pk"))
    terms = [
        Part(one.value, one.name, one.language, 2) for one in named_terms(subjects, language) if one.name
    ]
    return in_order, sorted(terms, key=lambda part: part.name.casefold())
