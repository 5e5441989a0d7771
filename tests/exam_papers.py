"""Mock exams for tests: a course with two domains, approved questions and a blueprint."""

from __future__ import annotations

from content.models import Course, FactText, Note
from quizzes.models import Blueprint, BlueprintDomain, Domain, NoteDomain
from quizzes.pool import build_pool
from tests.factories import CourseFactory, NoteFactory, make_questions


def make_mock(
    *,
    facts: int = 24,
    questions: int = 10,
    unscored: int = 0,
    minutes: int = 20,
    course: Course | None = None,
) -> Blueprint:
    """A mock exam (60 % of ``quay``, 40 % of ``lights``) over ``facts`` questions, every other one of each domain.

    The right answer to each is at position 0 of its plan (``tests.factories.make_question``).
    """
    course = course or CourseFactory()
    domains = [
        Domain.objects.create(course=course, slug=slug, title_zh=zh, title_en=en, position=position)
        for position, (slug, zh, en) in enumerate(
            (("quay", "码头", "The quay"), ("lights", "航标", "Sea marks"))
        )
    ]
    notes = [NoteFactory(course=course, slug=f"{domain.slug}-note") for domain in domains]
    for note, domain in zip(notes, domains, strict=True):
        NoteDomain.objects.create(note=note, domain=domain)
    made = make_questions(course, range(1, facts + 1), status="approved")
    FactText.objects.bulk_create(
        place_text(question.fact_id, notes[number % 2]) for number, question in enumerate(made, start=1)
    )
    blueprint = Blueprint.objects.create(
        course=course,
        slug="mock",
        title_zh="模拟考试",
        title_en="Mock exam",
        position=0,
        questions=questions,
        unscored=unscored,
        minutes=minutes,
        scaled=True,
        pass_mark=720,
    )
    for position, (domain, weight) in enumerate(zip(domains, (60, 40), strict=True)):
        BlueprintDomain.objects.create(blueprint=blueprint, domain=domain, weight=weight, position=position)
    build_pool(course)
    return blueprint


def place_fact(fact: int, note: Note) -> None:
    """Let a note state a fact, in its domain."""
    place_text(fact, note).save()


def place_text(fact: int, note: Note) -> FactText:
    """How a note states a fact; not stored yet."""
    return FactText(
        fact_id=fact,
        language="zh",
        note=note,
        revision=note.current,
        subject="灯塔",
        attribute="用途",
        value=f"值{fact}",
        first_line=3,
        last_line=3,
        place=f"b{fact}",
        content_hash=f"hash-{fact}",
    )
