"""A part, kind or way of something is never set against it as if they were rivals."""

from __future__ import annotations

import pytest

from content.core.terms import load_pack
from quizzes.core.drafts import QuestionKind
from tests.content.test_facts import facts_of
from tests.quizzes.test_generation import drafts_of

PACK = load_pack(
    """
terms:
  - {id: loom, zh: 织机, en: loom, kind: machine}
  - {id: air-jet, zh: 喷气织机, en: air jet loom, kind: machine, within: [loom]}
  - {id: press, zh: 压机, en: press, kind: machine}
"""
)
ROWS = "| 动力 | 由人踩踏板 | 由气流推动 |\n| 纬线 | 用木梭来回 | 用喷嘴吹过 |\n| 声音 | 咔哒咔哒响 | 嘶嘶地长鸣 |\n| 地点 | 放在家里头 | 放在厂房里 |\n| 噪声 | 六十分贝内 | 九十分贝上 |\n"
TABLE = "# 对比 {#c}\n\n| 对比项 | 织机 | 喷气织机 |\n|---|---|---|\n" + ROWS


def test_the_pack_knows_what_is_within_what() -> None:
    assert PACK.nested("air-jet", "loom")
    assert PACK.nested("loom", "air-jet")
    assert not PACK.nested("press", "loom")
    assert not PACK.nested("loom", "unknown")


def test_of_a_part_and_its_whole_only_the_difference_is_asked() -> None:
    drafts = drafts_of(*facts_of(TABLE, pack=PACK), pack=PACK)
    stems = {draft.texts[0].stem for draft in drafts}
    assert stems == {
        "下列哪一项说的是喷气织机，而不是织机？",
        "下列哪一项说的是织机，而不是喷气织机？",
        "下列哪两项说的是喷气织机，而不是织机？（选两项）",
        "下列哪两项说的是织机，而不是喷气织机？（选两项）",
    }
    assert {draft.kind for draft in drafts} == {QuestionKind.CONTRAST, QuestionKind.MULTIPLE}


def test_two_rivals_in_the_same_table_are_denied_each_others_cells() -> None:
    rivals = TABLE.replace("喷气织机", "压机")
    kinds = {draft.kind for draft in drafts_of(*facts_of(rivals, pack=PACK), pack=PACK)}
    assert QuestionKind.NEGATIVE in kinds


@pytest.mark.parametrize("value", ["不适用", "不支持"])
def test_two_ways_of_saying_nothing_do_not_tell_terms_apart(value: str) -> None:
    text = f"# 对比 {{#c}}\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 蒸洗时间 | {value} | 没有 | 十分钟左右 |\n"
    asked = [d.texts[0] for d in drafts_of(*facts_of(text)) if d.kind is QuestionKind.CONTRAST]
    assert [choice.text for text in asked for choice in text.choices if choice.correct] == ["羊毛"]
