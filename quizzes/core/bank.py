"""The facts of one course, indexed for asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.core.claims import Conflict, Fact, Rule
from content.core.conflicts import disputed
from content.core.terms import Pack
from quizzes.core.distractors import group_of

_RANK = {"zh": 0, "mixed": 1, "en": 2}
_ENOUGH = 24
"""Siblings that are looked at for one question: keeps huge tables linear."""


@dataclass(frozen=True, slots=True)
class Bank:
    """``leading`` holds one fact per key, in the order of the notes; ``versions`` its wordings by language."""

    leading: tuple[Fact, ...]
    versions: Mapping[str, Mapping[str, Fact]]
    rows: Mapping[tuple[str, ...], tuple[Fact, ...]]
    groups: Mapping[tuple[str, str], tuple[Fact, ...]]
    told: Mapping[tuple[str, str, str], tuple[str, ...]]
    by_aspect: Mapping[str, tuple[Fact, ...]]
    words: frozenset[str]
    disputed: frozenset[str]
    pack: Pack

    def usable(self, fact: Fact, languages: Iterable[str]) -> bool:
        """Whether a fact may be an option: undisputed, sure enough, told in all of ``languages``."""
        told = self.versions[fact.key]
        return (
            fact.key not in self.disputed and fact.confidence >= 0.6 and all(one in told for one in languages)
        )

    def peers(self, fact: Fact) -> tuple[Fact, ...]:
        """What the same table says of other terms under the same attribute; of a huge table, what follows."""
        row, languages = self.rows[_row(fact)], tuple(self.versions[fact.key])
        if len(row) > _ENOUGH:
            start = next(i for i, other in enumerate(row) if other.key == fact.key)
            row = (row[start:] + row[:start])[:_ENOUGH]
        return tuple(other for other in row if other.term != fact.term and self.usable(other, languages))

    def told_of_kin(self, fact: Fact) -> tuple[Fact, ...]:
        """What the course says of any term under the same attribute, in every language of ``fact``."""
        languages = tuple(self.versions[fact.key])
        found = self.by_aspect.get(fact.aspect, ())
        return tuple(other for other in found if other.term != fact.term and self.usable(other, languages))

    def truths(self, fact: Fact) -> tuple[str, ...]:
        """What the notes say of the subject under the same attribute, in the language of ``fact``."""
        return self.told.get((fact.language, fact.term, fact.aspect), ())


def index_facts(facts: Iterable[Fact], *, pack: Pack, conflicts: Iterable[Conflict]) -> Bank:
    """Index the facts of a course, the order they come in aside."""
    ordered = sorted(
        facts, key=lambda f: (f.slug, _RANK.get(f.language, 3), f.note, f.lines, f.place, f.rule)
    )
    versions: dict[str, dict[str, Fact]] = {}
    for fact in ordered:
        versions.setdefault(fact.key, {}).setdefault(fact.language, fact)
    leading = tuple(next(iter(told.values())) for told in versions.values())
    rows: dict[tuple[str, ...], list[Fact]] = {}
    groups: dict[tuple[str, str], list[Fact]] = {}
    aspects: dict[str, list[Fact]] = {}
    for fact in leading:
        rows.setdefault(_row(fact), []).append(fact)
        groups.setdefault(group_of(fact), []).append(fact)
        if fact.rule is not Rule.WRITTEN:
            aspects.setdefault(fact.aspect, []).append(fact)
    told: dict[tuple[str, str, str], dict[str, None]] = {}
    for fact in ordered:
        told.setdefault((fact.language, fact.term, fact.aspect), {})[fact.value] = None
    english = " ".join(fact.value for fact in ordered if fact.language == "en")
    return Bank(
        leading,
        versions,
        {k: tuple(v) for k, v in rows.items()},
        {k: tuple(v) for k, v in groups.items()},
        {k: tuple(v) for k, v in told.items()},
        {k: tuple(v) for k, v in aspects.items()},
        frozenset(re.findall(r"(?<![\w-])[a-z][a-z-]+", english)),
        disputed(ordered, conflicts),
        pack,
    )


def _row(fact: Fact) -> tuple[str, ...]:
    return (*group_of(fact), fact.aspect, fact.attribute)
