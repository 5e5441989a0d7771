"""What sets two terms side by side: a table, a heading, a list, a sentence, a kind, or the same attributes told."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from content.core.claims import Fact, Rule
from content.core.document import Block, BlockKind, ParsedNote
from content.core.mentions import mention_finder
from content.core.names import heading_name
from content.core.sentences import SENTENCE_END
from content.core.terms import Pack, Term

LARGEST_GROUP = 6
_LARGEST_KIND = 12
_LONGEST_NAME = 60
_LOOSE_KINDS = frozenset(["", "concept"])
"""Kinds whose terms are not compared for their kind alone."""

_HEADING_COMPARES = re.compile(
    r"区别|差异|对比|比较|怎么选|如何选|还是|(?<![a-z])(?:vs\.?|versus|compar\w*|differ\w*|between|choos\w*|or)(?![a-z])",
    re.I,
)
_CONTRASTS = re.compile(
    r"区别|差异|对比|相比|不同于|还是|而不是|(?<![a-z])(?:vs\.?|versus|compar\w*|differ\w*|unlike|rather than)(?![a-z])",
    re.I,
)
_BESIDE = re.compile(r"[、，,/]|或|(?<![a-z])(?:vs\.?|versus|or)(?![a-z])", re.I)
_JOINED = re.compile(r"与|和|(?<![a-z])and(?![a-z])|&", re.I)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.KEY_VALUE, BlockKind.QUOTE)
_TABLE = (Rule.TABLE_COLUMN, Rule.TABLE_ROW)

_WEIGHTS = {
    "table": 3.0,
    "glued": 3.0,
    "compared": 3.0,
    "heading": 1.0,
    "list": 1.5,
    "siblings": 1.0,
    "sentence": 0.15,
    "contrast": 0.75,
    "kind": 2.0,
    "attributes": 0.5,
}
_MOST = {
    "table": 6.0,
    "glued": 3.0,
    "compared": 4.5,
    "heading": 2.0,
    "list": 3.0,
    "siblings": 1.0,
    "sentence": 1.5,
    "contrast": 1.5,
    "kind": 2.0,
    "attributes": 3.0,
}
"""No kind of evidence counts for more, however often it is met."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``groups`` the notes set side by side, ``kinds`` the terms told of by kind, and counts for pairs of terms."""

    groups: tuple[tuple[str, ...], ...]
    kinds: Mapping[str, tuple[str, ...]]
    counts: Mapping[tuple[str, str], Mapping[str, int]]

    def link(self, one: str, other: str) -> float:
        """How strongly two terms belong side by side, from 0."""
        counts = self.counts.get(_pair(one, other), {})
        return sum(min(_WEIGHTS[reason] * count, _MOST[reason]) for reason, count in counts.items())

    def reasons(self, one: str, other: str) -> tuple[str, ...]:
        """The kinds of evidence for this pair."""
        return tuple(self.counts.get(_pair(one, other), {}))


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Terms met side by side; ``group`` when they make a comparison as they stand."""

    terms: tuple[str, ...]
    reason: str
    group: bool = False


def gather_evidence(
    facts: Sequence[Fact], notes: Sequence[ParsedNote], pack: Pack, told: Mapping[str, Collection[str]]
) -> Evidence:
    """Read the evidence of one course. ``told`` holds, for each term, the aspects told of it by name."""
    own = _own_terms(facts, pack)
    known, find = pack.with_terms(own), mention_finder(pack, own)
    present = dict.fromkeys(told)
    sightings = list(_in_tables(facts))
    for note in notes:
        sightings += _in_prose(note, find)
        for terms, sighting in _in_structure(note, known, find):
            present |= dict.fromkeys(terms)
            sightings += [sighting] if sighting else []
    kinds = _kinds(pack, present, told)
    sightings += [_Sighting(pair, "kind") for members in kinds.values() for pair in combinations(members, 2)]
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for sighting in sightings:
        if 2 <= len(sighting.terms) <= LARGEST_GROUP:
            for one, other in combinations(sighting.terms, 2):
                counted = counts.setdefault(_pair(one, other), {})
                counted[sighting.reason] = counted.get(sighting.reason, 0) + 1
    for (one, other), counted in counts.items():
        shared = len(set(told.get(one, ())) & set(told.get(other, ())))
        if shared:
            counted["attributes"] = shared
    groups = dict.fromkeys(s.terms for s in sightings if s.group and 2 <= len(s.terms) <= LARGEST_GROUP)
    return Evidence(tuple(groups), kinds, counts)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _own_terms(facts: Iterable[Fact], pack: Pack) -> list[Term]:
    """The subjects that only the notes name."""
    names = {fact.term: fact.subject for fact in facts if fact.term and pack.get(fact.term) is None}
    return [Term(id=term, en=name) for term, name in names.items() if name]


def _kinds(
    pack: Pack, present: Collection[str], told: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, ...]]:
    """The terms of each kind that the notes speak of, in the order of the pack; of many, those told most of."""
    kinds: dict[str, list[str]] = {}
    for term in pack.terms:
        if term.id in present and term.kind not in _LOOSE_KINDS:
            kinds.setdefault(term.kind, []).append(term.id)
    most = {
        kind: set(sorted(members, key=lambda term: -len(told.get(term, ())))[:_LARGEST_KIND])
        for kind, members in kinds.items()
    }
    return {kind: tuple(term for term in members if term in most[kind]) for kind, members in kinds.items()}


def _in_tables(facts: Iterable[Fact]) -> Iterator[_Sighting]:
    """The terms of each written table."""
    tables: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.rule in _TABLE:
            tables.setdefault((fact.note, fact.place.rpartition("/")[0]), []).append(fact)
    for members in tables.values():
        worth = len({fact.aspect for fact in members}) > 1 or members[0].aspect == "feature"
        yield _Sighting(tuple(dict.fromkeys(fact.term for fact in members)), "table", worth)


def _in_structure(
    note: ParsedNote, known: Pack, find: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], _Sighting | None]]:
    """Terms that headings, glued tables and the items of a list name, with what these set side by side."""
    siblings: dict[tuple[str, str], dict[str, None]] = {}
    listed: dict[tuple[str, int], dict[str, None]] = {}
    for block in note.blocks:
        if block.kind is BlockKind.GLUED_TABLE:
            terms = tuple(dict.fromkeys(term.id for name in block.names if (term := known.find(name))))
            yield terms, _Sighting(terms, "glued", group=True)
        elif block.kind is BlockKind.HEADING and block.path:
            yield _in_heading(block.path[-1].text, known, find)
            if term := known.find(heading_name(block.path[-1].text)):
                parent = block.path[-2].id if len(block.path) > 1 else ""
                siblings.setdefault((parent, term.kind), {}).setdefault(term.id)
        elif term := _item(block, known):
            home = block.path[-1].id if block.path else ""
            listed.setdefault((home, block.level), {}).setdefault(term.id)
            yield (term.id,), None
    for together in listed.values():
        yield (), _Sighting(tuple(together), "list")
    for together in siblings.values():
        yield (), _Sighting(tuple(together), "siblings")


def _item(block: Block, known: Pack) -> Term | None:
    """The term that an item or a short line names, by itself or before a colon."""
    name = block.key or block.plain
    return known.find(name.rstrip(":： ")) if block.kind in _PROSE and len(name) <= _LONGEST_NAME else None


def _in_heading(
    text: str, known: Pack, find: Callable[[str], tuple[str, ...]]
) -> tuple[tuple[str, ...], _Sighting]:
    terms = find(text)
    name = heading_name(text)
    parts = [part.strip() for piece in _BESIDE.split(name) for part in _JOINED.split(piece) if part.strip()]
    named = [known.find(part) for part in parts]
    kinds = {term.kind for term in named if term}
    # "A and B" names two topics of a section as often as two things compared, unless they are of one kind.
    side_by_side = len(parts) > 1 and all(named) and (len(kinds) == 1 or _JOINED.search(name) is None)
    compared = side_by_side or _HEADING_COMPARES.search(text) is not None
    return terms, _Sighting(terms, "compared" if compared else "heading", group=compared)


def _in_prose(note: ParsedNote, find: Callable[[str], tuple[str, ...]]) -> Iterator[_Sighting]:
    """Terms that one sentence mentions."""
    for block in note.blocks:
        if block.kind not in _PROSE:
            continue
        for sentence in SENTENCE_END.split(block.plain):
            terms = find(sentence)
            if len(terms) > 1:
                yield _Sighting(terms, "sentence")
                if _CONTRASTS.search(sentence):
                    yield _Sighting(terms, "contrast")
