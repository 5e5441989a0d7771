"""Half a year of a learner who forgets just as FSRS says: what was asked for is reached, and days are evenly full."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import fmean, pstdev

import pytest

from learn.core.memory import Rating, recall_probability
from learn.core.queue import Candidate, Today, choose_next
from learn.core.scheduling import CardState, Phase, Rules, outcomes

START = datetime(2026, 1, 1, 10, tzinfo=UTC)
SECONDS = timedelta(seconds=8)
"""How long an answer takes."""
FIRST = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
FIRST_SHARES = (24, 9, 50, 17)
KNOWN = (Rating.HARD, Rating.GOOD, Rating.EASY)
KNOWN_SHARES = (10, 80, 10)
"""How first answers and right ones are rated, about as in Anki's published logs."""


@dataclass
class Lived:
    """What a simulated learner did."""

    asked: list[int] = field(default_factory=list)
    """Reviews on each day."""
    due: list[int] = field(default_factory=list)
    """Cards that became due on each day."""
    right: list[bool] = field(default_factory=list)
    predicted: list[float] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    """Cards that were due and not asked, at the end of each day."""


def live(
    days: int, *, retention: float, balanced: bool = True, new: int = 12, reviews: int = 200, seed: int = 1
) -> Lived:
    """Study ``days`` days, at most ``new`` new cards and ``reviews`` reviews on each, in a course of sixty topics."""
    random, rules, lived = Random(f"{seed}:{retention}"), Rules(retention=retention), Lived()
    cards = [CardState()] * (days * new)
    load: Counter[date] = Counter()
    for number in range(days):
        now = START + timedelta(days=number)
        day = now.date()
        lived.due.append(sum(card.due_day == day for card in cards))
        _study(cards, now, day, rules, lived, random, load if balanced else None, new, reviews)
        lived.left.append(sum(card.due_day is not None and card.due_day <= day for card in cards))
    return lived


def _study(cards, now, day, rules, lived, random, load, new, reviews) -> None:
    """One day, card after card, until nothing is left to ask."""
    shown: set[int] = set()
    introduced, last_topic = 0, ""
    begun = [
        n for n, card in enumerate(cards) if card.phase is not Phase.NEW and (card.due_day or day) <= day
    ]
    waiting = {n: _candidate(n, cards[n]) for n in sorted(begun, key=lambda n: _recall(cards[n], day))}
    first = next((n for n, card in enumerate(cards) if card.phase is Phase.NEW), len(cards))
    fresh = [_candidate(n, cards[n]) for n in range(first, min(first + new, len(cards)))]
    while True:
        running = [one for one in waiting.values() if one.due_at]
        due = [one for one in waiting.values() if not one.due_at]
        today = Today(
            now,
            new - introduced,
            reviews - (len(shown) - introduced),
            frozenset(shown),
            frozenset(),
            last_topic,
        )
        chosen = choose_next(running, due, fresh, today, seed=str(day))
        if chosen is None:
            break
        n, card = chosen.fact, cards[chosen.fact]
        rating = _rated(card, day, random, lived)
        state = outcomes(card, at=now, day=day, rules=rules, seed=f"{n}", load=load)[rating].state
        cards[n], now, last_topic = state, now + SECONDS, chosen.topic
        introduced += card.phase is Phase.NEW
        shown.add(n)
        fresh = [one for one in fresh if one.fact != n]
        waiting.pop(n, None)
        if state.due_at:
            waiting[n] = _candidate(n, state)
        if load is not None:
            load[card.due_day] -= card.due_day is not None
            load[state.due_day] += state.due_day is not None
    lived.asked.append(len(shown) - introduced)
    lived.new.append(introduced)


def _candidate(n: int, card: CardState) -> Candidate:
    return Candidate(n, n, card.due_at, f"topic{n // 7}")


def _recall(card: CardState, day: date) -> float:
    gap = (day - card.last_day).days if card.last_day else 0
    return recall_probability(card.memory.stability, gap) if card.memory else 1.0


def _rated(card: CardState, day: date, random: Random, lived: Lived) -> Rating:
    """How the learner rates: forgotten with the chance that FSRS gives, else one of the better three."""
    if card.memory is None or card.last_day is None:
        return random.choices(FIRST, FIRST_SHARES)[0]
    if card.phase is not Phase.REVIEW:
        return Rating.GOOD
    chance = recall_probability(card.memory.stability, (day - card.last_day).days)
    known = random.random() < chance
    lived.right.append(known)
    lived.predicted.append(chance)
    return random.choices(KNOWN, KNOWN_SHARES)[0] if known else Rating.AGAIN


def spread(counts: list[int]) -> float:
    """How much days differ from the fortnight around them, so that the growth of a course counts for nothing."""
    return pstdev(count - fmean(counts[max(place - 7, 0) : place + 8]) for place, count in enumerate(counts))


# Days, retention and new cards a day. The quick run is too short for days to be compared.
QUICK = pytest.param(75, 0.9, 16, id="75 days at 0.9")
LONG = [
    pytest.param(180, retention, 12, id=f"180 days at {retention}", marks=pytest.mark.slow)
    for retention in (0.85, 0.9, 0.95)
]
SETTLED = 45
"""Days after which a course has grown into its rhythm."""


@pytest.fixture(scope="module")
def lives():
    """Lives that two tests look at, each lived once."""
    return {}


def lived(lives, days: int, retention: float, new: int, *, balanced: bool) -> Lived:
    key = (days, retention, new, balanced)
    if key not in lives:
        lives[key] = live(days, retention=retention, balanced=balanced, new=new)
    return lives[key]


@pytest.mark.parametrize(("days", "retention", "new"), [QUICK, *LONG])
def test_a_learner_who_forgets_as_fsrs_says_reaches_the_desired_retention_within_the_daily_limits(
    lives, days: int, retention: float, new: int
) -> None:
    life = lived(lives, days, retention, new, balanced=True)
    assert abs(fmean(life.right) - retention) <= 0.02
    assert abs(fmean(life.predicted) - retention) <= 0.02
    assert len(life.right) > 20 * days
    assert max(life.new) == new
    assert max(life.asked) <= 200
    assert sum(life.new) == days * new
    assert life.left == [0] * days


@pytest.mark.parametrize(("days", "retention", "new"), LONG)
def test_load_balancing_makes_days_more_alike_by_a_third_than_fuzz_alone(
    lives, days: int, retention: float, new: int
) -> None:
    even = lived(lives, days, retention, new, balanced=True).due[SETTLED:]
    uneven = lived(lives, days, retention, new, balanced=False).due[SETTLED:]
    assert spread(even) <= 0.7 * spread(uneven)
    assert abs(fmean(even) / fmean(uneven) - 1) < 0.1


def test_a_daily_limit_holds_and_leaves_the_rest_for_later() -> None:
    life = live(40, retention=0.9, new=10, reviews=15)
    assert max(life.asked) == 15
    assert life.left[-1] > 0
