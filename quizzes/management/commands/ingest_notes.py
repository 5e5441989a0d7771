"""``manage.py ingest_notes PATH… [--course SLUG] [--dry-run]``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content.core.conflicts import TWINS_DIFFER
from content.ingest import Outcome
from quizzes.importing import ImportReport, import_notes


class Command(BaseCommand):
    """Brings notes from files into the database."""

    help = "Store the notes in the given files and folders, and make questions from them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, the course, and whether to write at all."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="note files, or folders with notes")
        parser.add_argument("--course", help="put the notes into this course (default: nearest course.yaml)")
        parser.add_argument("--dry-run", action="store_true", help="report what would change, write nothing")

    def handle(self, *args: Any, paths: list[str], course: str | None, dry_run: bool, **options: Any) -> None:
        """Import, print the report, and exit with 1 when something was wrong."""
        progress = self.stderr.write if options["verbosity"] > 1 else (lambda line: None)
        report = import_notes(
            paths, now=timezone.now(), course_slug=course, dry_run=dry_run, progress=progress
        )
        self._print(report, dry_run=dry_run, verbosity=options["verbosity"])
        if report.problems:
            sys.exit(1)

    def _print(self, report: ImportReport, *, dry_run: bool, verbosity: int) -> None:
        for note in report.notes if verbosity else ():
            remarks = note.diagnostics
            if note.outcome is not Outcome.UNCHANGED:
                self.stdout.write(f"{note.outcome.value:9} {note.path}: {note.facts} facts")
            else:
                # An edit of its twin is news about a note that did not change itself.
                remarks = tuple(remark for remark in remarks if remark.code == TWINS_DIFFER)
                if remarks:
                    self.stdout.write(f"{note.outcome.value:9} {note.path}")
            for remark in remarks:
                self.stdout.write(f"  line {remark.line}: {remark.message} [{remark.code}]")
        counts = ", ".join(f"{report.count(outcome)} {outcome.value}" for outcome in Outcome)
        self.stdout.write(f"{'Dry run, nothing written. ' if dry_run else ''}Notes: {counts}.")
        for slug, bank in report.banks.items():
            self.stdout.write(
                f"Course {slug}: {bank.questions} questions ({bank.askable} can be asked),"
                f" {bank.revised} new or reworded, {bank.retired} retired."
            )
        for problem in report.problems:
            self.stderr.write(str(problem))
