"""Which terms are worth comparing: the pairs and groups that notes and pack set side by side, best first.

A link between two terms is a sum of evidence. Groups are those that a table, a heading or a list of the notes
names, and those of one kind in the pack; groups are capped, so the work grows with the notes and not with their square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from content.core.claims import Fact
from content.core.comparison_evidence import LARGEST_GROUP, Evidence, gather_evidence
from content.core.comparison_facts import comparable_facts, names_its_attribute, with_shared_names
from content.core.document import ParsedNote
from content.core.terms import Pack

_MOST = 24
_LARGEST_BY_KIND = 4
_WORTH = 3.0
"""Below this mean link a group is a coincidence."""
_NEARLY_AS_GOOD = 0.6

_Told = Mapping[str, Mapping[str, None]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Terms worth setting side by side, by their language-neutral ids.

    ``attributes`` are the aspects told of two or more of them, most told first; ``score`` is the mean link of
    its pairs with a share for what the notes tell of them, higher is better; ``reasons`` name the kinds of
    evidence: ``table``, ``glued``, ``heading``, ``list``, ``kind``, ``sentence``, ``siblings``, ``attributes``.
    """

    terms: tuple[str, ...]
    attributes: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]


def suggest_comparisons(
    facts: Iterable[Fact], notes: Sequence[ParsedNote], pack: Pack
) -> tuple[Comparison, ...]:
    """The comparisons worth having in one course, best first, at most 24; none is part of a better one."""
    facts = with_shared_names(facts, pack)
    comparable = comparable_facts(facts)
    told = _told(comparable)
    named = _told(filter(names_its_attribute, comparable))
    evidence = gather_evidence(facts, notes, pack, {term: named.get(term, {}) for term in told})
    groups = dict.fromkeys((*evidence.groups, *_kind_groups(evidence)))
    ranked = sorted(
        (_comparison(group, evidence, told, named) for group in groups),
        key=lambda c: (-c.score, -len(c.terms), c.terms),
    )
    return tuple(_without_parts([one for one in ranked if one.score >= _WORTH])[:_MOST])


def _without_parts(ranked: Sequence[Comparison]) -> list[Comparison]:
    """``ranked`` without those that are part of another: of a better one, or of a larger one nearly as good."""
    kept: list[Comparison] = []
    for one in ranked:
        members = set(one.terms)
        if any(members <= set(other.terms) for other in kept):
            continue
        parts = [
            i
            for i, other in enumerate(kept)
            if set(other.terms) < members and one.score >= _NEARLY_AS_GOOD * other.score
        ]
        if parts:
            kept[parts[0]] = one
            kept = [other for i, other in enumerate(kept) if i not in parts[1:]]
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: -one.score)


def _told(facts: Iterable[Fact]) -> _Told:
    """For each term, the aspects told of it, in the order of the facts."""
    told: dict[str, dict[str, None]] = {}
    for fact in facts:
        told.setdefault(fact.term, {}).setdefault(fact.aspect)
    return told


def _kind_groups(evidence: Evidence) -> list[tuple[str, ...]]:
    """The terms of each kind that the notes tell of; of a large kind, those that hold together best."""
    groups = []
    for members in evidence.kinds.values():
        if len(members) > _LARGEST_BY_KIND:
            groups.append(_closest(members, evidence))
        elif len(members) > 1:
            groups.append(members)
    return groups


def _closest(members: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
    """The four that hold together best: the strongest pair, then whoever is linked best to those chosen."""
    pair = max(combinations(members, 2), key=lambda two: evidence.link(*two))
    chosen = list(pair)
    while len(chosen) < _LARGEST_BY_KIND:
        rest = [term for term in members if term not in chosen]
        chosen.append(max(rest, key=lambda term: sum(evidence.link(term, other) for other in chosen)))
    return tuple(term for term in members if term in chosen)


def _comparison(group: tuple[str, ...], evidence: Evidence, told: _Told, named: _Told) -> Comparison:
    pairs = list(combinations(group, 2))
    links = sum(evidence.link(*pair) for pair in pairs) / len(pairs)
    reasons = sorted({reason for pair in pairs for reason in evidence.reasons(*pair)})
    size = 0.5 * (min(len(group), LARGEST_GROUP) - 2)
    score = links + size + 0.25 * min(len(_shared(group, named)), 6)
    return Comparison(group, _shared(group, told), round(score, 3), tuple(reasons))


def _shared(group: Iterable[str], told: _Told) -> tuple[str, ...]:
    """The aspects told of two or more terms of ``group``, the most told first."""
    counts = Counter(aspect for term in group for aspect in told.get(term, ()))
    return tuple(aspect for aspect, count in counts.most_common() if count > 1)
