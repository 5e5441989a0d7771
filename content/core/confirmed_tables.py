"""Confirmed repairs: glued tables whose rows a person took apart become tables that can be read.

What a person confirmed names the table by its key and gives its cells. The cells must read as the note does; they
are then cut out of the note itself, so that whatever is said of them stands there word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.core.document import Block, BlockKind, Cell, ParsedNote, Table
from content.core.orientation import is_corner
from content.core.table_repairs import row_names
from content.core.tables import glued_tables
from content.core.terms import Pack

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A note with its repaired tables, the keys of all its glued tables, and by key what keeps one from repair."""

    note: ParsedNote
    keys: frozenset[str]
    misfits: Mapping[str, str]


def confirm_tables(note: ParsedNote, confirmed: Mapping[str, Rows], *, pack: Pack) -> Confirmed:
    """``note`` with the glued tables that ``confirmed`` names repaired.

    ``confirmed`` maps the key of a glued table to its rows, the header first. Keys of other notes are passed
    over. A table whose rows do not fit stays glued, and a sentence says why they do not.
    """
    tables: dict[int, Block] = {}
    misfits: dict[str, str] = {}
    glued = tuple(glued_tables(note))
    for key, block in glued:
        if key in confirmed:
            try:
                tables[block.lines[0]] = _repaired(block, confirmed[key], note, pack)
            except ValueError as error:
                misfits[key] = str(error)
    blocks = tuple(tables.get(block.lines[0], block) for block in note.blocks)
    left = tuple(d for d in note.diagnostics if d.code != "glued-table" or d.line not in tables)
    return Confirmed(
        replace(note, blocks=blocks, diagnostics=left), frozenset(key for key, _ in glued), misfits
    )


def _repaired(block: Block, rows: Rows, note: ParsedNote, pack: Pack) -> Block:
    table = apply_repair(block, rows, note, pack)
    plain = "\n".join(" | ".join(cell.text for cell in row).strip() for row in (table.header, *table.rows))
    return replace(block, kind=BlockKind.TABLE, plain=plain, table=table)


def apply_repair(block: Block, rows: Rows, note: ParsedNote, pack: Pack) -> Table:
    """The table that the confirmed ``rows`` make of the GLUED_TABLE ``block`` of ``note``, the header first.

    Rows come in the order of the note; one that is not named is left out of the table. Every cell is quoted from
    the line it was cut from, white space at its ends aside, and may be empty where the table had nothing. When rows
    have no names of their own, the table gets an empty first column. Raises ValueError with a sentence when a row
    has another width than the header, or does not read as a line of the block does.
    """
    lines = [line.strip() for line in block.text.split("\n")]
    first = block.lines[0]
    header = _cut(rows[0] if rows else (), lines[0])
    if header is None:
        raise ValueError(f"The header does not read as line {first} of {note.path} does: {lines[0]}")
    if not all(header[1:]):
        raise ValueError(
            f"The header for line {first} of {note.path} has an empty cell that is not its first."
        )
    aside = () if _is_named(header, block, note, pack) else ("",)
    body = []
    at = 1
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(header):
            raise ValueError(f"Row {number} has {len(row)} cells where the header has {len(header)}.")
        while at < len(lines) and _squeezed("".join(row)) != _squeezed(lines[at]):
            at += 1
        if at == len(lines):
            raise ValueError(
                f"Row {number} ({''.join(row)}) reads as no line, or none in its turn, of the table at lines"
                f" {first} to {block.lines[1]} of {note.path}."
            )
        body.append(tuple(Cell(cell, first + at) for cell in (*aside, *(_cut(row, lines[at]) or ()))))
        at += 1
    top = tuple(Cell(name, first) for name in (*aside, *header))
    return Table(top, tuple(body), repaired=True)


def _is_named(header: Sequence[str], block: Block, note: ParsedNote, pack: Pack) -> bool:
    """Whether the first column holds the names of the rows: it has no head, or a word for a corner as head."""
    first = header[0]
    if not first or is_corner(first) or pack.find_attribute(first):
        return True
    named, corner = row_names(block, note, pack)
    return named and corner == first


def _cut(cells: Sequence[str], line: str) -> tuple[str, ...] | None:
    """The cells as they stand in ``line``, white space between characters as there; None when they do not."""
    if not cells or _squeezed("".join(cells)) != _squeezed(line):
        return None
    ends = _ends(cells, line)
    return tuple(line[start:end].strip() for start, end in ends)


def _ends(cells: Sequence[str], line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cell in cells:
        left, end = len(_squeezed(cell)), start
        while left:
            left -= not line[end].isspace()
            end += 1
        yield start, end
        start = end


def _squeezed(text: str) -> str:
    return "".join(text.split())
