"""A question as the engine plans it: once on fact keys, worded per language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from content.core.document import Span


class QuestionKind(StrEnum):
    """What a question asks for."""

    WRITTEN = "written"
    ATTRIBUTE = "attribute"  # what holds of this term?
    CONTRAST = "contrast"  # of which term does this hold?
    DEFINITION = "definition"  # which term is this? / what is this term?
    ABBREVIATION = "abbreviation"


class Evidence(StrEnum):
    """Why the wrong options are wrong; E1 is the strongest (question-quality, section 3)."""

    WRITTEN = "E0"  # the note itself states options and answer
    SAME_TABLE = "E1"
    CONSTRUCTED = "E2"
    OTHER_TERM = "E3"
    OPEN_WORLD = "E4"


@dataclass(frozen=True, slots=True)
class DraftChoice:
    """One option. ``note`` and ``lines`` point to where its text holds; both None when constructed."""

    text: str
    correct: bool
    fact: str = ""
    true_of: str = ""
    note: str | None = None
    lines: Span | None = None
    constructed: bool = False


@dataclass(frozen=True, slots=True)
class DraftText:
    """The wording of a draft in one language; ``flaws`` names the checks it failed."""

    language: str
    stem: str
    choices: tuple[DraftChoice, ...]
    explanation: str
    note: str
    lines: Span
    flaws: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A planned question: choice *i* is the same in every language of ``texts``."""

    key: str
    kind: QuestionKind
    fact: str
    evidence: Evidence
    confidence: float
    texts: tuple[DraftText, ...]

    @property
    def flaws(self) -> tuple[str, ...]:
        """Every flaw in any language, sorted, each once."""
        return tuple(sorted({flaw for text in self.texts for flaw in text.flaws}))
