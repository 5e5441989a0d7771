"""Getting back into an account without a mail server: codes kept by the learner, or a link from whoever runs the site."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse

from learn.devices import log_out_others
from learn.models import RecoveryCode, User

CODES = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that looks like a digit."""
_LOOKALIKE = str.maketrans("OIL", "011")
_GROUPS, _LETTERS = 4, 4


@transaction.atomic
def make_codes(learner: User) -> list[str]:
    """Give a learner new recovery codes of 80 random bits each; those they had are void.

    They are returned here once: only hashes are stored. So many bits need no slow hash.
    """
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _LETTERS)) for _ in range(CODES)]
    RecoveryCode.objects.filter(learner=learner).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(learner=learner, code_hash=_hash(learner, code)) for code in codes
    )
    return ["-".join(code[at : at + _LETTERS] for at in range(0, len(code), _LETTERS)) for code in codes]


def redeem_code(username: str, code: str, *, password: str) -> User | None:
    """Set a new password by a recovery code, which is void from then on; None when the two do not go together."""
    learner = User.objects.filter(username=User.normalize_username(username), is_guest=False).first()
    digest = _hash(learner or User(), code)
    with transaction.atomic():
        rows = RecoveryCode.objects.filter(learner=learner, code_hash=digest, learner__is_active=True)
        if learner is None or rows.delete()[0] != 1:
            return None
        set_password(learner, password)
    return learner


def set_password(learner: User, password: str) -> None:
    """Store a new password; every session of the learner ends, save one that is made anew (``update_session_auth_hash``)."""
    learner.set_password(password)
    learner.save(update_fields=["password"])
    log_out_others(learner, but=None)


def reset_address(learner: User) -> str:
    """The address at which a learner sets a new password: once, and within ``PASSWORD_RESET_TIMEOUT`` seconds."""
    token = default_token_generator.make_token(learner)
    return settings.SITE_URL + reverse("reset_password", args=[learner.uuid, token])


def reset_learner(uuid: object, token: str) -> User | None:
    """The learner whom a reset address is for, or None when it is not valid any more."""
    learner = User.objects.filter(uuid=uuid, is_guest=False, is_active=True).first()
    return learner if default_token_generator.check_token(learner, token) else None


def _hash(learner: User, code: str) -> str:
    letters = unicodedata.normalize("NFKC", code).upper().translate(_LOOKALIKE)
    plain = "".join(letter for letter in letters if letter in _ALPHABET)
    return hashlib.sha256(f"{learner.uuid}:{plain}".encode()).hexdigest()
