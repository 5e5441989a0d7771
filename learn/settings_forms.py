"""The settings of a learner, and of a course that they study."""

from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from learn.models import CardLanguage, Enrolment, User, validate_time_zone
from quizzes.models import ExtraTime

LEAST_RETENTION, MOST_RETENTION = 80, 97
"""Percent."""


@cache
def time_zones() -> tuple[str, ...]:
    """The names of all time zones, in order."""
    return tuple(sorted(zoneinfo.available_timezones()))


class LearnerForm(forms.Form):
    """What holds for everything a learner does."""

    language = forms.ChoiceField(
        label=_("Language of the pages"),
        choices=[("", _("the browser's own")), *settings.LANGUAGES],
        required=False,
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        validators=[validate_time_zone],
        help_text=_(
            "A new study day begins at four in the morning there. Days that are past stay as they were."
        ),
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off", "spellcheck": "false"}),
    )
    card_language = forms.ChoiceField(
        label=_("Language on the front of cards"),
        choices=[("", _("the same as the pages")), *CardLanguage.choices],
        required=False,
    )
    two_ratings = forms.TypedChoiceField(
        label=_("Buttons to rate a card"),
        choices=[
            ("False", _("four: again, hard, good, easy")),
            ("True", _("two: again, good")),
        ],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )

    extra_time = forms.ChoiceField(
        label=_("Extra time in exams"),
        choices=[("", _("none")), *ExtraTime.choices],
        help_text=_("For exams that begin from now on, where you are given it in the real one."),
        required=False,
    )

    @classmethod
    def of(cls, learner: User) -> LearnerForm:
        """The form as the settings are now."""
        names = ("language", "time_zone", "card_language", "two_ratings", "extra_time")
        return cls(initial={name: getattr(learner, name) for name in names})


class EnrolmentForm(forms.Form):
    """How one course is studied."""

    retention = forms.IntegerField(
        label=_("How much to remember, in percent"),
        min_value=LEAST_RETENTION,
        max_value=MOST_RETENTION,
        help_text=_("From 80 to 97. Each percent more asks for more reviews; 90 suits most people."),
    )
    new_per_day = forms.IntegerField(label=_("New cards a day"), min_value=0, max_value=999)
    reviews_per_day = forms.IntegerField(label=_("Reviews a day at most"), min_value=0, max_value=9999)

    @classmethod
    def of(cls, enrolment: Enrolment) -> EnrolmentForm:
        """The form as the settings are now."""
        percent = round(100 * enrolment.desired_retention)
        limits = {"new_per_day": enrolment.new_per_day, "reviews_per_day": enrolment.reviews_per_day}
        return cls(initial={"retention": percent, **limits}, auto_id=f"id_{enrolment.course_id}_%s")

    def values(self) -> dict[str, Any]:
        """What was sent, as ``learn.preferences.store_enrolment`` takes it."""
        sent = self.cleaned_data
        limits = {"new_per_day": sent["new_per_day"], "reviews_per_day": sent["reviews_per_day"]}
        return {"desired_retention": sent["retention"] / 100, **limits}
