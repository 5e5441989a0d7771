"""The log of a card, and the card that it makes: what is stored of a card is only a cache of this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from learn.core.memory import DEFAULT_WEIGHTS, Weights
from learn.core.scheduling import Answer, CardState, Placement, apply_answer


class EventKind(StrEnum):
    """What a row of a card's log records."""

    ANSWER = "answer"
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    NOTED = "noted"
    """The learner was shown that the fact says something else than what they learnt."""
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Event:
    """A row of a card's log. An ANSWER has ``placement``; an UNDO names by ``undoes`` the number of the row it takes back.

    Logs of two accounts that became one stand in one order of time, so no row goes by what stands before it.
    """

    number: int
    kind: EventKind
    answer: Answer
    placement: Placement | None = None
    undoes: int | None = None
    content_hash: str = ""
    """What the fact said then; empty where nothing was told."""


def standing_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that no UNDO took back, in order, without the undos."""
    undone = {event.undoes for event in events if event.kind is EventKind.UNDO}
    return tuple(e for e in events if e.kind is not EventKind.UNDO and e.number not in undone)


@dataclass(frozen=True, slots=True)
class Step:
    """A standing event, and the card as it was before and after it."""

    event: Event
    before: CardState
    after: CardState


def steps(events: Sequence[Event], *, weights: Weights = DEFAULT_WEIGHTS) -> Iterator[Step]:
    """What each standing event of a log did to the card, in order."""
    state = CardState()
    for event in standing_events(events):
        after = _apply(state, event, weights)
        yield Step(event, state, after)
        state = after


def replay(events: Sequence[Event], *, weights: Weights = DEFAULT_WEIGHTS) -> CardState:
    """The card that a log makes, under the weights of today: a change of weights changes what is remembered,
    never when a card is due.
    """
    state = CardState()
    for step in steps(events, weights=weights):
        state = step.after
    return replace(state, version=len(events))


def _apply(state: CardState, event: Event, weights: Weights) -> CardState:
    match event.kind:
        case EventKind.ANSWER:
            if event.placement is None:
                raise ValueError("An answer without a placement cannot be replayed.")
            after = apply_answer(state, event.answer, event.placement, weights=weights)
            return replace(after, learnt_hash=event.content_hash or state.learnt_hash)
        case EventKind.NOTED:
            return replace(state, learnt_hash=event.content_hash)
        case EventKind.SUSPEND:
            return replace(state, suspended=True)
        case EventKind.RESUME:
            return replace(state, suspended=False, leech=False)
        case EventKind.BURY:
            return replace(state, buried_on=event.answer.day)
    raise ValueError(f"{event.kind} is no event of its own.")
