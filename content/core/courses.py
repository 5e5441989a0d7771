"""What a ``course.yaml`` says; its fields are listed in ``docs/courses.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import yaml

from content.core.yaml_nodes import (
    Fields,
    YamlMistake,
    compose,
    fields,
    items,
    line_of,
    text_of,
    truth_of,
    whole_of,
)

LANGUAGES = ("zh", "en")
EACH = "each"
"""The domain of a drill that is held for every domain by itself."""

_COURSE = ("title", "description", "languages", "domains", "notes", "blueprints")
_NOTE = ("slug", "domain", "prerequisites")
_BLUEPRINT = (
    "id", "title", "questions", "minutes", "unscored", "pass", "scaled", "domain", "weights", "grading",
)  # fmt: skip
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Grading(StrEnum):
    """How a question with several right options is marked."""

    ALL_OR_NOTHING = "all-or-nothing"


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of the course that exams weigh."""

    id: str
    title_zh: str
    title_en: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class CourseNote:
    """One note of the course, with the slugs of the notes to be read before it."""

    slug: str
    domain: str = ""
    prerequisites: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How an exam or a drill is made up.

    ``questions`` counts all that are asked, the ``unscored`` pilots among them. ``minutes`` is None without a
    clock. ``pass_mark`` is on the scale 100–1000 and None where nothing is passed or failed. ``weights`` are
    per cent by domain, in sum 100; without them questions come from everywhere, or from ``domain`` alone, or,
    where that is ``each``, there is one drill for every domain.
    """

    id: str
    title_zh: str
    title_en: str
    questions: int
    minutes: int | None = None
    unscored: int = 0
    pass_mark: int | None = None
    scaled: bool = False
    domain: str = ""
    weights: tuple[tuple[str, int], ...] = ()
    grading: Grading = Grading.ALL_OR_NOTHING
    line: int = 1


@dataclass(frozen=True, slots=True)
class CourseFile:
    """Titles and descriptions per language, domains, the notes in the order they are learnt, and blueprints."""

    title_zh: str = ""
    title_en: str = ""
    description_zh: str = ""
    description_en: str = ""
    languages: tuple[str, ...] = ()
    domains: tuple[Domain, ...] = ()
    notes: tuple[CourseNote, ...] = ()
    blueprints: tuple[Blueprint, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of the notes in their order."""
        return tuple(note.slug for note in self.notes)


def parse_course(text: str) -> CourseFile:
    """Read a ``course.yaml``. Raises YamlMistake with a sentence that says what to mend, and its line.

    What the entries say of one another is not looked at here; ``course_mistakes`` does that.
    """
    root = compose(text, "The course file")
    if not isinstance(root, yaml.MappingNode):
        raise YamlMistake("The course file must be a list of `name: value` lines such as `title:`.")
    given = fields(root, "The course file", _COURSE)
    return CourseFile(
        *_both_languages(given, "title", "`title`"),
        *_both_languages(given, "description", "`description`"),
        languages=_languages(given.get("languages")),
        domains=tuple(_domain(node) for node in items(given.get("domains"), "`domains`")),
        notes=tuple(_note(node) for node in items(given.get("notes"), "`notes`")),
        blueprints=tuple(_blueprint(node) for node in items(given.get("blueprints"), "`blueprints`")),
    )


def _both_languages(given: Fields, name: str, what: str, *, wanted_at: int = 0) -> tuple[str, str]:
    """A text in both languages; with ``wanted_at``, the line of its entry, neither may be missing."""
    node = given.get(name)
    if isinstance(node, yaml.ScalarNode):
        texts = (text_of(node, what),) * 2
    elif node is None:
        texts = ("", "")
    elif isinstance(node, yaml.MappingNode):
        wordings = fields(node, what, LANGUAGES)
        zh, en = (text_of(wordings[one], f"{what}, {one},") if one in wordings else "" for one in LANGUAGES)
        texts = (zh, en)
    else:
        raise YamlMistake(f"{what} must be a text, or texts under `zh:` and `en:`.", line=line_of(node))
    if wanted_at and not all(texts):
        raise YamlMistake(
            f"{what} is missing or empty; write it under `zh:` and `en:`.",
            line=line_of(node) if node else wanted_at,
        )
    return texts[0].strip(), texts[1].strip()


def _languages(node: yaml.Node | None) -> tuple[str, ...]:
    found = []
    for entry in items(node, "`languages`"):
        language = text_of(entry, "A language")
        if language not in LANGUAGES or language in found:
            raise YamlMistake(
                f"`languages` has {language!r}; it can have {' and '.join(LANGUAGES)}, each once.",
                line=line_of(entry),
            )
        found.append(language)
    return tuple(found)


