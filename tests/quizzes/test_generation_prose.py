"""Questions on sentences, pack siblings, parallel lists, and how many are asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from content.core.claims import Fact, Rule
from content.core.terms import load_pack
from quizzes.core.drafts import Draft, Evidence, QuestionKind
from quizzes.core.generation import generate_questions
from tests.content.test_facts import facts_of
from tests.quizzes.test_generation import drafts_of
from tests.quizzes.test_generation_sets import ZH as TABLE

PACK = load_pack(
    "terms:\n"
    "  - {id: alb, en: Alpha Loom, abbreviation: ALM, kind: loom}\n"
    "  - {id: blb, en: Beta Loom, abbreviation: BLM, kind: loom}\n"
    "  - {id: clb, en: Gamma Loom, abbreviation: CLM, kind: loom}\n"
    "  - {id: dlb, en: Delta Loom, abbreviation: DLM, kind: loom}\n"
)


def said(term: str, name: str, *values: str, rule: Rule = Rule.PREDICATE) -> tuple[Fact, ...]:
    """Sentences about a term."""
    (model, *_) = facts_of("丝绸是一种由蚕茧抽丝织成的面料。")
    return tuple(
        replace(
            model,
            key=f"{term}{n}",
            term=term,
            subject=name,
            rule=rule,
            aspect="supports",
            attribute="支持",
            value=value,
            lines=(n, n),
            place=f"{term}/text{n}/1",
        )
        for n, value in enumerate(values, start=1)
    )


FILL = ("织得慢而稳当", "需要两名熟练的织工", "放在靠窗的房间里")


def kinds_of(drafts: tuple[Draft, ...]) -> Counter[str]:
    return Counter(draft.kind.value for draft in drafts)


def test_a_statement_with_a_name_of_its_own_asks_for_its_term() -> None:
    facts = (
        *said("alb", "ALM", "支持 WARP2 和双色提花", *FILL),
        *said("blb", "BLM", "支持 WEFT9 接口", *FILL),
        *said("clb", "CLM", "支持 HEDDLE 规格", *FILL),
    )
    drafts = generate_questions(facts, pack=PACK)
    holder = next(d for d in drafts if d.kind is QuestionKind.CONTRAST)
    (text,) = holder.texts
    assert text.stem == "下列哪一项支持 WARP2 和双色提花？"
    assert {choice.text for choice in text.choices} == {"ALM", "BLM", "CLM"}
    assert holder.evidence is Evidence.OPEN_WORLD


def test_a_term_that_shares_the_name_is_no_option() -> None:
    facts = (
        *said("alb", "ALM", "支持 WARP2 和双色提花", *FILL),
        *said("blb", "BLM", "兼容老式的 WARP2 部件", *FILL),
        *said("clb", "CLM", "支持 HEDDLE 规格", *FILL),
        *said("dlb", "DLM", "支持 REED7 规格", *FILL),
    )
    for draft in generate_questions(facts, pack=PACK):
        if any("WARP2 和双色" in text.stem for text in draft.texts):
            assert "BLM" not in {choice.text for choice in draft.texts[0].choices}


def test_praise_that_fits_anything_is_never_asked() -> None:
    facts = tuple(
        one for term in ("alb", "blb", "clb") for one in said(term, term, "支持高可用和自动扩展", *FILL)
    )
    assert generate_questions(facts, pack=PACK) == ()


def test_terms_of_the_same_kind_in_the_pack_fill_up_on_weaker_evidence() -> None:
    (fact,) = said("alb", "ALM", "一种用压缩空气送纬纱穿过梭口的纺机", rule=Rule.DEFINITION)
    fact = replace(fact, aspect="definition", attribute="定义")
    (draft,) = generate_questions([fact], pack=PACK)
    (text,) = draft.texts
    assert draft.evidence is Evidence.OPEN_WORLD
    assert {c.text for c in text.choices if not c.correct} == {"BLM", "CLM", "DLM"}
    assert all(c.note is None and c.lines is None and c.constructed for c in text.choices if not c.correct)
    assert "笔记没有这样描述" in text.explanation


def test_a_pack_sibling_that_the_notes_say_the_same_of_is_left_out() -> None:
    (fact,) = said("alb", "ALM", "一种用压缩空气送纬纱穿过梭口的纺机", rule=Rule.DEFINITION)
    fact = replace(fact, aspect="definition", attribute="定义")
    (other,) = said("blb", "BLM", "用压缩空气送纬纱穿过梭口")
    for draft in generate_questions([fact, other], pack=PACK):
        assert "BLM" not in {choice.text for text in draft.texts for choice in text.choices}


LIST = "# 织法选项 {#weaves}\n\n- 丝绸：把长丝按经纬交错排紧\n- 亚麻：用沤过的茎秆纤维打结\n- 羊毛：让卷毛在热水中毡合\n"


def test_a_list_of_pairs_asks_both_ways_under_its_heading() -> None:
    drafts = drafts_of(*facts_of(LIST))
    asked = [text.stem for draft in drafts for text in draft.texts]
    assert "在“织法选项”中，“把长丝按经纬交错排紧”说的是哪一项？" in asked
    assert "下列哪一项是对丝绸的正确描述？" in asked
    assert kinds_of(drafts)["matching"] == 1
    assert {draft.evidence for draft in drafts} == {Evidence.OTHER_TERM}


def test_at_most_three_sound_questions_ask_about_one_fact() -> None:
    drafts = [draft for draft in drafts_of(*facts_of(TABLE)) if not draft.flaws]
    assert max(Counter(draft.fact for draft in drafts).values()) <= 3


def test_a_stem_is_not_asked_again_and_again() -> None:
    rows = "".join(
        f"| {name} | 丝绸的{name}特别的样子 | 亚麻另有一番{name} |\n" for name in "甲乙丙丁戊己庚辛"
    )
    text = f"# 对比\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n{rows}"
    drafts = [draft for draft in drafts_of(*facts_of(text)) if not draft.flaws]
    stems = Counter(text.stem for draft in drafts for text in draft.texts)
    assert not stems or max(stems.values()) <= 3


def test_every_explanation_says_whom_each_wrong_value_is_true_of() -> None:
    for draft in drafts_of(*facts_of(TABLE)):
        if draft.kind is QuestionKind.ATTRIBUTE:
            (text,) = draft.texts
            for choice in text.choices:
                assert choice.true_of in text.explanation
                assert choice.text in text.explanation


def test_columns_that_ask_for_nothing_are_not_asked() -> None:
    text = "# 对比\n\n| 名称 | 备注 |\n|---|---|\n| 丝绸 | 江南的水乡 |\n| 亚麻 | 北欧的平原 |\n| 羊毛 | 南方的牧场 |\n"
    assert drafts_of(*facts_of(text)) == ()


@pytest.mark.slow
def test_a_huge_table_is_asked_about_in_part() -> None:
    rows = "".join(f"| 命令{n} | 把第{n}卷布搬到{n}号仓库 |\n" for n in range(3000))
    facts = facts_of(f"# 命令\n\n| 命令 | 作用 |\n|---|---|\n{rows}")
    drafts = drafts_of(*facts)
    assert 0 < len(drafts) < 2000


def test_difficulty_rises_with_likeness_and_falls_in_an_open_world() -> None:
    drafts = drafts_of(*facts_of(TABLE))
    assert all(0.05 <= draft.difficulty <= 0.9 for draft in drafts)
    by_kind = {draft.kind: draft.difficulty for draft in drafts}
    assert by_kind[QuestionKind.MULTIPLE] > by_kind[QuestionKind.CONTRAST]
