"""What is asked of somebody who makes, enters, mends or leaves an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learn.accounts import GUEST_PREFIX
from learn.models import User

LONGEST_PASSWORD = 256
"""Longer ones would only cost time; they are refused, not cut."""
_WRONG_NAME = _("A name has letters of any script, digits, and @ . + - _, without spaces.")

_WEAK = {
    "password_too_short": _("That is too short: at least 10 characters are needed."),
    "password_too_common": _(
        "Many people use this password, so it would be guessed soon. Choose another one."
    ),
    "password_too_similar": _("That is too much like your name. Choose another password."),
}


def _username(**options: Any) -> UsernameField:
    return UsernameField(label=_("Name"), max_length=150, **options)


def _password(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget)


class NewPasswordForm(forms.Form):
    """A new password, twice, since nobody sees what they type."""

    password = _password(_("New password"), "new-password")
    again = _password(_("The same password again"), "new-password")

    def __init__(self, *args: Any, learner: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.learner = learner
        self.fields["password"].help_text = _("At least 10 characters; a short sentence is easy to remember.")

    def clean(self) -> dict[str, Any]:
        """Refuse passwords that differ, or that are easily guessed."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same."))
        if password:
            learner = self.learner or User(username=cleaned.get("username", ""))
            try:
                password_validation.validate_password(password, learner)
            except ValidationError as error:
                for one in error.error_list:
                    self.add_error("password", _WEAK.get(one.code or "", one))
        return cleaned


class SignUpForm(NewPasswordForm):
    """A name and a password; nothing else is asked."""

    username = _username(
        help_text=_("Any letters, also 中文; no spaces. It is shown to nobody else."),
        validators=[UnicodeUsernameValidator(message=_WRONG_NAME)],
    )
    field_order = ("username", "password", "again")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """Keep the names of guests for guests."""
        username: str = self.cleaned_data["username"]
        if username.casefold().startswith(GUEST_PREFIX):
            raise ValidationError(
                _("Names that begin with “guest-” are kept for guests. Choose another one.")
            )
        return username


class LogInForm(forms.Form):
    """A name and its password."""

    username = _username()
    password = _password(_("Password"), "current-password")
    leave_out = forms.BooleanField(
        label=_("Somebody else learned here before me: leave out what they did"), required=False
    )

    def __init__(self, *args: Any, is_guest: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_guest:
            del self.fields["leave_out"]


class RecoveryForm(NewPasswordForm):
    """A recovery code in place of the password that was forgotten."""

    username = _username()
    code = forms.CharField(
        label=_("One of your recovery codes"),
        max_length=60,
        help_text=_("Capitals, spaces and hyphens do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    field_order = ("username", "code", "password", "again")


class ConfirmForm(forms.Form):
    """The password once more, before something that matters."""

    current = _password(_("Your present password"), "current-password")

    def __init__(self, *args: Any, learner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.learner = learner

    def clean_current(self) -> str:
        """Refuse a wrong one."""
        current: str = self.cleaned_data["current"]
        if not self.learner.check_password(current):
            raise ValidationError(_("That is not your password."))
        return current


class PasswordForm(ConfirmForm, NewPasswordForm):
    """The present password and a new one."""

    field_order = ("current", "password", "again")


class EraseForm(forms.Form):
    """The learner's own name, typed; a guest has none to type."""

    username = forms.CharField(
        label=_("Type your name to confirm"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, learner: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.learner = learner
        if learner.is_guest:
            del self.fields["username"]

    def clean_username(self) -> str:
        """Refuse any other name."""
        username: str = User.normalize_username(self.cleaned_data["username"])
        if username != self.learner.username:
            raise ValidationError(_("That is not your name; nothing was deleted."))
        return username
