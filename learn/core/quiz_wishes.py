"""What a learner wishes a quiz to be about, and what to give up where little fits."""

from __future__ import annotations

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
    QuestionKind.MULTIPLE: Group.SEVERAL,
    QuestionKind.MATCHING: Group.MATCH,
    QuestionKind.ORDERING: Group.ORDER,
    QuestionKind.WRITTEN: Group.WRITTEN,
}


def kinds_of(group: Group) -> list[str]:
    """The kinds of questions (``QuestionKind``) in a group."""
    return [kind.value for kind in QuestionKind if _GROUPS.get(kind, Group.ONE) is group]


class Only(StrEnum):
    """Which facts alone are asked about."""

    MISTAKES = "mistakes"  # those in the mistake book
    UNSEEN = "unseen"  # never asked
    WEAK = "weak"  # likely forgotten, or forgotten often


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quiz is to be about; an empty field asks for nothing in particular.

    A question fits when it stands in one of the ``sections`` (``slug``, or ``slug#heading``) or is about one of the
    ``terms``, and fits the rest.
    """

    sections: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    groups: frozenset[Group] = frozenset()
    language: str = ""
    only: Only | None = None


def looser(wish: Wish) -> dict[str, Wish]:
    """The wish with one thing given up: ``about`` (sections and terms), ``groups``, ``language`` or ``only``."""
    without = {
        "about": replace(wish, sections=frozenset(), terms=frozenset()),
        "groups": replace(wish, groups=frozenset()),
        "language": replace(wish, language=""),
        "only": replace(wish, only=None),
    }
    return {name: other for name, other in without.items() if other != wish}
