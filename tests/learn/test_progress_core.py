"""What is made of cards and sums: mastery, forecasts, calibration, retention, streaks, and where charts put it."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from learn.core.charts import HEIGHT, bars, heatmap, lower_edge, on_scale, point, upper_edge
from learn.core.memory import DEFAULT_WEIGHTS, recall_probability
from learn.core.progress import (
    BINS,
    bin_of,
    calibration,
    constant_scores,
    forecast,
    grouped,
    hold,
    mastery_of,
    minutes_for,
    scores_of,
    share_of,
    streak_of,
)

TODAY = date(2026, 3, 4)  # a Wednesday


def held(stability: float, days: int = 0) -> float:
    return hold(stability, TODAY.toordinal() - days, TODAY.toordinal(), weights=DEFAULT_WEIGHTS)


def test_mastery_is_the_mean_chance_of_recall_and_counts_what_was_never_begun_as_nothing() -> None:
    mastery = mastery_of([held(10.0, 10), held(10.0, 0)], cards=4)
    assert mastery.share == pytest.approx((0.9 + 1.0) / 4, abs=1e-6)
    assert (mastery.cards, mastery.begun) == (4, 2)


def test_mastery_falls_while_nothing_is_studied() -> None:
    shares = [held(20.0, days) for days in (0, 5, 20, 100)]
    assert shares == sorted(shares, reverse=True)
    assert shares[2] == pytest.approx(recall_probability(20.0, 20))


def test_mastery_of_nothing_is_nothing() -> None:
    assert mastery_of([], cards=0).share == 0.0


def test_groups_come_in_the_order_of_the_course() -> None:
    assert list(grouped([("b", 0.5), ("a", 1.0), ("b", 0.7)]).items()) == [("b", [0.5, 0.7]), ("a", [1.0])]


def test_what_is_overdue_is_due_today_and_what_lies_beyond_is_left_out() -> None:
    days = [TODAY - timedelta(days=9), TODAY, TODAY + timedelta(days=2), TODAY + timedelta(days=40)]
    assert forecast(days, TODAY, days=4) == (2, 0, 1, 0)


@pytest.mark.parametrize(
    ("predicted", "part"), [(0.0, 0), (0.049, 0), (0.05, 1), (0.93, 18), (1.0, BINS - 1)]
)
def test_a_prediction_falls_into_one_of_twenty_parts(predicted: float, part: int) -> None:
    assert bin_of(predicted) == part


def test_calibration_sets_the_mean_prediction_beside_what_came_true() -> None:
    (low, high) = calibration({18: (10, 9, 9.2), 15: (4, 2, 3.1), 3: (0, 0, 0.0)})
    assert (low.predicted, low.recalled.share) == (pytest.approx(0.775), 0.5)
    assert (high.predicted, high.recalled.share) == (pytest.approx(0.92), 0.9)
    assert high.recalled.low < 0.9 < high.recalled.high


def test_an_interval_narrows_with_more_answers_and_stays_between_0_and_1() -> None:
    few, many, sure = share_of(9, 10), share_of(900, 1000), share_of(5, 5)
    assert few.high - few.low > many.high - many.low
    assert (round(many.low, 3), round(many.high, 3)) == (0.880, 0.917)
    assert sure.high == 1.0
    assert sure.low < 1.0
    assert (share_of(0, 0).low, share_of(0, 0).high) == (0.0, 1.0)


def test_scores_of_a_constant_are_those_of_its_single_forecasts() -> None:
    answers = [1, 1, 1, 0]
    found = constant_scores(0.9, sum(answers), len(answers))
    brier = sum((0.9 - answer) ** 2 for answer in answers) / 4
    loss = -sum(math.log(0.9 if answer else 0.1) for answer in answers) / 4
    assert found is not None
    assert (found.brier, found.log_loss) == (pytest.approx(brier), pytest.approx(loss))
    assert constant_scores(0.9, 0, 0) is None
    assert scores_of(1.0, 1.0, 0) is None


def test_no_constant_is_better_than_the_share_right() -> None:
    best = constant_scores(0.75, 3, 4)
    for chance in (0.0, 0.6, 0.74, 0.76, 0.9, 1.0):
        other = constant_scores(chance, 3, 4)
        assert best is not None
        assert other is not None
        assert other.brier > best.brier
        assert other.log_loss > best.log_loss


@pytest.mark.parametrize(
    ("back", "current", "longest"),
    [([], 0, 0), ([0], 1, 1), ([1, 2], 2, 2), ([0, 1, 2, 5, 6, 7, 8], 3, 4), ([2, 3], 0, 2)],
)
def test_a_streak_lasts_until_a_whole_day_was_missed(back: list[int], current: int, longest: int) -> None:
    found = streak_of({TODAY - timedelta(days=one) for one in back}, TODAY)
    assert (found.current, found.longest) == (current, longest)


def test_minutes_go_by_how_long_the_learner_took() -> None:
    assert minutes_for(30, milliseconds=600_000, done=60) == 5
    assert minutes_for(1, milliseconds=0, done=0) == 1
    assert minutes_for(0, milliseconds=600_000, done=60) == 0


@pytest.mark.parametrize(
    ("most", "edge"), [(0, 2), (1, 2), (7, 8), (9, 10), (11, 12), (129, 140), (1480, 1600)]
)
def test_an_axis_ends_at_a_round_number_with_a_whole_half(most: int, edge: int) -> None:
    assert upper_edge(most) == edge
    assert edge % 2 == 0


def test_bars_stand_on_the_axis_and_what_is_not_nothing_is_seen() -> None:
    chart = bars([0, 1, 1000], [0, 0, 500])
    nothing, little, much = chart.bars
    assert nothing.height == 0
    assert (little.height, little.lower) == (1, 0)
    assert (much.y + much.height, much.lower_y + much.lower) == (HEIGHT, HEIGHT)
    assert much.lower * 2 == much.height
    assert little.x >= nothing.x + nothing.width


def test_the_heatmap_ends_today_and_its_columns_begin_on_mondays() -> None:
    found = heatmap({TODAY: 40, TODAY - timedelta(days=1): 10, date(2020, 1, 1): 999}, TODAY, weeks=4)
    assert len(found.days) == 3 * 7 + 3
    assert (found.days[0].day.weekday(), found.days[0].x, found.days[0].y) == (0, 0, 0)
    assert (found.days[-1].day, found.days[-1].level, found.days[-1].is_today) == (TODAY, 4, True)
    assert found.days[-2].level == 1
    assert {day.level for day in found.days[:-2]} == {0}
    assert [mark.month for mark in found.months] == []
    assert [mark.month for mark in heatmap({}, TODAY, weeks=10).months] == [
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_a_scale_of_shares_begins_below_all_of_them() -> None:
    assert lower_edge([0.83, 0.91]) == 0.7
    assert lower_edge([0.83, 0.44]) == pytest.approx(0.4)
    assert lower_edge([]) == 0.7
    assert (on_scale(0.7, 0.7), on_scale(1.0, 0.7), on_scale(0.2, 0.7)) == (0.0, 100.0, 0.0)


def test_a_dot_that_came_true_stands_on_the_line_from_corner_to_corner() -> None:
    dot = point(0.8, 0.8, (0.7, 0.9), share=0.25, low=0.5)
    assert dot.x == pytest.approx(100 - dot.y)
    assert dot.low > dot.y > dot.high
    assert point(0.8, 0.8, (0.7, 0.9), share=1.0, low=0.5).size > dot.size
