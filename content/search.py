"""Finding things in notes: passages by the database's full-text index, terms by their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from content.core.search_text import Piece, Query, count_hits, mark_hits, nearest
from content.models import Course, Passage, Term

MOST_PASSAGES, MOST_TERMS = 20, 8
_CANDIDATES = 60
"""Passages that are read and ranked. Those with a hit in their heading come first, then in the order of the notes."""
_SNIPPET = 160
_OFTEN = 5
"""Mentions beyond which a passage is about what is looked for anyway."""
_NEAR = 400
"""Terms among which the nearest are sought when nothing was found."""

_SQLITE = """
SELECT passage.id FROM content_passage_index AS found
CROSS JOIN content_passage AS passage ON passage.id = found.rowid
CROSS JOIN content_note AS note ON note.id = passage.note_id
WHERE content_passage_index MATCH %(query)s AND note.course_id IN ({courses}) LIMIT %(most)s
"""
_POSTGRESQL = """
SELECT passage.id FROM content_passage AS passage
JOIN content_note AS note ON note.id = passage.note_id
WHERE passage.{column} @@ %(query)s::tsquery AND note.course_id IN ({courses}) LIMIT %(most)s
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


def find_passages(query: Query, courses: Iterable[Course], *, language: str) -> list[FoundPassage]:
    """The passages of ``courses`` in which every word of ``query`` stands, the best first, at most 20.

    Those in ``language`` come before others that fit as well. Three queries.
    """
    slugs = {course.pk: course.slug for course in courses}
    if not query or not slugs:
        return []
    ids = dict.fromkeys([*_matching(query, tuple(slugs), headings=True), *_matching(query, tuple(slugs))])
    rows = Passage.objects.filter(pk__in=list(ids)[:_CANDIDATES]).select_related("note")
    rows = rows.defer("heading_tokens", "text_tokens")
    ranked = sorted(rows, key=lambda row: _order(row, query, language))[:MOST_PASSAGES]
    return [_found(row, query, slugs[row.note.course_id]) for row in ranked]


def _matching(query: Query, courses: Sequence[int], *, headings: bool = False) -> list[int]:
    """Ids of passages whose index holds the query, in their heading or anywhere."""
    names = {f"course{place}": pk for place, pk in enumerate(courses)}
    places = ", ".join(f"%({name})s" for name in names)
    if connection.vendor == "sqlite":
        text = " ".join([*(f'"{one}"' for one in query.tokens), *(f'"{one}"*' for one in query.prefixes)])
        sql, asked = _SQLITE, f"heading_tokens : ({text})" if headings else text
    else:
        asked = " & ".join([*(f"'{one}'" for one in query.tokens), *(f"'{one}':*" for one in query.prefixes)])
        sql = _POSTGRESQL
    column = "heading_index" if headings else "text_index"
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(courses=places, column=column), {"query": asked, "most": _CANDIDATES, **names}
        )
        return [pk for (pk,) in cursor.fetchall()]


def _order(row: Passage, query: Query, language: str) -> tuple[Any, ...]:
    """Whole words in the heading count most, then in the text, then the language, then how often."""
    in_heading, _often = count_hits(row.heading, query.words)
    in_text, often = count_hits(row.text, query.words)
    note = row.note
    foreign = note.language != language
    place = (note.position, note.slug, note.language, row.position)
    return (-in_heading, -in_text, foreign, -min(often, _OFTEN), *place)


def _found(row: Passage, query: Query, course: str) -> FoundPassage:
    """The passage with its best piece: the one with most of the words, the first of equals."""
    pieces = list(zip(map(int, row.starts.split(" ")), row.text.split("\n"), strict=True))
    # The heading is shown anyway, so what follows it says more.
    counted = [
        (text not in (row.heading, row.note.title), count_hits(text, query.words)[0], -line)
        for line, text in pieces
    ]
    line, text = pieces[counted.index(max(counted))]
    note = row.note
    url = reverse("note", args=[course, note.slug, note.language])
    return FoundPassage(
        title=note.title,
        course=course,
        heading=mark_hits(row.heading, query.words, most=_SNIPPET),
        snippet=mark_hits(text, query.words, most=_SNIPPET) if text != row.heading else (),
        language=note.language,
        url=f"{url}?{urlencode({'lines': f'{line}-{line}'})}#L{line}" if line else url,
        line=line,
    )


def find_terms(query: Query, courses: Iterable[Course], *, most: int = MOST_TERMS) -> list[Term]:
    """Terms with every word of ``query`` in one of their names, in pinyin or its initials; the closest names first."""
    if not query:
        return []
    rows = Term.objects.filter(course__in=courses).named(query.words).select_related("course")
    joined = "".join(query.words)
    found = list(rows.order_by("letters", "pk")[: 10 * most])
    return sorted(found, key=lambda term: (_closeness(term, joined), not term.in_glossary))[:most]


def _closeness(term: Term, joined: str) -> int:
    """0 for a term of just this name, 1 for one with a name that begins so, else 2."""
    forms = term.forms.split("\n")
    return 0 if joined in forms else 1 if any(form.startswith(joined) for form in forms) else 2


def nearest_terms(query: Query, courses: Iterable[Course]) -> list[Term]:
    """Terms whose names read like what was looked for; for when nothing was found."""
    joined = "".join(query.words)
    pairs = [joined[place : place + 2] for place in range(max(len(joined) - 1, 1))][:12]
    if not joined:
        return []
    like = Q()
    for pair in pairs:
        like |= Q(forms__contains=pair)
    rows = Term.objects.filter(like, course__in=courses, in_glossary=True).select_related("course")
    by_form = {
        form: term for term in rows.order_by("letters", "pk")[:_NEAR] for form in term.forms.split("\n")
    }
    found = nearest(joined, list(by_form))
    return list(dict.fromkeys(by_form[form] for form in found))
