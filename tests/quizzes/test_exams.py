"""A paper drawn by its blueprint."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from django.conf import settings

from content.core.courses import parse_course
from quizzes.core.exams import TooFewQuestions, allot, plan_exam
from quizzes.importing import import_notes
from quizzes.models import Question
from tests.factories import NOW
from tests.shipped import NOTES

WEIGHTS = {"quay": 50, "lights": 30, "tides": 20}


def pool(facts: int = 40, each: int = 3) -> dict[str, list[tuple[int, int]]]:
    """For every domain so many facts, each with some questions; ids tell where they belong."""
    return {
        domain: [
            (1000 * place + fact, 10 * (1000 * place + fact) + n)
            for fact in range(facts)
            for n in range(each)
        ]
        for place, domain in enumerate(WEIGHTS, start=1)
    }


@pytest.mark.parametrize(
    ("seats", "weights", "expected"),
    [
        (
            50,
            {"a": 14, "b": 20, "c": 18, "d": 22, "e": 10, "f": 16},
            {"a": 7, "b": 10, "c": 9, "d": 11, "e": 5, "f": 8},
        ),
        (10, {"a": 1, "b": 1, "c": 1}, {"a": 4, "b": 3, "c": 3}),
        (7, {"a": 60, "b": 25, "c": 15}, {"a": 4, "b": 2, "c": 1}),
        (0, {"a": 60, "b": 40}, {"a": 0, "b": 0}),
    ],
)
def test_seats_go_by_the_largest_remainder(
    seats: int, weights: dict[str, int], expected: dict[str, int]
) -> None:
    assert allot(seats, weights) == expected


def test_scored_questions_follow_the_weights_exactly_and_pilots_are_mixed_in() -> None:
    paper = plan_exam(pool(), questions=65, unscored=15, weights=WEIGHTS, seed=3)
    assert len(paper) == 65
    assert Counter(seat.domain for seat in paper if seat.scored) == {"quay": 25, "lights": 15, "tides": 10}
    pilots = [place for place, seat in enumerate(paper) if not seat.scored]
    assert len(pilots) == 15
    assert max(pilots) - min(pilots) > 30


def test_no_two_questions_are_on_one_fact() -> None:
    for seed in range(20):
        paper = plan_exam(pool(), questions=65, unscored=15, weights=WEIGHTS, seed=seed)
        facts = [seat.question // 10 for seat in paper]
        assert len(set(facts)) == 65


def test_the_same_seed_draws_the_same_paper_whatever_the_order_of_the_pool() -> None:
    turned = {domain: pairs[::-1] for domain, pairs in reversed(pool().items())}
    paper = plan_exam(pool(), questions=30, unscored=5, weights=WEIGHTS, seed=9)
    assert paper == plan_exam(turned, questions=30, unscored=5, weights=WEIGHTS, seed=9)
    assert paper != plan_exam(pool(), questions=30, unscored=5, weights=WEIGHTS, seed=10)


def test_facts_with_many_questions_are_drawn_no_more_often() -> None:
    uneven = {"quay": [(1, n) for n in range(100)] + [(fact, 1000 + fact) for fact in range(2, 11)]}
    drawn = Counter(plan_exam(uneven, questions=1, seed=seed)[0].question < 100 for seed in range(3000))
    assert 240 < drawn[True] < 360  # one fact in ten


def test_a_pool_that_is_too_small_says_where_and_by_how_much() -> None:
    small = pool(facts=12)
    with pytest.raises(
        TooFewQuestions, match="'quay' has 12 facts with a question; the paper needs 25"
    ) as refusal:
        plan_exam(small, questions=50, weights=WEIGHTS, seed=1)
    assert (refusal.value.domain, refusal.value.wanted, refusal.value.found) == ("quay", 25, 12)


@pytest.mark.slow
@pytest.mark.django_db
def test_ten_full_mocks_of_the_shipped_course_share_less_than_half_of_their_questions() -> None:
    assert import_notes([str(settings.NOTES_DIR)], now=NOW).problems == []
    course = parse_course((NOTES / "course.yaml").read_text("utf-8"))
    blueprint = next(one for one in course.blueprints if one.id == "full-mock")
    domains = {note.slug: note.domain for note in course.notes}
    approved = Question.objects.filter(status="approved", retired_at=None).values_list(
        "fact_id", "pk", "fact__texts__note__slug"
    )
    drawn_from: dict[str, set[tuple[int, int]]] = {}
    for fact, question, slug in approved:
        drawn_from.setdefault(domains[slug], set()).add((fact, question))
    papers = [
        {
            seat.question
            for seat in plan_exam(
                drawn_from,
                questions=blueprint.questions,
                unscored=blueprint.unscored,
                weights=dict(blueprint.weights),
                seed=seed,
            )
        }
        for seed in range(10)
    ]
    assert all(len(paper) == 65 for paper in papers)
    assert max(len(one & other) for one, other in combinations(papers, 2)) < 65 / 2
