"""Facts from tables: a cell says something of the term that its column or its row is named by."""

from __future__ import annotations

import re

from content.core.claims import Fact, Rule
from content.core.document import Cell, ParsedNote, Table
from content.core.names import strip_marks, term_form
from content.core.orientation import table_orientation
from content.core.pairs import is_blank
from content.core.spots import Spot, make_fact
from content.core.subjects import subject_of
from content.core.terms import Pack
from content.core.text import display_width

_PAIR = re.compile(r"([^:：]{1,24})[:：]\s*(.+)", re.S)


def table_facts(note: ParsedNote, spot: Spot, glossary: Pack) -> list[Fact]:
    """One fact for each filled cell of the table at ``spot``.

    Where rows have no names, every cell tells a feature of the term above it, or names its attribute itself.
    """
    if spot.block.table is None:
        return []
    table = _with_names(spot.block.table, glossary)
    if len(table.header) < 2:
        return []
    top = tuple(cell.text for cell in table.header)
    side = tuple(row[0].text for row in table.rows)
    nameless = not top[0].strip() and all(is_blank(text) for text in side)
    by_column, sure = (True, True) if nameless else table_orientation(top, side, glossary)
    surest = sure or table.repaired
    facts = []
    for r, row in enumerate(table.rows, start=1):
        for c, cell in enumerate(row[1 : len(top)], start=1):
            name, attribute = (top[c], row[0].text) if by_column else (row[0].text, top[c])
            value, aspect = cell.text.strip(), _aspect(attribute, glossary)
            if nameless:
                attribute, aspect, value = _feature(value, note.language, glossary)
            if is_blank(value) or is_blank(name) or is_blank(attribute):
                continue
            facts.append(
                make_fact(
                    note,
                    spot,
                    subject_of(name, glossary),
                    attribute=strip_marks(attribute).rstrip("：: "),
                    value=value,
                    lines=(cell.line, cell.line),
                    confidence=(0.95 if by_column else 0.93) if surest else 0.7,
                    aspect=aspect,
                    rule=Rule.TABLE_COLUMN if by_column else Rule.TABLE_ROW,
                    place=f"{spot.group}/r{r}c{c}",
                )
            )
    return facts


def _feature(text: str, language: str, glossary: Pack) -> tuple[str, str, str]:
    """Attribute, aspect and value of a cell in a row without a name: ``缺点：贵`` names its attribute itself."""
    pair = _PAIR.match(text)
    known = glossary.find_attribute(pair[1]) if pair else None
    if pair and known:
        return pair[1], known.id, pair[2]
    return "feature" if language == "en" else "特点", "feature", text


def _aspect(attribute: str, glossary: Pack) -> str:
    known = glossary.find_attribute(attribute)
    return known.id if known else term_form(attribute)


def _with_names(table: Table, glossary: Pack) -> Table:
    """``table`` with an empty first column where its first one holds no names but what is told of a term.

    That is so when every column is headed by a known term, no row begins with a term or an attribute, and the
    first column is as wordy as the others.
    """
    if len(table.header) < 2 or not table.rows or not all(glossary.find(cell.text) for cell in table.header):
        return table
    first = [row[0].text for row in table.rows]
    if any(glossary.find(text) or glossary.find_attribute(text) for text in first):
        return table
    others = [cell.text for row in table.rows for cell in row[1:]]
    if len(table.header) * _wordiness(first) < 0.6 * _wordiness([*first, *others]):
        return table
    return Table(
        (Cell("", table.header[0].line), *table.header),
        tuple((Cell("", row[0].line), *row) for row in table.rows),
        repaired=table.repaired,
    )


def _wordiness(texts: list[str]) -> int:
    return sum(display_width(strip_marks(text)) for text in texts)
