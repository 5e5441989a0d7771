"""Where a learner stopped reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from content.models import Course, Note


class ReadingPlaceQuerySet(models.QuerySet["ReadingPlace"]):
    """Meaningful reads of places."""

    def visible_to(self, user: Any) -> ReadingPlaceQuerySet:
        """A learner's own places, in notes that are still there and that they may still read."""
        if not user.is_authenticated:
            return self.none()
        notes = {"note__retired_at": None, "note__current__isnull": False}
        return self.filter(learner=user, note__course__in=Course.objects.visible_to(user), **notes)


class ReadingPlace(models.Model):
    """The heading that a learner reached when they last read a note; one for each note in each language."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reading_places")
    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    heading = models.CharField(max_length=300, blank=True)
    """The id of the heading; empty above the first one."""
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    objects = ReadingPlaceQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("learner", "note"), name="reading_place_once_per_note"),
        )
        indexes = (models.Index(fields=("learner", "-at", "-id"), name="reading_place_newest_first"),)

    def __str__(self) -> str:
        return f"{self.learner} in {self.note} at {self.heading or 'the top'}"
