"""Finding things in notes: passages by the database's full-text index, terms by their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from content.core.search_text import Piece, Query, count_hits, mark_hits, nearest, search_form
from content.models import Course, Term
from content.reading import page_url

MOST_PASSAGES, MOST_TERMS = 20, 8
_CANDIDATES = 60
"""Passages that are read and ranked. Those with a hit in their heading come first, then in the order of the notes."""
_SNIPPET = 160
_OFTEN = 5
"""Mentions beyond which a passage is about what is looked for anyway."""
_NEAR = 400
"""Terms among which the nearest are sought when nothing was found."""

_COLUMNS = """passage.id, passage.position, passage.heading, passage.text, passage.starts,
    note.course_id, note.position, note.slug, note.language, note.title"""
_SQLITE = """
SELECT {columns} FROM content_passage_index AS found
CROSS JOIN content_passage AS passage ON passage.id = found.rowid
CROSS JOIN content_note AS note ON note.id = passage.note_id
WHERE content_passage_index MATCH %(query)s AND note.course_id IN ({courses}) LIMIT %(most)s
"""
# A limit that the planner cannot see keeps it from reading the whole table in the hope of finding enough rows soon: words
# that are common each and rare together would make it read everything.
_POSTGRESQL = """
SELECT {columns} FROM content_passage AS passage
JOIN content_note AS note ON note.id = passage.note_id
WHERE passage.{column} @@ %(query)s::tsquery AND note.course_id IN ({courses}) LIMIT (SELECT %(most)s::int)
"""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that was found, with the piece of it that fits best; ``line`` 0 is the top of the note."""

    title: str
    course: str
    heading: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    language: str
    url: str
    line: int


class _Passage(NamedTuple):
    """A passage as the index finds it, with its note."""

    pk: int
    position: int
    heading: str
    text: str
    starts: str
    course: int
    note_position: int
    slug: str
    language: str
    title: str


def find_passages(query: Query, courses: Iterable[Course], *, language: str) -> list[FoundPassage]:
    """The passages of ``courses`` in which every word of ``query`` stands, the best first, at most 20.

    Those in ``language`` come before others that fit as well. Two queries.
    """
    slugs = {course.pk: course.slug for course in courses}
    if not query or not slugs:
        return []
    rows = {row.pk: row for row in _matching(query, tuple(slugs), headings=True)}
    if len(rows) < _CANDIDATES:
        for row in _matching(query, tuple(slugs)):
            rows.setdefault(row.pk, row)
    candidates = [(row, search_form(row.text)) for row in list(rows.values())[:_CANDIDATES]]
    ranked = sorted(candidates, key=lambda one: _order(*one, query, language))[:MOST_PASSAGES]
    return [_found(row, form, query, slugs[row.course]) for row, form in ranked]


def _matching(query: Query, courses: Sequence[int], *, headings: bool = False) -> list[_Passage]:
    """Passages whose index holds the query, in their heading or anywhere."""
    names = {f"course{place}": pk for place, pk in enumerate(courses)}
    places = ", ".join(f"%({name})s" for name in names)
    if connection.vendor == "sqlite":
        text = " ".join([*(f'"{one}"' for one in query.tokens), *(f'"{one}"*' for one in query.prefixes)])
        sql, asked = _SQLITE, f"heading_tokens : ({text})" if headings else text
    else:
        asked = " & ".join([*(f"'{one}'" for one in query.tokens), *(f"'{one}':*" for one in query.prefixes)])
        sql = _POSTGRESQL
    column = "heading_index" if headings else "text_index"
    statement = sql.format(columns=_COLUMNS, courses=places, column=column)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"query": asked, "most": _CANDIDATES, **names})
        return [_Passage._make(row) for row in cursor.fetchall()]


def _order(row: _Passage, form: str, query: Query, language: str) -> tuple[Any, ...]:
    """Whole words in the heading count most, then in the text, then the language, then how often."""
    in_heading, _often = count_hits(search_form(row.heading), query.words)
    in_text, often = count_hits(form, query.words)
    place = (row.note_position, row.slug, row.language, row.position)
    return (-in_heading, -in_text, row.language != language, -min(often, _OFTEN), *place)


def _found(row: _Passage, form: str, query: Query, course: str) -> FoundPassage:
    """The passage with its best piece: the one with most of the words, the first of equals."""
    lines = list(map(int, row.starts.split(" ")))
    pieces = zip(lines, row.text.split("\n"), form.split("\n"), strict=True)
    # The heading is shown anyway, so what follows it says more.
    line, text = max(
        ((line, text, (text not in (row.heading, row.title), count_hits(folded, query.words)[0], -line))
         for line, text, folded in pieces),
        key=lambda one: one[2],
    )[:2]  # fmt: skip
    url = page_url(course, row.slug, row.language)
    return FoundPassage(
        title=row.title,
        course=course,
        heading=mark_hits(row.heading, query.words, most=_SNIPPET),
        snippet=mark_hits(text, query.words, most=_SNIPPET) if text != row.heading else (),
        language=row.language,
        url=f"{url}?lines={line}-{line}#L{line}" if line else url,
        line=line,
    )


def find_terms(query: Query, courses: Iterable[Course], *, most: int = MOST_TERMS) -> list[Term]:
    """Terms with every word of ``query`` in one of their names, in pinyin or its initials; the closest names first.

    Two queries.
    """
    if not query:
        return []
    named = Term.objects.filter(course__in=courses).named(query.words).order_by("letters", "pk")
    joined = "".join(query.words)
    found = named.values_list("pk", "forms", "in_glossary")[: 10 * most]
    closest = sorted(found, key=lambda one: (_closeness(one[1], joined), not one[2]))
    return _terms(pk for pk, _forms, _in_glossary in closest[:most])


def _closeness(forms: str, joined: str) -> int:
    """0 for a term of just this name, 1 for one with a name that begins so, else 2."""
    names = forms.split("\n")
    return 0 if joined in names else 1 if any(name.startswith(joined) for name in names) else 2


def nearest_terms(query: Query, courses: Iterable[Course]) -> list[Term]:
    """Terms whose names read like what was looked for; for when nothing was found. Two queries."""
    joined = "".join(query.words)
    pairs = [joined[place : place + 2] for place in range(max(len(joined) - 1, 1))][:12]
    if not joined:
        return []
    like = Q()
    for pair in pairs:
        like |= Q(forms__contains=pair)
    rows = Term.objects.filter(like, course__in=courses, in_glossary=True).order_by("letters", "pk")
    known = rows.values_list("pk", "forms")[:_NEAR]
    by_form = {form: pk for pk, forms in known for form in forms.split("\n")}
    return _terms(dict.fromkeys(by_form[form] for form in nearest(joined, list(by_form))))


def _terms(keys: Iterable[int]) -> list[Term]:
    """The terms of some keys, in their order, each with its course."""
    wanted = list(keys)
    rows = Term.objects.filter(pk__in=wanted).select_related("course") if wanted else ()
    by_key = {row.pk: row for row in rows}
    return [by_key[pk] for pk in wanted if pk in by_key]
