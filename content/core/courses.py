"""What a ``course.yaml`` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml


class CourseFileError(ValueError):
    """A ``course.yaml`` that cannot be used; ``line`` is 1-based."""

    def __init__(self, message: str, *, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class CourseFile:
    """Titles and descriptions per language, and the slugs of the notes in the order they are learnt."""

    title_zh: str = ""
    title_en: str = ""
    description_zh: str = ""
    description_en: str = ""
    notes: tuple[str, ...] = ()


def parse_course(text: str) -> CourseFile:
    """Read a ``course.yaml``. Raises CourseFileError with a sentence that says what to mend."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise CourseFileError(
            f"The course file is not valid YAML ({problem}); mend that line.",
            line=mark.line + 1 if mark else 1,
        ) from None
    if not isinstance(data, dict):
        raise CourseFileError("The course file must be a list of `name: value` lines such as `title:`.")
    title_zh, title_en = _both_languages(data, "title")
    description_zh, description_en = _both_languages(data, "description")
    return CourseFile(title_zh, title_en, description_zh, description_en, _slugs(data.get("notes", [])))


def _both_languages(data: dict[str, Any], field: str) -> tuple[str, str]:
    value = data.get(field, "")
    if isinstance(value, str):
        return value.strip(), value.strip()
    if isinstance(value, dict) and all(isinstance(wording, str) for wording in value.values()):
        return value.get("zh", "").strip(), value.get("en", "").strip()
    raise CourseFileError(f"`{field}` is {value!r}; it must be a text, or texts under `zh:` and `en:`.")


def _slugs(notes: Any) -> tuple[str, ...]:
    if not isinstance(notes, list | None):
        raise CourseFileError(f"`notes` is {notes!r}; it must be a list of slugs.")
    slugs = [entry.get("slug") if isinstance(entry, dict) else entry for entry in notes or ()]
    named = tuple(slug for slug in slugs if isinstance(slug, str) and slug)
    if len(named) < len(slugs):
        raise CourseFileError("`notes` must list slugs, or entries that each have a `slug:`.")
    return named
