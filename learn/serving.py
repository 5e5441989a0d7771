"""One study item on its way to the learner and back: what was shown comes back signed, so that no row is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.db.models import Count, QuerySet

from learn.asking import Asked, load_asked, load_faces
from learn.changes import changed_since
from learn.compiled import load
from learn.core.asking import Way, choose_way
from learn.core.memory import Rating
from learn.core.scheduling import Answer, CardState, Outcome, Phase, answer_card, outcomes
from learn.core.scopes import Scope
from learn.custom_study import choose_in_scope
from learn.models import Card, Enrolment, Review
from learn.reviews import AnsweredElsewhere, Manner, answer_key, record_answer, rules_of, state_of
from learn.studying import CardRow, NextCard, Workload, choose_card
from quizzes.changes import Change
from quizzes.core.calendar import study_day
from quizzes.models import Flashcard

_SALT = "kaodian.study"
_BALANCED = timedelta(days=60)
"""How far ahead days are balanced: the fuzz of longer intervals is spread anyway."""
_LOAD_SECONDS = 60


class UnreadableItem(Exception):
    """What came back is no item of this site, or of another learner."""


@dataclass(frozen=True, slots=True)
class StudyItem:
    """A fact to be asked now, how, and what each rating would do."""

    asked: Asked
    state: CardState
    token: str
    intervals: Mapping[Rating, timedelta]
    workload: Workload
    topic: str
    leech: bool
    changes: tuple[Change, ...] = ()
    """What changed since it was learnt, to be shown with the answer; of a question that comes when it is checked."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to ask now; ``waiting_until`` is when a minute step ends, None when the day's work is done."""

    workload: Workload
    waiting_until: datetime | None


@dataclass(frozen=True, slots=True)
class Returned:
    """A shown item that came back: what was asked, and the card as it was then."""

    card: int | None
    """None when the learner had no card of it yet."""
    fact: int
    version: int
    way: Way
    revision: int | None
    seed: int
    topic: str
    content_hash: str
    day: date
    days: tuple[int | None, ...]
    """The intervals that were shown on the buttons, in days; None for minute steps."""


def next_item(
    enrolment: Enrolment, *, now: datetime, last_topic: str = "", scope: Scope | None = None
) -> StudyItem | Nothing:
    """The item to show now: of ``scope``, or of the day's work."""
    found = _choose(enrolment, scope, now, last_topic)
    if found.row is None:
        return Nothing(found.workload, found.waiting_until)
    return _item(enrolment, found.row, found.workload, now)


def _choose(enrolment: Enrolment, scope: Scope | None, now: datetime, last_topic: str = "") -> NextCard:
    if scope is None:
        return choose_card(enrolment, now=now, last_topic=last_topic)
    return choose_in_scope(enrolment, scope, now=now, last_topic=last_topic)


def _item(enrolment: Enrolment, row: CardRow, workload: Workload, now: datetime) -> StudyItem:
    state = row.state
    seed = answer_key(enrolment.learner_id, row.fact, state.version).int
    way = choose_way(state.memory, row.means, seed=str(seed))
    asked = load_asked(row.fact, way, seed=seed, row=row.table_row) or load_faces(row.fact)
    if asked is None:
        raise LookupError(f"The flashcard of fact {row.fact} has no face.")
    return _made(enrolment, asked, row.card, state, row.topic, row.content_hash or "", workload, now)


def _made(
    enrolment: Enrolment,
    asked: Asked,
    card: int | None,
    state: CardState,
    topic: str,
    content_hash: str,
    workload: Workload,
    now: datetime,
) -> StudyItem:
    day = study_day(now, enrolment.learner.time_zone)
    found = outcomes(
        state,
        at=now,
        day=day,
        rules=rules_of(enrolment),
        seed=f"{enrolment.learner_id}:{asked.fact}",
        load=_load(enrolment, day),
        options=len(asked.options),
    )
    token = signing.dumps(
        {
            "l": enrolment.learner_id,
            "c": card,
            "f": asked.fact,
            "v": state.version,
            "w": asked.way.value,
            "r": asked.revision,
            "t": topic,
            "h": content_hash,
            "n": day.toordinal(),
            "d": [found[rating].placement.days for rating in Rating],
        },
        salt=_SALT,
        compress=True,
    )
    return StudyItem(
        asked,
        state,
        token,
        {rating: _wait(found[rating]) for rating in Rating},
        workload,
        topic,
        state.leech,
        () if asked.way is Way.CHOICE else changed_since(asked.fact, state.learnt_hash, content_hash),
    )


