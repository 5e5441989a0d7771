"""Which questions may be shown as true: those a person approved, and those of templates that earned it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from quizzes.core.drafts import Draft, Evidence, QuestionKind
from quizzes.core.reviewing import Reviewed, shows_terms

STRONG = frozenset({Evidence.SAME_TABLE, Evidence.CONSTRUCTED, Evidence.OTHER_TERM})
"""Evidence on which 49 of 51 questions were acceptable; open world gave 21 of 29."""

LEAST_CONFIDENCE = 0.75
LEAST_CONFIDENCE_WRITTEN = 0.85
"""For a question that stands in a note: its options and its answer were read without a doubt."""

LEAST_REVIEWS = 50
LEAST_ACCEPTANCE = 0.9

HOLDING_BACK = frozenset({"in-conflict", "twins-differ"})
"""Flaws that hold back even an approved question: its facts are in doubt, whatever its words are, or what is right
in one language is not in the other."""


class Template(NamedTuple):
    """What questions made alike have in common; people's decisions on some speak for the others."""

    kind: QuestionKind
    variant: str
    languages: tuple[str, ...]


def publishable(draft: Draft) -> bool:
    """Whether only a person's yes is missing: no flaw, and evidence and confidence that carry it.

    A question written in a note (E0) needs confidence 0.85: then its answer is the author's word. The
    open world (E4) is never enough. A conflict is a flaw; a repair that nobody confirmed makes no fact.
    """
    if draft.flaws or not draft.texts:
        return False
    if draft.evidence is Evidence.WRITTEN:
        return draft.confidence >= LEAST_CONFIDENCE_WRITTEN
    return draft.evidence in STRONG and draft.confidence >= LEAST_CONFIDENCE


def may_publish(
    one: Reviewed,
    *,
    acceptance: Mapping[Template, tuple[int, int]] | None = None,
    confirmed_notes: Collection[str] = (),
) -> bool:
    """Whether a question may stand in an exam.

    Approved by a person; or, undecided, when it is ``publishable`` on strong evidence (E1-E3), every note it rests
    on is among ``confirmed_notes`` (paths whose terms and tables a person confirmed), and of at least 50
    reviewed questions of its template 90 % were approved as generated. Never while a fact it rests on is disputed.
    """
    if one.status == "rejected" or HOLDING_BACK & set(one.draft.flaws):
        return False
    if one.status == "approved":
        return True
    approved, reviewed = (acceptance or {}).get(template_of(one.generated), (0, 0))
    return (
        publishable(one.draft)
        and one.draft.evidence in STRONG
        and all(note in confirmed_notes for note in _notes(one.draft))
        and reviewed >= LEAST_REVIEWS
        and approved >= LEAST_ACCEPTANCE * reviewed
    )


def template_of(draft: Draft) -> Template:
    """The template of a draft: its kind, whether its options are names (``term``) or texts (``value``), its languages.

    Ask it of a generated draft: a person's words hide what the options are.
    """
    variant = "term" if draft.texts and shows_terms(draft.texts[0]) else "value"
    return Template(draft.kind, variant, tuple(sorted(text.language for text in draft.texts)))


def acceptance(reviewed: Iterable[Reviewed]) -> dict[Template, tuple[int, int]]:
    """For each template: questions approved as generated, and questions approved or rejected.

    A question that had to be reworded counts as reviewed, not as approved.
    """
    counts: dict[Template, tuple[int, int]] = {}
    for one in reviewed:
        if one.status != "draft":
            template = template_of(one.generated)
            approved, seen = counts.get(template, (0, 0))
            counts[template] = (approved + (one.status == "approved" and not one.edited), seen + 1)
    return counts


def _notes(draft: Draft) -> set[str]:
    """Paths of all notes that the stems and options rest on."""
    notes = {text.note for text in draft.texts}
    return notes | {choice.note for text in draft.texts for choice in text.choices if choice.note}
