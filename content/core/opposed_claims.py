"""Opposed claims: a fact's value read clause by clause for what can contradict another: numbers and stances."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from content.core.claims import Fact, Rule
from content.core.names import strip_marks
from content.core.oppositions import (
    Stance,
    agent_stance,
    antonym_stances,
    category_stances,
    modal_stance,
)
from content.core.qualifiers import conditions, heading_time, is_example, is_quoted, scopes
from content.core.quantities import Quantity, bound_kinds, find_quantities, without_quantities
from content.core.terms import Pack
from content.core.text import match_form

_OPEN_ASPECT = re.compile(
    r"feature|supports|allows|provides|requires|can|used-for|contains|limit|agent|definition|function|risk|advantage"
    r"|use-case|example|analogy"
)
_OPEN_RULES = frozenset(
    [Rule.FEATURE, Rule.PREDICATE, Rule.LIMIT, Rule.MEMBERSHIP, Rule.COMPARISON, Rule.AGENT, Rule.DEFINITION]
)
_LIMITS = frozenset(["time-limit", "size-limit", "file-size", "limit"])
_CLAUSE = re.compile(
    r"(?a),(?!\d{3}(?!\d))|[;。!()]|\.(?=\s|$)|——|\s-\s|\bbut\b|\bwhile\b|而(?!不是|非|且)|但(?:是)?"
)
_TYPE_WORD = re.compile(r"类型|类别|分类|种类|层|type|kind|category|layer|model|模型|模式")
_IS = re.compile(
    r"(?a)(?:是|为|属于|一种|一个|一项|一款|[在于])\s*[^,]{0,10}$|\b(?:is|are|an?|the|at|on)\b[^,]{0,40}$|^\s*$"
)
_ABOUT_ANOTHER = re.compile(
    r"(?a)用于|用来|备份|支持|访问|连接|转|存|挂载|对比|类似|像|\b(?:for|to|that|which|like|supports?|using|uses?|similar|from|access(?:es)?)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a folded value. ``scopes`` are those of the whole fact with its own; ``kinds`` as in
    ``bound_kinds``, its own or else its attribute's."""

    text: str
    quantities: tuple[Quantity, ...]
    kinds: frozenset[str]
    scopes: frozenset[str]
    modal: Stance | None
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A fact as clauses. ``attribute`` is folded; ``free`` says that its aspect holds many claims side by side,
    so that two of them need shared words to be about one thing."""

    fact: Fact
    attribute: str
    free: bool
    clauses: tuple[Clause, ...]
    conditions: tuple[str, ...]
    negative: bool

    def sides(self, slot: str) -> frozenset[str]:
        """The sides that the clauses take on ``slot``."""
        return frozenset(s.side for clause in self.clauses for s in clause.stances if s.slot == slot)


def read_claim(fact: Fact, *, pack: Pack) -> ReadClaim | None:
    """What ``fact`` states, or nothing when it is a question, an example or a claim that is only quoted."""
    attribute, heading = fold(fact.attribute), match_form(fact.heading)
    value = fold(fact.value)
    if value.endswith("?") or is_quoted(heading) or is_quoted(attribute) or is_quoted(value):
        return None
    if is_example(value) or is_example(heading):
        return None
    known = _foreign_codes(pack)
    about = _without_names(attribute, fact, pack)
    around = (
        frozenset(filter(known, scopes(about)))
        | scopes(_heading_rest(fact, heading, pack))
        | heading_time(heading)
    )
    text = _without_names(value, fact, pack)
    typed = fact.aspect in ("definition", "storage-type", "layer") or _TYPE_WORD.search(attribute) is not None
    clauses = tuple(
        _clause(part.strip(), position, fact, attribute, around, typed, known)
        for position, part in enumerate(_CLAUSE.split(text))
        if part and part.strip()
    )
    free = fact.rule in _OPEN_RULES or _OPEN_ASPECT.fullmatch(fact.aspect) is not None
    return ReadClaim(
        fact, about, free, clauses, conditions(f"{about}: {text}"), fact.polarity.value == "negative"
    )


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """``match_form`` without markup and without the space between Chinese and Latin text."""
    folded = match_form(strip_marks(text))
    return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[a-z0-9])|(?<=[a-z0-9%])\s+(?=[\u3400-\u9fff])", "", folded)


@lru_cache(maxsize=1 << 14)
def frame(text: str) -> str:
    """The words of a folded clause that say what it is about, without numbers and small words."""
    bare = without_quantities(text)
    bare = re.sub(
        r"(?a)\b(?:the|an?|is|are|be|of|its|can|to|for|as|has|have|by)\b|[的了是为被其将可以个在]", " ", bare
    )
    return re.sub(r"[^\w\u3400-\u9fff]+", " ", bare).strip()


def _clause(
    text: str,
    position: int,
    fact: Fact,
    attribute: str,
    around: frozenset[str],
    typed: bool,
    known: Callable[[str], bool],
) -> Clause:
    quantities = find_quantities(text)
    kinds: frozenset[str] = frozenset()
    if quantities:
        kinds = bound_kinds(text)
        if not kinds - {"about"}:
            kinds |= bound_kinds(attribute)
        if not kinds - {"about"} and fact.aspect in _LIMITS:
            kinds |= {"max"}
    categories = tuple(
        s
        for s in category_stances(text)
        if not _ABOUT_ANOTHER.search(s.about) and ((typed and position == 0) or _IS.search(s.about))
    )
    agent = agent_stance(text)
    stances = (*antonym_stances(text), *categories, *((agent,) if agent else ()))
    own = frozenset(filter(known, scopes(text)))
    return Clause(text, quantities, kinds, around | own, modal_stance(text), stances)


def _foreign_codes(pack: Pack) -> Callable[[str], bool]:
    """Whether a scope is one: a code such as gp3, and not the name of a term such as EC2."""
    return lambda scope: not (scope.isascii() and scope.isalnum() and pack.find(scope))


def _without_names(text: str, fact: Fact, pack: Pack) -> str:
    """``text`` without the names of the fact's own subject, which both sides of a conflict share."""
    for pattern in _name_patterns(fact.term, fact.subject, pack):
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip()


def _heading_rest(fact: Fact, heading: str, pack: Pack) -> str:
    return "" if len(heading) > 80 else _without_names(heading, fact, pack)


@lru_cache(maxsize=4096)
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:aws |amazon )?{re.escape(name)}(?![a-z0-9])")


def _name_patterns(term_id: str, subject: str, pack: Pack) -> tuple[re.Pattern[str], ...]:
    term = pack.get(term_id)
    names = {fold(name) for name in (subject, *(term.names() if term else ()))}
    return tuple(_compiled(name) for name in sorted(names, key=lambda n: (-len(n), n)) if len(name) > 1)
