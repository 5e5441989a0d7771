"""What is measured, and how. Speeds are the best of several rounds: the machine's noise only ever slows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.parsing import parse_note
from content.core.terms import load_pack
from quizzes.core.generation import generate_questions
from tests.bench.browsing import report_browsing
from tests.bench.crowd import report_crowd
from tests.bench.dashboards import report_dashboards
from tests.bench.pipeline import COURSE, made_course, note_run, peak_megabytes, run_pipeline
from tests.bench.searching import report_search
from tests.bench.serving import ROOT, Guest, served
from tests.bench.studying import compare, rebuild_speed, schedules
from tools.postgresql import throwaway_cluster

NOTES = ROOT / "content" / "notes"
ROUNDS = 3
SITTINGS = 20
COPIES = 10


def emit(measure: str, value: float, unit: str, **more: Any) -> None:
    """Print one measure as one JSON line; ``target`` is what it should be, as ``<= 100`` or ``>= 0.5``."""
    print(json.dumps({"measure": measure, "value": round(value, 3), "unit": unit, **more}), flush=True)


def flush_ms(folder: Path) -> float:
    """The median milliseconds of putting a page on the disk that holds ``folder``: what no durable answer can go below."""
    taken = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - start)
    return 1000 * median(taken)


def best(work: Callable[[], Any]) -> float:
    """The seconds of the fastest of a few rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def report(home: Path) -> None:
    """Every measure in turn."""
    measure_core()
    measure_pipeline()
    measure_ingest(home)
    measure_schedules()
    measure_pages("sqlite", home, {})
    measure_study("sqlite", home, ("", ""))
    report_crowd(home / "study-sqlite", "sqlite")
    with throwaway_cluster(durable=True) as url:
        measure_pages("postgresql", home, {"DATABASE_URL": url})
    with throwaway_cluster(durable=True) as ours, throwaway_cluster(durable=True) as theirs:
        measure_study("postgresql", home, (ours, theirs))
        report_crowd(home / "study-postgresql", "postgresql", ours)
    report_dashboards()
    report_search()
    report_browsing(home / "browsing")


def measure_core() -> None:
    """The pure steps on the shipped notes."""
    pack = load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text("utf-8"))
    texts = {path.name: path.read_text("utf-8") for path in sorted(NOTES.rglob("*.md"))}
    size = sum(len(text.encode()) for text in texts.values())
    notes = [parse_note(text, path=name) for name, text in texts.items()]
    facts = [fact for note in notes for fact in match_facts(extract_facts(note, pack=pack))]
    drafts = generate_questions(facts, pack=pack)
    parsing = best(lambda: [parse_note(text, path=name) for name, text in texts.items()])
    emit("parse", size / parsing / 1e6, "MB/s", megabytes=round(size / 1e6, 3))
    reading = best(lambda: [extract_facts(note, pack=pack) for note in notes])
    emit("facts", len(facts) / reading, "facts/s", facts=len(facts))
    asking = best(lambda: generate_questions(facts, pack=pack))
    emit("questions", len(drafts) / asking, "questions/s", questions=len(drafts))


def measure_pipeline() -> None:
    """The whole pure pipeline: one note that no cache has seen, then a course and half of it."""
    pack = load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text("utf-8"))
    for language in ("zh", "en"):
        run = note_run(pack, language)
        emit(
            f"30 KB note ({language}), text to questions",
            1000 * run.total,
            "ms",
            target="<= 100",
            steps={step: round(1000 * seconds, 1) for step, seconds in run.seconds.items()},
            facts=run.facts,
            questions=run.questions,
        )
    half = run_pipeline(made_course(COURSE // 2), pack)
    whole = run_pipeline(made_course(COURSE, first=COURSE), pack)
    emit(
        "course, text to questions",
        whole.bytes / whole.total / 1e6,
        "MB/s",
        target=">= 0.5",
        megabytes=round(whole.bytes / 1e6, 3),
        steps={step: round(seconds, 3) for step, seconds in whole.seconds.items()},
        facts=whole.facts,
        questions=whole.questions,
    )
    growth = (whole.total / half.total) / (whole.bytes / half.bytes / 2)
    emit("twice the notes take", growth, "times as long", target="<= 2.2")
    emit("peak memory of a course", peak_megabytes(COURSE), "MB", target="<= 300")


def measure_ingest(home: Path) -> None:
    """Ingest through the command, cold and unchanged, start of the program included in neither."""
    folder = home / "many"
    for copy in range(COPIES):
        (folder / f"course{copy}").mkdir(parents=True)
        for path in NOTES.rglob("*.md"):
            (folder / f"course{copy}" / path.name).write_bytes(path.read_bytes())
        (folder / f"course{copy}" / "course.yaml").write_text("title: Bench\n", "utf-8")
    size = sum(path.stat().st_size for path in folder.rglob("*.md"))
    environ = {**os.environ, "KAODIAN_HOME": str(home), "SECRET_KEY": "b" * 50, "DATABASE_URL": ""}
    code = (
        "import django, sys, time; django.setup()\n"
        "from django.core.management import call_command\n"
        "from django.utils import timezone\n"
        "from quizzes.importing import import_notes\n"
        "call_command('migrate', verbosity=0)\n"
        "for _ in range(2):\n"
        "    start = time.perf_counter(); import_notes([sys.argv[1]], now=timezone.now())\n"
        "    print(time.perf_counter() - start)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        env={**environ, "DJANGO_SETTINGS_MODULE": "learn.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    for name, seconds in zip(("ingest cold", "ingest unchanged"), done.stdout.split(), strict=True):
        emit(name, size / float(seconds) / 1e6, "MB/s", megabytes=round(size / 1e6, 3))


def measure_schedules() -> None:
    """What four ratings would do to a card."""
    count = 5_000
    emit("schedule, four ratings each", count / best(lambda: schedules(count)), "schedules/s")


def measure_study(database: str, home: Path, urls: tuple[str, str]) -> None:
    """Answers of one, eight and thirty-two learners at once, in turns with the reference; then the rebuild."""
    emit("fsync of a page", flush_ms(home), "ms", database=database)
    for measure, value, unit, more in compare(home, database, urls):
        emit(measure, value, unit, **more)
    speed = rebuild_speed(home / f"study-{database}", {"DATABASE_URL": urls[0]})
    emit("rebuild", speed, "reviews/s", database=database)


def measure_pages(database: str, home: Path, environ: dict[str, str]) -> None:
    """The home page and answers over HTTP, one learner after another."""
    own = home / database
    own.mkdir()
    with served(own, {"DATABASE_URL": "", **environ}) as address:
        guest = Guest(address)
        guest.sit()
        guest.seconds = {"home": [], "answer": []}
        for _ in range(SITTINGS):
            guest.sit()
    for page, seconds in guest.seconds.items():
        ordered = sorted(1000 * second for second in seconds)
        emit(
            f"{page} over HTTP",
            ordered[len(ordered) // 2],
            "ms",
            database=database,
            p95=round(ordered[int(len(ordered) * 0.95)], 3),
            requests=len(ordered),
        )
