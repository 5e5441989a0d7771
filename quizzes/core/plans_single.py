"""Plans with one right option: attributes, definitions and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from content.core.claims import Fact, Rule
from content.core.names import strip_marks
from quizzes.core.bank import Bank
from quizzes.core.distractors import (
    WANTED,
    is_nominal,
    kind_of,
    near_misses,
    pick,
    related,
    salient,
    stable,
    too_alike,
)
from quizzes.core.drafts import Evidence, QuestionKind
from quizzes.core.likeness import names, near, overlap, width
from quizzes.core.plans import Option, Plan, Show, among
from quizzes.core.soundness import holds_virtue

_NOTHING = re.compile(
    r"(?:n/?a|none|not? (?:applicable|supported|available)|不适用|不支持|不可用|没有|无)[。.]?$", re.I
)
_ALL = re.compile(r"\ball\b|全部|所有", re.I)
_JUDGED = re.compile(r"适[合用]|场景|用途|典型|\b(?:suit\w*|use[ds]?|typical|best|good|when)\b", re.I)
"""Attributes whose values are a matter of judgement."""
_TELLING = 4
"""A value narrower than this, such as a bare 1, is no way to name a term."""
_SPECIFIC = 26
"""A definition narrower than this (一种 NoSQL 数据库服务) may fit terms that the notes do not define."""
_LOOSE = re.compile(r"(?:可以是|和|与|及|或|默认|例如|比如|包括|有时|and |or |can be |such as )", re.I)
"""Openings of what is no description: it only goes on, or says what something may be."""
_SAID = 24
"""Sayings of a term that a definition is compared with."""
LEAST = 2
"""Wrong options: fewer make no question."""
_EMPTY = re.compile(
    r"(?:how|what|why|when|where|who|which|notes?|remarks?|comments?|details?|others?|no|id|reasons?|原因|理由|备注|其他|其它|序号|编号|注意|补充|链接|#)\.?$",
    re.I,
)
"""Heads of columns that ask for nothing by themselves."""
OVERLAPPING = ("service", "compute", "tool", "management")
"""Endings of kinds whose terms share much: silence about one says little."""
OPEN_ASPECTS = frozenset(("use-case", "advantage", "risk", "example", "feature", "integration", "analogy"))
"""Attributes of which a term has many values: what is told of a sibling may hold of the subject as well."""


def table_plans(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """A cell asked both ways: what is the attribute of this term, and which term has this value."""
    if asks_nothing(fact):
        return
    peers = bank.peers(fact)
    if len(peers) < LEAST:
        yield from attribute_plan(fact, bank)
    yield from _both_ways(fact, peers, Evidence.SAME_TABLE, bank)
    if len(peers) <= 1 and fact.rule is Rule.TABLE_COLUMN:
        yield from _rather_plan(fact, bank)


def _both_ways(fact: Fact, peers: Sequence[Fact], evidence: Evidence, bank: Bank) -> Iterator[Plan]:
    """Which value has this term, and which term has this value; ``peers`` tell the same of other terms."""
    told = tuple(bank.versions[fact.key].values())
    asked = asked_with(told)
    if any(_NOTHING.match(strip_marks(f.value)) for f in told) and any(
        _NOTHING.match(strip_marks(f.value)) for f in peers
    ):
        return  # not applicable, not supported: one is as good as the other
    if not _ALL.search(fact.value):
        peers = [f for f in peers if not _ALL.search(f.value)]
    wrong = pick(fact, peers, seed=fact.key, forbidden=bank.truths(fact), most=2 * WANTED)
    if len({f.term for f in wrong}) >= LEAST:
        yield _values_plan(QuestionKind.ATTRIBUTE, fact, "value", evidence, wrong)
    if fact.aspect == "use-case" or any(_JUDGED.search(f.attribute) for f in told):
        return  # what one term suits may suit another as well
    if any(overlap(peer.value, fact.value) for peer in peers) or any(width(f.value) < _TELLING for f in told):
        return  # the value does not tell them apart
    others = {f.term: f for f in peers if not named_in(asked, f, bank)}
    unnamed = sorted(others.values(), key=lambda f: stable(fact.key, f.term))
    if len(unnamed) >= LEAST and not named_in(asked, fact, bank):
        options = among(Show.TERM, fact.key, tuple(f.key for f in unnamed[:WANTED]))
        yield Plan(QuestionKind.CONTRAST, fact.key, "term", evidence, options)


def asks_nothing(fact: Fact) -> bool:
    """Whether the head of a column is empty by itself: notes, how, 备注."""
    return _EMPTY.match(strip_marks(fact.attribute).strip("？?：: ")) is not None


def _values_plan(
    kind: QuestionKind, fact: Fact, ask: str, evidence: Evidence, wrong: tuple[Fact, ...]
) -> Plan:
    """A question whose options are values; of more than three wrong ones the others are spare."""
    options = among(Show.VALUE, fact.key, tuple(f.key for f in wrong[:WANTED]))
    spare = tuple(Option(Show.VALUE, False, f.key) for f in wrong[WANTED:])
    variant = "" if ask == "value" else ask
    return Plan(kind, fact.key, ask, evidence, options, variant, spare=spare)


def asked_with(told: Iterable[Fact]) -> tuple[tuple[str, str], ...]:
    """What a question on a fact quotes of it, by language: its attribute and its value."""
    return tuple([(fact.language, f"{fact.attribute} {fact.value}") for fact in told])


def named_in(asked: Iterable[tuple[str, str]], option: Fact, bank: Bank) -> bool:
    """Whether the option's subject is named by what is asked, in any language."""
    versions = bank.versions[option.key]
    return any(language in versions and names(text, versions[language].subject) for language, text in asked)


