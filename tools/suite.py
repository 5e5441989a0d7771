"""Run parts of the test suite and say which failed: ``python -m tools.suite check sqlite``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.browser import ensure_chromium
from tools.missing import Missing
from tools.postgresql import throwaway_cluster

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = 2
# A process that is done takes over what waits for another: a few tests take as long as hundreds of others.
PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", str(PROCESSES), "--dist", "worksteal")
CHECKS = {
    "lint": ("ruff", "check", "--quiet", "."),
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "types of the cores": ("mypy",),
    "migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
    "system": ("manage.py", "check", "--fail-level", "WARNING"),
    "catalogues": ("manage.py", "catalogues", "--check"),
    "notes": ("manage.py", "check_notes"),
    "licences": ("-m", "tools.licences"),
}


def command(words: tuple[str, ...]) -> list[str]:
    """The command line of a check, run by this very Python."""
    if words[0] in {"ruff", "mypy"}:
        return [sys.executable, "-m", *words]
    return [sys.executable, *words]


def environment(home: str) -> dict[str, str]:
    """The caller's environment, away from the caller's data; what one process compiled, the next may load."""
    ours = {"KAODIAN_HOME": home, "SECRET_KEY": "a-key-for-checks-only-" + "0" * 40, "DATABASE_URL": ""}
    return {**os.environ, **ours, "PYTHONDONTWRITEBYTECODE": ""}


def run(words: list[str] | tuple[str, ...], environ: dict[str, str]) -> bool:
    """Run a command from the root of the project; whether it succeeded."""
    return subprocess.run(words, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, check=False).returncode == 0


def run_check(environ: dict[str, str]) -> bool:
    """Every check, also after one failed, two at a time; in their order prints only what failed."""

    def check(words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(words), cwd=ROOT, env=environ, capture_output=True, text=True, check=False
        )

    passed = True
    with ThreadPoolExecutor(PROCESSES) as pool:
        for name, done in zip(CHECKS, pool.map(check, CHECKS.values()), strict=True):
            print(f"  {name}: {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
            if done.returncode:
                print(done.stdout + done.stderr, flush=True)
                passed = False
    return passed


def run_quick(environ: dict[str, str]) -> bool:
    """The tests on SQLite, without the journeys and without those that mostly wait."""
    return run([*PYTEST, "-m", "not browser and not slow"], {**environ, "TEST_DATABASE_URL": ""})


def run_sqlite(environ: dict[str, str]) -> bool:
    """The tests on SQLite, all but the journeys."""
    return run([*PYTEST, "-m", "not browser"], {**environ, "TEST_DATABASE_URL": ""})


def run_postgresql(environ: dict[str, str]) -> bool:
    """Those of them that use a database, on PostgreSQL: that of TEST_DATABASE_URL, else one for this run only."""
    words = [*PYTEST, "-m", "not browser", "--database-only"]
    if environ.get("TEST_DATABASE_URL"):
        return run(words, environ)
    with throwaway_cluster() as url:
        return run(words, {**environ, "TEST_DATABASE_URL": url})


def run_browser(environ: dict[str, str]) -> bool:
    """The journeys in Chromium, on SQLite."""
    ours = {"TEST_DATABASE_URL": "", "KAODIAN_CHROMIUM": ensure_chromium()}
    return run([*PYTEST, "-m", "browser", "tests/browser"], {**environ, **ours})


PARTS = {
    "check": run_check,
    "quick": run_quick,
    "sqlite": run_sqlite,
    "postgresql": run_postgresql,
    "browser": run_browser,
}


def stop(number: int, frame: object) -> None:
    """End in the ordinary way when told to, so that servers started for the tests are stopped too."""
    sys.exit(128 + number)


def main(*names: str) -> int:
    """Run the named parts, all of them whatever happens, and sum up."""
    results: dict[str, bool] = {}
    signal.signal(signal.SIGTERM, stop)
    with tempfile.TemporaryDirectory(prefix="kaodian-suite-") as home:
        environ = environment(home)
        for name in names:
            print(f"== {name}", flush=True)
            started = time.monotonic()
            try:
                results[name] = PARTS[name](environ)
            except Missing as error:
                print(error, flush=True)
                results[name] = False
            print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    for name, passed in results.items():
        print(f"{name}: {'passed' if passed else 'FAILED'}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
