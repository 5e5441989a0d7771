"""A guest who turns out to have an account: everything they did becomes the account's, and nothing is lost."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import uuid5

from django.db import models, transaction
from django.db.models import F

from learn.core.log import EventKind, replay, standing_events
from learn.counts import recount
from learn.days import EMPTY_DAY, Sums, add_sums, of_day, sums_of, take_sums
from learn.exams import close_mock
from learn.models import Card, DaySummary, Enrolment, ReadingPlace, Review, StoredForecast, User, WeightSet
from learn.reviews import events_of, rebuild_card
from quizzes.models import LONGEST_REMARK, Attempt, Remark, Sitting

_OUT_OF_THE_WAY = 1_000_000_000
"""Added (once, and twice) to the numbers of two logs while they become one: a number stands once in a log at any moment."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came to the account."""

    cards: int
    """Cards of facts that the account had none of."""
    joined: int
    """Cards of facts that both had."""
    reviews: int
    attempts: int


@transaction.atomic
def merge_guest(guest: User, account: User) -> Merged:
    """Give ``account`` all that ``guest`` did, and remove the guest. One transaction: all of it or nothing.

    Reviews move as they are, with their days and intervals. Where both have a card of a fact the two logs become one
    in the order of time, and the card and the days are made anew from it. Where both study a course, the account's
    settings and weights of it stand. Raises ValueError unless ``guest`` is a guest and ``account`` is none.
    """
    locked = {
        user.pk: user for user in User.objects.select_for_update().filter(pk__in=(guest.pk, account.pk))
    }
    guest, account = locked[guest.pk], locked[account.pk]
    if not guest.is_guest or account.is_guest:
        raise ValueError(f"{guest} is to be merged into {account}, but only a guest goes into an account.")
    _leave_one_mock_running(guest, account)
    _renew_repeated_keys(guest, account)
    reviews = Review.objects.filter(learner=guest).update(learner=account)
    attempts = Attempt.objects.filter(learner=guest).update(learner=account)
    Sitting.objects.filter(learner=guest).update(learner=account)
    WeightSet.objects.filter(learner=guest).update(learner=account)
    _move_remarks(guest, account)
    _move_days(guest, account)
    _move_forecasts(guest, account)
    _move_places(guest, account)
    cards = joined = 0
    for enrolment in Enrolment.objects.filter(learner=guest).select_related("weights"):
        moved, both = _move_enrolment(enrolment, account)
        cards, joined = cards + moved, joined + both
    guest.delete()
    recount(account.pk)
    return Merged(cards, joined, reviews, attempts)


def _leave_one_mock_running(guest: User, account: User) -> None:
    """Of two running exams the one begun later goes on; the other is given up, at the moment that one began."""
    running = Sitting.objects.filter(learner__in=(guest, account)).mocks().unfinished()
    for sitting, later in pairwise(running.order_by("started_at")):
        close_mock(sitting, now=later.started_at, abandoned=True)


def _renew_repeated_keys(guest: User, account: User) -> None:
    """Give the guest's rows other idempotency keys where the account has the same ones."""
    for model in (Review, Attempt):
        rows: models.QuerySet[Any] = model._default_manager.all()
        taken = rows.filter(learner=account).values("idempotency_key")
        for row in rows.filter(learner=guest, idempotency_key__in=taken):
            rows.filter(pk=row.pk).update(idempotency_key=uuid5(guest.uuid, row.idempotency_key.hex))


def _move_remarks(guest: User, account: User) -> None:
    """Move the guest's words in the mistake book; where both wrote about a fact, the account's stand first."""
    ours = {row.fact_id: row for row in Remark.objects.filter(learner=account)}
    for row in Remark.objects.filter(learner=guest):
        mine = ours.get(row.fact_id)
        if mine is None:
            Remark.objects.filter(pk=row.pk).update(learner=account)
            continue
        mine.text = "\n\n".join(filter(None, (mine.text, row.text)))[:LONGEST_REMARK]
        mine.starred |= row.starred
        mine.save(update_fields=["text", "starred"])


