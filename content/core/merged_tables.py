"""Comparison tables merged from all notes of a course: canonical attributes, every cell with its claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s

from content.core.claims import CellState, Claim, ComparisonTable, Conflict, Fact, Rule, TableCell
from content.core.comparison_facts import comparable_facts, with_shared_names
from content.core.comparison_names import GENERAL, attribute_name, term_name
from content.core.comparisons import Comparison
from content.core.conflicts import disputed
from content.core.terms import Pack
from content.core.text import match_form

_MOST_CLAIMS = 4
"""Claims that one cell shows; a claim in conflict is always among them."""
_MOST_ATTRIBUTES = 20
_LEAST_SHAPE = 4
"""Terms and attributes of the smallest table: one attribute of three terms, or two attributes of two."""


def merge_tables(
    comparisons: Iterable[Comparison],
    facts: Iterable[Fact],
    conflicts: Iterable[Conflict],
    pack: Pack,
    *,
    course: str = "",
) -> tuple[ComparisonTable, ...]:
    """A table for each comparison and each language in which the notes tell at least half of its cells.

    Attributes are those told of two terms or more; a term of which none is told has no column. Twins are one
    claim, worded in the table's language where they can be. A cell is in conflict when one of its claims is,
    silent when there is none, and agrees otherwise: several values that can all be true stand side by side.
    ``course`` names the course in the keys.
    """
    facts = tuple(facts)
    in_conflict = disputed(facts, conflicts)
    by_term: dict[str, list[Fact]] = {}
    for fact in comparable_facts(with_shared_names(facts, pack)):
        by_term.setdefault(fact.term, []).append(fact)
    tables: list[ComparisonTable] = []
    for comparison in comparisons:
        own = [fact for term in comparison.terms for fact in by_term.get(term, ())]
        for language in _languages(own):
            told = _told(_in_language(own, language))
            table = _merged(comparison.terms, told, language, in_conflict, pack, course)
            if table and not any(_holds(other, table) for other in tables):
                tables.append(table)
    return tuple(tables)


def merge_table(
    terms: Sequence[str],
    facts: Iterable[Fact],
    in_conflict: Collection[str],
    pack: Pack,
    language: str,
    *,
    least: int = 2,
) -> ComparisonTable:
    """The table of just these ``terms`` (ids), with a column for each in their order, in ``zh`` or ``en``.

    Attributes are those told of ``least`` terms or more; there may be none. ``in_conflict`` holds the keys of disputed
    facts.
    """
    wanted = set(terms)
    own = [fact for fact in comparable_facts(facts) if fact.term in wanted]
    told = _told(_in_language(own, language), least)
    return _table(terms, told, own, language, in_conflict, pack, "")


def _holds(table: ComparisonTable, other: ComparisonTable) -> bool:
    """Whether ``table`` has every row and column of ``other``."""
    return (
        table.language == other.language
        and set(other.terms) <= set(table.terms)
        and set(other.attributes) <= set(table.attributes)
    )


def merged_key(terms: Iterable[str], language: str, course: str = "") -> str:
    """The key of a course's table of the terms with these ids, in ``zh`` or ``en``: 12 hexadecimal digits."""
    text = "\x1f".join(("merged", course, language, *sorted(terms)))
    return blake2s(text.encode(), digest_size=6).hexdigest()


