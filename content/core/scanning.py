"""One pass over the lines of a note, from which come pieces: blocks that do not know their headings yet."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from content.core.document import BlockKind
from content.core.embedded import lines_before_answers, read_quiz
from content.core.lineshapes import (
    atx_heading,
    fence_of,
    heading_like,
    indent_of,
    is_residue,
    is_rule,
    list_marker,
    looks_like_code,
    multi_number,
    single_number,
    split_heading_id,
    underline_level,
)
from content.core.pieces import MAX_LINE, Piece
from content.core.pipe_tables import read_table
from content.core.quiz_lines import asks
from content.core.running_text import RunningTextReader
from content.core.tables_glued import NameIndex, collect_names, has_glued_shape, split_header

__all__ = ["Piece", "Scanner"]

_TAG_LINE = re.compile(
    r"\s*(?:</?(?:details|summary|div|p|br|center|span|a|hr)\b[^<>]*>\s*)+$", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_CHINESE_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]\s*\S|[（(][一二三四五六七八九十]{1,3}[）)]\s*\S"
)


@dataclass(slots=True)
class Scanner(RunningTextReader):
    """Reads a note to its end, trying at each line the constructs in the order of ``run``."""

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
