"""Why an answer was wrong, and when a mistake is mended."""

from __future__ import annotations

from datetime import date

import pytest

from learn.core.mistakes import HASTY_MILLISECONDS, Cause, QuestionAnswered, cause_of, find_mistake

DAYS = [date(2026, 3, day) for day in range(1, 10)]
SLOW, FAST = HASTY_MILLISECONDS + 1, HASTY_MILLISECONDS


def wrong(day=0, **given):
    return QuestionAnswered(DAYS[day], False, **given)


def right(day=0):
    return QuestionAnswered(DAYS[day], True)


@pytest.mark.parametrize(
    ("answer", "before", "cause"),
    [
        (wrong(guessed=True), [], Cause.GUESS),
        (wrong(guessed=True, confused=True, milliseconds=FAST, recall=0.99), [right()], Cause.GUESS),
        (wrong(milliseconds=FAST), [right()], Cause.SLIP),
        (wrong(milliseconds=FAST, confused=True), [right()], Cause.SLIP),
        (wrong(milliseconds=FAST, recall=0.9), [], Cause.SLIP),
        (wrong(milliseconds=FAST, recall=0.89), [], Cause.UNKNOWN),
        (wrong(milliseconds=FAST), [right(), wrong()], Cause.UNKNOWN),
        (wrong(milliseconds=SLOW, confused=True), [right()], Cause.CONFUSION),
        (wrong(confused=True), [right()], Cause.CONFUSION),
        (wrong(milliseconds=FAST, confused=True), [], Cause.CONFUSION),
        (wrong(milliseconds=SLOW), [right()], Cause.UNKNOWN),
        (wrong(), [], Cause.UNKNOWN),
    ],
)
def test_the_cause_is_the_first_that_fits(answer, before, cause):
    assert cause_of(answer, before=before) is cause


@pytest.mark.parametrize(
    ("log", "days", "mended"),
    [
        ([wrong()], 0, False),
        ([wrong(), right(), right()], 1, False),
        ([wrong(), right(0), right(1)], 2, True),
        ([wrong(), right(1), right(2), right(3)], 3, True),
        ([wrong(), right(1), wrong(2), right(3)], 1, False),
        ([wrong(), right(1), right(2), wrong(3)], 0, False),
        ([right(0), right(1), wrong(2), right(3), right(4)], 2, True),
    ],
)
def test_a_mistake_is_mended_when_answered_right_on_two_days_after_the_last_wrong_answer(log, days, mended):
    found = find_mistake(log)
    assert (found.right_days, found.mended) == (days, mended)


@pytest.mark.parametrize("log", [[], [right()], [right(0), right(1)]])
def test_without_a_wrong_answer_there_is_no_mistake(log):
    assert find_mistake(log) is None


def test_wrong_answers_are_counted_and_the_last_one_is_named():
    found = find_mistake([right(0), wrong(1), right(2), wrong(3), right(4)])
    assert (found.times, found.last) == (2, 3)
