"""What a learner chooses to study by themselves: a part of a course, and which of its cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

LONGEST_NAME = 500
"""Characters of a section, a term or a tag in an address."""


class Which(StrEnum):
    """Which cards of the chosen part."""

    ALL = "all"
    SOON = "soon"
    """Begun, and due by ``SOON_DAYS`` from now: what is overdue belongs to it."""
    MISTAKES = "mistakes"
    """Answered wrong the last time."""
    NEW = "new"


SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Scope:
    """The cards of a course that a learner chose: those that fit everything that is given.

    ``section`` is the slug of a note, or ``slug#heading``; ``term`` the name of a fact's subject (``Fact.term``);
    ``tag`` that of a note.
    """

    section: str = ""
    term: str = ""
    tag: str = ""
    which: Which = Which.ALL

    @property
    def query(self) -> str:
        """The scope as the query of an address; ``read_scope`` reads it."""
        parts = {"section": self.section, "term": self.term, "tag": self.tag}
        return urlencode(
            {name: value for name, value in parts.items() if value} | {"cards": self.which.value}
        )


class UnreadableScope(ValueError):
    """An address names cards in a way that nobody can choose; its text is the value."""


def read_scope(query: Mapping[str, str]) -> Scope | None:
    """The scope that a query names; None where it names none. Raises UnreadableScope."""
    section, term, tag = (query.get(name, "").strip() for name in ("section", "term", "tag"))
    cards = query.get("cards", "")
    if not (section or term or tag or cards):
        return None
    if cards not in ("", *Which):
        raise UnreadableScope(cards)
    for name in (section, term, tag):
        if len(name) > LONGEST_NAME or "\0" in name:
            raise UnreadableScope(name[:40])
    return Scope(section, term, tag, Which(cards or Which.ALL))
