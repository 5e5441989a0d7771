"""How an answer in a quiz or an exam is rated as a review of its card."""

from __future__ import annotations

from learn.core.memory import Rating

GUESS = "guess"


def rate(*, right: bool, confidence: str = "") -> Rating:
    """GOOD for a right answer, AGAIN for a wrong one, and for one that the learner calls a guess.

    A guess that happens to be right is scored as right, but nothing was remembered.
    """
    return Rating.GOOD if right and confidence != GUESS else Rating.AGAIN
