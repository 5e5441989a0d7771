"""Questions over a whole table or list: negative, multiple, matching, ordering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.core.claims import Fact, Rule
from content.core.identity import match_facts
from quizzes.core.drafts import Draft, DraftText, Evidence, QuestionKind
from quizzes.core.members import members_of
from tests.content.test_facts import facts_of
from tests.quizzes.test_generation import drafts_of

ZH = """# 面料对比 {#compare}

| 对比项 | 丝绸 | 亚麻 | 羊毛 |
|---|---|---|---|
| 产地 | 江南水乡 | 北欧平原 | 南方牧场 |
| 手感 | 柔软光滑 | 粗糙硬挺 | 蓬松温暖 |
| 原料 | 蚕吐的长丝 | 草茎的纤维 | 剪下的卷毛 |
| 颜色 | 珍珠般的白 | 草木般的黄 | 奶油般的白 |
| 使用场景 | 夏天的礼服 | 日常的桌布 | 冬天的外套 |
"""
EN = """# Fabrics compared {#compare}

| Aspect | Silk | Linen | Wool |
|---|---|---|---|
| Origin | Southern river towns | Northern open plains | Wide upland pastures |
| Touch | Soft to the fingers | Coarse to the fingers | Fluffy to the fingers |
| Source | Threads spun by worms | Fibres of plant stems | Curls cut from sheep |
| Colour | White as a pearl is | Yellow as straw is | White as thick cream |
| Use cases | Gowns worn in summer | Cloths for each day | Coats worn in winter |
"""


def of_kind(drafts: tuple[Draft, ...], kind: QuestionKind) -> list[Draft]:
    return [draft for draft in drafts if draft.kind is kind]


def only(text: DraftText, correct: bool) -> list[str]:
    return [choice.text for choice in text.choices if choice.correct is correct]


def test_a_negative_question_has_one_cell_of_a_sibling_among_three_of_its_own() -> None:
    facts = facts_of(ZH)
    drafts = of_kind(drafts_of(*facts), QuestionKind.NEGATIVE)
    assert len(drafts) == 3
    for draft in drafts:
        (text,) = draft.texts
        (lie,) = [choice for choice in text.choices if choice.correct]
        about = {choice.true_of for choice in text.choices if not choice.correct}
        assert "**不**" in text.stem
        assert len(about) == 1
        assert about != {lie.true_of}
        assert all(choice.lines and choice.note for choice in text.choices)
        assert len({choice.text.split("：")[0] for choice in text.choices}) == 4
        assert draft.evidence is Evidence.SAME_TABLE
        assert f"其余各项都符合{about.pop()}" in text.explanation


def test_the_false_cell_is_never_of_an_attribute_that_many_terms_share() -> None:
    for draft in of_kind(drafts_of(*facts_of(ZH)), QuestionKind.NEGATIVE):
        assert not any(text.startswith("使用场景") for text in only(draft.texts[0], True))


def test_a_multiple_question_states_its_number_and_has_that_many_keys() -> None:
    drafts = of_kind(drafts_of(*facts_of(ZH)), QuestionKind.MULTIPLE)
    assert drafts
    for draft in drafts:
        (text,) = draft.texts
        assert "选两项" in text.stem
        assert len(only(text, True)) == 2
        assert len(only(text, False)) >= 2
        assert not draft.flaws


def test_a_matching_question_pairs_each_text_with_its_term() -> None:
    drafts = of_kind(drafts_of(*facts_of(ZH)), QuestionKind.MATCHING)
    assert 1 <= len(drafts) <= 2
    for draft in drafts:
        (text,) = draft.texts
        assert all(choice.correct for choice in text.choices)
        assert {choice.partner for choice in text.choices} == {"丝绸", "亚麻", "羊毛"}
        assert all(choice.partner == choice.true_of for choice in text.choices)


def test_sets_are_planned_once_for_both_languages() -> None:
    zh = facts_of(ZH)
    drafts = drafts_of(*zh, *match_facts(facts_of(EN, "en"), twins=zh))
    for kind in (QuestionKind.NEGATIVE, QuestionKind.MULTIPLE, QuestionKind.MATCHING):
        for draft in of_kind(drafts, kind):
            zh_text, en_text = draft.texts
            assert [c.fact for c in zh_text.choices] == [c.fact for c in en_text.choices]
            assert [c.correct for c in zh_text.choices] == [c.correct for c in en_text.choices]


def test_values_that_repeat_are_not_matched() -> None:
    text = "# 对比\n\n| 特性 | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n| 来源 | 来自动物身上 | 来自植物茎秆 | 来自动物身上 |\n"
    assert not of_kind(drafts_of(*facts_of(text)), QuestionKind.MATCHING)


def steps(*texts: str) -> tuple[Fact, ...]:
    """Facts of one procedure, in order."""
    (model, *_) = facts_of("丝绸是一种由蚕茧抽丝织成的面料。")
    return tuple(
        replace(
            model,
            key=f"step{n}",
            rule=Rule.STEP,
            aspect="step",
            attribute="缫丝",
            value=text,
            place=f"how/list1/{n}",
            lines=(n, n),
        )
        for n, text in enumerate(texts, start=1)
    )


def test_steps_are_put_in_order_and_listed_out_of_it() -> None:
    facts = steps("把蚕茧放进热水", "找到丝头并抽出长丝", "把几根长丝并成一股", "绕到木架上晾干")
    (draft,) = drafts_of(*facts)
    (text,) = draft.texts
    assert draft.kind is QuestionKind.ORDERING
    assert text.stem == "请按先后顺序排列“缫丝”的各个步骤。"
    places = [choice.place for choice in text.choices]
    assert sorted(places) == [1, 2, 3, 4]
    assert {c.place: c.text for c in text.choices}[2] == "找到丝头并抽出长丝"
    assert "1. 把蚕茧放进热水" in text.explanation


def test_two_steps_or_seven_are_no_question() -> None:
    assert drafts_of(*steps("把蚕茧放进热水", "找到丝头并抽出长丝")) == ()
    seven = steps(*(f"第{n}道工序要做完{n * 7}遍检查" for n in "一二三四五六七"))
    assert drafts_of(*seven) == ()


def test_a_last_resort_is_no_step_to_put_in_order() -> None:
    facts = steps("选出最旧的一批蚕茧", "从中留下丝最长的", "剩下的放进热水", "如果都一样，随便取一批")
    (draft,) = drafts_of(*facts)
    (text,) = draft.texts
    assert sorted((choice.place, choice.text) for choice in text.choices) == [
        (1, "选出最旧的一批蚕茧"),
        (2, "从中留下丝最长的"),
        (3, "剩下的放进热水"),
    ]
    assert drafts_of(*steps("选出最旧的一批蚕茧", "从中留下丝最长的", "如果都一样，随便取一批")) == ()


def test_a_listing_is_split_into_its_members() -> None:
    assert members_of("包括集群、任务定义和服务") == ("集群", "任务定义", "服务")
    assert members_of("clusters, task definitions and services") == (
        "clusters",
        "task definitions",
        "services",
    )
    assert members_of("通用型 SSD (gp2 和 gp3)、磁介质卷") == ("通用型 SSD (gp2 和 gp3)", "磁介质卷")
    assert members_of("一句没有列举的话") == ()


@pytest.mark.parametrize("missing", ["珍珠般的白", "江南水乡", "奶油般的白"])
def test_questions_on_a_table_are_asked_in_the_languages_that_tell_all_their_facts(missing: str) -> None:
    """Twins that were never matched share birth keys; a cell that one note leaves out has one language."""
    zh, en = facts_of(ZH), facts_of(EN, "en")
    told = {fact.value: key for fact, key in zip(zh, (f.key for f in zh), strict=True)}
    twins = [replace(fact, key=own.key) for fact, own in zip(en, zh, strict=True)]
    kept = [fact for fact in twins if fact.key != told[missing]]
    drafts = drafts_of(*zh, *kept)
    assert {len(draft.texts) for draft in drafts} == {1, 2}
    for draft in drafts:
        rests_on_it = any(choice.fact == told[missing] for text in draft.texts for choice in text.choices)
        if rests_on_it or draft.fact == told[missing]:
            assert [text.language for text in draft.texts] == ["zh"]


def test_facts_of_both_languages_that_share_keys_by_chance_do_not_stop_the_others() -> None:
    zh, en = facts_of(ZH), facts_of(EN, "en")
    crossed = [replace(fact, key=zh[(4 * i) % len(zh)].key) for i, fact in enumerate(en) if i % 4]
    drafts = drafts_of(*zh, *crossed)
    assert any(draft.texts[0].language == "zh" and not draft.flaws for draft in drafts)


def test_where_rows_have_no_names_wrong_options_come_from_the_same_row() -> None:
    """What another row says of a sibling may be true of the subject as well: nothing sets the two side by side."""
    facts = facts_of(
        "# 面料 {#fabrics}\n\n| | 丝绸 | 亚麻 | 羊毛 |\n|---|---|---|---|\n"
        "| | 由蚕吐出的长丝织成 | 由草茎里的纤维织成 | 由羊身上的卷毛织成 |\n"
        "| | 夏天贴身穿着凉快 | 夏天铺在桌上耐用 | 冬天裹在身上暖和 |\n"
    )
    assert {fact.aspect for fact in facts} == {"feature"}
    lines = {fact.key: fact.lines for fact in facts}
    drafts = drafts_of(*facts)
    assert drafts
    for draft in drafts:
        told = {lines[choice.fact] for text in draft.texts for choice in text.choices if choice.fact}
        assert told == {lines[draft.fact]}
