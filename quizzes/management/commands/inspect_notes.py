"""``manage.py inspect_notes PATH… --format json|text [--previous FILE]``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.ingest import installed_pack
from quizzes.inspection import PreviousError, inspect_paths
from quizzes.inspection_text import text_lines


class Command(BaseCommand):
    """Shows what notes yield, without a database."""

    help = "Print the blocks, facts, tables and questions that the given notes yield; nothing is stored."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, the format, and an earlier output to take keys from."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="note files, or folders with notes")
        parser.add_argument("--format", choices=("json", "text"), default="text")
        parser.add_argument(
            "--previous", metavar="FILE", help="an earlier JSON output, to keep its fact keys"
        )

    def handle(self, *args: Any, paths: list[str], previous: str | None, **options: Any) -> None:
        """Print the report, then the problems; exit with 1 when there were any."""
        try:
            report, problems = inspect_paths(paths, pack=installed_pack(), previous=previous)
        except PreviousError as error:
            raise CommandError(str(error)) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(text_lines(report)))
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            sys.exit(1)
