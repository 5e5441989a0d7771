"""Testing oneself on a comparison: cells are hidden, recalled or chosen, and count as reviews of their facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from content.comparing import Compared, ComparedCell
from content.core.claims import CellState
from content.core.names import strip_marks
from content.models import FactText
from learn.asking import Asked, Option
from learn.core.asking import Way
from learn.core.memory import Rating
from learn.models import Card, Enrolment, User
from learn.reviews import AnsweredElsewhere, Manner
from learn.serving import UnreadableItem, item_for, read_token, store_answer
from quizzes.models import Flashcard

RECALL, CHOOSE = "recall", "choose"
RANDOM, ALL = "random", "all"
MOST_OPTIONS = 4
_MOST_SIBLINGS = 200
"""Values of other terms that are read for one attribute's wrong options."""


@dataclass(frozen=True, slots=True)
class HiddenCell:
    """A cell to be recalled or chosen: a token for each of its facts, and the options; the right one is among them."""

    place: str
    tokens: tuple[str, ...]
    options: tuple[str, ...] = ()


def testable(table: Compared) -> tuple[dict[str, ComparedCell], dict[int, Flashcard]]:
    """The cells by place that have a card to review, and the flashcards by fact. One query.

    Cells in conflict are left out: nobody is asked what is disputed.
    """
    facts = {fact for cell in table.cells for fact in cell.facts}
    cards = {card.fact_id: card for card in Flashcard.objects.filter(fact__in=facts).select_related("fact")}
    cells = {
        cell.place: cell
        for cell in table.cells
        if cell.state is CellState.AGREE and any(fact in cards for fact in cell.facts)
    }
    return cells, cards


def hidden_places(places: Sequence[str], hide: str, *, seed: int) -> list[str]:
    """Which of ``places`` (``row-column``) are hidden: ``all``, ``row-2``, ``column-1``, else half of them at random."""
    kind, _, number = hide.partition("-")
    if hide == ALL:
        return list(places)
    if kind in ("row", "column"):
        return [place for place in places if place.split("-")[kind == "column"] == number]
    chosen = set(Random(f"{seed}:{len(places)}").sample(list(places), (len(places) + 1) // 2))
    return [place for place in places if place in chosen]


def hide_cells(
    enrolment: Enrolment,
    cells: Sequence[ComparedCell],
    flashcards: Mapping[int, Flashcard],
    table: Compared,
    *,
    way: str,
    now: datetime,
) -> dict[str, HiddenCell]:
    """``cells`` as they are asked, by place. Two queries, or three to choose among options."""
    facts = [fact for cell in cells for fact in cell.facts if fact in flashcards]
    cards = {card.fact_id: card for card in Card.objects.filter(learner=enrolment.learner_id, fact__in=facts)}
    siblings = _siblings(enrolment, cells, flashcards, table.language) if way == CHOOSE else {}
    hidden = {}
    for cell in cells:
        options = _options(cell, table, siblings, flashcards) if way == CHOOSE else ()
        asked_options = tuple(Option(place, one == cell.text) for place, one in enumerate(options))
        tokens = [
            item_for(
                enrolment,
                Asked(fact, Way.CELL, (), options=asked_options),
                cards.get(fact),
                topic=flashcards[fact].topic,
                content_hash=flashcards[fact].content_hash,
                now=now,
            ).token
            for fact in cell.facts
            if fact in flashcards
        ]
        hidden[cell.place] = HiddenCell(cell.place, tuple(tokens), options)
    return hidden


def _siblings(
    enrolment: Enrolment, cells: Sequence[ComparedCell], flashcards: Mapping[int, Flashcard], language: str
) -> dict[str, list[str]]:
    """What the notes say of other terms, by attribute."""
    aspects = {flashcards[fact].fact.aspect for cell in cells for fact in cell.facts if fact in flashcards}
    rows = FactText.objects.filter(
        fact__course=enrolment.course_id,
        fact__aspect__in=aspects,
        fact__is_disputed=False,
        language=language,
        retired_at=None,
    )
    found: dict[str, list[str]] = {}
    values = rows.order_by("fact__key").values_list("fact__aspect", "value")[: _MOST_SIBLINGS * len(aspects)]
    for aspect, value in values:
        found.setdefault(aspect, []).append(strip_marks(value))
    return found


def _options(
    cell: ComparedCell,
    table: Compared,
    siblings: Mapping[str, Sequence[str]],
    flashcards: Mapping[int, Flashcard],
) -> tuple[str, ...]:
    """The right value, those of the other terms in its row, then others of the attribute; in an order of its own."""
    draw = Random(f"{cell.attribute}:{cell.term}")
    row = [other.text for other in table.rows[cell.row].cells if other.text]
    fact = next(one for one in cell.facts if one in flashcards)
    others = [one for one in siblings.get(flashcards[fact].fact.aspect, ()) if one not in cell.text]
    draw.shuffle(others)
    different: dict[str, str] = {}
    for text in (cell.text, *row, *others):
        different.setdefault(text.casefold(), text)
    options = list(different.values())[:MOST_OPTIONS]
    draw.shuffle(options)
    return tuple(options)


def store_cell(
    enrolment: Enrolment, tokens: Sequence[str], rating: Rating, *, options: int, language: str, now: datetime
) -> None:
    """Store the answer to a hidden cell with every fact of it. A repeat changes nothing.

    Raises UnreadableItem for tokens of somebody else, and of other courses.
    """
    learner: User = enrolment.learner
    returned = [read_token(token, learner.pk) for token in tokens]
    facts = [one.fact for one in returned]
    cards = {card.fact_id: card for card in Card.objects.filter(learner=learner, fact__in=facts)}
    known = set(
        Flashcard.objects.filter(course=enrolment.course_id, fact__in=facts).values_list("fact", flat=True)
    )
    if not returned or known != set(facts) or any(one.way is not Way.CELL for one in returned):
        raise UnreadableItem
    manner = Manner(way=Way.CELL.value, options=options, language=language)
    for one in returned:
        try:
            store_answer(enrolment, cards.get(one.fact), one, rating, manner, now=now)
        except AnsweredElsewhere:
            continue  # it moved on by another page: that answer stands
