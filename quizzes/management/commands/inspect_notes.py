"""``manage.py inspect_notes PATH… --format json|text [--previous FILE]``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.ingest import installed_pack
from quizzes.inspection import PreviousError, inspect_paths


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
            self._print(report)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            sys.exit(1)

    def _print(self, report: dict[str, Any]) -> None:
        for note in report["notes"]:
            self.stdout.write(
                f"# {note['path']} ({note['language']}): {note['title']}, {len(note['blocks'])} blocks"
            )
            for remark in note["diagnostics"]:
                self.stdout.write(f"  line {remark['line']}: {remark['message']} [{remark['code']}]")
        self.stdout.write(f"\n{len(report['facts'])} facts")
        for fact in report["facts"]:
            place = f"{fact['note']}:{fact['lines'][0]}"
            self.stdout.write(
                f"  {place} [{fact['rule']} {fact['confidence']:.2f}]"
                f" {fact['subject']} | {fact['attribute']} | {fact['value']}"
            )
        self.stdout.write(f"\n{len(report['tables'])} tables")
        for table in report["tables"]:
            self.stdout.write(f"  [{table['origin']}] {table['title']}: {' / '.join(table['terms'])}")
        self.stdout.write(f"\n{len(report['questions'])} questions")
        for question in report["questions"]:
            self._print_question(question)
        self.stdout.write(f"\n{len(report['conflicts'])} conflicts")
        for conflict in report["conflicts"]:
            self.stdout.write(f"  {conflict['subject']} | {conflict['attribute']}: {conflict['reason']}")
            for claim in conflict["claims"]:
                self.stdout.write(f"    {claim['note']}:{claim['lines'][0]} {claim['value']}")

    def _print_question(self, question: dict[str, Any]) -> None:
        flaws = f" FLAWS: {', '.join(question['flaws'])}" if question["flaws"] else ""
        self.stdout.write(
            f"\n  {question['note']}:{question['lines'][0]}"
            f" [{question['kind']} {question['evidence']} {question['status']}]{flaws}\n  {question['stem']}"
        )
        for choice in question["choices"]:
            self.stdout.write(f"    {'*' if choice['correct'] else ' '} {choice['text']}")
        self.stdout.write(f"    → {question['explanation']}")
