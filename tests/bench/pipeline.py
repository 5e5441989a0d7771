"""The pure pipeline, measured: time for one note, speed and growth on megabytes, memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from content.core.comparisons import suggest_comparisons
from content.core.conflicts import find_conflicts
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.merged_tables import merge_tables
from content.core.parsing import parse_note
from content.core.tables import build_tables
from content.core.terms import Pack, load_pack
from quizzes.core.generation import generate_questions
from tests.bench.made_notes import made_note
from tests.bench.serving import ROOT

COURSE = 100
"""Notes of 30 KB in the course that is measured: 3 MB."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of each step, and how much came out."""

    seconds: dict[str, float]
    bytes: int
    facts: int
    questions: int

    @property
    def total(self) -> float:
        """Seconds of all steps."""
        return sum(self.seconds.values())


def installed_pack() -> Pack:
    """The pack that ships."""
    return load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text("utf-8"))


def made_course(count: int, *, first: int = 0) -> dict[str, str]:
    """``count`` made notes by path, two of three in Chinese."""
    languages = [("en" if number % 3 == 2 else "zh") for number in range(first, first + count)]
    return {
        f"n{number}.{language}.md": made_note(number, language=language)
        for number, language in enumerate(languages, start=first)
    }


def run_pipeline(texts: Mapping[str, str], pack: Pack) -> Run:
    """From the texts of one course, by path, to its questions."""
    seconds = {}
    start = time.perf_counter()

    def lap(step: str) -> None:
        nonlocal start
        seconds[step], start = time.perf_counter() - start, time.perf_counter()

    notes = [parse_note(text, path=path) for path, text in texts.items()]
    lap("parse")
    facts = [fact for note in notes for fact in match_facts(extract_facts(note, pack=pack))]
    lap("facts")
    conflicts = find_conflicts(facts, pack=pack)
    lap("conflicts")
    build_tables(facts, notes)
    merge_tables(suggest_comparisons(facts, notes, pack), facts, conflicts, pack)
    lap("tables")
    drafts = generate_questions(facts, pack=pack, conflicts=conflicts)
    lap("questions")
    return Run(seconds, sum(len(text.encode()) for text in texts.values()), len(facts), len(drafts))


def note_run(pack: Pack, language: str) -> Run:
    """The median of five notes of 30 KB, each new to every cache, after one that warms what is warm in service."""
    runs = []
    for number in range(6):
        path = f"n.{language}.md"
        runs.append(run_pipeline({path: made_note(10_000 + number, language=language)}, pack))
    middle = median(run.total for run in runs[1:])
    return next(run for run in runs[1:] if run.total == middle)


def peak_megabytes(count: int) -> float:
    """The resident peak of a process of its own that reads a course of ``count`` notes."""
    code = f"from tests.bench import pipeline; pipeline.print_peak({count})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def print_peak(count: int) -> None:
    """Read a course of ``count`` notes and print this process's resident peak in megabytes."""
    run_pipeline(made_course(count), installed_pack())
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
