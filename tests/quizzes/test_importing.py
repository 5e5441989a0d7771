"""Bringing note files into the database."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.ingest import Outcome
from content.models import Course, Fact, FactText, Note, NoteRevision
from quizzes.importing import import_notes
from quizzes.models import Question, QuestionRevision
from tests.factories import NOW

pytestmark = pytest.mark.django_db

COURSE = "title: {zh: 港口, en: Harbours}\nnotes: [cranes, lights]\n"
CRANES = """# 起重机 {#cranes}

## 对比 {#compare}

| 特性 | 门座机 | 浮吊 | 汽车吊 |
|---|---|---|---|
| 位置 | 固定在码头轨道上 | 漂浮在水面船体上 | 停放在普通公路上 |
| 动力 | 由岸上电网供电 | 由船上柴油机供电 | 由车载发动机供电 |
"""
CRANES_EN = """# Cranes {#cranes}

## Compared {#compare}

| Feature | Portal crane | Floating crane | Truck crane |
|---|---|---|---|
| Position | fixed on rails along the quay | afloat on the hull of a ship | parked on an ordinary road |
| Power | fed by the grid on shore | fed by diesel aboard the ship | fed by the engine of the truck |
"""
LIGHTS = "# 灯塔 {#lights}\n\n灯塔是一种为船舶指示方位的固定航标。\n"


@pytest.fixture
def folder(tmp_path):
    course = tmp_path / "harbour"
    course.mkdir()
    (course / "course.yaml").write_text(COURSE, "utf-8")
    (course / "cranes.zh.md").write_text(CRANES, "utf-8")
    (course / "cranes.en.md").write_text(CRANES_EN, "utf-8")
    (course / "lights.zh.md").write_text(LIGHTS, "utf-8")
    return course


def run(*paths, **options):
    return import_notes([str(path) for path in paths], now=options.pop("now", NOW), **options)


def outcomes(report):
    return sorted((note.path.rsplit("/", 1)[-1], note.outcome.value) for note in report.notes)


def writes(queries):
    return [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]


def test_notes_facts_and_questions_of_a_course_folder_are_stored(folder):
    report = run(folder)
    assert report.problems == []
    course = Course.objects.get()
    assert (course.slug, course.title_zh, course.title_en) == ("harbour", "港口", "Harbours")
    assert list(course.notes.values_list("slug", "language")) == [
        ("cranes", "zh"),
        ("cranes", "en"),
        ("lights", "zh"),
    ]
    assert course.facts.current().count() >= 7
    assert course.questions.askable().exists()
    assert report.banks["harbour"].askable == course.questions.askable().count()


def test_twins_share_their_facts_and_questions(folder):
    run(folder)
    cells = Fact.objects.filter(rule="table_column")
    assert cells.count() == 6
    assert all(sorted(fact.texts.values_list("language", flat=True)) == ["en", "zh"] for fact in cells)
    for question in Question.objects.filter(fact__in=cells):
        assert sorted(question.current.texts.values_list("language", flat=True)) == ["en", "zh"]


def test_the_same_input_again_writes_nothing(folder):
    run(folder)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = run(folder, now=NOW + timedelta(days=1))
    assert {note.outcome for note in report.notes} == {Outcome.UNCHANGED}
    assert writes(queries.captured_queries) == []


def test_an_edited_note_gets_a_new_revision_and_its_facts_keep_their_keys(folder):
    run(folder)
    keys = set(Fact.objects.values_list("key", flat=True))
    before = FactText.objects.get(value="由岸上电网供电")
    (folder / "cranes.zh.md").write_text(CRANES.replace("由岸上电网供电", "由岸上高压电网供电"), "utf-8")
    report = run(folder, now=NOW + timedelta(days=1))
    assert ("cranes.zh.md", "changed") in outcomes(report)
    assert set(Fact.objects.current().values_list("key", flat=True)) == keys
    after = FactText.objects.get(pk=before.pk)
    assert (after.value, after.revision.number) == ("由岸上高压电网供电", 2)
    assert after.content_hash != before.content_hash
    assert NoteRevision.objects.get(note=after.note, number=1).source.strip() == CRANES.strip()


def test_lines_added_above_move_the_facts_but_reword_no_question(folder):
    run(folder)
    revisions = QuestionRevision.objects.count()
    (folder / "lights.zh.md").write_text("\n\n" + LIGHTS, "utf-8")
    run(folder, now=NOW + timedelta(days=1))
    assert FactText.objects.get(note__slug="lights").first_line == 5
    assert QuestionRevision.objects.count() == revisions


def test_a_note_that_vanished_from_its_folder_is_retired_with_its_facts_and_questions(folder):
    run(folder)
    (folder / "lights.zh.md").unlink()
    report = run(folder, now=NOW + timedelta(days=1))
    assert ("lights.zh.md", "retired") in outcomes(report)
    assert Note.objects.get(slug="lights").retired_at == NOW + timedelta(days=1)
    assert not Fact.objects.current().filter(texts__note__slug="lights").exists()
    assert not Question.objects.askable().filter(fact__texts__note__slug="lights").exists()


def test_a_note_that_comes_back_comes_back_with_its_history(folder):
    run(folder)
    facts = set(Fact.objects.filter(texts__note__slug="lights").values_list("pk", flat=True))
    (folder / "lights.zh.md").unlink()
    run(folder)
    (folder / "lights.zh.md").write_text(LIGHTS, "utf-8")
    run(folder)
    assert (
        set(Fact.objects.current().filter(texts__note__slug="lights").values_list("pk", flat=True)) == facts
    )


def test_ingesting_a_single_file_retires_nothing(folder):
    run(folder)
    (folder / "lights.zh.md").unlink()
    run(folder / "cranes.zh.md")
    assert Note.objects.current().filter(slug="lights").exists()


def test_retiring_one_twin_keeps_the_facts_of_the_other(folder):
    run(folder)
    (folder / "cranes.en.md").unlink()
    run(folder)
    facts = Fact.objects.current().filter(rule="table_column")
    assert facts.count() == 6
    assert Question.objects.askable().filter(fact__in=facts).exists()
    assert not FactText.objects.filter(language="en", retired_at=None).exists()


def test_a_dry_run_reports_and_writes_nothing(folder):
    report = run(folder, dry_run=True)
    assert report.count(Outcome.NEW) == 3
    assert not Course.objects.exists()


def test_notes_without_a_course_go_to_the_inbox_and_a_named_course_wins(tmp_path):
    note = tmp_path / "loose.md"
    note.write_text(LIGHTS, "utf-8")
    run(note)
    assert Note.objects.get().course.slug == "inbox"
    run(note, course_slug="mine")
    assert set(Course.objects.values_list("slug", flat=True)) == {"inbox", "mine"}


def test_two_files_with_one_name_in_a_course_are_reported_and_neither_replaces_the_other(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.md").write_text(LIGHTS.replace("灯塔", f"灯塔{name}"), "utf-8")
    first = run(tmp_path / "a")
    second = run(tmp_path / "b")
    assert first.problems == []
    assert "already has a note 'same'" in str(second.problems[0])
    assert Note.objects.get().title == "灯塔a"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("missing.md", None, "There is no such file or folder"),
        ("empty", "folder", "The folder has no notes"),
        ("image.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00" * 30, "image.md"),
        ("odd.md", b"text\n" + bytes(range(128, 256)) * 20, "odd.md"),
        ("big.md", b"a\n" * 600_000, "1,200,000 bytes"),
        ("front.md", b"---\ntitle: [\n---\n\ntext\n", "front.md:"),
        ("rows.md", b"|a|b|\n|-|-|\n" + b"|1|2|\n" * 100_000, "rows.md"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_the_others_are_still_ingested(folder, tmp_path, name, data, said):
    bad = tmp_path / name
    if data == "folder":
        bad.mkdir()
    elif data is not None:
        bad.write_bytes(data)
    with pytest.raises(SystemExit) as stop:
        call_command(
            "ingest_notes",
            str(bad),
            str(folder),
            stdout=(out := io.StringIO()),
            stderr=(err := io.StringIO()),
        )
    assert stop.value.code == 1
    assert said in err.getvalue()
    assert len(err.getvalue().strip().splitlines()) == 1
    assert "3 new" in out.getvalue()
    assert Note.objects.count() == 3


def test_a_broken_course_file_is_reported_with_its_line_and_the_notes_are_kept(folder):
    (folder / "course.yaml").write_text("title: a\nnotes: [\n", "utf-8")
    report = run(folder)
    assert "course.yaml:" in str(report.problems[0])
    assert Note.objects.count() == 3


def test_a_broken_course_file_takes_no_title_away(folder):
    run(folder)
    (folder / "course.yaml").write_text("title: a\nnotes: [\n", "utf-8")
    run(folder)
    course = Course.objects.get()
    assert (course.title_zh, course.title_en) == ("港口", "Harbours")


def test_a_listed_note_that_is_not_written_yet_keeps_none_from_being_read(folder):
    (folder / "course.yaml").write_text("title: 港口\nnotes: [tides, lights, cranes]\n", "utf-8")
    report = run(folder)
    assert report.problems == []
    notes = Note.objects.order_by("position").values_list("slug", flat=True).distinct()
    assert list(notes) == ["lights", "cranes"]


def test_an_interrupted_import_is_completed_by_the_next(folder, monkeypatch):
    lines = []

    def stop_at_the_second(line):
        lines.append(line)
        if len(lines) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, progress=stop_at_the_second)
    assert Note.objects.count() == 1
    report = run(folder)
    assert sorted(outcome for _path, outcome in outcomes(report)) == ["new", "new", "unchanged"]
    assert Question.objects.askable().exists()
