"""Candidates whose true score is known sit freshly drawn papers: the 90 % interval holds it in nine of ten."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

import pytest

from quizzes.core.exams import allot
from quizzes.core.scoring import Marked, score_paper
from tests.conftest import DEEP

PAPERS = 10_000 if DEEP else 2_000
CANDIDATES = PAPERS // 2
"""Each sits two papers: what matters is many abilities."""
WEIGHTS = {"a": 14, "b": 20, "c": 18, "d": 22, "e": 10, "f": 16}
SCORED = 50
CHANCE = 0.25

Candidate = dict[str, list[float]]
"""By domain, the chance to answer each fact of the pool right."""


def logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def by_difficulty(ability: float, facts: int, random: Random) -> list[float]:
    """Chances that fall with the difficulty of the question (Rasch): some are easy, some hard."""
    return [logistic(ability - random.gauss(0, 1)) for _ in range(facts)]


def knows_or_guesses(ability: float, facts: int, random: Random) -> list[float]:
    """A fact is known, or guessed among four options."""
    known = max((logistic(ability) - CHANCE) / (1 - CHANCE), 0.0)
    return [1.0 if random.random() < known else CHANCE for _ in range(facts)]


def make_candidate(
    chances: Callable[[float, int, Random], list[float]], facts: int, random: Random
) -> Candidate:
    """Someone whose ability is between .4 and .95, and who knows some domains better than others."""
    ability = random.uniform(0.4, 0.95)
    middle = math.log(ability / (1 - ability))
    each = allot(facts, WEIGHTS)
    return {domain: chances(middle + random.gauss(0, 0.5), each[domain], random) for domain in WEIGHTS}


def true_share(candidate: Candidate, seats: dict[str, int]) -> float:
    """The expected share right, over all papers that can be drawn."""
    return sum(seats[domain] / SCORED * sum(pool) / len(pool) for domain, pool in candidate.items())


def sit(candidate: Candidate, seats: dict[str, int], random: Random) -> Sequence[Marked]:
    """A paper drawn for this sitting, and how it went."""
    return [
        Marked(domain, random.random() < chance)
        for domain, pool in candidate.items()
        for chance in random.sample(pool, seats[domain])
    ]


def coverage(chances: Callable[[float, int, Random], list[float]], *, facts: int) -> float:
    """The share of ``PAPERS`` papers whose interval holds the true score."""
    random, seats, held = Random(f"{chances.__name__} {facts}"), allot(SCORED, WEIGHTS), 0
    for _candidate in range(CANDIDATES):
        candidate = make_candidate(chances, facts, random)
        truth = true_share(candidate, seats)
        for _paper in range(PAPERS // CANDIDATES):
            found = score_paper(sit(candidate, seats, random))
            assert found
            held += found.estimate.low <= truth <= found.estimate.high
    return held / PAPERS


@pytest.mark.slow
@pytest.mark.parametrize("facts", [600, 1500])
@pytest.mark.parametrize("chances", [by_difficulty, knows_or_guesses])
def test_the_interval_covers_the_true_score_in_nine_papers_of_ten(
    chances: Callable[[float, int, Random], list[float]], facts: int
) -> None:
    assert 0.88 <= coverage(chances, facts=facts) <= 0.92


@pytest.mark.slow
@pytest.mark.parametrize("chances", [by_difficulty, knows_or_guesses])
def test_a_small_pool_makes_the_interval_too_wide_and_never_too_narrow(
    chances: Callable[[float, int, Random], list[float]],
) -> None:
    assert 0.88 <= coverage(chances, facts=125) <= 0.96
