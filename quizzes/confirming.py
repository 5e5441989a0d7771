"""What people decided about a course, found beside its notes, and the tables they confirmed put into the notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from content.core.confirmed_tables import confirm_tables
from content.core.terms import Pack
from content.core.yaml_nodes import YamlMistake
from content.sources import REVIEW_FILE, Collection, CourseFolder, Problem, Source
from quizzes.core.decisions import Decisions
from quizzes.core.review_file import parse_review
from quizzes.core.reviewing import Remark


@dataclass(frozen=True, slots=True)
class CourseNotes:
    """The notes of one course folder as they are to be read, and what was decided about them.

    ``folder`` is None for notes that belong to no course folder. ``problems`` say what is wrong with the review
    file, and which of the tables it confirms do not fit the notes. ``whole`` is whether all notes of the folder
    were looked for, and could be read.
    """

    folder: CourseFolder | None
    sources: tuple[Source, ...]
    decisions: Decisions
    problems: tuple[Problem, ...]
    whole: bool = False


def read_courses(collection: Collection, *, pack: Pack) -> tuple[CourseNotes, ...]:
    """The courses of ``collection`` in the order of their first notes, with the tables that were confirmed."""
    by_folder: dict[Path | None, list[Source]] = {}
    for source in collection.sources:
        by_folder.setdefault(source.folder.path if source.folder else None, []).append(source)
    return tuple(
        _read_course(sources, pack, whole=_is_whole(sources, collection)) for sources in by_folder.values()
    )


def _read_course(sources: list[Source], pack: Pack, *, whole: bool) -> CourseNotes:
    folder = sources[0].folder
    decisions, problem = read_decisions(folder)
    tables = {key: (table.header, *table.rows) for key, table in decisions.tables.items()}
    misfits: dict[str, str] = {}
    found: set[str] = set()
    read = []
    for source in sources if tables else ():
        confirmed = confirm_tables(source.note, tables, pack=pack)
        read.append(replace(source, repaired=confirmed.note))
        misfits |= confirmed.misfits
        found |= confirmed.keys
    remarks = [
        Remark(table.line, f"The repair of table {key} is left out. {misfits[key]}")
        if key in misfits
        else Remark(
            table.line,
            f"No note of this course has a glued table {key}; take the key from what inspect_notes prints,"
            " or remove the entry.",
        )
        for key, table in decisions.tables.items()
        if key in misfits or (whole and key not in found)
    ]
    problems = ([problem] if problem else []) + review_problems(folder, remarks)
    return CourseNotes(folder, tuple(read or sources), decisions, tuple(problems), whole)


def _is_whole(sources: list[Source], collection: Collection) -> bool:
    """Whether all notes of the course folder were looked for, and could be read."""
    folder = sources[0].folder
    if folder is None or not any(folder.path.is_relative_to(given) for given in collection.folders):
        return False
    read = {source.absolute for source in collection.sources}
    return all(path in read for path in collection.seen if path.is_relative_to(folder.path))


def read_decisions(folder: CourseFolder | None) -> tuple[Decisions, Problem | None]:
    """The decisions in the course folder's review file, or none; and what is wrong with the file."""
    path = folder.path / REVIEW_FILE if folder else None
    if path is None or not path.is_file():
        return Decisions(), None
    try:
        return parse_review(path.read_text("utf-8-sig")), None
    except YamlMistake as error:
        return Decisions(), Problem(str(path), str(error), error.line)
    except (OSError, UnicodeDecodeError):
        return Decisions(), Problem(str(path), "The review file cannot be read as UTF-8 text.")


def review_problems(folder: CourseFolder | None, remarks: Iterable[Remark]) -> list[Problem]:
    """Decisions that could not be followed, as problems of the course folder's review file."""
    path = str(folder.path / REVIEW_FILE) if folder else REVIEW_FILE
    return [Problem(path, remark.message, remark.line) for remark in remarks]
