"""What a person confirmed about a glued table, put into the note it stands in."""

from __future__ import annotations

import re

import pytest

from content.core.claims import CellState, Fact, Polarity, Rule
from content.core.confirmed_tables import Rows, confirm_tables
from content.core.document import BlockKind, ParsedNote
from content.core.facts import extract_facts
from content.core.parsing import parse_note
from content.core.rendering import render_note
from content.core.tables import build_tables, glued_tables
from tests.content.parsed_notes import codes
from tests.content.test_comparisons import AWS

STORAGE = """# 存储

EBS 是块存储。EFS 是文件存储，支持 NFS。

特性EBSEFS
存储类型块存储文件存储
是否共享不可以可以
价格便宜较贵
"""
CELLS = (
    ("特性", "EBS", "EFS"),
    ("存储类型", "块存储", "文件存储"),
    ("是否共享", "不可以", "可以"),
    ("价格", "便宜", "较贵"),
)
NAMELESS = (
    "# 存储\n\nEBS 与 EFS 怎么选？\n\nEBSEFS\n只能被一台实例使用可以被多台实例使用\n不支持 NFS支持 NFS\n"
)
NAMELESS_CELLS = (
    ("EBS", "EFS"),
    ("只能被一台实例使用", "可以被多台实例使用"),
    ("不支持 NFS", "支持 NFS"),
)
NAMELESS_EN = """# Storage

How do EBS and EFS differ?

EBSEFS
Used by one instance at a timeUsed by many instances at once
Speaks to one zoneReaches across zones
"""
NAMELESS_EN_CELLS = (
    ("EBS", "EFS"),
    ("Used by one instance at a time", "Used by many instances at once"),
    ("Speaks to one zone", "Reaches across zones"),
)


def confirmed(text: str, rows: Rows, path: str = "storage.zh.md") -> ParsedNote:
    note = parse_note(text, path=path)
    ((key, _block),) = glued_tables(note)
    repair = confirm_tables(note, {key: rows}, pack=AWS)
    assert repair.misfits == {}
    return repair.note


def table_facts(note: ParsedNote) -> list[Fact]:
    facts = extract_facts(note, pack=AWS)
    return [fact for fact in facts if fact.rule in (Rule.TABLE_COLUMN, Rule.TABLE_ROW)]


def test_a_confirmed_table_is_read_as_one_that_was_written() -> None:
    facts = table_facts(confirmed(STORAGE, CELLS))
    assert [(f.subject, f.attribute, f.value, f.lines) for f in facts] == [
        ("EBS", "存储类型", "块存储", (6, 6)),
        ("EFS", "存储类型", "文件存储", (6, 6)),
        ("EBS", "是否共享", "不可以", (7, 7)),
        ("EFS", "是否共享", "可以", (7, 7)),
        ("EBS", "价格", "便宜", (8, 8)),
        ("EFS", "价格", "较贵", (8, 8)),
    ]
    assert {(fact.rule, fact.confidence) for fact in facts} == {(Rule.TABLE_COLUMN, 0.95)}
    assert facts[2].polarity is Polarity.NEGATIVE


def test_rows_can_hold_the_terms() -> None:
    text = "# 存储\n\nEBS 是块存储，EFS 是文件存储，S3 是对象存储。\n\n## 价格\n\n## 用途\n\n名称价格用途\nEBS便宜启动盘\nEFS较贵共享\nS3最低备份\n"
    rows = (
        ("名称", "价格", "用途"),
        ("EBS", "便宜", "启动盘"),
        ("EFS", "较贵", "共享"),
        ("S3", "最低", "备份"),
    )
    facts = table_facts(confirmed(text, rows))
    assert {(fact.rule, fact.confidence) for fact in facts} == {(Rule.TABLE_ROW, 0.93)}
    assert [(f.subject, f.attribute) for f in facts][:2] == [("EBS", "价格"), ("EBS", "用途")]


