"""``manage.py rebuild_cards [--learner USERNAME] [--check]``."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learn.models import User
from learn.rebuilding import Rebuilt, rebuild_all


class Command(BaseCommand):
    """Makes cards and days anew from the reviews."""

    help = "Make every card and every day's sums anew from the log of reviews."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and whether to write at all."""
        parser.add_argument("--learner", metavar="USERNAME", help="one learner only (default: all)")
        parser.add_argument(
            "--check", action="store_true", help="write nothing, name what differs and exit with 1"
        )

    def handle(self, *args: Any, learner: str | None, check: bool, **options: Any) -> None:
        """Rebuild, name what was stored otherwise than the log says, and say how fast it went."""
        if learner is not None and not User.objects.filter(username=learner).exists():
            raise CommandError(f"There is no learner named {learner!r}; --learner takes a user name.")
        reviews, cards, different, start = 0, 0, 0, time.perf_counter()
        for found in rebuild_all(username=learner, write=not check):
            reviews, cards = reviews + found.reviews, cards + found.cards
            different += len(found.different_cards) + len(found.different_days)
            self._name(found)
        speed = reviews / max(time.perf_counter() - start, 1e-9)
        verdict = f"{different} differ" if check else f"{different} put right"
        self.stdout.write(
            f"{cards} cards of {reviews} reviews, {verdict if different else 'all as the log says'};"
            f" {speed:.0f} reviews/s."
        )
        if check and different:
            sys.exit(1)

    def _name(self, found: Rebuilt) -> None:
        for card in found.different_cards:
            self.stdout.write(f"Card {card} of learner {found.learner} is not what its log makes.")
        for course, day in found.different_days:
            self.stdout.write(f"Day {day} of learner {found.learner} in course {course} is not its recount.")
