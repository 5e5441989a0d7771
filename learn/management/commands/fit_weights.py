"""``manage.py fit_weights [--learner USERNAME] [--least 400]``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from learn.fitting import LEAST_REVIEWS, Fitted, fit_all
from learn.models import User


class Command(BaseCommand):
    """Fits the weights of FSRS-6 to what learners recalled."""

    help = "Fit the weights of FSRS-6 to each learner's own recall, and use them where they foretell better."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and from how many reviews on."""
        parser.add_argument("--learner", metavar="USERNAME", help="one learner only (default: all)")
        parser.add_argument(
            "--least", type=int, default=LEAST_REVIEWS, help=f"fewest reviews to fit to ({LEAST_REVIEWS})"
        )

    def handle(self, *args: Any, learner: str | None, least: int, **options: Any) -> None:
        """Fit, and say of each course what came of it."""
        if learner is not None and not User.objects.filter(username=learner).exists():
            raise CommandError(f"There is no learner named {learner!r}; --learner takes a user name.")
        if least < 1:
            raise CommandError(f"--least is {least}; it must be at least 1.")
        for fitted in fit_all(now=timezone.now(), username=learner, least=least):
            if fitted.fit or options["verbosity"] > 1:
                self.stdout.write(_sentence(fitted))


def _sentence(fitted: Fitted) -> str:
    who = f"{fitted.enrolment.learner}, {fitted.enrolment.course.slug}"
    if fitted.fit is None:
        return f"{who}: {fitted.recalls} recalls are too few."
    losses = (
        f"log loss {fitted.fit.log_loss_before:.4f} by default, {fitted.fit.log_loss:.4f} fitted,"
        f" standard error of the gain {fitted.fit.error:.4f}"
    )
    use = f"used, {fitted.cards} cards rebuilt" if fitted.fit.is_better else "not used"
    return f"{who}: {fitted.fit.reviews} reviews, {losses}: {use}."
