"""How the pages look for somebody: light or dark, how large, and whether single keys do something.

It is kept with the learner, and in a cookie for the pages that know no learner: the server writes it into every page,
so that nothing flashes in another look first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from learn.models import TextSize, Theme, User

COOKIE = "appearance"
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the pages are told; empty texts leave it to the browser."""

    theme: str = ""
    text_size: str = ""
    single_keys: bool = True


def appearance_of(request: HttpRequest) -> Appearance:
    """What the learner chose, or what this browser remembers where nobody is logged in."""
    user = getattr(request, "user", None)
    if isinstance(user, User) or getattr(user, "is_authenticated", False):
        return Appearance(user.theme, user.text_size, user.single_keys)
    return remembered_appearance(request)


def remembered_appearance(request: HttpRequest) -> Appearance:
    """What the cookie says, without a look at the database."""
    theme, _dot, text_size = request.COOKIES.get(COOKIE, "").partition(".")
    return Appearance(
        theme if theme in Theme.values else "", text_size if text_size in TextSize.values else ""
    )


def keep_appearance(response: Response, learner: User) -> Response:
    """Remember the look on this device, for when nobody is logged in."""
    if learner.theme or learner.text_size:
        response.set_cookie(
            COOKIE,
            f"{learner.theme}.{learner.text_size}",
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            httponly=True,
        )
    else:
        response.delete_cookie(COOKIE, samesite=settings.LANGUAGE_COOKIE_SAMESITE)
    return response
