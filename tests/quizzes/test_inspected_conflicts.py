"""Contradictions in the report: per course, with a key, and gone once a person resolved them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command


def inspect(folder: Path) -> dict:
    out = StringIO()
    call_command("inspect_notes", str(folder), format="json", stdout=out)
    return json.loads(out.getvalue())


def course(folder: Path, **notes: str) -> None:
    folder.mkdir()
    (folder / "course.yaml").write_text("title: T\n", "utf-8")
    for name, text in notes.items():
        (folder / f"{name}.zh.md").write_text(text, "utf-8")


MANY = "## EFS\n\n- 可用性：99.99%\n\n## EBS\n\n- 可用性：99.9%\n\n## S3\n\n- 可用性：99.95%\n"
OTHER = "## EFS\n\n- 可用性：99.5%\n"


def test_conflicts_are_found_within_a_course_and_never_across_courses(tmp_path: Path) -> None:
    course(tmp_path / "one", many=MANY, other=OTHER)
    course(tmp_path / "two", many=MANY)
    course(tmp_path / "three", other=OTHER)
    (conflict,) = inspect(tmp_path)["conflicts"]
    assert {Path(claim["note"]).parent.name for claim in conflict["claims"]} == {"one"}
    assert len(conflict["key"]) == 12


def held_back(report: dict) -> set[str]:
    """Values of the facts whose questions are flagged for a conflict."""
    values = {fact["key"]: fact["value"] for fact in report["facts"]}
    return {values[q["fact"]] for q in report["questions"] if "in-conflict" in q["flaws"]}


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ("both: true, reason: other tiers", set()),
        ("keep: 'other.zh.md:3'", {"99.99%"}),
        ("keep: 99.99%", {"99.5%"}),
    ],
)
def test_a_resolved_conflict_is_shown_no_more_and_what_holds_is_asked(
    tmp_path: Path, how: str, left: set[str]
) -> None:
    course(tmp_path / "one", many=MANY, other=OTHER)
    before = inspect(tmp_path)
    assert {"99.99%", "99.5%"} <= held_back(before)
    key = before["conflicts"][0]["key"]
    (tmp_path / "one" / "review.yaml").write_text(f"conflicts:\n  {key}: {{{how}}}\n", "utf-8")
    after = inspect(tmp_path)
    assert after["conflicts"] == []
    assert held_back(after) & {"99.99%", "99.5%"} == left


def test_twins_that_differ_are_a_diagnostic_in_both_notes(tmp_path: Path) -> None:
    course(tmp_path / "one", efs="## EFS {#efs}\n\n- 可用性：99.99%\n- 端口：2049\n")
    (tmp_path / "one" / "efs.en.md").write_text(
        "## EFS {#efs}\n\n- Availability: 99.9%\n- Port: 2049\n", "utf-8"
    )
    report = inspect(tmp_path)
    assert [conflict["reason"] for conflict in report["conflicts"]] == ["number"]
    for note in report["notes"]:
        (remark,) = (d for d in note["diagnostics"] if d["code"] == "twins-differ")
        assert remark["line"] == 3
        assert "99.9%" in remark["message"]
        assert "99.99%" in remark["message"]
