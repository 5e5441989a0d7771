"""What an answer does to a card: steps of minutes while it is learnt, then days chosen by FSRS.

FSRS takes whole days, so the minute steps are the card's own state, as are lapses, leeches and burying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random

from learn.core.memory import (
    DEFAULT_WEIGHTS,
    LONGEST_INTERVAL,
    Memory,
    Rating,
    Weights,
    interval_days,
    next_memories,
    next_memory,
)

LEECH_LAPSES, LEECH_AGAIN = 8, 4
"""Lapses that make a card a leech, and how many more until it is called one again."""

# How far around an interval it may be moved: a share of each stretch of days, as in Anki's scheduler.
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
_EVENNESS = 4
"""How much rarer a day twice as full is chosen, as a power of two: found by simulating half a year of study."""


class Phase(StrEnum):
    """Where a card stands."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Rules:
    """How cards of one course are scheduled for one learner."""

    retention: float = 0.9
    weights: Weights = DEFAULT_WEIGHTS
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    fuzz: bool = True


@dataclass(frozen=True, slots=True)
class CardState:
    """One learner's card. ``due_at`` is set while steps of minutes run, ``due_day`` while days do."""

    phase: Phase = Phase.NEW
    memory: Memory | None = None
    step: int = 0
    due_at: datetime | None = None
    due_day: date | None = None
    last_day: date | None = None
    first_day: date | None = None
    lapses: int = 0
    leech: bool = False
    suspended: bool = False
    buried_on: date | None = None
    learnt_hash: str = ""
    """What the fact said when it was last answered, or its change was noted."""
    version: int = 0
    """How many rows of its log made it what it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer at an aware moment on a study day; ``options`` as in ``next_memory``."""

    at: datetime
    day: date
    rating: Rating
    options: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an answer puts a card: after ``wait`` while steps of minutes run, else after ``days``."""

    phase: Phase
    step: int = 0
    wait: timedelta | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The card after an answer, and where the answer put it."""

    state: CardState
    placement: Placement


def answer_card(state: CardState, answer: Answer, *, rules: Rules, days: int | None = None) -> Outcome:
    """The card after ``answer``; ``days`` in place of the interval that memory asks for."""
    memory = _memory_after(state, answer, rules.weights)
    placement = _placement(state, answer.rating, rules)
    if placement.wait is None:
        wanted = interval_days(memory.stability, retention=rules.retention, weights=rules.weights)
        placement = replace(placement, days=days or whole_days(wanted))
    return Outcome(_after(state, answer, memory, placement), placement)


def apply_answer(
    state: CardState, answer: Answer, placement: Placement, *, weights: Weights = DEFAULT_WEIGHTS
) -> CardState:
    """The card after an answer of the past, which put it where ``placement`` says."""
    return _after(state, answer, _memory_after(state, answer, weights), placement)


def _memory_after(state: CardState, answer: Answer, weights: Weights) -> Memory:
    days = _gap(state, answer.day)
    return next_memory(state.memory, answer.rating, days=days, weights=weights, options=answer.options)


def _gap(state: CardState, day: date) -> int:
    """Study days since the card was answered last."""
    return (day - state.last_day).days if state.last_day else 0


def _after(state: CardState, answer: Answer, memory: Memory, placement: Placement) -> CardState:
    lapsed = state.phase is Phase.REVIEW and answer.rating is Rating.AGAIN
    days = placement.days
    return CardState(
        phase=placement.phase,
        memory=memory,
        step=placement.step,
        due_at=answer.at + placement.wait if placement.wait is not None else None,
        due_day=answer.day + timedelta(days=days) if days is not None else None,
        last_day=answer.day,
        first_day=state.first_day or answer.day,
        lapses=state.lapses + lapsed,
        leech=state.leech or becomes_leech(state, answer.rating),
        suspended=state.suspended,
        buried_on=None,
        learnt_hash=state.learnt_hash,
        version=state.version + 1,
    )


