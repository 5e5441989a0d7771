"""A sitting on paper: its questions as they were drawn, and apart from them the answer key."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from quizzes.core.grading import Shape, shape_of
from quizzes.models import ChoiceText, Sitting, SittingItem
from quizzes.pages import SourcePage, emphasised, source_page
from quizzes.sittings import partner_order, wording


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A question on paper: lettered options, for a matching question numbered partners, and nothing of the key."""

    number: int
    language: str
    stem: SafeString
    shape: str
    select_count: int
    options: list[tuple[str, str]]
    partners: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class KeyItem:
    """The key of a question: the letters that are right, in order where order matters, as ``B``, ``A C`` or ``A–2``."""

    number: int
    language: str
    answer: str
    says: str
    """What the right options say; empty where the letters are all there is to it."""
    explanation: str
    source: SourcePage
    scored: bool


def paper_of(sitting: Sitting, language: str) -> list[PaperItem]:
    """The questions of a sitting in ``language`` where they are worded in it. Five queries."""
    return [_paper_item(item, language) for item in _items(sitting, "revision__choices__texts")]


def key_of(sitting: Sitting, language: str) -> list[KeyItem]:
    """The answer key of the same draw: the letters are those of ``paper_of``. Seven queries."""
    items = _items(sitting, "revision__choices__texts", "revision__texts__note_revision__note__course")
    return [_key_item(item, language) for item in items]


def _items(sitting: Sitting, *more: str) -> list[SittingItem]:
    rows = sitting.items.select_related("revision__question")
    found = list(rows.prefetch_related("revision__texts", *more))
    for item in found:
        item.sitting = sitting
    return found


def _texts(item: SittingItem, language: str) -> dict[int, ChoiceText]:
    return {
        choice.position: next(text for text in choice.texts.all() if text.language == language)
        for choice in item.revision.choices.all()
    }


def _letters(item: SittingItem) -> dict[int, str]:
    return {position: chr(ord("A") + shown) for shown, position in enumerate(item.order)}


def _paper_item(item: SittingItem, language: str) -> PaperItem:
    text = wording(item.revision.texts.all(), language)
    texts, shape = _texts(item, text.language), shape_of(item.revision.question.kind)
    return PaperItem(
        number=item.position,
        language=text.language,
        stem=emphasised(text.stem),
        shape=shape.value,
        select_count=sum(choice.is_correct for choice in item.revision.choices.all()),
        options=[(letter, texts[position].text) for position, letter in _letters(item).items()],
        partners=[
            (number, texts[position].partner) for number, position in enumerate(partner_order(item), start=1)
        ]
        if shape is Shape.MATCH
        else [],
    )


def _key_item(item: SittingItem, language: str) -> KeyItem:
    text = wording(item.revision.texts.all(), language)
    texts, letters = _texts(item, text.language), _letters(item)
    choices = {choice.position: choice for choice in item.revision.choices.all()}
    shape = shape_of(item.revision.question.kind)
    if shape is Shape.MATCH:
        numbers = {position: number for number, position in enumerate(partner_order(item), start=1)}
        answer = ", ".join(f"{letters[position]}–{numbers[position]}" for position in item.order)
    elif shape is Shape.ORDER:
        answer = " ".join(
            letters[position] for position in sorted(choices, key=lambda one: choices[one].place)
        )
    else:
        answer = " ".join(letters[position] for position in item.order if choices[position].is_correct)
    right = (
        [texts[one].text for one in item.order if choices[one].is_correct] if shape is Shape.CHOOSE else []
    )
    return KeyItem(
        number=item.position,
        language=text.language,
        answer=answer,
        says="; ".join(right),
        explanation=text.explanation,
        source=source_page(text.note_revision, (text.first_line, text.last_line)),
        scored=item.scored,
    )
