"""Facts that changed their meaning: what their flashcards said before, and which words are others now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from content.facts import BATCH, batches
from content.models import NoteRevision
from content.reading import excerpt, note_url
from quizzes.core.changes import Piece, Told, compare, says_otherwise
from quizzes.models import FlashcardFace, FormerFace

Face = FlashcardFace | FormerFace
_FIELDS = ("front", "back", "note_revision", "first_line", "last_line")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a note at one revision; ``rows`` are their numbers and texts in pieces."""

    url: str
    title: str
    rows: tuple[tuple[int, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact in one language, as it was told and as it is: what the card asks, and the lines of both revisions."""

    fact: int
    language: str
    front: str
    before: Lines
    after: Lines


def with_other_meaning(cards: Mapping[int, Sequence[FlashcardFace]]) -> frozenset[int]:
    """Of flashcards, given with the faces they are about to have, those that say something else in some language
    that they are told in already. Two queries for each batch.
    """
    found = set()
    for keys in batches(cards):
        former = list(FlashcardFace.objects.filter(flashcard__in=keys))
        present = {(card, face.language): face for card in keys for face in cards[card]}
        _load_revisions([*former, *present.values()])
        for face in former:
            after = present.get((face.flashcard_id, face.language))
            if after is not None and says_otherwise(_told(face), _told(after)):
                found.add(face.flashcard_id)
    return frozenset(found)


def keep_former(cards: Mapping[int, str]) -> None:
    """Keep the faces of flashcards, given with the content hash that ends, before they are written anew or removed.

    Under each hash the last wording is kept. To be called inside a transaction.
    """
    for keys in batches(cards):
        faces = FlashcardFace.objects.filter(flashcard__in=keys).select_related("flashcard")
        FormerFace.objects.bulk_create(
            [
                FormerFace(
                    fact_id=face.flashcard.fact_id,
                    content_hash=cards[face.flashcard_id],
                    language=face.language,
                    front=face.front,
                    back=face.back,
                    note_revision_id=face.note_revision_id,
                    first_line=face.first_line,
                    last_line=face.last_line,
                )
                for face in faces
            ],
            BATCH,
            update_conflicts=True,
            unique_fields=("fact", "content_hash", "language"),
            update_fields=_FIELDS,
        )


def load_changes(learnt: Mapping[int, str]) -> dict[int, tuple[Change, ...]]:
    """What changed of facts since they said what ``learnt`` tells by content hash, in every language that tells it.

    Facts that say the same, or of which is not known what they said, are left out. Three queries for each batch.
    """
    found: dict[int, tuple[Change, ...]] = {}
    for keys in batches(learnt):
        former = [
            face
            for face in FormerFace.objects.filter(fact__in=keys).order_by("-language")
            if face.content_hash == learnt[face.fact_id]
        ]
        present = FlashcardFace.objects.filter(flashcard__fact__in=[face.fact_id for face in former])
        now = {(face.flashcard.fact_id, face.language): face for face in present.select_related("flashcard")}
        pairs = [
            (face, now[face.fact_id, face.language])
            for face in former
            if (face.fact_id, face.language) in now
        ]
        _load_revisions([face for pair in pairs for face in pair])
        for before, after in pairs:
            if says_otherwise(_told(before), _told(after)):
                found[before.fact_id] = (*found.get(before.fact_id, ()), _change(before, after))
    return found


def _load_revisions(faces: Iterable[Face]) -> None:
    """Give faces their note revisions with source and address; one query."""
    faces = list(faces)
    rows = NoteRevision.objects.filter(pk__in={face.note_revision_id for face in faces})
    revisions = {row.pk: row for row in rows.select_related("note__course").defer("html", "contents")}
    for face in faces:
        face.note_revision = revisions[face.note_revision_id]


def _told(face: Face) -> Told:
    return Told(face.front, face.back, tuple(line for _number, line in _excerpt(face)))


def _excerpt(face: Face) -> list[tuple[int, str]]:
    return excerpt(face.note_revision, (face.first_line, face.last_line))


def _change(before: Face, after: Face) -> Change:
    old, new = _excerpt(before), _excerpt(after)
    pieces = compare("\n".join(line for _number, line in old), "\n".join(line for _number, line in new))
    return Change(
        before.fact_id,
        before.language,
        after.front,
        _lines(before, old, pieces[0]),
        _lines(after, new, pieces[1]),
    )


def _lines(face: Face, rows: Sequence[tuple[int, str]], pieces: Iterable[Piece]) -> Lines:
    """The lines with their numbers; pieces that run over the end of a line are cut there."""
    told: list[list[Piece]] = [[]]
    for piece in pieces:
        for turn, text in enumerate(piece.text.split("\n")):
            if turn:
                told.append([])
            if text:
                told[-1].append(Piece(text, piece.changed))
    revision = face.note_revision
    url = note_url(revision, (face.first_line, face.last_line))
    numbered = tuple((number, tuple(line)) for (number, _text), line in zip(rows, told, strict=True))
    return Lines(url, revision.note.title, numbered)
