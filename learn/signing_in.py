"""Who sends a request: the session and its account come in one query, and neither is written to answer a card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from learn.compiled import load
from learn.models import SignedIn, User

_BEGINNINGS = {"start_study", "start_sitting", "quiz_new", "exam_start", "set_language", "settings", "adjust"}
"""Pages, by name, that browsers without scripts send when they come back; others say so themselves (``seen``)."""

NOTED_EVERY = timedelta(days=1)
"""A use is noted once in so long: the answer path writes no session, and the day is fine enough for a learner."""


class SessionStore(DatabaseStore):
    """Sessions in the database, each with the account that it is signed in to."""

    account: User | None = None
    expires: datetime | None = None
    """When the session ends if nobody comes back; None until it was read."""

    @classmethod
    def get_model_class(cls) -> type[SignedIn]:
        """The rows of sessions."""
        return SignedIn

    def create_model_instance(self, data: dict[str, Any]) -> SignedIn:
        """A row for ``data``, with its account."""
        row: SignedIn = super().create_model_instance(data)  # type: ignore[assignment]
        row.account_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        return row

    def _get_session_from_db(self) -> SignedIn | None:
        row = next(load(_signed_in, self.session_key), None) if self.session_key else None
        if row is None or row.expire_date <= timezone.now():
            self._session_key = None
            return None
        self.account, self.expires = row.account, row.expire_date
        return row


def _signed_in(session_key: str) -> QuerySet[SignedIn]:
    return SignedIn.objects.filter(session_key=session_key).select_related("account")


def is_noted(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the session's last use is noted closely enough; so is that of one that nobody is logged in to."""
    request.session.get(SESSION_KEY)  # read, unless it was
    expires = getattr(request.session, "expires", None)
    return expires is None or last_used(expires) > now - NOTED_EVERY


def note_use(request: HttpRequest, *, now: datetime) -> None:
    """Note that the session is in use, unless that was done lately; who comes back stays logged in."""
    if not is_noted(request, now=now):
        request.session.modified = True  # saved with the response, which moves its end


def last_used(expires: datetime) -> datetime:
    """When a session was last noted to be in use: it ends a fixed time after."""
    return expires - timedelta(seconds=settings.SESSION_COOKIE_AGE)


def signed_in_account(request: HttpRequest) -> Any:
    """The account behind a request, as Django's ``get_user`` finds it, without a query of its own."""
    session = request.session
    account_id = session.get(SESSION_KEY)
    account = getattr(session, "account", None)
    if account is None or str(account.pk) != account_id or not account.is_active:
        return get_user(request)
    known = session.get(HASH_SESSION_KEY, "")
    if not constant_time_compare(known, account.get_session_auth_hash()):
        return get_user(request)  # a changed password or secret: Django decides
    return account


class Account(AuthenticationMiddleware):
    """``request.user``, read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Set ``request.user``, which is read when somebody looks at it."""
        request.user = SimpleLazyObject(lambda: _remembered(request))  # type: ignore[assignment]

        async def auser() -> Any:
            return _remembered(request)

        request.auser = auser

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_given: Any) -> None:
        """Put the account itself in the place of the lazy one for views that somebody signed in must open.

        It is read for them in any case, and the lazy one costs at every look. That the session is in use is noted now
        and then where something is begun or set, never where it is answered.
        """
        if getattr(view, "login_required", True):
            request.user = _remembered(request)
        if (
            request.method == "POST"
            and request.resolver_match
            and request.resolver_match.url_name in _BEGINNINGS
        ):
            note_use(request, now=timezone.now())


def _remembered(request: HttpRequest) -> Any:
    if not hasattr(request, "_cached_user"):
        request._cached_user = signed_in_account(request)
    return request._cached_user
