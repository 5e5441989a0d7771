"""A note as the reader shows it: its HTML with marks and terms set in, its twin beside it, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from content.core.document import Span
from content.core.marking import align, set_in, without_ids
from content.core.rendering import cite
from content.models import Note, NoteQuerySet, NoteRevision
from content.note_terms import term_cards, with_terms
from content.reading import chosen_revision, read_lines
from learn.marks import marks_of, recalls_of, with_marks, yields_of
from learn.places import place_in_note, stops


def readable_notes(user: Any) -> NoteQuerySet:
    """The notes that ``user`` may read, with what the reader needs of them."""
    return Note.objects.visible_to(user).select_related("course", "current")


def note_page(
    note: Note, user: Any, *, asked: Mapping[str, str], now: datetime, interface: str
) -> dict[str, Any] | None:
    """What the page of a note shows to ``user``; ``asked`` is the query of its address, None what names nothing.

    ``revision`` and ``lines`` open an earlier text at some lines, ``beside`` shows the twin too. ``interface`` is the
    language of the page, ``zh`` or ``en``.
    """
    revision = chosen_revision(note, asked.get("revision", ""))
    if revision is None:
        return None
    twin = _twin(note, user)
    cited = read_lines(asked.get("lines", ""))
    is_current = revision.pk == note.current_id
    beside = "beside" in asked and twin is not None and is_current
    html, marked = _with_marks(note, revision, user, cited, is_current, now, interface)
    html, terms = with_terms(html, term_cards(revision, course=note.course.slug, language=note.language))
    if is_current:
        html = set_in(html, stops(html, language=_tag(interface)))
    rows = align(html, twin.current.html) if beside and twin and twin.current else [(html, "")]
    here = [note.course.slug, note.slug]
    return {
        "note": note,
        "course_title": note.course.title(interface),
        "course_language": interface,
        # Sanitised when the note came in; what is added here are our own elements and classes.
        "rows": [(mark_safe(one), mark_safe(without_ids(other))) for one, other in rows],
        "contents": [dict(zip(("id", "text", "level"), entry, strict=True)) for entry in revision.contents],
        "url": reverse("note", args=[*here, note.language]),
        "twin_url": reverse("note", args=[*here, twin.language]) if twin else "",
        "twin_language": twin.language if twin else "",
        "beside": beside,
        "terms": terms,
        "marked": marked,
        "cited": cited,
        "is_current": is_current,
        "place": place_in_note(user, note) if is_current and not cited else None,
    }


def _twin(note: Note, user: Any) -> Note | None:
    notes = readable_notes(user).current().filter(course=note.course, slug=note.slug, current__isnull=False)
    return notes.exclude(pk=note.pk).first()


def _with_marks(
    note: Note,
    revision: NoteRevision,
    user: Any,
    cited: Span | None,
    is_current: bool,
    now: datetime,
    interface: str,
) -> tuple[str, bool]:
    """The HTML with its cited lines and its marks, and whether there are any.

    Only the newest revision is asked about, and its lines are those that the facts name.
    """
    html = cite(revision.html, cited) if cited else revision.html
    if not is_current:
        return html, False
    yields = yields_of(revision)
    marks = marks_of(html, yields, recalls_of(user, note.course.slug, yields, now=now))
    return with_marks(html, marks, form="ask", language=_tag(interface)), bool(marks)


def _tag(interface: str) -> str:
    return "zh-Hans" if interface == "zh" else "en"
