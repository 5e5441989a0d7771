"""The facts of one course, indexed for asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from content.core.claims import Conflict, Fact, Rule
from content.core.conflicts import disputed
from content.core.names import is_generic
from content.core.terms import Pack, Term
from quizzes.core.amounts import find_quantities
from quizzes.core.distractors import WIDE, group_of, kind_of
from quizzes.core.drafts import DraftChoice
from quizzes.core.marks import marks_in
from quizzes.core.spoken import Spoken, say
from quizzes.core.truths import Truths, index_truths
from quizzes.core.wording import common_words

_RANK = {"zh": 0, "mixed": 1, "en": 2}
_ENOUGH = 16
"""Siblings that are looked at for one question: keeps huge tables linear."""
_SAID = 40
"""Facts about one term that may stand for it among the options."""
_TOLD = 32
"""Values of one attribute of one term that an option is compared with word by word. ``Truths`` knows the others."""


@dataclass(frozen=True, slots=True)
class Bank:
    """``leading`` holds one fact per key, in the order of the notes; ``versions`` its wordings by language.

    ``at`` is the place of a fact in its table row, its group and its kin, by key; ``about`` holds some facts
    of each term. ``unnamed`` are tables whose rows are no terms.
    """

    leading: tuple[Fact, ...]
    versions: Mapping[str, Mapping[str, Fact]]
    rows: Mapping[tuple[str, ...], tuple[Fact, ...]]
    groups: Mapping[tuple[str, str], tuple[Fact, ...]]
    kin: Mapping[tuple[str, str], tuple[Fact, ...]]
    at: Mapping[str, tuple[int, int, int]]
    told: Mapping[tuple[str, str, str], tuple[str, ...]]
    sayings: Truths
    amounts: Mapping[str, frozenset[tuple[str, float]]]
    about: Mapping[str, tuple[Fact, ...]]
    kinds: Mapping[str, tuple[Term, ...]]
    marks: Mapping[tuple[str, str], frozenset[str]]
    unnamed: frozenset[tuple[str, str]]
    words: frozenset[str]
    disputed: frozenset[str]
    pack: Pack
    choices: dict[tuple[str, str, str, bool], DraftChoice] = field(default_factory=dict, repr=False)
    """Facts as options, by key, language, what is shown and whether it is right: one stands in many questions."""
    _spoken: dict[tuple[str, str], Spoken] = field(default_factory=dict, repr=False)

    def usable(self, fact: Fact, languages: Iterable[str]) -> bool:
        """Whether a fact may be an option: undisputed, sure enough, told in all of ``languages``."""
        told = self.versions[fact.key]
        return (
            fact.key not in self.disputed and fact.confidence >= 0.6 and all(one in told for one in languages)
        )

    def spoken(self, fact: Fact) -> Spoken:
        """``fact`` in words."""
        said = self._spoken.get((fact.key, fact.language))
        if said is None:
            said = self._spoken[fact.key, fact.language] = say(fact, words=self.words, pack=self.pack)
        return said

    def languages(self, fact: Fact) -> tuple[str, ...]:
        """The languages in which ``fact`` is told."""
        return tuple(self.versions[fact.key])

    def peers(self, fact: Fact) -> tuple[Fact, ...]:
        """What the same table says of other terms under the same attribute; of a huge table, what is near."""
        near_by = _around(self.rows[_row(fact)], self.at[fact.key][0])
        languages = self.languages(fact)
        return tuple(
            other
            for other in near_by
            if other.term != fact.term
            and not self.pack.nested(fact.term, other.term)
            and self.usable(other, languages)
        )

    def group(self, fact: Fact) -> tuple[Fact, ...]:
        """The table or list a fact stands in, itself included; of a huge one, what is near."""
        return _around(self.groups[group_of(fact)], self.at[fact.key][1], 4 * _ENOUGH)

    def told_of_kin(self, fact: Fact) -> tuple[Fact, ...]:
        """What the course says under the same attribute of terms of a like kind or in the same list.

        Told in every language of ``fact``; the same list first.
        """
        languages = self.languages(fact)
        listed = [other for other in self.group(fact) if other.aspect == fact.aspect]
        alike = _around(self.kin[_kin(fact, self.pack)], self.at[fact.key][2], 4 * _ENOUGH)
        found = {other.key: other for other in (*listed, *alike)}
        return tuple(
            other for other in found.values() if other.term != fact.term and self.usable(other, languages)
        )

    def truths(self, fact: Fact) -> tuple[str, ...]:
        """What the notes say of the subject under the same attribute, in the language of ``fact``."""
        return self.told.get((fact.language, fact.term, fact.aspect), ())

    def bare_siblings(self, fact: Fact) -> tuple[Term, ...]:
        """Pack terms of the same kind, those that the notes tell of first; none for loose kinds."""
        kind = kind_of(fact.term, self.pack)
        terms = self.kinds.get(kind, ()) if kind else ()
        return tuple(sorted((t for t in terms if t.id != fact.term), key=lambda t: t.id not in self.about))


def _around(facts: tuple[Fact, ...], at: int, most: int = _ENOUGH) -> tuple[Fact, ...]:
    """At most ``most`` of ``facts``: those around the place ``at``."""
    if len(facts) <= most:
        return facts
    start = min(max(at - most // 2, 0), len(facts) - most)
    return facts[start : start + most]


def index_facts(facts: Iterable[Fact], *, pack: Pack, conflicts: Iterable[Conflict]) -> Bank:
    """Index the facts of a course, the order they come in aside."""
    ordered = sorted(
        facts, key=lambda f: (f.slug, _RANK.get(f.language, 3), f.note, f.lines, f.place, f.rule)
    )
    versions: dict[str, dict[str, Fact]] = {}
    told: dict[tuple[str, str, str], dict[str, None]] = {}
    amounts: dict[str, set[tuple[str, float]]] = {}
    marks: dict[tuple[str, str], set[str]] = {}
    for fact in ordered:
        versions.setdefault(fact.key, {}).setdefault(fact.language, fact)
        told.setdefault((fact.language, fact.term, fact.aspect), {})[fact.value] = None
        amounts.setdefault(fact.term, set()).update(_amounts(fact.value))
        marks.setdefault((fact.language, fact.term), set()).update(marks_in(fact.value, pack))
    for claim in pack.claims:
        amounts.setdefault(claim.term, set()).update((*_amounts(claim.zh), *_amounts(claim.en)))
    leading = tuple(next(iter(one.values())) for one in versions.values())
    rows: dict[tuple[str, ...], list[Fact]] = {}
    groups: dict[tuple[str, str], list[Fact]] = {}
    kin: dict[tuple[str, str], list[Fact]] = {}
    at: dict[str, tuple[int, int, int]] = {}
    for fact in leading:
        homes = (
            rows.setdefault(_row(fact), []),
            groups.setdefault(group_of(fact), []),
            kin.setdefault(_kin(fact, pack), []),
        )
        at[fact.key] = (len(homes[0]), len(homes[1]), len(homes[2]))
        for home in homes:
            home.append(fact)
    about: dict[str, list[Fact]] = {}
    for fact in leading:
        mine = about.setdefault(fact.term, [])
        if len(mine) < _SAID and fact.rule is not Rule.WRITTEN:
            mine.append(fact)
    kinds: dict[str, list[Term]] = {}
    for term in pack.terms:
        kinds.setdefault(term.kind, []).append(term)
    unnamed = frozenset(
        group for group, members in groups.items() if _is_summary(members[: 4 * _ENOUGH], pack)
    )
    return Bank(
        leading,
        versions,
        {k: tuple(v) for k, v in rows.items()},
        {k: tuple(v) for k, v in groups.items()},
        {k: tuple(v) for k, v in kin.items()},
        at,
        {k: tuple(islice(v, _TOLD)) for k, v in told.items()},
        index_truths(ordered),
        {k: frozenset(v) for k, v in amounts.items()},
        {k: tuple(v) for k, v in about.items()},
        {k: tuple(v) for k, v in kinds.items()},
        {k: frozenset(v) for k, v in marks.items()},
        unnamed,
        common_words(ordered),
        disputed(ordered, conflicts),
        pack,
    )


def _is_summary(facts: list[Fact], pack: Pack) -> bool:
    """Whether a table sums up one thing: a quarter of its rows are named by attributes, not by terms."""
    names = {fact.subject for fact in facts if fact.rule is Rule.TABLE_ROW}
    aside = [
        name
        for name in names
        if not pack.find(name)
        and (pack.find_attribute(name) or is_generic(name) or re.search(r" vs\.? ", name))
    ]
    return bool(names) and 4 * len(aside) >= len(names)


def _amounts(text: str) -> Iterator[tuple[str, float]]:
    return ((one.unit, one.number) for one in find_quantities(text))


def _row(fact: Fact) -> tuple[str, ...]:
    """The row of a table; where rows have no names, every cell tells a feature, and its place tells the row."""
    nameless = fact.aspect == "feature" and fact.rule is Rule.TABLE_COLUMN
    row = fact.place.rpartition("/")[2].partition("c")[0] if nameless else ""
    return (*group_of(fact), fact.aspect, fact.attribute, row)


def _kin(fact: Fact, pack: Pack) -> tuple[str, str]:
    """Facts under one attribute about terms of one kind; services are all of one kind here."""
    term = pack.get(fact.term)
    kind = term.kind if term else ""
    return fact.aspect, "service" if kind.endswith(WIDE) else kind or f"/{fact.term}"
