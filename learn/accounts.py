"""Who is learning."""

from __future__ import annotations

import uuid

from django.contrib.auth import login
from django.http import HttpRequest

from learn.models import User


def ensure_learner(request: HttpRequest) -> User:
    """The person behind ``request``; someone without an account becomes a guest, a real row to upgrade later."""
    if isinstance(request.user, User):
        return request.user
    identity = uuid.uuid4()
    guest = User(username=f"guest-{identity.hex}", uuid=identity, is_guest=True)
    guest.set_unusable_password()
    guest.save()
    login(request, guest, backend="django.contrib.auth.backends.ModelBackend")
    return guest
