"""How strongly a fact is remembered, beside the reference implementation in Python."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import fsrs
import pytest

from learn.core.memory import (
    DEFAULT_WEIGHTS,
    Memory,
    Rating,
    interval_days,
    next_memory,
    recall_probability,
)
from learn.core.scheduling import Answer, CardState, Phase, Rules, answer_card, outcomes

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLAIN = Rules(learning_steps=(), relearning_steps=(), fuzz=False)


def test_random_histories_agree_with_the_reference(deep: bool) -> None:
    random = Random(7)
    reference = fsrs.Scheduler(
        parameters=DEFAULT_WEIGHTS, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    for _history in range(10_000 if deep else 400):
        card, state, at = fsrs.Card(), CardState(), START
        for _answer in range(random.randint(1, 10)):
            rating = random.choice((1, 2, 3, 3, 3, 4))
            card, _log = reference.review_card(card, fsrs.Rating(rating), review_datetime=at)
            state = answer_card(state, Answer(at, at.date(), Rating(rating)), rules=PLAIN).state
            assert state.memory is not None
            assert state.memory.stability == pytest.approx(card.stability, rel=1e-4)
            assert state.memory.difficulty == pytest.approx(card.difficulty, rel=1e-4)
            assert state.due_day is not None
            assert (
                abs((state.due_day - card.due.date()).days) <= 1
            )  # half days are rounded from unlike digits
            at += timedelta(days=random.randint(0, 60))


@pytest.mark.parametrize("options", [0, 3, 4])
@pytest.mark.parametrize("fuzz", [False, True])
def test_a_better_rating_is_never_due_earlier(options: int, fuzz: bool) -> None:
    random = Random(11)
    for number in range(300):
        memory = Memory(random.uniform(0.1, 400), random.uniform(1, 10))
        state = CardState(Phase.REVIEW, memory, due_day=START.date(), last_day=START.date(), version=number)
        day = START.date() + timedelta(days=random.randint(0, 300))
        load = {day + timedelta(days=one): random.randint(0, 40) for one in range(60)}
        rules = Rules(fuzz=fuzz, retention=random.uniform(0.8, 0.97), relearning_steps=())
        found = outcomes(state, at=START, day=day, rules=rules, seed="a", load=load, options=options)
        days = [found[rating].placement.days or 0 for rating in Rating]
        assert days == sorted(days)


@pytest.mark.parametrize("stability", [0.5, 3.0, 40.0, 900.0])
@pytest.mark.parametrize("retention", [0.8, 0.9, 0.97])
def test_the_interval_is_when_recall_has_fallen_to_the_wanted_share(
    stability: float, retention: float
) -> None:
    days = interval_days(stability, retention=retention)
    assert recall_probability(stability, days) == pytest.approx(retention)
    assert recall_probability(stability, 0) == 1
    assert interval_days(stability, retention=0.9) == pytest.approx(stability)


def test_a_right_choice_counts_less_than_a_right_recall_and_more_the_more_options_there_were() -> None:
    before = Memory(5.0, 5.0)
    recalled = next_memory(before, Rating.GOOD, days=5)
    among_two, among_four = (next_memory(before, Rating.GOOD, days=5, options=k) for k in (2, 4))
    assert before.stability < among_two.stability < among_four.stability < recalled.stability
    assert among_four.stability == pytest.approx(5.0 + 0.75 * (recalled.stability - 5.0))
    assert among_four.difficulty == recalled.difficulty


def test_a_wrong_choice_is_again() -> None:
    before = Memory(5.0, 5.0)
    assert next_memory(before, Rating.AGAIN, days=5, options=4) == next_memory(before, Rating.AGAIN, days=5)


def test_a_first_right_choice_stands_between_again_and_good() -> None:
    again, good = (next_memory(None, rating, days=0) for rating in (Rating.AGAIN, Rating.GOOD))
    chosen = next_memory(None, Rating.GOOD, days=0, options=4)
    assert again.stability < chosen.stability < good.stability
