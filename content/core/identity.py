"""Identity: which of today's facts is which of yesterday's, so that an edit loses nobody's memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2s

from content.core.claims import Fact
from content.core.text import match_form

SAME = 0.55
"""The least score at which two facts are taken for one; tried on edited notes."""

_MOST = 100
"""Old facts with one trait that a new one is compared with: keeps huge tables linear."""


def content_hash(fact: Fact) -> str:
    """16 hexadecimal digits of what a fact claims: other value, number or polarity, other hash.

    White space, full-width forms, letter case and closing punctuation do not count.
    """
    options = tuple(f"{int(option.correct)}{_bare(option.text)}" for option in fact.options)
    parts = (fact.term, fact.aspect, _bare(fact.value), fact.polarity.value, *options)
    if fact.options:
        parts = (*parts, _bare(fact.attribute))
    return blake2s("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def match_facts(
    new: Sequence[Fact], *, old: Iterable[Fact] = (), twins: Iterable[Fact] = ()
) -> tuple[Fact, ...]:
    """``new`` with lasting keys, in the same order: from the old fact that it is, else from its twin in the
    other language (same slug, place and rule), else its own birth key. No key twice in one language.
    """
    keys: dict[int, str] = {}
    _match_old(new, tuple(old), keys)
    _match_twins(new, tuple(twins), keys)
    taken = {(new[i].slug, new[i].language, key) for i, key in keys.items()}
    for i, fact in enumerate(new):
        if i not in keys:
            key, turn = fact.key, 0
            while (fact.slug, fact.language, key) in taken:
                turn += 1
                key = blake2s(f"{fact.key}\x1f{turn}".encode(), digest_size=6).hexdigest()
            keys[i] = key
            taken.add((fact.slug, fact.language, key))
    return tuple(replace(fact, key=keys[i]) for i, fact in enumerate(new))


def _match_old(new: Sequence[Fact], old: Sequence[Fact], keys: dict[int, str]) -> None:
    """Exact claims first, then best scores; each old fact lends its key once."""
    used: set[int] = set()
    for strict in (True, False):
        free: dict[tuple[str, ...], list[int]] = {}
        for j, was in enumerate(old):
            for trait in _traits(was, strict) if j not in used else ():
                free.setdefault(trait, []).append(j)
        scored = []
        for i, fact in enumerate(new):
            traits = _traits(fact, strict) if i not in keys else ()
            for j in sorted({j for trait in traits for j in free.get(trait, ())[:_MOST]}):
                if (score := _score(fact, old[j], strict)) >= SAME:
                    scored.append((-score, i, j))
        for _, i, j in sorted(scored):
            if i not in keys and j not in used:
                keys[i] = old[j].key
                used.add(j)


def _match_twins(new: Sequence[Fact], twins: Sequence[Fact], keys: dict[int, str]) -> None:
    by_place = {(t.slug, t.place, t.rule): t for t in reversed(twins)}
    taken = {(new[i].slug, new[i].language, key) for i, key in keys.items()}
    for i, fact in enumerate(new):
        twin = by_place.get((fact.slug, fact.place, fact.rule))
        if i in keys or twin is None or twin.language == fact.language:
            continue
        if (fact.slug, fact.language, twin.key) not in taken:
            keys[i] = twin.key
            taken.add((fact.slug, fact.language, twin.key))


def _traits(fact: Fact, strict: bool) -> tuple[tuple[str, ...], ...]:
    """What two facts must share, at least one of, to be compared at all."""
    home = (fact.slug, fact.language)
    if strict:
        return ((*home, fact.term, fact.aspect, _bare(fact.value)),)
    about, section = (*home, "about", fact.term, fact.aspect), (*home, "section", fact.heading_id, fact.term)
    return (about, section, (*home, "place", fact.place), (*home, "value", _bare(fact.value)))


def _score(fact: Fact, was: Fact, strict: bool) -> float:
    """How surely two facts are one, 0 to 1.2. Strict: the same claim word for word, wherever it stands."""
    if fact.rule is not was.rule and fact.aspect != was.aspect:
        return 0.0
    same_term, same_aspect = fact.term == was.term, fact.aspect == was.aspect
    same_value = _bare(fact.value) == _bare(was.value)
    place = 0.2 if fact.place == was.place else 0.1 if fact.heading_id == was.heading_id else 0.0
    if strict:
        same_stem = not fact.options or _bare(fact.attribute) == _bare(was.attribute)
        return 1.0 + place if same_term and same_aspect and same_value and same_stem else 0.0
    text = similarity(fact.value, was.value)
    if fact.options:
        return 0.7 * similarity(fact.attribute, was.attribute) + 0.3 * text + place
    score = 0.3 * same_term + 0.3 * same_aspect + 0.3 * text + place
    # Another term's claim about the same attribute is another fact, however like its words are.
    return score if same_term or (place == 0.2 and same_aspect) or text > 0.8 else 0.0


def similarity(left: str, right: str) -> float:
    """Dice coefficient of character bigrams, 0 to 1."""
    a, b = _bigrams(left), _bigrams(right)
    if not a or not b:
        return float(_bare(left) == _bare(right))
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=16_384)  # every text is compared with many others
@lru_cache(maxsize=1 << 14)
def _bigrams(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


@lru_cache(maxsize=1 << 14)
def _bare(text: str) -> str:
    return re.sub(r"[\s*`_]+|[。.;；!！]+$", "", match_form(text))
