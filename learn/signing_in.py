"""Who sends a request: the session and its account come in one query, and neither is written to answer a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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


class SessionStore(DatabaseStore):
    """Sessions in the database, each with the account that it is signed in to."""

    account: User | None = None

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
        self.account = row.account
        return row


def _signed_in(session_key: str) -> QuerySet[SignedIn]:
    return SignedIn.objects.filter(session_key=session_key).select_related("account")


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

        It is read for them in any case, and the lazy one costs at every look.
        """
        if getattr(view, "login_required", True):
            request.user = _remembered(request)


def _remembered(request: HttpRequest) -> Any:
    if not hasattr(request, "_cached_user"):
        request._cached_user = signed_in_account(request)
    return request._cached_user
