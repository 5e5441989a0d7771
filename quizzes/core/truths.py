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
class Truths:
    """Sayings by language and term id; ``called`` gives the id of a name. Build with ``index_truths``."""

    said: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    exact: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    readings: Mapping[tuple[str, str], tuple[Reading, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    called: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def holds(self, text: str, *, language: str, term: str) -> bool:
        """Whether some note says ``text``, or nearly that, of the term with this id, under any attribute."""
        about = (language, term)
        if about not in self.said:
            return False
        one = read(text)
        if one.bare in self.exact[about]:
            return True
        pairs, size = one.pairs, len(one.pairs)
        for other in self.readings[about]:
            least = NEAR * min(size, len(other.pairs))  # whatever says the same shares more
            if len(pairs & other.pairs) > least and reads_same(one, other):
                return True
        return False

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
    exact = {about: frozenset(map(bare, values)) for about, values in said.items()}
    kept = {about: tuple(values)[:_MOST] for about, values in said.items()}
    readings = {about: tuple(map(read, values)) for about, values in kept.items()}
    return Truths(kept, exact, readings, called)
