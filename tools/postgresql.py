"""A PostgreSQL cluster for one test run: made in a temporary directory, stopped and removed at the end."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.missing import Missing, apt_install, can_install

# Nothing here outlives the run, so nothing need reach the disk.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
MOST_CONNECTIONS = "max_connections=60"


def find_binaries() -> Path | None:
    """The directory with ``initdb`` and ``pg_ctl``, newest version first, or None."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name)
    )
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def ensure_binaries() -> Path:
    """The server's binaries, installed when need be; raises Missing with what to install."""
    found = find_binaries()
    if not found and can_install():
        apt_install("postgresql")
        found = find_binaries()
    if not found:
        raise Missing(
            "The tests on PostgreSQL need its server: install the package postgresql,"
            " or name a database by TEST_DATABASE_URL."
        )
    return found


def unprivileged_user() -> str | None:
    """Whom to run the server as: None for ourselves; root may not, so root lends it to another."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    raise Missing("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.")


def free_port() -> int:
    """A port of the loopback address that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def throwaway_cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster and yield its address; it is stopped and removed whatever happens inside.

    A ``durable`` one has every commit on disk before it is answered, as in service.
    """
    binaries, user = ensure_binaries(), unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="kaodian-pg-"))
    data, log = folder / "data", folder / "log"
    group = pwd.getpwnam(user).pw_gid if user else None

    def call(*words: str) -> None:
        done = subprocess.run(
            words,
            cwd=folder,
            user=user,
            group=group,
            extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            detail = log.read_text("utf-8", "replace")[-1000:] if log.exists() else done.stderr
            raise Missing(f"PostgreSQL could not be started: {' '.join(detail.split())}")

    try:
        if user:
            shutil.chown(folder, user)
        control = str(binaries / "pg_ctl")
        call(str(binaries / "initdb"), "-D", str(data), "-U", "kaodian", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync")  # fmt: skip
        port = free_port()
        options = " ".join(f"-c {setting}" for setting in (MOST_CONNECTIONS, *(() if durable else SPEED)))
        options += f" -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories="
        call(control, "-D", str(data), "-l", str(log), "-w", "-t", "60", "-o", options, "start")
        try:
            yield f"postgresql://kaodian@127.0.0.1:{port}/postgres"
        finally:
            with contextlib.suppress(Missing):
                call(control, "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
