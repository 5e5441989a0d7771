"""The shapes that parsing yields: a note as blocks with line spans.

Line spans are ``(first, last)``, 1-based and inclusive, and count the lines of the decoded note,
where a line ends at ``\\n``, ``\\r\\n`` or ``\\r`` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]


class BlockKind(StrEnum):
    """What a piece of a note is."""

    FRONT_MATTER = "front_matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    KEY_VALUE = "key_value"
    TABLE = "table"
    GLUED_TABLE = "glued_table"
    CODE = "code"
    QUOTE = "quote"
    QUIZ = "quiz"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark to the author: ``line`` is 1-based, ``code`` is stable, ``message`` a full sentence."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One step of a heading path. ``id`` is unique in its note: written ``{#id}`` or made from the text."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, as written; ``line`` is where it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table or a repaired one: a header row and body rows, padded to the header's width."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[str, ...] = ()
    """For each column ``left``, ``center``, ``right`` or nothing; empty when the note says none."""
    repaired: bool = False
    """Whether its cells ran together in the note, and a person confirmed where they part."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question written in a note."""

    text: str
    correct: bool
    lines: Span


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question written in a note, with its options, stated answer and explanation."""

    stem: str
    stem_lines: Span
    options: tuple[Option, ...]
    explanation: str
    explanation_lines: Span | None


@dataclass(frozen=True, slots=True)
class Block:
    """A parsed piece of a note.

    ``text`` is the source of its lines, verbatim, joined by ``\\n``. ``plain`` is the same for reading:
    markers dropped and hard-wrapped lines joined, inline Markdown (``**bold**``, ``code``, links) kept.
    ``path`` holds the headings above it, outermost first (for a heading: its ancestors and itself).
    ``level`` is the heading level 1-6, or the depth of a list item from 0.
    ``key`` and ``value`` are set on KEY_VALUE blocks, and on LIST_ITEM blocks that read ``key: value``.
    """

    kind: BlockKind
    lines: Span
    text: str
    plain: str
    path: tuple[Heading, ...] = ()
    level: int = 0
    ordered: bool = False
    key: str = ""
    value: str = ""
    table: Table | None = None
    names: tuple[str, ...] = ()
    """GLUED_TABLE, repaired or not: the column names recovered from its first line."""
    quiz: Quiz | None = None


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A note as parsing sees it. ``language`` is ``zh``, ``en`` or ``mixed``."""

    path: str
    slug: str
    language: str
    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    front_matter: dict[str, object] = field(default_factory=dict)
