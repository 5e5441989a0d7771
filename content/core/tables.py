"""Comparison tables: terms against attributes, every cell with the lines that fill it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2s

from content.core.claims import CellState, Claim, ComparisonTable, Fact, Rule, TableCell
from content.core.document import Block, BlockKind, ParsedNote
from content.core.names import heading_name


def build_tables(facts: Iterable[Fact], notes: Sequence[ParsedNote]) -> tuple[ComparisonTable, ...]:
    """The tables that notes hold, as written (origin ``note``), and glued ones as found (origin ``glued``).

    A cell agrees when the note fills it and is silent when not; a glued table has no cells, for its columns
    cannot be told apart before someone confirmed where they part.
    """
    by_table: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.rule in (Rule.TABLE_COLUMN, Rule.TABLE_ROW):
            by_table.setdefault((fact.note, fact.place.rpartition("/")[0]), []).append(fact)
    tables = [_written(note, group, members) for (note, group), members in by_table.items()]
    order = {note.path: i for i, note in enumerate(notes)}
    tables.sort(key=lambda item: (order.get(item[0], len(order)), item[1]))
    glued = [
        _glued(note, block) for note in notes for block in note.blocks if block.kind is BlockKind.GLUED_TABLE
    ]
    return tuple(table for *_, table in tables) + tuple(glued)


def _written(note: str, group: str, facts: Sequence[Fact]) -> tuple[str, int, ComparisonTable]:
    terms = tuple(dict.fromkeys(fact.subject for fact in facts))
    attributes = tuple(dict.fromkeys(fact.attribute for fact in facts))
    claims: dict[tuple[str, str], list[Claim]] = {}
    for fact in facts:
        claims.setdefault((fact.subject, fact.attribute), []).append(Claim(fact.value, fact.note, fact.lines))
    cells = []
    for term in terms:
        for attribute in attributes:
            said = tuple(claims.get((term, attribute), ()))
            cells.append(TableCell(term, attribute, CellState.AGREE if said else CellState.SILENT, said))
    title = heading_name(facts[0].heading) or " / ".join(terms)
    table = ComparisonTable(_key(note, group), title, terms, attributes, "note", True, tuple(cells))
    return note, facts[0].lines[0], table


def _glued(note: ParsedNote, block: Block) -> ComparisonTable:
    title = heading_name(block.path[-1].text) if block.path else " / ".join(block.names)
    return ComparisonTable(glued_key(note.path, block.lines[0]), title, block.names, (), "glued", False, ())


def glued_key(note: str, line: int) -> str:
    """The key of the glued table that begins on this line of the note with this path."""
    return _key(note, f"glued{line}")


def _key(note: str, group: str) -> str:
    return blake2s(f"{note}\x1f{group}".encode(), digest_size=6).hexdigest()
