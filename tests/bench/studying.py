"""Answers over HTTP, from one, eight and thirty-two learners at once, in turns with the reference."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from learn.core.memory import Memory
from learn.core.scheduling import CardState, Phase, Rules, outcomes
from tests.bench.serving import ROOT, running
from tests.bench.wire import Head, read_head, request

ITEM = re.compile(r'name="item" value="([^"]+)"')
WAY = re.compile(r'data-way="(\w+)"')
CHOICES = re.compile(r'name="choice" value="(\d+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
COURSE = "aws-foundations"
CARDS = 150
CROWDS = (1, 8, 32)
TICK = os.sysconf("SC_CLK_TCK")
REFERENCE = "tests.bench.reference.settings"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a learner has before them: the item, how it is asked, the options, and the token of the page's forms."""

    item: str
    way: str
    options: tuple[str, ...]
    csrf: str


def read_page(page: str, *, csrf: str = "") -> Seen:
    """The item on a page; raises ValueError when there is none to answer."""
    item, way, token = ITEM.search(page), WAY.search(page), CSRF.search(page)
    if not item or not way:
        raise ValueError(f"There is nothing to answer: {page[:300]}")
    return Seen(item[1], way[1], tuple(CHOICES.findall(page)), token[1] if token else csrf)


def answer_to(seen: Seen, number: int) -> dict[str, str]:
    """What a learner sends: the first option, or Good three times of four."""
    form = {"csrfmiddlewaretoken": seen.csrf, "item": seen.item, "language": "zh"}
    form |= {"milliseconds": "4000", "flips": "0"}
    if seen.way == "choice":
        return form | {"choice": seen.options[0]}
    return form | {"rating": "3" if number % 4 else "1", "typed": ""}


class Learner:
    """A browser that keeps its connection: cookies, and the page it is on."""

    def __init__(self, address: str) -> None:
        self.port = urllib.parse.urlsplit(address).port or 80
        self.connection = self._connect()
        self.cookies: dict[str, str] = {}
        self.answers = 0
        self._send("GET", "/")
        found = CSRF.search(self.page)
        self._send("POST", "/study/", {"course": COURSE, "csrfmiddlewaretoken": found[1] if found else ""})

    def open(self) -> None:
        """Load the study page."""
        self._send("GET", f"/study/{COURSE}/")
        self.seen = read_page(self.page)

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _send(self, method: str, path: str, form: dict[str, str] | None = None) -> float:
        message = request(method, path, self.cookies, form)
        start = time.perf_counter()
        try:
            head, body = self._exchange(message)
        except ConnectionError:  # it stood idle too long
            self.connection = self._connect()
            head, body = self._exchange(message)
        seconds = time.perf_counter() - start
        self.page = body.decode()
        if head.status >= 400:
            raise RuntimeError(f"{path} answered {head.status}: {self.page[:500]}")
        self.cookies |= head.cookies
        return seconds

    def _exchange(self, message: bytes) -> tuple[Head, bytes]:
        self.connection.sendall(message)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._receive()
        head, body = read_head(received[:end]), received[end + 4 :]
        while len(body) < head.length:
            body += self._receive()
        return head, body

    def _receive(self) -> bytes:
        if more := self.connection.recv(65_536):
            return more
        raise ConnectionResetError

    def answer(self) -> float:
        """Answer the item shown, three of four times well; returns the seconds until the next one was there."""
        self.answers += 1
        seconds = self._send("POST", f"/study/{COURSE}/answer/", answer_to(self.seen, self.answers))
        self.seen = read_page(self.page, csrf=self.seen.csrf)
        return seconds


