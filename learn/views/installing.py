"""What a browser needs to keep Kaodian on the home screen and to say so when there is no network."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# The offline page and what it is drawn with; nothing that belongs to a person is ever kept.
KEPT_FILES = ("css/kaodian.css", "icons/favicon.svg", "icons/stroke.svg")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a network, in both languages, since nobody knows then who reads it."""
    return render(request, "learn/offline.html")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the offline page; served from the root, since it may only speak for what lies below."""
    kept = [reverse("offline"), *(static(name) for name in KEPT_FILES)]
    version = hashlib.sha256("\n".join(kept).encode()).hexdigest()[:12]
    return render(
        request,
        "learn/service_worker.js",
        {"kept": kept, "version": version},
        content_type="text/javascript; charset=utf-8",
    )


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the pages that are the same for everybody."""
    return HttpResponse(
        "User-agent: *\nAllow: /$\nAllow: /about/\nAllow: /static/\nDisallow: /\n",
        content_type="text/plain; charset=utf-8",
    )
