"""Logging in with a key that stays on the learner's device (WebAuthn), beside the password.

A challenge carries its own time, use and signature, so offering one writes nothing; it is spent in the database when it
comes back, so that it counts once over all workers. ``fido2`` does what the standard says; here is what it leaves open.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import Q
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from learn.knocking import spend
from learn.models import Passkey, User

CHALLENGE_LIVES = timedelta(minutes=10)
MOST_PASSKEYS = 20
"""Of one learner; more than a person has devices."""
LONGEST_CREDENTIAL = 20_000
"""Characters of what a browser sends; a few hundred are usual."""
# The device asks for a finger, a face or a PIN: the key alone replaces the password.
_VERIFIED = UserVerificationRequirement.REQUIRED
_LOG_IN = "log in"


class PasskeyRefused(Exception):
    """A passkey that is not accepted. The reason is for the log and for tests: pages say the same for all."""


class ChallengeTooOld(PasskeyRefused):
    """The page had been open too long."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where this site is, as a browser sees it."""

    host: str
    """The name that passkeys are bound to (the standard's RP ID), without port."""
    origin: str
    """Scheme, host and port."""


def site_at(origin: str) -> Site | None:
    """The site at an origin such as ``https://study.example.org``; None where browsers offer no passkeys.

    They need https or the very machine, and a name: no numeric address.
    """
    parts = urlsplit(origin)
    host = parts.hostname or ""
    is_local = host == "localhost" or host.endswith(".localhost")
    if not host or _is_numeric(host) or not (parts.scheme == "https" or is_local):
        return None
    return Site(host, origin)


def creation_options(learner: User, *, site: Site, now: datetime) -> dict[str, Any]:
    """What a browser needs to make a passkey for ``learner`` (PublicKeyCredentialCreationOptionsJSON)."""
    known = [AttestedCredentialData(bytes(row.attested)) for row in learner.passkeys.all()]
    person = PublicKeyCredentialUserEntity(
        id=learner.uuid.bytes, name=learner.username, display_name=learner.username
    )
    options, _state = _server(site).register_begin(
        person,
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_VERIFIED,
        challenge=_make_challenge(_use_of(learner), now),
    )
    return dict(options.public_key)


def request_options(*, site: Site, now: datetime) -> dict[str, Any]:
    """What a browser needs to offer every passkey it has for this site (PublicKeyCredentialRequestOptionsJSON)."""
    options, _state = _server(site).authenticate_begin(
        user_verification=_VERIFIED, challenge=_make_challenge(_LOG_IN, now)
    )
    return dict(options.public_key)


def add_passkey(learner: User, sent: str, *, name: str, site: Site, now: datetime) -> Passkey:
    """Store the passkey that a browser made by ``creation_options``; ``sent`` is its RegistrationResponseJSON.

    Raises PasskeyRefused, and ChallengeTooOld.
    """
    try:
        response = RegistrationResponse.from_dict(json.loads(sent))
        client = response.response.client_data
    except Exception as error:  # hostile bytes break a parser in more ways than it documents
        raise PasskeyRefused(f"The answer cannot be read: {error}") from error
    state = _spend_challenge(client, _use_of(learner), now)
    try:
        made = _server(site).register_complete(state, response)
        attested = made.credential_data
    except Exception as error:  # as above: the key inside is the sender's choice
        raise PasskeyRefused(str(error)) from error
    if attested is None:
        raise PasskeyRefused("There is no key in the answer.")
    try:
        with transaction.atomic():
            # Held while they are counted, so that two requests at once do not both see room for one more.
            User.objects.select_for_update().get(pk=learner.pk)
            if learner.passkeys.count() >= MOST_PASSKEYS:
                raise PasskeyRefused(f"There are {MOST_PASSKEYS} passkeys already.")
            return Passkey.objects.create(
                learner=learner,
                name=name,
                credential_id=websafe_encode(attested.credential_id),
                attested=bytes(attested),
                sign_count=made.counter,
                added_at=now,
            )
    except IntegrityError as error:
        raise PasskeyRefused("This passkey is registered already.") from error


def redeem_passkey(sent: str, *, site: Site, now: datetime) -> User:
    """The learner who owns the passkey that a browser answered ``request_options`` with (AuthenticationResponseJSON).

    Raises PasskeyRefused, and ChallengeTooOld.
    """
    try:
        response = AuthenticationResponse.from_dict(json.loads(sent))
        client, handle = response.response.client_data, response.response.user_handle
    except Exception as error:  # hostile bytes break a parser in more ways than it documents
        raise PasskeyRefused(f"The answer cannot be read: {error}") from error
    state = _spend_challenge(client, _LOG_IN, now)
    held = Passkey.objects.filter(credential_id=websafe_encode(response.raw_id))
    passkey = held.filter(learner__is_active=True, learner__is_guest=False).select_related("learner").first()
    if passkey is None:
        raise PasskeyRefused("Nobody has this passkey.")
    if handle is not None and handle != passkey.learner.uuid.bytes:
        raise PasskeyRefused("The passkey belongs to somebody else than it says.")
    try:
        attested = AttestedCredentialData(bytes(passkey.attested))
        _server(site).authenticate_complete(state, [attested], response)
    except Exception as error:  # as above
        raise PasskeyRefused(str(error)) from error
    _count_use(passkey, response.response.authenticator_data.counter, now)
    return passkey.learner


def rename_passkey(passkey: Passkey, name: str) -> None:
    """Call a passkey something else."""
    passkey.name = name
    passkey.save(update_fields=["name"])


def remove_passkey(passkey: Passkey) -> None:
    """Take a passkey off its account; the device keeps its half until it is deleted there."""
    passkey.delete()


def _count_use(passkey: Passkey, count: int, now: datetime) -> None:
    """Note the use. A count that did not grow tells of a copied key; devices that do not count say 0 for ever."""
    grown = Q(sign_count__lt=count) if count else Q(sign_count=0)
    rows = Passkey.objects.filter(grown, pk=passkey.pk)
    if not rows.update(sign_count=count, last_used_at=now):
        raise PasskeyRefused(f"The key's count is {count}, which is no more than at its last use.")


def _server(site: Site) -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(id=site.host, name="Kaodian 考点")
    # Only this very origin: the library would let subdomains answer as well.
    return Fido2Server(
        entity,
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == site.origin,
    )


def _use_of(learner: User) -> str:
    return f"register {learner.uuid}"


def _signer(use: str) -> Signer:
    return Signer(salt=f"kaodian.passkey.{use}")


def _make_challenge(use: str, now: datetime) -> bytes:
    return _signer(use).sign(f"{secrets.token_urlsafe(24)}.{int(now.timestamp())}").encode()


def _spend_challenge(client: CollectedClientData, use: str, now: datetime) -> Mapping[str, Any]:
    """What ``fido2`` remembers of a challenge, once it is known to be ours, for this use, fresh and not used before."""
    try:
        told = _signer(use).unsign(client.challenge.decode())
    except (BadSignature, UnicodeDecodeError) as error:
        raise PasskeyRefused("The challenge is not one of ours for this use.") from error
    if client.cross_origin:
        raise PasskeyRefused("The passkey was used in a frame of another site.")
    until = datetime.fromtimestamp(int(told.rpartition(".")[2]), UTC) + CHALLENGE_LIVES
    if now >= until:
        raise ChallengeTooOld(f"The challenge was good until {until:%H:%M:%S} UTC.")
    if not spend(told, until=until, now=now):
        raise PasskeyRefused("The challenge was used before.")
    return {"challenge": websafe_encode(client.challenge), "user_verification": _VERIFIED}


def _is_numeric(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
