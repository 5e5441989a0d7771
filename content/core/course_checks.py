"""What the entries of a ``course.yaml`` say of one another, and where that cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from content.core.courses import EACH, LANGUAGES, Blueprint, CourseFile, CourseNote
from content.core.document import Diagnostic

NAMED_TWICE = "named-twice"
NO_TITLE = "no-title"
DOMAIN = "domain"
PREREQUISITE = "prerequisite"
BLUEPRINT = "blueprint"
ABSENT = "absent"


def course_mistakes(course: CourseFile) -> tuple[Diagnostic, ...]:
    """Everything in a course file that cannot be as it stands, in the order of its lines.

    Titles that are missing, names given twice, domains and prerequisites that do not exist, prerequisites that
    come too late, and blueprints that no course like this could fill.
    """
    found = [
        *_titles(course),
        *_repeated(((domain.id, domain.line) for domain in course.domains), "domain"),
        *_repeated(((note.slug, note.line) for note in course.notes), "note"),
        *_repeated(((blueprint.id, blueprint.line) for blueprint in course.blueprints), "blueprint"),
        *_domains(course),
        *_prerequisites(course.notes),
        *(mistake for blueprint in course.blueprints for mistake in _blueprint(blueprint, course)),
    ]
    return tuple(sorted(found, key=lambda mistake: mistake.line))


def absent_notes(course: CourseFile, present: Collection[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """Notes that the course lists and that are not there, where ``present`` are the slugs and languages that are.

    A note must be there in every language of the course.
    """
    found = []
    for note in course.notes:
        missing = [
            f"{note.slug}.{language}.md"
            for language in course.languages
            if (note.slug, language) not in present
        ]
        if missing:
            sentence = f"The note {note.slug} lacks {' and '.join(missing)}; write it, or take the note out of `notes:`."
            found.append(Diagnostic(note.line, ABSENT, sentence))
    return tuple(found)


def _titles(course: CourseFile) -> Iterator[Diagnostic]:
    for name, texts in (
        ("title", (course.title_zh, course.title_en)),
        ("description", (course.description_zh, course.description_en)),
    ):
        missing = [
            language
            for language, text in zip(LANGUAGES, texts, strict=True)
            if not text and (name == "title" or any(texts)) and language in (course.languages or LANGUAGES)
        ]
        if missing:
            yield Diagnostic(
                1,
                NO_TITLE,
                f"The course has no `{name}` in {' and '.join(missing)}; write it under `{name}:`.",
            )


def _repeated(named: Iterable[tuple[str, int]], what: str) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for name, line in named:
        if name in first:
            yield Diagnostic(
                line,
                NAMED_TWICE,
                f"The {what} {name} stands already on line {first[name]}; keep one of them.",
            )
        first.setdefault(name, line)


def _domains(course: CourseFile) -> Iterator[Diagnostic]:
    known = {domain.id for domain in course.domains}
    for note in course.notes:
        if note.domain and note.domain not in known:
            yield Diagnostic(
                note.line,
                DOMAIN,
                f"The note {note.slug} is in the domain {note.domain}, which is not under `domains:`;"
                f" {_choose(course)}",
            )
        elif known and not note.domain:
            yield Diagnostic(note.line, DOMAIN, f"The note {note.slug} is in no domain; {_choose(course)}")
    used = {note.domain for note in course.notes}
    for domain in course.domains:
        if domain.id not in used:
            yield Diagnostic(
                domain.line,
                DOMAIN,
                f"The domain {domain.id} has no note; give it one under `notes:`, or take it out.",
            )


def _choose(course: CourseFile) -> str:
    names = ", ".join(domain.id for domain in course.domains)
    return f"choose one of {names}." if names else "write it there."


def _prerequisites(notes: tuple[CourseNote, ...]) -> Iterator[Diagnostic]:
    """Where each comes before what needs it, there is no circle either."""
    place: dict[str, int] = {}
    for index, note in enumerate(notes):
        place.setdefault(note.slug, index)
    for index, note in enumerate(notes):
        for slug in note.prerequisites:
            what = f"The note {note.slug} has the prerequisite {slug}, which"
            if slug not in place:
                yield Diagnostic(
                    note.line,
                    PREREQUISITE,
                    f"{what} is not under `notes:`; list it there, or take it out.",
                )
            elif slug == note.slug:
                yield Diagnostic(note.line, PREREQUISITE, f"{what} is the note itself; take it out.")
            elif place[slug] > index:
                yield Diagnostic(
                    note.line,
                    PREREQUISITE,
                    f"{what} comes later (line {notes[place[slug]].line}); move {slug} before it, or take it out.",
                )


def _blueprint(blueprint: Blueprint, course: CourseFile) -> Iterator[Diagnostic]:
    known = {domain.id for domain in course.domains}
    what = f"The blueprint {blueprint.id}"
    named = [blueprint.domain] if blueprint.domain and blueprint.domain != EACH else []
    for domain in (*named, *dict(blueprint.weights)):
        if domain not in known:
            yield Diagnostic(
                blueprint.line,
                BLUEPRINT,
                f"{what} names the domain {domain}, which is not under `domains:`; {_choose(course)}",
            )
    if blueprint.domain == EACH and not known:
        yield Diagnostic(
            blueprint.line,
            BLUEPRINT,
            f"{what} is for each domain, and there are none; list them under `domains:`.",
        )
    scored = blueprint.questions - blueprint.unscored
    for domain, weight in blueprint.weights:
        if scored * weight < 100:
            yield Diagnostic(
                blueprint.line,
                BLUEPRINT,
                f"{what} gives the domain {domain} {weight} % of {scored} scored questions, which is less than"
                " one; raise the weight or the number of questions.",
            )
