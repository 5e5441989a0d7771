"""Which questions wait for nothing but a person's yes, and which flaws hold back even an approved one."""

from __future__ import annotations

from quizzes.core.drafts import Draft, Evidence

STRONG = frozenset({Evidence.SAME_TABLE, Evidence.CONSTRUCTED, Evidence.OTHER_TERM})
"""Evidence on which 49 of 51 questions were acceptable; open world gave 21 of 29."""

LEAST_CONFIDENCE = 0.75
LEAST_CONFIDENCE_WRITTEN = 0.85
"""For a question that stands in a note: its options and its answer were read without a doubt."""

HOLDING_BACK = frozenset({"in-conflict", "twins-differ"})
"""Flaws that hold back even an approved question: its facts are in doubt, whatever its words are, or what is right
in one language is not in the other."""


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
