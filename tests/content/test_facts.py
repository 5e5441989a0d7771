"""What claims are read out of notes, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.core.claims import Fact, Polarity, Rule
from content.core.facts import extract_facts, polarity_of
from content.core.pairs import is_blank
from content.core.parsing import parse_note
from content.core.terms import Pack, load_pack

PACK = load_pack(
    """
terms:
  - {id: silk, zh: 丝绸, en: silk, kind: fabric}
  - {id: linen, zh: 亚麻, en: linen, kind: fabric}
  - {id: wool, zh: 羊毛, en: wool, kind: fabric}
  - {id: air-jet, zh: 喷气织机, en: Air Jet Loom, abbreviation: AJL, kind: loom}
attributes:
  - {id: price, zh: [价格, 成本], en: [price, cost]}
  - {id: use-case, zh: [使用场景, 用途], en: [use cases, used for]}
"""
)


def facts_of(text: str, language: str = "zh", pack: Pack = PACK, slug: str = "cloth") -> tuple[Fact, ...]:
    note = parse_note(text, path=f"{slug}.{language}.md", slug=slug, language=language)
    return extract_facts(note, pack=pack)


def claims(text: str, language: str = "zh") -> list[tuple[str, str, str]]:
    return [(fact.term, fact.aspect, fact.value) for fact in facts_of(text, language)]


COLUMNS_ZH = "# 对比 {#compare}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 昂贵 | - |\n| 产地 | 江南 | 北欧 |\n"
ROWS_EN = "# Compare {#compare}\n\n| Name | Price | Origin |\n|---|---|---|\n| Silk | High | East |\n| Linen | N/A | North |\n"


def test_a_table_whose_columns_are_terms_gives_a_fact_a_cell() -> None:
    assert claims(COLUMNS_ZH) == [
        ("silk", "price", "昂贵"),
        ("silk", "产地", "江南"),
        ("linen", "产地", "北欧"),
    ]
    first = facts_of(COLUMNS_ZH)[0]
    assert (first.rule, first.place, first.lines, first.heading_id) == (
        Rule.TABLE_COLUMN,
        "compare/table1/r1c1",
        (5, 5),
        "compare",
    )


def test_a_table_whose_rows_are_terms_gives_a_fact_a_cell() -> None:
    assert claims(ROWS_EN, "en") == [
        ("silk", "price", "High"),
        ("silk", "origin", "East"),
        ("linen", "origin", "North"),
    ]
    assert {fact.rule for fact in facts_of(ROWS_EN, "en")} == {Rule.TABLE_ROW}


@pytest.mark.parametrize(
    ("corner", "header", "side", "rule"),
    [
        ("", "丝绸 | 亚麻", "价格", Rule.TABLE_COLUMN),
        ("", "价格 | 用途", "丝绸", Rule.TABLE_ROW),
        ("面料", "价格 | 用途", "丝绸", Rule.TABLE_ROW),
        ("命令", "作用 | 例子", "`weave`", Rule.TABLE_ROW),
        ("对比项", "甲料 | 乙料", "手感", Rule.TABLE_COLUMN),
        ("Aspect", "Silk | Linen", "Feel", Rule.TABLE_COLUMN),
        ("Command", "What it does | Example", "`weave`", Rule.TABLE_ROW),
    ],
)
def test_header_words_and_known_terms_decide_which_way_a_table_reads(
    corner: str, header: str, side: str, rule: Rule
) -> None:
    text = f"# 表\n\n| {corner} | {header} |\n|---|---|---|\n| {side} | 一二三 | 四五六 |\n"
    assert {fact.rule for fact in facts_of(text)} == {rule}


@pytest.mark.parametrize("cell", ["", "-", "—", "/", "N/A", "n/a", "无", "..."])
def test_a_cell_that_says_nothing_is_blank(cell: str) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", ["0", "无需登录", "不支持", "No", "a/b"])
def test_a_cell_that_says_something_is_not_blank(cell: str) -> None:
    assert not is_blank(cell)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("## 丝绸\n\n价格：昂贵。", "zh", [("silk", "price", "昂贵")]),
        (
            "## 丝绸\n\n- 价格: 昂贵\n- 产地: 江南",
            "zh",
            [("silk", "price", "昂贵"), ("silk", "产地", "江南")],
        ),
        ("## 丝绸的特点\n\n- 产地: 江南", "zh", [("silk", "产地", "江南")]),
        (
            "## Silk\n\n- Cost: high\n- Origin: the East",
            "en",
            [("silk", "price", "high"), ("silk", "origin", "the East")],
        ),
        ("## 面料\n\n丝绸: 一种天然纤维", "zh", [("silk", "definition", "一种天然纤维")]),
        ("## Fabrics\n\n- Linen: a fibre from flax", "en", [("linen", "definition", "a fibre from flax")]),
        ("## 丝绸\n\n### 特点\n\n- 产地: 江南", "zh", [("silk", "产地", "江南")]),
    ],
)
def test_pairs_tell_of_the_term_above_them_or_of_the_term_they_name(
    text: str, language: str, expected: list[tuple[str, str, str]]
) -> None:
    assert claims(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "## 丝绸\n\n### 蚕的一生\n\n- 产地: 江南",
        "## 丝绸\n\n- 产地: -",
        "## 某章\n\n- 产地: 江南",
        "## 丝绸\n\n如果天气潮湿：先晾干",
        "## 丝绸是怎么做的？\n\n- 产地: 江南",
    ],
)
def test_pairs_without_a_sure_subject_give_nothing(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("丝绸是一种天然纤维，光泽柔和。", "zh", [("silk", "definition", "一种天然纤维，光泽柔和")]),
        ("织造规则是一种先后次序的约定。", "zh", [("织造规则", "definition", "一种先后次序的约定")]),
        ("丝绸是一种天然纤维，它很轻。", "zh", [("silk", "definition", "一种天然纤维")]),
        ("丝绸是一种天然纤维，但并不便宜。", "zh", [("silk", "definition", "一种天然纤维")]),
        ("Silk is a natural fibre.", "en", [("silk", "definition", "a natural fibre")]),
        (
            "The Air Jet Loom is a machine, which you seldom see.",
            "en",
            [("air-jet", "definition", "a machine")],
        ),
        (
            "喷气织机（AJL）是一种用气流引纬的机器。",
            "zh",
            [("air-jet", "definition", "一种用气流引纬的机器")],
        ),
        ("AJL 是一种用 air 引纬的 loom。", "mixed", [("air-jet", "definition", "一种用 air 引纬的 loom")]),
    ],
)
def test_definitions_keep_the_clauses_that_stand_alone(
    text: str, language: str, expected: list[tuple[str, str, str]]
) -> None:
    assert claims(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("这是一种天然纤维。", "zh"),
        ("例如丝绸是一种天然纤维。", "zh"),
        ("如果丝绸是一种天然纤维，那就好。", "zh"),
        ("丝绸是一种天然纤维吗？", "zh"),
        ("丝绸是非常昂贵的。", "zh"),
        ("It is a natural fibre.", "en"),
        ("This is a natural fibre.", "en"),
        ("When dry silk is a good insulator.", "en"),
        ("One of the best is a fibre.", "en"),
    ],
)
def test_sentences_that_only_look_like_definitions_give_nothing(text: str, language: str) -> None:
    assert claims(text, language) == []


def test_a_definition_points_to_the_very_lines_that_say_it() -> None:
    (fact,) = facts_of("# 织物\n\n先说一句别的话。\n丝绸是一种天然纤维。\n再说一句。\n")
    assert fact.lines == (4, 4)


def test_an_expansion_is_a_fact_and_one_with_wrong_initials_is_not() -> None:
    assert claims("AJL 是 Air Jet Loom 的缩写。\n\nRPL 是 Big Press 的缩写。") == [
        ("air-jet", "expansion", "Air Jet Loom")
    ]


QUIZ = "# 自测 {#quiz}\n\n丝绸最怕什么？\n\nA. 阳光\nB. 清风\nC. 月光\n\n答案：A\n\n解析：久晒会变脆。\n"


def test_a_question_in_a_note_is_a_fact_of_its_own() -> None:
    (fact,) = [fact for fact in facts_of(QUIZ) if fact.rule is Rule.WRITTEN]
    assert (fact.attribute, fact.value, fact.aspect) == ("丝绸最怕什么？", "阳光", "question")
    assert [option.correct for option in fact.options] == [True, False, False]
    assert fact.lines == (3, 3)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("不支持水洗", Polarity.NEGATIVE),
        ("无需熨烫", Polarity.NEGATIVE),
        ("没有限制", Polarity.NEGATIVE),
        ("cannot be washed", Polarity.NEGATIVE),
        ("doesn't shrink", Polarity.NEGATIVE),
        ("No ironing", Polarity.NEGATIVE),
        ("支持水洗", Polarity.POSITIVE),
        ("不同的颜色", Polarity.POSITIVE),
        ("不断改进", Polarity.POSITIVE),
        ("无服务器", Polarity.POSITIVE),
        ("notable", Polarity.POSITIVE),
        ("known to shrink", Polarity.POSITIVE),
    ],
)
def test_denial_is_told_from_words_that_only_look_like_it(text: str, polarity: Polarity) -> None:
    assert polarity_of(text) is polarity


def test_birth_keys_are_unique_and_the_same_in_both_languages_for_known_terms() -> None:
    zh = facts_of("# 对比 {#compare}\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 昂贵 | 便宜 |\n")
    en = facts_of(
        "# Compare {#compare}\n\n| Aspect | Silk | Linen |\n|---|---|---|\n| Cost | high | low |\n", "en"
    )
    assert [fact.key for fact in zh] == [fact.key for fact in en]
    assert len({fact.key for fact in zh}) == 2
    assert [fact.place for fact in zh] == [fact.place for fact in en]
    assert all(len(fact.key) == 12 for fact in zh)


NOTES = sorted((Path(__file__).parents[2] / "content" / "notes").glob("*/*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_every_claim_of_a_shipped_note_stands_at_its_lines(path: Path) -> None:
    note = parse_note(path.read_text(encoding="utf-8"), path=path.name)
    pack = load_pack((path.parents[2] / "packs" / "aws.yaml").read_text(encoding="utf-8"))
    for fact in extract_facts(note, pack=pack):
        if fact.rule is not Rule.WRITTEN:
            said = "".join("".join(note.lines[fact.lines[0] - 1 : fact.lines[1]]).split())
            assert "".join(fact.value.split()) in said
