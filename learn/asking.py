"""What is shown of a fact in study: its faces, or a question about it, in every language there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Q, QuerySet

from content.models import Course, FactText, Note, NoteRevision
from content.reading import lines_url
from learn.compiled import fetch
from learn.core.asking import Way
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.core.planning import option_order
from quizzes.core.wording import shown
from quizzes.models import ChoiceText, FlashcardFace, Question

LANGUAGES = ("zh", "en", "mixed")
_AT_HAND = 1024
"""Questions whose texts stay in memory from when they are shown to when they are answered."""


@dataclass(frozen=True, slots=True)
class Source:
    """Lines of a note that say what is asked."""

    title: str
    url: str
    first: int
    last: int
    language: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked in one language: the front or stem, and the back or explanation."""

    language: str
    front: str
    back: str
    source: Source
    row: tuple[tuple[str, str], ...] = ()
    """The cells of a table row by their heads; the hidden one is empty."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option; ``texts`` and ``true_of`` by language."""

    position: int
    correct: bool
    fact: int | None = None
    """What it says: of a wrong one, the fact of something else."""
    texts: dict[str, str] = field(default_factory=dict)
    true_of: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact as it is asked, in every language in which it is told."""

    fact: int
    way: Way
    wordings: tuple[Wording, ...]
    revision: int | None = None
    options: tuple[Option, ...] = ()
    """In the order in which they are shown."""

    def in_language(self, language: str) -> Wording:
        """The wording in ``language``, else the first."""
        return next((one for one in self.wordings if one.language == language), self.wordings[0])


def load_asked(fact: int, way: Way, *, seed: int, row: str = "", revision: int | None = None) -> Asked | None:
    """A fact as it is asked in ``way``; None when it cannot be. One query. ``row`` is its table row."""
    if way is Way.CHOICE:
        return load_question(fact, seed=seed, revision=revision)
    if way is Way.CELL and row:
        return load_cell(fact, row)
    return load_faces(fact, way)


def load_faces(fact: int, way: Way = Way.FLASHCARD) -> Asked | None:
    """The faces of a fact's flashcard. One query."""
    gap = way is Way.CLOZE
    wordings = [
        Wording(
            language,
            cloze if gap else front,
            filling if gap else back,
            _place(course, slug, language, number, title, (first, last)),
        )
        for language, front, back, cloze, filling, first, last, number, slug, title, course in fetch(
            _faces, fact
        )
    ]
    return Asked(fact, way, _in_order(wordings)) if wordings else None


def _faces(fact: int) -> QuerySet[Any, Any]:
    return FlashcardFace.objects.filter(flashcard__fact=fact).values_list(
        "language",
        "front",
        "back",
        "cloze",
        "gap",
        "first_line",
        "last_line",
        "note_revision__number",
        "note_revision__note__slug",
        "note_revision__note__title",
        "note_revision__note__course__slug",
    )


def load_cell(fact: int, row: str) -> Asked | None:
    """A cell of a table, hidden, beside the others of its row; ``row`` is the note and place. One query.

    None when nothing else stands in the row, or the fact no longer does.
    """
    slug, _, place = row.partition("/")
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, {"fact": fact, "slug": slug, "places": f"{place}c%"})
        cells = [Cell._make(one) for one in cursor.fetchall()]
    told: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.place.startswith(f"{place}c"):
            told.setdefault(cell.language, []).append(cell)
    wordings = [
        found
        for language, row_cells in told.items()
        if (found := _cell(fact, language, row_cells)) is not None
    ]
    return Asked(fact, Way.CELL, _in_order(wordings)) if wordings else None


class Cell(NamedTuple):
    """A fact that stands in a cell of a table, in one language."""

    fact: int
    language: str
    place: str
    subject: str
    attribute: str
    value: str
    first: int
    last: int
    number: int
    slug: str
    title: str
    course: str


_CELLS = f"""
SELECT text.fact_id, text.language, text.place, text.subject, text.attribute, text.value, text.first_line,
    text.last_line, revision.number, note.slug, note.title, course.slug
FROM {FactText._meta.db_table} mine
JOIN {Note._meta.db_table} note ON note.id = mine.note_id
JOIN {Course._meta.db_table} course ON course.id = note.course_id
JOIN {FactText._meta.db_table} text ON text.note_id = note.id
JOIN {NoteRevision._meta.db_table} revision ON revision.id = text.revision_id
WHERE mine.fact_id = %(fact)s AND mine.retired_at IS NULL AND note.slug = %(slug)s
    AND text.retired_at IS NULL AND text.place LIKE %(places)s
ORDER BY text.place
"""


