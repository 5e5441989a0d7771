"""Plans from sentences and listings: who is this said of, what is said of this term, which belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from content.core.claims import Fact, Polarity, Rule
from content.core.names import strip_marks
from content.core.predicates import predicate_of
from content.core.terms import Pack
from quizzes.core import wording_en
from quizzes.core.bank import Bank
from quizzes.core.distractors import WANTED, kind_of, salient, stable, too_alike
from quizzes.core.drafts import Evidence, QuestionKind
from quizzes.core.likeness import names, width
from quizzes.core.marks import marks_in
from quizzes.core.members import members_of
from quizzes.core.plans import Option, Plan, Show, among
from quizzes.core.plans_numbers import STATEMENTS, number_plan
from quizzes.core.plans_single import LEAST, OVERLAPPING, asked_with, named_in

_SURE = 0.62
_TALKED_OF = 4
"""Sayings about a term from which on it means something that a statement without a mark is not among them."""
_CONDITION = re.compile(
    r"如果|当.{2,12}时|的时候|除非|例如|比如|建议|可能|往往|一般|通常|\b(?:if|when|unless|for example|such as|may|might|should|usually|often)\b",
    re.I,
)


def prose_plans(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """Questions on one sentence of the notes; nothing is asked of what could be said of any service.

    That other terms do not share it is only that the notes do not say so: weak evidence, but for numbers.
    """
    yield from number_plan(fact, bank)
    if fact.rule is Rule.MEMBERSHIP:
        yield from _members_plan(fact, bank)
    told = tuple(bank.versions[fact.key].values())
    if not _states(fact, bank):
        return
    if kind_of(fact.term, bank.pack).endswith(OVERLAPPING) or not all(map(_speakable, told)):
        return
    asked = asked_with(told)
    if named_in(asked, fact, bank) or not all(marks_in(version.value, bank.pack) for version in told):
        return
    unnamed = [f for f in _siblings(fact, bank) if not named_in(asked, f, bank)][:WANTED]
    bare = _talked_of(fact, told, unnamed, bank) if unnamed else ()
    if len(unnamed) + len(bare) >= LEAST:
        options = among(Show.TERM, fact.key, tuple(f.key for f in unnamed), bare)
        yield Plan(QuestionKind.CONTRAST, fact.key, "holder", Evidence.OPEN_WORLD, options, "holder")


def _talked_of(fact: Fact, told: Iterable[Fact], beside: Sequence[Fact], bank: Bank) -> tuple[str, ...]:
    """Ids of further terms of the kind that the notes talk of, too unsurely to be quoted."""
    mine, taken = marks_in(fact.value, bank.pack), {fact.term, *(f.term for f in beside)}
    found = [
        term.id
        for term in bank.bare_siblings(fact)
        if term.id in bank.about
        and term.id not in taken
        and not mine <= bank.marks.get((fact.language, term.id), frozenset())
        and not any(names(version.value, name) for version in told for name in term.names())
    ]
    return tuple(sorted(found, key=lambda one: stable(fact.key, one))[: WANTED - len(beside)])


def _speakable(fact: Fact) -> bool:
    """Whether ``which of these`` can be followed by the value: it starts with its verb."""
    if not predicate_of(fact.value) or re.match(r"[\u3400-\u9fff]{1,4}的", fact.value):
        return False
    return fact.language != "en" or wording_en.is_singular(fact.value)


def _states(fact: Fact, bank: Bank) -> bool:
    """Whether a fact is a statement that tells its term from its siblings, in every language."""
    if fact.rule not in (*STATEMENTS, Rule.FEATURE) or fact.confidence < _SURE:
        return False
    if fact.rule is Rule.FEATURE and not predicate_of(fact.value):
        return False  # a bare name
    if named_in(asked_with(bank.versions[fact.key].values()), fact, bank):
        return False
    return all(_telling(version, bank.pack) for version in bank.versions[fact.key].values())


def _telling(fact: Fact, pack: Pack) -> bool:
    """Whether a statement affirms something particular: with a name or number of its own, or at some length."""
    text = strip_marks(fact.value)
    if not 10 <= width(text) <= 100 or fact.polarity is Polarity.NEGATIVE or _CONDITION.search(text):
        return False
    words = len(salient(text))
    return words >= 7 or (words >= 3 and bool(marks_in(text, pack)))


def _siblings(fact: Fact, bank: Bank) -> list[Fact]:
    """What the notes say of other terms of the same kind, one statement a term, none sharing a mark.

    The same sort of statement first, then any other, then a definition.
    """
    kind, languages = kind_of(fact.term, bank.pack), bank.languages(fact)
    mine, own = marks_in(fact.value, bank.pack), bank.marks.get((fact.language, fact.term), frozenset())
    found = []
    for term in bank.kinds.get(kind, ()) if kind else ():
        said = bank.sayings.about(term.id, language=fact.language).texts
        theirs = bank.marks.get((fact.language, term.id), frozenset())
        if (
            term.id == fact.term
            or bank.pack.nested(term.id, fact.term)
            or len(said) < (1 if mine else _TALKED_OF)
            or (mine and mine <= theirs)
            or any(too_alike(fact.value, one) for one in said)
        ):
            continue
        ranked = [
            (not _states(f, bank), f.aspect != fact.aspect, stable(fact.key, f.key), f)
            for f in bank.about.get(term.id, ())
            if bank.usable(f, languages)
            and f.rule in (*STATEMENTS, Rule.FEATURE, Rule.DEFINITION, Rule.KEY_VALUE)
            and not marks_in(f.value, bank.pack) & own
        ]
        if ranked:
            found.append(min(ranked))
    return [f for *_, f in sorted(found, key=lambda one: one[:3])[: 2 * WANTED]]


def _members_plan(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """Which two belong to this term's list: wrong options are members of the same list of another term."""
    lists = {language: members_of(version.value) for language, version in bank.versions[fact.key].items()}
    own = lists[fact.language]
    if len({len(one) for one in lists.values()}) > 1 or len(own) < 2:
        return
    wrong = []
    for other in bank.told_of_kin(fact):
        theirs = members_of(other.value)
        if other.rule is not Rule.MEMBERSHIP or any(
            len(members_of(version.value)) != len(theirs) for version in bank.versions[other.key].values()
        ):
            continue
        for part, member in enumerate(theirs):
            if not any(names(member, one) or names(one, member) or too_alike(member, one) for one in own):
                wrong.append(Option(Show.MEMBER, False, other.key, part))
    chosen = sorted(wrong, key=lambda one: stable(fact.key, one.fact, str(one.part)))[:WANTED]
    if len(chosen) >= LEAST:
        first = sorted(range(len(own)), key=lambda part: stable(fact.key, str(part)))[:2]
        right = tuple(Option(Show.MEMBER, True, fact.key, part) for part in first)
        yield Plan(
            QuestionKind.MULTIPLE, fact.key, "members", Evidence.OPEN_WORLD, (*right, *chosen), "members"
        )
