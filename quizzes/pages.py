"""What the pages of a sitting show. Nothing about the key leaves the server before an answer is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.core.document import Span
from content.models import NoteRevision
from content.reading import excerpt, note_url
from quizzes.core.grading import Shape, shape_of
from quizzes.models import Attempt, Choice, ChoiceText, Question, QuestionText, Sitting, SittingItem
from quizzes.sittings import answer_of, next_number, partner_order, wording


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Lines of a note that an answer rests on."""

    title: str
    url: str
    first: int
    last: int
    language: str
    excerpt: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """One option as shown; ``correct``, ``true_of``, ``partner`` and ``right_place`` wait for the answer.

    ``place`` is what the learner gave an option that is arranged: its place, or the number of its partner.
    """

    value: int
    letter: str
    text: str
    chosen: bool = False
    correct: bool = False
    true_of: str = ""
    source: SourcePage | None = None
    place: int = 0
    right_place: int = 0
    partner: str = ""
    given_partner: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """Right or wrong, why, and the lines that say so."""

    right: bool
    explanation: str
    explanation_language: str
    sources: list[SourcePage]
    next_url: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One question of a sitting."""

    url: str
    sitting_url: str
    number: int
    total: int
    section: str
    stem: SafeString
    language: str
    flip_url: str
    flip_language: str
    shape: str
    places: list[tuple[int, str]]
    """What each option can be given when items are arranged: a number, and its name."""
    multiple: bool
    select_count: int
    reviewed: bool
    choices: list[ChoicePage]
    key: str
    error: str
    confidence: str
    answered: bool
    is_review: bool
    """Whether right and wrong are told at the end."""
    next_url: str
    feedback: FeedbackPage | None


def item_url(sitting: Sitting, number: int, language: str = "") -> str:
    """The address of an item, in ``language`` where it differs from the sitting's."""
    url = reverse("item", args=[sitting.uuid, number])
    return f"{url}?{urlencode({'language': language})}" if language not in ("", sitting.language) else url


def item_page(
    item: SittingItem,
    *,
    language: str,
    chosen: frozenset[int] = frozenset(),
    given: Mapping[int, int] | None = None,
    error: str = "",
    confidence: str = "",
) -> ItemPage:
    """The page of ``item`` in ``language``.

    ``chosen``, ``given`` and ``confidence`` keep what was picked when it was refused.
    """
    sitting, revision = item.sitting, item.revision
    last = answer_of(item)
    told = sitting.tells and (last is not None or sitting.finished_at is not None)
    texts = list(revision.texts.all())
    text = wording(texts, language)
    other = next((known.language for known in texts if known.language != text.language), "")
    right = sum(choice.is_correct for choice in revision.choices.all())
    picked = last.chosen_positions if last else chosen
    shape = shape_of(revision.question.kind)
    return ItemPage(
        url=item_url(sitting, item.position, language),
        sitting_url=reverse("sitting", args=[sitting.uuid]),
        number=item.position,
        total=sitting.items.count(),
        section=text.heading if told else "",  # a heading often names the answer
        stem=emphasised(text.stem),
        language=text.language,
        flip_url=f"{reverse('item', args=[sitting.uuid, item.position])}?language={other}" if other else "",
        flip_language=other,
        shape=shape.value,
        places=_places(item, shape, text.language),
        multiple=right > 1,
        select_count=right,
        reviewed=revision.question.status == Question.Status.APPROVED,
        choices=_choices(item, text.language, picked, answered=told)
        if shape is Shape.CHOOSE
        else _arranged_choices(
            item, shape, text.language, _given_numbers(item, shape, last) if last else given or {}, told=told
        ),
        key=str(item.idempotency_key),
        error=error,
        confidence=last.confidence if last else confidence,
        answered=last is not None,
        is_review=sitting.mode == Sitting.Mode.REVIEW,
        next_url=next_url(sitting, language) if last and not told else "",
        feedback=_feedback(item, last, text, language) if told else None,
    )


def next_url(sitting: Sitting, language: str) -> str:
    """Where to go on: the first question without an answer, else the result. One query at most."""
    upcoming = None if sitting.finished_at else next_number(sitting)
    return item_url(sitting, upcoming, language) if upcoming else reverse("result", args=[sitting.uuid])


