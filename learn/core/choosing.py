"""Choosing the questions of a quiz: what fits a learner's wish, and what to loosen where little does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.core.drafts import QuestionKind


class Group(StrEnum):
    """Kinds of questions that are answered alike."""

    ONE = "one"  # one option is right
    SEVERAL = "several"
    MATCH = "match"
    ORDER = "order"
    WRITTEN = "written"  # they stand in the notes themselves


_GROUPS = {
    QuestionKind.MULTIPLE.value: Group.SEVERAL,
    QuestionKind.MATCHING.value: Group.MATCH,
    QuestionKind.ORDERING.value: Group.ORDER,
    QuestionKind.WRITTEN.value: Group.WRITTEN,
}


def group_of(kind: str) -> Group:
    """The group of a ``QuestionKind``."""
    return _GROUPS.get(kind, Group.ONE)


class Only(StrEnum):
    """Which facts alone are asked about."""

    MISTAKES = "mistakes"  # those in the mistake book
    UNSEEN = "unseen"  # never asked
    WEAK = "weak"  # likely forgotten, or forgotten often


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked, by ids. ``places`` are notes (slugs) and sections (``slug#heading``)."""

    fact: int
    question: int
    group: Group
    languages: frozenset[str]
    places: frozenset[str]
    term: str
    standings: frozenset[Only]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quiz is to be about; an empty field asks for nothing in particular.

    A question fits when it stands in one of the ``sections`` or is about one of the ``terms``, and fits the rest.
    """

    sections: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    groups: frozenset[Group] = frozenset()
    language: str = ""
    only: Only | None = None


def fitting(candidates: Iterable[Candidate], wish: Wish) -> list[tuple[int, int]]:
    """The questions that fit, as pairs of (fact id, question id)."""
    return [(one.fact, one.question) for one in candidates if _fits(one, wish)]


def _fits(one: Candidate, wish: Wish) -> bool:
    about = not (wish.sections or wish.terms) or one.term in wish.terms or bool(one.places & wish.sections)
    return (
        about
        and (not wish.groups or one.group in wish.groups)
        and (not wish.language or wish.language in one.languages)
        and (wish.only is None or wish.only in one.standings)
    )


def loosenings(candidates: Iterable[Candidate], wish: Wish) -> list[tuple[str, int]]:
    """What may be given up, and how many facts could then be asked about; the most first, without vain ones.

    The names are ``about`` (sections and terms), ``groups``, ``language`` and ``only``.
    """
    known = list(candidates)
    without = {
        "about": replace(wish, sections=frozenset(), terms=frozenset()),
        "groups": replace(wish, groups=frozenset()),
        "language": replace(wish, language=""),
        "only": replace(wish, only=None),
    }
    counts = {name: count_facts(fitting(known, looser)) for name, looser in without.items() if looser != wish}
    now = count_facts(fitting(known, wish))
    return sorted(((name, n) for name, n in counts.items() if n > now), key=lambda one: -one[1])


def count_facts(pairs: Iterable[tuple[int, int]]) -> int:
    """How many facts ``pairs`` of (fact id, question id) are about: a quiz asks about each once."""
    return len({fact for fact, _question in pairs})
