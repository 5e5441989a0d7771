"""``python -m learn.serve``: make everything ready and serve; what ``make run`` does once packages are there.

The first start writes the secret key, the database, the translations and the static files into
``KAODIAN_HOME``; later ones do only what changed.
"""

from __future__ import annotations

import errno
import hashlib
import ipaddress
import os
import re
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error, connections

from learn.cataloguing import compile_catalogues
from learn.health import pending_migrations
from learn.secret_key import BASE_DIR, ensure_secret_key, home_of

BACKLOG = 8192
DRAIN_SECONDS = 10


class CannotServe(Exception):
    """Something the person who starts the server can put right, said in a sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: the numeric address and the port, and what the person called the host."""

    host: str
    number: str
    port: int

    @property
    def url(self) -> str:
        """What to type into a browser on this machine; passkeys work on localhost, not on a number."""
        number = ipaddress.ip_address(self.number)
        name = "localhost" if number.is_loopback or number.is_unspecified else self.host
        return f"http://[{name}]:{self.port}" if ":" in name else f"http://{name}:{self.port}"


def read_address(environ: Mapping[str, str]) -> Address:
    """Read ``HOST`` and ``PORT``; raises CannotServe for values that name no address."""
    host, port = environ.get("HOST") or "127.0.0.1", environ.get("PORT") or "8000"
    if not (re.fullmatch(r"[0-9]{1,5}", port) and 1 <= int(port) <= 65_535):
        raise CannotServe(f"PORT is {port[:40]!r}; it must be a number from 1 to 65535.")
    try:
        found = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise CannotServe(
            f"HOST is {host[:100]!r}, which is neither an address nor a name known here."
        ) from None
    numbers = sorted((entry[4][0] for entry in found), key=lambda number: ":" in str(number))
    return Address(host=host.strip("[]"), number=str(numbers[0]), port=int(port))


def check_free(address: Address) -> None:
    """Raise CannotServe when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in address.number else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.number, address.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                another = address.port % 65_535 + 1
                raise CannotServe(
                    f"Port {address.port} is taken, perhaps by a Kaodian that already runs;"
                    f" stop that, or run `PORT={another} make run`."
                ) from None
            raise CannotServe(
                f"Cannot listen on {address.number} port {address.port}: {error.strerror}."
            ) from None


def prepare_home(home: Path) -> bool:
    """Make the directory that holds everything, and a secret key in it; returns whether a key was written."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return ensure_secret_key({**os.environ, "KAODIAN_HOME": str(home)})
    except OSError as error:
        raise CannotServe(f"Cannot write to {home} (KAODIAN_HOME): {error.strerror}.") from None


def prepare_database() -> None:
    """Run the migrations that the database has not seen."""
    try:
        pending = pending_migrations()
        if pending:
            say(f"Preparing the database: {len(pending)} migrations …")
            call_command("migrate", interactive=False, verbosity=0)
    except Error as error:
        raise CannotServe(f"The database cannot be used: {' '.join(str(error).split())}.") from None


def prepare_catalogues() -> None:
    """Compile the translations that changed."""
    for path in compile_catalogues(settings.LOCALE_PATHS[0]):
        say(f"Compiled the translation {path.parent.parent.name}.")


def static_digest() -> str:
    """One digest for the names and contents of all static files, and the settings that shape the copies."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            digest.update(f"\0{name}\0".encode())
            digest.update(Path(storage.path(name)).read_bytes())
    return digest.hexdigest()


def prepare_static() -> None:
    """Collect and compress static files when one of them changed."""
    stamp, digest = settings.HOME / "static.stamp", static_digest()
    if stamp.is_file() and stamp.read_text("ascii") == digest and settings.STATIC_ROOT.is_dir():
        return
    say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, "ascii")


def ingest_shipped_notes() -> None:
    """Read the notes that come with Kaodian; unchanged ones cost nothing."""
    try:
        call_command("ingest_notes", str(settings.NOTES_DIR))
    except CommandError as error:
        say(f"The shipped notes were not all read: {error}")


def say(text: str) -> None:
    """Tell the person who watches the terminal."""
    print(text, flush=True)


def granian_command(address: Address) -> list[str]:
    """Two processes with one thread each: what SQLite's single writer serves best."""
    options = {
        "--interface": "wsgi",
        "--host": address.number,
        "--port": address.port,
        "--workers": 2,
        "--blocking-threads": 1,
        "--backlog": BACKLOG,
        "--backpressure": BACKLOG,
        "--workers-kill-timeout": DRAIN_SECONDS,
        "--log-level": "warning",
    }
    flat = [str(part) for pair in options.items() for part in pair]
    return [
        sys.executable,
        "-m",
        "granian",
        *flat,
        "--no-ws",
        "--respawn-failed-workers",
        "learn.wsgi:application",
    ]


def prepare(address: Address) -> None:
    """Everything before serving; each step tells what it did and is silent when there was nothing to do."""
    home = home_of(os.environ)
    if prepare_home(home):
        say(f"Wrote a new secret key to {home / 'secret-key'}.")
    number = ipaddress.ip_address(address.number)
    if not (number.is_loopback or number.is_unspecified):
        os.environ.setdefault("SITE_URL", address.url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learn.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CannotServe(str(error)) from None
    prepare_database()
    prepare_catalogues()
    prepare_static()
    ingest_shipped_notes()
    connections.close_all()


def serve(address: Address) -> NoReturn:
    """Become the server; it finishes what it is answering when told to stop."""
    os.chdir(BASE_DIR)
    command = granian_command(address)
    os.execv(command[0], command)


def main() -> int:
    """Prepare and serve, or say in a sentence why not."""
    started = time.monotonic()
    try:
        address = read_address(os.environ)
        check_free(address)
        prepare(address)
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 1
    say(f"Ready after {time.monotonic() - started:.1f} s. Kaodian is at {address.url} (Ctrl-C stops it).")
    serve(address)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
