"""Where in a note a reader is best told of a mistake that is often made about one of its terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.core.document import Span
from content.core.search_text import index_tokens
from content.core.terms import WrongClaim

_NEAR = 0.35
"""From which share of a correction's words on a line is about the same; below it the definition is the place."""
_SAME = 0.65
"""From which share on the line says the correction itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What some lines of a note say of a term; ``defines`` where they say what it is."""

    term: str
    lines: Span
    text: str
    defines: bool


def place_corrections(
    wrong: Iterable[WrongClaim], statements: Iterable[Statement], *, language: str
) -> list[tuple[Span, str]]:
    """The corrections of ``wrong`` in ``language`` that belong into a note, each with the lines to tell it at.

    Only a note that defines the term is the place for it: there the line that shares most words with the correction,
    or the definition where none is near. A correction that the note itself gives is left out.
    """
    said: dict[str, dict[Span, set[str]]] = {}
    home: dict[str, Span] = {}
    for one in statements:
        said.setdefault(one.term, {}).setdefault(one.lines, set()).update(index_tokens(one.text))
        if one.defines:
            home.setdefault(one.term, one.lines)
    placed = []
    for claim in wrong:
        text = (claim.en or claim.zh) if language == "en" else (claim.zh or claim.en)
        words = set(index_tokens(text))
        if claim.term not in home or not words:
            continue
        shares = {lines: len(words & tokens) / len(words) for lines, tokens in said[claim.term].items()}
        nearest = max(shares, key=lambda lines: (shares[lines], -lines[0]))
        if shares[nearest] < _SAME:
            placed.append((nearest if shares[nearest] >= _NEAR else home[claim.term], text))
    return placed
