"""Who a claim is about: the term a name or a heading stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.core.document import Heading
from content.core.names import heading_name, is_generic, is_noun, strip_marks, term_form
from content.core.terms import Pack, Term
from content.core.text import match_form

_TIGHT = (
    "特点|特性|简介|概述|总结|小结|限制|参数|要点|功能|规格|属性|features?|overview|summary|limits?|limitations|"
    "at a glance|properties|in short|key points|facts|specifications?"
)

_LONGEST_KEY = 24


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a claim is about: the canonical id, the name as written, and whether a term list knows it."""

    id: str
    name: str
    known: bool


_OWNED = re.compile(r"^(.{2,30}?)\s*(?:服务)?(?:的|’s |'s )\s*(.+)$")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*")


def heading_subject(path: tuple[Heading, ...], glossary: Pack) -> Subject | None:
    """The term that a heading path is about: the innermost real term, past generic headings only."""
    for heading in reversed(path):
        name = heading_name(heading.text)
        term = glossary.find(name)
        if term:
            return Subject(term.id, display_name(name, term), True)
        owned = _OWNED.match(name)
        if (
            owned
            and (term := glossary.find(owned[1]))
            and (is_generic(owned[2]) or glossary.find_attribute(owned[2]))
        ):
            return Subject(term.id, display_name(owned[1], term), True)
        if not is_generic(name) and not glossary.find_attribute(name):
            return None
    return None


def display_name(written: str, term: Term) -> str:
    """The name to show: as written, but ``long name (ABBR)`` shortens to ``ABBR``."""
    bare = strip_marks(written).strip(" :：")
    if "(" in bare or "（" in bare:
        if len(term.abbreviation) >= 3 and match_form(term.abbreviation) in match_form(bare):
            return term.abbreviation
        return _BRACKETS.sub("", bare) or bare
    return bare


def subject_of(text: str, glossary: Pack) -> Subject:
    term = glossary.find(text)
    bare = strip_marks(text).strip(" :：")
    return Subject(term.id, display_name(text, term), True) if term else Subject(term_form(bare), bare, False)


def kind_named(key: str, lead: str, glossary: Pack) -> Subject | None:
    """The kind that ``key`` names in a list of kinds: 集群 below “… 以下置放群组：” is 集群置放群组.

    The words that end ``lead`` must name a term that the whole name's term is a kind of.
    """
    told = lead.rstrip("*:： ")
    name = _BRACKETS.sub("", key)
    if told == lead or not 2 <= len(name) <= _LONGEST_KEY:
        return None
    if told[-1:].isascii():
        words = told.removesuffix("s").split()
        tails = [f" {' '.join(words[-size:])}" for size in (1, 2, 3)]
    else:
        tails = [told[-size:] for size in range(2, 7)]
    for tail in tails:
        term, whole = glossary.find(name + tail), glossary.find(tail.strip())
        if term and whole and term.id != whole.id and glossary.nested(term.id, whole.id):
            return Subject(term.id, name + tail, True)
    return None


def owns_pairs(heading: Heading, glossary: Pack) -> bool:
    """Whether pairs under this heading tell of its term: not those under 使用场景, 其他概念 or Examples."""
    name = heading_name(heading.text)
    return (
        bool(glossary.find(name)) or re.search(rf"(?:^|的|['’]s )(?:{_TIGHT})$", match_form(name)) is not None
    )


def is_label(key: str) -> bool:
    """Whether a key can name an attribute: short, and no clause."""
    chinese = re.search(r"[\u3400-\u9fff]", key)
    short = len(key) <= 16 if chinese else len(key.split()) <= 5
    return short and not re.search(r"[，,。；;？?!！]", key) and (not is_generic(key) or is_noun(key))
