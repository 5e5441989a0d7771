"""The settings of a learner, and of a course that they study."""

from __future__ import annotations

import zoneinfo
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from learn.models import CardLanguage, Enrolment, TextSize, Theme, User, validate_time_zone
from learn.readiness_forms import ExamDayForm
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
    theme = forms.ChoiceField(
        label=_("Light or dark"), choices=[("", _("as the system has it")), *Theme.choices], required=False
    )
    text_size = forms.ChoiceField(
        label=_("Text size"), choices=[("", _("as the browser has it")), *TextSize.choices], required=False
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
    single_keys = forms.BooleanField(
        label=_("Single keys do something while a question is asked"),
        help_text=_("Such as 1 to 4, L, U and ?. Turn them off if you speak to your computer."),
        required=False,
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
        return cls(initial={name: getattr(learner, name) for name in cls.base_fields})


class AppearanceForm(forms.Form):
    """What the page itself changes: some of the settings above, at once."""

    theme = forms.ChoiceField(choices=[("", ""), *Theme.choices], required=False)
    text_size = forms.ChoiceField(choices=[("", ""), *TextSize.choices], required=False)
    single_keys = forms.TypedChoiceField(
        choices=[("on", "on"), ("off", "off")], coerce=lambda value: value == "on", required=False
    )

    def values(self) -> dict[str, Any]:
        """What was sent, as ``learn.preferences.store_preferences`` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class EnrolmentForm(ExamDayForm):
    """How one course is studied, and for which day."""

    retention = forms.IntegerField(
        label=_("How much to remember, in percent"),
        min_value=LEAST_RETENTION,
        max_value=MOST_RETENTION,
        help_text=_("From 80 to 97. Each percent more asks for more reviews; 90 suits most people."),
    )
    new_per_day = forms.IntegerField(label=_("New cards a day"), min_value=0, max_value=999)
    reviews_per_day = forms.IntegerField(label=_("Reviews a day at most"), min_value=0, max_value=9999)

    field_order = ("retention", "new_per_day", "reviews_per_day", "exam_day")

    def __init__(self, sent: Any = None, *, enrolment: Enrolment, has_exam: bool, today: date) -> None:
        percent = round(100 * enrolment.desired_retention)
        kept = {name: getattr(enrolment, name) for name in ("new_per_day", "reviews_per_day", "exam_day")}
        super().__init__(
            sent,
            today=today,
            initial={"retention": percent, **kept},
            auto_id=f"id_{enrolment.course_id}_%s",
        )
        self.kept_day = enrolment.exam_day
        if not has_exam:
            del self.fields["exam_day"]

    def clean_exam_day(self) -> date | None:
        """A day to come; one that is over by now may stay."""
        day: date | None = self.cleaned_data["exam_day"]
        return day if day and day == self.kept_day else super().clean_exam_day()

    def values(self) -> dict[str, Any]:
        """What was sent, as ``learn.preferences.store_enrolment`` takes it; the day of the exam is not among it."""
        sent = self.cleaned_data
        limits = {"new_per_day": sent["new_per_day"], "reviews_per_day": sent["reviews_per_day"]}
        return {"desired_retention": sent["retention"] / 100, **limits}
