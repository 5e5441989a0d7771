"""Passkeys: keys on a learner's own devices that log in without a password."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

LONGEST_NAME = 60
"""Characters."""


class PasskeyQuerySet(models.QuerySet["Passkey"]):
    """Meaningful reads of passkeys."""

    def visible_to(self, user: Any) -> PasskeyQuerySet:
        """A learner sees their own passkeys only."""
        return self.filter(learner=user) if user.is_authenticated else self.none()


class Passkey(models.Model):
    """The public half of a key pair whose private half never leaves the learner's device."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=LONGEST_NAME)
    credential_id = models.CharField(max_length=1364)
    """In base64url, as browsers tell it; the standard allows 1,023 bytes."""
    attested = models.BinaryField()
    """The authenticator's model, the id and the public key, as WebAuthn packs them (attested credential data)."""
    sign_count = models.PositiveBigIntegerField()
    """How often the key was used, by its own count; 0 where it does not count."""
    added_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    last_used_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = PasskeyQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("credential_id",), name="passkey_once"),)

    def __str__(self) -> str:
        return f"the passkey {self.name} of {self.learner}"