@pytest.mark.parametrize(
    ("path", "text", "rows", "attribute"),
    [
        ("storage.zh.md", NAMELESS, NAMELESS_CELLS, "特点"),
        ("storage.en.md", NAMELESS_EN, NAMELESS_EN_CELLS, "feature"),
        ("storage.md", NAMELESS.replace("怎么选", " which to take"), NAMELESS_CELLS, "特点"),
    ],
)
def test_where_rows_have_no_names_every_cell_is_a_feature_of_its_column(
    path: str, text: str, rows: Rows, attribute: str
) -> None:
    facts = table_facts(confirmed(text, rows, path))
    assert [(f.term, f.value) for f in facts] == [
        ("ebs", rows[1][0]),
        ("efs", rows[1][1]),
        ("ebs", rows[2][0]),
        ("efs", rows[2][1]),
    ]
    assert {(f.attribute, f.aspect, f.confidence) for f in facts} == {(attribute, "feature", 0.95)}


def test_a_cell_that_names_its_attribute_tells_that_and_not_a_feature() -> None:
    text = "# 存储\n\nEBS 与 EFS 怎么选？\n\nEBSEFS\n价格：便宜价格: 较贵\n不支持 NFS支持 NFS\n端口：无端口：2049\n"
    rows = (
        ("EBS", "EFS"),
        ("价格：便宜", "价格: 较贵"),
        ("不支持 NFS", "支持 NFS"),
        ("端口：无", "端口：2049"),
    )
    facts = table_facts(confirmed(text, rows))
    assert [(f.attribute, f.aspect, f.value) for f in facts] == [
        ("价格", "price", "便宜"),
        ("价格", "price", "较贵"),
        ("特点", "feature", "不支持 NFS"),
        ("特点", "feature", "支持 NFS"),
        ("特点", "feature", "端口：无"),
        ("特点", "feature", "端口：2049"),
    ]


def test_an_empty_head_says_that_rows_begin_with_their_names() -> None:
    text = STORAGE.replace("特性EBS", "EBS")
    note = confirmed(text, (("", "EBS", "EFS"), *CELLS[1:]))
    assert [f.attribute for f in table_facts(note)][::2] == ["存储类型", "是否共享", "价格"]


def test_cells_are_quoted_from_the_note_whatever_spaces_were_confirmed() -> None:
    note = confirmed(NAMELESS, (*NAMELESS_CELLS[:2], ("不支持NFS", "支 持NFS")))
    assert [f.value for f in table_facts(note)][2:] == ["不支持 NFS", "支持 NFS"]


def test_a_row_that_was_not_confirmed_is_left_out_of_facts_and_shown_to_readers() -> None:
    note = confirmed(STORAGE, (CELLS[0], CELLS[1], CELLS[3]))
    assert {f.lines[0] for f in table_facts(note)} == {6, 8}
    html = render_note(note)
    assert re.findall(r'<tr id="L(\d+)"', html) == ["5", "6", "7", "8"]
    assert '<tr id="L7" data-lines="7-7"><td>是否共享不可以可以</td>' in html
    assert '<tr id="L8" data-lines="8-8"><td>价格</td><td>便宜</td>' in html


def test_a_cell_may_be_empty_where_the_table_had_nothing() -> None:
    text = STORAGE.replace("价格便宜较贵", "价格较贵")
    note = confirmed(text, (*CELLS[:3], ("价格", "", "较贵")))
    (table,) = build_tables(extract_facts(note, pack=AWS), (note,))
    states = {(cell.term, cell.attribute): cell.state for cell in table.cells}
    assert states["EBS", "价格"] is CellState.SILENT
    assert states["EFS", "价格"] is CellState.AGREE


