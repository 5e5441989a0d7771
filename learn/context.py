"""What every page's template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from learn.appearance import appearance_of
from learn.signing_in import is_noted


def site(request: HttpRequest) -> dict[str, Any]:
    """The version, for the footer; how the page is to look; and whether the browser is to say that it is in use.

    Both are found out where a template asks: a page that tells of trouble touches no database.
    """
    return {
        "version": settings.VERSION,
        "appearance": SimpleLazyObject(lambda: appearance_of(request)),
        "seen_unnoted": lambda: hasattr(request, "session") and not is_noted(request, now=timezone.now()),
    }
