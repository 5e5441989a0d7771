"""Mock exams for tests: a course with two domains, approved questions and a blueprint."""

from __future__ import annotations

from content.models import Course, FactText
from quizzes.models import Blueprint, BlueprintDomain, Domain, NoteDomain
from quizzes.pool import build_pool
from tests.factories import CourseFactory, NoteFactory, make_question


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
    for number in range(1, facts + 1):
        question = make_question(course, status="approved", number=number)
        place_fact(question.fact_id, notes[number % 2])
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


def place_fact(fact: int, note) -> None:
    """Let a note state a fact, in its domain."""
    FactText.objects.create(
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
