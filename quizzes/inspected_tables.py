"""The tables and comparisons of a report: as written, glued with suggestions, and merged per course."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from content.core.claims import ComparisonTable, Conflict, Fact
from content.core.comparison_facts import with_shared_names
from content.core.comparison_names import attribute_name, term_name
from content.core.comparisons import Comparison, suggest_comparisons
from content.core.document import ParsedNote, Span
from content.core.merged_tables import merge_tables, merged_key
from content.core.table_repairs import TableRepair, suggest_all_repairs
from content.core.tables import build_tables, glued_tables
from content.core.terms import Pack
from content.sources import Source

_SHOWN_SUGGESTIONS = 3


def inspect_tables(
    sources: Sequence[Source], facts: Sequence[Fact], conflicts: Iterable[Conflict], pack: Pack
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The ``tables`` and the ``comparisons`` of a report; the latter, and merged tables, per course."""
    notes = [source.note for source in sources]
    repairs = dict(repair for note in notes for repair in _repairs(note, pack))
    tables = [_table(table, repairs.get(table.key)) for table in build_tables(facts, notes)]
    comparisons: list[dict[str, Any]] = []
    conflicts = tuple(conflicts)
    for own in _by_course(sources):
        paths = {source.path for source in own}
        told = tuple(fact for fact in facts if fact.note in paths)
        suggested = suggest_comparisons(told, [source.note for source in own], pack)
        course = own[0].folder.path.name if own[0].folder else ""
        merged = merge_tables(suggested, told, conflicts, pack, course=course)
        tables += [_table(table, None) for table in merged]
        language = "en" if all(source.note.language == "en" for source in own) else "zh"
        keys = {table.key for table in merged}
        comparisons += _comparisons(suggested, told, language, keys, pack, course)
    return tables, comparisons


def _repairs(note: ParsedNote, pack: Pack) -> Iterator[tuple[str, TableRepair]]:
    """The suggestions for the glued tables of ``note``, by the key of the table."""
    keys = {block.lines: key for key, block in glued_tables(note)}
    for repair in suggest_all_repairs(note, pack):
        yield keys[repair.lines], repair


def claim_entry(value: str, note: str, lines: Span) -> dict[str, Any]:
    return {"value": value, "note": note, "lines": list(lines)}


def _by_course(sources: Iterable[Source]) -> list[list[Source]]:
    courses: dict[str, list[Source]] = {}
    for source in sources:
        courses.setdefault(str(source.folder.path) if source.folder else "", []).append(source)
    return list(courses.values())


def _table(table: ComparisonTable, repair: TableRepair | None) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": table.key,
        "title": table.title,
        "terms": list(table.terms),
        "attributes": list(table.attributes),
        "origin": table.origin,
        "confirmed": table.confirmed,
        "cells": [
            {
                "term": cell.term,
                "attribute": cell.attribute,
                "state": cell.state.value,
                "claims": [claim_entry(claim.value, claim.note, claim.lines) for claim in cell.claims],
            }
            | ({"omitted": cell.omitted} if cell.omitted else {})
            for cell in table.cells
        ],
    }
    if table.language:
        entry["language"] = table.language
    if repair:
        entry["header"] = [*([repair.corner] if repair.labelled else []), *repair.columns]
        entry["repairs"] = [
            {
                "lines": list(row.lines),
                "cells": [list(one.cells) for one in row.suggestions[:_SHOWN_SUGGESTIONS]],
                "scores": [one.score for one in row.suggestions[:_SHOWN_SUGGESTIONS]],
            }
            for row in repair.rows
        ]
    return entry


def _comparisons(
    suggested: Iterable[Comparison],
    facts: Sequence[Fact],
    language: str,
    keys: Collection[str],
    pack: Pack,
    course: str,
) -> list[dict[str, Any]]:
    by_id = {attribute.id: attribute for attribute in pack.attributes}
    by_term: dict[str, list[Fact]] = {}
    by_aspect: dict[str, list[Fact]] = {}
    for fact in with_shared_names(facts, pack):
        by_term.setdefault(fact.term, []).append(fact)
        by_aspect.setdefault(fact.aspect, []).append(fact)
    return [
        {
            "terms": [term_name(term, by_term.get(term, ()), language, pack) for term in one.terms],
            "ids": list(one.terms),
            "attributes": [attribute_name(a, by_aspect[a], language, by_id) for a in one.attributes],
            "score": one.score,
            "reasons": list(one.reasons),
            "tables": [
                key
                for key in (merged_key(one.terms, "zh", course), merged_key(one.terms, "en", course))
                if key in keys
            ],
        }
        for one in suggested
    ]
