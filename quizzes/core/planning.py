"""Drawing questions for a practice quiz."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence


def plan_practice(pool: Iterable[tuple[int, int]], *, count: int, seed: int) -> tuple[int, ...]:
    """Draw up to ``count`` question ids from ``pool``, pairs of (fact id, question id).

    Uniform over facts, then over a fact's questions, and never two questions on one fact. The same
    pool and seed give the same questions in the same order.
    """
    by_fact: dict[int, list[int]] = {}
    for fact, question in sorted(pool):
        by_fact.setdefault(fact, []).append(question)
    draw = random.Random(seed)
    facts = draw.sample(sorted(by_fact), k=min(count, len(by_fact)))
    return tuple(draw.choice(by_fact[fact]) for fact in facts)


def plan_drill(pool: Iterable[tuple[int, int]], *, count: int, seed: int) -> tuple[int, ...]:
    """Draw up to ``count`` question ids from ``pool``, pairs of (fact id, question id), the facts in turn.

    A fact may be asked in every way there is. The same pool and seed give the same questions in the same order.
    """
    by_fact: dict[int, list[int]] = {}
    for fact, question in sorted(pool):
        by_fact.setdefault(fact, []).append(question)
    draw = random.Random(seed)
    facts = draw.sample(sorted(by_fact), k=len(by_fact))
    orders = [draw.sample(by_fact[fact], k=len(by_fact[fact])) for fact in facts]
    turns = max((len(order) for order in orders), default=0)
    drawn = [order[turn] for turn in range(turns) for order in orders if turn < len(order)]
    return tuple(drawn[:count])


def option_order(positions: Sequence[int], *, seed: int) -> tuple[int, ...]:
    """The positions in the order in which a learner sees them."""
    return tuple(random.Random(seed).sample(list(positions), k=len(positions)))
