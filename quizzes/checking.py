"""Checking notes before anyone learns from them: what an author has to mend, file by file and line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from content.core.conflicts import twin_diagnostics
from content.core.course_checks import absent_notes, course_mistakes
from content.core.document import Diagnostic
from content.core.terms import Pack
from content.core.twins import twin_mistakes
from content.core.untranslated import untranslated
from content.sources import COURSE_FILE, CourseFolder, Problem, Source, collect_sources
from quizzes.confirming import CourseNotes, read_courses
from quizzes.inspection import keyed_facts


def check_paths(paths: Iterable[str], *, pack: Pack) -> tuple[Problem, ...]:
    """Everything that is to be mended in the notes in ``paths`` and in the files of their courses; no database.

    That is what keeps a file from being read, what parsing remarks, where twins differ, what was left in the other
    language, and what cannot be in a ``course.yaml``.
    """
    collection = collect_sources(paths)
    found = list(collection.problems)
    for course in read_courses(collection, pack=pack):
        found += course.problems
        if course.folder:
            found += _course_problems(course, course.folder)
        for source in course.sources:
            remarks = (*source.remarks, *source.note.diagnostics, *untranslated(source.note))
            found += _problems(source.path, remarks)
        found += _differences(course, pack)
    return tuple(sorted(set(found), key=lambda problem: (problem.path, problem.line or 0, problem.message)))


def _problems(path: str, remarks: Iterable[Diagnostic]) -> Iterator[Problem]:
    return (Problem(path, remark.message, remark.line) for remark in remarks)


def _course_problems(course: CourseNotes, folder: CourseFolder) -> Iterator[Problem]:
    if folder.file is None:
        return
    path = str(folder.path / COURSE_FILE)
    yield from _problems(path, course_mistakes(folder.file))
    if course.whole:
        present = {(source.note.slug, source.note.language) for source in course.sources}
        yield from _problems(path, absent_notes(folder.file, present))
    for source in course.sources:
        if folder.file.notes and source.note.slug not in folder.file.slugs:
            message = f"The note is not under `notes:` in {COURSE_FILE}; list {source.note.slug} there."
            yield Problem(source.path, message, 1)


def _differences(course: CourseNotes, pack: Pack) -> Iterator[Problem]:
    """Where twins differ: first in shape and numbers, then in what their facts say on lines not yet told of."""
    pairs: dict[tuple[Path, str], dict[str, Source]] = {}
    for source in course.sources:
        pairs.setdefault((source.absolute.parent, source.note.slug), {})[source.note.language] = source
    told = set()
    firsts = set()
    for pair in pairs.values():
        if "zh" in pair and "en" in pair:
            firsts.add(pair["zh"].path)
            for path, remark in twin_mistakes(pair["zh"].note, pair["en"].note):
                told.add((path, remark.line))
                yield Problem(path, remark.message, remark.line)
    for path, remark in twin_diagnostics(keyed_facts(course.sources, pack=pack), pack=pack):
        # Facts are told of on both sides; once is enough here.
        if path in firsts and (path, remark.line) not in told:
            yield Problem(path, remark.message, remark.line)
