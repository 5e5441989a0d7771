"""Facts from sentences, lists and pairs, in Chinese, English and both."""

from __future__ import annotations

import pytest

from content.core.claims import Fact, Rule
from content.core.facts import extract_facts
from content.core.parsing import parse_note
from content.core.terms import load_pack

PACK = load_pack(
    """
terms:
  - {id: silk, zh: 丝绸, en: silk, kind: cloth}
  - {id: linen, zh: 亚麻, en: linen, kind: cloth}
  - {id: loom, zh: 喷气织机, en: Air Jet Loom, abbreviation: AJL, kind: machine}
attributes:
  - {id: use-case, zh: [使用场景, 用途], en: [use cases, uses]}
  - {id: price, zh: [价格, 计费], en: [price, billing]}
"""
)


def facts_in(text: str, language: str = "zh") -> tuple[Fact, ...]:
    return extract_facts(parse_note(text, path=f"cloth.{language}.md"), pack=PACK)


def told(text: str, language: str = "zh") -> list[tuple[str, str, str, str]]:
    return [(fact.rule.value, fact.term, fact.aspect, fact.value) for fact in facts_in(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("AJL 支持自动引纬。", "mixed", ("predicate", "loom", "supports", "支持自动引纬")),
        ("亚麻不支持热定型。", "zh", ("predicate", "linen", "supports", "不支持热定型")),
        ("丝绸可以染成任何颜色。", "zh", ("predicate", "silk", "can", "可以染成任何颜色")),
        ("默认情况下，丝绸需要手洗。", "zh", ("predicate", "silk", "requires", "需要手洗")),
        ("丝绸的产地是江南。", "zh", ("property", "silk", "产地", "江南")),
        ("AJL 的速度取决于气压。", "mixed", ("property", "loom", "速度", "取决于气压")),
        ("每卷丝绸都很轻。", "zh", None),
        ("喷气织机最多装 8 个梭口。", "zh", ("limit", "loom", "limit", "最多装 8 个梭口")),
        ("喷气织机包括机架、气嘴和卷轴。", "zh", ("membership", "loom", "contains", "机架、气嘴和卷轴")),
        ("与亚麻相比，丝绸更有光泽。", "zh", ("comparison", "silk", "versus:linen", "更有光泽")),
        ("丝绸比亚麻更贵。", "zh", ("comparison", "silk", "versus:linen", "比亚麻更贵")),
        ("使用喷气织机时，需要干净的空气。", "zh", ("predicate", "loom", "requires", "需要干净的空气")),
        ("Silk supports natural dyes.", "en", ("predicate", "silk", "supports", "supports natural dyes")),
        ("Linen cannot be stretched.", "en", ("predicate", "linen", "can", "cannot be stretched")),
        ("The AJL holds at most 8 sheds.", "en", ("limit", "loom", "limit", "holds at most 8 sheds")),
        (
            "The Air Jet Loom consists of a frame, nozzles and a roller.",
            "en",
            ("membership", "loom", "contains", "a frame, nozzles and a roller"),
        ),
        ("Unlike linen, silk is shiny.", "en", ("comparison", "silk", "versus:linen", "is shiny")),
        ("The origin of silk is the south.", "en", ("property", "silk", "origin", "the south")),
        (
            "The AJL is a machine that blows the weft.",
            "en",
            ("definition", "loom", "definition", "a machine that blows the weft"),
        ),
        ("Silk looms are loud.", "en", None),
    ],
)
def test_a_sentence_about_a_known_term_tells_what_is_said_of_it(
    text: str, language: str, expected: tuple[str, str, str, str] | None
) -> None:
    found = told(text, language)
    assert (expected in found) if expected else not found


