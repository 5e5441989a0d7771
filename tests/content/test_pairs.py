"""Pairs of a name and what is said of it: where the value ends, and whose it is."""

from __future__ import annotations

import pytest

from content.core.claims import Fact
from content.core.facts import extract_facts
from content.core.parsing import parse_note
from content.core.terms import load_pack

PACK = load_pack(
    """
terms:
  - {id: loom, zh: 织机, en: loom, kind: machine}
  - {id: air-jet-loom, zh: 喷气织机, en: air jet loom, kind: loom-kind, within: [loom]}
  - {id: water-jet-loom, zh: 喷水织机, en: water jet loom, kind: loom-kind, within: [loom]}
  - {id: rapier-loom, zh: 剑杆织机, en: rapier loom, kind: loom-kind, within: [loom]}
  - {id: rapier, zh: 剑杆, en: rapier, kind: weapon}
"""
)


def facts_in(text: str, language: str = "zh") -> tuple[Fact, ...]:
    return extract_facts(parse_note(text, path=f"cloth.{language}.md"), pack=PACK)


def values(text: str) -> dict[str, tuple[str, float]]:
    return {fact.subject: (fact.value, fact.confidence) for fact in facts_in(text)}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("折扣很大，如果别人要用，布料会被收回", "折扣很大"),
        ("折扣很大，到那时如果别人要用，布料会被收回", "折扣很大"),
        ("先织后染，一旦染坏，整匹作废", "先织后染"),
        ("先染后织，这使得花纹更清楚", "先染后织"),
        ("一种手工技法，提花, 需要两个人", "一种手工技法"),
        ("可以退货，如果没有裁开", "可以退货，如果没有裁开"),
        ("如果要快，就用喷气织机", "如果要快，就用喷气织机"),
        ("先织后染，颜色均匀", "先织后染，颜色均匀"),
    ],
)
def test_a_meaning_ends_where_an_aside_begins_and_keeps_a_condition_of_its_own(said: str, value: str) -> None:
    found = values(f"## 织法\n\n- 提花：{said}\n- 平纹：经纬线一上一下交织\n- 斜纹：交织点连成斜线")
    assert found["提花"][0] == value


def test_a_name_in_brackets_that_comes_again_is_no_part_of_the_meaning_and_no_second_term() -> None:
    found = facts_in("## 织法\n\n- 平纹组织（PWO）：PWO 是一种最简单的织法\n- 斜纹组织：交织点连成斜线")
    assert [(fact.subject, fact.value) for fact in found] == [
        ("平纹组织", "一种最简单的织法"),
        ("斜纹组织", "交织点连成斜线"),
    ]


def test_a_value_that_turns_its_key_about_says_too_little_to_be_asked() -> None:
    found = values("## 原则\n\n- 独立可拆卸：每个零件是可独立拆卸部件\n- 单一用途：每个零件应该只做一件事")
    assert found["独立可拆卸"][1] < 0.6 <= found["单一用途"][1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("厂里有以下三种织机：\n\n- 喷气：用气流引纬\n- 喷水：用水流引纬\n- 剑杆：用剑杆引纬", "zh"),
        (
            "厂里有以下三种织机：\n\n- 喷气(Air Jet)将纬线吹过去\n- 喷水（Water Jet）：用水流引纬\n- 剑杆：夹住纬线",
            "zh",
        ),
        (
            "The mill has three looms:\n\n- Air jet: blows the weft\n- Water jet: carries the weft on water\n"
            "- Rapier: holds the weft in a gripper",
            "en",
        ),
    ],
)
def test_a_key_below_a_list_of_kinds_names_the_kind_and_no_term_of_that_short_name(
    text: str, language: str
) -> None:
    told = [fact.term for fact in facts_in(text, language) if fact.aspect == "definition"]
    assert told == ["air-jet-loom", "water-jet-loom", "rapier-loom"]


def test_a_key_keeps_its_own_term_where_no_kinds_are_listed() -> None:
    (fact, *_) = facts_in("展柜里有：\n\n- 剑杆：一种细长的兵器\n- 喷水：一种园艺装置")
    assert fact.term == "rapier"


def test_lines_of_pairs_below_a_list_are_a_list_of_their_own() -> None:
    found = facts_in(
        "## 织造\n\n- 平纹：经纬线一上一下交织\n- 斜纹：交织点连成斜线\n\n开口：把经线分成两层\n打纬：把纬线推紧"
    )
    groups = [fact.place.rpartition("/")[0] for fact in found]
    assert [fact.subject for fact in found] == ["平纹", "斜纹", "开口", "打纬"]
    assert groups[0] == groups[1] != groups[2] == groups[3]
