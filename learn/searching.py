"""Finding questions again that a learner has answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from content.core.search_text import LONGEST_QUERY, Piece, Query, mark_hits
from content.reading import lines_url
from learn.models import Review, User
from quizzes.models import Attempt, QuestionText

MOST_QUESTIONS = 8
_SNIPPET = 160


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question that was answered, with the lines of the note that it rests on."""

    stem: tuple[Piece, ...]
    language: str
    url: str
    first: int
    last: int
    title: str


def find_answered(
    query: Query, text: str, learner: User, courses: Sequence[Any], *, language: str
) -> list[FoundQuestion]:
    """Questions that ``learner`` has answered whose stem holds every word of ``query``, at most eight. One query.

    ``text`` is what was typed: stems are looked through as they stand, so in traditional characters both forms count.
    """
    if not query:
        return []
    answered = Q(revision__in=Attempt.objects.filter(learner=learner).values("item__revision")) | Q(
        revision__in=Review.objects.filter(learner=learner, revision__isnull=False).values("revision")
    )
    rows = QuestionText.objects.filter(answered, revision__question__course__in=courses)
    typed = tuple(text[:LONGEST_QUERY].replace("\0", " ").casefold().split())
    said = _holds(query.words)
    rows = rows.filter(said if typed == query.words else said | _holds(typed))
    found: dict[int, _Stem] = {}
    for row in map(
        _Stem._make, rows.order_by("-revision_id", "language").values_list(*_STEM)[: 4 * MOST_QUESTIONS]
    ):
        if row.revision not in found or row.language == language:
            found[row.revision] = row
    return [_found(row, query) for row in list(found.values())[:MOST_QUESTIONS]]


_STEM = (
    "revision_id", "language", "stem", "first_line", "last_line", "note_revision__number",
    "note_revision__note__title", "note_revision__note__slug", "note_revision__note__language",
    "note_revision__note__course__slug",
)  # fmt: skip


class _Stem(NamedTuple):
    """What a question asks, in one language, with the lines that it rests on."""

    revision: int
    language: str
    stem: str
    first: int
    last: int
    number: int
    title: str
    slug: str
    note_language: str
    course: str


def _holds(words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(stem__icontains=word)
    return condition


def _found(row: _Stem, query: Query) -> FoundQuestion:
    url = lines_url(row.course, row.slug, row.note_language, row.number, (row.first, row.last))
    stem = mark_hits(row.stem, query.words, most=_SNIPPET)
    return FoundQuestion(stem, row.language, url, row.first, row.last, row.title)
