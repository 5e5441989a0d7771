"""Cards that a learner set aside for good, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from content.reading import note_url
from learn.core.log import EventKind
from learn.models import Card, Enrolment, Review
from learn.reviews import record_event
from quizzes.models import FlashcardFace


@dataclass(frozen=True, slots=True)
class SuspendedCard:
    """A suspended card with its front in one language and the lines that answer it; ``since`` is when it was suspended."""

    pk: int
    front: str
    language: str
    title: str
    url: str
    first: int
    last: int
    since: datetime | None
    lapses: int
    leech: bool


def suspended_cards(enrolment: Enrolment) -> QuerySet[Card]:
    """The cards of a course that are suspended, the last one first; those whose fact was retired aside."""
    standing = Review.objects.filter(card=OuterRef("pk"), kind=EventKind.SUSPEND.value, undone_by=None)
    cards = Card.objects.filter(enrolment=enrolment, suspended=True, fact__flashcard__isnull=False)
    return cards.annotate(since=Subquery(standing.order_by("-number").values("at")[:1])).order_by(
        "-since", "-pk"
    )


def described(cards: Iterable[Card], language: str) -> list[SuspendedCard]:
    """Suspended cards as a list shows them, in ``language`` where they have a face in it. One query."""
    rows = list(cards)
    faces = FlashcardFace.objects.filter(flashcard__fact__in=[card.fact_id for card in rows])
    told: dict[int, FlashcardFace] = {}
    for face in (
        faces.select_related("flashcard", "note_revision__note__course")
        .defer("note_revision__source", "note_revision__html", "note_revision__contents")
        .order_by("pk")
    ):
        if face.flashcard.fact_id not in told or face.language == language:
            told[face.flashcard.fact_id] = face
    return [_described(card, told[card.fact_id]) for card in rows if card.fact_id in told]


def _described(card: Card, face: FlashcardFace) -> SuspendedCard:
    lines = (face.first_line, face.last_line)
    revision = face.note_revision
    return SuspendedCard(
        card.pk,
        face.front,
        face.language,
        revision.note.title,
        note_url(revision, lines),
        *lines,
        since=card.since,  # type: ignore[attr-defined]
        lapses=card.lapses,
        leech=card.leech,
    )


def suspend_card(enrolment: Enrolment, card: Card, *, now: datetime) -> None:
    """Ask a card no more."""
    record_event(enrolment, card.fact_id, EventKind.SUSPEND, now=now)


@transaction.atomic
def resume_cards(enrolment: Enrolment, cards: Iterable[Card], *, now: datetime) -> int:
    """Ask suspended cards again, with the memory they had; returns how many. One that slipped often starts to be
    counted anew.
    """
    rows = list(cards)
    for card in rows:
        record_event(enrolment, card.fact_id, EventKind.RESUME, now=now)
    return len(rows)
