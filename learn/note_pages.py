"""A note as the reader shows it: marks, terms and what is noted set into its HTML, its twin beside it, where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from content.core.marking import align, set_in, without_ids
from content.core.rendering import cite
from content.ingest import installed_pack
from content.models import Note, NoteQuerySet
from content.note_terms import comparisons_of, term_cards, with_terms
from content.reading import chosen_revision, read_lines
from learn.asides import asides_of
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
    revision.note = note  # the same row, which nothing needs to read once more
    twin = _twin(note, user)
    cited = read_lines(asked.get("lines", ""))
    is_current = revision.pk == note.current_id
    beside = "beside" in asked and twin is not None and is_current
    html = cite(revision.html, cited) if cited else revision.html
    # Only the newest revision is asked about, and its lines are those that the facts name.
    yields = yields_of(revision) if is_current else []
    recalls = recalls_of(user, note.course.slug, yields, now=now) if yields else {}
    marks, tag = marks_of(html, yields, recalls), "zh-Hans" if interface == "zh" else "en"
    html = with_marks(html, marks, form="ask", language=tag)
    html, terms = with_terms(html, term_cards(revision, course=note.course.slug, language=note.language))
    if is_current:
        html = set_in(html, stops(html, language=tag))
        pack = installed_pack()
        html = set_in(html, asides_of(html, revision, user, yields, begun=bool(recalls), pack=pack, tag=tag))
    compared = (
        comparisons_of(note.course, {card.term for card in terms}, language=note.language) if terms else {}
    )
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
        "terms": [(card, compared.get(card.term)) for card in terms],
        "marked": bool(marks),
        "cited": cited,
        "is_current": is_current,
        "place": place_in_note(user, note) if is_current and not cited else None,
    }


def _twin(note: Note, user: Any) -> Note | None:
    notes = readable_notes(user).current().filter(course=note.course, slug=note.slug, current__isnull=False)
    return notes.exclude(pk=note.pk).first()
