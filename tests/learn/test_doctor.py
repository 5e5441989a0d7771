"""The doctor names what is wrong, each in a sentence, and fails only then."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

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


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own settings")
def test_sqlite_is_the_sound_one_with_the_settings_of_the_design() -> None:
    text, _error = report()
    assert "journal_mode wal, synchronous 2, busy_timeout 20000, transactions IMMEDIATE" in text
    assert doctor.sqlite_version() >= doctor.SOUND_SQLITE


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own fault")
def test_an_old_sqlite_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "sqlite_version", lambda: (3, 40, 1))
    text, error = report()
    assert "WRONG SQLite 3.40.1 can corrupt a database in WAL mode" in text
    assert error == "1 thing is wrong."


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
