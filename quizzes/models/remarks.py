"""What a learner notes beside a fact that they got wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from content.models import Fact

LONGEST_REMARK = 2000


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Meaningful reads of remarks."""

    def visible_to(self, user: Any) -> RemarkQuerySet:
        """A learner sees their own remarks only."""
        return self.filter(learner=user) if user.is_authenticated else self.none()


class Remark(models.Model):
    """A learner's own words about a fact in their mistake book, and whether they starred it."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="remarks")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="+")
    text = models.CharField(max_length=LONGEST_REMARK, blank=True)
    starred = models.BooleanField(default=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("learner", "fact"), name="remark_once_per_fact"),)

    def __str__(self) -> str:
        return f"{self.learner} on {self.fact}"