def outcomes(
    state: CardState,
    *,
    at: datetime,
    day: date,
    rules: Rules,
    seed: str,
    load: Mapping[date, int] | None = None,
    options: int = 0,
) -> dict[Rating, Outcome]:
    """What each rating would do, with intervals fuzzed and balanced; a better rating is never due earlier.

    ``seed`` names the card; the same card at the same version gets the same fuzz. ``load`` says how many cards
    are due on which day already.
    """
    memories = next_memories(state.memory, days=_gap(state, day), weights=rules.weights, options=options)
    mark = Random(f"{seed}:{state.version}").random() if rules.fuzz else 0.0
    found: dict[Rating, Outcome] = {}
    least = 1
    for rating, memory in memories.items():
        placement = _placement(state, rating, rules)
        if placement.wait is None:
            days = whole_days(
                interval_days(memory.stability, retention=rules.retention, weights=rules.weights)
            )
            if rules.fuzz:
                days = _chosen_day(days, day, mark, load or {}, least)
            least = max(days, least)
            placement = Placement(placement.phase, placement.step, None, least)
        after = _after(state, Answer(at, day, rating, options), memory, placement)
        found[rating] = Outcome(after, placement)
    return found


def becomes_leech(state: CardState, rating: Rating) -> bool:
    """Whether an answer makes a card a leech, or once more one."""
    return state.phase is Phase.REVIEW and rating is Rating.AGAIN and is_leech_at(state.lapses + 1)


def is_leech_at(lapses: int) -> bool:
    """Whether this lapse makes a card a leech: the eighth, then every fourth."""
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0


def whole_days(days: float) -> int:
    """An interval in whole days, at least one."""
    return min(max(round(days), 1), LONGEST_INTERVAL)


def fuzz_range(interval: int) -> tuple[int, int]:
    """The first and last day to which an interval of ``interval`` days may be moved."""
    if interval < 2.5:
        return interval, interval
    reach = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in _FUZZ)
    return max(round(interval - reach), 2), min(round(interval + reach), LONGEST_INTERVAL)


def _chosen_day(interval: int, day: date, mark: float, load: Mapping[date, int], least: int) -> int:
    """One of the days that the fuzz allows, the fuller the rarer; one ``mark`` from 0 to 1, so that ratings stay in order."""
    first, last = fuzz_range(interval)
    days = range(max(first, least), max(last, least) + 1)
    if len(days) == 1:
        return days[0]
    weights = [1 / (1 + load.get(day + timedelta(days=one), 0)) ** _EVENNESS for one in days]
    mark *= sum(weights)
    for one, weight in zip(days, weights, strict=True):
        mark -= weight
        if mark < 0:
            return one
    return days[-1]


def _placement(state: CardState, rating: Rating, rules: Rules) -> Placement:
    """Where a rating puts a card, its days left open."""
    if state.phase is Phase.REVIEW:
        if rating is Rating.AGAIN and rules.relearning_steps:
            return Placement(Phase.RELEARNING, 0, rules.relearning_steps[0])
        return Placement(Phase.REVIEW)
    relearning = state.phase is Phase.RELEARNING
    steps = rules.relearning_steps if relearning else rules.learning_steps
    phase = Phase.RELEARNING if relearning else Phase.LEARNING
    step = min(state.step, len(steps) - 1)
    if not steps or rating is Rating.EASY or (rating is Rating.GOOD and step + 1 >= len(steps)):
        return Placement(Phase.REVIEW)
    if rating is Rating.AGAIN:
        return Placement(phase, 0, steps[0])
    if rating is Rating.GOOD:
        return Placement(phase, step + 1, steps[step + 1])
    return Placement(phase, step, _hard_wait(steps, step))


def _hard_wait(steps: Sequence[timedelta], step: int) -> timedelta:
    """Hard repeats a step; at the first it waits between the first two, or half as long again."""
    if step:
        return steps[step]
    return (steps[0] + steps[1]) / 2 if len(steps) > 1 else steps[0] * 1.5
