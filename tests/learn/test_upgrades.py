"""Databases of earlier days, migrated to the present."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KEPT = sorted((Path(__file__).parents[1] / "databases").glob("*.sql"))


@pytest.mark.slow
@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_database_of_earlier_days_is_migrated_without_loss(kept, tmp_path):
    path = tmp_path / "kaodian.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(kept.read_text("utf-8"))
        before = counts(database)
    run(tmp_path, "migrate", "-v0")
    with sqlite3.connect(path) as database:
        after = counts(database)
        [(right,)] = database.execute("SELECT count(*) FROM quizzes_attempt WHERE is_correct")
    assert before["quizzes_attempt"] == 13
    assert right == 9
    assert {name: count for name, count in after.items() if name in before} == before
    code = "from quizzes.models import *; print([s.finished_at is not None for s in Sitting.objects.order_by('pk')])"
    assert run(tmp_path, "shell", "--no-imports", "-c", code).strip() == "[True, False]"


@pytest.mark.slow
def test_sums_by_hour_and_forecast_move_to_those_by_day_and_back(tmp_path):
    counted = [("forecast", 18, 4, 3, 3.6), ("hour", 20, 5, 4, 0.0)]
    columns = 'kind, slot, answers, "right", predicted'
    path = tmp_path / "kaodian.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(KEPT[-1].read_text("utf-8"))
    run(tmp_path, "migrate", "learn", "0009", "-v0")
    with sqlite3.connect(path) as database:
        (learner, course) = database.execute("SELECT learner_id, course_id FROM quizzes_sitting").fetchone()
        sql = f"INSERT INTO learn_answercount (learner_id, course_id, {columns}) VALUES ({learner}, {course}, ?, ?, ?, ?, ?)"
        database.executemany(sql, counted)
    run(tmp_path, "migrate", "learn", "0010", "-v0")
    with sqlite3.connect(path) as database:
        sql = f"SELECT day, {columns} FROM learn_daysummary ORDER BY kind"
        assert database.execute(sql).fetchall() == [("0001-01-01", *one) for one in counted]
    run(tmp_path, "migrate", "learn", "0009", "-v0")
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM learn_daysummary").fetchone() == (0,)
        assert (
            database.execute(f"SELECT {columns} FROM learn_answercount ORDER BY kind").fetchall() == counted
        )


def counts(database):
    """Rows per table of ours."""
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [name for name in names if name.split("_")[0] in {"content", "quizzes", "learn"}]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ours}


def run(home, *words):
    """Run a command on the database in ``home``."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={**os.environ, "KAODIAN_HOME": str(home), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_there_is_a_database_of_earlier_days():
    assert KEPT