def _move_days(guest: User, account: User) -> None:
    """Add the guest's days to the account's."""
    for row in DaySummary.objects.filter(learner=guest):
        sums = {name: getattr(row, name) for name in EMPTY_DAY}
        add_sums(account.pk, row.course_id, {of_day(row.day): sums})


def _move_forecasts(guest: User, account: User) -> None:
    """Give the account the guest's forecasts; where both made one on a day, the account's stands."""
    mine = StoredForecast.objects.filter(learner=account)
    taken = set(mine.values_list("blueprint", "made_on", "day"))
    for row in StoredForecast.objects.filter(learner=guest):
        if (row.blueprint_id, row.made_on, row.day) not in taken:
            StoredForecast.objects.filter(pk=row.pk).update(learner=account)


def _move_places(guest: User, account: User) -> None:
    """Give the account the places where the guest stopped reading; where both read a note, the later one stands."""
    ours = dict(ReadingPlace.objects.filter(learner=account).values_list("note", "at"))
    for row in ReadingPlace.objects.filter(learner=guest):
        if row.note_id in ours and ours[row.note_id] >= row.at:
            continue
        ReadingPlace.objects.filter(learner=account, note=row.note_id).delete()
        ReadingPlace.objects.filter(pk=row.pk).update(learner=account)


def _move_enrolment(theirs: Enrolment, account: User) -> tuple[int, int]:
    """Move a course with its cards; returns how many cards were new to the account, and how many both had."""
    ours = (
        Enrolment.objects.filter(learner=account, course=theirs.course_id).select_related("weights").first()
    )
    if ours is None:
        Enrolment.objects.filter(pk=theirs.pk).update(learner=account)
        return Card.objects.filter(enrolment=theirs).update(learner=account), 0
    Enrolment.objects.filter(pk=ours.pk).update(started_at=min(ours.started_at, theirs.started_at))
    twins = {card.fact_id: card for card in Card.objects.filter(enrolment=ours)}
    both = [card for card in Card.objects.filter(enrolment=theirs) if card.fact_id in twins]
    for card in both:
        kept = twins[card.fact_id]
        kept.enrolment = ours
        _join_logs(kept, card)
    moved = Card.objects.filter(enrolment=theirs)
    others = list(moved) if ours.weights_id != theirs.weights_id else []
    count = moved.update(learner=account, enrolment=ours)
    for card in others:
        card.enrolment = ours
        rebuild_card(card)
    return count, len(both)


def _join_logs(kept: Card, other: Card) -> None:
    """Make one log of two cards of a fact, in the order of time, and make the card anew; ``other`` goes."""
    logs = [list(card.reviews.order_by("number")) for card in (kept, other)]
    course = kept.enrolment.course_id
    for log in logs:
        for day, sums in _days_of(log):
            take_sums(kept.learner_id, course, {of_day(day): sums})
    # Each log keeps its own order, also where a clock went backwards in it.
    rows = list(heapq.merge(*logs, key=lambda row: row.at))
    kept.reviews.update(number=F("number") + _OUT_OF_THE_WAY)
    other.reviews.update(card=kept, number=F("number") + 2 * _OUT_OF_THE_WAY)
    for number, row in enumerate(rows, start=1):
        row.number = number
    Review.objects.bulk_update(rows, ["number"], batch_size=500)
    for day, sums in _days_of(rows):
        add_sums(kept.learner_id, course, {of_day(day): sums})
    other.delete()
    rebuild_card(kept)


def _days_of(log: Iterable[Review]) -> Iterator[tuple[date, Sums]]:
    """What each answer of a log that still stands adds to its day."""
    rows = {row.number: row for row in log}
    standing = standing_events(events_of(rows.values()))
    for place, event in enumerate(standing):
        if event.kind is EventKind.ANSWER:
            yield event.answer.day, sums_of(rows[event.number], replay(standing[:place]))
