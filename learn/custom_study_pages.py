"""What a learner can choose from for custom study, and what a choice is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from content.core.names import strip_marks
from content.models import Course, FactText, NoteTag
from learn.core.scopes import Scope, Which
from learn.custom_study import Tally
from learn.dashboard import note_outlines
from quizzes.models import Flashcard

_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a course: what an address calls it, its name in ``language``, and how many cards it has."""

    value: str
    name: str
    language: str
    cards: int = 0


@dataclass(frozen=True, slots=True)
class NotePart:
    """A note and its sections."""

    note: Part
    sections: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that has a card."""

    notes: tuple[NotePart, ...]
    terms: tuple[Part, ...]
    tags: tuple[Part, ...]

    def unknown(self, scope: Scope) -> str:
        """The first part named by ``scope`` that the course does not have; empty when it has all."""
        sections = {part.value for one in self.notes for part in (one.note, *one.sections)}
        known = (
            (scope.section, sections),
            (scope.term, {part.value for part in self.terms}),
            (scope.tag, {part.value for part in self.tags}),
        )
        return next((name for name, there in known if name and name not in there), "")


def choices_of(course: Course, language: str) -> Choices:
    """All parts of a course that can be chosen, named in ``language`` where the notes have it. Five queries."""
    counted = Flashcard.objects.filter(course=course).values_list("topic").annotate(cards=Count("pk"))
    topics = dict(counted.order_by())
    notes = []
    for outline in note_outlines(course, language):
        here = {topic: cards for topic, cards in topics.items() if topic.startswith(f"{outline.slug}#")}
        sections = tuple(
            Part(topic, name, outline.language, here[topic])
            for heading, name in outline.sections.items()
            if (topic := f"{outline.slug}#{heading}") in here
        )
        if here:
            whole = Part(outline.slug, outline.title, outline.language, sum(here.values()))
            notes.append(NotePart(whole, sections))
    return Choices(tuple(notes), _terms(course, language), _tags(course, language))


def scope_names(course: Course, scope: Scope, language: str) -> list[Part]:
    """What the parts of a scope are called. One query for each that is given."""
    names = []
    if scope.section:
        slug, _sep, heading = scope.section.partition("#")
        outline = next((one for one in note_outlines(course, language) if one.slug == slug), None)
        if outline:
            name = outline.sections.get(heading, outline.title) if heading else outline.title
            names.append(Part(scope.section, name, outline.language))
    if scope.term:
        texts = FactText.objects.filter(fact__course=course, fact__term=scope.term, retired_at=None)
        names += named_terms(
            texts.values_list("fact__term", "language", "subject").annotate(said=Count("pk")), language
        )
    if scope.tag:
        row = NoteTag.objects.filter(note__course=course, name=scope.tag).first()
        names += [Part(scope.tag, row.title(language), language)] if row else []
    if scope.facts:
        texts = FactText.objects.filter(fact__course=course, fact__in=scope.facts, retired_at=None)
        subjects = texts.values_list("fact__term", "language", "subject").annotate(said=Count("pk"))
        names += named_terms(subjects, language)
    return names


def note_of(course: Course, scope: Scope, language: str) -> str:
    """The address of the lines that state the facts of a scope; empty where it names none. One query."""
    if not scope.facts:
        return ""
    stated = FactText.objects.filter(fact__course=course, fact__in=scope.facts, retired_at=None)
    texts = list(stated.select_related("note__course").order_by("first_line"))
    text = next((one for one in texts if one.language == language), texts[0] if texts else None)
    if text is None:
        return ""
    note = text.note
    return f"{reverse('note', args=[note.course.slug, note.slug, note.language])}#L{text.first_line}"


def which_name(which: Which) -> str:
    """What the chosen sort of cards is called; nothing is said of all."""
    names = {
        Which.SOON: _("due within a week"),
        Which.MISTAKES: _("answered wrong the last time"),
        Which.NEW: _("new"),
    }
    return names.get(which, "")


def why_empty(scope: Scope, found: Tally) -> str:
    """Why ``scope`` has no card to ask now, and what to do."""
    if not found.there:
        return _("No card stands in this part of the course. Choose another part, or the whole course.")
    if found.suspended == found.there:
        return _("Every card here is suspended. Take some up again, or choose another part.")
    match scope.which:
        case Which.MISTAKES:
            return _("No mistake is open here: every card was answered right the last time.")
        case Which.SOON:
            return _("Nothing here comes back within a week. Choose all cards to ask for later ones, too.")
        case Which.NEW:
            return _("No new card is left here.")
    return _("Every card here was asked today. Choose another part, or come back tomorrow.")


def _terms(course: Course, language: str) -> tuple[Part, ...]:
    counted = Flashcard.objects.filter(course=course).exclude(fact__term="")
    cards = dict(counted.values_list("fact__term").annotate(cards=Count("pk")).order_by())
    texts = FactText.objects.filter(fact__flashcard__course=course, retired_at=None)
    said = texts.values_list("fact__term", "language", "subject").annotate(said=Count("pk"))
    parts = [
        Part(part.value, part.name, part.language, cards[part.value])
        for part in named_terms(said, language)
        if part.value in cards
    ]
    return tuple(sorted(parts, key=lambda part: (part.name.casefold(), part.value)))


def named_terms(said: object, language: str) -> list[Part]:
    """Each term by what it is called most often in ``language``, else elsewhere."""
    best: dict[str, tuple[bool, int, str, str]] = {}
    for term, told, subject, count in said:  # type: ignore[attr-defined]
        name = (told != language, -count, _ARTICLE.sub("", strip_marks(subject)), told)
        best[term] = min(best.get(term, name), name)
    return [Part(term, name, told) for term, (_other, _count, name, told) in best.items()]


def _tags(course: Course, language: str) -> tuple[Part, ...]:
    rows = {row.name: row for row in NoteTag.objects.filter(note__course=course, note__retired_at=None)}
    return tuple(Part(name, row.title(language), language) for name, row in rows.items())
