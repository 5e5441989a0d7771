"""Twins that do not say the same, as importing reports them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from content.ingest import Outcome
from quizzes.importing import ImportReport, import_notes
from tests.factories import NOW

pytestmark = pytest.mark.django_db

ZH = """# 起重机 {#cranes}

| 特性 | 门座机 | 浮吊 |
|---|---|---|
| 准备时间 | 40 分钟 | 90 分钟 |
"""
EN = """# Cranes {#cranes}

| Feature | Portal crane | Floating crane |
|---|---|---|
| Time to prepare | 40 minutes | 90 minutes |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "harbour"
    course.mkdir()
    (course / "course.yaml").write_text("title: T\nnotes: [cranes]\n", "utf-8")
    (course / "cranes.zh.md").write_text(ZH, "utf-8")
    (course / "cranes.en.md").write_text(EN, "utf-8")
    return course


def differing(report: ImportReport) -> list[tuple[str, int]]:
    return [
        (Path(note.path).name, remark.line)
        for note in report.notes
        for remark in note.diagnostics
        if remark.code == "twins-differ"
    ]


def test_twins_with_different_numbers_are_reported_at_both_lines_also_of_the_note_that_did_not_change(
    folder: Path,
) -> None:
    assert differing(import_notes([str(folder)], now=NOW)) == []
    (folder / "cranes.en.md").write_text(EN.replace("40 minutes", "60 minutes"), "utf-8")
    report = import_notes([str(folder)], now=NOW)
    assert [note.outcome for note in report.notes] == [Outcome.UNCHANGED, Outcome.CHANGED]
    assert differing(report) == [("cranes.zh.md", 5), ("cranes.en.md", 5)]
    assert differing(import_notes([str(folder)], now=NOW)) == []  # nothing changed, nothing is news


def test_the_command_prints_them_under_their_notes(folder: Path) -> None:
    call_command("ingest_notes", str(folder), stdout=io.StringIO())
    (folder / "cranes.zh.md").write_text(ZH.replace("40 分钟", "60 分钟"), "utf-8")
    out = io.StringIO()
    call_command("ingest_notes", str(folder), stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["changed", "line", "unchanged", "line"]
    assert lines[0].split(":")[0].endswith("cranes.zh.md")
    assert lines[2].endswith("cranes.en.md")
    for line in (lines[1], lines[3]):
        assert line.startswith("  line 5: ")
        assert line.endswith("[twins-differ]")
