"""Who is learning: guests, accounts, and how one becomes the other."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from learn.devices import note_browser
from learn.merging import merge_guest
from learn.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
GUEST_PREFIX = "guest-"


class NameTaken(Exception):
    """Somebody has that name already."""


def ensure_learner(request: HttpRequest) -> User:
    """The person behind ``request``; someone without an account becomes a guest, a real row to upgrade later."""
    if isinstance(request.user, User):
        return request.user
    identity = uuid.uuid4()
    guest = User(username=f"{GUEST_PREFIX}{identity.hex}", uuid=identity, is_guest=True)
    guest.set_unusable_password()
    guest.save()
    _log_in(request, guest)
    return guest


def guest_of(request: HttpRequest) -> User | None:
    """The guest behind ``request``, if it is one."""
    return request.user if isinstance(request.user, User) and request.user.is_guest else None


def sign_up(request: HttpRequest, *, username: str, password: str) -> User:
    """Make an account and enter it. A guest keeps their row, and with it everything they did.

    Raises NameTaken.
    """
    guest, name = guest_of(request), User.normalize_username(username)
    try:
        with transaction.atomic():
            user = _guest_row(guest) if guest else User()
            if is_taken(name, but=user):
                raise NameTaken
            user.username, user.is_guest = name, False
            user.set_password(password)
            user.save()
    except IntegrityError:
        raise NameTaken from None
    _log_in(request, user)
    return user


def _guest_row(guest: User) -> User:
    """The guest's row, locked, and apart from the user of the request, which stays as it was if this fails."""
    return User.objects.select_for_update().get(pk=guest.pk, is_guest=True)


def is_taken(username: str, *, but: User) -> bool:
    """Whether somebody else has that name; names that differ only by capitals would be taken for one another."""
    return User.objects.filter(username__iexact=username).exclude(pk=but.pk).exists()


def enter(request: HttpRequest, account: User, *, leave_out_guest: bool = False) -> None:
    """Log in. What the guest at this browser did becomes the account's, unless it is to be left out."""
    guest = guest_of(request)
    if guest and guest.pk != account.pk and not leave_out_guest:
        merge_guest(guest, account)
    _log_in(request, account)


def _log_in(request: HttpRequest, user: User) -> None:
    login(request, user, backend=BACKEND)
    note_browser(request)


def client_address(request: HttpRequest) -> str:
    """The address that a request comes from. Over https a proxy stands in front, which names it last."""
    if settings.HTTPS:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
