"""What the progress page needs of a learner's rows: cards of the course shown, and sums by day, by hour, by forecast.

How much is read goes by what is shown, half a year and one course, never by how many reviews there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from content.core.names import strip_marks
from content.models import Course, FactText, Note
from learn.compiled import load
from learn.core.charts import first_shown
from learn.core.progress import hold
from learn.core.scheduling import Phase
from learn.days import MATURE_DAYS
from learn.models import AnswerCount, Card, Confusion, DaySummary, Enrolment, User
from learn.reviews import weights_of
from learn.studying import Workload, choose_card
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard
from quizzes.separating import SeparatingRow, separating_rows

WEEKS = 26
_MOST_PAIRS = 5
_PAIRS_READ = 20
"""Confusions looked at, so that both directions of a pair are counted together."""


class CardOfCourse(NamedTuple):
    """A card that the learner has begun."""

    fact: int
    topic: str
    term: str
    recall: float
    due_day: date | None
    mature: bool


@dataclass(frozen=True, slots=True)
class ConfusedPair:
    """Two facts taken for each other ``count`` times; ``pk`` names the confusion that a drill is about."""

    pk: int
    count: int
    last_day: date
    rows: tuple[SeparatingRow, ...]


@dataclass(frozen=True, slots=True)
class NoteOutline:
    """The title of a note and of its sections, by heading id."""

    slug: str
    title: str
    language: str
    url: str
    sections: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All that the page shows, before it is worded and drawn."""

    enrolment: Enrolment
    today: date
    workload: Workload
    days: list[DaySummary]
    """Of all courses, the oldest first."""
    facts: dict[str, int]
    """How many facts each topic has, in the order of the course; those that the learner set aside are not counted."""
    cards: list[CardOfCourse]
    hours: dict[int, tuple[int, int]]
    forecasts: dict[int, tuple[int, int, float]]
    outlines: list[NoteOutline]
    pairs: list[ConfusedPair]

    @property
    def days_here(self) -> list[DaySummary]:
        """The days on which the shown course was studied."""
        return [row for row in self.days if row.course_id == self.enrolment.course_id]


def enrolments_of(learner: Any) -> list[Enrolment]:
    """The courses that a learner studies and may still see. One query."""
    found = list(load(_ENROLMENTS[learner.is_staff], learner.pk))
    for enrolment in found:
        enrolment.learner = learner
    return found


def _enrolments(reader: User, learner: int) -> QuerySet[Enrolment]:
    """What ``learner`` studies of the courses that somebody like ``reader`` may see."""
    mine = Enrolment.objects.filter(learner=learner, course__in=Course.objects.visible_to(reader))
    return mine.select_related("course", "weights").order_by("course__position", "pk")


_ENROLMENTS = {staff: partial(_enrolments, User(is_staff=staff)) for staff in (False, True)}


def load_dashboard(enrolments: list[Enrolment], *, course: str, now: datetime, language: str) -> Dashboard:
    """The numbers of the course named by its slug, else of the one that was studied last. Nine queries."""
    learner = enrolments[0].learner
    today = study_day(now, learner.time_zone)
    rows = DaySummary.objects.filter(learner=learner, day__gte=first_shown(today, weeks=WEEKS))
    days = list(rows.order_by("day"))
    enrolment = _chosen(enrolments, course, days)
    hours, forecasts = _counts(enrolment)
    facts, cards = _cards(enrolment, today)
    return Dashboard(
        enrolment=enrolment,
        today=today,
        workload=workload_of(enrolment, now),
        days=days,
        facts=facts,
        cards=cards,
        hours=hours,
        forecasts=forecasts,
        outlines=note_outlines(enrolment.course, language),
        pairs=confused_pairs(enrolment, language),
    )


def confused_pairs(enrolment: Enrolment, language: str, *, most: int = _MOST_PAIRS) -> list[ConfusedPair]:
    """The pairs most confused, with the rows that tell them apart. Three queries."""
    mine = Confusion.objects.filter(learner=enrolment.learner_id, course=enrolment.course_id, count__gt=0)
    merged: dict[frozenset[int], list[Confusion]] = {}
    for row in mine.order_by("-count", "-last_day", "pk")[:_PAIRS_READ]:
        merged.setdefault(frozenset((row.asked_id, row.taken_for_id)), []).append(row)
    counted = sorted(merged.values(), key=lambda rows: (-sum(row.count for row in rows), rows[0].pk))[:most]
    leading = [rows[0] for rows in counted]
    told = separating_rows([(row.asked_id, row.taken_for_id) for row in leading], language)
    pairs = [
        ConfusedPair(
            row.pk,
            sum(one.count for one in rows),
            max(one.last_day for one in rows),
            told.get((row.asked_id, row.taken_for_id), ()),
        )
        for row, rows in zip(leading, counted, strict=True)
    ]
    return [pair for pair in pairs if pair.rows]


