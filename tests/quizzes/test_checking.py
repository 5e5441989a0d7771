"""What check_notes finds in notes and course files."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from tools.suite import CHECKS

COURSE = """title: {zh: 港口, en: Harbours}
languages: [zh, en]
notes:
  - slug: cranes
"""
ZH = """# 起重机 {#cranes}

| 特性 | 门座机 | 浮吊 |
|---|---|---|
| 准备时间 | 40 分钟 | 90 分钟 |

灯塔每天自动点亮。
"""
EN = """# Cranes {#cranes}

| Feature | Portal crane | Floating crane |
|---|---|---|
| Time to prepare | 40 minutes | 90 minutes |

The lighthouse lights itself every day.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    course = tmp_path / "harbour"
    course.mkdir()
    (course / "course.yaml").write_text(COURSE, "utf-8")
    (course / "cranes.zh.md").write_text(ZH, "utf-8")
    (course / "cranes.en.md").write_text(EN, "utf-8")
    return course


def check(*paths):
    """The lines printed and the exit code."""
    out = io.StringIO()
    try:
        call_command("check_notes", *map(str, paths), stdout=out)
    except SystemExit as stop:
        return out.getvalue().splitlines(), stop.code
    return out.getvalue().splitlines(), 0


def test_sound_notes_print_nothing_and_exit_with_0(folder):
    assert check(folder) == ([], 0)


def test_a_difference_between_twins_is_printed_once_with_path_and_line_and_exits_with_1(folder):
    (folder / "cranes.en.md").write_text(EN.replace("40 minutes", "60 minutes"), "utf-8")
    assert check(folder) == (
        ["harbour/cranes.zh.md:5: The number 40 is 60 in cranes.en.md, line 5; correct one of the two."],
        1,
    )


def test_twins_whose_numbers_agree_and_whose_units_do_not_are_told_by_their_facts(folder):
    (folder / "cranes.en.md").write_text(EN.replace("40 minutes", "40 seconds"), "utf-8")
    lines, code = check(folder)
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith("harbour/cranes.zh.md:5: “40 分钟” and its twin “40 seconds”")


def test_what_was_left_in_the_other_language_is_printed(folder):
    (folder / "cranes.zh.md").write_text(
        ZH.replace("| 特性 | 门座机 | 浮吊 |", "| Feature | Portal | Floating |"), "utf-8"
    )
    lines, _code = check(folder)
    assert (
        "harbour/cranes.zh.md:3: The header row “Feature | Portal | Floating” is not in Chinese; translate it."
        in lines
    )


def test_remarks_of_the_parser_are_printed(folder):
    question = "\n### 哪一个？ {#q1}\n\n- A. 一\n- B. 二\n\n答案：D\n"
    (folder / "cranes.zh.md").write_text(ZH + question, "utf-8")
    lines, _code = check(folder)
    assert any("fits none of the options" in line for line in lines), lines


def test_mistakes_in_the_course_file_are_printed_with_their_lines(folder):
    (folder / "course.yaml").write_text(COURSE + "    prerequisites: [lights]\n", "utf-8")
    lines, code = check(folder)
    assert code == 1
    assert [line.split(":")[:2] for line in lines] == [["harbour/course.yaml", "4"]]


def test_a_course_file_that_cannot_be_read_is_printed_with_its_line(folder):
    (folder / "course.yaml").write_text(COURSE.replace("languages", "language"), "utf-8")
    lines, _code = check(folder)
    assert [line.split(":")[:2] for line in lines] == [["harbour/course.yaml", "2"]]


def test_notes_that_are_missing_or_not_listed_are_printed(folder):
    (folder / "cranes.en.md").rename(folder / "lights.en.md")
    assert check(folder) == (
        [
            "harbour/course.yaml:4: The note cranes lacks cranes.en.md; write it, or take the note out of `notes:`.",
            "harbour/lights.en.md:1: The note is not under `notes:` in course.yaml; list lights there.",
        ],
        1,
    )


def test_looking_at_one_note_misses_no_other(folder):
    assert check(folder / "cranes.zh.md") == ([], 0)


def test_a_path_that_does_not_exist_is_printed(folder):
    assert check("nowhere") == (["nowhere: There is no such file or folder; check the path."], 1)


def test_the_shipped_notes_are_checked_by_make_check():
    assert CHECKS["notes"] == ("manage.py", "check_notes")
