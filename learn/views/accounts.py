"""Making an account, getting in and out, and getting back in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learn.account_forms import (
    ConfirmForm,
    LogInForm,
    NewPasswordForm,
    PasswordForm,
    RecoveryForm,
    SignUpForm,
)
from learn.accounts import NameTaken, client_address, enter, guest_of, sign_up
from learn.knocking import Door, TooManyKnocks, forgive, knock
from learn.models import SignedIn, User
from learn.passkeys import Site, request_options, site_at
from learn.recovery import make_codes, redeem_code, reset_learner, set_password
from learn.views.preferences import keep_look

View = Callable[..., HttpResponse]
show_or_send = require_http_methods(["GET", "HEAD", "POST"])
secret = sensitive_post_parameters("password", "again", "current", "code", "credential")


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What the account is, and what can be done with it."""
    learner = learner_of(request)
    context = {
        "codes_left": learner.recovery_codes.count(),
        "passkeys": learner.passkeys.count(),
        "devices": SignedIn.objects.filter(account=learner, expire_date__gt=timezone.now()).count(),
    }
    return render(request, "learn/account.html", context)


@secret
@login_not_required
@show_or_send
def sign_up_page(request: HttpRequest) -> HttpResponse:
    """Make an account; a guest's own row becomes one."""
    if has_account(request):
        return redirect("account")
    form = SignUpForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "learn/sign_up.html", form)
    username, was_guest = form.cleaned_data["username"], guest_of(request) is not None
    try:
        knock(Door.SIGN_UP, address=client_address(request), now=timezone.now())
        learner = sign_up(request, username=username, password=form.cleaned_data["password"])
    except TooManyKnocks as refusal:
        return turn_away(request, "learn/sign_up.html", form, refusal)
    except NameTaken:
        form.add_error("username", _("This name is taken. Choose another one."))
        return _show(request, "learn/sign_up.html", form)
    return _show_codes(request, make_codes(learner), is_new=True, was_guest=was_guest)


@secret
@login_not_required
@show_or_send
def log_in(request: HttpRequest) -> HttpResponse:
    """Enter an account; what a guest did at this browser comes along."""
    way_on = way_on_from(request)
    if has_account(request):
        return redirect(way_on)
    form = LogInForm(request.POST or None, is_guest=guest_of(request) is not None)
    if request.method != "POST" or not form.is_valid():
        return show_log_in(request, form)
    sent = form.cleaned_data
    try:
        knocked = knock(
            Door.LOG_IN, address=client_address(request), name=sent["username"], now=timezone.now()
        )
    except TooManyKnocks as refusal:
        return turn_away(request, "learn/log_in.html", form, refusal, passkey=passkey_options(request))
    found = authenticate(request, username=sent["username"], password=sent["password"])
    if not isinstance(found, User) or found.is_guest:
        form.add_error(None, _("The name and the password do not go together. Capitals count in both."))
        return show_log_in(request, form)
    forgive(knocked)
    enter(request, found, leave_out_guest=sent.get("leave_out", False))
    return keep_look(redirect(way_on), found)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Leave the account. A guest would lose everything by it, and is asked to make an account first."""
    if guest_of(request):
        messages.warning(
            request,
            _(
                "As a guest you could not come back to your progress. Make an account first, or delete what is here."
            ),
        )
        return redirect("account")
    logout(request)
    messages.success(request, _("You are logged out."))
    return redirect("home")


@secret
@login_not_required
@show_or_send
def recover(request: HttpRequest) -> HttpResponse:
    """Set a new password by a recovery code; the answer is the same for names that do not exist."""
    form = RecoveryForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "learn/recover.html", form)
    sent = form.cleaned_data
    try:
        knocked = knock(
            Door.RECOVER, address=client_address(request), name=sent["username"], now=timezone.now()
        )
    except TooManyKnocks as refusal:
        return turn_away(request, "learn/recover.html", form, refusal)
    found = redeem_code(sent["username"], sent["code"], password=sent["password"])
    if found is None:
        form.add_error(
            None, _("The name and the recovery code do not go together, or the code was used before.")
        )
        return _show(request, "learn/recover.html", form)
    forgive(knocked)
    return _enter_again(request, found)


@secret
@login_not_required
@show_or_send
def reset_password(request: HttpRequest, uuid: UUID, token: str) -> HttpResponse:
    """Set a new password at an address that ``manage.py reset_link`` printed."""
    learner = reset_learner(uuid, token)
    if learner is None:
        return render(request, "learn/reset_password.html", status=404)
    form = NewPasswordForm(request.POST or None, learner=learner)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "learn/reset_password.html", form, learner=learner)
    set_password(learner, form.cleaned_data["password"])
    return _enter_again(request, learner)


@secret
@show_or_send
def change_password(request: HttpRequest) -> HttpResponse:
    """Set another password; all other devices are logged out."""
    return confirmed(request, PasswordForm, "learn/change_password.html", _change_password)


@secret
@show_or_send
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, shown this once."""
    return confirmed(request, ConfirmForm, "learn/recovery_codes.html", _renew_codes)


