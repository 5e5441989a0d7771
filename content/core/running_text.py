"""Running text: list items, quotes and paragraphs, with the lines that wrap on from them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.core.document import BlockKind
from content.core.lineshapes import (
    ends_sentence,
    indent_of,
    is_generic_heading,
    join_text,
    key_value,
    list_marker,
)
from content.core.pieces import MAX_LINE, Piece, PieceReader

MAX_DEPTH = 12

_QUOTE_MARKS = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")


@dataclass(slots=True)
class RunningTextReader(PieceReader):
    """Reads the text between headings, tables, code and the like."""

    def _take_item(self, line: str) -> bool:
        marker = list_marker(line)
        if marker is None or (marker.ordered and not self._starts_numbering(marker.number)):
            return False
        while self.indents and marker.indent <= self.indents[-1] - 1:
            self.indents.pop()
        if not self.indents or marker.indent > self.indents[-1] + 1:
            if len(self.indents) < MAX_DEPTH:
                self.indents.append(marker.indent)
            else:
                self._remark(
                    "deep-list", f"The list is nested deeper than {MAX_DEPTH} levels; it is flattened here."
                )
        piece = self._add(BlockKind.LIST_ITEM, 1, marker.text)
        piece.level, piece.ordered = len(self.indents) - 1, marker.ordered
        pair = key_value(marker.text)
        if pair is not None:
            piece.key, piece.value = pair
        return True

    def _starts_numbering(self, number: int) -> bool:
        """Inside running text only ``1.`` starts a numbered list: a wrapped line may begin with ``42.``"""
        return number <= 1 or bool(self.indents) or not self._in_paragraph()

    def _take_continuation(self, line: str) -> bool:
        """A line indented under a list item, at most one blank line below it, belongs to the item."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind is not BlockKind.LIST_ITEM or not self.indents:
            return False
        gap = self.position - last.last
        indented = indent_of(line) > 0 and gap <= 2
        above = self.lines[last.last - 1]
        quoted = line.lstrip().startswith(">")
        lazy = gap == 0 and not quoted and self.wrapping.continues(above, line, blank_between=False)
        if not (indented or lazy):
            if not indent_of(line):
                self.indents.clear()
            return False
        joined = not quoted and self.wrapping.continues(above, line, blank_between=gap > 0)
        text = _QUOTE_MARKS.sub("", line, count=1).strip() if quoted else line.strip()
        if last.key and joined and "\n" not in last.plain:
            last.value = join_text(last.value, text)
        last.plain = join_text(last.plain, text) if joined else f"{last.plain}\n{text}"
        last.last = self.position + 1
        self.position += 1
        return True

    def _take_quote(self, line: str) -> bool:
        if not line.lstrip().startswith(">"):
            return False
        count = 1
        while self._line(count).lstrip().startswith(">") and len(self._line(count)) <= MAX_LINE:
            count += 1
        rows = [
            _QUOTE_MARKS.sub("", row, count=1).strip()
            for row in self.lines[self.position : self.position + count]
        ]
        self._add(BlockKind.QUOTE, count, self.wrapping.join(rows))
        self.indents.clear()
        return True

    def _take_paragraph(self, line: str) -> bool:
        self.indents.clear()
        text = line.strip()
        last = self.pieces[-1] if self.pieces else None
        adjacent = last is not None and last.last == self.position
        above = self._line(-1)
        if (
            last is not None
            and adjacent
            and last.kind in (BlockKind.PARAGRAPH, BlockKind.KEY_VALUE)
            and len(above) <= MAX_LINE
        ):
            pair = key_value(text)
            joined = self.wrapping.continues(above, line, blank_between=False)
            if pair is not None and (ends_sentence(above) or not self.wrapping.width):
                joined = False  # A long line by its own choice is followed by a pair of its own.
            if joined or (pair is None and last.kind is BlockKind.PARAGRAPH):
                self._extend(last, text, joined=joined)
                return True
        pair = key_value(text)
        piece = self._add(BlockKind.PARAGRAPH if pair is None else BlockKind.KEY_VALUE, 1, text)
        if pair is not None:
            piece.key, piece.value = pair
        elif last is not None and not adjacent:
            self._join_across_blank(last, piece)
        return True

    def _extend(self, piece: Piece, text: str, *, joined: bool) -> None:
        piece.plain = join_text(piece.plain, text) if joined else f"{piece.plain}\n{text}"
        if piece.key:
            piece.value = join_text(piece.value, text)
        self.position += 1
        piece.last = self.position

    def _join_across_blank(self, above: Piece, piece: Piece) -> None:
        """Undo a hard wrap that left a blank line between the two halves of a sentence."""
        if above.kind not in (BlockKind.PARAGRAPH, BlockKind.KEY_VALUE) or piece.first - above.last != 2:
            return
        last_line = self.lines[above.last - 1]
        if len(last_line) > MAX_LINE or ends_sentence(last_line) or is_generic_heading(piece.plain[:60]):
            return
        if self.wrapping.continues(last_line, self.lines[piece.first - 1], blank_between=True):
            above.plain = join_text(above.plain, piece.plain)
            if above.key:
                above.value = join_text(above.value, piece.plain)
            above.last = piece.last
            self.pieces.pop()
