"""The one write path for notes: a text comes in, a revision and its facts are stored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from content import core
from content.core import claims
from content.core.courses import CourseFile
from content.core.document import BlockKind, Diagnostic, ParsedNote
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.rendering import render_note
from content.core.terms import Pack, load_pack
from content.facts import load_facts, store_facts
from content.indexing import forget_note, index_note
from content.models import Course, FactText, Note, NoteRevision


class Outcome(StrEnum):
    """What became of a note."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class NoteReport:
    """What ingesting one note did."""

    path: str
    outcome: Outcome
    facts: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


@cache
def installed_pack() -> Pack:
    """The domain pack of this installation."""
    return load_pack(settings.PACK_PATH.read_text("utf-8"))


@cache
def reading_version() -> str:
    """A digest of the reading rules and the pack.

    When either changes, notes are read again although their text is the same.
    """
    digest = hashlib.blake2s(settings.PACK_PATH.read_bytes(), digest_size=16)
    for path in sorted(Path(core.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def reading_of(note: ParsedNote) -> str:
    """A digest of all that the note's facts depend on beside its text: the rules, the pack and confirmed tables."""
    repaired = [block.table for block in note.blocks if block.table and block.table.repaired]
    if not repaired:
        return reading_version()
    return hashlib.blake2s(f"{reading_version()} {repaired!r}".encode(), digest_size=16).hexdigest()


def ensure_course(slug: str, file: CourseFile | None = None, *, position: int = 0) -> Course:
    """The course ``slug``, made or brought up to date with its course file; writes only what differs."""
    course = Course.objects.filter(slug=slug).first() or Course(slug=slug)
    if file is not None:
        wanted = {
            "title_zh": file.title_zh,
            "title_en": file.title_en,
            "description_zh": file.description_zh,
            "description_en": file.description_en,
        }
    elif course.pk is None:
        wanted = {"position": position}
    else:
        wanted = {}
    changed = {name: value for name, value in wanted.items() if getattr(course, name) != value}
    for name, value in changed.items():
        setattr(course, name, value)
    if course.pk is None or changed:
        course.save()
    return course


def is_unchanged(stored: Note | None, note: ParsedNote, data: bytes, *, path: str, position: int) -> bool:
    """Whether ``stored`` (with its ``current`` revision loaded) already says all that ``data`` says."""
    return (
        stored is not None
        and stored.retired_at is None
        and stored.current is not None
        and stored.current.sha256 == hashlib.sha256(data).hexdigest()
        and stored.read_by == reading_of(note)
        and (stored.path, stored.title, stored.position) == (path, note.title, position)
    )


@transaction.atomic
def ingest_note(
    note: ParsedNote, data: bytes, *, course: Course, path: str, position: int, pack: Pack, now: datetime
) -> NoteReport:
    """Store one parsed note in one transaction. ``data`` are the bytes it came from.

    The same bytes read by the same rules, with the same tables repaired, write nothing.
    """
    stored = (
        Note.objects.select_related("current")
        .filter(course=course, slug=note.slug, language=note.language)
        .first()
    )
    if is_unchanged(stored, note, data, path=path, position=position):
        return NoteReport(path, Outcome.UNCHANGED, diagnostics=note.diagnostics)
    outcome = Outcome.CHANGED if stored and stored.current else Outcome.NEW
    row = stored or Note(course=course, slug=note.slug, language=note.language)
    row.path, row.title, row.position = path, note.title[:300], position
    row.retired_at = None
    row.save()
    row.current = _revision(row, note, hashlib.sha256(data).hexdigest())
    index_note(row, note)
    facts = _keyed_facts(row, note, pack)
    store_facts(row, facts, now=now)
    row.read_by = reading_of(note)
    row.save(update_fields=["current", "read_by"])
    return NoteReport(path, outcome, len(facts), note.diagnostics)


def _revision(row: Note, note: ParsedNote, sha256: str) -> NoteRevision:
    """The current revision when the text is the same (its rendering renewed), else the next one."""
    html = render_note(note)
    contents = [
        [block.path[-1].id, block.path[-1].text, block.path[-1].level]
        for block in note.blocks
        if block.kind is BlockKind.HEADING and block.path
    ]
    if row.current is not None and row.current.sha256 == sha256:
        if (row.current.html, row.current.contents) != (html, contents):
            row.current.html, row.current.contents = html, contents
            row.current.save(update_fields=["html", "contents"])
        return row.current
    newest = row.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    return NoteRevision.objects.create(
        note=row,
        number=newest + 1,
        sha256=sha256,
        source="\n".join(note.lines),
        html=html,
        contents=contents,
    )


def _keyed_facts(row: Note, note: ParsedNote, pack: Pack) -> tuple[claims.Fact, ...]:
    """The note's facts under lasting keys: those it had before, else those of its twin, else new ones."""
    texts = FactText.objects.filter(note__course=row.course_id, note__slug=row.slug)
    own = texts.filter(language=row.language)
    keyed = match_facts(
        extract_facts(note, pack=pack),
        old=load_facts(own.filter(retired_at=None)),
        retired=load_facts(own.exclude(retired_at=None)),
        twins=load_facts(texts.filter(retired_at=None).exclude(language=row.language)),
    )
    return tuple(replace(fact, note=row.path) for fact in keyed)


@transaction.atomic
def retire_missing(folders: Sequence[Path], seen: frozenset[Path], *, now: datetime) -> list[NoteReport]:
    """Retire notes that once were under ``folders`` and are no longer there; nothing is deleted."""
    reports = []
    for note in Note.objects.current().select_related("course"):
        path = Path(note.path)
        if path in seen or not any(path.is_relative_to(folder) for folder in folders):
            continue
        note.retired_at = now
        note.save(update_fields=["retired_at"])
        forget_note(note)
        store_facts(note, (), now=now)
        reports.append(NoteReport(note.path, Outcome.RETIRED))
    return reports


def facts_digest(course: Course, *, rules: str) -> str:
    """A digest of all that the course's notes state now, and of ``rules``, the version of what reads it."""
    digest = hashlib.blake2s(rules.encode(), digest_size=16)
    rows = (
        FactText.objects.filter(fact__course=course, retired_at=None)
        .order_by("fact__key", "language")
        .values_list("fact__key", "language", "content_hash", "place", "heading")
    )
    for row in rows:
        digest.update("\x1f".join(row).encode())
    return digest.hexdigest()
