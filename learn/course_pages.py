"""A course as its page shows it: its notes and their sections in order, how much a learner holds, tables and papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, F
from django.urls import reverse

from content.comparing import suggested_comparisons
from content.models import Course, Note, NoteTag
from learn.core.progress import Mastery, hold, mastery_of
from learn.models import Card, Enrolment
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.models import Blueprint, Flashcard

_TABLES = 6
_INKS = 4
_NONE = mastery_of((), cards=0)


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section of a note that can be asked about, and what is held of it."""

    title: str
    url: str
    mastery: Mastery

    @property
    def percent(self) -> int:
        """The mean chance of recall over its facts, in whole percent."""
        return round(100 * self.mastery.share)

    @property
    def ink(self) -> int:
        """How full its mark is drawn: 0, nothing begun, to 4."""
        return 1 + min(int(self.mastery.share * _INKS), _INKS - 1) if self.mastery.begun else 0


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note to read; ``languages`` are all it is written in, as language and address, its own first.

    ``before`` are titles and addresses of the notes to be read first.
    """

    title: str
    language: str
    url: str
    languages: tuple[tuple[str, str], ...]
    mastery: Mastery
    sections: tuple[SectionEntry, ...]
    before: tuple[tuple[str, str], ...]

    @property
    def percent(self) -> int:
        """The mean chance of recall over its facts, in whole percent."""
        return round(100 * self.mastery.share)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Notes of one domain that follow each other; the title is empty where they belong to none."""

    title: str
    notes: tuple[NoteEntry, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A mock exam of the course. ``scaled``: there is a forecast for it."""

    title: str
    url: str
    questions: int
    minutes: int
    scaled: bool


def chapters_of(
    course: Course, enrolment: Enrolment | None, *, now: datetime, language: str
) -> list[Chapter]:
    """The notes of a course in order, each named in ``language`` where it is written in it. Five queries at most."""
    held = _held(course, enrolment, now)
    twins: defaultdict[str, list[Note]] = defaultdict(list)
    notes = Note.objects.current().filter(course=course, current__isnull=False).select_related("current")
    for note in notes.defer("current__source", "current__html"):
        twins[note.slug].append(note)
    shown = {slug: sorted(rows, key=lambda note: note.language != language) for slug, rows in twins.items()}
    before: defaultdict[str, list[Note]] = defaultdict(list)
    for slug, first in course.prerequisites.values_list("slug", "before"):
        before[slug] += shown.get(first, [])[:1]
    domains = _domains(course, language)
    entries = [
        (domains.get(slug, ""), _entry(course, rows, held, before[slug])) for slug, rows in shown.items()
    ]
    return [
        Chapter(title, tuple(entry for _title, entry in found))
        for title, found in groupby(entries, key=lambda one: one[0])
    ]


def mastery_over(chapters: list[Chapter]) -> Mastery:
    """What is held of the whole course."""
    return _joined(note.mastery for chapter in chapters for note in chapter.notes)


def tables_of(course: Course, *, language: str) -> list[tuple[str, str]]:
    """The comparisons most worth having: names and address. Two queries."""
    return suggested_comparisons(course, language=language)[:_TABLES]


def papers_of(course: Course, *, language: str) -> list[Paper]:
    """The mock exams of a course in their order. One query."""
    timed = Blueprint.objects.filter(course=course, retired_at=None, minutes__isnull=False)
    return [
        Paper(
            one.title(language),
            reverse("exam_start", args=[course.slug, one.slug]),
            one.questions,
            one.minutes or 0,
            one.scaled,
        )
        for one in timed
    ]


def _entry(
    course: Course, notes: list[Note], held: Mapping[str, Mapping[str, Mastery]], before: Iterable[Note]
) -> NoteEntry:
    first = notes[0]
    addresses = tuple((note.language, _address(course, note)) for note in notes)
    own = held.get(first.slug, {})
    contents = first.current.contents if first.current else ()
    return NoteEntry(
        title=first.title,
        language=first.language,
        url=addresses[0][1],
        languages=addresses,
        mastery=_joined(own.values()),
        sections=tuple(
            SectionEntry(text, f"{addresses[0][1]}#{identity}", own[identity])
            for identity, text, _level in contents
            if own.get(identity, _NONE).cards and text != first.title
        ),
        before=tuple((note.title, _address(course, note)) for note in before),
    )


def _address(course: Course, note: Note) -> str:
    return reverse("note", args=[course.slug, note.slug, note.language])


def _domains(course: Course, language: str) -> dict[str, str]:
    """The title of each note's domain. A tag from front matter reads alike in both languages, a domain does not."""
    tags = NoteTag.objects.filter(note__course=course).exclude(title_zh=F("title_en"))
    return {tag.note.slug: tag.title(language) for tag in tags.select_related("note")}


def _joined(parts: Iterable[Mastery]) -> Mastery:
    parts = tuple(parts)
    cards = sum(part.cards for part in parts)
    share = sum(part.share * part.cards for part in parts) / cards if cards else 0.0
    return Mastery(share, cards, sum(part.begun for part in parts))


def _held(course: Course, enrolment: Enrolment | None, now: datetime) -> dict[str, dict[str, Mastery]]:
    """What the learner holds of each section, by slug and heading; what they set aside is not counted."""
    cards: defaultdict[str, int] = defaultdict(int)
    recalls: defaultdict[str, list[float]] = defaultdict(list)
    topics = Flashcard.objects.filter(course=course).values_list("topic")
    for topic, count in topics.annotate(cards=Count("pk")).order_by():
        cards[topic] += count
    if enrolment is not None:
        today, weights = study_day(now, enrolment.learner.time_zone).toordinal(), weights_of(enrolment)
        mine = Card.objects.filter(enrolment=enrolment, fact__flashcard__isnull=False)
        rows = mine.values_list("fact__flashcard__topic", "stability", "last_day_number", "suspended")
        for topic, stability, last_day, suspended in rows:
            if suspended:
                cards[topic] -= 1
            elif stability:
                recalls[topic].append(hold(stability, last_day, today, weights=weights))
    held: defaultdict[str, dict[str, Mastery]] = defaultdict(dict)
    for topic, count in cards.items():
        slug, _hash, heading = topic.partition("#")
        held[slug][heading] = mastery_of(recalls[topic], cards=count)
    return held
