"""The report on what notes yield."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.shipped import FEW, NOTES


def inspect(*paths, **options):
    out = io.StringIO()
    call_command("inspect_notes", *map(str, paths), format="json", stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def report():
    return inspect(*FEW)


def test_the_report_has_the_documented_fields(report):
    assert set(report) == {
        "notes",
        "facts",
        "tables",
        "comparisons",
        "questions",
        "conflicts",
        "terms",
        "seconds",
    }
    shapes = {
        "notes": {"path", "slug", "language", "title", "blocks", "diagnostics"},
        "facts": {
            "key",
            "note",
            "lines",
            "language",
            "subject",
            "attribute",
            "value",
            "polarity",
            "confidence",
            "rule",
        },
        "tables": {"key", "title", "terms", "attributes", "origin", "confirmed", "cells"},
        "questions": {
            *("key", "kind", "language", "stem", "choices", "explanation", "evidence", "fact", "note"),
            *("lines", "status", "flaws"),
        },
        "terms": {"zh", "en", "abbreviation", "aliases"},
    }
    for name, fields in shapes.items():
        assert report[name], f"the shipped notes yield {name}"
        for entry in report[name]:
            assert fields <= set(entry)


def test_every_line_span_is_inside_its_note_and_every_block_is_its_lines(report):
    lengths = {}
    for note in report["notes"]:
        lines = Path(note["path"]).read_text("utf-8").split("\n")
        lengths[note["path"]] = len(lines)
        for block in note["blocks"]:
            first, last = block["lines"]
            assert block["text"] == "\n".join(lines[first - 1 : last])
    for entry in (*report["facts"], *report["questions"]):
        assert 1 <= entry["lines"][0] <= entry["lines"][1] <= lengths[entry["note"]]


def test_twins_share_keys_and_differ_in_language(report):
    languages = {}
    for fact in report["facts"]:
        languages.setdefault(fact["key"], []).append(fact["language"])
    assert all(len(found) == len(set(found)) for found in languages.values())
    both = [key for key, found in languages.items() if len(found) == 2]
    assert len(both) >= 0.95 * len(languages)


def test_constructed_choices_point_nowhere_and_all_others_to_lines(report):
    for question in report["questions"]:
        for choice in question["choices"]:
            pointed = choice["note"] is not None and choice["lines"] is not None
            assert pointed != choice.get("constructed", False)


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_output_is_the_same_bytes_under_any_hash_seed(report, seed):
    done = subprocess.run(
        [sys.executable, "manage.py", "inspect_notes", *map(str, FEW), "--format", "json"],
        cwd=settings.BASE_DIR,
        env={"PYTHONHASHSEED": seed, "SECRET_KEY": "x" * 50, "KAODIAN_HOME": str(settings.HOME), "PATH": ""},
        capture_output=True,
        check=True,
    )
    fresh = json.loads(done.stdout)
    assert {**fresh, "seconds": {}} == {**report, "seconds": {}}


def test_an_edited_fact_keeps_its_key_when_an_earlier_output_is_given(tmp_path):
    note = tmp_path / "ships.md"
    note.write_text("# 船 {#ships}\n\n驳船是一种没有动力的平底船。\n", "utf-8")
    earlier = tmp_path / "earlier.json"
    first = inspect(note)
    earlier.write_text(json.dumps(first), "utf-8")
    note.write_text("# 舟 {#boats}\n\n\n驳船是一种没有自航动力的平底船。\n", "utf-8")
    again = inspect(note, previous=str(earlier))
    assert [fact["key"] for fact in first["facts"]] == [fact["key"] for fact in again["facts"]]


def test_a_file_that_is_no_earlier_output_is_refused_with_a_sentence(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("[]", "utf-8")
    with pytest.raises(CommandError, match="not an earlier output"):
        inspect(*FEW, previous=str(broken))


def test_a_decision_in_the_review_file_gives_the_status(tmp_path):
    for path in NOTES.glob("fargate.*.md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "course.yaml").write_text("title: T\n", "utf-8")
    question = inspect(tmp_path)["questions"][0]
    assert question["status"] == "draft"
    (tmp_path / "review.yaml").write_text(
        f"questions:\n  '{question['key']}': {{status: approved, hash: '{question['hash']}'}}\n", "utf-8"
    )
    statuses = {q["key"]: q["status"] for q in inspect(tmp_path)["questions"]}
    assert statuses.pop(question["key"]) == "approved"
    assert set(statuses.values()) == {"draft"}


@pytest.mark.slow
def test_problems_are_said_and_the_exit_code_is_1_but_the_rest_is_inspected(tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("inspect_notes", str(tmp_path / "gone.md"), *map(str, FEW), format="text")
    said = capsys.readouterr()
    assert stop.value.code == 1
    assert "gone.md: There is no such file or folder" in said.err
    assert "fargate.zh.md" in said.out
