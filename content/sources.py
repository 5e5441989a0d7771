"""Finding and reading the files that notes come from; bad ones become sentences, not exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from content.core.courses import CourseFile, parse_course
from content.core.document import Diagnostic, ParsedNote
from content.core.parsing import parse_note
from content.core.text import UndecodableNote, decode_note
from content.core.yaml_nodes import YamlMistake

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
MAX_BYTES = 1_000_000
COURSE_FILE = "course.yaml"
REVIEW_FILE = "review.yaml"
REFUSED = frozenset({"front-matter", "too-long"})
"""Diagnostics that make a note unusable as a whole."""


@dataclass(frozen=True)
class Problem:
    """Why a file could not be used, in a full sentence."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class CourseFolder:
    """The nearest folder above a note that has a ``course.yaml``."""

    path: Path
    file: CourseFile | None
    """None when it could not be read."""

    @property
    def slug(self) -> str:
        """The course's slug is the name of its folder."""
        return self.path.name


@dataclass(frozen=True)
class Source:
    """One readable note: where it is, its decoded text and what decoding had to remark."""

    path: str
    absolute: Path
    data: bytes
    text: str
    remarks: tuple[Diagnostic, ...]
    folder: CourseFolder | None
    repaired: ParsedNote | None = None
    """The parsed note with the tables in it that a person confirmed, once those are known."""

    @cached_property
    def note(self) -> ParsedNote:
        """The note, parsed once; with its repaired tables, once they are known."""
        return self.repaired or parse_note(self.text, path=self.path)


@dataclass(frozen=True)
class Collection:
    """What some paths yielded: readable notes in reading order, problems, and the folders looked through."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    folders: tuple[Path, ...]
    seen: frozenset[Path]
    """Every note file that exists, readable or not."""


def collect_sources(paths: Iterable[str]) -> Collection:
    """Read every note in ``paths`` (files or folders).

    Chinese before English where a note has both, so that reading files and filling the database agree
    on which twin was first.
    """
    problems: list[Problem] = []
    folders: list[Path] = []
    files: dict[Path, str] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            folders.append(path.resolve())
            found = {file.resolve(): str(file) for file in _note_files(path)}
            if not found:
                problems.append(
                    Problem(given, f"The folder has no notes; a note ends in {', '.join(sorted(SUFFIXES))}.")
                )
            files.update(found)
        elif path.is_file():
            files.setdefault(path.resolve(), given)
        else:
            problems.append(Problem(given, "There is no such file or folder; check the path."))
    courses = _CourseFolders()
    sources = []
    for absolute, shown in files.items():
        outcome = _read(absolute, shown, courses)
        (problems if isinstance(outcome, Problem) else sources).append(outcome)  # type: ignore[arg-type]
    problems.extend(courses.problems)
    return Collection(
        tuple(sorted(sources, key=_reading_order)), tuple(problems), tuple(folders), frozenset(files)
    )


def _reading_order(source: Source) -> tuple[str, str, bool, str]:
    note = source.note
    return (str(source.absolute.parent), note.slug, note.language == "en", source.path)


def _note_files(folder: Path) -> Iterator[Path]:
    """Note files below ``folder`` in a fixed order; what begins with a dot is left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


class _CourseFolders:
    """Finds and remembers the nearest course folder of each folder."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._known: dict[Path, CourseFolder | None] = {}

    def nearest(self, folder: Path) -> CourseFolder | None:
        """The nearest folder at or above ``folder`` with a usable course file, else None."""
        for candidate in (folder, *folder.parents):
            if candidate in self._known:
                return self._known[candidate]
            if (candidate / COURSE_FILE).is_file():
                self._known[candidate] = self._read(candidate)
                return self._known[candidate]
        return None

    def _read(self, folder: Path) -> CourseFolder | None:
        path = folder / COURSE_FILE
        try:
            return CourseFolder(folder, parse_course(path.read_text("utf-8-sig")))
        except YamlMistake as error:
            self.problems.append(Problem(str(path), str(error), error.line))
        except (OSError, UnicodeDecodeError):
            self.problems.append(Problem(str(path), "The course file cannot be read as UTF-8 text."))
        return CourseFolder(folder, None)


def _read(absolute: Path, shown: str, courses: _CourseFolders) -> Source | Problem:
    try:
        with absolute.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(shown, f"The file cannot be read ({error.strerror}); check its permissions.")
    if len(data) > MAX_BYTES:
        return Problem(
            shown,
            f"The note has {absolute.stat().st_size:,} bytes, more than the {MAX_BYTES:,} that a note may have;"
            " split it into several notes.",
        )
    try:
        text, _encoding, remarks = decode_note(data)
    except UndecodableNote as error:
        return Problem(shown, str(error))
    source = Source(shown, absolute, data, text, remarks, courses.nearest(absolute.parent))
    for diagnostic in source.note.diagnostics:
        if diagnostic.code in REFUSED:
            return Problem(shown, diagnostic.message, diagnostic.line)
    return source
