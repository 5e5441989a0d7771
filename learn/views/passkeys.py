"""Passkeys: making one, naming and removing it, and getting in with it."""

from __future__ import annotations

import json
import logging
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learn.account_forms import LogInForm
from learn.accounts import client_address, enter, guest_of
from learn.core.browsers import describe_browser
from learn.knocking import Door, TooManyKnocks, forgive, knock
from learn.models import Passkey, User
from learn.passkey_forms import MadePasskeyForm, NewPasskeyForm, PasskeyNameForm, UsedPasskeyForm
from learn.passkeys import (
    MOST_PASSKEYS,
    ChallengeTooOld,
    PasskeyRefused,
    add_passkey,
    creation_options,
    redeem_passkey,
    remove_passkey,
    rename_passkey,
)
from learn.views.accounts import (
    confirmed,
    has_account,
    learner_of,
    passkey_options,
    secret,
    show_log_in,
    show_or_send,
    site_of,
    turn_away,
    way_on_from,
)
from learn.views.preferences import keep_look

logger = logging.getLogger(__name__)


@require_safe
def passkeys(request: HttpRequest) -> HttpResponse:
    """The learner's passkeys."""
    return _show(request) if has_account(request) else redirect("sign_up")


@secret
@show_or_send
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the password, then let the browser make a passkey."""
    browser = describe_browser(request.headers.get("User-Agent", ""))
    form_class = partial(NewPasskeyForm, initial={"name": browser})
    return confirmed(request, form_class, "learn/passkey_new.html", _offer)


def _offer(request: HttpRequest, learner: User, form: forms.Form) -> HttpResponse:
    site = site_of(request)
    if site is None or learner.passkeys.count() >= MOST_PASSKEYS:
        return redirect("passkeys")
    options = json.dumps(creation_options(learner, site=site, now=timezone.now()))
    made = MadePasskeyForm(initial={"name": form.cleaned_data["name"]})
    name = form.cleaned_data["name"]
    return render(request, "learn/passkey_make.html", {"form": made, "name": name, "passkey": options})


@secret
@require_POST
def made(request: HttpRequest) -> HttpResponse:
    """Store the passkey that the browser made."""
    learner, site, form = learner_of(request), site_of(request), MadePasskeyForm(request.POST)
    if site is None or not form.is_valid():
        return _show(request, refusal=_("No passkey came from the browser. Try it again."))
    sent = form.cleaned_data
    try:
        add_passkey(learner, sent["credential"], name=sent["name"], site=site, now=timezone.now())
    except PasskeyRefused as error:
        return _show(request, refusal=_sentence(error, _("This passkey was not accepted. Try it again.")))
    messages.success(request, _("From now on “%(name)s” logs you in.") % {"name": sent["name"]})
    return redirect("passkeys")


@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a passkey something else."""
    passkey = get_object_or_404(Passkey.objects.visible_to(request.user), pk=pk)
    form = PasskeyNameForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _show(request, form=form, of=passkey)
    rename_passkey(passkey, form.cleaned_data["name"])
    messages.success(request, _("The name is changed."))
    return redirect("passkeys")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passkey off the account."""
    passkey = get_object_or_404(Passkey.objects.visible_to(request.user), pk=pk)
    remove_passkey(passkey)
    said = _("“%(name)s” does not log you in any more. Delete it on the device as well.")
    messages.success(request, said % {"name": passkey.name})
    return redirect("passkeys")


@secret
@login_not_required
@require_POST
def log_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Enter the account that a passkey belongs to; the answer is the same for passkeys that nobody has."""
    way_on = way_on_from(request)
    if has_account(request):
        return redirect(way_on)
    now, site, form = timezone.now(), site_of(request), UsedPasskeyForm(request.POST)
    again = LogInForm(
        initial={"username": request.POST.get("username", "")}, is_guest=guest_of(request) is not None
    )
    try:
        knocked = knock(Door.PASSKEY, address=client_address(request), now=now)
        if site is None or not form.is_valid():
            raise PasskeyRefused("Nothing came from the browser.")
        found = redeem_passkey(form.cleaned_data["credential"], site=site, now=now)
    except TooManyKnocks as refusal:
        return turn_away(request, "learn/log_in.html", again, refusal, passkey=passkey_options(request))
    except PasskeyRefused as error:
        said = _("This passkey does not open an account here. Log in with your name and password.")
        return show_log_in(request, again, refusal=_sentence(error, said))
    forgive(knocked)
    enter(request, found, leave_out_guest=form.cleaned_data["leave_out"])
    return keep_look(redirect(way_on), found)


def _sentence(error: PasskeyRefused, otherwise: str) -> str:
    """What is said of a refusal: the log tells whoever runs the site why."""
    if isinstance(error, ChallengeTooOld):
        return _("This page was open too long. Try it again.")
    logger.warning("A passkey was refused: %.200r", str(error))
    return otherwise


def _show(
    request: HttpRequest, *, form: PasskeyNameForm | None = None, of: Passkey | None = None, refusal: str = ""
) -> HttpResponse:
    rows = [
        {
            "passkey": row,
            "open": row == of,
            "form": form
            if row == of
            else PasskeyNameForm(initial={"name": row.name}, auto_id=f"id_{row.pk}_%s"),
        }
        for row in Passkey.objects.visible_to(request.user).order_by("pk")
    ]
    context = {
        "rows": rows,
        "possible": site_of(request) is not None,
        "full": len(rows) >= MOST_PASSKEYS,
        "refusal": refusal,
    }
    return render(request, "learn/passkeys.html", context, status=422 if form or refusal else 200)
