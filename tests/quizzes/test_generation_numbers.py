"""Numbers: what stands beside them, and how they are asked for."""

from __future__ import annotations

import pytest

from quizzes.core.amounts import find_quantities, near_numbers, sole_quantity
from quizzes.core.drafts import Evidence, QuestionKind
from tests.content.test_facts import facts_of
from tests.quizzes.test_generation import drafts_of


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("最长 15 分钟", ["minute"]),
        ("最长15分钟", ["minute"]),
        ("up to 64 TiB", ["tb"]),
        ("每个可用区最多 7 个实例", ["thing"]),
        ("99.99% of the time", ["percent"]),
        ("10,000 IOPS", ["iops"]),
        ("第 7 层", []),
        ("自 2014 年起", []),
        ("NFS v4 和 gp3", []),
        ("端口 8080", []),
        ("90%+ of services", []),
    ],
)
def test_only_numbers_with_a_unit_are_quantities(text: str, units: list[str]) -> None:
    assert [one.unit for one in find_quantities(text)] == units


def test_a_text_with_two_numbers_has_no_sole_quantity() -> None:
    assert sole_quantity("1 年或 3 年") is None
    assert sole_quantity("EC2 最多 7 个") is not None


@pytest.mark.parametrize(
    "text",
    [
        "15 分钟",
        "7 个",
        "30 秒",
        "200 GiB",
        "1024 bytes",
        "99.99%",
        "10,000 IOPS",
        "3 种",
        "35 天",
        "16 vCPU",
    ],
)
def test_near_numbers_are_three_others_in_ascending_order(text: str) -> None:
    quantity = sole_quantity(text)
    assert quantity is not None
    for seed in "abcdef":
        numbers = [float(one.replace(",", "")) for one in near_numbers(quantity, forbidden=(), seed=seed)]
        assert len(set(numbers)) == 3
        assert numbers == sorted(numbers)
        assert quantity.number not in numbers


def test_the_rank_of_the_right_number_tells_nothing() -> None:
    quantity = sole_quantity("15 分钟")
    assert quantity is not None
    below = {
        sum(float(one) < 15 for one in near_numbers(quantity, forbidden=(), seed=str(n))) for n in range(40)
    }
    assert below == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "text", ["244 GiB", "37 分钟", "最多 11 个请求", "2,375 messages", "85%", "2.5 hours"]
)
def test_an_unround_number_stands_beside_numbers_as_unround(text: str) -> None:
    quantity = sole_quantity(text)
    assert quantity is not None
    for seed in "abcdefgh":
        numbers = [float(one.replace(",", "")) for one in near_numbers(quantity, forbidden=(), seed=seed)]
        steps = {round(abs(number - quantity.number), 6) for number in numbers}
        assert len(numbers) == 3
        assert all(step % min(steps) == 0 for step in steps), "equal steps"
        assert quantity.number / 10 <= min(steps) <= quantity.number / 2, "neither too near nor too far"


@pytest.mark.parametrize("text", ["244 GiB", "37 分钟", "30 天", "3600 秒", "90%", "up to 900 requests"])
def test_a_large_number_takes_every_rank(text: str) -> None:
    quantity = sole_quantity(text)
    assert quantity is not None
    ranks = {
        sum(float(one) < quantity.number for one in near_numbers(quantity, forbidden=(), seed=str(n)))
        for n in range(40)
    }
    assert ranks == {0, 1, 2, 3}


def test_a_number_that_is_true_elsewhere_is_no_option() -> None:
    quantity = sole_quantity("15 分钟")
    assert quantity is not None
    for seed in "abcdef":
        assert "10" not in near_numbers(quantity, forbidden=(10.0,), seed=seed)


def test_a_brief_value_is_asked_for_by_its_attribute() -> None:
    drafts = drafts_of(*facts_of("# 丝绸 {#silk}\n\n- 成本：每匹 30 天\n"))
    (draft,) = [draft for draft in drafts if draft.kind is QuestionKind.NUMBER]
    (text,) = draft.texts
    assert (text.stem, draft.evidence) == ("丝绸的价格是多少？", Evidence.CONSTRUCTED)
    assert [choice.text for choice in text.choices if choice.correct] == ["每匹 30 天"]
    wrong = [choice for choice in text.choices if not choice.correct]
    assert len(wrong) == 3
    assert all(
        choice.constructed and choice.note is None and choice.text.startswith("每匹 ") for choice in wrong
    )
    shown = [int(choice.text.split()[1]) for choice in text.choices]
    assert shown == sorted(shown)


def test_a_long_value_is_quoted_with_a_gap() -> None:
    text = "# 丝绸 {#silk}\n\n- 使用场景：做成礼服以后在干燥阴凉的柜子里存放不超过 30 天的衣料\n"
    (draft,) = [d for d in drafts_of(*facts_of(text)) if d.kind is QuestionKind.CLOZE]
    (worded,) = draft.texts
    assert worded.stem.count("____") == 1
    assert "丝绸" in worded.stem
    assert "30" not in worded.stem
    assert "30 天" in [choice.text for choice in worded.choices if choice.correct]


def test_twins_with_different_numbers_give_no_number_question() -> None:
    from content.core.identity import match_facts

    zh = facts_of("# 丝绸 {#silk}\n\n- 成本：30 天\n")
    en = match_facts(facts_of("# Silk {#silk}\n\n- Price: 20 days\n", "en"), twins=zh)
    assert not [d for d in drafts_of(*zh, *en) if d.kind is QuestionKind.NUMBER]
