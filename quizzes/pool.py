"""The exam pool of a course: its approved questions under dense ranks, and papers drawn by them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from content.facts import BATCH
from content.models import Course, FactText, Language
from quizzes.core.exams import Pool, Seat, TooFewQuestions, pick_question, plan_exam
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
    by_fact, lacking = _approved(course)
    facts = sorted(
        by_fact,
        key=lambda fact: (order.get(domain_of.get(fact), len(order)), _SHELF[lacking[fact]], fact),
    )
    domains: dict[int | None, list[int]] = {}
    for rank, fact in enumerate(facts):
        domains.setdefault(domain_of.get(fact), []).append(rank)
    _write(
        course,
        [
            (domain, ranks[0], len(ranks), *_only([lacking[facts[rank]] for rank in ranks]))
            for domain, ranks in domains.items()
        ],
        [
            (rank, place, question)
            for rank, fact in enumerate(facts)
            for place, question in enumerate(by_fact[fact])
        ],
    )
    return sum(map(len, by_fact.values()))


_SHELF = {"en": 0, "": 1, "zh": 2}
"""The order of facts in a domain by the language that they cannot be asked in: one range holds all that can."""


def _approved(course: Course) -> tuple[dict[int, list[int]], dict[int, str]]:
    """The questions that exams may ask by fact, and for each fact the language that none of them is worded in, or none."""
    by_fact: dict[int, dict[int, None]] = {}
    languages: dict[int, set[str]] = {}
    approved = Question.objects.filter(course=course).examinable().order_by("fact", "pk")
    for fact, question, language in approved.values_list("fact", "pk", "current__texts__language"):
        by_fact.setdefault(fact, {})[question] = None
        languages.setdefault(fact, set()).add(language)
    lacking = {
        fact: "" if Language.MIXED in known else next(iter({"zh", "en"} - known), "")
        for fact, known in languages.items()
    }
    return {fact: list(questions) for fact, questions in by_fact.items()}, lacking


def _only(lacking: list[str]) -> tuple[int, int]:
    """How many facts are asked in Chinese only, and in English only."""
    return lacking.count("en"), lacking.count("zh")


def _write(
    course: Course,
    domains: list[tuple[int | None, int, int, int, int]],
    questions: list[tuple[int, int, int]],
) -> None:
    stored_domains = PoolDomain.objects.filter(course=course)
    columns = ("domain", "first_rank", "facts", "only_zh", "only_en")
    if list(stored_domains.values_list(*columns)) != domains:
        stored_domains.delete()
        PoolDomain.objects.bulk_create(
            PoolDomain(
                course=course,
                domain_id=domain,
                first_rank=first,
                facts=facts,
                only_zh=only_zh,
                only_en=only_en,
            )
            for domain, first, facts, only_zh, only_en in domains
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


def draw_paper(blueprint: Blueprint, *, seed: int, language: str = "") -> list[DrawnQuestion]:
    """Draw the questions of a paper, in their order. Four queries, whatever the size of the bank.

    With ``language`` only questions worded in it, where there are enough of them; else in any. A pool that fell
    behind what was decided about its questions is made anew first. Raises TooFewQuestions.
    """
    try:
        return _draw_worded(blueprint, seed=seed, language=language)
    except (TooFewQuestions, _Stale):
        build_pool(blueprint.course)
        return _draw_worded(blueprint, seed=seed, language=language)


class Worded(StrEnum):
    """What a paper can be drawn from in one language."""

    BOTH = "both"  # every fact of the pool can be asked in both languages
    ENOUGH = "enough"  # a paper can be drawn from those that can be asked in it
    FEW = "few"  # it cannot


def worded_in(blueprint: Blueprint, language: str) -> Worded:
    """Whether papers are drawn in ``language`` alone. Three queries at most."""
    pool = PoolDomain.objects.filter(course=blueprint.course)
    if not pool.filter(Q(only_zh__gt=0) | Q(only_en__gt=0)).exists():
        return Worded.BOTH
    try:
        _plan(blueprint, _ranges(blueprint.course, language)[0], seed=0)
    except TooFewQuestions:
        return Worded.FEW
    return Worded.ENOUGH


class _Stale(Exception):
    """The pool has a question that exams may no longer ask."""


def _draw_worded(blueprint: Blueprint, *, seed: int, language: str) -> list[DrawnQuestion]:
    if language:
        try:
            return _draw(blueprint, seed=seed, language=language)
        except TooFewQuestions:
            pass
    return _draw(blueprint, seed=seed, language="")


def _plan(blueprint: Blueprint, pool: Pool, *, seed: int) -> tuple[Seat, ...]:
    return plan_exam(
        pool,
        questions=blueprint.questions,
        unscored=blueprint.unscored,
        weights=_weights(blueprint),
        seed=seed,
    )


def _draw(blueprint: Blueprint, *, seed: int, language: str) -> list[DrawnQuestion]:
    course = blueprint.course
    pool, ids = _ranges(course, language)
    paper = _plan(blueprint, pool, seed=seed)
    rows = PoolQuestion.objects.filter(course=course, fact_rank__in=[seat.fact for seat in paper])
    if language:
        rows = rows.filter(question__current__texts__language__in=(language, Language.MIXED))
    at: dict[int, list[int]] = {}
    for rank, question in rows.order_by("fact_rank", "question_rank").values_list("fact_rank", "question"):
        at.setdefault(rank, []).append(question)
    if len(at) < len(paper):
        raise _Stale
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


def _ranges(course: Course, language: str) -> tuple[Pool, dict[str, int | None]]:
    """The ranks by domain that can be asked in ``language``, and the ids of the domains.

    Facts in no domain stand under an empty name.
    """
    rows = PoolDomain.objects.filter(course=course).select_related("domain")
    pool, ids = {}, {}
    for row in rows:
        slug = row.domain.slug if row.domain else ""
        pool[slug] = row.ranks(language)
        ids[slug] = row.domain_id
    return pool, ids