def _languages(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The languages that word at least half of these facts, the most used first; mixed notes count as Chinese."""
    keys = {fact.key for fact in facts}
    worded = Counter(language for _key, language in {(fact.key, _language(fact)) for fact in facts})
    return tuple(
        language
        for language, count in sorted(worded.items(), key=lambda item: (-item[1], item[0] != "zh"))
        if 2 * count >= len(keys)
    )


def _language(fact: Fact) -> str:
    return "en" if fact.language == "en" else "zh"


def _in_language(facts: Sequence[Fact], language: str) -> list[Fact]:
    """One fact for each key, in ``language`` where there is one."""
    chosen: dict[str, Fact] = {}
    for fact in facts:
        if fact.key not in chosen or (_language(fact) == language != _language(chosen[fact.key])):
            chosen[fact.key] = fact
    return list(chosen.values())


def _told(facts: Iterable[Fact], least: int = 2) -> dict[str, dict[str, list[Fact]]]:
    """For each attribute told of ``least`` terms or more, what is told of each, a value of a note once."""
    told: dict[str, dict[str, dict[tuple[str, str], Fact]]] = {}
    for fact in facts:
        said = told.setdefault(fact.aspect, {}).setdefault(fact.term, {})
        said.setdefault((fact.note, match_form(fact.value)), fact)
    return {
        aspect: {term: list(said.values()) for term, said in terms.items()}
        for aspect, terms in told.items()
        if len(terms) >= least
    }


def _merged(
    wanted: Sequence[str],
    told: Mapping[str, Mapping[str, Sequence[Fact]]],
    language: str,
    in_conflict: Collection[str],
    pack: Pack,
    course: str,
) -> ComparisonTable | None:
    terms = [term for term in wanted if any(term in said for said in told.values())]
    if len(terms) < 2 or len(told) + len(terms) < _LEAST_SHAPE:
        return None
    about = [fact for said in told.values() for facts in said.values() for fact in facts]
    return replace(
        _table(terms, told, about, language, in_conflict, pack, course),
        key=merged_key(wanted, language, course),
    )


def _table(
    terms: Sequence[str],
    told: Mapping[str, Mapping[str, Sequence[Fact]]],
    about: Sequence[Fact],
    language: str,
    in_conflict: Collection[str],
    pack: Pack,
    course: str,
) -> ComparisonTable:
    """The table of ``terms`` with a row for each attribute of ``told``; ``about`` are the facts that name the terms."""
    aspects = sorted(told, key=lambda aspect: _row_order(aspect, told[aspect]))[:_MOST_ATTRIBUTES]
    names = _distinct(
        {
            term: term_name(term, [fact for fact in about if fact.term == term], language, pack)
            for term in terms
        }
    )
    attributes = {attribute.id: attribute for attribute in pack.attributes}
    titles = _distinct({a: attribute_name(a, _all(told[a]), language, attributes) for a in aspects})
    cells = tuple(
        _cell(names[term], titles[aspect], told[aspect].get(term, ()), in_conflict)
        for term in terms
        for aspect in aspects
    )
    return ComparisonTable(
        merged_key(terms, language, course),
        " / ".join(names.values()),
        tuple(names.values()),
        tuple(titles.values()),
        "merged",
        True,
        cells,
        language,
    )


def _row_order(aspect: str, said: Mapping[str, Sequence[Fact]]) -> tuple[bool, bool, int]:
    """General attributes first, then those that notes name, then those told in sentences; the most told first."""
    sentences = all(fact.rule is Rule.PREDICATE for fact in _all(said))
    return aspect not in GENERAL, sentences, -len(said)


def _all(said: Mapping[str, Sequence[Fact]]) -> list[Fact]:
    return [fact for facts in said.values() for fact in facts]


def _cell(term: str, attribute: str, facts: Sequence[Fact], in_conflict: Collection[str]) -> TableCell:
    """The cell with the surest of its claims, those in conflict before all, in the order of the notes."""
    surest = sorted(facts, key=lambda fact: (fact.key not in in_conflict, -fact.confidence))[:_MOST_CLAIMS]
    shown = sorted(surest, key=lambda fact: (fact.note, fact.lines, fact.place))
    claims = tuple(Claim(fact.value, fact.note, fact.lines, fact.key) for fact in shown)
    if any(fact.key in in_conflict for fact in facts):
        state = CellState.CONFLICT
    else:
        state = CellState.AGREE if facts else CellState.SILENT
    return TableCell(term, attribute, state, claims, len(facts) - len(claims))


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """``names`` by id, the id added where two would read the same."""
    counts = Counter(names.values())
    return {one: name if counts[name] == 1 else f"{name} ({one})" for one, name in names.items()}
