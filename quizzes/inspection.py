"""The pure pipeline on files, as one JSON-ready report; the contract is in ``docs/inspect.md``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.core.claims import Conflict, Fact, Polarity, Rule
from content.core.conflicts import find_conflicts, twin_diagnostics
from content.core.document import Block, Diagnostic
from content.core.facts import extract_facts
from content.core.identity import align_twins, match_facts
from content.core.terms import Pack, Term, note_terms
from content.sources import CourseFolder, Problem, Source, collect_sources
from quizzes.confirming import CourseNotes, read_courses, review_problems
from quizzes.core.cards import card_keys
from quizzes.core.decisions import Decisions
from quizzes.core.drafts import DraftChoice
from quizzes.core.generation import generate_questions
from quizzes.core.publishing import publishable
from quizzes.core.reviewing import Reviewed, review_drafts
from quizzes.core.settling import standing, unresolved
from quizzes.inspected_tables import claim_entry, inspect_tables


class PreviousError(ValueError):
    """An earlier output that cannot be read."""


def inspect_paths(
    paths: Iterable[str], *, pack: Pack, previous: str | None = None
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Everything that the notes in ``paths`` yield, and the problems met; no database.

    ``previous`` names an earlier output whose facts lend their keys to the same facts now. Equal input
    gives an equal report, but for ``seconds``.
    """
    clock = _Clock()
    with clock("parse"):
        collection = collect_sources(paths)
    earlier = _previous_facts(previous) if previous else ()
    with clock("facts"):
        read = read_courses(collection, pack=pack)
        notes = {source.path: source for one in read for source in one.sources}
        sources = tuple(notes[source.path] for source in collection.sources)
        facts = keyed_facts(sources, pack=pack, earlier=earlier)
    with clock("tables"):
        courses = [_course(one, facts, pack) for one in read]
        conflicts = [one for course in courses for one in unresolved(course.conflicts, course.decisions)]
        tables, comparisons = inspect_tables(sources, facts, conflicts, pack)
    with clock("questions"):
        reviewed, problems = _reviewed(courses, pack)
    cards = _cards(courses, pack)
    terms = {term.id: term for source in sources for term in note_terms(source.note, pack).terms}
    differing: dict[str, list[Diagnostic]] = {}
    for course in courses:
        for path, remark in twin_diagnostics(course.facts, pack=pack):
            differing.setdefault(path, []).append(remark)
    report = {
        "notes": [_note(source, differing.get(source.path, ())) for source in sources],
        "facts": [_fact(fact, (fact.note, fact.key) in cards) for fact in facts],
        "tables": tables,
        "comparisons": comparisons,
        "questions": [entry for one in reviewed for entry in _question(one)],
        "conflicts": [_conflict(conflict) for conflict in conflicts],
        "terms": [_term(term) for _id, term in sorted(terms.items())],
        "seconds": clock.seconds,
    }
    return report, collection.problems + tuple(problems)


