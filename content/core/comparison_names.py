"""What to call the terms and attributes of a comparison in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from content.core.claims import Fact
from content.core.terms import Attribute, Pack
from content.core.text import match_form

GENERAL = {"definition": ("定义", "definition"), "expansion": ("全称", "full name")}
"""Attributes that any term has, by their Chinese and English names."""


def term_name(term: str, facts: Iterable[Fact], language: str, pack: Pack) -> str:
    """What to call ``term`` in ``zh`` or ``en``: the pack's abbreviation, else its name in that language.

    The full name is better where ``facts`` use it far more often (虚拟机, not VM). A term that only notes know is
    called as they do.
    """
    known = pack.get(term)
    if known is None:
        return _most_used(((fact.subject, fact.language) for fact in facts), language) or term
    own, other = (known.en, known.zh) if language == "en" else (known.zh, known.en)
    short, full = match_form(known.abbreviation), match_form(own)
    used = Counter(match_form(fact.subject) for fact in facts)
    if known.abbreviation and not (full and used[full] > 2 * used[short]):
        return known.abbreviation
    return own or other


def attribute_name(
    aspect: str, facts: Iterable[Fact], language: str, attributes: Mapping[str, Attribute]
) -> str:
    """The first name that ``attributes`` (the pack's, by id) give ``aspect``, or the one ``facts`` use most."""
    english = language == "en"
    if aspect in GENERAL:
        return GENERAL[aspect][english]
    attribute = attributes.get(aspect)
    if attribute:
        own, other = (attribute.en, attribute.zh) if english else (attribute.zh, attribute.en)
        return (own or other)[0]
    return _most_used(((fact.attribute, fact.language) for fact in facts), language) or aspect


def _most_used(names: Iterable[tuple[str, str]], language: str) -> str:
    """The commonest of ``(name, language)``, those of this language first; of equals, the first; or nothing."""
    counts = Counter((name, (other == "en") == (language == "en")) for name, other in names)
    best = max(counts.items(), key=lambda item: (item[0][1], item[1]), default=None)
    return best[0][0] if best else ""
