"""Which facts can fill a cell of a comparison, with twins brought under one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from content.core.claims import Fact, Rule
from content.core.comparison_names import GENERAL
from content.core.terms import Pack

LEAST_CONFIDENCE = 0.6
_NOT_COMPARED = (Rule.WRITTEN, Rule.STEP, Rule.COMPARISON)
_NO_ATTRIBUTE = frozenset(["feature", "question", "step", "is", "does", "where"])
"""Aspects that say what kind of sentence a fact comes from, and nothing that two terms could be compared by."""


def comparable_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts of a known subject that tell one attribute of it, surely enough for a table.

    Left out are questions, steps, sentences that compare already, and items and sentences that name no attribute.
    """
    return tuple(
        fact
        for fact in facts
        if fact.term
        and fact.rule not in _NOT_COMPARED
        and fact.aspect not in _NO_ATTRIBUTE
        and fact.confidence >= LEAST_CONFIDENCE
    )


def names_its_attribute(fact: Fact) -> bool:
    """Whether the note names what the fact tells of: not so for definitions, full names and mere sentences."""
    return fact.aspect not in GENERAL and fact.rule is not Rule.PREDICATE


def with_shared_names(facts: Iterable[Fact], pack: Pack) -> tuple[Fact, ...]:
    """``facts`` with one term and aspect for what twins name in two languages.

    What only the notes know has a name in each language, and twins show which belong together: both get the one
    that the pack knows, or else the first one's.
    """
    facts = tuple(facts)
    attributes = {attribute.id for attribute in pack.attributes}
    terms = _one_name(facts, lambda fact: fact.term, lambda name: pack.get(name) is not None)
    aspects = _one_name(facts, lambda fact: fact.aspect, attributes.__contains__)
    return tuple(
        replace(fact, term=terms.get(fact.term, fact.term), aspect=aspects.get(fact.aspect, fact.aspect))
        if fact.term in terms or fact.aspect in aspects
        else fact
        for fact in facts
    )


def _one_name(
    facts: Sequence[Fact], name_of: Callable[[Fact], str], known: Callable[[str], bool]
) -> dict[str, str]:
    """For names that only notes know, the name that most of their twins have: the known one, or the first seen."""
    by_key: dict[str, str] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        name = name_of(fact)
        first = by_key.setdefault(fact.key, name)
        if name != first:
            pairs[(first, name) if known(first) or not known(name) else (name, first)] += 1
    chosen: dict[str, str] = {}
    for (kept, dropped), _count in pairs.most_common():
        if known(dropped) or dropped in chosen or kept in chosen:
            continue
        chosen[dropped] = kept
    return chosen
