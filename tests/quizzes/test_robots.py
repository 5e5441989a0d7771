"""Robots that answer without knowing anything, and the gate that a bank they can read must trip."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2s

import pytest

from quizzes.core.drafts import Draft, DraftChoice, DraftText, Evidence, QuestionKind
from quizzes.core.robots import LEAST, MARGIN, ROBOTS, biased, robot_scores, wilson

FIBRES = ("苎麻", "桑蚕丝", "羊绒", "驼毛", "木棉", "黄麻", "竹纤维", "莱赛尔")
DEEDS = ("晾在檐下", "浸入冷水", "绕上木梭", "铺开压平", "剪成长条", "染作靛蓝", "缝进夹层", "卷成小筒")


def number(*parts: object) -> int:
    """A number that looks random and is the same every time."""
    return int.from_bytes(blake2s("|".join(map(str, parts)).encode(), digest_size=4).digest(), "big")


def question(
    i: int, right: str, wrong: tuple[str, ...], place: int | None = None, language: str = "zh"
) -> Draft:
    """A question whose right option stands at ``place``, else anywhere."""
    at = number("place", i) % (len(wrong) + 1) if place is None else place
    options = [DraftChoice(text, False) for text in wrong]
    options.insert(at, DraftChoice(right, True))
    stem = f"第 {i} 号样品的{FIBRES[i % 8]}要怎样处理？"
    text = DraftText(language, stem, tuple(options), "见样品单。", "a.zh.md", (1, 1))
    return Draft(f"q{i}", QuestionKind.ATTRIBUTE, f"f{i}", Evidence.SAME_TABLE, 0.9, (text,))


def deed(i: int, j: int) -> str:
    """Some option, unlike its neighbours."""
    return DEEDS[(number("deed", i) + j) % 8] + "再" + DEEDS[number("then", i, j) % 8]


def fair(i: int, *, place: int | None = None) -> Draft:
    """A question that gives nothing away."""
    return question(i, deed(i, 0), (deed(i, 1), deed(i, 2), deed(i, 3)), place)


def planted(robot: str, i: int) -> Draft:
    """A question that gives itself away to one robot."""
    right, wrong = deed(i, 0), (deed(i, 1), deed(i, 2), deed(i, 3))
    sizes = sorted({10 + number("size", i, j) % 90 for j in range(9)})
    match robot:
        case "longest":
            return question(i, right + "并在账本上写明日期", wrong)
        case "always-b":
            return fair(i, place=1)
        case "most-specific":
            return question(i, "用 Loom 7 号机织 3 遍", tuple(text + "并写明日期" for text in wrong))
        case "stem-overlap":
            return question(i, f"照样品单{deed(i, 0)}", wrong)
        case "no-absolutes":
            return question(i, right, tuple(f"总是{text}" for text in wrong))
        case "most-central":
            stem = DEEDS[i % 8]
            near = [f"{stem}{DEEDS[(i + j) % 8]}" for j in (2, 3)]
            others = (*near, f"{DEEDS[(i + 5) % 8]}{DEEDS[(i + 1) % 8]}")
            return question(i, f"{stem}{DEEDS[(i + 1) % 8]}", others)
        case "odd-one-out":
            stem = DEEDS[i % 8]
            return question(
                i, f"放着不管它{i % 10}天", tuple(f"{stem}{DEEDS[(i + j) % 8]}" for j in (1, 2, 3))
            )
        case _:
            return question(i, f"{sizes[1]} 天", (f"{sizes[0]} 天", f"{sizes[-1]} 天"))


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_bank_that_gives_itself_away_trips_the_gate(robot: str) -> None:
    bank = [planted(robot, i) if number("plant", i) % 2 else fair(i) for i in range(200)]
    assert robot in {score.robot for score in biased(bank)}


def test_a_fair_bank_passes() -> None:
    scores = robot_scores([fair(i) for i in range(200)])
    assert {score.robot for score in scores} == set(ROBOTS)
    assert all(score.asked == 200 and score.chance == 0.25 for score in scores)
    assert biased([fair(i) for i in range(200)]) == ()


def test_few_questions_cannot_prove_a_lead() -> None:
    assert biased([planted("always-b", i) for i in range(LEAST - 1)]) == ()
    assert biased([]) == ()


def test_a_small_lead_on_many_questions_is_let_pass() -> None:
    bank = [fair(i, place=1 if i % 100 < 28 else (0, 2, 3)[i % 3]) for i in range(4000)]
    (score,) = [score for score in robot_scores(bank) if score.robot == "always-b"]
    assert score.chance < score.lower < score.share < score.chance + MARGIN
    assert "always-b" not in {score.robot for score in biased(bank)}


def test_each_language_is_scored_by_itself() -> None:
    bank = []
    for i in range(200):
        draft, twin = fair(i), planted("longest", i).texts[0]
        bank.append(replace(draft, texts=(*draft.texts, replace(twin, language="en"))))
    assert {(score.robot, score.language) for score in biased(bank) if score.robot == "longest"} == {
        ("longest", "en")
    }


def test_only_questions_with_one_key_are_asked_of_robots() -> None:
    draft = fair(1)
    both = tuple(replace(choice, correct=True) for choice in draft.texts[0].choices)
    matching = replace(draft, kind=QuestionKind.MATCHING, texts=(replace(draft.texts[0], choices=both),))
    assert robot_scores([matching, replace(draft, kind=QuestionKind.WRITTEN)]) == ()


def test_the_bounds_are_those_of_wilson() -> None:
    lower, upper = wilson(60, 200, 1.96)
    assert (round(lower, 4), round(upper, 4)) == (0.2407, 0.3668)
    assert wilson(0, 0) == (0.0, 1.0)