def _rather_plan(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """In a table of two terms: what holds of one and not of the other, options from other rows."""
    languages = bank.languages(fact)
    members = [f for f in bank.group(fact) if bank.usable(f, languages)]
    if len({f.term for f in members}) != 2:
        return
    mine = {f.attribute: f.value for f in members if f.term == fact.term}
    same_row = (f for f in members if f.term != fact.term and f.attribute == fact.attribute)
    other = next(f.term for f in members if f.term != fact.term)
    if (
        fact.aspect == "definition"
        or holds_virtue(fact.value)
        or any(overlap(f.value, fact.value) for f in same_row)
        or bank.sayings.holds(fact.value, language=fact.language, term=other)  # elsewhere in the notes
    ):
        return
    theirs = [
        f
        for f in members
        if f.term != fact.term
        and f.attribute != fact.attribute
        and f.aspect != "definition"
        and not near(mine.get(f.attribute, f.value), f.value)
    ]
    wrong = pick(fact, theirs, seed=fact.key, forbidden=tuple(mine.values()), most=2 * WANTED)
    if len(wrong) >= LEAST:
        options = among(Show.PAIR, fact.key, tuple(f.key for f in wrong[:WANTED]))
        spare = tuple(Option(Show.PAIR, False, f.key) for f in wrong[WANTED:])
        yield Plan(QuestionKind.CONTRAST, fact.key, "rather", Evidence.SAME_TABLE, options, spare=spare)


def attribute_plan(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """The same attribute of terms of the same kind, told anywhere in the course."""
    if fact.aspect == "definition":
        return
    peers = [f for f in bank.told_of_kin(fact) if related(fact, f, bank.pack) >= 2]
    evidence = Evidence.OPEN_WORLD if fact.aspect in OPEN_ASPECTS else Evidence.OTHER_TERM
    yield from _both_ways(fact, peers, evidence, bank)


def definition_plans(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """A definition asked both ways: which term is this, and what is this term.

    Terms that the notes define come first; pack terms of the same kind fill up, on weaker evidence.
    """
    told = tuple(bank.versions[fact.key].values())
    if not all(_defines(f, bank) for f in told):
        return
    siblings = _defined_siblings(fact, bank)
    asked = asked_with(told)
    unnamed = [f for f in siblings if not named_in(asked, f, bank)][:WANTED]
    if not named_in(asked, fact, bank):
        bare = () if len(unnamed) >= LEAST else _bare_terms(fact, told, unnamed, bank)
        if len(unnamed) + len(bare) >= LEAST:
            options = among(Show.TERM, fact.key, tuple(f.key for f in unnamed), bare)
            evidence = Evidence.OPEN_WORLD if bare else Evidence.OTHER_TERM
            yield Plan(QuestionKind.DEFINITION, fact.key, "name", evidence, options, "name")
    wrong = pick(fact, siblings, seed=fact.key, forbidden=bank.truths(fact), most=2 * WANTED)
    if len(wrong) >= LEAST:
        yield _values_plan(QuestionKind.DEFINITION, fact, "meaning", Evidence.OTHER_TERM, wrong)


def _defined_siblings(fact: Fact, bank: Bank) -> list[Fact]:
    """One definition for each term that stands close and that the asked definition cannot be meant for."""
    truths = bank.truths(fact)
    found: dict[str, Fact] = {}
    kin = [(related(fact, other, bank.pack), other) for other in bank.told_of_kin(fact)]
    for closeness, other in sorted(kin, key=lambda pair: (-pair[0], stable(fact.key, pair[1].key))):
        if len(found) >= 2 * WANTED or closeness == 0:
            break
        if other.term in found or not all(_defines(f, bank) for f in bank.versions[other.key].values()):
            continue
        if not any(too_alike(other.value, truth) for truth in truths) and not _fits(fact, other.term, bank):
            found[other.term] = other
    return list(found.values())


def _fits(fact: Fact, term: str, bank: Bank) -> bool:
    """Whether anything the notes say of ``term`` is like the asked value."""
    said = bank.sayings.about(term, language=fact.language)
    return any(too_alike(fact.value, other) for other in said.texts[:_SAID])


def _bare_terms(fact: Fact, told: tuple[Fact, ...], beside: list[Fact], bank: Bank) -> tuple[str, ...]:
    """Ids of pack terms of the same kind that may stand beside ``beside``, up to three options in all."""
    if kind_of(fact.term, bank.pack).endswith(OVERLAPPING) or any(width(f.value) < _SPECIFIC for f in told):
        return ()
    taken, found = {f.term for f in beside}, list[str]()
    for term in bank.bare_siblings(fact):
        named = any(names(version.value, name) for version in told for name in term.names())
        doubtful = any(
            f.aspect == "definition" and f.key in bank.disputed for f in bank.about.get(term.id, ())
        )
        if term.id not in taken and not named and not doubtful and not _fits(fact, term.id, bank):
            found.append(term.id)
    ordered = sorted(found, key=lambda one: (one not in bank.about, stable(fact.key, one)))
    return tuple(ordered[: WANTED - len(beside)])


def _defines(fact: Fact, bank: Bank) -> bool:
    """Whether a definition stands alone and says enough to tell its term from others.

    A noun phrase; in a list of parallel pairs any form will do, as all its entries share it.
    """
    text, parallel = strip_marks(fact.value), is_parallel(fact, bank)
    if _LOOSE.match(text) or not (8 if parallel else 14) <= width(text) <= 150 or near(text, fact.subject):
        return False
    if not is_nominal(text) and not parallel:
        return False
    return len(salient(text)) >= (4 if fact.language == "en" else 5) - 2 * parallel


def is_parallel(fact: Fact, bank: Bank) -> bool:
    """Whether a fact stands in a list of at least three pairs whose keys are terms."""
    if fact.rule is not Rule.KEY_VALUE or fact.aspect != "definition":
        return False
    first = bank.versions[fact.key].get(bank.languages(fact)[0], fact)
    return len({f.term for f in bank.group(first) if f.aspect == "definition"}) >= 3


def expansion_plan(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """What an abbreviation stands for, beside near misses."""
    known = (*bank.pack.true_expansions(fact.subject), *bank.truths(fact))
    if len(fact.subject) < 3 and not bank.pack.true_expansions(fact.subject):
        return  # two letters stand for many things
    made = near_misses(fact.subject, fact.value, known=known, seed=fact.key)
    if made:
        options = (
            Option(Show.VALUE, True, fact.key),
            *(Option(Show.MADE, False, made=text) for text in made),
        )
        yield Plan(QuestionKind.ABBREVIATION, fact.key, "expansion", Evidence.CONSTRUCTED, options)
