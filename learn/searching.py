"""Finding questions again that a learner has answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from content.core.search_text import LONGEST_QUERY, Piece, Query, mark_hits
from content.reading import note_url
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
    rows = rows.select_related("note_revision__note__course")
    rows = rows.defer("note_revision__source", "note_revision__html", "note_revision__contents")
    found: dict[int, QuestionText] = {}
    for row in rows.order_by("-revision_id", "language")[: 4 * MOST_QUESTIONS]:
        if row.revision_id not in found or row.language == language:
            found[row.revision_id] = row
    return [_found(row, query) for row in list(found.values())[:MOST_QUESTIONS]]


def _holds(words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(stem__icontains=word)
    return condition


def _found(row: QuestionText, query: Query) -> FoundQuestion:
    lines = (row.first_line, row.last_line)
    return FoundQuestion(
        mark_hits(row.stem, query.words, most=_SNIPPET),
        row.language,
        note_url(row.note_revision, lines),
        *lines,
        row.note_revision.note.title,
    )