def _domain(node: yaml.Node) -> Domain:
    given = fields(node, "A domain", ("id", "title"))
    name = _name(given, "id", "A domain", line_of(node))
    if name == EACH:
        raise YamlMistake(
            f"A domain cannot be called {EACH!r}, which stands for every one; choose another id.",
            line=line_of(node),
        )
    titles = _both_languages(given, "title", f"The title of the domain {name}", wanted_at=line_of(node))
    return Domain(name, *titles, line=line_of(node))


def _note(node: yaml.Node) -> CourseNote:
    if isinstance(node, yaml.ScalarNode):
        slug = text_of(node, "A note")
        if not slug:
            raise YamlMistake(
                "`notes` has an entry without a slug; write it or take it out.", line=line_of(node)
            )
        return CourseNote(slug, line=line_of(node))
    given = fields(node, "An entry of `notes`", _NOTE)
    slug = text_of(given["slug"], "`slug`") if "slug" in given else ""
    if not slug:
        raise YamlMistake("`notes` must list slugs, or entries that each have a `slug:`.", line=line_of(node))
    before = items(given.get("prerequisites"), f"`prerequisites` of {slug}")
    return CourseNote(
        slug,
        text_of(given["domain"], f"`domain` of {slug}") if "domain" in given else "",
        tuple(text_of(entry, f"A prerequisite of {slug}") for entry in before),
        line_of(node),
    )


def _blueprint(node: yaml.Node) -> Blueprint:
    given = fields(node, "A blueprint", _BLUEPRINT)
    line = line_of(node)
    name = _name(given, "id", "A blueprint", line)
    what = f"The blueprint {name}"
    if "questions" not in given:
        raise YamlMistake(f"{what} does not say how many `questions` it asks.", line=line)
    questions = _whole(given, "questions", name, 1, 500) or 1
    minutes = _whole(given, "minutes", name, 1, 1440)
    unscored = _whole(given, "unscored", name, 0, questions - 1) or 0
    pass_mark = _whole(given, "pass", name, 100, 1000)
    scaled = truth_of(given["scaled"], f"`scaled` of {name}") if "scaled" in given else False
    if pass_mark is not None and not scaled:
        raise YamlMistake(
            f"{what} has a `pass` mark of {pass_mark} on the scale 100–1000; add `scaled: true`.",
            line=line_of(given["pass"]),
        )
    domain = text_of(given["domain"], f"`domain` of {name}") if "domain" in given else ""
    if domain and "weights" in given:
        raise YamlMistake(
            f"{what} has both a `domain` and `weights`; keep one of the two.", line=line_of(given["weights"])
        )
    return Blueprint(
        name,
        *_both_languages(given, "title", f"The title of the blueprint {name}", wanted_at=line),
        questions=questions,
        minutes=minutes,
        unscored=unscored,
        pass_mark=pass_mark,
        scaled=scaled,
        domain=domain,
        weights=_weights(given["weights"], name) if "weights" in given else (),
        grading=_grading(given["grading"], name) if "grading" in given else Grading.ALL_OR_NOTHING,
        line=line,
    )


def _weights(node: yaml.Node, name: str) -> tuple[tuple[str, int], ...]:
    given = fields(node, f"`weights` of {name}")
    weights = tuple(
        (domain, whole_of(value, f"The weight of {domain} in {name}", least=1, most=100))
        for domain, value in given.items()
    )
    total = sum(weight for _domain, weight in weights)
    if total != 100:
        raise YamlMistake(
            f"The weights of the blueprint {name} add up to {total}; change them so that they make 100.",
            line=line_of(node),
        )
    return weights


def _grading(node: yaml.Node, name: str) -> Grading:
    value = text_of(node, f"`grading` of {name}")
    if value not in list(Grading):
        raise YamlMistake(
            f"`grading` of {name} is {value!r}; it can be {', '.join(Grading)}.", line=line_of(node)
        )
    return Grading(value)


def _whole(given: Fields, field: str, name: str, least: int, most: int) -> int | None:
    return whole_of(given[field], f"`{field}` of {name}", least=least, most=most) if field in given else None


def _name(given: Fields, field: str, what: str, line: int) -> str:
    value = text_of(given[field], f"`{field}`") if field in given else ""
    if not _NAME.fullmatch(value):
        raise YamlMistake(
            f"{what} has the id {value!r}; it must be lower-case letters, digits and single hyphens.",
            line=line_of(given[field]) if field in given else line,
        )
    return value
