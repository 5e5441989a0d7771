"""Comparison tables: terms against attributes, every cell with the lines that fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2s

from content.core.claims import CellState, Claim, ComparisonTable, Fact, Rule, TableCell
from content.core.document import Block, BlockKind, ParsedNote
from content.core.names import heading_name


def build_tables(facts: Iterable[Fact], notes: Sequence[ParsedNote]) -> tuple[ComparisonTable, ...]:
    """The tables that notes hold, as written (origin ``note``), and glued ones (origin ``glued``).

    A cell agrees when the note fills it and is silent when not; a glued table has no cells before someone
    confirmed where its columns part.
    """
    glued = [(note, key, block) for note in notes for key, block in glued_tables(note)]
    repaired = {
        (note.path, line): key
        for note, key, block in glued
        for line in range(block.lines[0], block.lines[1] + 1)
    }
    by_table: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.rule in (Rule.TABLE_COLUMN, Rule.TABLE_ROW):
            key = repaired.get((fact.note, fact.lines[0]), "")
            by_table.setdefault((fact.note, key or fact.place.rpartition("/")[0]), []).append(fact)
    confirmed = {(note.path, key): by_table.pop((note.path, key), []) for note, key, _ in glued}
    order = {note.path: i for i, note in enumerate(notes)}
    written = sorted(
        by_table.items(), key=lambda item: (order.get(item[0][0], len(order)), item[1][0].lines[0])
    )
    tables = [_filled(_key(note, group), "note", members) for (note, group), members in written]
    tables += [_glued(note, key, block, confirmed[note.path, key]) for note, key, block in glued]
    return tuple(tables)


def _filled(key: str, origin: str, facts: Sequence[Fact]) -> ComparisonTable:
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
    return ComparisonTable(key, title, terms, attributes, origin, True, tuple(cells))


def _glued(note: ParsedNote, key: str, block: Block, facts: Sequence[Fact]) -> ComparisonTable:
    if facts:
        return _filled(key, "glued", facts)
    title = heading_name(block.path[-1].text) if block.path else " / ".join(block.names)
    return ComparisonTable(key, title, block.names, (), "glued", block.table is not None, ())


def glued_tables(note: ParsedNote) -> Iterator[tuple[str, Block]]:
    """The glued tables of ``note``, repaired ones too, each with the key that a review file names.

    The key is 12 hexadecimal digits of slug, language and header, and counts tables with the same header: it
    survives moved lines and another path, and a repair keeps it.
    """
    seen: Counter[str] = Counter()
    for block in note.blocks:
        if block.kind is BlockKind.GLUED_TABLE or (block.table and block.table.repaired):
            header = "".join(block.text.partition("\n")[0].split())
            yield _key(f"{note.slug}\x1f{note.language}", f"glued {header} {seen[header]}"), block
            seen[header] += 1


def _key(note: str, group: str) -> str:
    return blake2s(f"{note}\x1f{group}".encode(), digest_size=6).hexdigest()
