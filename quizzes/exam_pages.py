"""What the pages of an exam show while it goes on: nothing here knows what is right, what counts or why.

Every wording is there in each language at once, so that a key turns it over without a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.utils.safestring import SafeString

from quizzes.core.grading import Shape, shape_of
from quizzes.models import Sitting, SittingItem
from quizzes.pages import emphasised
from quizzes.sittings import partner_order


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in one language; the others wait hidden."""

    language: str
    text: SafeString | str
    hidden: bool


@dataclass(frozen=True, slots=True)
class ExamChoice:
    """An option as it is shown. ``place`` is what the learner gave one that is arranged, else 0."""

    value: int
    letter: str
    pieces: list[Piece]
    chosen: bool
    struck: bool
    place: int


@dataclass(frozen=True, slots=True)
class Partner:
    """What an option can be given: a place in the order, or an entry to match, in each language."""

    number: int
    name: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A question in the grid of all."""

    number: int
    answered: bool
    flagged: bool
    current: bool


@dataclass(frozen=True, slots=True)
class ExamItem:
    """One question of an exam."""

    number: int
    key: str
    language: str
    other: str
    stems: list[Piece]
    shape: str
    select_count: int
    choices: list[ExamChoice]
    partners: list[Partner]
    flagged: bool
    confidence: str
    flips: int
    milliseconds: int
    error: str

    @property
    def multiple(self) -> bool:
        """Whether several options are to be chosen."""
        return self.select_count > 1


def load_items(sitting: Sitting, number: int | None = None) -> list[SittingItem]:
    """The items of a sitting, or one of them, with all that is shown. Seven queries, however many items."""
    items = sitting.items.select_related("revision__question").prefetch_related(
        "attempts", "revision__texts", "revision__choices__texts"
    )
    found = list(items if number is None else items.filter(position=number))
    for item in found:
        item.sitting = sitting
    return found


def load_answerable(sitting: Sitting, number: int) -> SittingItem | None:
    """An item with what is needed to save an answer to it, and no wording. Two queries."""
    items = sitting.items.select_related("revision__question").prefetch_related("revision__choices")
    found = items.filter(position=number).first()
    if found:
        found.sitting = sitting
    return found


def exam_item(
    item: SittingItem,
    *,
    language: str,
    given: Mapping[int, int] | None = None,
    error: str = "",
) -> ExamItem:
    """The page of an item as it is stored, in ``language`` where it is worded in it.

    ``given`` keeps what an arranged item was given when that was refused, with the ``error``.
    """
    texts = {text.language: text for text in item.revision.texts.all()}
    shown = language if language in texts else min(texts)
    last = item.last_attempt
    shape = shape_of(item.revision.question.kind)
    partners = _partners(item, shape, shown)
    return ExamItem(
        number=item.position,
        key=str(uuid4()),
        language=shown,
        other=next((known for known in texts if known != shown), ""),
        stems=_pieces({known: emphasised(text.stem) for known, text in texts.items()}, shown),
        shape=shape.value,
        select_count=sum(choice.is_correct for choice in item.revision.choices.all()),
        choices=_choices(item, shape, shown, last.arrangement if last else (), given),
        partners=partners,
        flagged=item.flagged,
        confidence=last.confidence if last else "",
        flips=item.flips,
        milliseconds=item.milliseconds or 0,
        error=error,
    )


def grid_of(items: Iterable[SittingItem], current: int = 0) -> list[GridCell]:
    """All questions with what the learner did to them."""
    return [
        GridCell(item.position, bool(last and last.chosen), item.flagged, item.position == current)
        for item in items
        for last in (item.last_attempt,)
    ]


def _pieces(texts: Mapping[str, SafeString | str], shown: str) -> list[Piece]:
    return [
        Piece(language, text, language != shown) for language, text in sorted(texts.items(), reverse=True)
    ]


def _texts(item: SittingItem) -> dict[int, dict[str, tuple[str, str]]]:
    """The wording and the partner of every option, by position and language."""
    return {
        choice.position: {text.language: (text.text, text.partner) for text in choice.texts.all()}
        for choice in item.revision.choices.all()
    }


def _partners(item: SittingItem, shape: Shape, language: str) -> list[Partner]:
    """The places of an order, or the partners of a matching, in an order that is the same in every language."""
    if shape is Shape.ORDER:
        return [Partner(number, str(number), {}) for number in range(1, len(item.order) + 1)]
    if shape is not Shape.MATCH:
        return []
    texts = _texts(item)
    found = []
    for number, position in enumerate(partner_order(item), start=1):
        names = {known: partner for known, (_text, partner) in texts[position].items()}
        found.append(Partner(number, names.get(language, ""), names))
    return found


def _choices(
    item: SittingItem, shape: Shape, language: str, answer: tuple[int, ...], given: Mapping[int, int] | None
) -> list[ExamChoice]:
    texts = _texts(item)
    places = given or _places(item, shape, answer)
    return [
        ExamChoice(
            value=shown,
            letter=chr(ord("A") + shown),
            pieces=_pieces({known: text for known, (text, _partner) in texts[position].items()}, language),
            chosen=shape is Shape.CHOOSE and position in answer,
            struck=position in item.struck_positions,
            place=places.get(position, 0),
        )
        for shown, position in enumerate(item.order)
    ]


def _places(item: SittingItem, shape: Shape, answer: tuple[int, ...]) -> Mapping[int, int]:
    """What an arranged answer gives each choice position, as the page numbers places and partners."""
    if not answer or shape is Shape.CHOOSE:
        return {}
    if shape is Shape.ORDER:
        return {position: place for place, position in enumerate(answer, start=1)}
    numbers = {position: number for number, position in enumerate(partner_order(item), start=1)}
    return {position: numbers[given] for position, given in zip(sorted(item.order), answer, strict=True)}
