"""Glued tables that a person confirmed in a review file, from the file to facts, tables and questions."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from content.ingest import Outcome
from content.models import Fact, FactText, NoteRevision
from quizzes.importing import ImportReport, import_notes
from quizzes.inspection import inspect_paths
from quizzes.models import Question
from tests.factories import NOW
from tests.quizzes.test_inspected_tables import PACK

NOTE = """# 存储怎么选 {#storage}

EBS 是一种块存储。EFS 是一种文件存储。S3 是一种对象存储。

## 对比一览 {#compare}

特性EBSEFSS3
访问方式挂载到一台实例的磁盘同时挂载的共享目录通过网络接口读写对象
计费方法按预先分配的容量付费按实际占用的容量付费按对象大小和请求付费
"""
ROWS = """
      - [访问方式, 挂载到一台实例的磁盘, 同时挂载的共享目录, 通过网络接口读写对象]
      - [计费方法, 按预先分配的容量付费, 按实际占用的容量付费, 按对象大小和请求付费]
"""
NAMELESS = """# Storage {#storage}

EBS is a block store. EFS is a file store.

## Side by side {#compare}

EBSEFS
Attached to one instance at a timeMounted by many instances at once
Kept within a single zoneKept across several zones
"""
NAMELESS_ROWS = """
      - [Attached to one instance at a time, Mounted by many instances at once]
      - [Kept within a single zone, Kept across several zones]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "drives"
    course.mkdir()
    (course / "course.yaml").write_text("title: T\nnotes: [storage]\n", "utf-8")
    (course / "storage.zh.md").write_text(NOTE, "utf-8")
    return course


