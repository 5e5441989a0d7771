"""Which card comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from learn.core.queue import Candidate, Today, choose_next

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = Today(NOW, new_left=10, reviews_left=100)


def due(number: int, **more: object) -> Candidate:
    return replace(Candidate(number, number, topic=f"t{number}"), **more)


def new(number: int, **more: object) -> Candidate:
    return replace(Candidate(0, number, topic=f"t{number}"), **more)


def running(number: int, minutes: float) -> Candidate:
    return Candidate(number, number, due_at=NOW + timedelta(minutes=minutes), topic=f"t{number}")


def chosen(learning=(), reviews=(), fresh=(), today: Today = TODAY) -> int | None:
    found = choose_next(learning, reviews, fresh, today, seed="a")
    return found.fact if found else None


def test_a_minute_step_that_is_over_goes_first() -> None:
    assert chosen([running(1, -1), running(2, -5)], [due(3)], [new(4)]) == 2


def test_a_minute_step_that_still_runs_waits_for_everything_else() -> None:
    assert chosen([running(1, 5)], [due(3)]) == 3
    assert chosen([running(1, 5)]) == 1
    assert chosen([running(1, 25)]) is None


def test_what_is_most_at_risk_is_asked_first_and_no_more_is_read() -> None:
    rest = iter([due(2), due(1), due(3)])
    assert chosen((), rest) == 2
    assert next(rest).fact == 1


def test_a_topic_does_not_follow_itself_while_there_is_another() -> None:
    today = replace(TODAY, last_topic="t2")
    assert chosen((), [due(2), due(1)], today=today) == 1
    assert chosen((), [due(2)], today=today) == 2


def test_siblings_of_what_was_asked_today_wait_for_tomorrow() -> None:
    today = replace(TODAY, shown=frozenset((7,)), siblings=frozenset(("row:a/r1",)))
    row = frozenset(("row:a/r1", "of:silk/price"))
    assert chosen((), [due(1, siblings=row), due(7)], [new(5, siblings=row)], today) is None
    assert chosen((), [due(1, siblings=row), due(2)], (), today) == 2


def test_new_cards_come_in_the_order_of_the_course_and_only_so_many() -> None:
    assert chosen((), (), [new(1), new(2), new(3)]) == 1
    assert chosen((), (), [new(1)], replace(TODAY, new_left=0)) is None


def test_reviews_beyond_the_days_limit_wait() -> None:
    assert chosen((), [due(1)], (), replace(TODAY, reviews_left=0)) is None


def test_new_cards_are_mixed_among_reviews_in_proportion() -> None:
    reviews, fresh = [due(n) for n in range(100, 160)], [new(n) for n in range(20)]
    asked = [
        choose_next(
            (),
            reviews,
            fresh,
            replace(TODAY, new_left=20, reviews_left=60, shown=frozenset(range(500, 500 + n))),
            seed="a",
        )
        for n in range(400)
    ]
    share = sum(one is not None and one.fact < 100 for one in asked) / 400
    assert 0.18 < share < 0.32
