"""``manage.py check_notes [PATH…]``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from content.ingest import installed_pack
from quizzes.checking import check_paths


class Command(BaseCommand):
    """Says what is to be mended in notes, without a database."""

    help = (
        "Check that notes and course files are sound and that the notes of both languages say the same:"
        " one finding a line, and 1 as the exit code when there are any."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The notes to look at."""
        parser.add_argument(
            "paths",
            nargs="*",
            metavar="PATH",
            help="note files, or folders with notes (default: the shipped notes)",
        )

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        """Print the findings, and exit with 1 when there were any."""
        findings = check_paths(paths or [str(settings.NOTES_DIR)], pack=installed_pack())
        for finding in findings:
            self.stdout.write(str(replace(finding, path=_shown(finding.path))))
        if findings:
            sys.exit(1)


def _shown(path: str) -> str:
    """A path below the working folder as seen from there, which is how editors and people name it."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
