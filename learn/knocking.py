"""How often somebody may try to get in: counted in the database, so that all workers count together."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from learn.models import Knock


class Door(StrEnum):
    """What is tried."""

    SIGN_UP = "sign up"
    LOG_IN = "log in"
    RECOVER = "recover"
    CONFIRM = "confirm"
    PASSKEY = "passkey"


class TooManyKnocks(Exception):
    """Too much was tried; ``until`` is when it may be tried again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"Too many attempts; the next one is possible at {until:%H:%M} UTC.")


@dataclass(frozen=True, slots=True)
class _Limit:
    most: int
    window: timedelta


_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)
# Failures of one person at one address; of everybody at an address, which a school may share; of all addresses
# with one name, high enough that nobody is shut out of their account by a stranger's few tries.
_TOGETHER = {
    Door.LOG_IN: _Limit(10, _QUARTER),
    Door.RECOVER: _Limit(5, _QUARTER),
    Door.CONFIRM: _Limit(10, _QUARTER),
}
_BY_NAME = {Door.LOG_IN: _Limit(100, _HOUR), Door.RECOVER: _Limit(50, _HOUR)}
_BY_ADDRESS = {
    Door.SIGN_UP: _Limit(60, _HOUR),
    Door.LOG_IN: _Limit(100, _QUARTER),
    Door.RECOVER: _Limit(30, _QUARTER),
    Door.PASSKEY: _Limit(100, _QUARTER),
}


def knock(door: Door, *, address: str, name: str = "", now: datetime) -> tuple[str, ...]:
    """Count one attempt before it is looked at, so that a thousand at once count as a thousand.

    Returns what ``forgive`` takes back when the attempt succeeds. Raises TooManyKnocks.
    """
    name, network = name.casefold(), _network(address)
    wanted = [
        (_TOGETHER.get(door), f"{door}:both:{network}:{name}"),
        (_BY_NAME.get(door), f"{door}:name:{name}"),
        (_BY_ADDRESS.get(door), f"{door}:address:{network}"),
    ]
    counted = [
        (limit, salted_hmac("kaodian.knock", text, algorithm="sha256").hexdigest())
        for limit, text in wanted
        if limit
    ]
    Knock.objects.filter(until__lte=now).delete()
    refused = [found for limit, key in counted if (found := _count(key, limit, now))]
    if refused:
        raise TooManyKnocks(max(refused))
    return tuple(key for _limit, key in counted)


def forgive(keys: tuple[str, ...]) -> None:
    """Take back an attempt that succeeded: only failures count."""
    Knock.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


def spend(token: str, *, until: datetime, now: datetime) -> bool:
    """Whether ``token``, which is good for one use before ``until``, is used for the first time."""
    Knock.objects.filter(until__lte=now).delete()
    key = salted_hmac("kaodian.spent", token, algorithm="sha256").hexdigest()
    _row, is_new = Knock.objects.get_or_create(key=key, defaults={"until": until})
    return is_new


@transaction.atomic
def _count(key: str, limit: _Limit, now: datetime) -> datetime | None:
    """Count one more; returns until when it is too much, or None."""
    Knock.objects.get_or_create(key=key, defaults={"until": now + limit.window})
    Knock.objects.filter(key=key).update(count=F("count") + 1)
    row = Knock.objects.filter(key=key).first()
    return row.until if row and row.count > limit.most else None


def _network(address: str) -> str:
    """The address; of IPv6 the first 64 bits, since one household has as many addresses as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
