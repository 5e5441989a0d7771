"""Answers over HTTP, from one, eight and thirty-two learners at once, in turns with the reference."""

from __future__ import annotations

import http.client
import os
import re
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

ITEM = re.compile(r'name="item" value="([^"]+)"')
WAY = re.compile(r'data-way="(\w+)"')
CHOICES = re.compile(r'name="choice" value="(\d+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
COURSE = "aws-foundations"
CARDS = 150
CROWDS = (1, 8, 32)
TICK = os.sysconf("SC_CLK_TCK")
REFERENCE = "tests.bench.reference.settings"


class Learner:
    """A browser that keeps its connection: cookies, and the page it is on."""

    def __init__(self, address: str) -> None:
        place = urllib.parse.urlsplit(address)
        self.connection = http.client.HTTPConnection("127.0.0.1", place.port or 80, timeout=60)
        self.cookies: dict[str, str] = {}
        self.answers = 0
        self._send("GET", "/")
        self._send("POST", "/study/", {"course": COURSE})

    def open(self) -> None:
        """Load the study page."""
        self._send("GET", f"/study/{COURSE}/")

    def _send(self, method: str, path: str, form: dict[str, str] | None = None) -> float:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.csrf, **form})
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        start = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # it stood idle too long
            self.connection.close()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        self.page = response.read().decode()
        seconds = time.perf_counter() - start
        if response.status >= 400:
            raise RuntimeError(f"{path} answered {response.status}: {self.page[:500]}")
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        if found := CSRF.search(self.page):
            self.csrf = found[1]
        return seconds

    def answer(self) -> float:
        """Answer the item shown, three of four times well; returns the seconds until the next one was there."""
        item, way = ITEM.search(self.page), WAY.search(self.page)
        if not item or not way:
            raise RuntimeError(f"There is nothing to answer after {self.answers} answers: {self.page[:300]}")
        form = {"item": item[1], "language": "zh", "milliseconds": "4000", "flips": "0"}
        self.answers += 1
        if way[1] == "choice":
            form["choice"] = CHOICES.findall(self.page)[0]
        else:
            form["rating"] = "3" if self.answers % 4 else "1"
            form["typed"] = ""
        return self._send("POST", f"/study/{COURSE}/answer/", form)


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
