"""Grading: how an item is answered, and whether an answer is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from quizzes.core.drafts import QuestionKind


class Shape(StrEnum):
    """How a question is answered."""

    CHOOSE = "choose"  # one option or several
    ORDER = "order"  # every option gets its place
    MATCH = "match"  # every option gets its partner


_SHAPES = {QuestionKind.ORDERING.value: Shape.ORDER, QuestionKind.MATCHING.value: Shape.MATCH}


def shape_of(kind: str) -> Shape:
    """How questions of ``kind`` are answered."""
    return _SHAPES.get(kind, Shape.CHOOSE)


def grade(correct: frozenset[int], chosen: frozenset[int]) -> bool:
    """All or nothing: right when exactly the correct choices were chosen, and at least one is correct."""
    return bool(correct) and correct == chosen


def right_arrangement(shape: Shape, places: Mapping[int, int]) -> tuple[int, ...]:
    """The right answer to an item that is arranged; ``places`` gives the place of each choice position.

    ORDER: choice positions in their right order. MATCH: for each choice, by position, the position of the
    choice whose partner it belongs to, which is its own.
    """
    return tuple(
        sorted(
            places,
            key=lambda position: (places[position], position) if shape is Shape.ORDER else (0, position),
        )
    )


def is_arrangement(shape: Shape, positions: Iterable[int], given: tuple[int, ...]) -> bool:
    """Whether ``given`` answers every choice: each place taken once, or each choice given some partner."""
    known = sorted(positions)
    return (
        sorted(given) == known
        if shape is Shape.ORDER
        else len(given) == len(known) and set(given) <= set(known)
    )