def inspect(folder: Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("inspect_notes", str(folder), format="json", stdout=out)
    return dict(json.loads(out.getvalue()))


def glued(report: dict[str, Any]) -> dict[str, Any]:
    (table,) = [one for one in report["tables"] if one["origin"] == "glued"]
    return dict(table)


def confirm(folder: Path, key: str, rows: str = ROWS, header: str = "[特性, EBS, EFS, S3]") -> None:
    (folder / "review.yaml").write_text(f"tables:\n  {key}:\n    header: {header}\n    rows:{rows}", "utf-8")


def run(folder: Path) -> ImportReport:
    return import_notes([str(folder)], now=NOW)


def cells() -> list[tuple[str, str, float]]:
    rows = FactText.objects.filter(retired_at=None, fact__rule__in=["table_column", "table_row"])
    ordered = rows.order_by("first_line", "place")
    return list(ordered.values_list("subject", "value", "fact__confidence"))


def test_inspecting_uses_a_confirmed_table_and_nothing_of_it_before(folder: Path) -> None:
    before = inspect(folder)
    table = glued(before)
    assert not table["confirmed"]
    assert not any(fact["lines"][0] > 7 for fact in before["facts"])
    assert table["header"] == ["特性", "EBS", "EFS", "S3"]
    confirm(folder, table["key"])
    after = inspect(folder)
    table = glued(after)
    assert (table["confirmed"], table["terms"]) == (True, ["EBS", "EFS", "S3"])
    assert "repairs" not in table
    assert {cell["state"] for cell in table["cells"]} == {"agree"}
    told = [fact for fact in after["facts"] if fact["lines"][0] > 7]
    assert {(fact["rule"], fact["confidence"]) for fact in told} == {("table_column", 0.95)}
    assert len(told) == 6
    asked = [q for q in after["questions"] if q["fact"] in {fact["key"] for fact in told}]
    assert any(question["publishable"] for question in asked)
    (block,) = [b for note in after["notes"] for b in note["blocks"] if b["kind"] == "table"]
    assert block["text"] == NOTE.partition("{#compare}\n\n")[2].rstrip("\n")
    assert block["cells"][1] == [
        "访问方式",
        "挂载到一台实例的磁盘",
        "同时挂载的共享目录",
        "通过网络接口读写对象",
    ]


@pytest.mark.django_db
def test_a_decision_on_the_same_bytes_reads_the_note_again_and_its_withdrawal_too(folder: Path) -> None:
    assert run(folder).count(Outcome.NEW) == 1
    assert cells() == []
    key = glued(inspect(folder))["key"]

    confirm(folder, key)
    report = run(folder)
    assert (report.count(Outcome.CHANGED), report.problems) == (1, [])
    assert {confidence for *_, confidence in cells()} == {0.95}
    assert len(cells()) == 6
    asked = Question.objects.askable().filter(fact__rule="table_column")
    keys = set(asked.values_list("key", flat=True))
    assert keys
    (revision,) = NoteRevision.objects.all()
    assert "<td>同时挂载的共享目录</td>" in revision.html
    assert run(folder).count(Outcome.UNCHANGED) == 1

    (folder / "review.yaml").unlink()
    assert run(folder).count(Outcome.CHANGED) == 1
    assert cells() == []
    assert not asked.exists()
    revision.refresh_from_db()
    assert "同时挂载的共享目录</td>" not in revision.html

    confirm(folder, key)
    run(folder)
    assert set(asked.values_list("key", flat=True)) == keys


@pytest.mark.django_db
def test_another_split_gives_the_facts_other_values_under_the_same_keys(folder: Path) -> None:
    key = glued(inspect(folder))["key"]
    confirm(folder, key)
    run(folder)
    keys = set(Fact.objects.filter(rule="table_column").values_list("key", flat=True))
    confirm(folder, key, ROWS.replace("磁盘, 同时挂载的", "磁盘同时, 挂载的"))
    assert run(folder).count(Outcome.CHANGED) == 1
    assert ("EBS", "挂载到一台实例的磁盘同时", 0.95) in cells()
    assert (
        set(Fact.objects.filter(rule="table_column", retired_at=None).values_list("key", flat=True)) == keys
    )


@pytest.mark.django_db
def test_inspecting_and_importing_agree_wherever_the_notes_are_read_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = glued(inspect(folder))["key"]
    confirm(folder, key)
    monkeypatch.chdir(folder.parent)
    (table,) = [one for one in inspect(Path("drives"))["tables"] if one["origin"] == "glued"]
    assert (table["key"], table["confirmed"]) == (key, True)
    import_notes(["drives/storage.zh.md"], now=NOW)
    assert sorted(value for _, value, _ in cells()) == sorted(
        cell["claims"][0]["value"] for cell in table["cells"]
    )


@pytest.mark.django_db
def test_rows_without_names_are_stored_as_features_of_their_columns(folder: Path) -> None:
    (folder / "storage.zh.md").unlink()
    (folder / "storage.en.md").write_text(NAMELESS, "utf-8")
    table = glued(inspect(folder))
    confirm(folder, table["key"], NAMELESS_ROWS, "[EBS, EFS]")
    assert run(folder).problems == []
    assert [value for _, value, _ in cells()] == [
        "Attached to one instance at a time",
        "Mounted by many instances at once",
        "Kept within a single zone",
        "Kept across several zones",
    ]
    assert set(FactText.objects.filter(fact__aspect="feature").values_list("attribute", flat=True)) == {
        "feature"
    }
    assert glued(inspect(folder))["attributes"] == ["feature"]


@pytest.mark.parametrize(
    ("rows", "header", "message"),
    [
        (ROWS.replace("共享目录", "公共目录"), "[特性, EBS, EFS, S3]", "Row 1 (访问方式"),
        (ROWS, "[特性, EBS, S3, EFS]", "The header does not read as line 7"),
    ],
)
@pytest.mark.django_db
def test_a_repair_that_does_not_fit_is_a_problem_with_its_line_and_leaves_the_rest_alone(
    folder: Path, rows: str, header: str, message: str
) -> None:
    (folder / "other.zh.md").write_text(NOTE.replace("EFS 是一种文件存储", "EFS 是一种共享存储"), "utf-8")
    bad, good = [one["key"] for one in inspect(folder)["tables"] if one["origin"] == "glued"]
    confirm(folder, bad, rows, header)
    review = folder / "review.yaml"
    text = review.read_text("utf-8")
    review.write_text(f"{text}  {good}:\n    header: [特性, EBS, EFS, S3]\n    rows:{ROWS}", "utf-8")

    (problem,) = run(folder).problems
    assert (problem.path, problem.line) == (str(review), 3)
    assert problem.message.startswith(f"The repair of table {bad} is left out. ")
    assert message in problem.message
    assert len(cells()) == 6
    report, problems = inspect_paths([str(folder)], pack=PACK)
    assert [str(one) for one in problems] == [str(problem)]
    assert [one["confirmed"] for one in report["tables"] if one["origin"] == "glued"] == [False, True]


@pytest.mark.django_db
def test_a_key_that_no_note_has_is_a_problem_once_the_whole_course_is_read(folder: Path) -> None:
    confirm(folder, "0123456789ab")
    (problem,) = run(folder).problems
    assert problem.message.startswith("No note of this course has a glued table 0123456789ab;")
    assert problem.line == 3
    assert import_notes([str(folder / "storage.zh.md")], now=NOW).problems == []


@pytest.mark.django_db
def test_decisions_of_the_folder_are_not_used_for_another_course(folder: Path) -> None:
    confirm(folder, glued(inspect(folder))["key"])
    report = import_notes([str(folder)], now=NOW, course_slug="elsewhere")
    assert (report.problems, cells()) == ([], [])
