"""``manage.py doctor``: what is wrong with this installation, each in a sentence."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from learn.health import disk_faults, pending_migrations

SOUND_SQLITE = (3, 51, 3)
OPTIONAL_PARTS = {
    "psycopg": "PostgreSQL cannot be used without it",
    "pysqlite3": "the system's SQLite is used instead",
    "playwright": "the journeys in a browser cannot be tested without it",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; ``wrong`` when it makes the command fail."""

    text: str
    wrong: bool = False


class Command(BaseCommand):
    """Reports on database, migrations, disk and parts."""

    help = "Report what this installation runs on and what is wrong with it; exit 1 when something is."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Print every finding, the wrong ones marked."""
        wrong = 0
        for finding in findings():
            wrong += finding.wrong
            self.stdout.write(f"{'WRONG ' if finding.wrong else 'ok    '}{finding.text}")
        if wrong:
            raise CommandError(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")


def findings() -> Iterator[Finding]:
    """Everything that is looked at, in the order of the report."""
    yield Finding(f"Python {platform.python_version()}, Django {django.get_version()}.")
    yield from home_findings()
    try:
        yield from database_findings()
        yield from migration_findings()
    except Error as error:
        reason = " ".join(str(error).split())
        yield Finding(f"The database cannot be used: {reason or type(error).__name__}.", wrong=True)
    for part, meaning in OPTIONAL_PARTS.items():
        if importlib.util.find_spec(part) is None:
            yield Finding(f"The optional package {part} is not installed: {meaning}.")


def home_findings() -> Iterator[Finding]:
    """The directory that everything is written to."""
    home = settings.HOME
    if not home.is_dir():
        yield Finding(f"The directory {home} does not exist; `make run` makes it.", wrong=True)
        return
    if not os.access(home, os.W_OK | os.X_OK):
        yield Finding(f"The directory {home} cannot be written to by this user.", wrong=True)
    full = disk_faults()
    yield from (Finding(fault, wrong=True) for fault in full)
    if not full:
        free = shutil.disk_usage(home).free
        yield Finding(f"{home} has {free / 1024**3:.1f} GB free.")


def database_findings() -> Iterator[Finding]:
    """The database's kind, version and the settings that keep its data safe."""
    if connection.vendor == "sqlite":
        yield from sqlite_findings()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('synchronous_commit')")
        version, synchronous = cursor.fetchone()
    yield Finding(f"PostgreSQL {version}, synchronous_commit {synchronous}.")
    if synchronous == "off":
        yield Finding("synchronous_commit is off: answers may be lost when the server fails.", wrong=True)


def sqlite_findings() -> Iterator[Finding]:
    """SQLite's version and pragmas, against those that the design asks for."""
    wanted = {"journal_mode": "wal", "synchronous": "2"}
    found = {name: read_pragma(name) for name in (*wanted, "busy_timeout")}
    mode = connection.settings_dict["OPTIONS"].get("transaction_mode", "DEFERRED")
    version = sqlite_version()
    described = ", ".join(f"{name} {value}" for name, value in found.items())
    yield Finding(f"SQLite {'.'.join(map(str, version))}, {described}, transactions {mode}.")
    if version < SOUND_SQLITE:
        yield Finding(
            f"SQLite {'.'.join(map(str, version))} can corrupt a database in WAL mode, which 3.51.3 fixed;"
            " install the package pysqlite3.",
            wrong=True,
        )
    for name, value in wanted.items():
        if found[name] != value:
            yield Finding(f"SQLite's {name} is {found[name]} and should be {value}.", wrong=True)
    if int(found["busy_timeout"]) < 1_000:
        yield Finding(
            f"SQLite's busy_timeout is {found['busy_timeout']} ms; at least 1000 is needed.", wrong=True
        )
    if mode != "IMMEDIATE":
        yield Finding(f"Transactions are {mode}; only IMMEDIATE ones wait for each other.", wrong=True)


def sqlite_version() -> tuple[int, ...]:
    """The version of the SQLite that this connection runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        return tuple(int(part) for part in re.findall(r"\d+", cursor.fetchone()[0]))


def read_pragma(name: str) -> str:
    """The value of one of SQLite's settings on this connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def migration_findings() -> Iterator[Finding]:
    """Migrations that the database has not seen."""
    pending = pending_migrations()
    if pending:
        yield Finding(
            f"{len(pending)} migrations are pending, first {pending[0]}; run `manage.py migrate`.", True
        )
    else:
        yield Finding("No migration is pending.")
