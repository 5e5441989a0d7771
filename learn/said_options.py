"""An option as feedback shows it: what it says, what a wrong one is true of, and the lines that say so."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.models import ChoiceText
from quizzes.pages import SourcePage, source_page


@dataclass(frozen=True, slots=True)
class Said:
    """The text of an option; ``true_of`` is empty for a right one, and where the text names it itself."""

    text: str
    true_of: str = ""
    source: SourcePage | None = None


def said_option(text: ChoiceText) -> Said:
    """An option with its partner, if it has one; ``text`` with its choice, and its note revision with note and course."""
    source = None
    if text.note_revision and text.first_line and text.last_line:
        source = source_page(text.note_revision, (text.first_line, text.last_line))
    whole = f"{text.text} → {text.partner}" if text.partner else text.text
    is_told = text.choice.is_correct or text.true_of == text.text
    return Said(whole, "" if is_told else text.true_of, source)
