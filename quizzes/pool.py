"""The exam pool of a course: its approved questions under dense ranks, and papers drawn by them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from content.facts import BATCH
from content.models import Course, FactText
from quizzes.core.exams import Pool, TooFewQuestions, pick_question, plan_exam
from quizzes.models import Blueprint, Domain, PoolDomain, PoolQuestion, Question


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question that was drawn, by ids, with what an item of a sitting needs."""

    question: int
    revision: int
    fact: int
    domain: int | None
    scored: bool


@transaction.atomic
def build_pool(course: Course) -> int:
    """Make the exam pool of ``course`` anew from its approved questions; returns how many there are.

    A pool that is as it should be is not written.
    """
    domain_of = dict(
        FactText.objects.filter(fact__course=course, retired_at=None, note__domain_of__isnull=False)
        .order_by("-note__domain_of__domain__position")
        .values_list("fact", "note__domain_of__domain")
    )
    order = {
        pk: place
        for place, pk in enumerate(Domain.objects.filter(course=course).values_list("pk", flat=True))
    }
    by_fact: dict[int, list[int]] = {}
    approved = Question.objects.filter(course=course).examinable().order_by("fact", "pk")
    for fact, question in approved.values_list("fact", "pk"):
        by_fact.setdefault(fact, []).append(question)
    facts = sorted(by_fact, key=lambda fact: (order.get(domain_of.get(fact, 0), len(order)), fact))
    domains: dict[int | None, list[int]] = {}
    for rank, fact in enumerate(facts):
        domains.setdefault(domain_of.get(fact), []).append(rank)
    _write(
        course,
        [(domain, ranks[0], len(ranks)) for domain, ranks in domains.items()],
        [
            (rank, place, question)
            for rank, fact in enumerate(facts)
            for place, question in enumerate(by_fact[fact])
        ],
    )
    return sum(map(len, by_fact.values()))


def _write(
    course: Course, domains: list[tuple[int | None, int, int]], questions: list[tuple[int, int, int]]
) -> None:
    stored_domains = PoolDomain.objects.filter(course=course)
    if list(stored_domains.values_list("domain", "first_rank", "facts")) != domains:
        stored_domains.delete()
        PoolDomain.objects.bulk_create(
            PoolDomain(course=course, domain_id=domain, first_rank=first, facts=facts)
            for domain, first, facts in domains
        )
    stored = PoolQuestion.objects.filter(course=course)
    in_order = stored.order_by("fact_rank", "question_rank")
    if list(in_order.values_list("fact_rank", "question_rank", "question")) == questions:
        return
    stored.delete()
    PoolQuestion.objects.bulk_create(
        [
            PoolQuestion(course=course, fact_rank=fact, question_rank=place, question_id=question)
            for fact, place, question in questions
        ],
        BATCH,
    )


def draw_paper(blueprint: Blueprint, *, seed: int) -> list[DrawnQuestion]:
    """Draw the questions of a paper, in their order. Four queries, whatever the size of the bank.

    A pool that fell behind what was decided about its questions is made anew first. Raises TooFewQuestions.
    """
    try:
        return _draw(blueprint, seed=seed)
    except (TooFewQuestions, _Stale):
        build_pool(blueprint.course)
        return _draw(blueprint, seed=seed)


class _Stale(Exception):
    """The pool has a question that exams may no longer ask."""


def _draw(blueprint: Blueprint, *, seed: int) -> list[DrawnQuestion]:
    course = blueprint.course
    pool, ids = _ranges(course)
    paper = plan_exam(
        pool,
        questions=blueprint.questions,
        unscored=blueprint.unscored,
        weights=_weights(blueprint),
        seed=seed,
    )
    rows = (
        PoolQuestion.objects.filter(course=course, fact_rank__in=[seat.fact for seat in paper])
        .order_by("fact_rank", "question_rank")
        .values_list("fact_rank", "question")
    )
    at: dict[int, list[int]] = {}
    for rank, question in rows:
        at.setdefault(rank, []).append(question)
    picked = {seat.fact: pick_question(seat, at[seat.fact]) for seat in paper}
    known = Question.objects.filter(pk__in=picked.values()).examinable()
    found = {pk: (revision, fact) for pk, revision, fact in known.values_list("pk", "current", "fact")}
    if len(found) < len(paper):
        raise _Stale
    return [
        DrawnQuestion(question, *found[question], ids[seat.domain], seat.scored)
        for seat in paper
        for question in (picked[seat.fact],)
    ]


def _weights(blueprint: Blueprint) -> dict[str, int] | None:
    """The weights by domain; a drill has one domain, and None stands for questions from everywhere."""
    if blueprint.domain:
        return {blueprint.domain.slug: 100}
    return dict(blueprint.weights.values_list("domain__slug", "weight")) or None


def _ranges(course: Course) -> tuple[Pool, dict[str, int | None]]:
    """The ranks by domain, and the ids of the domains; facts in no domain stand under an empty name."""
    rows = PoolDomain.objects.filter(course=course).values_list(
        "domain", "domain__slug", "first_rank", "facts"
    )
    pool, ids = {}, {}
    for domain, slug, first, facts in rows:
        pool[slug or ""] = range(first, first + facts)
        ids[slug or ""] = domain
    return pool, ids
