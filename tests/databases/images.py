"""Images of the SQLite test database: what takes seconds to make is made once and put back as it was."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.backends.sqlite3.base import Database

APPS = ("content", "quizzes", "learn")


def digest_of_migrations() -> str:
    """What an empty database follows from, in 16 hexadecimal digits: Django, SQLite and every migration."""
    found = hashlib.sha256(f"{django.VERSION} {Database.sqlite_version}".encode())
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app / "migrations").glob("*.py")):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def take_image(path: Path) -> None:
    """Write the database to ``path``, whole or not at all."""
    connection.ensure_connection()
    partial = path.with_suffix(f".{os.getpid()}.partial")
    target = Database.connect(partial)
    connection.connection.backup(target)
    target.close()
    partial.replace(path)


def put_back(path: Path) -> None:
    """Make the database what it was at the image; keys given since are not given again.

    What a process remembers of a row by its key stays true that way, as it does when rows are deleted.
    """
    connection.ensure_connection()
    given = _last_keys()
    source = Database.connect(path)
    source.backup(connection.connection)
    source.close()
    last = {name: max(key, given.get(name, 0)) for name, key in (given | _last_keys()).items()}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", list(last.items()))


def _last_keys() -> dict[str, int]:
    """The last key that each table gave."""
    with connection.cursor() as cursor:
        return dict(cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
