"""The doctor names what is wrong, each in a sentence, and fails only then."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import override_settings

from learn.databases import sqlite_database
from learn.management.commands import doctor


def report() -> tuple[str, str]:
    """What the doctor prints, and the error it ends with."""
    output = io.StringIO()
    try:
        call_command("doctor", stdout=output)
    except CommandError as error:
        return output.getvalue(), str(error)
    return output.getvalue(), ""


@pytest.mark.django_db
def test_a_sound_installation_passes() -> None:
    text, error = report()
    assert "No migration is pending." in text
    assert "GB free" in text
    assert "Django 5.2" in text
    wrong = [
        line for line in text.splitlines() if line.startswith("WRONG") and "synchronous_commit" not in line
    ]
    assert wrong == []
    assert error == "" or "synchronous_commit is off" in text


@pytest.fixture
def sqlite(tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The doctor looks at a SQLite file, whatever database the tests run on."""
    opened = ConnectionHandler({"default": sqlite_database(tmp_path / "doctor.sqlite3")})["default"]
    monkeypatch.setattr(doctor, "connection", opened)
    yield
    opened.close()


@pytest.mark.usefixtures("sqlite")
def test_sqlite_is_the_sound_one_with_the_settings_of_the_design() -> None:
    (finding,) = doctor.database_findings()
    assert "journal_mode wal, synchronous 2, busy_timeout 20000, transactions IMMEDIATE" in finding.text
    assert not finding.wrong
    assert doctor.sqlite_version() >= doctor.SOUND_SQLITE


@pytest.mark.usefixtures("sqlite")
def test_an_old_sqlite_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "sqlite_version", lambda: (3, 40, 1))
    wrong = [finding.text for finding in doctor.database_findings() if finding.wrong]
    assert len(wrong) == 1
    assert "SQLite 3.40.1 can corrupt a database in WAL mode" in wrong[0]


@pytest.mark.usefixtures("sqlite")
def test_each_unsafe_setting_of_sqlite_is_wrong() -> None:
    with doctor.connection.cursor() as cursor:
        for pragma in ("journal_mode = DELETE", "synchronous = OFF", "busy_timeout = 10"):
            cursor.execute(f"PRAGMA {pragma}")
    doctor.connection.settings_dict["OPTIONS"] = {}
    wrong = [finding.text.split()[0:2] for finding in doctor.database_findings() if finding.wrong]
    names = ["SQLite's journal_mode", "SQLite's synchronous", "SQLite's busy_timeout", "Transactions are"]
    assert [" ".join(words) for words in wrong] == names


@pytest.mark.django_db
def test_a_pending_migration_is_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    text, error = report()
    assert "sessions.0001_initial" in text
    assert error


@pytest.mark.django_db
def test_a_missing_home_is_wrong(tmp_path: Path) -> None:
    home = tmp_path / "nowhere"
    with override_settings(HOME=home):
        text, error = report()
    assert f"WRONG The directory {home} does not exist" in text
    assert error
