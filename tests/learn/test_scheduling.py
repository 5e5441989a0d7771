"""Minute steps, days, fuzz, leeches: what an answer does to a card."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import pvariance

import pytest

from learn.core.memory import Memory, Rating
from learn.core.scheduling import Answer, CardState, Phase, Rules, answer_card, fuzz_range, outcomes

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
RULES = Rules(fuzz=False)


def answered(state: CardState, *ratings: Rating, rules: Rules = RULES) -> CardState:
    for rating in ratings:
        state = answer_card(state, Answer(NOW, DAY, rating), rules=rules).state
    return state


@pytest.mark.parametrize(
    ("ratings", "phase", "minutes"),
    [
        ((Rating.AGAIN,), Phase.LEARNING, 1),
        ((Rating.HARD,), Phase.LEARNING, 5.5),
        ((Rating.GOOD,), Phase.LEARNING, 10),
        ((Rating.GOOD, Rating.HARD), Phase.LEARNING, 10),
        ((Rating.GOOD, Rating.AGAIN), Phase.LEARNING, 1),
        ((Rating.GOOD, Rating.GOOD), Phase.REVIEW, None),
        ((Rating.EASY,), Phase.REVIEW, None),
    ],
)
def test_a_new_card_goes_through_minute_steps_to_days(
    ratings: tuple[Rating, ...], phase: Phase, minutes: float | None
) -> None:
    state = answered(CardState(), *ratings)
    assert state.phase is phase
    if minutes is None:
        assert state.due_at is None
        assert state.due_day is not None
        assert state.due_day > DAY
    else:
        assert state.due_at == NOW + timedelta(minutes=minutes)
        assert state.due_day is None


def test_a_forgotten_card_is_learnt_again_and_counts_a_lapse() -> None:
    state = answered(CardState(), Rating.EASY)
    forgotten = answered(state, Rating.AGAIN)
    assert (forgotten.phase, forgotten.lapses) == (Phase.RELEARNING, 1)
    assert forgotten.due_at == NOW + timedelta(minutes=10)
    back = answered(forgotten, Rating.GOOD)
    assert back.phase is Phase.REVIEW
    assert back.memory is not None
    assert state.memory is not None
    assert back.memory.stability < state.memory.stability


def test_without_steps_days_count_from_the_first_answer_on() -> None:
    state = answered(CardState(), Rating.AGAIN, rules=Rules(learning_steps=(), fuzz=False))
    assert (state.phase, state.due_day) == (Phase.REVIEW, DAY + timedelta(days=1))


def test_the_eighth_lapse_makes_a_leech_then_every_fourth() -> None:
    state = answered(CardState(), Rating.EASY)
    leeches = []
    for _lapse in range(16):
        state = answered(replace(state, leech=False), Rating.AGAIN)
        leeches.append(state.leech)
        state = answered(state, Rating.GOOD)
    assert [number for number, leech in enumerate(leeches, start=1) if leech] == [8, 12, 16]


@pytest.mark.parametrize(
    ("interval", "first", "last"), [(1, 1, 1), (2, 2, 2), (3, 2, 4), (10, 8, 12), (100, 93, 107)]
)
def test_fuzz_reaches_further_the_longer_the_interval(interval: int, first: int, last: int) -> None:
    assert fuzz_range(interval) == (first, last)


def mature(number: int) -> CardState:
    return CardState(
        Phase.REVIEW, Memory(30.0, 5.0), due_day=DAY, last_day=DAY - timedelta(days=30), version=number
    )


def chosen_days(load: dict[date, int] | None, *, rules: Rules) -> Counter[int]:
    found: Counter[int] = Counter()
    for number in range(400):
        outcome = outcomes(mature(number), at=NOW, day=DAY, rules=rules, seed="a", load=load)[Rating.GOOD]
        days = outcome.placement.days or 0
        found[days] += 1
        if load is not None:
            load[DAY + timedelta(days=days)] = load.get(DAY + timedelta(days=days), 0) + 1
    return found


def test_the_same_card_at_the_same_version_gets_the_same_day() -> None:
    one = outcomes(mature(3), at=NOW, day=DAY, rules=Rules(), seed="a")
    assert one == outcomes(mature(3), at=NOW, day=DAY, rules=Rules(), seed="a")
    others = {
        outcomes(mature(n), at=NOW, day=DAY, rules=Rules(), seed="a")[Rating.GOOD].placement.days
        for n in range(20)
    }
    assert len(others) > 3


def test_balancing_spreads_days_more_evenly_than_fuzz_alone() -> None:
    plain = chosen_days(None, rules=Rules())
    balanced = chosen_days({}, rules=Rules())
    assert sum(plain.values()) == sum(balanced.values()) == 400
    assert pvariance(balanced.values()) <= 0.7 * pvariance(plain.values())
