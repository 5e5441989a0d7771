"""Starting: addresses are read with care, the key is written once, and the server really serves."""

from __future__ import annotations

import http.client
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from learn.serve import Address, CannotServe, check_free, prepare_home, read_address

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("environ", "number", "port", "url"),
    [
        ({}, "127.0.0.1", 8000, "http://localhost:8000"),
        ({"HOST": "", "PORT": ""}, "127.0.0.1", 8000, "http://localhost:8000"),
        ({"HOST": "0.0.0.0", "PORT": "80"}, "0.0.0.0", 80, "http://localhost:80"),
        ({"HOST": "[::1]", "PORT": "8080"}, "::1", 8080, "http://localhost:8080"),
        ({"HOST": "192.0.2.7"}, "192.0.2.7", 8000, "http://192.0.2.7:8000"),
        ({"HOST": "2001:db8::7"}, "2001:db8::7", 8000, "http://[2001:db8::7]:8000"),
    ],
)
def test_an_address_is_read(environ: dict[str, str], number: str, port: int, url: str) -> None:
    address = read_address(environ)
    assert (address.number, address.port, address.url) == (number, port, url)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000.5", "８０００", "1" * 5000])
def test_a_bad_port_is_refused(port: str) -> None:
    with pytest.raises(CannotServe, match="PORT is .*; it must be a number from 1 to 65535"):
        read_address({"PORT": port})


@pytest.mark.parametrize("host", ["no such host", "256.1.1.1.1", "a" * 300, "http://localhost"])
def test_a_bad_host_is_refused(host: str) -> None:
    with pytest.raises(CannotServe, match="neither an address nor a name"):
        read_address({"HOST": host})


def test_a_port_that_is_taken_is_told_with_a_way_out() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(CannotServe, match=f"Port {port} is taken.*`PORT={port % 65_535 + 1} make run`"):
            check_free(Address(host="127.0.0.1", number="127.0.0.1", port=port))


def test_the_key_is_written_once_and_only_the_owner_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    home = tmp_path / "deep" / "home"
    assert prepare_home(home) is True
    key = (home / "secret-key").read_text("ascii")
    assert len(key) >= 50
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert prepare_home(home) is False
    assert (home / "secret-key").read_text("ascii") == key
    assert [path.name for path in home.iterdir()] == ["secret-key"]


def test_no_key_is_written_where_the_environment_has_one(tmp_path: Path) -> None:
    assert prepare_home(tmp_path) is False
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "ascii")
    with pytest.raises(CannotServe, match="Cannot write to .*KAODIAN_HOME"):
        prepare_home(tmp_path / "file" / "home")


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def database_url() -> Iterator[str]:
    """Nothing on SQLite; on PostgreSQL the address of a database of this test's own."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        yield ""
        return
    import psycopg

    name = f"kaodian_serve_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def served(home: Path, port: int, database_url: str) -> Iterator[subprocess.Popen[str]]:
    """A server in a process group of its own, ready to answer; ended in any case."""
    environ = {**os.environ, "KAODIAN_HOME": str(home), "PORT": str(port), "DATABASE_URL": database_url}
    del environ["SECRET_KEY"]
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "learn.serve"],
        cwd=ROOT,
        env=environ,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while ask(port, "/livez") != 200:
            assert process.poll() is None, process.stdout and process.stdout.read()
            assert time.monotonic() - started < 120, "The server does not answer."
            time.sleep(0.05)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        if process.stdout:
            process.stdout.close()


def processor_seconds() -> float:
    """Seconds of work of all processes started from here that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def ask(port: int, path: str) -> int:
    """The status of an answer, or 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


@pytest.mark.slow
def test_the_first_start_makes_everything_and_the_second_is_fast(tmp_path: Path, database_url: str) -> None:
    home, port = tmp_path / "home", free_port()
    with served(home, port, database_url) as process:
        assert ask(port, "/readyz") == 200
        assert ask(port, "/") == 200
        taken = subprocess.run(
            [sys.executable, "-m", "learn.serve"],
            cwd=ROOT,
            env={**os.environ, "KAODIAN_HOME": str(tmp_path / "other"), "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (taken.returncode, taken.stderr[:4]) == (1, "Port")
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        output = process.stdout.read() if process.stdout else ""
    assert f"http://localhost:{port}" in output
    assert "Wrote a new secret key" in output
    key = (home / "secret-key").read_bytes()
    before = processor_seconds()
    with served(home, port, database_url) as process:
        assert ask(port, "/readyz") == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        output = process.stdout.read() if process.stdout else ""
    assert (home / "secret-key").read_bytes() == key
    assert "Preparing" not in output
    assert "Collecting" not in output
    # Work, not waiting: what else the machine does must not matter.
    assert processor_seconds() - before < 6, output
