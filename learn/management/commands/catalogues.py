"""``manage.py catalogues``: compile, update or check the translations of the interface."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from learn.cataloguing import (
    LOCALE,
    catalogue_files,
    check_catalogues,
    compile_catalogues,
    update_catalogue,
)

LANGUAGES = ("zh_Hans",)


class Command(BaseCommand):
    """Compiles what is stale, unless told otherwise."""

    help = "Compile the translations that changed; --update collects texts, --check lists what is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two other things it can do."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--update", action="store_true", help="merge the texts in use into the .po files")
        choice.add_argument(
            "--check", action="store_true", help="exit 1 and list texts without a translation"
        )

    def handle(self, *args: object, **options: bool) -> None:
        """Do one of the three."""
        if options["update"]:
            for language in LANGUAGES:
                path = LOCALE / language / "LC_MESSAGES" / "django.po"
                update_catalogue(path)
                self.stdout.write(f"Updated {path}.")
        elif options["check"]:
            found = check_catalogues()
            for fault in found:
                self.stdout.write(fault)
            if found:
                raise CommandError(f"{len(found)} texts of the interface are not ready.")
            self.stdout.write(f"{len(catalogue_files())} catalogue is complete.")
        else:
            for path in compile_catalogues(settings.LOCALE_PATHS[0]):
                self.stdout.write(f"Compiled {path}.")
