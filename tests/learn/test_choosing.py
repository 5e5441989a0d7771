"""What is read to choose the next card: a few of those that wait, and many only where the few must wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from learn.core.memory import Memory
from learn.core.scheduling import CardState, Phase
from learn.models import Card, Enrolment
from learn.reviews import fields_of
from learn.studying import Workload, choose_card
from quizzes.core.calendar import study_day
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard

pytestmark = pytest.mark.django_db
TODAY = study_day(NOW, "Asia/Shanghai")


@pytest.fixture
def enrolment():
    return Enrolment.objects.create(
        learner=UserFactory(), course=CourseFactory(), started_at=NOW, new_per_day=10
    )


def begun(enrolment, number, *, late=1, stability=10.0, siblings=""):
    """A card that was due ``late`` days ago, and none at all with -1: it was answered today."""
    asked_today = late < 0
    last = TODAY if asked_today else TODAY - timedelta(days=10 + late)
    state = CardState(
        phase=Phase.REVIEW,
        memory=Memory(stability, 5.0),
        due_day=last + timedelta(days=10),
        last_day=last,
        first_day=TODAY - timedelta(days=90),
        version=1,
    )
    fact = make_flashcard(enrolment.course, number=number, siblings=siblings).fact
    return Card.objects.create(learner=enrolment.learner, enrolment=enrolment, fact=fact, **fields_of(state))


def test_of_the_cards_that_are_due_the_one_most_at_risk_comes_first(enrolment) -> None:
    begun(enrolment, 1, late=2)
    risky = begun(enrolment, 2, late=9)
    begun(enrolment, 3, late=9, stability=40.0)
    assert choose_card(enrolment, now=NOW).row.card == risky.pk


def test_one_query_chooses_and_counts_all_that_is_due(enrolment, django_assert_num_queries) -> None:
    for number in range(1, 31):
        begun(enrolment, number)
    with django_assert_num_queries(1):
        found = choose_card(enrolment, now=NOW)
    assert found.workload == Workload(30, 0, 0)


def test_a_due_card_is_found_behind_many_that_must_wait_for_tomorrow(
    enrolment, django_assert_num_queries
) -> None:
    begun(enrolment, 1, late=-1, siblings="row:note/table1/r1")
    for number in range(2, 32):
        begun(enrolment, number, late=5, siblings="row:note/table1/r1")
    free = begun(enrolment, 32, late=1)
    with django_assert_num_queries(2):
        assert choose_card(enrolment, now=NOW).row.card == free.pk


def test_a_step_is_not_taken_early_while_a_due_card_is_hidden_behind_such_ones(enrolment) -> None:
    begun(enrolment, 1, late=-1, siblings="row:note/table1/r1")
    for number in range(2, 32):
        begun(enrolment, number, late=5, siblings="row:note/table1/r1")
    free = begun(enrolment, 32, late=1)
    step = begun(enrolment, 33)
    later = NOW + timedelta(minutes=5)
    Card.objects.filter(pk=step.pk).update(phase="learning", due_day=None, due_at=later, last_day=TODAY)
    assert choose_card(enrolment, now=NOW).row.card == free.pk
    assert choose_card(enrolment, now=later).row.card == step.pk


def test_a_new_card_is_found_behind_many_that_must_wait_for_tomorrow(enrolment) -> None:
    begun(enrolment, 1, late=-1, siblings="list:note/l1")
    for number in range(2, 42):
        make_flashcard(enrolment.course, number=number, siblings="list:note/l1")
    free = make_flashcard(enrolment.course, number=42)
    assert choose_card(enrolment, now=NOW).row.fact == free.fact_id


def test_new_cards_are_counted_up_to_those_of_a_day(enrolment) -> None:
    for number in range(1, 41):
        make_flashcard(enrolment.course, number=number)
    assert choose_card(enrolment, now=NOW).workload == Workload(0, 0, 10)
