"""Facts that say something else than when the learner was last asked: shown once, with before and after.

What a card remembers is never touched. The change is shown with the answer, never before it: to be told that a fact
changed is to be told that the remembered answer is wrong. Whoever reads the list before that has been shown it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import F, QuerySet

from content.models import Course
from learn.compiled import load
from learn.core.log import EventKind
from learn.models import Card, User
from learn.reviews import record_event
from quizzes.changes import Change, load_changes

MOST = 50
"""Changed facts on one page."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change, and whether it waits for its language."""

    change: Change
    hidden: bool


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact of a course that changed, in the language shown; ``seen`` names it and what it says now."""

    course: Course
    change: Change
    seen: str


def changed_since(fact: int, learnt_hash: str, content_hash: str) -> tuple[Change, ...]:
    """What changed of a fact since it said ``learnt_hash``; no query where it says the same, or nothing was learnt."""
    if learnt_hash in ("", content_hash):
        return ()
    return load_changes({fact: learnt_hash}).get(fact, ())


def in_language(changes: Sequence[Change], language: str) -> list[ChangeView]:
    """Every change with its language hidden but for ``language``, else for the first; all shown where that is empty."""
    shown = next((one.language for one in changes if one.language == language), "")
    shown = shown or (changes[0].language if changes and language else "")
    return [ChangeView(one, shown not in ("", one.language)) for one in changes]


def changed_facts(learner: User, *, language: str) -> list[ChangedFact]:
    """The facts in use that changed since the learner was asked, in the order of their courses.

    One query where nothing changed, else four for each batch of facts.
    """
    cards = _cards_told_otherwise(learner)
    changes = load_changes({card.fact_id: card.learnt_hash for card in cards})
    return [
        ChangedFact(
            card.fact.course,
            next(one.change for one in in_language(changes[card.fact_id], language) if not one.hidden),
            _seen(card),
        )
        for card in cards
        if card.fact_id in changes
    ]


def note_changes(learner: User, seen: Iterable[str], *, now: datetime) -> int:
    """Log that the learner was shown what facts say now, named as by ``ChangedFact.seen``; returns how many.

    What is not the learner's, is noted already or says something else again by now is left alone.
    """
    shown = frozenset(seen)
    cards = [card for card in _cards_told_otherwise(learner) if _seen(card) in shown]
    for card in cards:
        content_hash = card.fact.flashcard.content_hash
        record_event(card.enrolment, card.fact_id, EventKind.NOTED, now=now, content_hash=content_hash)
    return len(cards)


def _cards_told_otherwise(learner: User) -> list[Card]:
    """The learner's cards whose content hash is another than when they were learnt."""
    return list(load(_TOLD_OTHERWISE[learner.is_staff], learner.pk))


def _told_otherwise(reader: User, learner: int) -> QuerySet[Card]:
    """The cards of ``learner`` in courses that somebody like ``reader`` may see."""
    cards = Card.objects.filter(learner=learner, suspended=False, fact__flashcard__isnull=False)
    moved = cards.exclude(learnt_hash="").exclude(learnt_hash=F("fact__flashcard__content_hash"))
    visible = moved.filter(fact__course__in=Course.objects.visible_to(reader))
    found = visible.select_related("fact__course", "fact__flashcard", "enrolment__learner")
    return found.order_by("fact__course__position", "fact__course", "fact__flashcard__position")


_TOLD_OTHERWISE = {staff: partial(_told_otherwise, User(is_staff=staff)) for staff in (False, True)}


def _seen(card: Card) -> str:
    return f"{card.fact_id}:{card.fact.flashcard.content_hash}"
