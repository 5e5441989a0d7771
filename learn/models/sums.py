"""What a learner's answers add up to: written with each answer, so that a page never scans reviews."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import Course, Fact

EVER = date.min
"""The day of sums that go by no day."""


class DaySummaryManager(models.Manager["DaySummary"]):
    """The sums by day."""

    def get_queryset(self) -> models.QuerySet[DaySummary]:
        """Those alone: their table has others too."""
        return super().get_queryset().filter(kind=DaySummary.Kind.DAY)


class DaySummary(models.Model):
    """What a learner did in a course on one study day; written with each review, rebuilt by ``rebuild_cards``.

    Its table has the sums by hour and by forecast too (``AnswerCount``), so that one statement writes what an answer
    adds to all of them.
    """

    class Kind(models.TextChoices):
        """By what answers are summed up."""

        DAY = "day", _("study day")
        HOUR = "hour", _("hour of the day")
        FORECAST = "forecast", _("predicted recall")

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="days")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.DAY)
    slot = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    """Cards answered for the first time."""
    reviews = models.PositiveIntegerField(default=0)
    """Answers to cards that were due by day, and how many were right; of those mature (21 days) the same."""
    reviews_right = models.PositiveIntegerField(default=0)
    mature = models.PositiveIntegerField(default=0)
    mature_right = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveBigIntegerField(default=0)
    predicted = models.FloatField(default=0.0)
    """The sum of predicted chances of recall over ``reviews``."""
    squared_error = models.FloatField(default=0.0)
    log_loss = models.FloatField(default=0.0)

    objects = DaySummaryManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("learner", "course", "day", "kind", "slot"), name="day_summary_once_per_slot"
            ),
            models.CheckConstraint(
                name="day_summary_kind_known", condition=models.Q(kind__in=["day", "hour", "forecast"])
            ),
        )

    def __str__(self) -> str:
        return f"{self.learner} on {self.day}"


class AnswerCountManager(models.Manager["AnswerCount"]):
    """The sums that go by no day."""

    def get_queryset(self) -> models.QuerySet[AnswerCount]:
        """Those alone."""
        return super().get_queryset().filter(day=EVER)


class AnswerCount(DaySummary):
    """How many of a learner's answers in a course fell into a slot, and how many of them were right.

    ``hour``: all answers by the hour of the learner's clock. ``forecast``: answers to cards that were due by day, by
    the chance of recall that was predicted (``learn.core.progress.bin_of``), of which ``predicted`` is the sum. Other
    sums are not kept by slot. Written with each answer; ``day`` is ``EVER``.
    """

    objects = AnswerCountManager()

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.learner}: {self.kind} {self.slot}"


class ConfusionQuerySet(models.QuerySet["Confusion"]):
    """Meaningful reads of confusions."""

    def visible_to(self, user: Any) -> ConfusionQuerySet:
        """A learner sees their own confusions only."""
        return self.filter(learner=user) if user.is_authenticated else self.none()


class Confusion(models.Model):
    """How often a learner, asked for one fact, chose what is true of another. Written with each answer."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="confusions")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Fact, models.PROTECT, related_name="+")
    taken_for = models.ForeignKey(Fact, models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(default=0)
    last_day = models.DateField()

    objects = ConfusionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learner", "asked", "taken_for"), name="confusion_once_per_pair"),
        )
        indexes = (models.Index(fields=("learner", "course", "-count"), name="confusion_most_first"),)

    def __str__(self) -> str:
        return f"{self.learner}: {self.asked} taken for {self.taken_for}"
