"""What a learner chooses to study by themselves: a part of a course, and which of its cards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

_FACTS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15}){0,99}")
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
    ``tag`` that of a note; ``facts`` are the facts themselves, by their keys in the database.
    """

    section: str = ""
    term: str = ""
    tag: str = ""
    which: Which = Which.ALL
    facts: tuple[int, ...] = ()

    @property
    def query(self) -> str:
        """The scope as the query of an address; ``read_scope`` reads it."""
        parts = {"section": self.section, "term": self.term, "tag": self.tag}
        parts["facts"] = ".".join(str(fact) for fact in self.facts)
        return urlencode(
            {name: value for name, value in parts.items() if value} | {"cards": self.which.value}
        )


class UnreadableScope(ValueError):
    """An address names cards in a way that nobody can choose; its text is the value."""


def read_scope(query: Mapping[str, str]) -> Scope | None:
    """The scope that a query names; None where it names none. Raises UnreadableScope."""
    section, term, tag = (query.get(name, "").strip() for name in ("section", "term", "tag"))
    cards, facts = query.get("cards", ""), query.get("facts", "")
    if not (section or term or tag or cards or facts):
        return None
    if cards not in ("", *Which):
        raise UnreadableScope(cards)
    for name in (section, term, tag):
        if len(name) > LONGEST_NAME or "\0" in name:
            raise UnreadableScope(name[:40])
    if facts and not _FACTS.fullmatch(facts):
        raise UnreadableScope(facts[:40])
    named = tuple(int(fact) for fact in facts.split(".")) if facts else ()
    return Scope(section, term, tag, Which(cards or Which.ALL), named)
