"""How a database address becomes Django's settings for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def use_bundled_sqlite() -> None:
    """Put pysqlite3 in the place of sqlite3 where it is installed.

    Its wheel bundles a current SQLite; the system's may still carry the WAL corruption bug that 3.51.3 fixed.
    """
    try:
        import pysqlite3  # noqa: PLC0415
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def sqlite_database(path: Path) -> dict[str, Any]:
    """Settings for a SQLite file: WAL, every commit on disk, write locks taken when a transaction begins."""
    use_bundled_sqlite()
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
            " PRAGMA mmap_size=268435456;",
        },
    }


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for ``postgresql://user:password@host:port/name?option=value`` or ``sqlite:///path``.

    Raises ImproperlyConfigured with a sentence that never shows the password.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and name:
        return sqlite_database(Path(name))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {parts.scheme + ':' if parts.scheme else 'no scheme'} and names the database"
            f" {name!r}; it must read postgresql://user:password@host:port/name or sqlite:///path."
        )
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("DATABASE_URL has a port that is not a number from 0 to 65535.") from None
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(options.pop("port", port or "")),
        "OPTIONS": {
            "connect_timeout": 2,
            "tcp_user_timeout": 10_000,  # a server that vanished is noticed in seconds, not hours
            "keepalives_idle": 10,
            "pool": {"min_size": 1, "max_size": 4, "timeout": 2},
            # Reading here and there costs little more than reading on, which the default of 4 does not think.
            "options": "-c random_page_cost=1.1",
            **options,
        },
    }
