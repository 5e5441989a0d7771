"""``manage.py rebuild_search``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from content.indexing import rebuild_index


class Command(BaseCommand):
    """Makes the search index anew from the notes."""

    help = "Make the passages that search finds anew, from the current text of every note."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say of how many notes."""
        self.stdout.write(f"{rebuild_index()} notes can be searched.")
