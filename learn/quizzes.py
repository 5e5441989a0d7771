"""Quizzes that a learner puts together: what there is to choose from, and the start in one of three ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from content.core.names import strip_marks
from content.models import Course, FactText
from learn.core.choosing import Candidate, Only, Wish, fitting, group_of
from learn.core.memory import recall_probability
from learn.mistakes import open_facts
from learn.models import Card, Enrolment, User
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.core.exam_clock import Allowance, allowed_time
from quizzes.core.planning import plan_practice
from quizzes.models import Blueprint, Domain, Question, Sitting
from quizzes.pool import draw_paper
from quizzes.sittings import NothingToAsk, open_quiz

MINUTES_PER_QUESTION = 2
"""What a quiz taken as an exam gives: as much as the certification exams do."""
WEAK_RECALL = 0.8
WEAK_LAPSES = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A section or term to choose; ``level`` is 1 for a note, 2 for a section in it and for a term."""

    value: str
    name: str
    language: str
    level: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A quiz that the course prepared, without a clock."""

    value: str
    title: str
    questions: int


def candidates_of(course: Course, learner: Any, *, now: datetime) -> list[Candidate]:
    """Every question of ``course`` that can be asked, with what it can be chosen by. Seven queries at most."""
    rows = Question.objects.filter(course=course).askable().order_by("pk")
    languages: dict[int, set[str]] = {}
    questions: dict[int, tuple[int, str, str]] = {}
    for pk, fact, term, kind, language in rows.values_list(
        "pk", "fact", "fact__term", "kind", "current__texts__language"
    ):
        questions[pk] = (fact, term, kind)
        languages.setdefault(pk, set()).add(language)
    places: dict[int, set[str]] = {}
    stated = FactText.objects.filter(fact__course=course, retired_at=None)
    for fact, slug, heading in stated.values_list("fact", "note__slug", "heading_id"):
        places.setdefault(fact, set()).update((slug, f"{slug}#{heading}"))
    standings = _standings(course, learner, {fact for fact, _term, _kind in questions.values()}, now)
    return [
        Candidate(
            fact,
            pk,
            group_of(kind),
            frozenset(languages[pk]),
            frozenset(places.get(fact, ())),
            term,
            standings[fact],
        )
        for pk, (fact, term, kind) in questions.items()
    ]


def _standings(
    course: Course, learner: Any, facts: Collection[int], now: datetime
) -> dict[int, frozenset[Only]]:
    """What a learner's memory says of each fact; who has no account has seen nothing."""
    if not learner.is_authenticated:
        return dict.fromkeys(facts, frozenset({Only.UNSEEN}))
    enrolment = Enrolment.objects.filter(learner=learner, course=course).select_related("weights").first()
    mistaken = open_facts(learner, course)
    seen, weak = set(), set()
    if enrolment:
        today, weights = study_day(now, learner.time_zone).toordinal(), weights_of(enrolment)
        cards = Card.objects.filter(enrolment=enrolment, last_day__isnull=False)
        for fact, stability, last, lapses in cards.values_list(
            "fact", "stability", "last_day_number", "lapses"
        ):
            seen.add(fact)
            if lapses >= WEAK_LAPSES or (
                stability and recall_probability(stability, today - last, weights=weights) < WEAK_RECALL
            ):
                weak.add(fact)
    sets = ((Only.MISTAKES, mistaken), (Only.WEAK, weak), (Only.UNSEEN, set(facts) - seen))
    return {fact: frozenset(only for only, found in sets if fact in found) for fact in facts}


def parts_of(
    course: Course, candidates: Collection[Candidate], language: str
) -> tuple[list[Part], list[Part]]:
    """The sections and the terms that questions are about, named in ``language`` where they can be. One query."""
    asked = {one.fact for one in candidates}
    texts = FactText.objects.filter(fact__course=course, retired_at=None).order_by(
        "note__position", "note__slug", "first_line", "pk"
    )
    sections: dict[str, Part] = {}
    terms: dict[str, Part] = {}
    for fact, term, known, slug, title, heading_id, heading, subject in texts.values_list(
        "fact",
        "fact__term",
        "language",
        "note__slug",
        "note__title",
        "heading_id",
        "heading",
        "subject",
    ):
        if fact not in asked:
            continue
        found = [Part(slug, title, known, 1)]
        if heading and heading != title:
            found.append(Part(f"{slug}#{heading_id}", heading, known, 2))
        for part in found:
            if part.value not in sections or (
                known == language and sections[part.value].language != language
            ):
                sections[part.value] = part
        if term not in terms or (known == language and terms[term].language != language):
            terms[term] = Part(term, strip_marks(subject), known, 2)
    order = {slug: place for place, slug in enumerate(dict.fromkeys(v.split("#")[0] for v in sections))}
    in_order = sorted(sections.values(), key=lambda part: (order[part.value.split("#")[0]], part.level))
    named = [part for part in terms.values() if part.name]
    return in_order, sorted(named, key=lambda part: part.name.casefold())


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
    *,
    count: int,
    mode: str,
    learner: User,
    candidates: Collection[Candidate],
    language: str,
    seed: int,
    now: datetime,
) -> Sitting:
    """Draw up to ``count`` questions that fit and begin. Raises NothingToAsk, without words."""
    drawn = plan_practice(fitting(candidates, wish), count=count, seed=seed)
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
    drawn = [one.question for one in draw_paper(blueprint, seed=seed)]
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
