"""Contradiction: whether two claims about one term cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from content.core.claims import Rule
from content.core.identity import similarity
from content.core.opposed_claims import Clause, ReadClaim, frame
from content.core.oppositions import Stance, without_modals
from content.core.quantities import Quantity, disagree

_CATEGORIES = frozenset(["storage", "database", "layer", "service model"])
_BOUNDS = frozenset(["max", "min", "default"])
_TABLE = frozenset([Rule.TABLE_COLUMN, Rule.TABLE_ROW])


def contradiction(one: ReadClaim, other: ReadClaim) -> str:
    """``number``, ``agent``, ``category``, ``antonym`` or ``polarity`` when the two contradict each other, else
    nothing. A condition or qualifier that only one of them has lets both be true."""
    a, b = one.fact, other.fact
    if a.key == b.key and a.key:
        return ""
    if _side_by_side(one, other) or not _same_conditions(one, other) or not (one.is_made and other.is_made):
        return ""
    for clause in one.clauses:
        for against in other.clauses:
            if one.scopes | clause.scopes != other.scopes | against.scopes:
                continue
            if reason := _stance_conflict(one, other, clause, against):
                return reason
            if _speak_of_opposites(clause, against):
                continue
            if _number_conflict(one, other, clause, against):
                return "number"
            if _polarity_conflict(one, other, clause, against):
                return "polarity"
    return "polarity" if _plain_denial(one, other) else ""


def twin_contradiction(one: ReadClaim, other: ReadClaim) -> str:
    """Like ``contradiction`` for one fact in two languages: words cannot be compared, numbers and sides can."""
    if _twin_numbers(one, other):
        return "number"
    for slot in sorted({s.slot for clause in one.clauses for s in clause.stances}):
        mine, theirs = one.sides(slot), other.sides(slot)
        if len(mine) == len(theirs) == 1 and mine != theirs:
            return slot if slot == "agent" else "category" if slot in _CATEGORIES else "antonym"
    if len(one.clauses) == len(other.clauses) == 1:
        mine_, theirs_ = one.clauses[0].modal, other.clauses[0].modal
        if mine_ and theirs_ and mine_.slot == theirs_.slot and mine_.side != theirs_.side:
            return "polarity"
    return ""


def _side_by_side(one: ReadClaim, other: ReadClaim) -> bool:
    """Whether two facts are rows of one table: another column may tell them apart."""
    a, b = one.fact, other.fact
    return a.note == b.note and a.rule in _TABLE and a.rule is b.rule and _group(a.place) == _group(b.place)


def _group(place: str) -> str:
    return place.rpartition("/")[0]


def _same_conditions(one: ReadClaim, other: ReadClaim) -> bool:
    if len(one.conditions) != len(other.conditions):
        return False
    return all(similarity(x, y) > 0.7 for x, y in zip(one.conditions, other.conditions, strict=True))


def _same_named(one: ReadClaim, other: ReadClaim) -> bool:
    """Whether both speak under the same attribute, which names one thing."""
    return one.fact.aspect == other.fact.aspect and not one.free and not other.free


def _other_named(one: ReadClaim, other: ReadClaim) -> bool:
    return one.fact.aspect != other.fact.aspect and not one.free and not other.free


def _speak_of_opposites(clause: Clause, against: Clause) -> bool:
    """Whether one is about a public subnet and the other about a private one: then they may differ in the rest."""
    return any(
        stance.slot == facing.slot and stance.side != facing.side
        for stance in clause.stances
        for facing in against.stances
        if stance.slot != "agent"
    )


def _number_conflict(one: ReadClaim, other: ReadClaim, clause: Clause, against: Clause) -> bool:
    if not clause.quantities or not against.quantities or _other_named(one, other):
        return False
    kinds, others = one.kinds(clause), other.kinds(against)
    if not any(disagree(p, q, kinds, others) for p, q in _matched(clause, against)):
        return False
    if any(_states(other, p, kinds) for p in clause.quantities):
        return False
    if any(_states(one, q, others) for q in against.quantities):
        return False
    mine, theirs = frame(clause.text), frame(against.text)
    if _same_named(one, other):
        listed = one.fact.note == other.fact.note and _group(one.fact.place) == _group(other.fact.place)
        if listed:
            return min(len(mine), len(theirs)) > 2 and similarity(mine, theirs) > 0.75
        small = min(len(mine), len(theirs)) <= 2
        return small or similarity(mine, theirs) >= 0.34 or _contained(mine, theirs)
    return _about_one(one, other, mine, theirs)


def _matched(clause: Clause, against: Clause) -> Iterator[tuple[Quantity, Quantity]]:
    """Quantities to compare: one of a dimension on each side, or as many in the same words."""
    mine: dict[str, list[Quantity]] = {}
    theirs: dict[str, list[Quantity]] = {}
    for found, quantities in ((mine, clause.quantities), (theirs, against.quantities)):
        for quantity in quantities:
            found.setdefault(quantity.dimension, []).append(quantity)
    for dimension, left in mine.items():
        right = theirs.get(dimension, [])
        alike = len(left) == len(right) and similarity(frame(clause.text), frame(against.text)) > 0.8
        if len(left) == len(right) == 1 or alike:
            yield from zip(left, right, strict=True)


def _states(claim: ReadClaim, quantity: Quantity, kinds: frozenset[str]) -> bool:
    """Whether some clause of ``claim`` states this very quantity, as the same bound."""
    return any(
        q.dimension == quantity.dimension
        and isclose(q.high, quantity.high)
        and isclose(q.low, quantity.low)
        and q.noun[:2] == quantity.noun[:2]
        for clause in claim.clauses
        if not _BOUNDS & (claim.kinds(clause) ^ kinds)
        for q in clause.quantities
    )


def _about_one(one: ReadClaim, other: ReadClaim, mine: str, theirs: str, least: float = 0.6) -> bool:
    """Whether two clauses under unlike or open attributes speak of the same thing, by their words."""
    plain = min(len(mine), len(theirs)) > 2 and similarity(mine, theirs) >= least
    if plain and one.fact.aspect == other.fact.aspect:
        return True
    left = f"{_topic(one)} {mine}".strip()
    right = f"{_topic(other)} {theirs}".strip()
    return min(len(left), len(right)) > 2 and similarity(left, right) >= least


def _topic(claim: ReadClaim) -> str:
    return "" if claim.free and claim.fact.rule is not Rule.PROPERTY else frame(claim.attribute)


def _contained(one: str, other: str) -> bool:
    return one in other or other in one


def _stance_conflict(one: ReadClaim, other: ReadClaim, clause: Clause, against: Clause) -> str:
    for stance in clause.stances:
        for facing in against.stances:
            if stance.slot != facing.slot or stance.side == facing.side:
                continue
            if len(one.sides(stance.slot)) > 1 or len(other.sides(stance.slot)) > 1:
                continue
            if stance.slot == "agent":
                if _same_task(one, other, stance, facing):
                    return "agent"
            elif stance.slot in _CATEGORIES:
                return "category"
            elif _same_matter(one, other, clause, against, stance, facing):
                return "antonym"
    return ""


def _same_task(one: ReadClaim, other: ReadClaim, stance: Stance, facing: Stance) -> bool:
    """Whether both agents do the same: the smaller task stands in the larger, or both answer one attribute."""
    mine, theirs = _words(stance.about), _words(facing.about)
    if (not mine or not theirs) and _same_named(one, other):
        return True
    mine = mine or _words(one.attribute if not one.free else "")
    theirs = theirs or _words(other.attribute if not other.free else "")
    least = min(len(mine), len(theirs))
    return least > 0 and len(mine & theirs) >= 0.7 * least


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> frozenset[str]:
    """Latin words and Chinese bigrams, small words of responsibility aside; of and in stay, they matter."""
    bare = re.sub(
        r"(?a)[的了及其]|需要|所有|全部|整个|底层|\b(?:the|an?|all|its|their|your|underlying)\b", " ", text
    )
    found = {word.rstrip("s") for word in re.findall(r"[a-z][a-z0-9-]+", bare)}
    for run in re.findall(r"[\u3400-\u9fff]+", bare):
        found |= {run[i : i + 2] for i in range(len(run) - 1)}
    return frozenset(found)


def _same_matter(
    one: ReadClaim, other: ReadClaim, clause: Clause, against: Clause, stance: Stance, facing: Stance
) -> bool:
    """Whether two antonyms are said of the same: shared words, or bare answers under one attribute."""
    if _other_named(one, other) or _denied(clause) != _denied(against):
        return False
    if _is_possibility(one, clause) or _is_possibility(other, against):
        return False  # what can be done automatically may also be done by hand
    mine, theirs = frame(stance.about), frame(facing.about)
    mine, theirs = re.sub("需要|进行", "", mine).strip(), re.sub("需要|进行", "", theirs).strip()
    if _same_named(one, other):
        return min(len(mine), len(theirs)) <= 2 or similarity(mine, theirs) >= 0.5 or _contained(mine, theirs)
    return _about_one(one, other, mine, theirs, 0.8)


_CHOICE = re.compile(r"支持|可选|可用(?!性|区)|选项|supported|available|option|choice|choose")

_WILL = re.compile(r"(?<![机社协])会(?![话议])|具有|具备")


def _is_possibility(claim: ReadClaim, clause: Clause) -> bool:
    """Whether the clause names one of several things that are possible."""
    modal = clause.modal
    able = (
        modal is not None and modal.slot == "able" and modal.side == "yes" and not _WILL.search(clause.text)
    )
    return able or _CHOICE.search(claim.attribute) is not None


def _denied(clause: Clause) -> bool:
    return clause.modal is not None and clause.modal.side == "no"


_HEADS = re.compile(r"(?:协议|功能|特性|能力|方式|protocols?|features?)$")
_LEADS = re.compile(r"^(?:使用|直接使用|对|将|被|把|进行|be|to|the|an?|use|using)\s*")
_ITEMS = re.compile(r"(?a)、|,|/|以及|[和与及或]|\b(?:and|or|as well as)\b")


def _polarity_conflict(one: ReadClaim, other: ReadClaim, clause: Clause, against: Clause) -> bool:
    """Whether one says can (or must) and the other cannot (or need not) of the same object."""
    mine, theirs = clause.modal, against.modal
    if mine is None or theirs is None or mine.side == theirs.side:
        return False
    if mine.slot != theirs.slot and mine.about and theirs.about:
        return False
    if not mine.about and not theirs.about and (_other_named(one, other) or one.free or other.free):
        return False
    if not _same_front(mine.before, theirs.before):
        return False
    left, right = _objects(one, mine), _objects(other, theirs)
    return any(similarity(x, y) >= 0.8 for x in left for y in right)


def _same_front(mine: str, theirs: str) -> bool:
    mine, theirs = frame(mine), frame(theirs)
    return max(len(mine), len(theirs)) <= 1 or similarity(mine, theirs) >= 0.5


def _objects(claim: ReadClaim, stance: Stance) -> list[str]:
    about = stance.about or ("" if claim.free else claim.attribute)
    found = []
    for item in (about, *_ITEMS.split(about)):
        bare = re.sub(r"\s+", " ", item).strip(" .:的")
        bare = _HEADS.sub("", _LEADS.sub("", bare)).strip()
        if len(bare) > 1 and bare not in found:
            found.append(bare)
    return found


def _plain_denial(one: ReadClaim, other: ReadClaim) -> bool:
    """Whether one is the other with a not in it, where no verb was understood."""
    if one.fact.polarity is other.fact.polarity or _other_named(one, other):
        return False
    if len(one.clauses) != 1 or len(other.clauses) != 1:
        return False
    clause, against = one.clauses[0], other.clauses[0]
    if _speak_of_opposites(clause, against):
        return False
    if one.scopes | clause.scopes != other.scopes | against.scopes or (
        clause.modal and against.modal and clause.modal.side == against.modal.side
    ):
        return False
    left, right = without_modals(clause.text), without_modals(against.text)
    if [q.high for q in clause.quantities] != [q.high for q in against.quantities]:
        return False
    return min(len(left), len(right)) >= 4 and similarity(left, right) >= 0.85


def _twin_numbers(one: ReadClaim, other: ReadClaim) -> bool:
    mine, theirs = _amounts(one), _amounts(other)
    for dimension, left in mine.items():
        right = theirs.get(dimension)
        if right is None or len(left) != len(right) or (dimension == "count" and len(left) > 1):
            continue
        near = 0.1 if dimension.startswith("bytes") else 1e-12
        if any(abs(x - y) > near * max(abs(x), abs(y)) for x, y in zip(left, right, strict=True)):
            return True
    return False


def _amounts(claim: ReadClaim) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for clause in claim.clauses:
        for quantity in clause.quantities:
            found.setdefault(quantity.dimension, []).extend({quantity.low, quantity.high})
    return {dimension: sorted(set(amounts)) for dimension, amounts in found.items()}
