"""Keeping the tags of notes as their files say."""

from __future__ import annotations

from collections.abc import Mapping

from content.core.tags import Tag
from content.models import Course, NoteTag

NoteName = tuple[str, str]
"""Slug and language."""


def store_tags(course: Course, wanted: Mapping[NoteName, tuple[Tag, ...]]) -> None:
    """Give the notes named in ``wanted`` those tags and no others; writes only what differs.

    To be called inside a transaction.
    """
    notes = {
        (slug, language): pk for pk, slug, language in course.notes.values_list("pk", "slug", "language")
    }
    stored = {(row.note_id, row.name): row for row in NoteTag.objects.filter(note__course=course)}
    looked_at = {notes[name] for name in wanted if name in notes}
    rows = {
        (notes[name], tag.name): NoteTag(
            note_id=notes[name], name=tag.name, title_zh=tag.title_zh, title_en=tag.title_en
        )
        for name, tags in wanted.items()
        if name in notes
        for tag in tags
    }
    same = {key for key, row in rows.items() if key in stored and _titles(stored[key]) == _titles(row)}
    gone = [row.pk for key, row in stored.items() if key[0] in looked_at and key not in same]
    if gone:
        NoteTag.objects.filter(pk__in=gone).delete()
    NoteTag.objects.bulk_create(row for key, row in rows.items() if key not in same)


def _titles(row: NoteTag) -> tuple[str, str]:
    return row.title_zh, row.title_en
