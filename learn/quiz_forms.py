"""What a quiz is to be about, and which part of the mistake book is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.models import Language
from learn.core.mistakes import Cause
from learn.core.quiz_wishes import Group, Only, Wish
from learn.mistakes import BookFilter
from learn.quiz_questions import Part
from quizzes.models import Sitting

DEFAULT_LENGTH, LONGEST_QUIZ = 10, 100
GROUP_NAMES = {
    Group.ONE: _("one option to choose"),
    Group.SEVERAL: _("several options to choose"),
    Group.MATCH: _("matching"),
    Group.ORDER: _("putting in order"),
    Group.WRITTEN: _("questions that stand in the notes"),
}
ONLY_NAMES = {
    "": _("everything"),
    Only.MISTAKES.value: _("only what is in my mistake book"),
    Only.UNSEEN.value: _("only what I was never asked"),
    Only.WEAK.value: _("only what I am likely to have forgotten"),
}
LANGUAGE_CHOICES = [
    ("", _("any")),
    *((code, name) for code, name in Language.choices if code in ("zh", "en")),
]


class QuizForm(forms.Form):
    """A learner's choice; a field that is left out asks for nothing in particular, and so does nothing ticked.

    Without ``sections`` and ``terms`` none is refused: what the course does not have fits no question.
    """

    section = forms.MultipleChoiceField(required=False)
    term = forms.MultipleChoiceField(required=False)
    kind = forms.MultipleChoiceField(choices=[(one.value, GROUP_NAMES[one]) for one in Group], required=False)
    language = forms.ChoiceField(choices=LANGUAGE_CHOICES, required=False)
    only = forms.ChoiceField(choices=list(ONLY_NAMES.items()), required=False)
    number = forms.IntegerField(
        min_value=1,
        max_value=LONGEST_QUIZ,
        required=False,
        error_messages={
            "min_value": _("A quiz has at least one question: choose a number from 1 to 100."),
            "max_value": _("A quiz has at most 100 questions: choose a number from 1 to 100."),
            "invalid": _("This is not a number of questions: choose one from 1 to 100."),
        },
    )
    mode = forms.ChoiceField(
        choices=[(one.value, one.label) for one in Sitting.Mode],
        required=False,
        error_messages={
            "invalid_choice": _("A quiz is taken to learn, for review or as an exam: choose one.")
        },
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        sections: Iterable[Part] | None = None,
        terms: Iterable[Part] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        for name, parts in (("section", sections), ("term", terms)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = (
                [(value, value) for value in data.getlist(name)]
                if parts is None
                else [(part.value, part.name) for part in parts]
            )
            field.error_messages["invalid_choice"] = _(
                "“%(value)s” is not in this course (any more); choose from the list."
            )

    def clean_number(self) -> int:
        """The number of questions, the default where none is given."""
        return self.cleaned_data["number"] or DEFAULT_LENGTH

    def clean_mode(self) -> str:
        """One of the three ways."""
        return self.cleaned_data["mode"] or Sitting.Mode.LEARN.value

    def wish(self) -> Wish:
        """What was chosen, as far as it could be read."""
        given = getattr(self, "cleaned_data", {})
        return Wish(
            sections=frozenset(given.get("section", ())),
            terms=frozenset(given.get("term", ())),
            groups=frozenset(Group(one) for one in given.get("kind", ())),
            language=given.get("language", ""),
            only=Only(given["only"]) if given.get("only") else None,
        )


def read_filter(query: Any) -> BookFilter:
    """The part of the mistake book that an address names; what nobody can choose is left out."""
    cause = query.get("cause", "")
    return BookFilter(
        section=query.get("section", ""),
        term=query.get("term", ""),
        cause=cause if cause in tuple(Cause) else "",
        starred=query.get("starred", "") == "on",
        mended=query.get("state", "") == "mended",
    )
