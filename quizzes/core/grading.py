"""Grading: whether an answer is right."""

from __future__ import annotations


def grade(correct: frozenset[int], chosen: frozenset[int]) -> bool:
    """All or nothing: right when exactly the correct choices were chosen, and at least one is correct."""
    return bool(correct) and correct == chosen
