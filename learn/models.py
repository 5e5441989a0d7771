"""The learner's account. Alone in the first migration: a user model cannot be swapped later."""

from __future__ import annotations

import uuid
import zoneinfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone such as Asia/Shanghai."), params={"name": name}
        )


class User(AbstractUser):
    """Someone who learns. A guest is a real row that is upgraded in place, so their data never moves."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_guest = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai", validators=[validate_time_zone])
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="user_language_known",
                condition=models.Q(language__in=["", *(code for code, _name in settings.LANGUAGES)]),
            ),
        )
