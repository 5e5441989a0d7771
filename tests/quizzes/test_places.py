"""Places: where the right option stands among the others."""

from __future__ import annotations

from collections import Counter

import pytest

from quizzes.core.drafts import Evidence, QuestionKind
from quizzes.core.plans import Option, Plan, Show, among


def plan(fact: str, wrong: tuple[str, ...]) -> Plan:
    options = among(Show.VALUE, fact, wrong)
    return Plan(QuestionKind.ATTRIBUTE, fact, "value", Evidence.SAME_TABLE, options)


def place(one: Plan) -> int:
    return next(i for i, option in enumerate(one.listed()) if option.correct)


@pytest.mark.parametrize("count", [3, 4])
def test_every_place_is_as_likely_for_the_right_option(count: int) -> None:
    wrong = tuple("abc")[: count - 1]
    places = Counter(place(plan(f"fact{n}", wrong)) for n in range(300 * count))
    assert set(places) == set(range(count))
    assert all(240 <= times <= 360 for times in places.values()), places


def test_other_wrong_options_leave_the_right_one_at_its_place() -> None:
    for number in range(20):
        fact = f"fact{number}"
        assert place(plan(fact, ("a", "b", "c"))) == place(plan(fact, ("d", "e", "f")))


def test_wrong_options_keep_their_order_when_one_is_replaced() -> None:
    listed = [option.fact for option in plan("fact", ("a", "b", "c")).listed() if not option.correct]
    again = [option.fact for option in plan("fact", ("c", "d", "a")).listed() if not option.correct]
    assert [one for one in listed if one in "ac"] == [one for one in again if one in "ac"]


def test_numbers_stay_in_ascending_order() -> None:
    options = tuple(Option(Show.NUMBER, made == "10", made=made) for made in ("5", "10", "15"))
    asked = Plan(
        QuestionKind.NUMBER, "fact", "number", Evidence.CONSTRUCTED, options, "number", ascending=True
    )
    assert asked.listed() == options
