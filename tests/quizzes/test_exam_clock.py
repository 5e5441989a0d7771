"""The clock of an exam."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizzes.core.exam_clock import GRACE, Allowance, allowed_time, finish_time, is_over
from tests.factories import NOW

SECOND, TICK = timedelta(seconds=1), timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("allowance", "minutes"),
    [(Allowance.NONE, 130), (Allowance.HALF_HOUR, 160), (Allowance.QUARTER, 162.5), (Allowance.HALF, 195)],
)
def test_extra_time_is_half_an_hour_a_quarter_or_a_half(allowance: Allowance, minutes: float) -> None:
    assert allowed_time(130, allowance) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("after", "over", "ended"),
    [
        (-SECOND, False, -SECOND),
        (0 * SECOND, False, 0 * SECOND),
        (TICK, False, 0 * SECOND),
        (GRACE, False, 0 * SECOND),
        (GRACE + TICK, True, 0 * SECOND),
        (timedelta(days=3), True, 0 * SECOND),
    ],
)
def test_answers_are_taken_until_the_grace_ends_and_no_exam_ends_after_its_deadline(
    after: timedelta, over: bool, ended: timedelta
) -> None:
    assert is_over(NOW, NOW + after) is over
    assert finish_time(NOW, NOW + after) == NOW + ended
