"""Pieces set into the HTML of a note at its lines, and two languages of a note side by side.

Both work on what ``content.core.rendering`` wrote: elements with ``data-lines``, headings with an id at the top level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.core.document import Span

_ELEMENT = re.compile(r'<([a-z]+[1-6]?)\b[^<>]*\bdata-lines="(\d+)-(\d+)"[^<>]*>')
_CELL = re.compile(r"<t[hd]\b[^<>]*>")
_HEADING = re.compile(r'<h[2-6]\b[^<>]*\bid="([^"]*)"')
_ID = re.compile(r'(<[a-z][^<>]*?) id="[^"]*"')
_NO_PLACE = re.compile(r"h[1-6]|hr|table")
"""A heading is quoted elsewhere, a rule is empty, and a table holds only rows."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An element that shows ``lines``; what is set in comes first in it, at ``position`` in the HTML."""

    lines: Span
    position: int


def anchors(html: str) -> tuple[Anchor, ...]:
    """Every element into which something can be set, in the order of the page."""
    found = []
    for element in _ELEMENT.finditer(html):
        if _NO_PLACE.fullmatch(element[1]):
            continue
        inner = _CELL.search(html, element.end()) if element[1] == "tr" else element
        if inner is not None:
            found.append(Anchor((int(element[2]), int(element[3])), inner.end()))
    return tuple(found)


def anchor_of(places: Sequence[Anchor], lines: Span) -> Anchor | None:
    """The smallest element that shows any of ``lines``, the first of equals; None where none does."""
    first, last = lines
    near = [place for place in places if place.lines[0] <= last and place.lines[1] >= first]
    return min(near, key=lambda place: place.lines[1] - place.lines[0], default=None)


def room_below(html: str, lines: Span) -> int | None:
    """Where a block about ``lines`` can be set in: below the smallest element that shows them; None where none does.

    That is after a paragraph, at the end of what an item of a list says itself, and after the whole of a table.
    """
    first, last = lines
    near = [
        one
        for one in _ELEMENT.finditer(html)
        if not _NO_PLACE.fullmatch(one[1]) and int(one[2]) <= last and int(one[3]) >= first
    ]
    if not near:
        return None
    element = min(near, key=lambda one: int(one[3]) - int(one[2]))
    if element[1] == "tr":
        table = html.find("</table>", element.end())
        return table + len("</table></div>") if table >= 0 else None
    depth = 1
    for tag in re.compile(rf"<(/?){element[1]}\b[^<>]*>").finditer(html, element.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start() if element[1] == "li" else tag.end()
    return None


def set_in(html: str, pieces: Iterable[tuple[int, str]]) -> str:
    """The HTML with each piece set in at its position."""
    parts, reached = [], 0
    for position, piece in sorted(pieces):
        parts += [html[reached:position], piece]
        reached = position
    return "".join((*parts, html[reached:]))


def align(left: str, right: str) -> list[tuple[str, str]]:
    """Two renderings cut at the headings they share in the same order, so that each row has what belongs together.

    A heading that stands in one only stays in the row above it. No text is lost.
    """
    lefts, rights = _cut(left), _cut(right)
    order = {name: place for place, (name, _part) in enumerate(rights)}
    shared: set[str] = set()
    reached = 0
    for name, _part in lefts[1:]:
        if order.get(name, 0) > reached:
            shared.add(name)
            reached = order[name]
    return list(zip(_rows(lefts, shared), _rows(rights, shared), strict=True))


def without_ids(html: str) -> str:
    """The HTML without ids, for a page that shows the same ids in another language already."""
    return _ID.sub(r"\1", html)


def _cut(html: str) -> list[tuple[str, str]]:
    """The parts of a rendering by the heading they begin with; the first has none."""
    parts, name, start = [], "", 0
    for found in _HEADING.finditer(html):
        parts.append((name, html[start : found.start()]))
        name, start = found[1], found.start()
    return [*parts, (name, html[start:])]


def _rows(parts: list[tuple[str, str]], shared: set[str]) -> list[str]:
    rows: list[str] = []
    for name, part in parts:
        if not rows or name in shared:
            rows.append(part)
        else:
            rows[-1] += part
    return rows
