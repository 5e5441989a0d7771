"""The mock exam that a learner is sitting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.urls import reverse

from quizzes.models import Sitting


@dataclass(frozen=True, slots=True)
class RunningMock:
    """A mock to go on with, and the whole minutes that are left, the last one begun counting."""

    url: str
    title: str
    minutes: int


def running_mock(user: Any, *, now: datetime, language: str) -> RunningMock | None:
    """The mock that ``user`` is sitting, or None. One query."""
    if not user.is_authenticated:
        return None
    mocks = Sitting.objects.visible_to(user).mocks().unfinished().select_related("blueprint")
    for one in mocks:
        if one.deadline and one.blueprint and not one.is_over(now):
            minutes = ceil((one.deadline - now).total_seconds() / 60)
            return RunningMock(reverse("exam", args=[one.uuid]), one.blueprint.title(language), minutes)
    return None
