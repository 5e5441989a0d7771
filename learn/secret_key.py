"""The secret that signs cookies: random, made once per installation, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def home_of(environ: Mapping[str, str]) -> Path:
    """Where everything is written: ``KAODIAN_HOME``, else ``var/``."""
    return Path(environ.get("KAODIAN_HOME") or BASE_DIR / "var").absolute()


def ensure_secret_key(environ: Mapping[str, str]) -> bool:
    """Write a secret key unless there is one; returns whether it did. Raises OSError when it cannot.

    The key appears whole or not at all, and the first of two processes that start together wins.
    """
    home = home_of(environ)
    path = home / "secret-key"
    if environ.get("SECRET_KEY") or path.exists():
        return False
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = home / f"secret-key.{os.getpid()}"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        os.link(partial, path)
    except FileExistsError:
        return False
    finally:
        partial.unlink()
    return True
