"""The learner as an account: who they are, how they get in, and how they like the pages."""

from __future__ import annotations

import uuid
import zoneinfo
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models import ExtraTime


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone such as Asia/Shanghai."), params={"name": name}
        )


class CardLanguage(models.TextChoices):
    """The language that a card is first shown in; without one it is that of the interface."""

    ZH = "zh", "中文"
    EN = "en", "English"
    BOTH = "both", _("both languages")
    WEAKER = "weaker", _("the one I know less well")


class Theme(models.TextChoices):
    """Light or dark; without one the pages follow the system."""

    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


class TextSize(models.TextChoices):
    """How large the pages are set; without one they are set as the browser asks for."""

    LARGE = "large", _("large")
    LARGEST = "largest", _("largest")


class User(AbstractUser):
    """Someone who learns. A guest is a real row that is upgraded in place, so their data never moves.

    It is alone in the first migration: it cannot be swapped later.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_guest = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, default="Asia/Shanghai", validators=[validate_time_zone])
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)
    card_language = models.CharField(max_length=6, choices=CardLanguage.choices, blank=True)
    two_ratings = models.BooleanField(default=False)
    """Whether a card is rated by two buttons, forgotten and remembered, and not by four."""
    extra_time = models.CharField(max_length=4, choices=ExtraTime.choices, blank=True)
    """More time in exams that begin from now on."""
    theme = models.CharField(max_length=5, choices=Theme.choices, blank=True)
    text_size = models.CharField(max_length=7, choices=TextSize.choices, blank=True)
    single_keys = models.BooleanField(default=True)
    """Whether single letters and digits do something where a question is asked."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="user_theme_known", condition=models.Q(theme__in=["", *Theme.values])
            ),
            models.CheckConstraint(
                name="user_text_size_known", condition=models.Q(text_size__in=["", *TextSize.values])
            ),
            models.CheckConstraint(
                name="user_language_known",
                condition=models.Q(language__in=["", *(code for code, _name in settings.LANGUAGES)]),
            ),
            models.CheckConstraint(
                name="user_card_language_known",
                condition=models.Q(card_language__in=["", *CardLanguage.values]),
            ),
            models.CheckConstraint(
                name="user_extra_time_known", condition=models.Q(extra_time__in=["", *ExtraTime.values])
            ),
        )


class RecoveryCode(models.Model):
    """A code that sets a new password once; only its hash is stored, and it goes when it is used."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learner", "code_hash"), name="recovery_code_once_per_learner"),
        )

    def __str__(self) -> str:
        return f"a recovery code of {self.learner}"


class Knock(models.Model):
    """How often somebody tried to get in within a stretch of time; ``learn.knocking`` counts and limits."""

    key = models.CharField(max_length=64, unique=True)
    """A hash of what was tried and by whom: neither names nor addresses are kept."""
    count = models.PositiveIntegerField(default=0)
    until: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"


class SignedIn(AbstractBaseSession):
    """A browser that is known, and whose account it is signed in to: both are read in one query."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="signed_in")

    objects = BaseSessionManager()
