"""A fact that says something else than it did: whether it does, and which words are others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from content.core.identity import claim_form

# Chinese has no spaces between words: character by character shows more than it hides.
_WORDS = re.compile(r"[^\W\u3400-\u9fff]+|\s+|.", re.DOTALL)
MOST_WORDS = 2_000
_ISLAND = 2
"""Words alike between two that differ are marked with them when they are no longer than this."""


@dataclass(frozen=True, slots=True)
class Told:
    """How a fact is told in one language: the faces of its card, and the lines of the note."""

    front: str
    back: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether the other text has something else in its place."""

    text: str
    changed: bool


def says_otherwise(before: Told, after: Told) -> bool:
    """Whether two tellings in one language claim different things, on the card and in the note.

    Punctuation, markup and letter case claim nothing. Faces alone may change with our own wording, lines alone with
    something else that stands in them.
    """
    cards = [(claim_form(told.front), claim_form(told.back)) for told in (before, after)]
    notes = [claim_form("\n".join(told.lines)) for told in (before, after)]
    return cards[0] != cards[1] and notes[0] != notes[1]


def compare(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces that join to the whole, with the words marked that the other has not.

    Texts of more than ``MOST_WORDS`` are marked whole: comparing takes time that grows with the square of the words.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _pieces(old, ()), _pieces(new, ())
    alike = [
        block
        for block in SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
        if block.size > _ISLAND or (block.size and _at_an_end(block.a, block.size, old))
    ]
    return (
        _pieces(old, [(block.a, block.size) for block in alike]),
        _pieces(new, [(block.b, block.size) for block in alike]),
    )


def _at_an_end(start: int, size: int, words: Sequence[str]) -> bool:
    return start == 0 or start + size == len(words)


def _pieces(words: Sequence[str], alike: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    found, place = [], 0
    for start, size in (*alike, (len(words), 0)):
        found.append(Piece("".join(words[place:start]), changed=True))
        found.append(Piece("".join(words[start : start + size]), changed=False))
        place = start + size
    return tuple(piece for piece in found if piece.text)
