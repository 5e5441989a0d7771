"""Robots that answer without knowing anything, and the gate that a bank they can read must trip."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2s
from pathlib import Path

import pytest

from content.core.claims import Fact
from content.core.conflicts import find_conflicts
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.parsing import parse_note
from content.core.terms import load_pack
from quizzes.core.drafts import Draft, DraftChoice, DraftText, Evidence, QuestionKind
from quizzes.core.generation import generate_questions
from quizzes.core.robots import LEAST, MARGIN, ROBOTS, answer, biased, favourites, robot_scores, wilson

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
        case "largest-number":
            return question(i, f"{sizes[-1]} 天", tuple(f"{size} 天" for size in sizes[:3]))
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


@pytest.mark.slow
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


def test_a_robot_guesses_among_what_it_likes_equally() -> None:
    text = question(3, "放着", ("晾着", "染着"), 0).texts[0]
    assert favourites("longest", text) == (0, 1, 2)
    assert answer("longest", text) in (0, 1, 2)
    (score,) = [
        score for score in robot_scores([question(3, "放着", ("晾着", "染着"))]) if score.robot == "longest"
    ]
    assert score.share == score.chance == pytest.approx(1 / 3)
    assert (favourites("always-b", text), answer("always-b", text)) == ((1,), 1)


def test_numbers_count_only_where_every_option_has_one() -> None:
    days = question(1, "20 天", ("5 天", "60 天", "1.5 天"), 0).texts[0]
    assert favourites("middle-number", days) == (0, 1)
    assert favourites("largest-number", days) == (2,)
    mixed = question(1, "20 天", ("五天", "60 天"), 0).texts[0]
    assert favourites("largest-number", mixed) == (0, 1, 2)


@pytest.mark.slow
def test_no_robot_reads_the_questions_of_the_shipped_course() -> None:
    folder = Path(__file__).parents[2] / "content"
    pack = load_pack((folder / "packs" / "aws.yaml").read_text("utf-8"))
    facts: tuple[Fact, ...] = ()
    for path in sorted((folder / "notes" / "aws-foundations").glob("*.md")):
        note = parse_note(path.read_text("utf-8"), path=path.name)
        twins = tuple(fact for fact in facts if fact.slug == note.slug)
        facts += match_facts(extract_facts(note, pack=pack), twins=twins)
    bank = [
        draft
        for draft in generate_questions(facts, pack=pack, conflicts=find_conflicts(facts, pack=pack))
        if not draft.flaws
    ]
    assert min(score.asked for score in robot_scores(bank)) >= 200
    assert biased(bank) == ()
