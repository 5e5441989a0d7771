"""The server is killed in the middle of answering, again and again: no answer that it acknowledged is lost or doubled."""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from tests.learn.test_serve import ask, database_url, free_port

__all__ = ["database_url"]  # a fixture

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 20
A_ROUND = 11
"""Acknowledged answers after which the server is killed, while others are on their way."""
QUESTIONS = 12
pytestmark = pytest.mark.slow

PREPARE = """
import os, django
django.setup()
from django.core.management import call_command
from learn.serve import prepare_catalogues, prepare_static
call_command("migrate", verbosity=0)
prepare_catalogues()
prepare_static()
from tests.exam_papers import make_mock
print(make_mock(facts=40, questions=12, minutes=600).course.slug)
"""
READ = """
import django, json
django.setup()
from quizzes.models import Attempt, Sitting
sitting = Sitting.objects.get()
print(json.dumps({
    "attempts": [[str(one.idempotency_key), one.item.position, one.chosen]
                 for one in Attempt.objects.select_related("item").order_by("pk")],
    "orders": {item.position: item.order for item in sitting.items.all()},
}))
"""


def run(code: str, environ: dict[str, str]) -> str:
    """What a program prints that runs on the data of ``environ``."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


@contextmanager
def serving(environ: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The very server that ``make run`` starts, in a process group of its own; killed at the end in any case."""
    code = "from learn.serve import granian_command, read_address; import os; a = read_address(os.environ);"
    code += " c = granian_command(a); os.execv(c[0], c)"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        began = time.monotonic()
        while ask(port, "/livez") != 200:
            assert process.poll() is None, "The server ended by itself."
            assert time.monotonic() - began < 120, "The server does not answer."
            time.sleep(0.05)
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """``kill -9`` for the server with all its workers."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Candidate:
    """Somebody with a browser: keeps cookies, and sends an answer again until it is acknowledged."""

    def __init__(self, port: int) -> None:
        self.address = f"http://localhost:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.page, self.sent = uuid4(), 0
        self.acknowledged: list[tuple[str, int, int]] = []
        self.waiting: dict[str, Any] | None = None

    def get(self, path: str) -> tuple[str, str]:
        """The address that ``path`` leads to, and its text."""
        with self.opener.open(self.address + path, timeout=30) as response:
            return response.url, response.read().decode()

    def begin(self, course: str) -> None:
        """Start the exam as a guest."""
        path = f"/exams/new/{course}/mock/"
        self.get(path)
        self.post(path, {})
        self.uuid = re.search(r"/exams/([0-9a-f-]{36})/", self.get("/exams/")[1])[1]  # type: ignore[index]

    def post(self, path: str, data: dict[str, Any], accept: str = "text/html") -> tuple[int, str]:
        """Send a form."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        request = urllib.request.Request(
            self.address + path,
            urllib.parse.urlencode(data).encode(),
            {"X-CSRFToken": str(token), "Accept": accept, "Referer": self.address + "/"},
        )
        with self.opener.open(request, timeout=30) as response:
            return response.status, response.read().decode()

    def answer_on(self, enough: threading.Event, wanted: int) -> None:
        """Answer until the server is gone; what is on its way then waits and is sent first the next time."""
        count = 0
        while True:
            if self.waiting is None:
                number, shown = self.sent % QUESTIONS + 1, self.sent // QUESTIONS % 3
                self.sent += 1
                self.waiting = {"number": number, "choice": shown, "n": self.sent}
            entry = self.waiting
            data = {"key": self.page, "language": "zh", "choice": entry["choice"], "n": entry["n"]}
            try:
                status, text = self.post(f"/exams/{self.uuid}/{entry['number']}/", data, "application/json")
                assert status == 200
                assert json.loads(text)["saved"]
            except (OSError, http.client.HTTPException, ValueError):
                return
            self.acknowledged.append(
                (str(uuid5(UUID(str(self.page)), str(entry["n"]))), entry["number"], entry["choice"])
            )
            self.waiting = None
            count += 1
            if count >= wanted:
                enough.set()


def test_no_acknowledged_answer_is_lost_or_doubled_by_twenty_kills(tmp_path: Path, database_url: str) -> None:
    port = free_port()
    environ = {
        **os.environ,
        "KAODIAN_HOME": str(tmp_path),
        "PORT": str(port),
        "DATABASE_URL": database_url,
        "PYTHONPATH": str(ROOT),
    }
    candidate = Candidate(port)
    course = run(PREPARE, environ)
    when = random.Random(20)
    for turn in range(ROUNDS):
        with serving(environ, port) as process:
            if turn == 0:
                candidate.begin(course)
            else:
                assert f"/exams/{candidate.uuid}/" in candidate.get(f"/exams/{candidate.uuid}/")[0], (
                    "it resumes"
                )
            enough = threading.Event()
            writer = threading.Thread(target=candidate.answer_on, args=(enough, A_ROUND))
            writer.start()
            assert enough.wait(120)
            # Some way into one of the next requests, a different way each time.
            time.sleep(when.random() * 0.05)
            kill(process)
            writer.join(60)
            assert not writer.is_alive()
    stored = json.loads(run(READ, environ))
    keys = [key for key, _number, _chosen in stored["attempts"]]
    acknowledged = {key for key, _number, _choice in candidate.acknowledged}
    assert len(candidate.acknowledged) >= ROUNDS * A_ROUND >= 200
    assert len(set(keys)) == len(keys), "none is doubled"
    assert acknowledged <= set(keys), "none is lost"
    # The last request of all was perhaps stored and never acknowledged; all others were sent until they were.
    assert len(set(keys) - acknowledged) <= 1
    latest = {number: chosen for _key, number, chosen in stored["attempts"]}
    for _key, number, choice in candidate.acknowledged[-QUESTIONS + 1 :]:
        assert latest[number] == str(stored["orders"][str(number)][choice])
