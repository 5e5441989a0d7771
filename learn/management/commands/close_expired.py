"""``manage.py close_expired``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from learn.exams import close_expired
from quizzes.models import Sitting


class Command(BaseCommand):
    """Closes exams whose time ran out; learners see their results all the same. To be run every hour or so."""

    help = "Write the results and reviews of exams whose time ran out."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close them one by one."""
        now = timezone.now()
        closed = close_expired(Sitting.objects.expired(now), now=now)
        if options["verbosity"]:
            self.stdout.write(f"{closed} exams closed.")
