"""What a person decided about generated questions: the ``review.yaml`` beside a course's notes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import yaml

from quizzes.core.drafts import Draft

STATUSES = ("draft", "approved", "rejected")


class ReviewFileError(ValueError):
    """A ``review.yaml`` that cannot be used; ``line`` is 1-based."""

    def __init__(self, message: str, *, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, and the hash of the wording that was read when it was given."""

    status: str
    hash: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions by question key."""

    questions: dict[str, Decision] = field(default_factory=dict)

    def status_of(self, draft: Draft) -> str:
        """``approved`` or ``rejected`` when this very wording was decided on, else ``draft``."""
        decision = self.questions.get(draft.key)
        if decision is None or decision.hash != draft_hash(draft):
            return "draft"
        return decision.status


def draft_hash(draft: Draft) -> str:
    """12 hex digits over all that a learner can read of a draft, in every language.

    Line numbers are left out: a paragraph added above a fact changes no decision about its question.
    """
    digest = hashlib.blake2s(draft.kind.value.encode(), digest_size=6)
    for text in draft.texts:
        parts = [text.language, text.stem, text.explanation]
        for choice in text.choices:
            parts += [choice.text, str(choice.correct), choice.true_of]
        digest.update("\x1f".join(parts).encode())
    return digest.hexdigest()


def parse_review(text: str) -> Decisions:
    """Read a ``review.yaml``: ``questions: {<key>: {status: approved, hash: <hash>}}``.

    Raises ReviewFileError with a sentence that says what to mend.
    """
    try:
        data = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ReviewFileError(
            "The review file is not valid YAML; mend that line.", line=mark.line + 1 if mark else 1
        ) from None
    questions = data.get("questions", {}) if isinstance(data, dict) else None
    if not isinstance(questions, dict):
        raise ReviewFileError("The review file must have `questions:` with an entry per question key.")
    return Decisions({str(key): _decision(str(key), entry) for key, entry in questions.items()})


def _decision(key: str, entry: object) -> Decision:
    status = entry.get("status") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or status not in STATUSES:
        raise ReviewFileError(
            f"Question {key} has the status {status!r}; it must be one of {', '.join(STATUSES)}."
        )
    return Decision(str(status), str(entry.get("hash", "")))