def item_for(
    enrolment: Enrolment, asked: Asked, card: Card | None, *, topic: str, content_hash: str, now: datetime
) -> StudyItem:
    """The item that asks for a fact outside the queue, whether it is due or not."""
    state = state_of(card) if card else CardState()
    pk = card.pk if card else None
    return _made(enrolment, asked, pk, state, topic, content_hash, Workload(0, 0, 0), now)


def read_token(token: str, learner: int) -> Returned:
    """The item that a token stands for. Raises UnreadableItem."""
    try:
        known: dict[str, Any] = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise UnreadableItem from None
    if known["l"] != learner:
        raise UnreadableItem
    return Returned(
        known["c"],
        known["f"],
        known["v"],
        Way(known["w"]),
        known["r"],
        answer_key(learner, known["f"], known["v"]).int,
        known["t"],
        known["h"],
        date.fromordinal(known["n"]),
        tuple(known["d"]),
    )


def load_card(card: int, learner: int, course: str) -> Card | None:
    """A learner's own card of a course, with the enrolment. One query."""
    return next(load(_card, card, learner, course), None)


def _card(card: int, learner: int, course: str) -> QuerySet[Card]:
    cards = Card.objects.filter(pk=card, learner=learner, enrolment__course__slug=course)
    return cards.select_related("enrolment__course", "enrolment__weights")


def load_shown(returned: Returned) -> Asked | None:
    """What was shown: the very revision of the question, or the faces of today."""
    return load_asked(returned.fact, returned.way, seed=returned.seed, revision=returned.revision)


def shown_again(
    enrolment: Enrolment,
    card: Card | None,
    returned: Returned,
    *,
    now: datetime,
    scope: Scope | None = None,
) -> StudyItem | None:
    """A returned item, to be shown once more as it was; None when it can no longer be answered."""
    state = state_of(card) if card else CardState()
    asked = load_shown(returned)
    if asked is None or state.version != returned.version:
        return None
    flashcard = Flashcard.objects.get(fact=returned.fact)
    workload = _choose(enrolment, scope, now).workload
    return _made(
        enrolment,
        asked,
        card.pk if card else None,
        state,
        flashcard.topic,
        flashcard.content_hash,
        workload,
        now,
    )


def store_answer(
    enrolment: Enrolment,
    card: Card | None,
    returned: Returned,
    rating: Rating,
    how: Manner,
    *,
    now: datetime,
) -> Review:
    """Store the answer to a shown item, once. Raises AnsweredElsewhere when the card has moved on meanwhile."""
    try:
        return _store(enrolment, card, returned, rating, how, now)
    except AnsweredElsewhere:
        cards = Card.objects.select_related("enrolment__course", "enrolment__weights")
        fresh = cards.filter(pk=card.pk, version=returned.version).first() if card else None
        if fresh is None:
            raise
        # Nothing was answered: new weights came in between, and the card remembers otherwise now.
        fresh.enrolment.learner = enrolment.learner
        return _store(fresh.enrolment, fresh, returned, rating, how, now)


def _store(
    enrolment: Enrolment, card: Card | None, returned: Returned, rating: Rating, how: Manner, now: datetime
) -> Review:
    state = state_of(card) if card else CardState()
    if state.version != returned.version:
        key = answer_key(enrolment.learner_id, returned.fact, returned.version)
        stored = Review.objects.filter(learner=enrolment.learner_id, idempotency_key=key).first()
        if stored is None:
            raise AnsweredElsewhere
        return stored
    day = study_day(now, enrolment.learner.time_zone)
    shown = returned.days[rating - 1] if day == returned.day else None
    answer = Answer(now, day, rating, how.options)
    outcome = answer_card(state, answer, rules=rules_of(enrolment), days=shown)
    return record_answer(
        enrolment,
        fact=returned.fact,
        card=card,
        before=state,
        outcome=outcome,
        rating=rating,
        manner=how,
        learnt_hash=returned.content_hash,
        now=now,
    )


def _wait(outcome: Outcome) -> timedelta:
    placement = outcome.placement
    return placement.wait if placement.wait is not None else timedelta(days=placement.days or 0)


def _load(enrolment: Enrolment, day: date) -> dict[date, int]:
    """How many cards are due on each of the coming days, as it was within the last minute."""
    key = f"due:{enrolment.pk}:{day}"
    load = cache.get(key)
    if load is None:
        due = Card.objects.filter(enrolment=enrolment, phase=Phase.REVIEW.value, due_day__gt=day)
        near = due.filter(due_day__lte=day + _BALANCED).values_list("due_day")
        load = dict(near.annotate(count=Count("pk")).order_by())
        cache.set(key, load, _LOAD_SECONDS)
    return load
