"""Tables drawn with ``|``."""

from __future__ import annotations

import re
from typing import NamedTuple

from content.core.document import Cell, Diagnostic, Table

MAX_COLUMNS = 40
MAX_TABLE_LINE = 20_000
_ALIGNMENT = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


class FoundTable(NamedTuple):
    """A table, its length in lines, its rows as readable text, and remarks."""

    table: Table
    length: int
    plain: list[str]
    diagnostics: list[Diagnostic]


def read_table(lines: list[str], start: int) -> FoundTable | None:
    """Read the pipe table whose header is ``lines[start]``, or return None.

    The second line must be an alignment row as wide as the header. Short rows are padded; what a long row
    has too much joins its last cell; both are remarked.
    """
    header_line = lines[start]
    if "|" not in header_line or start + 1 >= len(lines):
        return None
    rule = lines[start + 1]
    if "-" not in rule or len(rule) > MAX_TABLE_LINE or "|" not in rule or not _ALIGNMENT.match(rule):
        return None
    header = split_row(header_line)
    marks = split_row(rule)
    if len(header) != len(marks) or len(header) > MAX_COLUMNS:
        return None
    remarks: list[Diagnostic] = []
    rows: list[tuple[Cell, ...]] = []
    index = start + 2
    while index < len(lines) and "|" in lines[index] and len(lines[index]) <= MAX_TABLE_LINE:
        cells = split_row(lines[index])
        if len(cells) != len(header):
            remarks.append(
                Diagnostic(
                    index + 1,
                    "table-ragged",
                    f"The row has {len(cells)} cells where the header has {len(header)}.",
                )
            )
        rows.append(_fit(cells, len(header), index + 1))
        index += 1
    table = Table(
        _fit(header, len(header), start + 1), tuple(rows), tuple(_alignment(mark) for mark in marks)
    )
    plain = [" | ".join(cell.text for cell in row) for row in (table.header, *rows)]
    return FoundTable(table, index - start, plain, remarks)


def split_row(line: str) -> list[str]:
    r"""Cells of one row: ``\|`` and pipes between backticks belong to the text."""
    text = line.strip()
    cells: list[str] = []
    start = position = 1 if text.startswith("|") else 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "`":
            closing = text.find("`", position + 1)
            position = closing if closing > 0 and text.count("`", start) % 2 == 0 else position
        elif character == "|":
            cells.append(_cell_text(text[start:position]))
            start = position + 1
        position += 1
    if start < len(text) or not cells:
        cells.append(_cell_text(text[start:]))
    return cells


def _cell_text(source: str) -> str:
    return source.strip().replace("\\|", "|")


def _fit(cells: list[str], width: int, line: int) -> tuple[Cell, ...]:
    if len(cells) > width:
        cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    return tuple(Cell(text, line) for text in (*cells, *[""] * (width - len(cells))))


def _alignment(mark: str) -> str:
    if mark.endswith(":"):
        return "center" if mark.startswith(":") else "right"
    return "left" if mark.startswith(":") else ""
