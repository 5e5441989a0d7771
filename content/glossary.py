"""The glossary of a course: every term with its names and what the notes say it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.core.names import strip_marks
from content.core.search_text import words_of
from content.models import Course, FactText, Term
from content.reading import lines_url

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
        .order_by("fact__is_disputed", "-fact__confidence", "note__position", "first_line", "pk")
        .values_list(
            "fact__term", "value", "language", "note__title", "note__slug", "revision__number", "first_line", "last_line"
        )
    )  # fmt: skip
    keys = {term.key for term in terms}
    found: dict[str, Definition] = {}
    for key, value, said_in, title, slug, revision, *lines in rows:
        if key in keys and (key not in found or (said_in == language != found[key].language)):
            first, last = lines
            url = lines_url(course.slug, slug, said_in, revision, (first, last))
            found[key] = Definition(strip_marks(value), said_in, title, url, first, last)
    return found