def _cell(fact: int, language: str, cells: list[Cell]) -> Wording | None:
    """The row in one language; every cell but the asked one is told."""
    mine = next((cell for cell in cells if cell.fact == fact), None)
    if mine is None or len(cells) < 2:
        return None
    language_code = "en" if language == "en" else "zh"
    # One head for all: rows of attributes share it, rows of terms share their subject.
    by_term = len({cell.subject for cell in cells}) > 1
    rows = tuple(
        (
            shown(cell.subject if by_term else cell.attribute, language_code),
            "" if cell is mine else shown(cell.value, language_code),
        )
        for cell in cells
    )
    front = shown(mine.attribute if by_term else mine.subject, language_code)
    source = _place(mine.course, mine.slug, language, mine.number, mine.title, (mine.first, mine.last))
    return Wording(language, front, shown(mine.value, language_code), source, rows)


def load_question(fact: int, *, seed: int, revision: int | None = None) -> Asked | None:
    """A single-choice question about a fact, one of those that can be asked, or the one at ``revision``. One query.

    ``seed`` decides which, and the order of its options.
    """
    rows = (_at_hand(revision) or fetch(_rows_at, fact, revision)) if revision else fetch(_rows, fact)
    by_revision: dict[int, list[OptionRow]] = {}
    for row in map(OptionRow._make, rows):
        by_revision.setdefault(row.revision, []).append(row)
    most = max((len({row.language for row in found}) for found in by_revision.values()), default=0)
    best = sorted(pk for pk, found in by_revision.items() if len({row.language for row in found}) == most)
    if not best:
        return None
    chosen = best[seed % len(best)]
    _at_hand(chosen)[:] = by_revision[chosen]
    asked = _question(fact, tuple(by_revision[chosen]))
    order = option_order(range(len(asked.options)), seed=seed)
    return replace(asked, options=tuple(asked.options[place] for place in order))


@lru_cache(maxsize=_AT_HAND)
def _at_hand(revision: int) -> list[OptionRow]:
    """The texts of a revision, which never change, as this process showed them last; empty where it has not yet."""
    return []


class OptionRow(NamedTuple):
    """An option of a question in one language, with the stem of the question in that language."""

    revision: int
    position: int
    correct: bool
    language: str
    text: str
    true_of: str
    first: int
    last: int
    stem: str
    explanation: str
    asked_first: int
    asked_last: int
    asked_number: int
    asked_slug: str
    asked_title: str
    asked_course: str
    told_number: int | None
    told_slug: str | None
    told_title: str | None
    fact: int | None


def _rows_at(fact: int, revision: int) -> QuerySet[Any, Any]:
    """The options of a question about ``fact`` as it was asked at ``revision``."""
    return _options_where(fact, Q(choice__revision=revision))


def _rows(fact: int) -> QuerySet[Any, Any]:
    """The options of every question about ``fact`` that can be asked now."""
    askable = Question.objects.filter(fact=fact, kind__in=SINGLE_CHOICE).askable()
    return _options_where(fact, Q(choice__revision__in=askable.values("current")))


def _options_where(fact: int, asked: Q) -> QuerySet[Any, Any]:
    return ChoiceText.objects.filter(
        asked, choice__revision__question__fact=fact, choice__revision__texts__language=F("language")
    ).values_list(
        "choice__revision_id",
        "choice__position",
        "choice__is_correct",
        "language",
        "text",
        "true_of",
        "first_line",
        "last_line",
        "choice__revision__texts__stem",
        "choice__revision__texts__explanation",
        "choice__revision__texts__first_line",
        "choice__revision__texts__last_line",
        "choice__revision__texts__note_revision__number",
        "choice__revision__texts__note_revision__note__slug",
        "choice__revision__texts__note_revision__note__title",
        "choice__revision__texts__note_revision__note__course__slug",
        "note_revision__number",
        "note_revision__note__slug",
        "note_revision__note__title",
        "choice__fact_id",
    )


@lru_cache(maxsize=_AT_HAND)
def _question(fact: int, rows: tuple[OptionRow, ...]) -> Asked:
    """A question with its options in the order of their positions."""
    wordings: dict[str, Wording] = {}
    options: dict[int, Option] = {}
    for row in rows:
        position, language = row.position, row.language
        lines = (row.asked_first, row.asked_last)
        where = _place(row.asked_course, row.asked_slug, language, row.asked_number, row.asked_title, lines)
        wordings[language] = Wording(language, row.stem, row.explanation, where)
        option = options.setdefault(position, Option(position, bool(row.correct), row.fact))
        option.texts[language] = row.text
        if row.true_of and not row.correct:
            option.true_of[language] = row.true_of
        if row.told_slug and row.told_number and row.told_title is not None:
            told = (row.first, row.last)
            option.sources[language] = _place(
                row.asked_course, row.told_slug, language, row.told_number, row.told_title, told
            )
    return Asked(
        fact,
        Way.CHOICE,
        _in_order(wordings.values()),
        rows[0].revision,
        tuple(options[position] for position in sorted(options)),
    )


def _in_order(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    return tuple(sorted(wordings, key=lambda one: LANGUAGES.index(one.language)))


def _place(course: str, slug: str, language: str, number: int, title: str, lines: tuple[int, int]) -> Source:
    first, last = lines
    return Source(title, lines_url(course, slug, language, number, lines), first, last, language)
