"""What the notes of one course say of each term, indexed so that no question reads all facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from content.core.claims import Fact, Rule
from content.core.names import term_form
from quizzes.core.likeness import NEAR, Reading, bare, read, reads_same

_MOST = 64
"""Sayings of one term that an option is compared with word by word; of further ones only equal texts count."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What is said of one term in one language: every text in its bare form, and some of them as they read."""

    exact: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    def hold(self, one: Reading) -> bool:
        """Whether one of them says ``one``, or nearly that."""
        if one.bare in self.exact:
            return True
        pairs, most = one.pairs, NEAR * len(one.pairs)
        for other in self.readings:
            shared = len(pairs & other.pairs)  # more than what is left of either, if they say the same
            if (shared > most or shared > NEAR * len(other.pairs)) and reads_same(one, other):
                return True
        return False


NOTHING_SAID = Sayings()


@dataclass(frozen=True, slots=True)
class Truths:
    """Sayings by language and term id; ``called`` gives the id of a name. Build with ``index_truths``."""

    said: Mapping[tuple[str, str], Sayings] = field(default_factory=lambda: MappingProxyType({}))
    called: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    _held: dict[tuple[str, str, str], bool] = field(default_factory=dict, repr=False, compare=False)

    def about(self, term: str, *, language: str) -> Sayings:
        """What some note says of the term with this id, under any attribute."""
        return self.said.get((language, term), NOTHING_SAID)

    def holds(self, text: str, *, language: str, term: str) -> bool:
        """Whether some note says ``text``, or nearly that, of the term with this id."""
        return self.hold(read(text), language=language, term=term)

    def hold(self, one: Reading, *, language: str, term: str) -> bool:
        """``holds`` of a text that has been read; asked once, as the cells of a table stand beside each other in many
        questions."""
        about = self.about(term, language=language)
        if about is NOTHING_SAID:
            return False
        asked = language, term, one.text
        held = self._held.get(asked)
        if held is None:
            held = self._held[asked] = about.hold(one)
        return held

    def term_id(self, name: str, *, language: str) -> str:
        """The id of the term that facts call ``name``; its matching form when none does."""
        form = term_form(name)
        return self.called.get((language, form), form)


NO_TRUTHS = Truths()


def index_truths(facts: Iterable[Fact]) -> Truths:
    """Index the sayings of a course in one pass. Questions written in notes say nothing of a term."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    called: dict[tuple[str, str], str] = {}
    for fact in facts:
        if fact.term and fact.rule is not Rule.WRITTEN:
            said.setdefault((fact.language, fact.term), {})[fact.value] = None
            called.setdefault((fact.language, term_form(fact.subject)), fact.term)
    return Truths({about: _sayings(tuple(values)) for about, values in said.items()}, called)


def _sayings(values: tuple[str, ...]) -> Sayings:
    kept = values[:_MOST]
    return Sayings(frozenset(map(bare, values)), kept, tuple(map(read, kept)))
