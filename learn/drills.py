"""Practice on two facts that a learner takes for each other."""

from __future__ import annotations

from datetime import datetime

from learn.models import Confusion
from quizzes.models import Sitting
from quizzes.sittings import start_practice

DRILL_LENGTH = 6


def start_drill(confusion: Confusion, *, language: str, seed: int, now: datetime) -> Sitting:
    """A short sitting of questions about both facts of a pair. Raises NothingToAsk."""
    return start_practice(
        confusion.course,
        learner=confusion.learner,
        language=language,
        seed=seed,
        now=now,
        count=DRILL_LENGTH,
        facts=(confusion.asked_id, confusion.taken_for_id),
    )
