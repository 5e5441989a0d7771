"""A thousand learners at once, each answering every five to ten seconds.

``python -m tests.bench.crowd`` measures a minute of them; a number after it, so many learners.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.bench.learners import SESSIONS
from tests.bench.serving import ROOT, running
from tests.bench.studying import COURSE, answer_to, cpu_seconds, read_page
from tests.bench.wire import read_head, request

LEARNERS, CARDS = 1_000, 30
THINKS = (5.0, 10.0)
"""Seconds between answers, uniform."""
WARM_UP, MEASURED = 15.0, 60.0
"""Seconds."""


@dataclass
class Crowd:
    """What a crowd came to: the seconds of each answer, and what went wrong."""

    port: int
    begins: float = 0.0
    ends: float = 0.0
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def study(crowd: Crowd, session: str, random: Random) -> None:
    """One learner, who opens the page somewhere in the first seconds and answers until the end."""
    await asyncio.sleep(random.uniform(0, THINKS[1]))
    reader, writer = await asyncio.open_connection("127.0.0.1", crowd.port)
    cookies, answers = {"sessionid": session}, 0

    async def send(message: bytes) -> str:
        writer.write(message)
        head = read_head(await reader.readuntil(b"\r\n\r\n"))
        page = (await reader.readexactly(head.length)).decode()
        cookies.update(head.cookies)
        if head.status != 200:
            raise RuntimeError(f"answered {head.status}: {page[:200]}")
        return page

    try:
        seen = read_page(await send(request("GET", f"/study/{COURSE}/", cookies)))
        while True:
            await asyncio.sleep(random.uniform(*THINKS))
            if time.perf_counter() > crowd.ends:
                break
            answers += 1
            message = request("POST", f"/study/{COURSE}/answer/", cookies, answer_to(seen, answers))
            start = time.perf_counter()
            page = await send(message)
            taken = time.perf_counter() - start
            if crowd.begins <= start <= crowd.ends:
                crowd.seconds.append(taken)
            seen = read_page(page, csrf=seen.csrf)
    except (RuntimeError, ValueError, OSError, EOFError) as error:
        crowd.errors.append(f"{type(error).__name__} after {answers} answers: {error}")
    finally:
        writer.close()


async def gather(crowd: Crowd, sessions: list[str]) -> None:
    """All of them, for the time that is measured."""
    crowd.begins = time.perf_counter() + WARM_UP
    crowd.ends = crowd.begins + MEASURED
    await asyncio.gather(*(study(crowd, one, Random(place)) for place, one in enumerate(sessions)))


def report_crowd(home: Path, database: str, url: str = "", learners: int = LEARNERS) -> None:
    """Print the measure as ``make bench`` does."""
    from tests.bench.measures import emit, flush_ms

    environ = {"SECRET_KEY": "b" * 60, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "learn.settings"}
    with running(home, environ) as (address, process):
        subprocess.run(
            [sys.executable, "-m", "tests.bench.learners", str(CARDS), str(learners)],
            cwd=ROOT,
            env={**os.environ, **environ, "KAODIAN_HOME": str(home)},
            check=True,
        )
        crowd = Crowd(int(address.rpartition(":")[2]))
        flush = flush_ms(home)
        before, start = cpu_seconds(process), time.perf_counter()
        asyncio.run(gather(crowd, (home / SESSIONS).read_text("ascii").split()))
        busy = (cpu_seconds(process) - before) / (time.perf_counter() - start)
    taken = sorted(1000 * one for one in crowd.seconds)
    emit(
        f"answer, p95, {learners} learners answering every 5 to 10 s",
        taken[int(len(taken) * 0.95)],
        "ms",
        target="<= 100, no error",
        database=database,
        errors=len(crowd.errors),
        median=round(taken[len(taken) // 2], 2),
        p99=round(taken[int(len(taken) * 0.99)], 2),
        answers=len(taken),
        answers_per_second=round(len(taken) / MEASURED, 1),
        cores_of_the_server=round(busy, 2),
        fsync_ms=round(flush, 3),
        load_of_the_machine=round(os.getloadavg()[0], 1),
        first_error=crowd.errors[0][:300] if crowd.errors else "",
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaodian-bench-") as folder:
        report_crowd(Path(folder), "sqlite", learners=int(sys.argv[1]) if sys.argv[1:] else LEARNERS)
