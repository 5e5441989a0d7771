"""Where the rows of glued tables break: suggestions, and what a confirmed one makes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from content.core.cell_cuts import cut_scores
from content.core.clause_statistics import count_clauses
from content.core.document import BlockKind
from content.core.facts import extract_facts
from content.core.parsing import parse_note
from content.core.table_repairs import RowRepair, TableRepair, suggest_all_repairs, suggest_repairs
from content.core.terms import EMPTY_PACK, Pack
from tests.content.glued_tables import HELD_OUT, SEED_CUTS, TUNED, GluedTable
from tests.content.parsed_notes import SEEDS, of_kind, read
from tests.content.test_comparisons import AWS

STORAGE = """# 存储

EBS 是块存储。EFS 是文件存储，支持 NFS。

特性EBSEFS
存储类型块存储文件存储
是否共享不可以可以
价格便宜较贵
"""


def repair_of(text: str, pack: Pack = AWS) -> TableRepair:
    (repair,) = suggest_all_repairs(parse_note(text, path="note.md"), pack)
    return repair


def hits(rows: Iterable[tuple[RowRepair, tuple[str, ...]]], first: int) -> float:
    """The share of rows whose right cells are among the ``first`` suggestions."""
    found = [cells in [repair.cells for repair in row.suggestions[:first]] for row, cells in rows]
    return sum(found) / len(found)


def corpus(tables: Iterable[GluedTable]) -> list[tuple[RowRepair, tuple[str, ...]]]:
    return [
        (row, cells)
        for table in tables
        for row, cells in zip(repair_of(table.note()).rows, table.rows[1:], strict=True)
    ]


@pytest.mark.parametrize(("tables", "first", "third"), [(TUNED, 0.75, 0.9), (HELD_OUT, 0.65, 0.85)])
def test_the_right_split_is_mostly_among_the_first_three(
    tables: tuple[GluedTable, ...], first: float, third: float
) -> None:
    rows = corpus(tables)
    assert hits(rows, 1) >= first
    assert hits(rows, 3) >= third


@pytest.mark.skipif(not SEEDS, reason="the seed notes are not here")
def test_the_right_split_of_the_seed_is_mostly_among_the_first_three() -> None:
    note = read(next(path for path in SEEDS if path.name.startswith("001")))
    rows = []
    for repair in suggest_all_repairs(note, AWS):
        for row in repair.rows:
            if row.lines[0] in SEED_CUTS:
                ends = (0, *SEED_CUTS[row.lines[0]], len(row.text))
                rows.append((row, tuple(row.text[a:b] for a, b in pairwise(ends))))
    assert len(rows) == len(SEED_CUTS) == 25
    assert hits(rows, 1) >= 0.7
    assert hits(rows, 3) >= 0.85


def test_every_suggestion_reads_as_its_row_and_has_a_cell_for_each_column() -> None:
    for table in (*TUNED, *HELD_OUT):
        repair = repair_of(table.note())
        for row in repair.rows:
            assert 1 <= len(row.suggestions) <= 5
            assert [r.score for r in row.suggestions] == sorted(
                (r.score for r in row.suggestions), reverse=True
            )
            for suggestion in row.suggestions:
                assert "".join("".join(suggestion.cells).split()) == "".join(row.text.split())
                assert len(suggestion.cells) == len(repair.columns) + repair.labelled
                assert suggestion.lines == row.lines


def test_a_corner_word_means_that_rows_begin_with_their_name() -> None:
    repair = repair_of(STORAGE)
    assert (repair.corner, repair.labelled, repair.columns) == ("特性", True, ("EBS", "EFS"))
    assert [row.suggestions[0].cells for row in repair.rows] == [
        ("存储类型", "块存储", "文件存储"),
        ("是否共享", "不可以", "可以"),
        ("价格", "便宜", "较贵"),
    ]


def test_known_attributes_at_the_start_of_most_rows_name_them_where_the_corner_was_empty() -> None:
    repair = repair_of(STORAGE.replace("特性EBS", "EBS").replace("是否共享", "访问方式"))
    assert (repair.corner, repair.labelled, repair.columns) == ("", True, ("EBS", "EFS"))
    assert repair.rows[2].suggestions[0].cells == ("价格", "便宜", "较贵")


def test_rows_without_names_have_a_cell_for_each_column() -> None:
    repair = repair_of(
        "# 存储\n\nEBS 与 EFS 怎么选？\n\nEBSEFS\n只能被一台实例使用可以被多台实例使用\n不支持 NFS支持 NFS\n"
    )
    assert (repair.labelled, repair.columns) == (False, ("EBS", "EFS"))
    assert [row.suggestions[0].cells for row in repair.rows] == [
        ("只能被一台实例使用", "可以被多台实例使用"),
        ("不支持 NFS", "支持 NFS"),
    ]


def test_repairs_need_no_pack() -> None:
    assert repair_of(STORAGE, EMPTY_PACK).rows[1].suggestions[0].cells == ("是否共享", "不可以", "可以")


def test_suggestions_are_never_facts() -> None:
    note = parse_note(STORAGE, path="note.zh.md")
    glued = of_kind(note, BlockKind.GLUED_TABLE)[0]
    assert suggest_repairs(glued, note, AWS).rows
    inside = [f for f in extract_facts(note, pack=AWS) if glued.lines[0] <= f.lines[0] <= glued.lines[1]]
    assert inside == []


def test_a_row_too_short_for_its_columns_has_no_suggestion() -> None:
    repair = repair_of(
        "# 存储\n\nEBS 与 EFS 与 S3 怎么选？\n\nEBSEFSS3\n不能共享可以共享可以共享\n好\n块存储文件存储对象存储\n"
    )
    assert [bool(row.suggestions) for row in repair.rows] == [True, False, True]


def test_a_cut_is_less_likely_between_characters_that_the_note_keeps_together() -> None:
    row = "按量付费包月付费"
    apart = count_clauses(["费甲", "乙包"] * 3)
    together = count_clauses(["费包"] * 3)
    place = row.index("包")
    assert cut_scores(row, together, EMPTY_PACK)[place] < cut_scores(row, apart, EMPTY_PACK)[place]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("最大 16 TB没有限制", 3),
        ("16TB没有限制", 1),
        ("高（不含备份）低", 3),
        ("按秒计费的实例", 5),
        ("HTTPS负载", 3),
        ("99.99%可用", 3),
    ],
)
def test_no_cell_ends_beside_a_space_inside_a_number_a_word_or_brackets_or_after_a_particle(
    row: str, place: int
) -> None:
    assert cut_scores(row, count_clauses(()), EMPTY_PACK)[place] <= -3
