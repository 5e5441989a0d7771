"""Write a database as today's code makes it: ``python -m tests.databases.keep NAME``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTES = HERE.parent / "corpus"


def fill(home: Path) -> None:
    """Ingest the test corpus and let a guest answer thirteen questions, every third one wrong."""
    os.environ |= {"KAODIAN_HOME": str(home), "SECRET_KEY": "x" * 50, "DATABASE_URL": ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "learn.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from learn.models import User
    from quizzes.importing import import_notes
    from quizzes.sittings import answer_item, load_item, start_practice
    from tests.factories import NOW, CourseFactory, make_question

    call_command("migrate", verbosity=0)
    import_notes([str(NOTES)], now=NOW)
    course = CourseFactory(slug="sea")
    for number in range(1, 13):
        make_question(course, number=number)
    guest = User.objects.create(username="guest-kept", is_guest=True)
    for answers in (10, 3):
        sitting = start_practice(course, learner=guest, language="zh", seed=answers, now=NOW)
        for number in range(1, answers + 1):
            item = load_item(sitting, number)
            assert item is not None
            answer_item(
                item,
                learner=guest,
                key=item.idempotency_key,
                chosen=frozenset({int(number % 3 == 0)}),
                language="zh",
                milliseconds=1000 * number,
                now=NOW,
            )


def dump(database: Path) -> str:
    """The database as SQL. An interpreter of its own: the SQLite that the application uses cannot dump."""
    code = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).iterdump(), sep='\\n')"
    command = [sys.executable, "-c", code, str(database)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main(name: str) -> None:
    """Fill a database in a temporary home and keep it as SQL."""
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home))
        sql = dump(Path(home) / "kaodian.sqlite3").replace(str(NOTES), "/notes")
        (HERE / f"{name}.sql").write_text(sql, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