def test_a_confirmed_table_is_shown_filled_under_the_key_it_had() -> None:
    note = parse_note(STORAGE, path="storage.zh.md")
    (before,) = build_tables(extract_facts(note, pack=AWS), (note,))
    assert (before.origin, before.confirmed, before.cells) == ("glued", False, ())
    repaired = confirm_tables(note, {before.key: CELLS}, pack=AWS).note
    (after,) = build_tables(extract_facts(repaired, pack=AWS), (repaired,))
    assert [codes(one) for one in (note, repaired)] == [[(5, "glued-table")], []]
    assert (after.key, after.origin, after.confirmed) == (before.key, "glued", True)
    assert (after.terms, after.attributes) == (("EBS", "EFS"), ("存储类型", "是否共享", "价格"))
    assert [cell.claims[0].value for cell in after.cells] == [
        "块存储",
        "不可以",
        "便宜",
        "文件存储",
        "可以",
        "较贵",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((("特性", "EBS", "S3"), *CELLS[1:]), "The header does not read as line 5 of storage.zh.md does"),
        ((("特性", "EBS", "", "EFS"),), "has an empty cell that is not its first"),
        ((CELLS[0], ("价格", "便宜较贵")), "Row 1 has 2 cells where the header has 3"),
        ((*CELLS[:3], ("价格", "便宜", "最贵")), "Row 3 (价格便宜最贵) reads as no line"),
        (
            (CELLS[0], CELLS[2], CELLS[1]),
            "Row 2 (存储类型块存储文件存储) reads as no line, or none in its turn",
        ),
        ((), "The header does not read"),
    ],
)
def test_a_repair_that_does_not_fit_leaves_the_table_glued_and_says_why(rows: Rows, message: str) -> None:
    note = parse_note(STORAGE, path="storage.zh.md")
    ((key, _block),) = glued_tables(note)
    repair = confirm_tables(note, {key: rows, "000000000000": CELLS}, pack=AWS)
    assert repair.note == note
    assert (repair.keys, list(repair.misfits)) == ({key}, [key])
    assert message in repair.misfits[key]


def test_the_key_of_a_glued_table_follows_neither_lines_nor_path_and_tells_equal_headers_apart() -> None:
    twice = STORAGE + "\n补充\n\n特性EBSEFS\n启动盘可以不可以\n备份快照复制\n延迟低高\n"
    note = parse_note(twice, path="storage.zh.md")
    (first, _), (second, block) = glued_tables(note)
    assert first != second
    moved = parse_note("# 前言\n\n" + twice, path="elsewhere/storage.zh.md")
    assert [key for key, _ in glued_tables(moved)] == [first, second]
    assert [key for key, _ in glued_tables(parse_note(twice, path="other.zh.md"))] != [first, second]
    repaired = confirm_tables(note, {first: CELLS}, pack=AWS).note
    assert [key for key, _ in glued_tables(repaired)] == [first, second]
    assert [b for b in repaired.blocks if b.kind is BlockKind.GLUED_TABLE] == [block]


WRITTEN_WITHOUT_NAMES = """# Storage

| EBS | EFS |
|---|---|
| Used by one instance at a time | Used by many instances at once |
| Lives in one zone and no other | Reaches across all the zones |
"""


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        (WRITTEN_WITHOUT_NAMES, {"feature"}),
        (WRITTEN_WITHOUT_NAMES.replace("| EBS | EFS |", "| | EBS | EFS |").replace("|---|", "|---|---|")
         .replace("| Used by one", "| | Used by one").replace("| Lives", "| | Lives"), {"feature"}),
        ("# Storage\n\n| EBS | EFS | S3 |\n|---|---|---|\n| Price | Low for small disks | Lowest of all of them |\n"
         "| Sharing | One instance only | Anyone with the address |\n", {"price", "sharing"}),
        ("# 存储\n\n| S3 | EFS | EBS |\n|---|---|---|\n| 大小 | 随着写入自动增长 | 创建时就要指定 |\n"
         "| 挂载 | 很多台实例一起挂载 | 只有一台实例挂载 |\n", {"大小", "挂载"}),
    ],
)  # fmt: skip
def test_a_written_table_whose_first_column_tells_of_a_term_has_features(
    text: str, aspects: set[str]
) -> None:
    facts = table_facts(parse_note(text, path="storage.md"))
    assert facts
    assert {fact.aspect for fact in facts} == aspects
