"""A card that is forgotten again and again: what its note says, and what tells it from what it is taken for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from content.reading import excerpt, note_url
from learn.models import Card, Confusion
from quizzes.models import Choice, FlashcardFace, Question
from quizzes.separating import SeparatingRow, separating_rows


@dataclass(frozen=True, slots=True)
class Slipping:
    """A card's faces in one language, the lines of the note that answer it, and the rows that tell it apart."""

    card: int
    lapses: int
    suspended: bool
    front: str
    back: str
    language: str
    title: str
    url: str
    first: int
    last: int
    excerpt: list[tuple[int, str]]
    rows: tuple[SeparatingRow, ...]


def slipping_card(card: Card, language: str) -> Slipping | None:
    """The card in ``language`` where it is told in it; None when no note states it any more. Five queries at most."""
    faces = list(
        FlashcardFace.objects.filter(flashcard__fact=card.fact_id)
        .select_related("note_revision__note__course")
        .defer("note_revision__html", "note_revision__contents")
        .order_by("-language")
    )
    if not faces:
        return None
    face = next((one for one in faces if one.language == language), faces[0])
    lines = (face.first_line, face.last_line)
    revision = face.note_revision
    return Slipping(
        card.pk,
        card.lapses,
        card.suspended,
        face.front,
        face.back,
        face.language,
        revision.note.title,
        note_url(revision, lines),
        *lines,
        excerpt=excerpt(revision, lines),
        rows=_rows(card, face.language),
    )


def _rows(card: Card, language: str) -> tuple[SeparatingRow, ...]:
    """The rows that tell the card from what the learner takes it for, else from what its question offers instead."""
    other = _taken_for(card) or _offered_instead(card.fact_id)
    if other is None:
        return ()
    pair = (card.fact_id, other)
    rows = separating_rows([pair], language).get(pair, ())
    return tuple(row for row in rows if all(side.said for side in row.sides))


def _taken_for(card: Card) -> int | None:
    """The fact that the learner took this one for, or for this one, the most often."""
    mixed = Confusion.objects.filter(
        Q(asked=card.fact_id) | Q(taken_for=card.fact_id), learner=card.learner_id, count__gt=0
    )
    row = mixed.order_by("-count", "-last_day", "pk").first()
    if row is None:
        return None
    return row.taken_for_id if row.asked_id == card.fact_id else row.asked_id


def _offered_instead(fact: int) -> int | None:
    """What the first wrong option of a question about it is true of: the nearest thing to take it for."""
    asked = Question.objects.filter(fact=fact).askable()
    wrong = Choice.objects.filter(revision__in=asked.values("current"), is_correct=False, fact__isnull=False)
    others = wrong.exclude(fact=fact).order_by("revision", "position")
    return others.values_list("fact", flat=True).first()