class _Clock:
    """Adds up the seconds of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[step] = round(self.seconds.get(step, 0.0) + time.perf_counter() - start, 4)


def keyed_facts(sources: Sequence[Source], *, pack: Pack, earlier: tuple[Fact, ...] = ()) -> tuple[Fact, ...]:
    """Facts under lasting keys, note by note in reading order, as ingesting does it.

    ``earlier`` are facts that lend their keys to the same facts now.
    """
    keyed: list[Fact] = []
    for source in sources:
        note = source.note
        folder = source.absolute.parent
        old = [f for f in earlier if (f.slug, f.language) == (note.slug, note.language)]
        twins = [
            fact
            for other in sources
            if other is not source and other.note.slug == note.slug and other.absolute.parent == folder
            for fact in keyed
            if fact.note == other.path
        ]
        keyed += match_facts(extract_facts(note, pack=pack), old=old, twins=twins)
    return align_twins(keyed)


@dataclass(frozen=True, slots=True)
class _Course:
    """What the notes of one course folder state, and what a person decided about it."""

    folder: CourseFolder | None
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
    decisions: Decisions
    problems: tuple[Problem, ...]


def _course(read: CourseNotes, facts: tuple[Fact, ...], pack: Pack) -> _Course:
    """Facts and their conflicts in one course, never across courses."""
    paths = {source.path for source in read.sources}
    own = tuple(fact for fact in facts if fact.note in paths)
    return _Course(read.folder, own, find_conflicts(own, pack=pack), read.decisions, read.problems)


def _cards(courses: Iterable[_Course], pack: Pack) -> frozenset[tuple[str, str]]:
    """Note and key of every fact that is fit for a card in its course."""
    found: set[tuple[str, str]] = set()
    for course in courses:
        conflicts = standing(course.conflicts, course.decisions)
        fit = card_keys(course.facts, conflicts, pack=pack)
        found.update((fact.note, fact.key) for fact in course.facts if fact.key in fit)
    return frozenset(found)


def _reviewed(courses: Iterable[_Course], pack: Pack) -> tuple[list[Reviewed], list[Problem]]:
    """Drafts with the decisions on them, per course."""
    found: list[Reviewed] = []
    problems: list[Problem] = []
    for course in courses:
        problems += course.problems
        conflicts = standing(course.conflicts, course.decisions)
        drafts = generate_questions(course.facts, pack=pack, conflicts=conflicts)
        reviewed, remarks = review_drafts(
            drafts, course.decisions, facts=course.facts, pack=pack, conflicts=conflicts
        )
        found += reviewed
        problems += review_problems(course.folder, remarks)
    return found, problems


def _previous_facts(path: str) -> tuple[Fact, ...]:
    """The facts of an earlier output, with what matching needs."""
    try:
        data = json.loads(Path(path).read_text("utf-8"))
        slugs = {note["path"]: note["slug"] for note in data["notes"]}
        return tuple(_read_fact(entry, slugs) for entry in data["facts"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PreviousError(
            f"{path}: This is not an earlier output of inspect_notes ({type(error).__name__}: {error});"
            " make one with --format json."
        ) from None


def _read_fact(entry: dict[str, Any], slugs: dict[str, str]) -> Fact:
    return Fact(
        key=entry["key"],
        note=entry["note"],
        slug=slugs[entry["note"]],
        language=entry["language"],
        lines=(entry["lines"][0], entry["lines"][1]),
        subject=entry["subject"],
        attribute=entry["attribute"],
        value=entry["value"],
        polarity=Polarity(entry["polarity"]),
        confidence=entry["confidence"],
        rule=Rule(entry["rule"]),
        term=entry.get("term", entry["subject"]),
        aspect=entry.get("aspect", entry["attribute"]),
        place=entry.get("place", ""),
        heading_id=entry.get("heading_id", ""),
    )


def _note(source: Source, differing: Iterable[Diagnostic]) -> dict[str, Any]:
    note = source.note
    return {
        "path": note.path,
        "slug": note.slug,
        "language": note.language,
        "title": note.title,
        "blocks": [_block(block) for block in note.blocks],
        "diagnostics": [_diagnostic(remark) for remark in (*source.remarks, *note.diagnostics, *differing)],
    }


def _block(block: Block) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": block.kind.value,
        "lines": list(block.lines),
        "text": block.text,
        "plain": block.plain,
        "path": [heading.text for heading in block.path],
        "heading_id": block.path[-1].id if block.path else "",
        "level": block.level,
    }
    if block.key:
        entry |= {"key": block.key, "value": block.value}
    if block.table:
        rows = (block.table.header, *block.table.rows)
        entry["cells"] = [[cell.text for cell in row] for row in rows]
    if block.names:
        entry["names"] = list(block.names)
    if block.quiz:
        quiz = block.quiz
        entry["quiz"] = {
            "stem": quiz.stem,
            "options": [
                {"text": option.text, "correct": option.correct, "lines": list(option.lines)}
                for option in quiz.options
            ],
            "explanation": quiz.explanation,
        }
    return entry


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {"line": diagnostic.line, "code": diagnostic.code, "message": diagnostic.message}


def _fact(fact: Fact, card: bool) -> dict[str, Any]:
    return {
        "key": fact.key,
        "note": fact.note,
        "lines": list(fact.lines),
        "language": fact.language,
        "subject": fact.subject,
        "attribute": fact.attribute,
        "value": fact.value,
        "polarity": fact.polarity.value,
        "confidence": fact.confidence,
        "rule": fact.rule.value,
        "term": fact.term,
        "aspect": fact.aspect,
        "place": fact.place,
        "heading_id": fact.heading_id,
        "card": card,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "subject": conflict.subject,
        "attribute": conflict.attribute,
        "reason": conflict.reason,
        "claims": [claim_entry(claim.value, claim.note, claim.lines) for claim in conflict.claims],
        "key": conflict.key,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "zh": term.zh,
        "en": term.en,
        "abbreviation": term.abbreviation,
        "aliases": list(term.aliases),
    }


def _question(one: Reviewed) -> Iterator[dict[str, Any]]:
    draft = one.draft
    for text in draft.texts:
        yield {
            "key": draft.key,
            "kind": draft.kind.value,
            "language": text.language,
            "stem": text.stem,
            "choices": [_choice(choice) for choice in text.choices],
            "explanation": text.explanation,
            "evidence": draft.evidence.value,
            "fact": draft.fact,
            "note": text.note,
            "lines": list(text.lines),
            "status": one.status,
            "hash": one.hash,
            "flaws": list(text.flaws),
            "publishable": publishable(draft),
            "confidence": draft.confidence,
            "difficulty": draft.difficulty,
        }


def _choice(choice: DraftChoice) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": choice.text,
        "correct": choice.correct,
        "note": choice.note,
        "lines": list(choice.lines) if choice.lines else None,
    }
    if choice.true_of:
        entry["true_of"] = choice.true_of
    if choice.constructed:
        entry["constructed"] = True
    if choice.partner:
        entry["partner"] = choice.partner
    if choice.place:
        entry["place"] = choice.place
    return entry
