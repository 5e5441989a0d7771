"""Where a learner stopped reading: kept when the page tells, and found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.models import Course, Note
from learn.models import ReadingPlace, User

_HEADING = re.compile(r'<h2\b[^<>]*\bid="([^"]*)"[^<>]*>.*?</h2>', re.DOTALL)
_FIELDS = ("note__course__slug", "note__slug", "note__language", "note__title", "note__current__contents")


class UnknownHeading(Exception):
    """The note has no such heading; ``heading`` is what was sent."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.heading = heading


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on reading. ``heading`` is what the heading with the id says; both are empty at the top."""

    title: str
    id: str
    heading: str
    language: str
    url: str


def remember_place(learner: User, note: Note, heading: str, *, now: datetime) -> None:
    """Keep that ``learner`` read ``note`` as far as the heading with this id; empty is the top.

    Raises UnknownHeading for an id that its current revision does not have.
    """
    if heading and heading not in _headings(note.current.contents if note.current else ()):
        raise UnknownHeading(heading)
    ReadingPlace.objects.update_or_create(
        learner=learner, note=note, defaults={"heading": heading, "at": now}
    )


def last_place(user: Any) -> Place | None:
    """Where ``user`` stopped reading last, in any course. One query."""
    return _newest(ReadingPlace.objects.visible_to(user))


def place_in_course(user: Any, course: Course) -> Place | None:
    """Where ``user`` stopped reading in a course. One query."""
    return _newest(ReadingPlace.objects.visible_to(user).filter(note__course=course))


def place_in_note(user: Any, note: Note) -> Place | None:
    """Where ``user`` stopped in a note, in whichever of its languages that was last; None at its top. One query.

    The two languages share the ids of their headings, so the place is found in the language of ``note``.
    """
    twins = ReadingPlace.objects.visible_to(user).filter(note__course=note.course, note__slug=note.slug)
    heading = twins.values_list("heading", flat=True).first() or ""
    contents = note.current.contents if note.current else ()
    found = _place(note.course.slug, note.slug, note.language, note.title, contents, heading)
    return found if found.heading else None


def stops(html: str, *, language: str) -> Iterator[tuple[int, str]]:
    """A button under each main heading of a rendered note that remembers it, for browsers without a script.

    Yields where it is set in and its HTML; ``language`` is that of the interface.
    """
    for found in _HEADING.finditer(html):
        yield (
            found.end(),
            format_html(
                '<noscript><p class="stop" lang="{}"><button class="quiet" form="place" name="heading" value="{}">{}'
                "</button></p></noscript>",
                language,
                unescape(found[1]),
                _("Remember this place"),
            ),
        )


def _newest(places: QuerySet[ReadingPlace]) -> Place | None:
    row = places.values_list(*_FIELDS, "heading").first()
    return _place(*row) if row else None


def _place(
    course: str, slug: str, language: str, title: str, contents: Iterable[list[Any]], heading: str
) -> Place:
    """A heading that an edit took away leaves the top of its note."""
    text = _headings(contents).get(heading, "")
    url = reverse("note", args=[course, slug, language])
    return Place(title, heading if text else "", text, language, f"{url}#{heading}" if text else url)


def _headings(contents: Iterable[list[Any]]) -> dict[str, str]:
    return {identity: text for identity, text, _level in contents}
