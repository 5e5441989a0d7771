"""What the pages of a sitting show. Nothing about the key leaves the server before an answer is stored."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from content.core.document import Span
from content.models import NoteRevision
from content.reading import excerpt, note_url
from quizzes.models import Attempt, Choice, ChoiceText, Question, QuestionText, Sitting, SittingItem
from quizzes.sittings import next_number, wording


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
    """One option as shown; ``correct`` and ``true_of`` stay empty until the item is answered."""

    value: int
    letter: str
    text: str
    chosen: bool = False
    correct: bool = False
    true_of: str = ""
    source: SourcePage | None = None


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
    stem: str
    language: str
    flip_url: str
    flip_language: str
    multiple: bool
    select_count: int
    reviewed: bool
    choices: list[ChoicePage]
    key: str
    error: str
    feedback: FeedbackPage | None


def item_url(sitting: Sitting, number: int, language: str = "") -> str:
    """The address of an item, in ``language`` where it differs from the sitting's."""
    url = reverse("item", args=[sitting.uuid, number])
    return f"{url}?{urlencode({'language': language})}" if language not in ("", sitting.language) else url


def item_page(
    item: SittingItem, *, language: str, chosen: frozenset[int] = frozenset(), error: str = ""
) -> ItemPage:
    """The page of ``item`` in ``language``. ``chosen`` keeps what was picked when an answer was refused."""
    sitting, revision = item.sitting, item.revision
    attempt = next(iter(item.attempts.all()), None)
    texts = list(revision.texts.all())
    text = wording(texts, language)
    other = next((known.language for known in texts if known.language != text.language), "")
    right = sum(choice.is_correct for choice in revision.choices.all())
    picked = attempt.chosen_positions if attempt else chosen
    return ItemPage(
        url=item_url(sitting, item.position, language),
        sitting_url=reverse("sitting", args=[sitting.uuid]),
        number=item.position,
        total=sitting.items.count(),
        section=text.heading if attempt else "",  # a heading often names the answer
        stem=text.stem,
        language=text.language,
        flip_url=f"{reverse('item', args=[sitting.uuid, item.position])}?language={other}" if other else "",
        flip_language=other,
        multiple=right > 1,
        select_count=right,
        reviewed=revision.question.status == Question.Status.APPROVED,
        choices=_choices(item, text.language, picked, answered=attempt is not None),
        key=str(item.idempotency_key),
        error=error,
        feedback=_feedback(item, attempt, text, language) if attempt else None,
    )


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


def _feedback(item: SittingItem, attempt: Attempt, text: QuestionText, language: str) -> FeedbackPage:
    upcoming = next_number(item.sitting)
    return FeedbackPage(
        right=attempt.is_correct,
        explanation=text.explanation,
        explanation_language=text.language,
        sources=[source_page(text.note_revision, (text.first_line, text.last_line))],
        next_url=item_url(item.sitting, upcoming, language)
        if upcoming
        else reverse("result", args=[item.sitting.uuid]),
        is_last=upcoming is None,
    )
