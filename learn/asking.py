"""What is shown of a fact in study: its faces, or a question about it, in every language there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.http import urlencode

from content.models import NoteRevision
from content.reading import note_url
from learn.core.asking import Way
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.core.planning import option_order
from quizzes.models import ChoiceText, FlashcardFace, Question

LANGUAGES = ("zh", "en", "mixed")


@dataclass(frozen=True, slots=True)
class Source:
    """Lines of a note that say what is asked."""

    title: str
    url: str
    first: int
    last: int
    language: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked in one language: the front or stem, and the back or explanation."""

    language: str
    front: str
    back: str
    source: Source


@dataclass(frozen=True, slots=True)
class Option:
    """One option; ``texts`` and ``true_of`` by language."""

    position: int
    correct: bool
    fact: int | None = None
    """What it says: of a wrong one, the fact of something else."""
    texts: dict[str, str] = field(default_factory=dict)
    true_of: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact as it is asked, in every language in which it is told."""

    fact: int
    way: Way
    wordings: tuple[Wording, ...]
    revision: int | None = None
    options: tuple[Option, ...] = ()
    """In the order in which they are shown."""

    def in_language(self, language: str) -> Wording:
        """The wording in ``language``, else the first."""
        return next((one for one in self.wordings if one.language == language), self.wordings[0])

    @property
    def right(self) -> Option:
        """The right option of a question."""
        return next(option for option in self.options if option.correct)


def load_faces(fact: int, way: Way = Way.FLASHCARD) -> Asked | None:
    """The faces of a fact's flashcard. One query."""
    faces = FlashcardFace.objects.filter(flashcard__fact=fact).select_related("note_revision__note__course")
    wordings = [
        Wording(face.language, face.front, face.back, _source(face.note_revision, face)) for face in faces
    ]
    return Asked(fact, way, _in_order(wordings)) if wordings else None


def load_question(fact: int, *, seed: int, revision: int | None = None) -> Asked | None:
    """A single-choice question about a fact, one of those that can be asked, or the one at ``revision``. One query.

    ``seed`` decides which, and the order of its options.
    """
    rows = _rows(fact, revision)
    by_revision: dict[int, list[Any]] = {}
    for row in rows:
        by_revision.setdefault(row.choice.revision_id, []).append(row)
    most = max((len({row.language for row in found}) for found in by_revision.values()), default=0)
    best = sorted(pk for pk, found in by_revision.items() if len({row.language for row in found}) == most)
    if not best:
        return None
    chosen = best[seed % len(best)]
    return _question(fact, chosen, by_revision[chosen], seed)


def _rows(fact: int, revision: int | None) -> list[Any]:
    """Every option of the questions about a fact, with the stem of its language."""
    askable = Question.objects.filter(fact=fact, kind__in=SINGLE_CHOICE).askable()
    asked = Q(choice__revision=revision) if revision else Q(choice__revision__in=askable.values("current"))
    return list(
        ChoiceText.objects.filter(
            asked, choice__revision__question__fact=fact, choice__revision__texts__language=F("language")
        )
        .select_related("choice")
        .annotate(
            stem=F("choice__revision__texts__stem"),
            explanation=F("choice__revision__texts__explanation"),
            asked_first=F("choice__revision__texts__first_line"),
            asked_last=F("choice__revision__texts__last_line"),
            asked_number=F("choice__revision__texts__note_revision__number"),
            asked_slug=F("choice__revision__texts__note_revision__note__slug"),
            asked_title=F("choice__revision__texts__note_revision__note__title"),
            asked_course=F("choice__revision__texts__note_revision__note__course__slug"),
            told_number=F("note_revision__number"),
            told_slug=F("note_revision__note__slug"),
            told_title=F("note_revision__note__title"),
        )
    )


def _question(fact: int, revision: int, rows: Iterable[Any], seed: int) -> Asked:
    wordings: dict[str, Wording] = {}
    options: dict[int, Option] = {}
    for row in rows:
        position, language = row.choice.position, row.language
        lines = (row.asked_first, row.asked_last)
        where = _place(row.asked_course, row.asked_slug, language, row.asked_number, row.asked_title, lines)
        wordings[language] = Wording(language, row.stem, row.explanation, where)
        option = options.setdefault(position, Option(position, row.choice.is_correct, row.choice.fact_id))
        option.texts[language] = row.text
        if row.true_of and not row.choice.is_correct:
            option.true_of[language] = row.true_of
        if row.told_slug:
            told = (row.first_line, row.last_line)
            option.sources[language] = _place(
                row.asked_course, row.told_slug, language, row.told_number, row.told_title, told
            )
    order = option_order(sorted(options), seed=seed)
    return Asked(
        fact,
        Way.CHOICE,
        _in_order(wordings.values()),
        revision,
        tuple(options[position] for position in order),
    )


def _in_order(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    return tuple(sorted(wordings, key=lambda one: LANGUAGES.index(one.language)))


def _source(revision: NoteRevision, face: FlashcardFace) -> Source:
    lines = (face.first_line, face.last_line)
    return Source(revision.note.title, note_url(revision, lines), *lines, face.language)


def _place(course: str, slug: str, language: str, number: int, title: str, lines: tuple[int, int]) -> Source:
    query = urlencode({"revision": number, "lines": f"{lines[0]}-{lines[1]}"})
    url = f"{reverse('note', args=[course, slug, language])}?{query}#L{lines[0]}"
    return Source(title, url, *lines, language)
