"""A paper drawn by its blueprint, from a pool that is known by ranks alone."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from quizzes.core.exams import TooFewQuestions, allot, pick_question, plan_exam

WEIGHTS = {"quay": 50, "lights": 30, "tides": 20}
POOL = {"quay": range(40), "lights": range(40, 80), "tides": range(80, 120), "": range(120, 130)}


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
    paper = plan_exam(POOL, questions=65, unscored=15, weights=WEIGHTS, seed=3)
    assert len(paper) == 65
    assert Counter(seat.domain for seat in paper if seat.scored) == {"quay": 25, "lights": 15, "tides": 10}
    pilots = [place for place, seat in enumerate(paper) if not seat.scored]
    assert len(pilots) == 15
    assert max(pilots) - min(pilots) > 30


def test_every_seat_is_of_the_domain_that_its_fact_is_in() -> None:
    for seed in range(20):
        paper = plan_exam(POOL, questions=65, unscored=15, weights=WEIGHTS, seed=seed)
        assert all(seat.fact in POOL[seat.domain] for seat in paper)


def test_no_two_questions_are_on_one_fact() -> None:
    for seed in range(20):
        paper = plan_exam(POOL, questions=65, unscored=15, weights=WEIGHTS, seed=seed)
        assert len({seat.fact for seat in paper}) == 65


def test_a_paper_may_take_the_whole_pool() -> None:
    paper = plan_exam(POOL, questions=130, unscored=70, weights={"quay": 50, "lights": 50}, seed=1)
    assert {seat.fact for seat in paper} == set(range(130))


def test_the_same_seed_draws_the_same_paper_whatever_the_order_of_the_pool() -> None:
    turned = dict(reversed(POOL.items()))
    paper = plan_exam(POOL, questions=30, unscored=5, weights=WEIGHTS, seed=9)
    assert paper == plan_exam(turned, questions=30, unscored=5, weights=WEIGHTS, seed=9)
    assert paper != plan_exam(POOL, questions=30, unscored=5, weights=WEIGHTS, seed=10)
    everywhere = plan_exam(POOL, questions=30, seed=9)
    assert everywhere == plan_exam(turned, questions=30, seed=9)


def test_a_facts_questions_are_picked_alike_however_many_there_are() -> None:
    picked = Counter(
        pick_question(plan_exam(POOL, questions=1, seed=seed)[0], (7, 8, 9)) for seed in range(3000)
    )
    assert chi_squared(picked.values(), 1000) < 13.8  # 2 degrees of freedom, one in a thousand


def chi_squared(counts, expected: float) -> float:
    """How far counts are from what is expected of each."""
    return sum((count - expected) ** 2 / expected for count in counts)


@pytest.mark.parametrize("pilots", [False, True])
def test_within_each_domain_every_fact_is_drawn_alike(pilots: bool) -> None:
    papers = 2000
    drawn: Counter[int] = Counter()
    for seed in range(papers):
        for seat in plan_exam(POOL, questions=30, unscored=10, weights=WEIGHTS, seed=seed):
            drawn[seat.fact] += seat.scored is not pilots
    seats = {"quay": 10, "lights": 6, "tides": 4}
    for domain, wanted in seats.items():
        ranks = POOL[domain]
        # Every domain of 40 facts: 39 degrees of freedom, 72.1 once in a thousand.
        total = sum(drawn[fact] for fact in ranks)
        assert pilots or total == papers * wanted
        assert chi_squared((drawn[fact] for fact in ranks), total / len(ranks)) < 72.1


def test_a_pool_that_is_too_small_says_where_and_by_how_much() -> None:
    small = {"quay": range(12), "lights": range(12, 50), "tides": range(50, 90)}
    with pytest.raises(
        TooFewQuestions, match="'quay' has 12 facts with a question; the paper needs 25"
    ) as refusal:
        plan_exam(small, questions=50, weights=WEIGHTS, seed=1)
    assert (refusal.value.domain, refusal.value.wanted, refusal.value.found) == ("quay", 25, 12)


@pytest.mark.parametrize(
    ("questions", "unscored", "domain", "wanted", "found"),
    [(120, 15, "quay", 53, 40), (160, 110, "", 110, 80)],
)
def test_too_few_facts_are_told_for_pilots_too(
    questions: int, unscored: int, domain: str, wanted: int, found: int
) -> None:
    with pytest.raises(TooFewQuestions) as refusal:
        plan_exam(POOL, questions=questions, unscored=unscored, weights=WEIGHTS, seed=1)
    assert (refusal.value.domain, refusal.value.wanted, refusal.value.found) == (domain, wanted, found)


def test_a_domain_without_facts_is_told_as_such() -> None:
    with pytest.raises(TooFewQuestions) as refusal:
        plan_exam(POOL, questions=4, weights={"quay": 50, "harbour": 50}, seed=1)
    assert (refusal.value.domain, refusal.value.found) == ("harbour", 0)


def test_papers_of_many_seeds_differ() -> None:
    papers = [
        {seat.fact for seat in plan_exam(POOL, questions=20, weights=WEIGHTS, seed=seed)}
        for seed in range(10)
    ]
    assert max(len(one & other) for one, other in combinations(papers, 2)) < 14
