"""What the mistake book says of a fact: why the last answer was wrong, and whether it is mended (``docs/mistakes.md``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HASTY_MILLISECONDS = 8_000
"""An answer given sooner than this was hardly read."""
WELL_KNOWN = 0.9
"""The chance of recall from which on a fact counts as known."""
DAYS_TO_MEND = 2


class Cause(StrEnum):
    """Why an answer was wrong; the first that fits counts."""

    GUESS = "guess"  # the learner said so, whether it happened to be right or not
    SLIP = "slip"  # known before, and answered in haste
    CONFUSION = "confusion"  # what was chosen is true of something else
    UNKNOWN = "unknown"  # none of these: it was not known


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """An answer to a question about a fact. ``known`` is False of a guess, right as it may be.

    ``recall`` is the chance of recall just before, from 0 to 1; None where memory could not tell.
    """

    day: date
    known: bool
    guessed: bool = False
    confused: bool = False
    milliseconds: int | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fact that was answered wrong: ``last`` is the place of the last wrong answer in its log."""

    last: int
    cause: Cause
    times: int
    right_days: int
    """On how many study days it was answered right since."""

    @property
    def mended(self) -> bool:
        """Whether it was answered right on two study days since."""
        return self.right_days >= DAYS_TO_MEND


def find_mistake(log: Sequence[QuestionAnswered]) -> Mistake | None:
    """What a fact's answers, in the order in which they were given, come to; None when none was wrong."""
    wrong = [place for place, answer in enumerate(log) if not answer.known]
    if not wrong:
        return None
    last = wrong[-1]
    return Mistake(
        last=last,
        cause=cause_of(log[last], before=log[:last]),
        times=len(wrong),
        right_days=len({answer.day for answer in log[last + 1 :]}),
    )


def cause_of(answer: QuestionAnswered, *, before: Sequence[QuestionAnswered]) -> Cause:
    """Why an answer was wrong, with those to the same fact that came before it."""
    if answer.guessed:
        return Cause.GUESS
    hasty = answer.milliseconds is not None and answer.milliseconds <= HASTY_MILLISECONDS
    was_known = bool(before and before[-1].known) or (answer.recall or 0.0) >= WELL_KNOWN
    if hasty and was_known:
        return Cause.SLIP
    return Cause.CONFUSION if answer.confused else Cause.UNKNOWN
