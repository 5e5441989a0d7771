"""What a mock would probably come to, and when nothing can be said of it."""

from __future__ import annotations

import pytest

from learn.core.readiness import (
    CHANCE,
    FirstAnswers,
    Forecast,
    Lacking,
    Shown,
    Standing,
    forecast_paper,
    lacking,
    new_cards_a_day,
    track_record,
)

NOTHING = FirstAnswers(0, 0)


def course(*, seen: int, recalled: float, facts: int = 200) -> dict[str, Standing]:
    """Two domains alike, of 25 seats each."""
    return {name: Standing(25, facts, seen, recalled) for name in ("ports", "tides")}


def widths(found: Forecast) -> tuple[float, float]:
    half, most = found.paper.half, found.paper.most
    return half.high - half.low, most.high - most.low


def test_who_knows_nothing_is_expected_at_chance() -> None:
    found = forecast_paper(course(seen=0, recalled=0), first=NOTHING)
    assert found.paper.half.share == pytest.approx(CHANCE)
    assert found.paper.score == 325


def test_what_is_recalled_is_right_and_the_rest_is_guessed() -> None:
    found = forecast_paper(course(seen=200, recalled=120), first=NOTHING)
    assert found.paper.half.share == pytest.approx(0.6 + 0.4 * CHANCE)
    assert set(found.domains) == {"ports", "tides"}


def test_first_answers_stand_for_facts_unseen_and_few_of_them_are_drawn_to_chance() -> None:
    few = forecast_paper(course(seen=0, recalled=0), first=FirstAnswers(3, 4)).paper
    many = forecast_paper(course(seen=0, recalled=0), first=FirstAnswers(300, 400)).paper
    assert few.half.share == pytest.approx((3 + 4 * CHANCE) / 8)
    assert few.half.share < many.half.share < 0.75
    assert many.most.high - many.most.low < few.most.high - few.most.low


def test_papers_better_than_the_cards_foretold_raise_the_forecast_and_narrow_it() -> None:
    standing = course(seen=200, recalled=120)
    before = forecast_paper(standing, first=NOTHING)
    after = forecast_paper(standing, first=NOTHING, shown=[Shown(0, 45, 30.0, 50)])
    stale = forecast_paper(standing, first=NOTHING, shown=[Shown(120, 45, 30.0, 50)])
    assert before.paper.half.share < stale.paper.half.share < after.paper.half.share
    assert widths(after)[1] < widths(before)[1]


def test_papers_as_foretold_change_nothing_but_the_doubt() -> None:
    standing = course(seen=200, recalled=120)
    before = forecast_paper(standing, first=NOTHING)
    after = forecast_paper(standing, first=NOTHING, shown=[Shown(0, 70, 60.0, 100)])
    assert after.paper.half.share == pytest.approx(before.paper.half.share)
    assert widths(after)[1] < widths(before)[1]


def test_the_wide_band_holds_the_narrow_one_and_both_stay_on_the_scale() -> None:
    for recalled in (0.0, 1.0, 100.0, 199.0, 200.0):
        found = forecast_paper(course(seen=200, recalled=recalled), first=NOTHING)
        for band in (found.paper, *found.domains.values()):
            assert 0 <= band.most.low <= band.half.low < band.half.high <= band.most.high <= 1
    assert widths(found)[0] < widths(found)[1]


def test_all_right_is_within_the_band_of_who_knows_everything_and_never_of_who_knows_half() -> None:
    known = forecast_paper(course(seen=200, recalled=199), first=NOTHING).paper
    half = forecast_paper(course(seen=200, recalled=100), first=NOTHING).paper
    assert known.half.high == known.most.high == 1.0
    assert known.most.low > 0.85
    assert half.most.high < 0.9


def test_a_domain_counts_by_its_seats_and_is_less_certain_than_the_whole() -> None:
    uneven = {"ports": Standing(40, 100, 100, 100.0), "tides": Standing(10, 100, 0, 0.0)}
    found = forecast_paper(uneven, first=NOTHING)
    assert found.paper.half.share == pytest.approx(0.8 * 0.995 + 0.2 * CHANCE, abs=0.002)
    tides = found.domains["tides"].most
    assert tides.high - tides.low > found.paper.most.high - found.paper.most.low


@pytest.mark.parametrize(
    ("reviews", "seen", "mocks", "expected"),
    [
        (0, 0, 0, Lacking(200, 300)),
        (199, 300, 0, Lacking(1, 0)),
        (500, 299, 0, Lacking(0, 1)),
        (200, 300, 0, None),
        (0, 0, 1, None),
    ],
)
def test_nothing_is_said_before_there_is_evidence(
    reviews: int, seen: int, mocks: int, expected: Lacking | None
) -> None:
    assert lacking(reviews=reviews, seen=seen, facts=1000, mocks=mocks) == expected


def test_a_course_without_questions_is_never_forecast() -> None:
    assert lacking(reviews=1000, seen=0, facts=0, mocks=3) == Lacking(0, 0)


@pytest.mark.parametrize(
    ("unseen", "days", "a_day"), [(100, 10, 10), (101, 10, 11), (0, 10, 0), (7, 0, 7), (7, -3, 7), (3, 90, 1)]
)
def test_new_cards_a_day_leave_nothing_unseen(unseen: int, days: int, a_day: int) -> None:
    assert new_cards_a_day(unseen, days) == a_day


def test_a_track_record_counts_hits_and_misses() -> None:
    band = forecast_paper(course(seen=200, recalled=120), first=NOTHING).paper
    record = track_record([(band, band.half.share), (band, band.half.high + 0.001), (band, 0.1), (band, 1.0)])
    assert (record.total, record.in_half, record.in_most) == (4, 1, 2)