@dataclass
class Round:
    """What one round measured."""

    seconds: list[float] = field(default_factory=list)
    wall: float = 0.0
    cpu: float = 0.0

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of the server for one answer."""
        return 1000 * self.cpu / len(self.seconds)


@dataclass
class Site:
    """A running server and its learners."""

    address: str
    process: int
    learners: list[Learner]

    def round(self, crowd: int, answers: int) -> Round:
        """``crowd`` learners give ``answers`` answers each, all at once."""
        found, learners = Round(), self.learners[:crowd]
        before, start = cpu_seconds(self.process), time.perf_counter()
        with ThreadPoolExecutor(crowd) as pool:
            for seconds in pool.map(lambda one: [one.answer() for _ in range(answers)], learners):
                found.seconds += seconds
        found.wall, found.cpu = time.perf_counter() - start, cpu_seconds(self.process) - before
        self.learners = self.learners[crowd:] + learners
        return found


def cpu_seconds(process: int) -> float:
    """CPU seconds that a process and those it started have taken so far."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents[pid], times[pid] = int(parts[1]), (int(parts[11]) + int(parts[12])) / TICK
    family = {process}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(times.get(pid, 0.0) for pid in family)


@contextmanager
def site(home: Path, environ: dict[str, str], learners: int = max(CROWDS)) -> Iterator[Site]:
    """Serve, with learners who have cards due."""
    home.mkdir(parents=True, exist_ok=True)
    environ = {
        "SECRET_KEY": "b" * 60,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "learn.settings",
        **environ,
    }
    with running(home, environ) as (address, process):
        made = [Learner(address) for _ in range(learners)]
        subprocess.run(
            [sys.executable, "-m", "tests.bench.learners", str(CARDS)],
            cwd=ROOT,
            env={**os.environ, **environ, "KAODIAN_HOME": str(home)},
            check=True,
        )
        for learner in made:
            learner.open()
        yield Site(address, process, made)


def compare(
    home: Path, database: str, urls: Sequence[str], *, rounds: int = 3
) -> Iterator[tuple[str, float, str, dict]]:
    """Measures of ours and of the reference, each with a database of its own, in turns."""
    with ExitStack() as stack:
        ours = stack.enter_context(site(home / f"study-{database}", {"DATABASE_URL": urls[0]}))
        theirs = stack.enter_context(
            site(
                home / f"reference-{database}",
                {"DATABASE_URL": urls[1], "DJANGO_SETTINGS_MODULE": REFERENCE},
            )
        )
        for crowd in CROWDS:
            answers = max(64 // crowd, 4)
            ours.round(crowd, 2), theirs.round(crowd, 2)
            pairs = [(ours.round(crowd, answers), theirs.round(crowd, answers)) for _ in range(rounds)]
            for name, found in (
                ("answer", [one for one, _ in pairs]),
                ("reference answer", [two for _, two in pairs]),
            ):
                ordered = sorted(1000 * second for one in found for second in one.seconds)
                more = {
                    "database": database,
                    "learners": crowd,
                    "p95": round(ordered[int(len(ordered) * 0.95)], 2),
                    "p99": round(ordered[int(len(ordered) * 0.99)], 2),
                    "answers_per_second": round(len(ordered) / sum(one.wall for one in found), 1),
                    "cpu_ms": round(median(one.cpu_ms for one in found), 2),
                    "answers": len(ordered),
                }
                yield f"{name} over HTTP", ordered[len(ordered) // 2], "ms", more
            ratios = [one.cpu_ms / two.cpu_ms for one, two in pairs]
            more = {
                "database": database,
                "learners": crowd,
                "target": "<= 0.6",
                "rounds": [round(r, 3) for r in ratios],
            }
            yield "CPU of an answer to that of the reference", median(ratios), "times", more


def rebuild_speed(home: Path, environ: dict[str, str]) -> float:
    """Reviews a second that ``rebuild_cards`` replays; raises when a card is not what its log makes."""
    environ = {**os.environ, "SECRET_KEY": "b" * 60, "DATABASE_URL": "", **environ, "KAODIAN_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "manage.py", "rebuild_cards", "--check"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(re.search(r"(\d+) reviews/s", done.stdout)[1])  # type: ignore[index]


def schedules(count: int = 50_000) -> None:
    """Put ``count`` cards in review, each with what four ratings would do, fuzzed and balanced."""
    day = date(2026, 3, 1)
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    load = {day + timedelta(days=number): number % 7 for number in range(60)}
    known = CardState(
        Phase.REVIEW,
        Memory(9.0, 5.0),
        due_day=day,
        last_day=day - timedelta(days=9),
        first_day=day - timedelta(days=30),
    )
    for number in range(count):
        outcomes(known, at=at, day=day, rules=Rules(), seed=str(number), load=load)
