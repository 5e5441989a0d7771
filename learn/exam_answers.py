"""The questions of an exam that is over, each as it was answered, with the lines of the revision that was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from content.reading import note_url
from learn.said_options import Said, said_option
from quizzes.core.grading import Shape, right_arrangement, shape_of
from quizzes.models import Attempt, ChoiceText, SittingItem
from quizzes.pages import emphasised
from quizzes.sittings import wording


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """One question of the paper as it went: the answers in words, why, and the lines of the revision that was drawn."""

    number: int
    stem: SafeString
    language: str
    state: str
    """right, wrong or open."""
    scored: bool
    flagged: bool
    domain: str
    seconds: int | None
    slow: bool
    given: list[Said]
    """What was chosen, or how it was arranged."""
    others: list[Said]
    """The wrong options that were not chosen, as far as the notes say what they are true of."""
    wanted: list[str]
    explanation: str
    title: str
    url: str
    first: int
    last: int


def counting_attempt(item: SittingItem) -> Attempt | None:
    """The answer that counts; one that was taken back is none. Uses attempts that were prefetched."""
    last = item.last_attempt
    return last if last and last.chosen else None


def answered_item(
    item: SittingItem,
    attempt: Attempt | None,
    language: str,
    titles: Mapping[str, str],
    allowed: float | None,
) -> AnsweredItem:
    """One question; ``titles`` are those of the domains, ``allowed`` the seconds there were for each question."""
    text = wording(item.revision.texts.all(), language)
    lines = (text.first_line, text.last_line)
    seconds = None if item.milliseconds is None else item.milliseconds / 1000
    return AnsweredItem(
        number=item.position,
        stem=emphasised(text.stem),
        language=text.language,
        state="open" if attempt is None else "right" if attempt.is_correct else "wrong",
        scored=item.scored,
        flagged=item.flagged,
        domain=titles.get(item.domain.slug, "") if item.domain else "",
        seconds=None if seconds is None else round(seconds),
        slow=seconds is not None and allowed is not None and seconds > allowed,
        given=_given(item, attempt, text.language) if attempt else [],
        others=_others(item, attempt, text.language),
        wanted=_wanted(item, text.language),
        explanation=text.explanation,
        title=text.note_revision.note.title,
        url=note_url(text.note_revision, lines),
        first=lines[0],
        last=lines[1],
    )


def _given(item: SittingItem, attempt: Attempt, language: str) -> list[Said]:
    """What was answered: options, or options as they were arranged."""
    if shape_of(item.revision.question.kind) is not Shape.CHOOSE:
        return [Said(line) for line in _arranged(item, attempt.arrangement, language)]
    texts = _choice_texts(item, language)
    return [said_option(texts[position]) for position in item.order if position in attempt.chosen_positions]


def _others(item: SittingItem, attempt: Attempt | None, language: str) -> list[Said]:
    if shape_of(item.revision.question.kind) is not Shape.CHOOSE:
        return []
    chosen = attempt.chosen_positions if attempt else frozenset()
    texts = _choice_texts(item, language)
    wrong = [
        said_option(texts[position])
        for position in item.order
        if position not in chosen and not texts[position].choice.is_correct
    ]
    return [said for said in wrong if said.true_of or said.source]


def _wanted(item: SittingItem, language: str) -> list[str]:
    texts = _choice_texts(item, language)
    shape = shape_of(item.revision.question.kind)
    if shape is Shape.CHOOSE:
        return [texts[position].text for position in item.order if texts[position].choice.is_correct]
    places = {choice.position: choice.place for choice in item.revision.choices.all()}
    return _arranged(item, right_arrangement(shape, places), language)


def _arranged(item: SittingItem, arrangement: Sequence[int], language: str) -> list[str]:
    """An order as it was given, or every entry with the partner it was given."""
    texts = _choice_texts(item, language)
    if shape_of(item.revision.question.kind) is Shape.ORDER:
        return [texts[position].text for position in arrangement]
    return [
        f"{texts[position].text} – {texts[partner].partner}"
        for position, partner in zip(sorted(texts), arrangement, strict=True)
    ]


def _choice_texts(item: SittingItem, language: str) -> dict[int, ChoiceText]:
    return {
        choice.position: next(text for text in choice.texts.all() if text.language == language)
        for choice in item.revision.choices.all()
    }
