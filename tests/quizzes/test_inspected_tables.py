"""Tables and comparisons in a report: suggestions for glued rows, merged tables per course."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from content.core.terms import load_pack
from quizzes.inspection import inspect_paths

PACK = load_pack(
    """
terms:
  - {id: silk, zh: 丝绸, en: silk, kind: fabric}
  - {id: linen, zh: 亚麻, en: linen, kind: fabric}
attributes:
  - {id: price, zh: [价格, 成本], en: [price, cost]}
"""
)
WRITTEN = "# 面料\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 昂贵 | 便宜 |\n| 产地 | 江南 | 北欧 |\n"
GLUED = "# 丝绸\n\n# 亚麻\n\n比较\n\n特性丝绸亚麻\n价格昂贵便宜\n水洗不支持支持\n产地江南北欧\n"


def report_of(folder: Path, **files: str) -> dict[str, Any]:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".zh.md").write_text(text, "utf-8")
    report, problems = inspect_paths([str(folder)], pack=PACK)
    assert problems == ()
    return report


def test_a_glued_table_says_up_to_three_ways_to_take_each_row_apart_and_stays_unconfirmed(
    tmp_path: Path,
) -> None:
    report = report_of(tmp_path, cloth=GLUED)
    (table,) = [one for one in report["tables"] if one["origin"] == "glued"]
    assert (table["confirmed"], table["cells"]) == (False, [])
    assert [row["lines"] for row in table["repairs"]] == [[8, 8], [9, 9], [10, 10]]
    assert all(1 <= len(row["cells"]) == len(row["scores"]) <= 3 for row in table["repairs"])
    assert ["水洗", "不支持", "支持"] in table["repairs"][1]["cells"]
    assert not any(8 <= fact["lines"][0] <= 10 for fact in report["facts"])


def test_a_merged_table_says_its_language_and_points_every_claim_to_its_lines(tmp_path: Path) -> None:
    report = report_of(tmp_path, one=WRITTEN, two=WRITTEN.replace("昂贵", "按米计价"))
    (table,) = [one for one in report["tables"] if one["origin"] == "merged"]
    assert (table["language"], table["terms"], table["attributes"]) == (
        "zh",
        ["丝绸", "亚麻"],
        ["价格", "产地"],
    )
    claims = [claim for cell in table["cells"] for claim in cell["claims"]]
    assert len(claims) == 8
    for claim in claims:
        line = Path(claim["note"]).read_text("utf-8").splitlines()[claim["lines"][0] - 1]
        assert claim["value"] in line


def test_a_comparison_names_its_terms_and_the_merged_table_made_of_it(tmp_path: Path) -> None:
    report = report_of(tmp_path, one=WRITTEN)
    (comparison,) = report["comparisons"]
    assert (comparison["terms"], comparison["ids"]) == (["丝绸", "亚麻"], ["silk", "linen"])
    assert comparison["attributes"] == ["价格", "产地"]
    assert "table" in comparison["reasons"]
    assert comparison["tables"] == [one["key"] for one in report["tables"] if one["origin"] == "merged"]


def test_tables_are_merged_per_course_and_never_across_courses(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "course.yaml").write_text("title: 面料\n", "utf-8")
    report = report_of(tmp_path, first__one=WRITTEN, second__one=WRITTEN.replace("昂贵", "按米计价"))
    merged = [one for one in report["tables"] if one["origin"] == "merged"]
    prices = [[claim["value"] for claim in table["cells"][0]["claims"]] for table in merged]
    assert prices == [["昂贵"], ["按米计价"]]
    assert [one["tables"] for one in report["comparisons"]] == [[table["key"]] for table in merged]
    assert merged[0]["key"] != merged[1]["key"]
