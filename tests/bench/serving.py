"""Kaodian as it is served, for measuring over HTTP: a guest who answers one question after another."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIELD = re.compile(r'name="(csrfmiddlewaretoken|key|course|language)" value="([^"]*)"')
OPTION = re.compile(r'type="(radio|checkbox)" name="choice" value="(\d+)"')


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """Start the application as ``make run`` does; yields its address and stops it afterwards."""
    with running(home, environ) as (address, _process):
        yield address


@contextmanager
def running(home: Path, environ: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Start the application; yields its address and the id of its first process."""
    port = free_port()
    settings = {**os.environ, **environ, "KAODIAN_HOME": str(home), "PORT": str(port), "HOST": "127.0.0.1"}
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "learn.serve"], cwd=ROOT, env=settings, stdout=log, stderr=log
        )
        try:
            address = f"http://localhost:{port}"
            _wait_for(f"{address}/readyz", process, home / "serve.log")
            yield address, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(3_000):
        if process.poll() is not None:
            raise RuntimeError(f"The server stopped: {log.read_text('utf-8')[-2000:]}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server was not ready within five minutes: {log.read_text('utf-8')[-2000:]}")


class Guest:
    """A browser's worth of a learner: cookies, forms, and the seconds that each request took."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.seconds: dict[str, list[float]] = {"home": [], "answer": []}
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def _send(self, url: str, form: Mapping[str, str] | None = None) -> tuple[str, str, float]:
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        headers = {"HX-Request": "true"} if form and "choice" in form else {}
        request = urllib.request.Request(urllib.parse.urljoin(self.address, url), data, headers)
        start = time.perf_counter()
        with self.opener.open(request, timeout=30) as response:
            page = response.read().decode()
        return page, response.url, time.perf_counter() - start

    def home(self) -> str:
        """Open the home page."""
        page, _url, seconds = self._send("/")
        self.seconds["home"].append(seconds)
        return page

    def sit(self) -> None:
        """Start ten questions of the first course and answer them all."""
        fields = dict(FIELD.findall(self.home()))
        page, url, _seconds = self._send("/sittings/", fields)
        while options := OPTION.findall(page):
            answer = dict(FIELD.findall(page.split('id="item"', 1)[1])) | {"choice": options[0][1]}
            _page, _url, seconds = self._send(url, answer)
            self.seconds["answer"].append(seconds)
            page, url, _seconds = self._send(re.sub(r"/\d+/.*|/result/.*", "/", url))
