"""How hard a question is before anyone answered it."""

from __future__ import annotations

from content.core.identity import similarity
from quizzes.core.drafts import DraftText, Evidence, QuestionKind

_BASE = {
    QuestionKind.WRITTEN: 0.40,
    QuestionKind.ATTRIBUTE: 0.35,
    QuestionKind.CONTRAST: 0.35,
    QuestionKind.DEFINITION: 0.28,
    QuestionKind.ABBREVIATION: 0.30,
    QuestionKind.NUMBER: 0.42,
    QuestionKind.CLOZE: 0.40,
    QuestionKind.NEGATIVE: 0.42,
    QuestionKind.MULTIPLE: 0.50,
    QuestionKind.MATCHING: 0.40,
    QuestionKind.ORDERING: 0.45,
}


def prior_difficulty(kind: QuestionKind, evidence: Evidence, text: DraftText) -> float:
    """The share of wrong first answers to expect, from 0.05 to 0.9.

    ``base(kind) + 0.3 · s + 0.02 · (n - 4) - 0.05 · [E4]``, where ``s`` is the highest bigram overlap (Dice,
    0 to 1) of a right with a wrong option and ``n`` the number of options: alike options are harder to tell
    apart, options from farther off easier. The numbers are our own guess, to be replaced by answers.
    """
    right = [choice.text for choice in text.choices if choice.correct]
    wrong = [choice.text for choice in text.choices if not choice.correct]
    alike = max([similarity(a, b) for a in right[:3] for b in wrong[:4]], default=0.0)
    open_world = 0.05 if evidence is Evidence.OPEN_WORLD else 0.0
    prior = _BASE[kind] + 0.3 * alike + 0.02 * (len(text.choices) - 4) - open_world
    return round(min(max(prior, 0.05), 0.9), 2)
