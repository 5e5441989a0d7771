"""A note as a page shows it."""

from __future__ import annotations

import re
from functools import lru_cache

from django.urls import reverse

from content.core.document import Span
from content.models import Note, NoteRevision

LINES = re.compile(r"(\d{1,6})-(\d{1,6})")


def note_url(revision: NoteRevision, lines: Span | None = None) -> str:
    """The address of a note at one revision, opened and highlighted at ``lines``."""
    note = revision.note
    if lines is None:
        return page_url(note.course.slug, note.slug, note.language)
    return lines_url(note.course.slug, note.slug, note.language, revision.number, lines)


def lines_url(course: str, slug: str, language: str, revision: int, lines: Span) -> str:
    """The same from what names a note, for pages that link to many lines."""
    first, last = lines
    return f"{page_url(course, slug, language)}?revision={revision}&lines={first}-{last}#L{first}"


@lru_cache(maxsize=4096)
def page_url(course: str, slug: str, language: str) -> str:
    """The address of a note as it is now."""
    return reverse("note", args=[course, slug, language])


def read_lines(text: str) -> Span | None:
    """The span in ``12-14``; None for anything else."""
    match = LINES.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if 1 <= first <= last else None


def chosen_revision(note: Note, number: str) -> NoteRevision | None:
    """The revision that an address names, else the current one; None when there is no such one."""
    if not number:
        return note.current
    return (
        note.revisions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    )


def excerpt(revision: NoteRevision, lines: Span) -> list[tuple[int, str]]:
    """The source lines of a span with their numbers, blank ones left out; rows of a table bring its header."""
    source = revision.source.split("\n")
    first, last = lines
    numbered = enumerate(source[first - 1 : last], start=first)
    shown = [(number, line) for number, line in numbered if line.strip()]
    header = _table_header(source, first)
    return shown if header == first else [(header, source[header - 1]), *shown]


def _table_header(source: list[str], line: int) -> int:
    """The number of the first row of the table that ``line`` is a row of; ``line`` itself elsewhere."""
    while line > 1 and all(source[row - 1].lstrip().startswith("|") for row in (line, line - 1)):
        line -= 1
    return line