def term_names(facts: Iterable[int], language: str) -> dict[int, tuple[str, str]]:
    """What the notes call the subjects of some facts, with the language of the name: ``language`` where there is one."""
    texts = FactText.objects.filter(fact__in=list(facts), retired_at=None)
    found: dict[int, tuple[bool, str, str]] = {}
    for fact, subject, told in texts.values_list("fact", "subject", "language"):
        name = (told != language, strip_marks(subject), told)
        found[fact] = min(found.get(fact, name), name)
    return {fact: (subject, told) for fact, (_other, subject, told) in found.items()}


def _chosen(enrolments: list[Enrolment], course: str, days: list[DaySummary]) -> Enrolment:
    named = next((one for one in enrolments if one.course.slug == course), None)
    by_course = {one.course_id: one for one in enrolments}
    studied = next((by_course[row.course_id] for row in reversed(days) if row.course_id in by_course), None)
    return named or studied or enrolments[0]


def workload_of(enrolment: Enrolment, now: datetime) -> Workload:
    """What is left today; nothing when what is due waits until tomorrow, having too much in common with what was asked."""
    found = choose_card(enrolment, now=now)
    return found.workload if found.row or found.waiting_until else Workload(0, 0, 0)


def _cards(enrolment: Enrolment, today: date) -> tuple[dict[str, int], list[CardOfCourse]]:
    """How many facts each topic has, and the cards that were begun. Two queries, which read what is shown."""
    topics = Flashcard.objects.filter(course=enrolment.course_id).values_list("topic")
    counted = topics.annotate(facts=Count("pk"), first=Min("position")).order_by("first")
    facts = {topic: count for topic, count, _first in counted}
    rows = Card.objects.filter(enrolment=enrolment, fact__flashcard__isnull=False).values_list(
        "fact",
        "fact__flashcard__topic",
        "fact__term",
        "phase",
        "stability",
        "last_day_number",
        "due_day",
        "suspended",
    )
    weights, number = weights_of(enrolment), today.toordinal()
    cards = []
    for fact, topic, term, phase, stability, last_day, due_day, suspended in rows.order_by(
        "fact__flashcard__position"
    ):
        if suspended:
            facts[topic] -= 1
        elif stability:
            mature = bool(due_day and last_day and due_day.toordinal() - last_day >= MATURE_DAYS)
            due = due_day if phase == Phase.REVIEW.value else None
            held = hold(stability, last_day, number, weights=weights)
            cards.append(CardOfCourse(fact, topic, term, held, due, mature))
    return facts, cards


def _counts(enrolment: Enrolment) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int, float]]]:
    hours: dict[int, tuple[int, int]] = {}
    forecasts: dict[int, tuple[int, int, float]] = {}
    rows = AnswerCount.objects.filter(learner=enrolment.learner_id, course=enrolment.course_id)
    for kind, slot, answers, right, predicted in rows.values_list(
        "kind", "slot", "answers", "right", "predicted"
    ):
        if kind == AnswerCount.Kind.HOUR:
            hours[slot] = (answers, right)
        else:
            forecasts[slot] = (answers, right, predicted)
    return hours, forecasts


def note_outlines(course: Course, language: str) -> list[NoteOutline]:
    """One outline per note, in the order of the course: that in ``language`` where there is a twin."""
    chosen: dict[str, NoteOutline] = {}
    notes = Note.objects.current().filter(course=course, current__isnull=False)
    for slug, told, title, contents in notes.values_list("slug", "language", "title", "current__contents"):
        if slug not in chosen or told == language:
            sections = {heading: text for heading, text, _level in contents}
            chosen[slug] = NoteOutline(
                slug, title, told, reverse("note", args=[course.slug, slug, told]), sections
            )
    return list(chosen.values())


def days_back(today: date, count: int) -> list[date]:
    """The last ``count`` days, the oldest first, today included."""
    return [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
