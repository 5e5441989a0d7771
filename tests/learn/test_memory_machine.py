"""Whatever a learner and an editor do in whatever order, every card stays what its log says and no review is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

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
from content.models import Course
from learn.core.asking import Way
from learn.core.log import EventKind
from learn.core.memory import DEFAULT_WEIGHTS, Rating
from learn.enrolments import enrol
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


def source(shown: dict[str, bool], changed: frozenset[tuple[str, int]]) -> str:
    """The note with the rows that are ``shown`` and other values in the cells that are ``changed``."""
    lines = ["# Storage compared", "", f"| | {' | '.join(SERVICES)} |", "|---|---|---|---|"]
    for name, (values, other) in ROWS.items():
        if shown[name]:
            cells = [other if (name, place) in changed else value for place, value in enumerate(values)]
            lines.append(f"| {name} | {' | '.join(cells)} |")
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
        self.now, self.expected, self.returned = NOW, 0, []
        self.shown, self.changed = dict.fromkeys(ROWS, True), frozenset[tuple[str, int]]()
        self.course, self.learner = Course.objects.get(), User.objects.get()

    def teardown(self) -> None:
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

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

    @rule(rating=st.sampled_from(Rating), minutes=st.sampled_from((0, 1, 11, 60)))
    def study(self, rating: Rating, minutes: int) -> None:
        self.now += timedelta(minutes=minutes, seconds=5)
        item = next_item(self.enrolment, now=self.now)
        if isinstance(item, Nothing):
            return
        assert Flashcard.objects.filter(fact=item.asked.fact).exists()
        returned = read_token(item.token, self.learner.pk)
        review = self.answer(returned, rating)
        self.expected += 1
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
        self.expected += 1
        with pytest.raises(AnsweredElsewhere):
            self.answer(returned, rating)

    @rule()
    def undo(self) -> None:
        self.now += timedelta(seconds=1)
        standing = Review.objects.filter(undone_by=None).exclude(kind="undo").count()
        try:
            undone = undo_last(self.learner, now=self.now)
        except NothingToUndo:
            assert standing == 0
        else:
            self.expected += 1
            assert Review.objects.get(undoes=undone).number > undone.number

    @rule(
        which=st.integers(0, 11), kind=st.sampled_from((EventKind.BURY, EventKind.SUSPEND, EventKind.RESUME))
    )
    def set_aside(self, which: int, kind: EventKind) -> None:
        facts = list(Flashcard.objects.order_by("position").values_list("fact", flat=True))
        if facts:
            self.now += timedelta(seconds=1)
            record_event(self.enrolment, facts[which % len(facts)], kind, now=self.now)
            self.expected += 1

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
        self.now += timedelta(seconds=1)
        ingest(self.course, source(self.shown, self.changed), self.now)
        assert list(Card.objects.order_by("pk").values_list("pk", *COLUMNS)) == before

    @rule(weights=st.sampled_from(WEIGHTS), own=st.booleans())
    def change_weights(self, weights: tuple[float, ...], own: bool) -> None:
        due = list(Card.objects.order_by("pk").values_list("due_day", "due_at", "phase"))
        made = WeightSet.objects.create(
            learner=self.learner, course=self.course, weights=list(weights), reviews=1, log_loss=0.1, created_at=self.now
        )  # fmt: skip
        Enrolment.objects.filter(learner=self.learner).update(weights=made if own else None)
        rebuild_learner(self.learner.pk)
        assert list(Card.objects.order_by("pk").values_list("due_day", "due_at", "phase")) == due

    @invariant()
    def every_card_and_day_is_what_the_log_says(self) -> None:
        found = rebuild_learner(self.learner.pk, write=False)
        assert found.different_cards == ()
        assert found.different_days == ()
        assert found.reviews == self.expected

    @invariant()
    def no_review_is_lost_or_doubled(self) -> None:
        logs: dict[int, list[int]] = {}
        for card, number in Review.objects.order_by("card", "number").values_list("card", "number"):
            logs.setdefault(card, []).append(number)
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in logs.values())
        assert dict(Card.objects.exclude(version=0).values_list("pk", "version")) == {
            card: len(numbers) for card, numbers in logs.items()
        }
        assert sum(map(len, logs.values())) == self.expected


@pytest.mark.slow
@pytest.mark.django_db
def test_replaying_the_log_always_makes_what_is_stored(deep: bool) -> None:
    course = ensure_course("storage")
    ingest(course, source(dict.fromkeys(ROWS, True), frozenset()), NOW)
    assert Flashcard.objects.filter(has_question=True).count() > 6
    enrol(UserFactory(username="ada"), course, now=NOW)
    run_state_machine_as_test(
        Memory,
        settings=settings(
            max_examples=1_000 if deep else 100,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
