"""Answers that arrive at the same time, on a database that threads really compete for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from quizzes.models import Attempt, Sitting
from quizzes.sittings import answer_item, load_item, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_questions

pytestmark = pytest.mark.django_db(transaction=True)
PARALLEL = 8


@pytest.fixture
def sitting():
    course, learner = CourseFactory(), UserFactory()
    make_questions(course, range(1, PARALLEL + 1))
    return start_practice(course, learner=learner, language="zh", seed=1, now=NOW)


def store(sitting, number, chosen):
    """Answer one item; returns the stored attempt's id and outcome."""
    item = load_item(sitting, number)
    attempt = answer_item(
        item,
        learner=sitting.learner,
        key=item.idempotency_key,
        chosen=frozenset({chosen}),
        language="zh",
        milliseconds=1,
        now=NOW,
    )
    return attempt.pk, attempt.is_correct


def answer(sitting, number, chosen):
    """Answer one item from a thread, and so a connection, of its own."""
    try:
        return store(sitting, number, chosen)
    finally:
        connection.close()


def test_parallel_repeats_of_one_answer_store_one_attempt_and_all_learn_the_same_outcome(sitting):
    with ThreadPoolExecutor(PARALLEL) as pool:
        outcomes = set(pool.map(lambda chosen: answer(sitting, 1, chosen % 3), range(PARALLEL)))
    assert len(outcomes) == 1
    assert Attempt.objects.count() == 1


def test_parallel_answers_to_different_questions_are_all_stored_and_finish_the_sitting(sitting):
    with ThreadPoolExecutor(PARALLEL) as pool:
        list(pool.map(lambda number: answer(sitting, number, 0), range(1, PARALLEL + 1)))
    sitting.refresh_from_db()
    assert Attempt.objects.count() == PARALLEL
    assert sitting.finished_at == NOW


def can_be_locked(sitting):
    """Whether a connection of its own gets the sitting's row for itself at once."""
    try:
        with transaction.atomic():
            Sitting.objects.select_for_update(nowait=True).get(pk=sitting.pk)
    except OperationalError:
        return False
    finally:
        connection.close()
    return True


def test_an_answer_holds_its_sitting_until_it_is_stored_so_that_one_of_two_last_ones_sees_both(sitting):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(can_be_locked, sitting).result()
        with transaction.atomic():
            store(sitting, 1, 0)
            assert not pool.submit(can_be_locked, sitting).result()
        assert pool.submit(can_be_locked, sitting).result()
