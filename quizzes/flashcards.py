"""Keeping a course's flashcards up to date with what its notes state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from content.core import claims
from content.core.claims import Conflict
from content.core.identity import content_hash
from content.core.terms import Pack
from content.facts import BATCH, batches
from content.models import Course, Fact, Note
from quizzes.changes import keep_former, with_other_meaning
from quizzes.core.cards import CardDraft, make_cards
from quizzes.core.drafts import SINGLE_CHOICE
from quizzes.models import Flashcard, FlashcardFace, Question

_FIELDS = ("position", "topic", "siblings", "has_question", "has_cloze", "content_hash")
_FACE_FIELDS = ("front", "back", "cloze", "gap", "note_revision_id", "first_line", "last_line")


def build_flashcards(
    course: Course, facts: Iterable[claims.Fact], conflicts: Iterable[Conflict], *, pack: Pack
) -> int:
    """Write the cards that ``facts`` yield, in the order of the course; returns how many there are.

    ``facts`` are all that the course states. To be called inside a transaction.
    """
    facts = tuple(facts)
    order = _reading_order(course, facts)
    drafts = sorted(make_cards(facts, conflicts, pack=pack), key=lambda draft: order[draft.fact])
    ids = dict(Fact.objects.filter(course=course).values_list("key", "pk"))
    stored = {card.fact_id: card for card in Flashcard.objects.filter(course=course)}
    told = _told(facts)
    asked = _facts_asked(course)
    faces = _faces(course, drafts, told)
    new, changed = [], []
    hashes = _hashes(drafts, told, {draft.fact: stored.get(ids[draft.fact]) for draft in drafts}, faces)
    former: dict[int, str] = {}
    for position, draft in enumerate(drafts):
        card = stored.pop(ids[draft.fact], None) or Flashcard(course=course, fact_id=ids[draft.fact])
        wanted = _wanted(draft, told[draft.fact], position, asked=ids[draft.fact] in asked)
        wanted["content_hash"] = hashes[draft.fact]
        if card.pk and card.content_hash != hashes[draft.fact]:
            former[card.pk] = card.content_hash
        if card.pk is None or any(getattr(card, name) != wanted[name] for name in _FIELDS):
            for name in _FIELDS:
                setattr(card, name, wanted[name])
            (changed if card.pk else new).append(card)
    keep_former(former | {card.pk: card.content_hash for card in stored.values()})
    for keys in batches([card.pk for card in stored.values()]):
        Flashcard.objects.filter(pk__in=keys).delete()
    Flashcard.objects.bulk_create(new, BATCH)
    Flashcard.objects.bulk_update(changed, _FIELDS, BATCH)
    _write_faces(course, {ids[key]: wanted for key, wanted in faces.items()})
    return len(drafts)


def _reading_order(course: Course, facts: Iterable[claims.Fact]) -> dict[str, tuple[int, str, int, str]]:
    """The place of each fact: by its note's position in the course, then by line."""
    positions = dict(Note.objects.filter(course=course).values_list("slug", "position"))
    order: dict[str, tuple[int, str, int, str]] = {}
    for fact in facts:
        place = (positions.get(fact.slug, 0), fact.slug, fact.lines[0], fact.place)
        order[fact.key] = min(order.get(fact.key, place), place)
    return order


def _told(facts: Iterable[claims.Fact]) -> dict[str, list[claims.Fact]]:
    told: dict[str, list[claims.Fact]] = {}
    for fact in facts:
        told.setdefault(fact.key, []).append(fact)
    return told


def _facts_asked(course: Course) -> set[int]:
    """The facts for which there is a single-choice question."""
    single = Question.objects.filter(course=course, kind__in=SINGLE_CHOICE).askable()
    return set(single.values_list("fact_id", flat=True))


def _wanted(
    draft: CardDraft, wordings: list[claims.Fact], position: int, *, asked: bool
) -> dict[str, object]:
    return {
        "position": position,
        "topic": f"{wordings[0].slug}#{wordings[0].heading_id}"[:500],
        "siblings": "\n".join(draft.siblings),
        "has_question": asked,
        "has_cloze": all(faces.cloze for faces in draft.faces),
    }


def _hashes(
    drafts: Iterable[CardDraft],
    told: dict[str, list[claims.Fact]],
    stored: dict[str, Flashcard | None],
    faces: dict[str, list[FlashcardFace]],
) -> dict[str, str]:
    """The content hash of each draft: it stays what it was as long as nobody who learnt the card learnt otherwise.

    A language that is added, a term of another name and a heading change the digest of a fact, not its meaning.
    """
    found = {draft.fact: _digest(told[draft.fact]) for draft in drafts}
    moved = {card.pk: key for key, card in stored.items() if card and card.content_hash != found[key]}
    otherwise = with_other_meaning({pk: faces[key] for pk, key in moved.items()})
    kept = {
        key: card.content_hash for key, card in stored.items() if card and card.pk in moved.keys() - otherwise
    }
    return found | kept


def _digest(wordings: Iterable[claims.Fact]) -> str:
    hashes = sorted(f"{fact.language}{content_hash(fact)}" for fact in wordings)
    return hashlib.blake2s(" ".join(hashes).encode(), digest_size=16).hexdigest()


def _faces(
    course: Course, drafts: Iterable[CardDraft], told: dict[str, list[claims.Fact]]
) -> dict[str, list[FlashcardFace]]:
    """The faces of each draft as they are to be stored, without their flashcards."""
    revisions = dict(Note.objects.filter(course=course).values_list("path", "current_id"))
    found: dict[str, list[FlashcardFace]] = {}
    for draft in drafts:
        lines = {fact.language: (revisions[fact.note], *fact.lines) for fact in told[draft.fact]}
        for face in draft.faces:
            values = (face.front, face.back, face.cloze, face.gap, *lines[face.language])
            wanted = dict(zip(_FACE_FIELDS, values, strict=True))
            found.setdefault(draft.fact, []).append(FlashcardFace(language=face.language, **wanted))
    return found


def _write_faces(course: Course, faces: dict[int, list[FlashcardFace]]) -> None:
    """Write the faces of the course's flashcards, given by fact."""
    cards = dict(Flashcard.objects.filter(course=course).values_list("fact_id", "pk"))
    stored = {
        (face.flashcard_id, face.language): face
        for face in FlashcardFace.objects.filter(flashcard__course=course)
    }
    new, changed = [], []
    for fact, all_wanted in faces.items():
        for wanted in all_wanted:
            face = stored.pop((cards[fact], wanted.language), None)
            if face is None:
                wanted.flashcard_id = cards[fact]
                new.append(wanted)
            elif any(getattr(face, name) != getattr(wanted, name) for name in _FACE_FIELDS):
                wanted.pk, wanted.flashcard_id = face.pk, cards[fact]
                changed.append(wanted)
    for keys in batches([face.pk for face in stored.values()]):
        FlashcardFace.objects.filter(pk__in=keys).delete()
    FlashcardFace.objects.bulk_create(new, BATCH)
    FlashcardFace.objects.bulk_update(changed, _FACE_FIELDS, BATCH)
