"""What a learner sends."""

from __future__ import annotations

from typing import Any

from django import forms

from content.models import Language
from learn.core.memory import Rating

RATINGS = [(rating.value, rating.name.lower()) for rating in Rating]
MOST_FLIPS = 99


class StudyForm(forms.Form):
    """The answer to a study item: which option, or what was typed, or how well it was recalled.

    What the page counts itself (time, flips, language) is taken where it can be read and left out where not: no
    answer is lost for it.
    """

    item = forms.CharField(max_length=2000)
    rating = forms.TypedChoiceField(choices=RATINGS, coerce=lambda value: Rating(int(value)), required=False)
    choice = forms.IntegerField(min_value=0, max_value=20, required=False)
    typed = forms.CharField(max_length=300, required=False)
    show = forms.BooleanField(required=False)
    language = forms.CharField(max_length=5, required=False)
    milliseconds = forms.CharField(max_length=12, required=False)
    flips = forms.CharField(max_length=12, required=False)

    def clean_language(self) -> str:
        """A language that notes can have, else nothing."""
        language = str(self.cleaned_data["language"])
        return language if language in Language.values else ""

    def clean_milliseconds(self) -> int | None:
        """A number, else None."""
        return self._number("milliseconds")

    def clean_flips(self) -> int:
        """A small number."""
        return min(self._number("flips") or 0, MOST_FLIPS)

    def _number(self, name: str) -> int | None:
        text: Any = self.cleaned_data[name]
        return int(text) if text.isascii() and text.isdecimal() else None
