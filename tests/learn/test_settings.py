"""Settings refuse bad values with a sentence, and follow the address of the site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 64


def load(home: Path, *, code: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own, with nothing of the caller's environment that matters."""
    base = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    program = f"import learn.settings as s, json\n{code}"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**base, "KAODIAN_HOME": str(home), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "There is no secret key"),
        ({"SECRET_KEY": KEY, "DEBUG": "perhaps"}, "DEBUG"),
        ({"SECRET_KEY": KEY, "SITE_URL": "study.example.org"}, "SITE_URL is 'study.example.org'"),
        ({"SECRET_KEY": KEY, "PORT": "eight"}, "PORT"),
        ({"SECRET_KEY": "short", "SITE_URL": "https://study.example.org"}, "SECRET_KEY has 5 characters"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "mysql://u:p4ssw0rd@h/d"}, "DATABASE_URL begins with mysql:"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "postgresql://u:p4ssw0rd@h"}, "names the database ''"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": "postgresql://u:p4ssw0rd@h:99999/d"}, "port"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(
    environ: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    done = load(tmp_path, **environ)
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert sentence in last
    assert "p4ssw0rd" not in done.stderr


def test_the_key_that_the_first_start_wrote_is_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text(KEY + "\n", "ascii")
    done = load(tmp_path, code="print(s.SECRET_KEY)")
    assert done.stdout == KEY + "\n", done.stderr


def test_an_https_address_turns_on_what_production_needs(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    code = f"print(json.dumps([s.ALLOWED_HOSTS, *(bool(getattr(s, name)) for name in {names!r})]))"
    done = load(tmp_path, code=code, SECRET_KEY=KEY, SITE_URL="https://study.example.org")
    assert json.loads(done.stdout) == [["study.example.org"], True, True, True, True], done.stderr
    done = load(tmp_path, code=code, SECRET_KEY=KEY)
    assert json.loads(done.stdout)[1:] == [False, False, False, False], done.stderr


@pytest.mark.slow
def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    environ = {
        "PATH": os.environ["PATH"],
        "KAODIAN_HOME": str(tmp_path),
        "SECRET_KEY": "".join(chr(33 + index % 90) for index in range(64)),
        "SITE_URL": "https://study.example.org",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_postgresql_address_is_read_whole(tmp_path: Path) -> None:
    names = ["NAME", "USER", "PASSWORD", "HOST", "PORT"]
    code = f"print(json.dumps([s.DATABASES['default'][name] for name in {names!r}]))"
    done = load(
        tmp_path, code=code, SECRET_KEY=KEY, DATABASE_URL="postgresql://me:p%40ss@db.example.org:5433/kaodian"
    )
    assert json.loads(done.stdout) == ["kaodian", "me", "p@ss", "db.example.org", "5433"], done.stderr