def _change_password(request: HttpRequest, learner: User, form: forms.Form) -> HttpResponse:
    set_password(learner, form.cleaned_data["password"])
    update_session_auth_hash(request, learner)
    messages.success(request, _("Your password is changed, and every other device is logged out."))
    return redirect("account")


def _renew_codes(request: HttpRequest, learner: User, form: forms.Form) -> HttpResponse:
    return _show_codes(request, make_codes(learner), is_new=False)


def confirmed(
    request: HttpRequest,
    form_class: Callable[..., ConfirmForm],
    template: str,
    act: Callable[[HttpRequest, User, forms.Form], HttpResponse],
) -> HttpResponse:
    """Do something for which the password is asked once more; a guest has none, and makes an account first."""
    learner = learner_of(request)
    if learner.is_guest:
        return redirect("sign_up")
    if request.method != "POST":
        return _show(request, template, form_class(learner=learner))
    form = form_class(request.POST, learner=learner)
    try:
        knocked = knock(Door.CONFIRM, address="", name=learner.username, now=timezone.now())
    except TooManyKnocks as refusal:
        return turn_away(request, template, form_class(learner=learner), refusal)
    if "current" not in form.errors:
        forgive(knocked)
    return act(request, learner, form) if form.is_valid() else _show(request, template, form)


def learner_of(request: HttpRequest) -> User:
    """Who asks; only called where a login is required."""
    return cast(User, request.user)


def has_account(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and not request.user.is_guest


def way_on_from(request: HttpRequest) -> str:
    """The page that asked for a login, if it is one of ours, else the home page."""
    wanted = _wanted(request)
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=settings.HTTPS)
    return wanted if safe else "home"


def _enter_again(request: HttpRequest, learner: User) -> HttpResponse:
    enter(request, learner)
    left = learner.recovery_codes.count()
    said = _("Your new password is set, and every other device is logged out.")
    codes = ngettext("%(number)s recovery code is left.", "%(number)s recovery codes are left.", left)
    messages.success(request, f"{said} {codes % {'number': left}}")
    return keep_look(redirect("account"), learner)


def _show(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound or "refusal" in context else 200
    return render(request, template, {"form": form, "next": _wanted(request), **context}, status=status)


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("next", request.GET.get("next", ""))


def show_log_in(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    """The log-in page, with what the browser needs to use a passkey in place of the password."""
    return _show(request, "learn/log_in.html", form, passkey=passkey_options(request), **context)


def site_of(request: HttpRequest) -> Site | None:
    """This site as the browser behind ``request`` sees it; its name was checked against ``ALLOWED_HOSTS``."""
    return site_at(f"{request.scheme}://{request.get_host()}")


def passkey_options(request: HttpRequest) -> str:
    """The same as JSON; empty where browsers offer no passkeys."""
    site = site_of(request)
    return json.dumps(request_options(site=site, now=timezone.now())) if site else ""


def turn_away(
    request: HttpRequest, template: str, form: forms.Form, refusal: TooManyKnocks, **context: Any
) -> HttpResponse:
    """Too many attempts: the form as it was, and when to come back."""
    wait = max(refusal.until - timezone.now(), timedelta(seconds=1))
    minutes = -(-wait // timedelta(minutes=1)) or 1
    said = ngettext(
        "Too many attempts. Try again in %(number)s minute.",
        "Too many attempts. Try again in %(number)s minutes.",
        minutes,
    )
    context |= {"form": form, "next": _wanted(request), "refusal": said % {"number": minutes}}
    response = render(request, template, context, status=429)
    response.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return response


def _show_codes(
    request: HttpRequest, codes: list[str], *, is_new: bool, was_guest: bool = False
) -> HttpResponse:
    context = {"codes": codes, "is_new": is_new, "was_guest": was_guest}
    return render(request, "learn/codes.html", context)
