"""``manage.py reset_link USERNAME``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from learn.models import User
from learn.recovery import reset_address


class Command(BaseCommand):
    """Prints where somebody who forgot their password sets a new one."""

    help = (
        "Print an address at which USERNAME sets a new password: once, and within an hour. Whoever has it"
        " gets into the account, so hand it over in private and only to somebody you know."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose password."""
        parser.add_argument("username", metavar="USERNAME")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Print the address, or say why there is none."""
        name = User.normalize_username(username)
        learner = User.objects.filter(username=name, is_guest=False, is_active=True).first()
        if learner is None:
            raise CommandError(f"There is no active account with the name {name!r}; capitals count.")
        self.stdout.write(reset_address(learner))
