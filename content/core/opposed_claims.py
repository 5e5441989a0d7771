"""Opposed claims: a fact's value read clause by clause for what can contradict another: numbers and stances."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

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
_TYPE_ASPECTS = frozenset(["definition", "storage-type", "layer"])
_LONGEST_HEADING = 80
_LONGEST_VALUE = 600
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


@dataclass(frozen=True)
class Clause:
    """A clause of a folded value; what only a comparison needs is read when one is made."""

    text: str
    quantities: tuple[Quantity, ...]
    modal: Stance | None
    stances: tuple[Stance, ...]
    pack: Pack = field(repr=False, compare=False)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The region, generation, edition and the like that the clause names."""
        return _scopes(self.text, self.pack)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What its numbers bound, by its own words."""
        return bound_kinds(self.text)


@dataclass(frozen=True)
class ReadClaim:
    """A fact as clauses. ``attribute`` and ``value`` are folded and without the subject's names; ``free`` says
    that its aspect holds many claims side by side, so that two of them need shared words to be about one thing.
    """

    fact: Fact
    attribute: str
    value: str
    free: bool
    clauses: tuple[Clause, ...]
    names: tuple[str, ...] = field(repr=False, compare=False)
    pack: Pack = field(repr=False, compare=False)

    @cached_property
    def is_made(self) -> bool:
        """Whether the note makes the claim: no misconception that it quotes, no example."""
        heading, attribute, value = map(fold, (self.fact.heading, self.fact.attribute, self.fact.value))
        quoted = is_quoted(heading) or is_quoted(attribute) or is_quoted(value)
        return not (quoted or is_example(value) or is_example(heading))

    @cached_property
    def scopes(self) -> frozenset[str]:
        """Scopes for every clause: those of attribute, heading and clauses that only qualify, as "(standard)" does."""
        heading = fold(self.fact.heading)
        rest = _without(self.names, heading) if len(heading) <= _LONGEST_HEADING else ""
        idle = (c.scopes for c in self.clauses if not (c.quantities or c.stances or c.modal))
        return _scopes(self.attribute, self.pack).union(scopes(rest), heading_time(heading), *idle)

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The conditions under which the claim holds."""
        return conditions(f"{self.attribute}: {self.value}")

    @cached_property
    def bounds(self) -> frozenset[str]:
        """What the attribute says that numbers under it are: a maximum, a default."""
        found = bound_kinds(self.attribute)
        return found or (frozenset(["max"]) if self.fact.aspect in _LIMITS else found)

    def kinds(self, clause: Clause) -> frozenset[str]:
        """``bound_kinds`` of ``clause``, or else those that the attribute gives."""
        return clause.kinds if clause.kinds - {"about"} else clause.kinds | self.bounds

    def sides(self, slot: str) -> frozenset[str]:
        """The sides that the clauses take on ``slot``."""
        return frozenset(s.side for clause in self.clauses for s in clause.stances if s.slot == slot)


_SCRIPT_GAP = re.compile(r" (?:(?<=[\u3400-\u9fff] )(?=[a-z0-9])|(?<=[a-z0-9%] )(?=[\u3400-\u9fff]))")
_SMALL_WORDS = re.compile(
    r"(?a)\b(?:the|an?|is|are|be|of|its|can|to|for|as|has|have|by)\b|[的了是为被其将可以个在]"
)
_NO_WORD = re.compile(r"[^\w\u3400-\u9fff]+")


def claim_reader(pack: Pack) -> Callable[[Fact], ReadClaim]:
    """A function that reads facts; it remembers the names of the subjects it has met."""
    known: dict[tuple[str, str], tuple[str, ...]] = {}

    def read(fact: Fact) -> ReadClaim:
        about = (fact.term, fact.subject)
        names = known.get(about) or known.setdefault(about, _names(*about, pack))
        attribute = _without(names, fold(fact.attribute)).strip()
        value = " ".join(_without(names, fold(fact.value)).split())[:_LONGEST_VALUE].strip()
        typed = fact.aspect in _TYPE_ASPECTS or _TYPE_WORD.search(attribute) is not None
        parts = [] if value.endswith("?") else [part.strip() for part in _CLAUSE.split(value)]
        clauses = tuple(
            _clause(part, typed and position == 0, pack) for position, part in enumerate(parts) if part
        )
        free = fact.rule in _OPEN_RULES or _OPEN_ASPECT.fullmatch(fact.aspect) is not None
        return ReadClaim(fact, attribute, value, free, clauses, names, pack)

    return read


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> str:
    """``match_form`` without markup and without the space between Chinese and Latin text."""
    folded = match_form(strip_marks(text))
    if folded.isascii():
        return folded
    return _SCRIPT_GAP.sub("", folded)


@lru_cache(maxsize=1 << 12)
def frame(text: str) -> str:
    """The words of a folded clause that say what it is about, without numbers and small words."""
    bare = without_quantities(text)
    bare = _SMALL_WORDS.sub(" ", bare)
    return _NO_WORD.sub(" ", bare).strip()


def _clause(text: str, typed: bool, pack: Pack) -> Clause:
    """``typed``: the clause says what something is, as under 存储类型 or in a definition."""
    categories = tuple(
        stance
        for stance in category_stances(text)
        if not _ABOUT_ANOTHER.search(stance.about) and (typed or _IS.search(stance.about))
    )
    agent = agent_stance(text)
    stances = (*antonym_stances(text), *categories, *((agent,) if agent else ()))
    return Clause(text, find_quantities(text), modal_stance(text), stances, pack)


def _scopes(text: str, pack: Pack) -> frozenset[str]:
    """Scopes without the names of terms: EC2 looks like a model code, but is a service."""
    return frozenset(
        scope for scope in scopes(text) if not (scope.isascii() and scope.isalnum() and pack.find(scope))
    )


def _names(term_id: str, subject: str, pack: Pack) -> tuple[str, ...]:
    """The folded names of a subject, the longest first."""
    term = pack.get(term_id)
    names = {fold(name) for name in (subject, *(term.names() if term else ()))}
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name)))


def _without(names: tuple[str, ...], text: str) -> str:
    """The folded ``text`` without the names of its subject, which all claims share and which thus say nothing."""
    if not any(name in text for name in names):
        return text  # most are: spares building the pattern
    return _any_of(names).sub(" ", text)


@lru_cache(maxsize=1 << 10)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join(map(re.escape, names))
    return re.compile(rf"(?<![a-z0-9])(?:aws |amazon )?(?:{spelled})(?![a-z0-9])")
