"""Which facts make a flashcard, and what its two faces say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from content.core.claims import Fact, Polarity, Rule
from content.core.conflicts import find_conflicts
from content.core.document import Option
from content.core.identity import match_facts
from quizzes.core.cards import card_faces, card_faults, card_keys, fit_for_card
from quizzes.inspection import inspect_paths
from tests.content.test_facts import PACK, facts_of

FACT = Fact(
    key="k1",
    note="cloth.zh.md",
    slug="cloth",
    language="zh",
    lines=(5, 5),
    subject="丝绸",
    attribute="成本",
    value="按匹计算",
    polarity=Polarity.POSITIVE,
    confidence=0.9,
    rule=Rule.TABLE_COLUMN,
    term="silk",
    aspect="price",
    place="compare/table1/r1c1",
)
ENGLISH = replace(
    FACT, language="en", note="cloth.en.md", subject="Silk", attribute="Cost", value="Paid by the bolt"
)
SAYS = replace(FACT, rule=Rule.PREDICATE, attribute="支持", aspect="supports", value="支持冷水洗涤")
SAYS_EN = replace(
    ENGLISH, rule=Rule.PREDICATE, attribute="supports", aspect="supports", value="supports cold washing"
)


def front(fact: Fact) -> str:
    faces = card_faces(fact, pack=PACK)
    return faces.front if faces else ""


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (FACT, "丝绸如何计费？"),
        (ENGLISH, "How is the silk billed?"),
        (replace(FACT, subject="AJL", term="air-jet"), "AJL 如何计费？"),
        (replace(FACT, aspect="definition", attribute="定义", value="一种轻薄的面料"), "什么是丝绸？"),
        (replace(ENGLISH, aspect="definition", attribute="definition", value="a light fabric"), "What is meant by “silk”?"),
        (replace(FACT, aspect="产地", attribute="产地"), "丝绸的产地是什么？"),
        (replace(FACT, aspect="可洗性", attribute="可洗性"), "丝绸的可洗性是怎样的？"),
        (replace(FACT, aspect="下水之后", attribute="下水之后", value="缩短一半"), "下水之后，丝绸会怎样？"),
        (replace(ENGLISH, aspect="after washing", attribute="After washing"), "After washing: what happens to the silk?"),
        (replace(FACT, aspect="expansion", subject="AJL", term="air-jet", value="Air Jet Loom"), "缩写 AJL 的全称是什么？"),
        (SAYS, "丝绸支持什么？"),
        (SAYS_EN, "What does the silk support?"),
        (replace(SAYS, value="不支持高温熨烫"), "丝绸不支持什么？"),
        (replace(SAYS_EN, value="does not support hot irons"), "What does the silk not support?"),
        (replace(SAYS, aspect="can", value="可以在不剪断的情况下接线"), "丝绸能做什么？"),
        (replace(SAYS, aspect="where", value="存放在干燥的阁楼里"), "丝绸存放在哪里？"),
        (replace(FACT, rule=Rule.STEP, attribute="缫丝的步骤", aspect="step", place="reel/list1/3"), "缫丝的步骤：第 3 步是什么？"),
        (replace(ENGLISH, rule=Rule.STEP, attribute="Steps of reeling", aspect="step", place="reel/list1/3"), "Steps of reeling: what is step 3?"),
        (replace(FACT, rule=Rule.LIMIT, attribute="上限", aspect="limit", value="最宽 3 米"), "丝绸的上限是多少？"),
        (replace(SAYS, aspect="does", value="会慢慢变黄发脆"), ""),
    ],
)  # fmt: skip
def test_the_front_asks_for_the_value_without_a_list_to_pick_from(fact: Fact, asked: str) -> None:
    assert front(fact) == asked


def test_the_back_is_the_value_without_its_marks() -> None:
    faces = card_faces(replace(FACT, value="按 **匹** 计算。"), pack=PACK)
    assert faces is not None
    assert (faces.language, faces.back) == ("zh", "按 匹 计算")


def test_a_front_that_asks_for_one_of_several_says_so() -> None:
    two, english = (card_faces(fact, pack=PACK, alike=2) for fact in (SAYS, SAYS_EN))
    assert two is not None
    assert english is not None
    assert two.front == "丝绸支持什么？（共 2 点，答出一点）"
    assert english.front == "What does the silk support? (one of 2)"


def test_a_question_of_the_note_brings_its_options() -> None:
    options = (Option("亚麻", False, (2, 2)), Option("丝绸", True, (3, 3)))
    fact = replace(FACT, rule=Rule.WRITTEN, attribute="下列哪一项最轻？", value="丝绸", options=options)
    faces = card_faces(fact, pack=PACK)
    assert faces is not None
    assert faces.front == "下列哪一项最轻？\nA. 亚麻\nB. 丝绸"
    assert faces.back == "丝绸"
    assert fit_for_card([fact], pack=PACK, disputed=())


@pytest.mark.parametrize(
    ("fault", "fact"),
    [
        ("vague", replace(FACT, value="提供许多功能")),
        ("vague", replace(ENGLISH, value="various")),
        ("vague", replace(SAYS, value="会收费")),
        ("deictic", replace(FACT, value="它按匹计算")),
        ("deictic", replace(ENGLISH, value="Paid as your shop likes")),
        ("deictic", replace(FACT, attribute="上述价格", aspect="上述价格")),
        ("fragment", replace(FACT, value="按匹计算的")),
        ("truncated", replace(ENGLISH, value="Paid by the...")),
        ("residue", replace(FACT, value="见 image-20230101.png")),
        ("unbalanced-brackets", replace(FACT, value="按匹（计算")),
        ("wrong-language", replace(ENGLISH, value="按匹计算")),
        ("unknown-subject", replace(FACT, term="")),
        ("unknown-subject", replace(FACT, subject="特点", term="特点")),
        ("unknown-subject", replace(FACT, subject="如何选择面料", term="如何选择面料")),
        ("unknown-subject", replace(ENGLISH, subject="Use cases", term="use cases")),
        (
            "no-attribute",
            replace(FACT, attribute="按匹计算的时候要注意下面这一点；否则会多付许多钱", aspect="x"),
        ),
        ("length", replace(FACT, value="匹" * 90)),
        ("length", replace(ENGLISH, value="x")),
        ("answer-in-front", replace(FACT, attribute="按匹计算方式", aspect="按匹计算方式")),
        ("answer-in-front", replace(ENGLISH, value="silk")),
        ("generic-virtue", replace(FACT, value="易于使用")),
        ("no-front", replace(SAYS, aspect="is", value="是轻薄透气的")),
    ],
)
def test_a_fault_on_either_face_makes_no_card(fault: str, fact: Fact) -> None:
    assert fault in card_faults(fact, card_faces(fact, pack=PACK), pack=PACK)
    assert not fit_for_card([fact], pack=PACK, disputed=())


@pytest.mark.parametrize(
    "fact",
    [FACT, ENGLISH, SAYS, SAYS_EN, replace(FACT, subject="麻袋布", term="麻袋布"), replace(FACT, value="6")],
)
def test_a_sound_fact_makes_a_card(fact: Fact) -> None:
    assert card_faults(fact, card_faces(fact, pack=PACK), pack=PACK) == ()
    assert fit_for_card([fact], pack=PACK, disputed=())


def test_a_card_needs_a_sure_undisputed_fact_that_is_sound_in_every_language() -> None:
    assert fit_for_card([FACT, ENGLISH], pack=PACK, disputed=())
    assert not fit_for_card([replace(FACT, confidence=0.59)], pack=PACK, disputed=())
    assert not fit_for_card([FACT, ENGLISH], pack=PACK, disputed={"k1"})
    assert not fit_for_card([FACT, replace(ENGLISH, value="various")], pack=PACK, disputed=())
    assert not fit_for_card([], pack=PACK, disputed=())


def test_one_of_more_than_three_is_too_much_to_ask() -> None:
    values = ("支持冷水洗涤", "支持阴凉晾晒", "支持手工缝补", "支持低温熨烫")
    facts = [replace(SAYS, key=f"k{i}", value=value) for i, value in enumerate(values)]
    assert card_keys(facts[:3], (), pack=PACK) == {"k0", "k1", "k2"}
    assert card_keys(facts, (), pack=PACK) == frozenset()
    assert card_keys([*facts[:3], replace(facts[0], key="k9", note="b.zh.md")], (), pack=PACK) == {
        "k0",
        "k1",
        "k2",
        "k9",
    }


ZH = "# 对比 {#compare}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 每匹 30 元 | 每米 2 元 |\n| 产地 | 江南水乡 | 它的故乡 |\n"
EN = "# Compare {#compare}\n\n| Aspect | Silk | Linen |\n|---|---|---|\n| Cost | 30 yuan a bolt | 2 yuan a metre |\n| Origin | The river towns | The north |\n"


def test_the_cards_of_a_course_are_the_fit_facts_of_both_languages() -> None:
    zh = facts_of(ZH)
    facts = zh + match_facts(facts_of(EN, "en"), twins=zh)
    fit = {(f.subject, f.attribute) for f in facts if f.key in card_keys(facts, (), pack=PACK)}
    assert {("丝绸", "产地"), ("Silk", "Origin"), ("亚麻", "成本"), ("Linen", "Cost")} <= fit
    assert not {("亚麻", "产地"), ("Linen", "Origin")} & fit


def test_a_fact_in_a_conflict_is_no_card() -> None:
    facts = facts_of(ZH) + facts_of(ZH.replace("每匹 30 元", "每匹 50 元"), slug="other")
    conflicts = find_conflicts(facts, pack=PACK)
    fit = card_keys(facts, conflicts, pack=PACK)
    assert conflicts
    assert [f.value for f in facts if f.key in fit and f.subject == "丝绸"] == ["江南水乡", "江南水乡"]


def test_the_report_says_of_each_fact_whether_it_is_a_card(tmp_path: Path) -> None:
    (tmp_path / "cloth.zh.md").write_text(ZH, "utf-8")
    report, _problems = inspect_paths([str(tmp_path)], pack=PACK)
    cards = {(fact["subject"], fact["attribute"]): fact["card"] for fact in report["facts"]}
    assert cards == {
        ("丝绸", "成本"): True,
        ("亚麻", "成本"): True,
        ("丝绸", "产地"): True,
        ("亚麻", "产地"): False,
    }
