"""Whatever a learner, a guest and an editor do in whatever order, every card stays what its log says, no review is lost,
and whoever learnt what no longer holds is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from content.core.parsing import parse_note
from content.ingest import ensure_course, ingest_note, installed_pack
from content.models import Course, Fact, FactText
from learn.changes import changed_facts, note_changes
from learn.core.asking import Way
from learn.core.log import EventKind
from learn.core.memory import DEFAULT_WEIGHTS, Rating
from learn.enrolments import enrol
from learn.erasing import erase_learner
from learn.merging import merge_guest
from learn.models import Card, Enrolment, Review, User, WeightSet
from learn.rebuilding import rebuild_learner
from learn.reviews import AnsweredElsewhere, Manner, NothingToUndo, record_event, undo_last
from learn.serving import Nothing, load_shown, next_item, read_token, store_answer
from quizzes.building import build_questions
from quizzes.core.decisions import Decisions
from quizzes.models import Flashcard
from tests.factories import NOW, UserFactory

SERVICES = ("EBS", "EFS", "S3")
ROWS = {
    "Billing": (("per GB provisioned", "per GB stored", "per GB and request"), "per month of use"),
    "Scope": (("one Availability Zone", "one Region", "every zone of a Region"), "one edge location"),
    "Access": (("one instance at a time", "many instances at once", "over HTTPS"), "through a gateway"),
    "Durability": (("copies inside one zone", "copies across zones", "eleven nines"), "a copy on tape"),
}
WEIGHTS = tuple(
    tuple(weight * factor if place < 4 else weight for place, weight in enumerate(DEFAULT_WEIGHTS))
    for factor in (0.5, 1.0, 1.7)
)
COLUMNS = (
    "phase", "stability", "difficulty", "step", "due_at", "due_day", "last_day", "first_day", "lapses", "leech",
    "suspended", "buried_on", "version", "learnt_hash",
)  # fmt: skip


def cells(
    shown: dict[str, bool], changed: frozenset[tuple[str, int]]
) -> Iterator[tuple[tuple[str, int], str]]:
    """The cells of the note by row and place, with other values in those that are ``changed``."""
    for name, (values, other) in ROWS.items():
        for place, value in enumerate(values) if shown[name] else ():
            yield (name, place), other if (name, place) in changed else value


def source(shown: dict[str, bool], changed: frozenset[tuple[str, int]], quiet: int = 0) -> str:
    """The note with the rows that are ``shown``; ``quiet`` (0 to 3) changes markup, case and what stands above."""
    lines = ["# Storage compared", "", *["Side by side.", ""] * (quiet & 1)]
    lines += [f"| | {' | '.join(SERVICES)} |", "|---|---|---|---|"]
    for name, row in groupby(cells(shown, changed), key=lambda cell: cell[0][0]):
        values = [f"**{value.upper()}**" if quiet & 2 else value for _place, value in row]
        lines.append(f"| {name} | {' | '.join(values)} |")
    return "\n".join([*lines, ""])


def ingest(course: Course, text: str, now: datetime) -> None:
    """Read the note and make its questions and flashcards, as the editor does."""
    note = parse_note(text, path="storage.en.md")
    common = {"course": course, "pack": installed_pack(), "now": now}
    ingest_note(note, text.encode(), path="storage.en.md", position=0, **common)
    build_questions(decisions=Decisions(), **common)


class Memory(RuleBasedStateMachine):
    """A learner with a course of one note, in a transaction that is rolled back in the end."""

    def __init__(self) -> None:
        super().__init__()
        cache.clear()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now, self.returned = NOW, []
        self.shown, self.changed, self.quiet = dict.fromkeys(ROWS, True), frozenset[tuple[str, int]](), 0
        self.course, self.account = Course.objects.get(), User.objects.get()
        self.guest: User | None = None
        self.expected = {self.account.pk: 0}
        self.learnt: dict[int, str] = {}
        self.learner = self.account

    def teardown(self) -> None:
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @rule(as_guest=st.booleans())
    def sit_down(self, as_guest: bool) -> None:
        """Who is at the desk from now on: the account, or a guest, who comes when first wanted."""
        if as_guest and self.guest is None:
            self.guest = UserFactory()
            self.expected[self.guest.pk] = 0
            enrol(self.guest, self.course, now=self.now)
        self.learner, self.returned = self.guest if as_guest and self.guest else self.account, []

    @precondition(lambda self: self.guest is not None)
    @rule()
    def merge(self) -> None:
        """The guest logs in to the account."""
        reviews = self.expected.pop(self.guest.pk)
        assert merge_guest(self.guest, self.account).reviews == reviews
        self.expected[self.account.pk] += reviews
        self.guest, self.learner, self.returned = None, self.account, []

    @rule(the_guest=st.sampled_from((True, True, False)))
    def erase(self, the_guest: bool) -> None:
        """The guest leaves for good, or the account does and its owner begins anew; the other keeps everything."""
        gone = self.guest if the_guest and self.guest else self.account
        kept = list(Card.objects.exclude(learner=gone).order_by("pk").values_list("pk", *COLUMNS))
        facts = Fact.objects.count()
        erase_learner(gone)
        del self.expected[gone.pk]
        assert list(Card.objects.order_by("pk").values_list("pk", *COLUMNS)) == kept
        assert Fact.objects.count() == facts
        if gone is self.guest:
            self.guest = None
        else:
            self.account = UserFactory(username="ada", is_guest=False)
            self.expected[self.account.pk] = 0
            enrol(self.account, self.course, now=self.now)
        self.learner, self.returned = self.account, []

    @property
    def enrolment(self) -> Enrolment:
        """The learner's study, read anew as every request does."""
        return Enrolment.objects.select_related("learner", "course", "weights").get(learner=self.learner)

    def answer(self, returned, rating: Rating) -> Review:
        """Answer as the study page does: a question by one of its options, a face by a rating."""
        manner = Manner(way=returned.way.value, language="en", milliseconds=1200)
        if returned.way is Way.CHOICE:
            shown = load_shown(returned)
            manner = Manner(
                way="choice", options=len(shown.options) if shown else 3, revision=returned.revision
            )
            rating = Rating.AGAIN if rating is Rating.AGAIN else Rating.GOOD
        card = Card.objects.filter(learner=self.learner, fact=returned.fact).first()
        return store_answer(self.enrolment, card, returned, rating, manner, now=self.now)

    @rule(
        ratings=st.lists(st.sampled_from(Rating), min_size=1, max_size=4),
        minutes=st.sampled_from((0, 1, 11, 60)),
    )
    def study(self, ratings: list[Rating], minutes: int) -> None:
        for rating in ratings:
            self.study_one(rating, minutes)

    def study_one(self, rating: Rating, minutes: int) -> None:
        self.now += timedelta(minutes=minutes, seconds=5)
        item = next_item(self.enrolment, now=self.now)
        if isinstance(item, Nothing):
            return
        assert Flashcard.objects.filter(fact=item.asked.fact).exists()
        returned = read_token(item.token, self.learner.pk)
        review = self.answer(returned, rating)
        self.expected[self.learner.pk] += 1
        self.learnt[review.pk] = self.said()[returned.fact]
        self.returned.append((returned, review.pk))

    @precondition(lambda self: self.returned)
    @rule(which=st.integers(0, 9), rating=st.sampled_from(Rating))
    def repeat(self, which: int, rating: Rating) -> None:
        """The same answer once more, also of long ago or with another rating: what was stored first holds."""
        returned, stored = self.returned[-1 - which % len(self.returned)]
        assert self.answer(returned, rating).pk == stored

    @rule(rating=st.sampled_from(Rating))
    def answer_on_two_pages(self, rating: Rating) -> None:
        """One card shown on two pages, put off on one and answered on the other: it is not answered."""
        item = next_item(self.enrolment, now=self.now)
        if isinstance(item, Nothing):
            return
        returned = read_token(item.token, self.learner.pk)
        record_event(self.enrolment, returned.fact, EventKind.BURY, now=self.now)
        self.expected[self.learner.pk] += 1
        with pytest.raises(AnsweredElsewhere):
            self.answer(returned, rating)

    @rule()
    def undo(self) -> None:
        self.now += timedelta(seconds=1)
        mine = Review.objects.filter(learner=self.learner)
        standing = mine.filter(undone_by=None).exclude(kind="undo").count()
        try:
            undone = undo_last(self.learner, now=self.now)
        except NothingToUndo:
            assert standing == 0
        else:
            self.expected[self.learner.pk] += 1
            assert Review.objects.get(undoes=undone).number > undone.number

    @rule(
        which=st.integers(0, 11), kind=st.sampled_from((EventKind.BURY, EventKind.SUSPEND, EventKind.RESUME))
    )
    def set_aside(self, which: int, kind: EventKind) -> None:
        facts = list(Flashcard.objects.order_by("position").values_list("fact", flat=True))
        if facts:
            self.now += timedelta(seconds=1)
            record_event(self.enrolment, facts[which % len(facts)], kind, now=self.now)
            self.expected[self.learner.pk] += 1

    @rule(days=st.sampled_from((1, 1, 2, 5, 30, 200)))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(row=st.sampled_from(sorted(ROWS)), place=st.none() | st.integers(0, 2))
    def edit_the_note(self, row: str, place: int | None) -> None:
        """Drop a row of the note or put it back, or change a cell or put that back.

        No card and no review changes, and a card of what is no longer stated stays.
        """
        before = list(Card.objects.order_by("pk").values_list("pk", *COLUMNS))
        if place is None:
            self.shown |= {row: not self.shown[row]}
        else:
            self.changed ^= {(row, place)}
        self.read_again()
        assert list(Card.objects.order_by("pk").values_list("pk", *COLUMNS)) == before

    @precondition(lambda self: self.learnt)
    @rule(which=st.integers(0, 11))
    def edit_what_was_learnt(self, which: int) -> None:
        """Change a cell that somebody has a card of, or put it back."""
        facts = sorted(self.said().keys() & set(Card.objects.values_list("fact", flat=True)))
        if facts:
            self.changed ^= {self.cells_of()[facts[which % len(facts)]]}
            self.read_again()

    @rule(quiet=st.integers(0, 3))
    def edit_without_meaning(self, quiet: int) -> None:
        """Other markup, letter case and lines above: nobody is told anything."""
        told = [self.told(learner) for learner in self.learners()]
        self.quiet = quiet
        self.read_again()
        assert [self.told(learner) for learner in self.learners()] == told

    @rule()
    def read_the_changes(self) -> None:
        """The list of what changed is read and noted: it is empty then."""
        self.now += timedelta(seconds=1)
        found = changed_facts(self.learner, language="en")
        last = Review.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        assert note_changes(self.learner, [one.seen for one in found], now=self.now) == len(found)
        for review, fact in Review.objects.filter(pk__gt=last).values_list("pk", "card__fact"):
            self.learnt[review] = self.said()[fact]
        self.expected[self.learner.pk] += len(found)
        assert changed_facts(self.learner, language="en") == []

    @rule(weights=st.sampled_from(WEIGHTS), own=st.booleans())
    def change_weights(self, weights: tuple[float, ...], own: bool) -> None:
        due = list(Card.objects.order_by("pk").values_list("due_day", "due_at", "phase"))
        made = WeightSet.objects.create(
            learner=self.learner, course=self.course, weights=list(weights), reviews=1, log_loss=0.1, created_at=self.now
        )  # fmt: skip
        Enrolment.objects.filter(learner=self.learner).update(weights=made if own else None)
        rebuild_learner(self.learner.pk)
        assert list(Card.objects.order_by("pk").values_list("due_day", "due_at", "phase")) == due

    def learners(self) -> list[User]:
        return [self.account] if self.guest is None else [self.account, self.guest]

    def read_again(self) -> None:
        self.now += timedelta(seconds=1)
        ingest(self.course, source(self.shown, self.changed, self.quiet), self.now)

    def said(self) -> dict[int, str]:
        """The value in the note as it stands of each fact with a flashcard."""
        values = dict(cells(self.shown, self.changed))
        return {fact: values[cell] for fact, cell in self.cells_of().items()}

    def cells_of(self) -> dict[int, tuple[str, int]]:
        """The cell of each fact with a flashcard, by the row and column it was read from."""
        names = [name for name in ROWS if self.shown[name]]
        found = {}
        for fact, place in FactText.objects.filter(fact__flashcard__isnull=False).values_list(
            "fact", "place"
        ):
            row, column = re.search(r"r(\d+)c(\d+)$", place).groups()
            found[fact] = (names[int(row) - 1], int(column) - 1)
        return found

    def told(self, learner: User) -> set[int]:
        """The facts that the learner is told to have changed."""
        return {one.change.fact for one in changed_facts(learner, language="en")}

    @invariant()
    def whoever_learnt_what_no_longer_holds_is_told_and_nobody_else(self) -> None:
        """By the values that stood in the note at the last answer or notice that was not taken back."""
        said = self.said()
        for learner in self.learners():
            last: dict[int, str] = {}
            rows = Review.objects.filter(learner=learner, kind__in=("answer", "noted"), undone_by=None)
            for pk, fact in rows.order_by("card", "number").values_list("pk", "card__fact"):
                last[fact] = self.learnt[pk]
            shown = Card.objects.filter(learner=learner, suspended=False, fact__flashcard__isnull=False)
            facts = set(shown.values_list("fact", flat=True)) & last.keys()
            assert self.told(learner) == {fact for fact in facts if last[fact] != said[fact]}

    @invariant()
    def every_card_and_day_is_what_the_log_says(self) -> None:
        for learner in self.learners():
            found = rebuild_learner(learner.pk, write=False)
            assert found.different_cards == ()
            assert found.different_days == ()
            assert found.reviews == self.expected[learner.pk]

    @invariant()
    def no_review_is_lost_or_doubled(self) -> None:
        logs: dict[int, list[int]] = {}
        for card, number in Review.objects.order_by("card", "number").values_list("card", "number"):
            logs.setdefault(card, []).append(number)
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in logs.values())
        assert dict(Card.objects.exclude(version=0).values_list("pk", "version")) == {
            card: len(numbers) for card, numbers in logs.items()
        }
        assert sum(map(len, logs.values())) == sum(self.expected.values())


@pytest.mark.slow
@pytest.mark.django_db
def test_replaying_the_log_always_makes_what_is_stored_and_changes_are_told(deep: bool) -> None:
    course = ensure_course("storage")
    ingest(course, source(dict.fromkeys(ROWS, True), frozenset()), NOW)
    assert Flashcard.objects.filter(has_question=True).count() > 6
    enrol(UserFactory(username="ada", is_guest=False), course, now=NOW)
    run_state_machine_as_test(
        Memory,
        settings=settings(
            max_examples=1_000 if deep else 100,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
