"""Conflicts: claims about the same term and attribute that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from content.core.claims import Claim, Conflict, Fact, Rule
from content.core.identity import similarity
from content.core.names import strip_marks
from content.core.terms import Pack
from content.core.text import match_form

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z%\u3400-\u9fff]{0,12})", re.I)
_UNITS = {
    "分": "分钟",
    "minutes": "minute",
    "分钟": "minute",
    "seconds": "second",
    "秒": "second",
    "小时": "hour",
    "hours": "hour",
    "days": "day",
    "天": "day",
}


_MOST = 200
"""Claims about one attribute of one term that are compared with each other: more are no notes."""


def find_conflicts(facts: Iterable[Fact], *, pack: Pack) -> tuple[Conflict, ...]:
    """Contradictions among the facts of one course, and claims that the pack knows to be wrong.

    Reasons: ``expansion``, ``number``, ``polarity``, ``known-wrong: <what is right>``. Twins are one claim.
    """
    ordered = sorted(
        (f for f in facts if f.rule is not Rule.WRITTEN), key=lambda f: (f.note, f.lines, f.place, f.language)
    )
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in ordered:
        groups.setdefault((fact.term, fact.aspect), []).append(fact)
    found: list[Conflict] = []
    for (_, aspect), members in groups.items():
        if aspect == "expansion":
            found += _expansions(members, pack)
        elif aspect != "definition":
            found += _values(members)
    return tuple(found + _known_wrong(ordered, pack))


def disputed(facts: Iterable[Fact], conflicts: Iterable[Conflict]) -> frozenset[str]:
    """Keys of the facts that stand in a conflict; a twin is disputed with its twin."""
    claims = {(c.note, c.lines, c.value) for conflict in conflicts for c in conflict.claims}
    return frozenset(f.key for f in facts if (f.note, f.lines, f.value) in claims)


def _claim(fact: Fact) -> Claim:
    return Claim(fact.value, fact.note, fact.lines)


def _conflict(facts: Sequence[Fact], reason: str) -> Conflict:
    return Conflict(facts[0].subject, facts[0].attribute, reason, tuple(map(_claim, facts)))


def _expansions(members: Sequence[Fact], pack: Pack) -> list[Conflict]:
    by_value: dict[str, Fact] = {}
    for fact in members:
        by_value.setdefault(_spelling(fact.value), fact)
    true = {_spelling(text) for text in pack.true_expansions(members[0].subject)}
    if len(by_value) > 1 and not set(by_value) <= true:
        return [_conflict([f for f in members if f in by_value.values()], "expansion")]
    if true and not set(by_value) <= true:
        return [_conflict(members[:1], f"known-wrong: {pack.true_expansions(members[0].subject)[0]}")]
    return []


def _spelling(text: str) -> str:
    return re.sub(r"[\s-]+", " ", match_form(text))


def _values(members: Sequence[Fact]) -> list[Conflict]:
    """Pairs that differ in a number with the same unit, or in polarity, and are otherwise alike."""
    found = []
    members = members[:_MOST]
    for i, fact in enumerate(members):
        for other in members[i + 1 :]:
            if fact.key == other.key or fact.language != other.language or fact.note == other.note:
                continue  # one note lists several values of an attribute side by side
            reason = _difference(fact, other)
            if reason:
                found.append(_conflict((fact, other), reason))
    return found


def _difference(fact: Fact, other: Fact) -> str:
    mine, theirs = _numbers(fact.value), _numbers(other.value)
    frame = similarity(_NUMBER.sub("#", fact.value), _NUMBER.sub("#", other.value))
    one_each = len(mine) == len(theirs) == 1 and mine[0][1] == theirs[0][1] and mine != theirs
    if one_each and (frame > 0.6 or not _words(fact.value) or not _words(other.value)):
        return "number"
    if fact.polarity is not other.polarity and frame > 0.6 and mine == theirs:
        return "polarity"
    return ""


def _words(text: str) -> str:
    """What is left of a value without its numbers and the words that go with them."""
    return re.sub(r"[\s\W\d]|最[长大高多]|至多|up to|at most|maximum", "", _NUMBER.sub("", match_form(text)))


def _numbers(text: str) -> list[tuple[float, str]]:
    return [(float(n), _UNITS.get(unit, unit)) for n, unit in _NUMBER.findall(match_form(strip_marks(text)))]


def _known_wrong(facts: Sequence[Fact], pack: Pack) -> list[Conflict]:
    found = []
    for fact in facts:
        text = match_form(f"{fact.attribute} {fact.value}")
        for wrong in pack.claims:
            if fact.aspect == "expansion" or fact.term != wrong.term:
                continue
            said = any(all(match_form(part) in text for part in parts) for parts in wrong.says)
            if said and not any(match_form(part) in text for part in wrong.unless):
                right = (wrong.en or wrong.zh) if fact.language == "en" else (wrong.zh or wrong.en)
                found.append(_conflict([fact], f"known-wrong: {right}"))
    return found