def emphasised(text: str) -> SafeString:
    """``text`` escaped, with ``**words**`` as strong: the negation of a negative question."""
    parts = re.split(r"\*\*([^*]+)\*\*", text)
    return format_html_join(
        "",
        "{}",
        ((format_html("<strong>{}</strong>", part) if odd % 2 else part,) for odd, part in enumerate(parts)),
    )


def _places(item: SittingItem, shape: Shape, language: str) -> list[tuple[int, str]]:
    """The places of an order, or the partners of a matching, in an order that is the same in every language."""
    if shape is Shape.ORDER:
        return [(number, str(number)) for number in range(1, len(item.order) + 1)]
    if shape is Shape.MATCH:
        partners = _texts(item, language)
        return [(n, partners[position].partner) for n, position in enumerate(partner_order(item), start=1)]
    return []


def _texts(item: SittingItem, language: str) -> dict[int, ChoiceText]:
    return {
        choice.position: next(text for text in choice.texts.all() if text.language == language)
        for choice in item.revision.choices.all()
    }


def _arranged_choices(
    item: SittingItem, shape: Shape, language: str, numbers: Mapping[int, int], *, told: bool
) -> list[ChoicePage]:
    """Options to put in order or to match; once it may be told, an order is shown as it should be."""
    texts = _texts(item, language)
    choices = {choice.position: choice for choice in item.revision.choices.all()}
    names = dict(_places(item, shape, language))
    partners = {position: number for number, position in enumerate(partner_order(item), start=1)}
    pages = []
    for shown, position in enumerate(item.order):
        number = numbers.get(position, 0)
        page = ChoicePage(shown, chr(ord("A") + shown), texts[position].text, place=number)
        if told:
            right = choices[position].place if shape is Shape.ORDER else partners[position]
            page = replace(
                page,
                correct=number == right,
                chosen=True,
                right_place=choices[position].place,
                partner=texts[position].partner,
                given_partner=names.get(number, ""),
                source=_choice_source(texts[position]),
            )
        pages.append(page)
    return sorted(pages, key=lambda page: page.right_place)


def _given_numbers(item: SittingItem, shape: Shape, attempt: Attempt) -> dict[int, int]:
    """What the learner gave each choice position, as the page numbers places and partners."""
    if shape is Shape.ORDER:
        return {position: place for place, position in enumerate(attempt.arrangement, start=1)}
    partners = {position: number for number, position in enumerate(partner_order(item), start=1)}
    return {
        position: partners[chosen]
        for position, chosen in zip(sorted(item.order), attempt.arrangement, strict=True)
    }


def _choices(item: SittingItem, language: str, picked: frozenset[int], *, answered: bool) -> list[ChoicePage]:
    choices = {choice.position: choice for choice in item.revision.choices.all()}
    return [
        _choice(choices[position], shown, language, position in picked, answered=answered)
        for shown, position in enumerate(item.order)
    ]


def _choice(choice: Choice, shown: int, language: str, chosen: bool, *, answered: bool) -> ChoicePage:
    text = next(known for known in choice.texts.all() if known.language == language)
    page = ChoicePage(shown, chr(ord("A") + shown), text.text, chosen)
    if not answered:
        return page
    true_of = "" if choice.is_correct or text.true_of == text.text else text.true_of
    return ChoicePage(
        page.value, page.letter, page.text, chosen, choice.is_correct, true_of, _choice_source(text)
    )


def _choice_source(text: ChoiceText) -> SourcePage | None:
    if text.note_revision is None or text.first_line is None or text.last_line is None:
        return None
    return source_page(text.note_revision, (text.first_line, text.last_line))


def source_page(revision: NoteRevision, lines: Span) -> SourcePage:
    """The lines of a revision, ready to be shown and linked."""
    note = revision.note
    return SourcePage(note.title, note_url(revision, lines), *lines, note.language, excerpt(revision, lines))


def _feedback(item: SittingItem, attempt: Attempt | None, text: QuestionText, language: str) -> FeedbackPage:
    url = next_url(item.sitting, language)
    return FeedbackPage(
        right=attempt is not None and attempt.is_correct,
        explanation=text.explanation,
        explanation_language=text.language,
        sources=[source_page(text.note_revision, (text.first_line, text.last_line))],
        next_url=url,
        is_last=url == reverse("result", args=[item.sitting.uuid]),
    )
