"""The marks in the margin of a note: which lines state facts that can be asked, and what the learner holds of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.core.document import Span
from content.core.marking import Anchor, anchor_of, anchors, set_in
from content.models import FactText, NoteRevision
from learn.core.progress import hold, mastery_of
from learn.enrolments import find_enrolment
from learn.models import Card
from learn.reviews import weights_of
from quizzes.core.calendar import study_day

_INKS = 4


@dataclass(frozen=True, slots=True)
class Yield:
    """A fact that a note states on ``lines``, and the ways in which it can be asked."""

    fact: int
    lines: Span
    question: bool
    cell: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Facts that one element states. ``share`` is the mean chance of recall, those not begun counting 0."""

    facts: tuple[int, ...]
    question: bool
    cell: bool
    begun: int
    share: float

    @property
    def ink(self) -> int:
        """How full the mark is drawn: 0, nothing begun, to 4."""
        return 1 + min(int(self.share * _INKS), _INKS - 1) if self.begun else 0

    @property
    def value(self) -> str:
        """The facts as ``learn.core.scopes`` reads them."""
        return ".".join(str(fact) for fact in self.facts)

    @property
    def name(self) -> str:
        """What pressing it does, what it yields and what is held of it."""
        ways = [_("card")] + [_("question")] * self.question + [_("table cell")] * self.cell
        asked = ngettext(
            "Ask me now: %(number)s fact (%(ways)s)",
            "Ask me now: %(number)s facts (%(ways)s)",
            len(self.facts),
        ) % {"number": len(self.facts), "ways": _(", ").join(ways)}
        held = _("Recall today: %(percent)s%%") % {"percent": round(100 * self.share)}
        never = _("Not begun yet")
        return f"{asked}. {held if self.begun else never}"


def yields_of(revision: NoteRevision) -> list[Yield]:
    """The facts that a revision states and that can be asked. One query."""
    texts = FactText.objects.filter(revision=revision, retired_at=None, fact__flashcard__isnull=False)
    rows = texts.order_by("fact__flashcard__position").values_list(
        "fact", "first_line", "last_line", "fact__flashcard__has_question", "place"
    )
    return [
        Yield(fact, (first, last), question, "/table" in place) for fact, first, last, question, place in rows
    ]


def marks_of(html: str, yields: list[Yield], recalls: dict[int, float | None]) -> list[tuple[Anchor, Mark]]:
    """One mark for each element that states something; ``recalls`` has None for what was set aside."""
    places = anchors(html)
    grouped: defaultdict[Anchor, list[Yield]] = defaultdict(list)
    for one in yields:
        place = anchor_of(places, one.lines)
        if place is not None and recalls.get(one.fact, 0.0) is not None:
            grouped[place].append(one)
    return [(place, _mark(stated, recalls)) for place, stated in grouped.items()]


def recalls_of(user: Any, course: str, yields: list[Yield], *, now: datetime) -> dict[int, float | None]:
    """The chance of recall of each fact that ``user`` began; None for what they set aside. Two queries."""
    enrolment = find_enrolment(user, course)
    if enrolment is None:
        return {}
    day, weights = study_day(now, user.time_zone).toordinal(), weights_of(enrolment)
    cards = Card.objects.filter(enrolment=enrolment, fact__in=[one.fact for one in yields])
    return {
        fact: None if suspended else hold(stability, last_day, day, weights=weights)
        for fact, stability, last_day, suspended in cards.values_list(
            "fact", "stability", "last_day_number", "suspended"
        )
        if suspended or stability
    }


def with_marks(html: str, marks: list[tuple[Anchor, Mark]], *, form: str, language: str) -> str:
    """The HTML with a button for each mark; it sends the form with the id ``form``."""
    return set_in(html, ((place.position, _button(mark, form, language)) for place, mark in marks))


def _mark(stated: list[Yield], recalls: dict[int, float | None]) -> Mark:
    held = [recall for one in stated if (recall := recalls.get(one.fact)) is not None]
    mastery = mastery_of(held, cards=len(stated))
    return Mark(
        tuple(one.fact for one in stated),
        any(one.question for one in stated),
        any(one.cell for one in stated),
        mastery.begun,
        mastery.share,
    )


def _button(mark: Mark, form: str, language: str) -> str:
    return format_html(
        '<button class="mark ink-{}" form="{}" name="facts" value="{}" title="{}" lang="{}">'
        '<span class="visually-hidden">{}</span></button>',
        mark.ink,
        form,
        mark.value,
        mark.name,
        language,
        mark.name,
    )
