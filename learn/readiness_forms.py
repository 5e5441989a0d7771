"""The day of an exam, as it is typed."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_LONGEST = timedelta(days=3 * 366)


class ExamDayForm(forms.Form):
    """When the exam is; nothing stands for no exam."""

    exam_day = forms.DateField(
        label=gettext_lazy("Day of the exam"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"],
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today
        typed = self.data.get("exam_day", "")
        self.fields["exam_day"].error_messages["invalid"] = _(
            "“%(value)s” is no day; write it as 2027-03-31."
        ) % {"value": typed}

    def clean_exam_day(self) -> date | None:
        """A day from today to three years ahead."""
        day: date | None = self.cleaned_data["exam_day"]
        if day and day < self.today:
            raise forms.ValidationError(
                _("%(day)s is over. Choose today or a later day, or leave it empty.") % {"day": day}
            )
        if day and day > self.today + _LONGEST:
            raise forms.ValidationError(
                _("%(day)s is more than three years ahead. Choose an earlier day.") % {"day": day}
            )
        return day
