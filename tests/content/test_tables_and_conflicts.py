"""Comparison tables as written, and claims that cannot both be true."""

from __future__ import annotations

import pytest

from content.core.claims import CellState, Fact
from content.core.conflicts import disputed, find_conflicts
from content.core.facts import extract_facts
from content.core.parsing import parse_note
from content.core.tables import build_tables
from content.core.terms import load_pack
from tests.content.test_facts import COLUMNS_ZH, PACK, facts_of


def test_a_written_table_keeps_its_words_and_says_which_cells_are_silent() -> None:
    note = parse_note(COLUMNS_ZH, path="cloth.zh.md")
    (table,) = build_tables(extract_facts(note, pack=PACK), (note,))
    assert (table.terms, table.attributes, table.origin, table.confirmed) == (
        ("丝绸", "亚麻"),
        ("成本", "产地"),
        "note",
        True,
    )
    states = {(cell.term, cell.attribute): cell.state for cell in table.cells}
    assert states["亚麻", "成本"] is CellState.SILENT
    assert states["丝绸", "成本"] is CellState.AGREE
    (claim,) = next(cell.claims for cell in table.cells if (cell.term, cell.attribute) == ("亚麻", "产地"))
    assert (claim.value, claim.note, claim.lines) == ("北欧", "cloth.zh.md", (6, 6))


def test_a_glued_table_keeps_its_columns_and_claims_nothing() -> None:
    text = "# 丝绸\n\n# 亚麻\n\n# 羊毛\n\n比较\n\n特性丝绸亚麻羊毛\n价格昂贵便宜适中\n手感柔软粗糙厚实\n产地江南北欧草原\n"
    note = parse_note(text, path="cloth.zh.md")
    tables = [t for t in build_tables(extract_facts(note, pack=PACK), (note,)) if t.origin == "glued"]
    assert [(t.confirmed, t.cells) for t in tables] == [(False, ())] * len(tables)


def two_notes(one: str, other: str, language: str = "zh") -> tuple[Fact, ...]:
    return facts_of(one, language, slug="one") + facts_of(other, language, slug="other")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("## 丝绸\n\n- 最大幅宽：3 米", "## 丝绸\n\n- 最大幅宽：5 米", "number"),
        ("## 丝绸\n\n- 水洗：支持冷水洗涤", "## 丝绸\n\n- 水洗：不支持冷水洗涤", "polarity"),
        ("AJL 是 Air Jet Loom 的缩写。", "AJL 是 Air Joint Loom 的缩写。", "expansion"),
    ],
)
def test_contradictions_between_notes_are_found(one: str, other: str, reason: str) -> None:
    facts = two_notes(one, other)
    (conflict,) = find_conflicts(facts, pack=PACK)
    assert conflict.reason == reason
    assert len(conflict.claims) == 2
    assert disputed(facts, (conflict,)) == {fact.key for fact in facts}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("## 丝绸\n\n- 幅宽：3 米", "## 丝绸\n\n- 幅宽：300 厘米"),
        ("## 丝绸\n\n- 幅宽：3 米", "## 亚麻\n\n- 幅宽：5 米"),
        ("## 丝绸\n\n- 幅宽：3 米", "## 丝绸\n\n- 长度：5 米"),
        ("## 丝绸\n\n- 水洗：支持", "## 丝绸\n\n- 水洗：不建议频繁进行"),
        ("AJL 是 Air Jet Loom 的缩写。", "AJL 是 Air-Jet Loom 的缩写。"),
    ],
)
def test_claims_that_can_both_be_true_are_no_conflict(one: str, other: str) -> None:
    assert find_conflicts(two_notes(one, other), pack=PACK) == ()


def test_twins_are_one_claim_and_never_contradict_each_other() -> None:
    zh, en = facts_of("## 丝绸 {#s}\n\n- 价格：3 元"), facts_of("## Silk {#s}\n\n- Price: 5 yuan", "en")
    assert find_conflicts(zh + en, pack=PACK) == ()


def test_a_claim_that_the_pack_knows_to_be_wrong_is_shown_with_what_is_right() -> None:
    pack = load_pack(
        "terms: [{id: silk, zh: 丝绸, en: silk}]\n"
        "claims: [{id: c, term: silk, says: [[棉花]], unless: [不是], zh: 丝绸来自蚕茧。, checked: 2026-11-21}]"
    )
    (conflict,) = find_conflicts(facts_of("## 丝绸\n\n- 来源：棉花", pack=pack), pack=pack)
    assert conflict.reason == "known-wrong: 丝绸来自蚕茧。"
    assert find_conflicts(facts_of("## 丝绸\n\n- 来源：不是棉花", pack=pack), pack=pack) == ()


def test_an_expansion_that_the_pack_knows_to_be_wrong_is_found_without_a_second_note() -> None:
    (conflict,) = find_conflicts(facts_of("AJL 是 Air Joint Loom 的缩写。"), pack=PACK)
    assert conflict.reason == "known-wrong: Air Jet Loom"
