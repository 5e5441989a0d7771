"""``manage.py remove_idle_guests [--days N]``."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from learn.erasing import remove_idle_guests


def whole_days(text: str) -> int:
    """A number of days from 1 to 36,500; anything else is refused, so that a slip erases nobody."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 36_500):
        raise ArgumentTypeError(f"{text!r} is not a number of days from 1 to 36500.")
    return int(text)


class Command(BaseCommand):
    """Erases guests who have not come back."""

    help = "Erase the guests who answered and started nothing for some days. Accounts are never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long."""
        parser.add_argument("--days", type=whole_days, default=90, help="idle days (default: 90)")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        """Erase them and say how many."""
        removed = remove_idle_guests(idle_since=timezone.now() - timedelta(days=days))
        self.stdout.write(f"Removed {removed} {'guest' if removed == 1 else 'guests'} idle for {days} days.")
