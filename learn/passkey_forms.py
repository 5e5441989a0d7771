"""What is asked of somebody who adds, names or uses a passkey."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from learn.account_forms import ConfirmForm
from learn.models import Passkey
from learn.passkeys import LONGEST_CREDENTIAL

_LONGEST_NAME = Passkey._meta.get_field("name").max_length


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Name of the passkey"),
        max_length=_LONGEST_NAME,
        help_text=_("So that you know it again, such as “my telephone”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _credential() -> forms.CharField:
    return forms.CharField(max_length=LONGEST_CREDENTIAL, widget=forms.HiddenInput)


class PasskeyNameForm(forms.Form):
    """What a passkey is called."""

    name = _name()


class NewPasskeyForm(ConfirmForm):
    """A name, and the password once more: a passkey opens the account for good."""

    name = _name()
    field_order = ("name", "current")


class MadePasskeyForm(forms.Form):
    """The passkey that the browser made, and the name that was chosen before."""

    name = forms.CharField(max_length=_LONGEST_NAME, widget=forms.HiddenInput)
    credential = _credential()


class UsedPasskeyForm(forms.Form):
    """What the browser answered, sent with the log-in form."""

    credential = _credential()
    leave_out = forms.BooleanField(required=False)
