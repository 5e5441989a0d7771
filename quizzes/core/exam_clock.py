"""The clock of an exam: how long it takes, until when answers are taken, and when it ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(seconds=5)
"""After the deadline answers are still taken for so long: they were on their way."""


class Allowance(StrEnum):
    """Extra time that a learner is given: none, thirty minutes, a quarter or a half of the time."""

    NONE = ""
    HALF_HOUR = "30m"
    QUARTER = "1.25"
    HALF = "1.5"


def allowed_time(minutes: int, allowance: Allowance = Allowance.NONE) -> timedelta:
    """The time for an exam of ``minutes`` with a learner's extra time."""
    time = timedelta(minutes=minutes)
    match allowance:
        case Allowance.HALF_HOUR:
            return time + timedelta(minutes=30)
        case Allowance.QUARTER:
            return time * 5 / 4
        case Allowance.HALF:
            return time * 3 / 2
    return time


def is_over(deadline: datetime, now: datetime) -> bool:
    """Whether an exam takes no answer any more; until then, the grace included, it does."""
    return now > deadline + GRACE


def finish_time(deadline: datetime, now: datetime) -> datetime:
    """When an exam that is handed in or found expired at ``now`` ended: never after its deadline."""
    return min(now, deadline)
