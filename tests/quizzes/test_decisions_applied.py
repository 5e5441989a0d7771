"""A review file beside the notes, from the file to what is stored and to what inspecting prints."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from quizzes.importing import import_notes
from quizzes.models import Question
from tests.factories import NOW

NOTE = """# 起重机 {#cranes}

## 对比 {#compare}

| 特性 | 门座机 | 浮吊 | 汽车吊 |
|---|---|---|---|
| 位置 | 固定在码头轨道上 | 漂浮在水面船体上 | 停放在普通公路上 |
| 动力 | 由岸上电网供电 | 由船上柴油机供电 | 由车载发动机供电 |
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    course = tmp_path / "harbour"
    course.mkdir()
    (course / "course.yaml").write_text("title: T\nnotes: [cranes]\n", "utf-8")
    (course / "cranes.zh.md").write_text(NOTE, "utf-8")
    return course


def inspect(folder: Path) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("inspect_notes", str(folder), format="json", stdout=out)
    return list(json.loads(out.getvalue())["questions"])


def edited(question: dict[str, Any], choices: int) -> str:
    words = ", ".join(f"第 {i} 种说法的全文" for i in range(choices))
    return (
        f"\nquestions:\n  {question['key']}:\n    status: approved\n    hash: {question['hash']}\n"
        f"    text:\n      zh: {{stem: 下面哪一句说的是它？, choices: [{words}]}}\n"
    )


def test_an_edited_question_is_printed_in_a_persons_words_under_the_generated_hash(folder: Path) -> None:
    before = inspect(folder)[0]
    (folder / "review.yaml").write_text(edited(before, len(before["choices"])), "utf-8")
    after = next(q for q in inspect(folder) if q["key"] == before["key"])
    assert (after["stem"], after["status"], after["hash"]) == (
        "下面哪一句说的是它？",
        "approved",
        before["hash"],
    )
    assert [choice["lines"] for choice in after["choices"]] == [
        choice["lines"] for choice in before["choices"]
    ]


def test_every_question_says_whether_only_a_person_is_missing(folder: Path) -> None:
    questions = inspect(folder)
    assert {type(question["publishable"]) for question in questions} == {bool}
    assert not any(question["publishable"] for question in questions if question["flaws"])
    assert any(question["publishable"] for question in questions)


@pytest.mark.django_db
def test_an_edit_is_stored_as_a_revision_and_given_up_when_its_facts_change(folder: Path) -> None:
    question = inspect(folder)[0]
    import_notes([str(folder)], now=NOW)
    stored = Question.objects.get(key=question["key"])
    generated = stored.current.texts.get().stem
    (folder / "review.yaml").write_text(edited(question, len(question["choices"])), "utf-8")

    report = import_notes([str(folder)], now=NOW)
    stored.refresh_from_db()
    assert report.banks["harbour"].revised == 1
    assert (stored.status, stored.current.texts.get().stem) == ("approved", "下面哪一句说的是它？")
    assert import_notes([str(folder)], now=NOW).banks["harbour"].revised == 0

    (folder / "cranes.zh.md").write_text(NOTE.replace("码头轨道", "码头钢轨"), "utf-8")
    import_notes([str(folder)], now=NOW)
    stored.refresh_from_db()
    assert (stored.status, stored.current.texts.get().stem) == ("draft", generated)


@pytest.mark.django_db
def test_an_edit_that_does_not_fit_is_a_problem_with_its_line(folder: Path) -> None:
    question = inspect(folder)[0]
    (folder / "review.yaml").write_text(edited(question, 2), "utf-8")
    (problem,) = import_notes([str(folder)], now=NOW).problems
    assert (problem.path, problem.line) == (str(folder / "review.yaml"), 4)
    assert "but its edited text in 'zh' has 2." in problem.message
