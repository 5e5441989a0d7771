"""Levels, ids and paths of headings."""

from __future__ import annotations

import re

from content.core.document import BlockKind, Heading
from content.core.lineshapes import HEADING_WIDTH, heading_like, is_generic_heading, list_marker
from content.core.names import asks_what_is, heading_name
from content.core.scanning import Piece
from content.core.text import display_width, match_form

_NUMBERING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,5}[.、．]?\s*(?=\D)|[一二三四五六七八九十]{1,3}[、．.]\s*|[（(][一二三四五六七八九十]{1,3}[）)]\s*)"
)
_NOT_SLUG = re.compile(r"[^\w]+")
_BARE_STOPS = re.compile(r"[，。：；,;:|<>={}]|https?")
_FILE_LIKE = re.compile(r"[\w-]*[a-z0-9][.][\w.-]*[a-z]\w*$")


def find_bare_headings(pieces: list[Piece], lines: list[str]) -> None:
    """Turn lone short lines into headings, in a note that marks none.

    Generic ones hang under the last real one; 什么是 X below another heading than X is a real one.
    """
    if any(piece.kind is BlockKind.HEADING for piece in pieces):
        return
    above = ""
    for index, piece in enumerate(pieces):
        if piece.kind is not BlockKind.PARAGRAPH or piece.first != piece.last:
            continue
        text = piece.plain
        if not _could_head(text) or not _stands_alone(piece, lines) or index == len(pieces) - 1:
            continue
        piece.kind = BlockKind.HEADING
        piece.heading_text = text
        name = heading_name(text)
        strange = name != text.rstrip("：: ") and match_form(name) not in match_form(above)
        piece.level = 2 if is_generic_heading(text) and not (strange and asks_what_is(text)) else 1
        above = text if piece.level == 1 else above


def _could_head(text: str) -> bool:
    return (
        display_width(text) <= HEADING_WIDTH
        and not _BARE_STOPS.search(text)
        and heading_like(text.rstrip("？?"))
        and not _FILE_LIKE.fullmatch(text)
        and not text.startswith(("!", "[", "(", "（", "`"))
        and any(character.isalpha() for character in text)
    )


def _stands_alone(piece: Piece, lines: list[str]) -> bool:
    above = lines[piece.first - 2] if piece.first > 1 else ""
    below = lines[piece.last] if piece.last < len(lines) else ""
    return not above.strip() and not below.strip()


def level_numbered(pieces: list[Piece]) -> None:
    """Give numbered headings their level.

    ``2.1.3`` lies two below ``2``. A lone ``1. 构建镜像`` that does not carry on the outer numbering starts
    a series under the last real heading.
    """
    base = 1
    outer = 0
    inner = 0
    real = 0
    seen_number = False
    for piece in pieces:
        if piece.kind is not BlockKind.HEADING:
            continue
        number = _leading_number(piece.plain)
        if piece.key == "single":
            inner, outer = _series(number, inner, outer)
            piece.level = min(6, real + 1) if inner else base
            if not inner:
                real = piece.level
        elif piece.key == "numbered":
            piece.level, inner = min(6, base + piece.level - 1), 0
            real = piece.level
        elif piece.key == "chinese":
            piece.level = min(6, base + (piece.plain[0] in "（("))
            real, inner = piece.level, 0
        else:
            inner = 0
            if number:
                base, outer, seen_number = piece.level, number, True
            elif piece.level == 1 and not seen_number:
                base = 2
            elif seen_number and piece.level == base and real > base:
                # An unnumbered underlined heading among numbered ones belongs to the number above it.
                piece.level = min(6, real + 1)
            real = piece.level
        piece.key = ""


def _series(number: int, inner: int, outer: int) -> tuple[int, int]:
    if inner and number == inner + 1:
        return number, outer
    if number == outer + 1 and (number > 1 or not inner):
        return 0, number
    return number, outer


def _leading_number(text: str) -> int:
    marker = list_marker(text)
    return marker.number if marker is not None and marker.ordered else 0


class HeadingIds:
    """Hands out ids that are unique in one note; ids written by the author come first."""

    def __init__(self, explicit: list[str]) -> None:
        self._reserved = set(explicit)
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, explicit: str, text: str) -> str:
        """The written id if it is still free, else one made from the text."""
        if explicit and explicit not in self._used:
            self._used.add(explicit)
            return explicit
        stem = explicit or _NOT_SLUG.sub("-", match_form(text)).strip("-_")[:60] or "section"
        number = self._next.get(stem, 1)
        candidate = stem if number == 1 else f"{stem}-{number}"
        while candidate in self._used or candidate in self._reserved:
            number += 1
            candidate = f"{stem}-{number}"
        self._next[stem] = number + 1
        self._used.add(candidate)
        return candidate


def heading_words(text: str) -> str:
    """The text of a heading without its number and without a trailing colon."""
    bare = text.strip().strip("*").rstrip("：: \t")
    found = _NUMBERING.match(bare)
    words = bare[found.end() :].strip() if found else bare
    return words or bare


def open_path(stack: list[Heading], level: int) -> None:
    """Close the headings that a heading of ``level`` ends."""
    while stack and stack[-1].level >= level:
        stack.pop()