@pytest.mark.parametrize(
    "text",
    [
        "如果丝绸变黄，就不能再卖。",
        "丝绸支持热定型吗？",
        "很多人误以为丝绸支持热定型。",
        "丝绸和亚麻支持染色。",
        "## 常见误解\n\n丝绸支持热定型。",
        "丝绸店支持刷卡。",
    ],
)
def test_conditions_questions_misconceptions_and_other_subjects_tell_nothing_of_the_term(text: str) -> None:
    assert [fact for fact in facts_in(text) if fact.term == "silk" and fact.confidence >= 0.6] == []


def test_what_follows_a_pronoun_is_said_of_the_term_before_it_and_less_surely() -> None:
    direct, by_pronoun = facts_in("丝绸支持染色。它需要手洗。")
    assert (by_pronoun.term, by_pronoun.value) == ("silk", "需要手洗")
    assert by_pronoun.confidence < direct.confidence


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("## 喷气织机\n\n每台织机最多装 8 个梭口。", "zh", "最多装 8 个梭口"),
        ("## Air Jet Loom\n\nEach loom holds at most 8 sheds.", "en", "holds at most 8 sheds"),
    ],
)
def test_the_last_word_of_a_headings_term_stands_for_the_term(text: str, language: str, value: str) -> None:
    (fact,) = facts_in(text, language)
    assert (fact.rule, fact.term, fact.value) == (Rule.LIMIT, "loom", value)
    assert fact.confidence >= 0.6


def test_a_pronoun_after_a_sentence_about_something_else_tells_nothing() -> None:
    text = "## 丝绸\n\n丝绸支持染色。工厂里的老师傅还发明了一台新机器。它需要手洗。"
    assert [fact.value for fact in facts_in(text)] == ["支持染色"]


