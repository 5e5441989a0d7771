"""Learners who are as the forecast assumes, made up by the hundred: their next mock falls into the bands as often as promised."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import pytest

from learn.core.memory import recall_probability
from learn.core.readiness import CHANCE, FirstAnswers, Shown, Standing, forecast_paper, track_record
from quizzes.core.exams import allot
from tests.conftest import DEEP

LEARNERS = 10_000 if DEEP else 2_000
WEIGHTS = {"a": 14, "b": 20, "c": 18, "d": 22, "e": 10, "f": 16}
SEATS = allot(50, WEIGHTS)


@dataclass
class Learner:
    """What nobody can see: how often they are right on new facts, and how much better in papers than on cards."""

    unseen: float
    shift: float
    cards: dict[str, list[float | None]]
    """By domain, the chance to recall each fact of the pool; None for one never seen."""

    def chance(self, recall: float | None) -> float:
        if recall is None:
            return self.unseen
        known = min(max(recall + (1 - recall) * CHANCE, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(math.log(known / (1 - known)) + self.shift)))

    def sit(self, random: Random) -> list[tuple[bool, float | None]]:
        """A freshly drawn paper: whether each answer was right, and the chance of recall before it."""
        drawn = [card for domain, cards in self.cards.items() for card in random.sample(cards, SEATS[domain])]
        return [(random.random() < self.chance(recall), recall) for recall in drawn]


def make_learner(random: Random) -> Learner:
    """Someone who has seen between nothing and everything, some of it long ago."""
    share, days = random.random(), random.choice((0, 3, 14, 60))
    each = allot(600, WEIGHTS)
    cards: dict[str, list[float | None]] = {}
    for domain, facts in each.items():
        here = min(max(share + random.uniform(-0.3, 0.3), 0.0), 1.0)
        cards[domain] = [
            recall_probability(math.exp(random.gauss(2.5, 1.2)), days + random.uniform(0, 20))
            if random.random() < here
            else None
            for _fact in range(facts)
        ]
    return Learner(random.betavariate(1, 3), random.gauss(0, 0.4), cards)


def forecast_and_sit(random: Random) -> tuple[object, float]:
    learner = make_learner(random)
    answers = random.choice((0, 10, 60, 300))
    first = FirstAnswers(sum(random.random() < learner.unseen for _ in range(answers)), answers)
    shown = []
    for _paper in range(random.choice((0, 0, 1, 3))):
        seen = [(right, recall) for right, recall in learner.sit(random) if recall is not None]
        right = sum(right for right, _recall in seen)
        shown.append(Shown(random.uniform(0, 30), right, sum(recall for _right, recall in seen), len(seen)))
    standings = {
        domain: Standing(
            SEATS[domain],
            len(cards),
            sum(recall is not None for recall in cards),
            sum(recall or 0.0 for recall in cards),
        )
        for domain, cards in learner.cards.items()
    }
    found = forecast_paper(standings, first=first, shown=shown)
    return found.paper, sum(right for right, _recall in learner.sit(random)) / sum(SEATS.values())


@pytest.mark.slow
def test_half_of_the_mocks_fall_into_the_narrow_band_and_nine_of_ten_into_the_wide_one() -> None:
    random = Random(11)
    record = track_record([forecast_and_sit(random) for _ in range(LEARNERS)])
    assert record.total == LEARNERS
    assert 0.45 <= record.in_half / LEARNERS <= 0.55
    assert 0.85 <= record.in_most / LEARNERS <= 0.95
