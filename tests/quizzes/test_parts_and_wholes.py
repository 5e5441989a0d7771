"""A part, kind or way of something is never set against it as if they were rivals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.core.claims import Conflict, Rule
from content.core.terms import load_pack
from quizzes.core.drafts import QuestionKind
from quizzes.core.generation import generate_questions
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


def test_what_the_notes_say_elsewhere_of_the_other_as_well_is_no_difference() -> None:
    facts = facts_of(TABLE, pack=PACK)
    cell = next(fact for fact in facts if fact.value == "用喷嘴吹过")
    place = {
        "key": "elsewhere",
        "place": "b/text1/1",
        "rule": Rule.PREDICATE,
        "attribute": "方式",
        "aspect": "uses",
    }
    also = replace(cell, term="loom", subject="织机", **place)  # type: ignore[arg-type]

    def answers(*told: object) -> set[str]:
        drafts = drafts_of(*told, pack=PACK)  # type: ignore[arg-type]
        asked = [one.texts[0] for one in drafts if one.kind is QuestionKind.CONTRAST]
        return {choice.text for text in asked for choice in text.choices if choice.correct}

    assert "纬线：用喷嘴吹过" in answers(*facts)
    assert "纬线：用喷嘴吹过" not in answers(*facts, also)


def test_a_term_whose_definition_is_disputed_stands_beside_no_other_definition() -> None:
    pack = load_pack(
        """
terms:
  - {id: silk, zh: 丝绸, en: silk, kind: fabric}
  - {id: linen, zh: 亚麻, en: linen, kind: fabric}
  - {id: wool, zh: 羊毛, en: wool, kind: fabric}
  - {id: hemp, zh: 大麻, en: hemp, kind: fabric}
"""
    )
    facts = facts_of("丝绸是一种由蚕茧里抽出的长线织成的轻薄面料。\n\n亚麻是一种麻纱。", pack=pack)
    linen = next(fact for fact in facts if fact.term == "linen")
    doubt = Conflict("亚麻", "定义", "category", (), facts=(linen.key,))

    def offered(*conflicts: Conflict) -> set[str]:
        (draft,) = generate_questions(facts, pack=pack, conflicts=conflicts)
        return {choice.text for choice in draft.texts[0].choices}

    assert offered() == {"丝绸", "亚麻", "羊毛", "大麻"}
    assert offered(doubt) == {"丝绸", "羊毛", "大麻"}
