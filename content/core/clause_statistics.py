"""How the clauses of a note begin and end, and which characters stand together in it.

A glued table has lost the places where its cells part. The rest of the note tells which words its author begins and
ends a clause with, and which pairs of characters belong together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from content.core.document import BlockKind, ParsedNote
from content.core.names import strip_marks

_CLAUSE_END = re.compile(r"[，。：；、？！,;:?!|（）()“”\"•\n]+|\.(?=\s|$)")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#.-]*")
_LONGEST_CELL = 20
_MOST = 200_000
"""Characters of a note that are counted: more change no rate."""


@dataclass(frozen=True, slots=True)
class ClauseStatistics:
    """Counts over one note: characters, neighbouring pairs, first and last characters of clauses, Latin words."""

    characters: Counter[str]
    pairs: Counter[str]
    begins: Counter[str]
    ends: Counter[str]
    clauses: frozenset[str]
    words: frozenset[str]

    def begin_rate(self, character: str) -> float:
        """The share of this character's uses that begin a clause, 0-1, drawn towards one in eight."""
        return (self.begins[character] + 0.5) / (self.characters[character] + 4)

    def end_rate(self, character: str) -> float:
        """The share of this character's uses that end a clause, 0-1, drawn towards one in eight."""
        return (self.ends[character] + 0.5) / (self.characters[character] + 4)

    def association(self, pair: str) -> float:
        """How far two neighbours hold together, 0-1: their pairs over the uses of the rarer one."""
        together = self.pairs[pair]
        if not together:
            return 0.0
        return together / (min(self.characters[pair[0]], self.characters[pair[1]]) + 1)


def clause_statistics(note: ParsedNote) -> ClauseStatistics:
    """Count the clauses of ``note``, its glued tables and code left out."""
    skipped = (BlockKind.GLUED_TABLE, BlockKind.CODE, BlockKind.FRONT_MATTER)
    return count_clauses(block.plain for block in note.blocks if block.kind not in skipped)


def count_clauses(texts: Iterable[str]) -> ClauseStatistics:
    """Count the clauses of ``texts``, up to a fixed number of characters."""
    clauses: list[str] = []
    words: set[str] = set()
    left = _MOST
    for text in texts:
        plain = strip_marks(text[:left])
        left -= len(plain)
        words.update(_WORD.findall(plain))
        clauses += [clause for part in _CLAUSE_END.split(plain) if (clause := part.strip())]
        if left <= 0:
            break
    joined = "\n".join(clauses)
    return ClauseStatistics(
        characters=Counter(joined),
        pairs=Counter(map("".join, pairwise(joined))),
        begins=Counter(clause[0] for clause in clauses),
        ends=Counter(clause[-1] for clause in clauses),
        clauses=frozenset(clause for clause in clauses if len(clause) <= _LONGEST_CELL),
        words=frozenset(words),
    )
