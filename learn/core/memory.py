"""How strongly a fact is remembered: FSRS-6, computed by its authors' own Rust code.

Stability is the number of days after which recall has fallen to 90 %; difficulty is between 1 and 10. The formulas
are those of FSRS-6 (Ye, Su and Cao 2022 and the project's wiki); days are whole study days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState, NextStates

Weights = tuple[float, ...]
"""The 21 weights of FSRS-6."""

DEFAULT_WEIGHTS: Weights = tuple(DEFAULT_PARAMETERS)
LEAST_STABILITY = 0.001
LONGEST_INTERVAL = 36_500
"""Days."""


class Rating(IntEnum):
    """How well something was recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_NAMES = {rating: rating.name.lower() for rating in Rating}


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows of one card. ``stability`` in days, ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float


def next_memory(
    memory: Memory | None, rating: Rating, *, days: int, weights: Weights = DEFAULT_WEIGHTS, options: int = 0
) -> Memory:
    """The memory after an answer ``days`` study days after the last one; None stands for nothing learnt yet.

    ``options`` is the number of options it was recognised among, 0 when it was recalled. Recognition counts less:
    ``S' = S + (1 - 1/k)(S_good - S)``, difficulty as Good; a first one starts from what Again would give. A wrong
    choice is Again.
    """
    return _memory_after(_states(memory, days, weights), memory, rating, options)


def next_memories(
    memory: Memory | None, *, days: int, weights: Weights = DEFAULT_WEIGHTS, options: int = 0
) -> dict[Rating, Memory]:
    """``next_memory`` for each rating, for little more than the price of one."""
    states = _states(memory, days, weights)
    return {rating: _memory_after(states, memory, rating, options) for rating in Rating}


def _states(memory: Memory | None, days: int, weights: Weights) -> NextStates:
    before = MemoryState(memory.stability, memory.difficulty) if memory else None
    return _scheduler(weights).next_states(before, 0.9, max(days, 0))


def _memory_after(states: NextStates, memory: Memory | None, rating: Rating, options: int) -> Memory:
    after = getattr(states, _NAMES[rating]).memory
    if options < 2 or rating is Rating.AGAIN:
        return Memory(after.stability, after.difficulty)
    good = states.good.memory
    start = memory.stability if memory else states.again.memory.stability
    return Memory(start + (1 - 1 / options) * (good.stability - start), good.difficulty)


def recall_probability(stability: float, days: float, *, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """The chance of recall after ``days``: ``(1 + F t / S) ** -w20``, where F makes it 0.9 at ``t = S``."""
    decay, factor = _curve(weights[20])
    return float((1 + factor * max(days, 0.0) / stability) ** decay)


def interval_days(stability: float, *, retention: float, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """After how many days recall will have fallen to ``retention``: the inverse of ``recall_probability``."""
    decay, factor = _curve(weights[20])
    return float(stability / factor * (retention ** (1 / decay) - 1))


@lru_cache(maxsize=256)
def _curve(weight: float) -> tuple[float, float]:
    """The exponent of the forgetting curve, and the factor that makes it 0.9 at ``t = S``."""
    return -weight, float(0.9 ** (-1 / weight) - 1)


@lru_cache(maxsize=256)
def _scheduler(weights: Weights) -> FSRS:
    return FSRS(list(weights))
