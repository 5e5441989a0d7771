"""Where a learner is logged in: each browser that is known, when it was last used, and how it is logged out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from learn.core.browsers import describe_browser
from learn.models import SignedIn, User
from learn.signing_in import SessionStore, last_used

BROWSER = "browser"
"""The name of the browser in the data of a session."""


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which a learner is logged in."""

    token: str
    """Names it in a form; the key of its session, which would let anybody in, is never shown."""
    browser: str
    last_used: datetime
    """To the day; see ``learn.signing_in.NOTED_EVERY``."""
    is_this: bool


def note_browser(request: HttpRequest) -> None:
    """Keep the name of the browser with the session that was just begun."""
    request.session[BROWSER] = describe_browser(request.headers.get("User-Agent", ""))


def list_devices(learner: User, *, session_key: str | None, now: datetime) -> list[Device]:
    """Every browser in which ``learner`` is logged in, the one of ``session_key`` first, then the last used."""
    rows, sessions = SignedIn.objects.filter(account=learner, expire_date__gt=now), SessionStore()
    devices = [
        Device(
            token=_token(row.session_key),
            browser=str(sessions.decode(row.session_data).get(BROWSER, "")),
            last_used=last_used(row.expire_date),
            is_this=row.session_key == session_key,
        )
        for row in rows
    ]
    return sorted(devices, key=lambda one: (one.is_this, one.last_used), reverse=True)


def log_out_device(learner: User, token: str, *, but: str | None) -> bool:
    """Log out the browser that ``token`` names, unless it is that of the session ``but``; whether there was one."""
    keys = SignedIn.objects.filter(account=learner).exclude(pk=but).values_list("pk", flat=True)
    found = [key for key in keys if constant_time_compare(_token(key), token)]
    return SignedIn.objects.filter(account=learner, pk__in=found).delete()[0] > 0


def log_out_others(learner: User, *, but: str | None) -> int:
    """Log out every browser save that of the session ``but``; how many there were."""
    return SignedIn.objects.filter(account=learner).exclude(pk=but).delete()[0]


def _token(session_key: str) -> str:
    return salted_hmac("kaodian.device", session_key, algorithm="sha256").hexdigest()[:32]
