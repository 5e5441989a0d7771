"""Questions written inside a note, with their options and the stated answer."""

from __future__ import annotations

from typing import NamedTuple

from content.core.document import Diagnostic, Quiz


class FoundQuiz(NamedTuple):
    """A question read from the lines up to ``end`` (0-based, exclusive); no ``quiz`` if it was refused."""

    quiz: Quiz | None
    end: int
    diagnostics: list[Diagnostic]


def read_quiz(lines: list[str], start: int) -> FoundQuiz | None:
    return None
