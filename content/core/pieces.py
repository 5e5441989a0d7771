"""Pieces, which are blocks that do not know their headings yet, and the place in a note that they are read at."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.core.document import BlockKind, Diagnostic, Quiz, Span, Table
from content.core.lineshapes import split_heading_id
from content.core.wrapping import Wrapping

MAX_LINE = 20_000


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
class PieceReader:
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

    def _in_paragraph(self) -> bool:
        """Whether the line above belongs to running text, so that an underline here is a rule."""
        last = self.pieces[-1] if self.pieces else None
        return (
            last is not None
            and last.last == self.position
            and last.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.KEY_VALUE)
        )
