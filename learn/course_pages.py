"""A course as its page shows it: its notes in order, and how much of each a learner holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, F
from django.urls import reverse

from content.models import Course, Note, NoteTag
from learn.core.progress import Mastery, hold, mastery_of
from learn.models import Card, Enrolment
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note to read; ``languages`` are all it is written in, as language and address, its own first."""

    title: str
    language: str
    url: str
    languages: tuple[tuple[str, str], ...]
    mastery: Mastery

    @property
    def percent(self) -> int:
        """The mean chance of recall over its facts, in whole percent."""
        return round(100 * self.mastery.share)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Notes of one domain that follow each other; the title is empty where they belong to none."""

    title: str
    notes: tuple[NoteEntry, ...]


def chapters_of(
    course: Course, enrolment: Enrolment | None, *, now: datetime, language: str
) -> list[Chapter]:
    """The notes of a course in order, each named in ``language`` where it is written in it. Four queries at most."""
    held = _held(course, enrolment, now)
    twins: defaultdict[str, list[Note]] = defaultdict(list)
    for note in Note.objects.current().filter(course=course, current__isnull=False):
        twins[note.slug].append(note)
    domains = _domains(course, language)
    entries = [
        (domains.get(slug, ""), _entry(course, slug, notes, held, language)) for slug, notes in twins.items()
    ]
    return [
        Chapter(title, tuple(entry for _title, entry in found))
        for title, found in groupby(entries, key=lambda one: one[0])
    ]


def mastery_over(chapters: list[Chapter]) -> Mastery:
    """What is held of the whole course."""
    parts = [note.mastery for chapter in chapters for note in chapter.notes]
    cards = sum(part.cards for part in parts)
    share = sum(part.share * part.cards for part in parts) / cards if cards else 0.0
    return Mastery(share, cards, sum(part.begun for part in parts))


def _entry(
    course: Course, slug: str, notes: list[Note], held: dict[str, Mastery], language: str
) -> NoteEntry:
    ordered = sorted(notes, key=lambda note: note.language != language)
    addresses = tuple(
        (note.language, reverse("note", args=[course.slug, slug, note.language])) for note in ordered
    )
    none = mastery_of((), cards=0)
    return NoteEntry(ordered[0].title, ordered[0].language, addresses[0][1], addresses, held.get(slug, none))


def _domains(course: Course, language: str) -> dict[str, str]:
    """The title of each note's domain. A tag from front matter reads alike in both languages, a domain does not."""
    tags = NoteTag.objects.filter(note__course=course).exclude(title_zh=F("title_en"))
    return {tag.note.slug: tag.title(language) for tag in tags.select_related("note")}


def _held(course: Course, enrolment: Enrolment | None, now: datetime) -> dict[str, Mastery]:
    """What the learner holds of each note, by slug; what they set aside is not counted."""
    cards: defaultdict[str, int] = defaultdict(int)
    recalls: defaultdict[str, list[float]] = defaultdict(list)
    topics = Flashcard.objects.filter(course=course).values_list("topic")
    for topic, count in topics.annotate(cards=Count("pk")).order_by():
        cards[_slug(topic)] += count
    if enrolment is not None:
        today, weights = study_day(now, enrolment.learner.time_zone).toordinal(), weights_of(enrolment)
        mine = Card.objects.filter(enrolment=enrolment, fact__flashcard__isnull=False)
        rows = mine.values_list("fact__flashcard__topic", "stability", "last_day_number", "suspended")
        for topic, stability, last_day, suspended in rows:
            if suspended:
                cards[_slug(topic)] -= 1
            elif stability:
                recalls[_slug(topic)].append(hold(stability, last_day, today, weights=weights))
    return {slug: mastery_of(recalls[slug], cards=count) for slug, count in cards.items()}


def _slug(topic: str) -> str:
    return topic.partition("#")[0]
