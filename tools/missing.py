"""What a part of the suite needs from the machine, and how it gets it."""

from __future__ import annotations

import os
import shutil
import subprocess


class Missing(Exception):
    """Something is not installed; the text says what to install."""


def can_install() -> bool:
    """Whether this is Debian or a relative, and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> bool:
    """Install Debian packages without a question; whether that succeeded."""
    print(f"Installing {', '.join(packages)} by apt …", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *words],
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode and words[0] == "install":
            print((done.stdout + done.stderr)[-2000:], flush=True)
            return False
    return True
