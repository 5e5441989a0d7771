"""Suggestions where the rows of a glued table break into cells.

A suggestion is never a fact: a person confirms one a row, and ``confirmed_tables`` then makes a table of the rows
confirmed. The evidence is that of ``cell_cuts``; the places are searched by dynamic programming over the most
likely cuts, so a row takes the same time however it reads.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

from content.core.cell_cuts import cell_score, cut_scores, label_score, length_score, pair_score
from content.core.clause_statistics import ClauseStatistics, clause_statistics
from content.core.document import Block, BlockKind, ParsedNote, Span
from content.core.orientation import is_corner
from content.core.terms import Pack
from content.core.text import is_wide

_MOST_SUGGESTIONS = 5
_MOST_ROWS = 300
_MOST_CUTS = 12
_BEAM = 2
_LONGEST_LABEL = 24
_LONGEST_CORNER = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to take a row apart: ``cells`` joined without a gap are the row. Higher scores are likelier."""

    lines: Span
    cells: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class RowRepair:
    """The suggestions for one row, likeliest first; none when the row is too short."""

    lines: Span
    text: str
    suggestions: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class TableRepair:
    """The suggestions for a glued table.

    ``columns`` names the columns that tell of something. When rows are ``labelled``, each begins with one cell
    more, its own name, and ``corner`` is what stands above those, if anything.
    """

    lines: Span
    columns: tuple[str, ...]
    labelled: bool
    corner: str
    rows: tuple[RowRepair, ...]


def suggest_all_repairs(note: ParsedNote, pack: Pack) -> tuple[TableRepair, ...]:
    """Suggestions for the glued tables of ``note`` in order, until 300 rows are reached: more are no note."""
    blocks = []
    rows = 0
    for block in note.blocks:
        if block.kind is BlockKind.GLUED_TABLE and rows < _MOST_ROWS:
            blocks.append(block)
            rows += block.lines[1] - block.lines[0]
    statistics = clause_statistics(note) if blocks else None
    return tuple(suggest_repairs(block, note, pack, statistics) for block in blocks)


def suggest_repairs(
    block: Block, note: ParsedNote, pack: Pack, statistics: ClauseStatistics | None = None
) -> TableRepair:
    """At most five ways to take each row of the GLUED_TABLE ``block`` apart, likeliest first.

    ``statistics`` are those of ``note``, if they were counted before.
    """
    counts = statistics or clause_statistics(note)
    rows = [line.strip() for line in block.text.split("\n")[1:]]
    labelled, corner = row_names(block, note, pack)
    columns = block.names[1:] if corner else block.names
    first = block.lines[0]
    return TableRepair(
        block.lines,
        columns,
        labelled,
        corner,
        tuple(
            RowRepair(
                (line, line), row, _suggestions(row, line, len(columns) + labelled, labelled, counts, pack)
            )
            for line, row in enumerate(rows, start=first + 1)
        ),
    )


def row_names(block: Block, note: ParsedNote, pack: Pack) -> tuple[bool, str]:
    """Whether the rows of a GLUED_TABLE begin with their own name, and the corner that stands above those names."""
    first, *others = block.names
    rows = [line.strip() for line in block.text.split("\n")[1:]]
    if is_corner(first) or pack.find_attribute(first):
        return True, first
    named = pack.find(first) or any(
        first in block.path[-1].text
        for block in note.blocks
        if block.kind is BlockKind.HEADING and block.path
    )
    if not named and len(others) > 1 and len(first) <= _LONGEST_CORNER and is_wide(first[0]):
        return True, first
    begun = sum(any(pack.find_attribute(row[:n]) for n in range(2, _LONGEST_LABEL)) for row in rows)
    return 2 * begun > len(rows), ""


def _suggestions(
    row: str, line: int, columns: int, labelled: bool, statistics: ClauseStatistics, pack: Pack
) -> tuple[Repair, ...]:
    found = _search(_Row(row, columns, labelled, statistics, pack))
    return tuple(
        Repair((line, line), tuple(row[a:b].strip() for a, b in pairwise(ends)), round(score, 3))
        for score, ends in found[:_MOST_SUGGESTIONS]
    )


class _Row:
    """One row while it is searched: what its parts score, each worked out once."""

    def __init__(
        self, text: str, columns: int, labelled: bool, statistics: ClauseStatistics, pack: Pack
    ) -> None:
        self.text = text
        self.columns = columns
        self.labelled = labelled
        self.cuts = cut_scores(text, statistics, pack)
        self._statistics = statistics
        self._pack = pack
        self._cells: dict[tuple[int, int], float] = {}
        self._pairs: dict[tuple[int, int, int], float] = {}

    def likely_cuts(self) -> list[int]:
        """The places with the best scores, in order."""
        places = range(1, len(self.text))
        return sorted(heapq.nlargest(_MOST_CUTS, places, key=lambda place: (self.cuts[place], -place)))

    def label(self, end: int) -> float:
        return label_score(self.text[:end], self._statistics, self._pack)

    def cell(self, ends: tuple[int, ...], end: int) -> float:
        """What the cell from the last of ``ends`` to ``end`` adds to the cells before it."""
        start = ends[-1]
        label = ends[1] if self.labelled else 0
        fair = (len(self.text) - label) / (self.columns - self.labelled)
        score = self._cells.get((start, end))
        if score is None:
            score = cell_score(self.text[start:end], self._statistics, self._pack)
            self._cells[start, end] = score
        score += length_score(end - start, fair)
        if len(ends) > 1 + self.labelled:
            triple = (ends[-2], start, end)
            pair = self._pairs.get(triple)
            if pair is None:
                pair = pair_score(self.text[ends[-2] : start], self.text[start:end])
                self._pairs[triple] = pair
            score += pair
        return score


def _search(row: _Row) -> list[tuple[float, tuple[int, ...]]]:
    """The best sums of cuts, cells and neighbouring cells, as the places 0, every cut, ``len(text)``."""
    last = len(row.text)
    places = row.likely_cuts()
    # partial[place] holds the best beginnings of ``done`` cells that end at ``place``.
    partial: dict[int, list[tuple[float, tuple[int, ...]]]] = {0: [(0.0, (0,))]}
    for done in range(1, row.columns + 1):
        final = done == row.columns
        reached: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for end in (last,) if final else places:
            if row.labelled and done == 1:
                if end <= _LONGEST_LABEL:
                    reached[end] = [(row.label(end) + row.cuts[end], (0, end))]
                continue
            options = [
                (score + row.cell(ends, end) + row.cuts[end], (*ends, end))
                for start, beginnings in partial.items()
                if start < end
                for score, ends in beginnings
            ]
            if options:
                reached[end] = heapq.nlargest(_MOST_SUGGESTIONS if final else _BEAM, options)
        partial = reached
    return partial.get(last, [])
