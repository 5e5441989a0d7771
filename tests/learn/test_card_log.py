"""A card is what its log says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from learn.core.log import Event, EventKind, replay
from learn.core.memory import DEFAULT_WEIGHTS, Rating
from learn.core.scheduling import Answer, CardState, Rules, answer_card

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


def history(steps: list[tuple[int, int, int]]) -> tuple[list[Event], CardState]:
    """The log of a card answered after so many days, and the card as each answer left it."""
    state, events, day, at = CardState(), [], DAY, NOW
    for number, (gap, rating, options) in enumerate(steps, start=1):
        day, at = day + timedelta(days=gap), at + timedelta(days=gap)
        answer = Answer(at, day, Rating(rating), options)
        outcome = answer_card(state, answer, rules=Rules(fuzz=False))
        events.append(Event(number, EventKind.ANSWER, answer, outcome.placement))
        state = outcome.state
    return events, state


STEPS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 4), st.sampled_from((0, 3, 4))), min_size=1, max_size=25
)


@given(STEPS)
def test_replaying_the_log_makes_the_very_card(steps: list[tuple[int, int, int]]) -> None:
    events, state = history(steps)
    assert replay(events) == state


@given(STEPS, st.integers(1, 5))
def test_undoing_the_last_answers_makes_the_card_as_it_was_before_them(
    steps: list[tuple[int, int, int]], count: int
) -> None:
    events, _state = history(steps)
    kept = len(events) - min(count, len(events))
    undos = [
        Event(len(events) + i + 1, EventKind.UNDO, events[-1].answer, undoes=events[-1 - i].number)
        for i in range(len(events) - kept)
    ]
    assert replay([*events, *undos]) == replace(replay(events[:kept]), version=len(events) + len(undos))


def test_a_card_is_set_aside_and_taken_up_again() -> None:
    events, state = history([(0, 4, 0)])
    later = replace(events[0].answer, day=DAY + timedelta(days=1))
    suspended = [*events, Event(2, EventKind.SUSPEND, later)]
    assert replay(suspended) == replace(state, suspended=True, version=2)
    assert replay([*suspended, Event(3, EventKind.RESUME, later)]) == replace(state, version=3)
    assert replay([*events, Event(2, EventKind.BURY, later)]).buried_on == later.day


def test_other_weights_change_what_is_remembered_and_never_when_it_is_due() -> None:
    events, state = history([(0, 3, 0), (0, 3, 0), (4, 3, 0), (12, 2, 0)])
    weights = tuple(
        weight * 1.1 if place in (0, 1, 2, 3) else weight for place, weight in enumerate(DEFAULT_WEIGHTS)
    )
    other = replay(events, weights=weights)
    assert other.memory != state.memory
    assert replace(other, memory=state.memory) == state
