"""Bringing files into the database: every note, then the questions of every course they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from content.core.document import Diagnostic
from content.core.tags import Tag, tags_of
from content.ingest import NoteReport, Outcome, ensure_course, ingest_note, installed_pack, retire_missing
from content.models import Course, Note
from content.prerequisites import store_prerequisites
from content.sources import Collection, Problem, Source, collect_sources
from content.tags import NoteName, store_tags
from quizzes.blueprints import store_blueprints
from quizzes.building import BankReport, build_questions
from quizzes.confirming import CourseNotes, read_courses, review_problems
from quizzes.core.decisions import Decisions
from quizzes.pool import build_pool

INBOX = "inbox"
INBOX_POSITION = 1000


@dataclass(slots=True)
class ImportReport:
    """What an import did, note by note and course by course."""

    notes: list[NoteReport] = field(default_factory=list)
    banks: dict[str, BankReport] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many notes ended in ``outcome``."""
        return sum(note.outcome is outcome for note in self.notes)


def import_notes(
    paths: Iterable[str],
    *,
    now: datetime,
    course_slug: str | None = None,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda line: None,
) -> ImportReport:
    """Ingest the notes in ``paths`` and bring the questions of their courses up to date.

    Each note is a transaction of its own, so an interrupted run is completed by the next one. Only
    notes that once stood under a folder in ``paths`` are retired. A dry run writes nothing.
    """
    collection = collect_sources(paths)
    if not dry_run:
        return _import(collection, course_slug, now, progress)
    with transaction.atomic():
        report = _import(collection, course_slug, now, progress)
        transaction.set_rollback(True)
    return report


def _import(
    collection: Collection, course_slug: str | None, now: datetime, progress: Callable[[str], None]
) -> ImportReport:
    report = ImportReport(problems=list(collection.problems))
    read = () if course_slug else read_courses(collection, pack=installed_pack())
    notes = {source.path: source for one in read for source in one.sources}
    decided = {one.folder.slug: one for one in reversed(read) if one.folder}
    courses: dict[str, Course] = {}
    taken: dict[tuple[str, str, str], str] = {}
    tags: dict[str, dict[NoteName, tuple[Tag, ...]]] = {}
    for source in (notes.get(found.path, found) for found in collection.sources):
        slug = course_slug or (source.folder.slug if source.folder else INBOX)
        if slug not in courses:
            # A file that cannot be read is None and takes no title away.
            file = source.folder.file if source.folder and not course_slug else None
            courses[slug] = ensure_course(slug, file, position=INBOX_POSITION if slug == INBOX else 0)
        if problem := _name_taken(source, courses[slug], taken):
            report.problems.append(problem)
            continue
        progress(f"reading {source.path}")
        report.notes.append(_ingest(source, courses[slug], now))
        tags.setdefault(slug, {})[source.note.slug, source.note.language] = _tags(source, course_slug)
    report.notes += retire_missing(collection.folders, collection.seen, now=now)
    for slug, by_note in tags.items():
        with transaction.atomic():
            store_tags(courses[slug], by_note)
    for course in _touched(courses, report):
        own = decided.get(course.slug, CourseNotes(None, (), Decisions(), ()))
        file = own.folder.file if own.folder else None
        moved = file is not None and store_blueprints(course, file, now=now)
        if file is not None:
            store_prerequisites(course, file)
        progress(f"making questions for {course.slug}")
        bank = build_questions(course, pack=installed_pack(), decisions=own.decisions, now=now)
        if moved:
            build_pool(course)
        report.banks[course.slug] = bank
        report.problems += (*own.problems, *review_problems(own.folder, bank.remarks))
    shown = {str(source.absolute): source.path for source in collection.sources}
    report.notes = _with_differing_twins(report, shown)
    return report


def _with_differing_twins(report: ImportReport, shown: dict[str, str]) -> list[NoteReport]:
    """The reports on notes, with what their courses found about twins; ``shown`` maps stored paths to given ones."""
    differing: dict[str, list[Diagnostic]] = {}
    for bank in report.banks.values():
        for path, remark in bank.differing:
            differing.setdefault(shown.get(path, path), []).append(remark)
    return [
        replace(note, diagnostics=(*note.diagnostics, *differing.get(note.path, ()))) for note in report.notes
    ]


def _ingest(source: Source, course: Course, now: datetime) -> NoteReport:
    order = source.folder.file.slugs if source.folder and source.folder.file else ()
    slug = source.note.slug
    result = ingest_note(
        source.note,
        source.data,
        course=course,
        path=str(source.absolute),
        position=order.index(slug) if slug in order else len(order),
        pack=installed_pack(),
        now=now,
    )
    return NoteReport(source.path, result.outcome, result.facts, source.remarks + result.diagnostics)


def _tags(source: Source, course_slug: str | None) -> tuple[Tag, ...]:
    """What the note is tagged with; notes put into another course bring the tags they have themselves."""
    file = source.folder.file if source.folder and not course_slug else None
    return tags_of(source.note.front_matter, source.note.slug, file)


def _name_taken(source: Source, course: Course, taken: dict[tuple[str, str, str], str]) -> Problem | None:
    """A problem when another file that still exists has the same name and language in the course."""
    name = (course.slug, source.note.slug, source.note.language)
    other = taken.setdefault(name, str(source.absolute))
    if other == str(source.absolute):
        stored = Note.objects.current().filter(course=course, slug=name[1], language=name[2])
        other = stored.values_list("path", flat=True).first() or other
    if other == str(source.absolute) or not Path(other).is_file():
        return None
    return Problem(
        source.path,
        f"The course {course.slug} already has a note {name[1]!r} ({name[2]}) from {other};"
        " rename one of the two files, or ingest them into different courses with --course.",
    )


def _touched(courses: dict[str, Course], report: ImportReport) -> list[Course]:
    """The courses read in this run, and those that lost a note."""
    lost = [note.path for note in report.notes if note.outcome is Outcome.RETIRED]
    losers = Course.objects.filter(notes__path__in=lost).exclude(slug__in=courses).distinct()
    return [*courses.values(), *losers]
