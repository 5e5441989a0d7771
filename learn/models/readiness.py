"""Forecasts of mocks as they were made, so that what followed can prove them right or wrong."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models

from quizzes.models import Blueprint


class StoredForecast(models.Model):
    """What was forecast for a mock on ``day``: the share right with its bands. Written once, never changed."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="forecasts")
    blueprint = models.ForeignKey(Blueprint, models.PROTECT, related_name="+")
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    made_on: models.DateField[date, date] = models.DateField()
    """The study day on which it was made."""
    day: models.DateField[date, date] = models.DateField()
    share = models.FloatField()
    half_low = models.FloatField()
    """The band for half of the mocks, and that for nine of ten."""
    half_high = models.FloatField()
    most_low = models.FloatField()
    most_high = models.FloatField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("learner", "blueprint", "made_on", "day"), name="forecast_once_a_day"
            ),
            models.CheckConstraint(
                name="forecast_looks_ahead", condition=models.Q(day__gte=models.F("made_on"))
            ),
            models.CheckConstraint(
                name="forecast_bands_hold_each_other",
                condition=models.Q(
                    most_low__lte=models.F("half_low"),
                    half_low__lte=models.F("half_high"),
                    half_high__lte=models.F("most_high"),
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.learner} on {self.day}: {self.share:.2f}"
