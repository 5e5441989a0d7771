"""The glossary of a course: every term with its names and what the notes say it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.core.names import strip_marks
from content.core.search_text import words_of
from content.models import Course, FactText, Term
from content.reading import note_url

ORDERS = {"pinyin": "pinyin", "letters": "letters"}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a note says a term is, in which lines."""

    text: str
    language: str
    title: str
    url: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and its definition in the wanted language where there is one."""

    term: Term
    definition: Definition | None


def glossary(course: Course, *, language: str, order: str, wanted: str = "") -> list[Entry]:
    """The entries whose names hold every word of ``wanted``, sorted by ``pinyin`` or ``letters``. Two queries."""
    terms = course.terms.filter(in_glossary=True).named(words_of(wanted)[:8]).order_by(ORDERS[order], "pk")
    found = list(terms)
    definitions = _definitions(course, found, language)
    return [Entry(term, definitions.get(term.key)) for term in found]


def _definitions(course: Course, terms: Sequence[Term], language: str) -> dict[str, Definition]:
    """By term, the surest definition; in ``language`` where there is one."""
    texts = FactText.objects.filter(fact__course=course, fact__aspect="definition", retired_at=None)
    rows = (
        texts.exclude(fact__rule="written")
        .select_related("fact", "revision__note__course")
        .defer("revision__source", "revision__html", "revision__contents")
        .order_by("fact__is_disputed", "-fact__confidence", "note__position", "first_line", "pk")
    )
    keys = {term.key for term in terms}
    found: dict[str, FactText] = {}
    for row in rows:
        key = row.fact.term
        if key in keys and (key not in found or (row.language == language != found[key].language)):
            found[key] = row
    return {key: _definition(row) for key, row in found.items()}


def _definition(row: FactText) -> Definition:
    lines = (row.first_line, row.last_line)
    return Definition(
        strip_marks(row.value), row.language, row.revision.note.title, note_url(row.revision, lines), *lines
    )
