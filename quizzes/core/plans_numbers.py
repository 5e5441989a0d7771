"""Plans that ask for a number: by its attribute, or as the gap in a statement."""

from __future__ import annotations

from collections.abc import Iterator

from content.core.claims import Fact, Rule
from content.core.names import strip_marks
from quizzes.core.amounts import Quantity, near_numbers, sole_quantity
from quizzes.core.bank import Bank
from quizzes.core.drafts import Evidence, QuestionKind
from quizzes.core.likeness import width
from quizzes.core.magnitudes import sole_magnitude, steps_around
from quizzes.core.plans import Option, Plan, Show

STATEMENTS = (Rule.PREDICATE, Rule.LIMIT, Rule.COMPARISON, Rule.AGENT)
"""Rules whose value is said of the subject, verb included: subject and value make a sentence."""
_SHORT = 26
"""A value this narrow is little more than its number: it is asked for by its attribute."""
_LONG = 130
_REST = 8
"""What must be left of a statement besides its gap."""


def number_plan(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """The number of a value, beside other numbers with its unit; a long value is quoted with a gap."""
    told = bank.versions[fact.key]
    found = {language: sole_quantity(version.value) for language, version in told.items()}
    first = found[fact.language]
    if first is None:
        yield from _magnitude_plan(fact, bank)
    if first is None or any(one is None or one.number != first.number for one in found.values()):
        return
    if any(width(strip_marks(version.value)) > _LONG for version in told.values()):
        return
    made = near_numbers(first, forbidden=_forbidden(fact, first, bank), seed=fact.key)
    if not made:
        return
    brief = fact.rule not in STATEMENTS and all(
        width(strip_marks(version.value)) <= _SHORT for version in told.values()
    )
    if brief and fact.aspect in ("definition", "use-case"):
        return  # a bare number defines nothing, and no use is one
    if not brief and not all(_leaves_enough(version) for version in told.values()):
        return
    show, kind = (Show.NUMBER, QuestionKind.NUMBER) if brief else (Show.AMOUNT, QuestionKind.CLOZE)
    right = Option(show, True, fact.key, made=first.digits)
    wrong = tuple(Option(show, False, made=digits) for digits in made)
    ordered = sorted((right, *wrong), key=lambda option: float(option.made.replace(",", "")))
    ask = "number" if brief else "gap"
    variant = "" if brief else "number"
    yield Plan(kind, fact.key, ask, Evidence.CONSTRUCTED, tuple(ordered), variant, ascending=True)


def _magnitude_plan(fact: Fact, bank: Bank) -> Iterator[Plan]:
    """A magnitude in words as the gap; its scale belongs to one language, and so does the question."""
    magnitude = sole_magnitude(fact.value)
    if magnitude is None or len(bank.versions[fact.key]) > 1 or fact.rule not in (*STATEMENTS, Rule.FEATURE):
        return
    if width(strip_marks(fact.value)) > _LONG or width(fact.value) - width(magnitude.word) < _REST:
        return
    options = tuple(
        Option(Show.WORD, True, fact.key) if word == magnitude.step else Option(Show.MADE, False, made=word)
        for word in steps_around(magnitude, seed=fact.key)
    )
    yield Plan(
        QuestionKind.CLOZE, fact.key, "gap", Evidence.CONSTRUCTED, options, "magnitude", ascending=True
    )


def _forbidden(fact: Fact, quantity: Quantity, bank: Bank) -> set[float]:
    """Numbers with this unit that the notes or the pack tell of the subject in any connection."""
    return {number for unit, number in bank.amounts.get(fact.term, ()) if unit == quantity.unit}


def _leaves_enough(fact: Fact) -> bool:
    """Whether the statement still says what the number is of."""
    quantity = sole_quantity(fact.value)
    rest = strip_marks(fact.value)
    if quantity:
        rest = rest[: quantity.start] + rest[quantity.end :]
    return width(rest) >= _REST
