"""Storing facts and questions in a number of queries that does not grow with each of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import Fact, FactOption, FactText
from quizzes.importing import import_notes
from quizzes.models import Choice, ChoiceText, Question, QuestionRevision, QuestionText
from tests.factories import NOW

pytestmark = pytest.mark.django_db

HEADS = {
    "zh": "# 码头 {#quays}\n",
    "en": "# Quays {#quays}\n",
}
BERTHS = {
    "zh": "| 特性 | 北泊位{n} | 南泊位{n} | 东泊位{n} |\n|---|---|---|---|\n"
    "| 水深 | 约 {a} 米的深水航道 | 约 {b} 米的浅水港池 | 约 {c} 米的疏浚河道 |\n"
    "| 货物 | 主要装卸第{a}类散货 | 主要装卸第{b}类钢材 | 主要装卸第{c}类木材 |\n",
    "en": "| Feature | North berth {n} | South berth {n} | East berth {n} |\n|---|---|---|---|\n"
    "| Depth | about {a} metres of deep channel | about {b} metres of shallow basin | about {c} metres of"
    " dredged river |\n"
    "| Cargo | mostly loads bulk of class {a} | mostly loads steel of class {b} | mostly loads timber of"
    " class {c} |\n",
}
QUIZ = {
    "zh": "第 {n} 号航标灯在夜间发出什么颜色的光？\n\nA. 红光{n}\nB. 绿光{n}\nC. 白光{n}\n\n答案：B\n",
    "en": "Which colour does beacon {n} show at night?\n\nA. Red {n}\nB. Green {n}\nC. White {n}\n\nAnswer: B\n",
}


def write_notes(folder, count, *, changed=""):
    """A course whose two notes hold ``count`` tables and ``count`` questions; ``changed`` rewords values."""
    for language, head in HEADS.items():
        parts = [head]
        for n in range(1, count + 1):
            numbers = {"n": n, "a": n * 7 + 100, "b": n * 7 + 102, "c": n * 7 + 104}
            parts.append(f"## {n} {{#s{n}}}\n")
            parts += [BERTHS[language].format(**numbers), QUIZ[language].format(**numbers)]
        text = "\n".join(parts)
        if changed:
            text = text.replace("散货", f"散货{changed}").replace("bulk", f"bulk {changed}")
        (folder / f"quays.{language}.md").write_text(text, "utf-8")


@pytest.fixture
def folder(tmp_path):
    course = tmp_path / "port"
    course.mkdir()
    (course / "course.yaml").write_text("title: Port\n", "utf-8")
    return course


def run(folder, *, days=0):
    """Import the folder; returns the report of its bank and the queries it took."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = import_notes([str(folder)], now=NOW + timedelta(days=days))
    assert report.problems == []
    return report.banks["port"], queries.captured_queries


def snapshot():
    """Every question row that could change, by key."""
    fields = ("key", "pk", "kind", "status", "flaws", "current", "retired_at", "current__number")
    return {row[0]: row[1:] for row in Question.objects.values_list(*fields)}


@pytest.mark.slow
def test_a_first_build_takes_queries_by_the_batch_not_by_the_question(folder):
    write_notes(folder, 30)
    bank, queries = run(folder)
    rows = sum(model.objects.count() for model in (Fact, FactText, FactOption, Question, QuestionRevision))
    rows += sum(model.objects.count() for model in (QuestionText, Choice, ChoiceText))
    assert bank.questions > 150
    assert rows > 2_000
    # SQLite takes 999 values a statement, some 60 rows of the widest table.
    assert len(queries) < 80 + rows / 50


@pytest.mark.slow
@pytest.mark.parametrize("changed", ["甲", "revised", "改 new"])
def test_rewording_takes_queries_by_the_batch_too(folder, changed):
    write_notes(folder, 30)
    run(folder)
    write_notes(folder, 30, changed=changed)
    bank, queries = run(folder, days=1)
    assert bank.revised >= 30
    # Facts, questions, cards and what they were, terms and passages of search, exams: a few statements each.
    assert len(queries) < 150


@pytest.mark.slow
def test_a_reworded_question_gets_the_next_number_and_the_others_stay_as_they_are(folder):
    write_notes(folder, 3)
    run(folder)
    before = snapshot()
    for number, changed in enumerate(("甲", "乙"), start=2):
        write_notes(folder, 3, changed=changed)
        bank, _queries = run(folder, days=number)
        after = snapshot()
        assert after.keys() == before.keys()
        moved = {key for key in after if after[key] != before[key]}
        assert len(moved) == bank.revised > 0
        assert {after[key][-1] for key in moved} <= {number}
        assert all(after[key][0] == before[key][0] for key in after)
        before = after
    for question in Question.objects.select_related("current"):
        numbers = list(question.revisions.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert question.current.number == numbers[-1]
        assert sorted(question.current.texts.values_list("language", flat=True)) == ["en", "zh"]
        for choice in question.current.choices.all():
            assert sorted(choice.texts.values_list("language", flat=True)) == ["en", "zh"]


@pytest.mark.slow
def test_questions_that_vanish_are_retired_once_and_come_back_with_their_revision(folder):
    write_notes(folder, 3)
    run(folder)
    before = snapshot()
    write_notes(folder, 2)
    bank, _queries = run(folder, days=1)
    gone = set(Question.objects.exclude(retired_at=None).values_list("key", flat=True))
    assert len(gone) == bank.retired > 0
    assert set(Question.objects.exclude(retired_at=None).values_list("retired_at", flat=True)) == {
        NOW + timedelta(days=1)
    }
    write_notes(folder, 2, changed="丙")
    bank, _queries = run(folder, days=2)
    assert not Question.objects.filter(retired_at=NOW + timedelta(days=2)).exists()
    write_notes(folder, 3)
    run(folder, days=3)
    assert {key: row for key, row in snapshot().items() if key in gone} == {key: before[key] for key in gone}


def test_the_options_of_a_written_question_follow_the_note(folder):
    write_notes(folder, 2)
    run(folder)
    kept = dict(FactOption.objects.filter(text_of__language="zh").values_list("text", "pk"))
    for language in HEADS:
        note = folder / f"quays.{language}.md"
        text = note.read_text("utf-8").replace("C. 白光1\n", "").replace("C. White 1\n", "")
        note.write_text(text.replace("绿光2", "蓝光2"), "utf-8")
    run(folder, days=1)
    texts = FactText.objects.filter(language="zh", fact__rule="written", retired_at=None)
    assert [
        list(text.options.values_list("text", "is_correct")) for text in texts.order_by("first_line")
    ] == [
        [("红光1", False), ("绿光1", True)],
        [("红光2", False), ("蓝光2", True), ("白光2", False)],
    ]
    changed = FactOption.objects.get(text="蓝光2")
    assert changed.pk == kept["绿光2"]


@pytest.mark.parametrize(("language", "lost"), [("zh", "C. 白光1\n"), ("en", "C. White 1\n")])
def test_twins_that_list_different_options_are_stored_and_never_asked(folder, language, lost):
    write_notes(folder, 1)
    note = folder / f"quays.{language}.md"
    note.write_text(note.read_text("utf-8").replace(lost, ""), "utf-8")
    run(folder)
    question = Question.objects.get(kind="written")
    assert question.flaws
    assert question not in Question.objects.askable()
    assert question.current.choices.count() == 3
