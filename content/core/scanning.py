"""One pass over the lines of a note, from which come pieces: blocks that do not know their headings yet."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from content.core.document import BlockKind, Diagnostic, Quiz, Span, Table
from content.core.embedded import asks, lines_before_answers, read_quiz
from content.core.lineshapes import (
    atx_heading,
    ends_sentence,
    fence_of,
    heading_like,
    indent_of,
    is_generic_heading,
    is_residue,
    is_rule,
    join_text,
    key_value,
    list_marker,
    looks_like_code,
    multi_number,
    single_number,
    split_heading_id,
    underline_level,
)
from content.core.pipe_tables import read_table
from content.core.tables_glued import NameIndex, collect_names, has_glued_shape, split_header
from content.core.wrapping import Wrapping

MAX_LINE = 20_000
MAX_DEPTH = 12

_TAG_LINE = re.compile(
    r"\s*(?:</?(?:details|summary|div|p|br|center|span|a|hr)\b[^<>]*>\s*)+$", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_QUOTE_MARKS = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_CHINESE_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]\s*\S|[（(][一二三四五六七八九十]{1,3}[）)]\s*\S"
)


@dataclass(slots=True)
class Piece:
    """A block in the making. Line numbers are 1-based and inclusive, as in ``Block``."""

    kind: BlockKind
    first: int
    last: int
    plain: str
    level: int = 0
    ordered: bool = False
    key: str = ""
    value: str = ""
    heading_text: str = ""
    heading_id: str = ""
    table: Table | None = None
    names: tuple[str, ...] = ()
    quiz: Quiz | None = None

    @property
    def lines(self) -> Span:
        return self.first, self.last


@dataclass(slots=True)
class Scanner:
    """Reads pieces from ``lines``; ``position`` is the 0-based line to be read next."""

    lines: list[str]
    wrapping: Wrapping
    numbered: bool
    """Whether the note numbers its headings, so that ``2. 拉取镜像`` alone on its line may be one."""
    position: int = 0
    pieces: list[Piece] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    """Indents of the open list items, outermost first; empty outside lists."""
    near_answers: bytearray = field(init=False)
    names: NameIndex | None = None
    """Collected when the first candidate for a glued table is met."""

    def __post_init__(self) -> None:
        self.near_answers = lines_before_answers(self.lines)

    def run(self) -> None:
        """Read to the end."""
        takers: tuple[Callable[[str], bool], ...] = (
            self._take_long_line,
            self._take_fence,
            self._take_residue,
            self._take_html,
            self._take_quiz,
            self._take_atx,
            self._take_table,
            self._take_glued_table,
            self._take_setext,
            self._take_rule,
            self._take_numbered,
            self._take_item,
            self._take_continuation,
            self._take_quote,
            self._take_indented_code,
            self._take_paragraph,
        )
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if not line.strip():
                self.position += 1
                continue
            for take in takers:
                if take(line):
                    break

    # -- what surrounds a line -------------------------------------------------------------------------

    def _line(self, offset: int) -> str:
        """The line ``offset`` away, or an empty one outside the note."""
        index = self.position + offset
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def _stands_alone(self) -> bool:
        return not self._line(-1).strip() and not self._line(1).strip()

    def _remark(self, code: str, message: str, line: int | None = None) -> None:
        self.diagnostics.append(Diagnostic(line or self.position + 1, code, message))

    def _add(self, kind: BlockKind, count: int, plain: str) -> Piece:
        """Append a piece of ``count`` lines from the position, and move on."""
        piece = Piece(kind, self.position + 1, self.position + count, plain)
        self.pieces.append(piece)
        self.position += count
        return piece

    def _add_heading(self, count: int, level: int, raw: str, heading_text: str = "") -> None:
        raw, explicit = split_heading_id(raw)
        piece = self._add(BlockKind.HEADING, count, raw)
        piece.level, piece.heading_id = level, explicit
        piece.heading_text = heading_text or raw
        self.indents.clear()

    # -- takers: each reads one construct at the position, or returns False ----------------------------

    def _take_long_line(self, line: str) -> bool:
        if len(line) <= MAX_LINE:
            return False
        self._remark(
            "long-line",
            f"The line has {len(line)} characters; lines above {MAX_LINE} are kept as plain"
            " text. Break it into paragraphs.",
        )
        self._add(BlockKind.PARAGRAPH, 1, line.strip())
        self.indents.clear()
        return True

    def _take_fence(self, line: str) -> bool:
        marks = fence_of(line)
        if not marks:
            return False
        end = self.position + 1
        while end < len(self.lines):
            closing = fence_of(self.lines[end])
            if closing[:1] == marks[0] and len(closing) >= len(marks) and self.lines[end].strip() == closing:
                break
            end += 1
        body = self.lines[self.position + 1 : end]
        if end == len(self.lines):
            self._remark("open-fence", "The code fence is never closed; everything after it is read as code.")
        cut = indent_of(line)
        plain = "\n".join(row[min(cut, len(row) - len(row.lstrip())) :] for row in body)
        self._add(BlockKind.CODE, min(end + 1, len(self.lines)) - self.position, plain)
        return True

    def _take_residue(self, line: str) -> bool:
        if not is_residue(line):
            return False
        self._remark(
            "residue", f"The line “{line.strip()[:60]}” is left over from a web page; it is not shown."
        )
        self.position += 1
        return True

    def _take_html(self, line: str) -> bool:
        stripped = line.lstrip()
        if not stripped.startswith("<"):
            return False
        if stripped.startswith("<!--"):
            self._skip_comment()
            return True
        if _TAG_LINE.match(line):
            self._remark("html", f"The HTML tag {stripped.rstrip()[:40]} is not shown.")
            self.position += 1
            return True
        if stripped[:8].lower() == "<summary" and not line[-1:].isspace():
            self._add(BlockKind.PARAGRAPH, 1, html.unescape(_TAG.sub("", line)).strip())
            return True
        return False

    def _skip_comment(self) -> None:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if line.strip():
                self._remark("html", "The HTML comment is not shown.")
            self.position += 1
            if "-->" in line:
                return

    def _take_quiz(self, line: str) -> bool:
        if not self.near_answers[self.position] or (self._in_paragraph() and not asks(line.strip())):
            return False  # Too far from any answer, or in the middle of a paragraph that begins no stem.
        found = read_quiz(self.lines, self.position)
        if found is None:
            return False
        self.diagnostics.extend(remark for remark in found.diagnostics if remark not in self.diagnostics[-1:])
        if found.quiz is None:
            return False
        level, explicit = 0, ""
        heading = atx_heading(line)
        if heading is not None:
            level, explicit = heading[0], split_heading_id(heading[1])[1]
        piece = self._add(BlockKind.QUIZ, found.end - self.position, found.quiz.stem)
        piece.quiz, piece.level, piece.heading_id = found.quiz, level, explicit
        self.indents.clear()
        return True

    def _take_atx(self, line: str) -> bool:
        heading = atx_heading(line)
        if heading is None:
            return False
        level, text = heading
        if not split_heading_id(text)[0]:
            self._remark("empty-heading", "The heading has no text; it is not shown.")
            self.position += 1
            return True
        self._add_heading(1, level, text)
        return True

    def _take_table(self, line: str) -> bool:
        found = read_table(self.lines, self.position)
        if found is None:
            return False
        self.diagnostics.extend(found.diagnostics)
        piece = self._add(BlockKind.TABLE, found.length, "\n".join(found.plain))
        piece.table = found.table
        self.indents.clear()
        return True

    def _take_glued_table(self, line: str) -> bool:
        count = has_glued_shape(self.lines, self.position)
        if not count:
            return False
        self.names = self.names or collect_names(self.lines)
        first = self.position + 1
        names = split_header(line, self.names, first=first, last=first + count - 1)
        if not names:
            return False
        self._remark(
            "glued-table",
            f"The cells of this table ran together; its columns seem to be {', '.join(names)}."
            " Write it as a table with `|`.",
        )
        rows = self.lines[self.position : self.position + count]
        self._add(BlockKind.GLUED_TABLE, count, "\n".join(row.strip() for row in rows)).names = names
        self.indents.clear()
        return True

    def _take_setext(self, line: str) -> bool:
        below = self._line(1)
        level = underline_level(below) if below else 0
        if not level or indent_of(line) > 3 or line.rstrip().endswith(("？", "。")) or is_rule(line):
            return False
        marker = list_marker(line)
        numbered = marker is not None and marker.ordered and not marker.indent and not self._line(-1).strip()
        if (marker is not None and not numbered) or line.lstrip().startswith(">"):
            return False
        if self._in_paragraph() or not heading_like(line.strip()[:200]):
            return False
        self._add_heading(2, level, line.strip())
        return True

    def _in_paragraph(self) -> bool:
        """Whether the line above belongs to running text, so that an underline here is a rule."""
        last = self.pieces[-1] if self.pieces else None
        return (
            last is not None
            and last.last == self.position
            and last.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.KEY_VALUE)
        )

    def _take_rule(self, line: str) -> bool:
        if not is_rule(line) and not (underline_level(line) and len(line.strip()) >= 3):
            return False
        self._add(BlockKind.RULE, 1, "")
        self.indents.clear()
        return True

    def _take_numbered(self, line: str) -> bool:
        if self.indents and not self._stands_alone():
            return False
        deep = multi_number(line)
        if deep is not None and self.numbered and not self._in_paragraph():
            self._add_heading(1, 0, line.strip(), deep[1])
            self.pieces[-1].level = deep[0]
            self.pieces[-1].key = "numbered"
            return True
        if not self.numbered or not (
            self._stands_alone() or (not self._line(-1).strip() and atx_heading(self._line(1)) is not None)
        ):
            return False
        single = single_number(line)
        if (single is None and not _CHINESE_NUMBER.match(line)) or not heading_like(line.strip()):
            return False
        if single is not None and not self._prose_follows():
            return False
        self._add_heading(1, 0, line.strip(), single[1] if single else "")
        self.pieces[-1].key = "single" if single else "chinese"
        return True

    def _prose_follows(self) -> bool:
        for line in self.lines[self.position + 1 : self.position + 5]:
            if line.strip():
                marker = list_marker(line)
                return marker is None or not marker.ordered or multi_number(line) is not None
        return False

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
        lazy = gap == 0 and self.wrapping.continues(above, line, blank_between=False)
        if not (indented or lazy):
            if not indent_of(line):
                self.indents.clear()
            return False
        joined = self.wrapping.continues(above, line, blank_between=gap > 0)
        text = line.strip()
        last.plain = join_text(last.plain, text) if joined else f"{last.plain}\n{text}"
        if last.key and joined:
            last.value = join_text(last.value, text)
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

    def _take_indented_code(self, line: str) -> bool:
        if indent_of(line) < 4 or self._line(-1).strip() or not looks_like_code(line):
            return False
        count = 1
        while indent_of(self._line(count)) >= 4:
            count += 1
        rows = self.lines[self.position : self.position + count]
        self._add(BlockKind.CODE, count, "\n".join(row.expandtabs(4)[4:] for row in rows))
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
            joined = self.wrapping.continues(above, line, blank_between=False)
            if joined or (key_value(text) is None and last.kind is BlockKind.PARAGRAPH):
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
