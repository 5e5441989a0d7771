"""What a self-test on a comparison sends."""

from __future__ import annotations

import re

from django import forms

from learn.cell_testing import ALL, CHOOSE, RANDOM, RECALL
from learn.core.memory import Rating

_HIDE = re.compile(rf"{RANDOM}|{ALL}|(?:row|column)-[1-9]\d?")
_DONE = re.compile(r"[1-9]\d?-[1-9]-[1-4]")
MOST_SEED = 9999


class TestSettings(forms.Form):
    """What is hidden, how it is asked, and what was answered already; what cannot be read counts as not given."""

    terms = forms.CharField(max_length=1000, required=False)
    hide = forms.CharField(max_length=20, required=False)
    way = forms.CharField(max_length=10, required=False)
    seed = forms.CharField(max_length=6, required=False)
    all = forms.CharField(max_length=1, required=False)
    done = forms.CharField(max_length=2000, required=False)

    def clean_hide(self) -> str:
        """A known way to hide, else at random."""
        text = str(self.cleaned_data["hide"])
        return text if _HIDE.fullmatch(text) else RANDOM

    def clean_way(self) -> str:
        """``choose`` or ``recall``."""
        return CHOOSE if self.cleaned_data["way"] == CHOOSE else RECALL

    def clean_seed(self) -> int:
        """A number from 1."""
        text = str(self.cleaned_data["seed"])
        return min(max(int(text), 1), MOST_SEED) if text.isascii() and text.isdecimal() else 1

    def clean_done(self) -> dict[str, Rating]:
        """How the cells answered so far were rated, by place."""
        parts = [one for one in str(self.cleaned_data["done"]).split(",") if _DONE.fullmatch(one)]
        return {one.rpartition("-")[0]: Rating(int(one[-1])) for one in parts}


class CellAnswer(TestSettings):
    """The answer to one hidden cell: its place, and the rating or the number of the option."""

    answer = forms.RegexField(r"^[1-9]\d?-[1-9]:[0-4]$")

    def clean_answer(self) -> tuple[str, int]:
        """The place and the number."""
        place, _, number = str(self.cleaned_data["answer"]).partition(":")
        return place, int(number)
