"""Templates that are compiled to Python, for pages where rendering is much of the work: those in ``templates/jinja2``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Jinja as the settings ask for it, with addresses, dates and translations."""
    made = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)
    made.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    made.globals |= {"url": _url, "django": _django}
    made.filters["date"] = date_format
    return made


@lru_cache(maxsize=4096)
def _url(name: str, *args: str) -> str:
    return reverse(name, args=args)


def _django(name: str, request: HttpRequest, **context: Any) -> SafeString:
    """A template of Django's: what is seldom shown, or on other pages as well, is written once."""
    return render_to_string(name, context, request)
