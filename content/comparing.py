"""The comparison of a few terms of a course, merged from all its notes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from content.core.claims import CellState, ComparisonTable, TableCell
from content.core.merged_tables import merge_table
from content.core.names import strip_marks
from content.core.terms import Pack
from content.core.text import match_form
from content.facts import load_facts
from content.models import Course, Fact, FactText, Note, Term
from content.reading import note_url

FEWEST, MOST = 2, 5
MOST_SUGGESTED = 24
_PARTING = re.compile(r"([\\,，])")
_BREAKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a note that say something; ``fact`` is the id of the fact."""

    title: str
    url: str
    first: int
    last: int
    fact: int


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A value, and every place that says just that."""

    value: str
    language: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What the notes say of one term under one attribute; ``omitted`` claims are not shown."""

    row: int
    column: int
    term: str
    attribute: str
    state: CellState
    claims: tuple[ComparedClaim, ...]
    omitted: int

    @property
    def place(self) -> str:
        """Its name in a page: row and column, from 1."""
        return f"{self.row + 1}-{self.column + 1}"

    @property
    def notes(self) -> int:
        """How many notes tell it."""
        return len({place.title for claim in self.claims for place in claim.places})

    @property
    def facts(self) -> tuple[int, ...]:
        """Ids of the facts that tell it."""
        return tuple(place.fact for claim in self.claims for place in claim.places)

    @property
    def text(self) -> str:
        """Its values as plain text; nothing when the notes are silent."""
        return " / ".join(claim.value for claim in self.claims)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An attribute and its cells, one for each term; ``differs`` unless all say the same."""

    attribute: str
    cells: tuple[ComparedCell, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison as it is shown: terms are columns."""

    terms: tuple[Term, ...]
    names: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    language: str

    @property
    def cells(self) -> tuple[ComparedCell, ...]:
        """Every cell, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)


def compare_terms(terms: Sequence[Term], *, language: str, pack: Pack, everything: bool = False) -> Compared:
    """What all current notes say of ``terms``, two or more of one course, side by side. Three queries.

    A row is an attribute told of two terms or more, or of one with ``everything``.
    """
    keys = [term.key for term in terms]
    texts = FactText.objects.filter(fact__course=terms[0].course_id, fact__term__in=keys, retired_at=None)
    facts = load_facts(texts.exclude(fact__rule="written"))
    rows = Fact.objects.filter(course=terms[0].course_id, term__in=keys, retired_at=None)
    stored = {key: (pk, disputed) for key, pk, disputed in rows.values_list("key", "pk", "is_disputed")}
    in_conflict = {key for key, (_pk, disputed) in stored.items() if disputed}
    table = merge_table(keys, facts, in_conflict, pack, language, least=1 if everything else 2)
    quoted = {claim.note for cell in table.cells for claim in cell.claims}
    notes = Note.objects.filter(course=terms[0].course_id, path__in=quoted).select_related(
        "course", "current"
    )
    by_path = {}
    for note in notes.defer("current__source", "current__html", "current__contents"):
        if note.current:
            note.current.note = note  # the same row, which nothing needs to read once more
            by_path[note.path] = note
    return _page(terms, table, {key: pk for key, (pk, _disputed) in stored.items()}, by_path, language)


def _page(
    terms: Sequence[Term], table: ComparisonTable, ids: dict[str, int], notes: dict[str, Note], language: str
) -> Compared:
    by_place = {(cell.term, cell.attribute): cell for cell in table.cells}
    rows = []
    for number, attribute in enumerate(table.attributes):
        cells = tuple(
            _cell(by_place[name, attribute], number, column, ids, notes)
            for column, name in enumerate(table.terms)
        )
        differs = len({cell.text.casefold() for cell in cells}) > 1
        rows.append(ComparedRow(strip_marks(attribute), cells, differs))
    names = tuple(term.name(language) for term in terms)
    return Compared(tuple(terms), names, tuple(rows), language)


def _cell(
    cell: TableCell, row: int, column: int, ids: dict[str, int], notes: dict[str, Note]
) -> ComparedCell:
    claims: dict[str, ComparedClaim] = {}
    for claim in cell.claims:
        note = notes[claim.note]
        url = note_url(note.current, claim.lines) if note.current else ""
        place = Place(note.title, url, *claim.lines, ids[claim.fact])
        same = claims.get(match_form(claim.value)) or ComparedClaim(
            strip_marks(claim.value), note.language, ()
        )
        claims[match_form(claim.value)] = replace(same, places=(*same.places, place))
    return ComparedCell(
        row, column, cell.term, cell.attribute, cell.state, tuple(claims.values()), cell.omitted
    )


def compare_url(course: str, terms: Sequence[str], **options: str) -> str:
    """The address of the comparison of the terms with these keys; commas in keys are escaped by a backslash."""
    query = {"terms": join_keys(terms), **{name: value for name, value in options.items() if value}}
    return f"{reverse('compare', args=[course])}?{urlencode(query)}"


def join_keys(keys: Sequence[str]) -> str:
    """Keys of terms as an address carries them, parted by commas."""
    return ",".join(_PARTING.sub(r"\\\1", key) for key in keys)


def split_keys(text: str) -> list[str]:
    """The keys in ``text``, each once; the other way round than ``join_keys``, for keys and for what was typed."""
    parts = re.findall(r"(?:\\.|[^,，\\])+", text)
    return list(dict.fromkeys(key for part in parts if (key := re.sub(r"\\(.)", r"\1", part).strip())))


def suggested_comparisons(course: Course, *, language: str) -> list[tuple[str, str]]:
    """The comparisons worth having, best first: names and address. Two queries."""
    suggested = [one.terms for one in course.suggested_comparisons.all()[:MOST_SUGGESTED]]
    rows = course.terms.filter(key__in={key for keys in suggested for key in keys})
    names = {term.key: term.name(language) for term in rows}
    return [
        (" · ".join(names[key] for key in keys), compare_url(course.slug, keys[:MOST]))
        for keys in suggested
        if all(key in names for key in keys)
    ]


def as_markdown(table: Compared, *, corner: str) -> str:
    """The table in Markdown; a silent cell stays empty."""
    lines = [[corner, *table.names], ["---"] * (len(table.names) + 1)]
    lines += [[row.attribute, *(cell.text for cell in row.cells)] for row in table.rows]
    return "".join(f"| {' | '.join(map(_one_line, cells))} |\n" for cells in lines)


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).replace("|", "\\|")


def as_csv(table: Compared, *, corner: str) -> str:
    """The table as CSV (RFC 4180), with a mark of UTF-8 in front, without which spreadsheets spoil Chinese.

    What a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([corner, *table.names])
    writer.writerows([row.attribute, *(_no_formula(cell.text) for cell in row.cells)] for row in table.rows)
    return "\ufeff" + file.getvalue()


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def transposed(table: Compared) -> Compared:
    """The same with attributes as columns: every row is a term, its cells keep their places."""
    return replace(
        table,
        names=tuple(row.attribute for row in table.rows),
        rows=tuple(
            ComparedRow(name, tuple(row.cells[column] for row in table.rows), True)
            for column, name in enumerate(table.names)
        ),
    )