def test_clauses_with_verbs_of_their_own_are_claims_of_their_own() -> None:
    assert told("丝绸支持染色，可以做成围巾，需要手洗。") == [
        ("predicate", "silk", "supports", "支持染色"),
        ("predicate", "silk", "can", "可以做成围巾"),
        ("predicate", "silk", "requires", "需要手洗"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "## 丝绸\n\n### 特点\n\n- 支持染色\n- 手感柔软",
            "zh",
            [("feature", "支持染色"), ("feature", "手感柔软")],
        ),
        (
            "丝绸有以下几个特点：\n\n- 支持染色\n- 手感柔软",
            "zh",
            [("feature", "支持染色"), ("feature", "手感柔软")],
        ),
        ("## 丝绸\n\n### 使用场景\n\n- 婚纱\n- 屏风", "zh", [("use-case", "婚纱"), ("use-case", "屏风")]),
        ("## 丝绸的用途\n\n- 婚纱", "zh", [("use-case", "婚纱")]),
        ("## Silk\n\n### Use cases\n\n- wedding dresses", "en", [("use-case", "wedding dresses")]),
        ("## Benefits of silk\n\n- keeps its shape", "en", [("feature", "keeps its shape")]),
    ],
)
def test_the_items_of_a_list_tell_of_the_term_that_introduces_it(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    found = [fact for fact in facts_in(text, language) if fact.rule is Rule.FEATURE]
    assert [(fact.aspect, fact.value) for fact in found] == expected
    assert all(fact.term == "silk" and fact.confidence >= 0.6 for fact in found)


def test_items_below_a_named_item_tell_of_that_item() -> None:
    found = facts_in("## 面料\n\n- 丝绸:\n  - 支持染色\n- 亚麻:\n  - 不支持热定型")
    assert [(fact.term, fact.value) for fact in found] == [("silk", "支持染色"), ("linen", "不支持热定型")]


def test_the_items_below_an_item_are_a_list_of_their_own() -> None:
    found = facts_in(
        "## 织法\n\n- 平纹：经纬线一上一下交织\n- 斜纹：交织点连成斜线\n  - 左斜：从右往左\n  - 右斜：从左往右"
    )
    groups = [fact.place.rpartition("/")[0] for fact in found]
    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_steps_come_in_order_under_the_title_that_introduces_them() -> None:
    found = facts_in("## 丝绸的制作步骤\n\n1. 养蚕\n2. 缫丝\n3. 织造")
    assert [fact.value for fact in found] == ["养蚕", "缫丝", "织造"]
    assert {(fact.rule, fact.term, fact.attribute) for fact in found} == {(Rule.STEP, "silk", "制作步骤")}
    assert len({fact.place.rpartition("/")[0] for fact in found}) == 1


@pytest.mark.parametrize(
    ("text", "language", "steps"),
    [
        ("## 丝绸的制作流程\n\n### 1. 养蚕\n\n在春天。\n\n### 2. 缫丝\n\n用热水。", "zh", ["养蚕", "缫丝"]),
        (
            "## How to make silk: steps\n\n### Step 1: Feed\n\nx\n\n### Step 2: Reel\n\ny",
            "en",
            ["Step 1: Feed", "Step 2: Reel"],
        ),
        ("## 丝绸的历史\n\n### 1. 汉代\n\nx\n\n### 2. 唐代\n\ny", "zh", []),
    ],
)
def test_numbered_headings_below_one_that_announces_steps_are_steps(
    text: str, language: str, steps: list[str]
) -> None:
    found = [fact for fact in facts_in(text, language) if fact.rule is Rule.STEP]
    assert [fact.value for fact in found] == steps
    assert len({fact.place.rpartition("/")[0] for fact in found}) == bool(steps)


def test_who_does_something_is_told_of_the_term_of_the_heading() -> None:
    (fact,) = facts_in("## 丝绸\n\n用户负责清洗。")
    assert (fact.rule, fact.term, fact.aspect, fact.value) == (Rule.AGENT, "silk", "agent", "用户负责清洗")


def test_pairs_in_a_list_of_members_tell_of_their_own_keys() -> None:
    found = facts_in("## 织法\n\n- 平纹：经纬线一上一下交织\n- 斜纹：交织点连成斜线\n- 缎纹：浮线很长")
    assert [(fact.subject, fact.aspect) for fact in found] == [
        ("平纹", "definition"),
        ("斜纹", "definition"),
        ("缎纹", "definition"),
    ]


def test_pairs_with_quantities_under_a_heading_about_a_term_are_settings_of_it() -> None:
    found = facts_in("## 喷气织机的参数\n\n- 默认转速：600 转\n- 最大幅宽：3 米")
    assert [(fact.term, fact.attribute, fact.value) for fact in found] == [
        ("loom", "默认转速", "600 转"),
        ("loom", "最大幅宽", "3 米"),
    ]


def test_pairs_among_use_cases_name_the_use_case() -> None:
    found = facts_in("## 丝绸\n\n### 使用场景\n\n- 礼服：婚纱等\n- 家居：屏风等")
    assert [(fact.aspect, fact.value) for fact in found] == [("use-case", "礼服"), ("use-case", "家居")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 丝绸是什么?\n   答:一种天然纤维。", ("silk", "definition", "一种天然纤维")),
        ("2. 丝绸的主要用途是什么？\n   答：做衣服和屏风。", ("silk", "use-case", "做衣服和屏风")),
    ],
)
def test_a_question_with_its_answer_below_is_a_claim(text: str, expected: tuple[str, str, str]) -> None:
    (fact,) = facts_in(text)
    assert (fact.term, fact.aspect, fact.value) == expected


def test_every_claim_points_to_the_very_line_that_makes_it() -> None:
    text = "# 面料\n\n丝绸支持染色。\n\n## 丝绸\n\n### 特点\n\n- 手感柔软\n- 可以做成围巾，\n  需要手洗"
    lines = text.splitlines()
    for fact in facts_in(text):
        first, last = fact.lines
        assert fact.value in "".join(line.strip() for line in lines[first - 1 : last])


def test_commands_and_addresses_are_no_sentences() -> None:
    pack = load_pack("terms: [{id: docker, en: Docker}]")
    note = parse_note("docker run -d nginx\n\ndocker pull php\n\nhttps://docker.example/x", path="n.en.md")
    assert extract_facts(note, pack=pack) == ()
