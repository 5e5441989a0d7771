"""What a person decided about a course: which questions may be asked, in which words; repairs; conflicts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizzes.core.drafts import Draft

STATUSES = ("draft", "approved", "rejected")


@dataclass(frozen=True, slots=True)
class Wording:
    """A person's words for a question in one language; None leaves the generated ones."""

    stem: str | None = None
    choices: tuple[str, ...] | None = None
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, and the hash of the generated wording that was read when it was given.

    ``texts`` holds edited wordings by language; ``reason`` says why a question was rejected or edited;
    ``line`` is where the decision stands in its file, 1-based.
    """

    status: str
    hash: str
    reason: str = ""
    texts: Mapping[str, Wording] = field(default_factory=dict)
    line: int = 1


@dataclass(frozen=True, slots=True)
class RepairedTable:
    """How a table that lost its shape should read: ``rows`` are as wide as ``header``."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int = 1


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a conflict was resolved: one claim holds, or all do (``both``: they speak of different things).

    The claim that holds is named by the place where it stands (``note`` and ``note_line``) or by ``value``.
    """

    both: bool = False
    note: str = ""
    note_line: int = 0
    value: str = ""
    reason: str = ""
    line: int = 1


@dataclass(frozen=True)
class Decisions:
    """Decisions by question key, confirmed tables by table key, resolved conflicts by conflict key."""

    questions: Mapping[str, Decision] = field(default_factory=dict)
    tables: Mapping[str, RepairedTable] = field(default_factory=dict)
    conflicts: Mapping[str, Resolution] = field(default_factory=dict)

    def find(self, draft: Draft) -> Decision | None:
        """The decision on this very wording: by key, else, when the key is another now, by hash alone."""
        hashed = draft_hash(draft)
        own = self.questions.get(draft.key)
        return own if own is not None and own.hash == hashed else self._by_hash.get(hashed)

    def status_of(self, draft: Draft) -> str:
        """``approved`` or ``rejected`` when this very wording was decided on, else ``draft``."""
        decision = self.find(draft)
        return decision.status if decision else "draft"

    def fingerprint(self) -> str:
        """32 hex digits over everything decided; where it stands in the file does not count."""
        parts = [
            repr((key, d.status, d.hash, d.reason, sorted(d.texts.items(), key=lambda pair: pair[0])))
            for key, d in sorted(self.questions.items())
        ]
        parts += [repr((key, table.header, table.rows)) for key, table in sorted(self.tables.items())]
        parts += [
            repr((key, r.both, r.note, r.note_line, r.value)) for key, r in sorted(self.conflicts.items())
        ]
        return hashlib.blake2s("\x1e".join(parts).encode(), digest_size=16).hexdigest()

    @cached_property
    def _by_hash(self) -> dict[str, Decision]:
        """Decisions by the wording they were taken on; where two differ about one, neither counts."""
        found: dict[str, Decision] = {}
        statuses = Counter(hashed for hashed, _ in {(d.hash, d.status) for d in self.questions.values()})
        for decision in self.questions.values():
            if decision.hash and statuses[decision.hash] == 1:
                found.setdefault(decision.hash, decision)
        return found


def draft_hash(draft: Draft) -> str:
    """12 hex digits over all that a learner can read of a draft, in every language.

    Line numbers are left out: a paragraph added above a fact changes no decision about its question.
    """
    digest = hashlib.blake2s(draft.kind.value.encode(), digest_size=6)
    for text in draft.texts:
        parts = [text.language, text.stem, text.explanation]
        for choice in text.choices:
            parts += [choice.text, str(choice.correct), choice.true_of]
            parts += [f"partner {choice.partner}"] if choice.partner else []
            parts += [f"place {choice.place}"] if choice.place else []
        digest.update("\x1f".join(parts).encode())
    return digest.hexdigest()
