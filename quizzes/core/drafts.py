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
    NUMBER = "number"  # which number? beside near ones with the same unit
    CLOZE = "cloze"  # which word fills the gap in a sentence of the notes?
    NEGATIVE = "negative"  # what does NOT hold of this term?
    MULTIPLE = "multiple"  # which two or three hold of this term?
    MATCHING = "matching"  # which text belongs to which term?
    ORDERING = "ordering"  # in which order do the steps come?


SINGLE_CHOICE = (
    QuestionKind.ATTRIBUTE,
    QuestionKind.CONTRAST,
    QuestionKind.DEFINITION,
    QuestionKind.ABBREVIATION,
    QuestionKind.NUMBER,
    QuestionKind.CLOZE,
)
"""Kinds that ask for one fact and have one right option: fit to ask for a card."""


class Evidence(StrEnum):
    """Why the wrong options are wrong; E1 is the strongest (question-quality, section 3)."""

    WRITTEN = "E0"  # the note itself states options and answer
    SAME_TABLE = "E1"
    CONSTRUCTED = "E2"
    OTHER_TERM = "E3"
    OPEN_WORLD = "E4"


@dataclass(frozen=True, slots=True)
class DraftChoice:
    """One option. ``note`` and ``lines`` point to where its text holds; both None when constructed.

    MATCHING: every choice is correct and ``partner`` is the term it belongs to. ORDERING: every choice is
    correct and ``place`` is its place in the right order, from 1; choices are listed shuffled.
    """

    text: str
    correct: bool
    fact: str = ""
    true_of: str = ""
    note: str | None = None
    lines: Span | None = None
    constructed: bool = False
    partner: str = ""
    place: int = 0


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
    """A planned question: choice *i* is the same in every language of ``texts``.

    ``difficulty`` is a prior, before anyone answered: the expected share of wrong first answers, 0 to 1.
    """

    key: str
    kind: QuestionKind
    fact: str
    evidence: Evidence
    confidence: float
    texts: tuple[DraftText, ...]
    difficulty: float = 0.4

    @property
    def flaws(self) -> tuple[str, ...]:
        """Every flaw in any language, sorted, each once."""
        found = [flaw for text in self.texts for flaw in text.flaws]
        return tuple(sorted(set(found))) if found else ()
