"""Where a learner is logged in, and how they log out there."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from learn.devices import list_devices, log_out_device, log_out_others
from learn.models import User
from learn.signing_in import note_use


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Every browser in which the account is open."""
    key = request.session.session_key
    listed = list_devices(_learner(request), session_key=key, now=timezone.now())
    return render(request, "learn/devices.html", {"devices": listed})


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out in one other browser."""
    if log_out_device(_learner(request), request.POST.get("device", ""), but=request.session.session_key):
        messages.success(request, _("That browser is logged out."))
    else:
        messages.info(request, _("That browser was logged out already."))
    return redirect("devices")


@require_POST
def log_out_all_others(request: HttpRequest) -> HttpResponse:
    """Log out everywhere but here."""
    count = log_out_others(_learner(request), but=request.session.session_key)
    said = ngettext(
        "%(number)s other browser is logged out.", "%(number)s other browsers are logged out.", count
    )
    messages.success(request, said % {"number": count})
    return redirect("devices")


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """The browser says that somebody came back: the session lives on."""
    note_use(request, now=timezone.now())
    return HttpResponse(status=204)


def _learner(request: HttpRequest) -> User:
    return cast(User, request.user)
