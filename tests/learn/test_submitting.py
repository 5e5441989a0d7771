"""Handing in a whole paper: few statements, and what answer by answer would have written."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from learn.exams import begin_mock, close_mock, record_attempts
from learn.models import AnswerCount, Card, Confusion, DaySummary, Review
from learn.rebuilding import rebuild_learner
from quizzes.exams import final_answers
from quizzes.models import Attempt, Choice
from tests.exam_papers import make_mock
from tests.factories import NOW, UserFactory
from tests.learn.answering import answer, columns, counted_days, replayed, stored_days

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUESTIONS = 65
ASIDE = ("id", "card_id", "at")


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def sitting(learner):
    """A paper of 65, answered right, wrong and by guesses over two study days; some facts were studied before."""
    blueprint = make_mock(facts=90, questions=QUESTIONS, minutes=2000)
    sitting = begin_mock(blueprint, learner=learner, language="zh", seed=3, now=NOW)
    items = list(sitting.items.select_related("fact", "revision"))
    for item in items[:12]:
        for days in (9, 8, 5):
            answer(learner, item.fact, 3, NOW - timedelta(days=days))
    for item, other in pairwise(items):
        Choice.objects.filter(revision=item.revision, position=1).update(fact=other.fact)
    Attempt.objects.bulk_create(
        Attempt(
            item=item,
            learner=learner,
            idempotency_key=item.idempotency_key,
            chosen=str(number % 3 % 2),
            is_correct=number % 3 % 2 == 0,
            confidence="guess" if number % 7 == 0 else "",
            language="zh",
            milliseconds=1000 * number,
            answered_at=NOW + timedelta(minutes=20 * number),
            study_day=(NOW + timedelta(minutes=20 * number)).date(),
        )
        for number, item in enumerate(items, start=1)
    )
    return sitting


def written(learner):
    """All that a learner's answers left, without the ids of rows."""
    reviews = Review.objects.filter(learner=learner).order_by("card__fact", "number")
    return {
        "cards": {card.fact_id: columns(card) for card in Card.objects.filter(learner=learner)},
        "reviews": [
            {name: value for name, value in row.items() if name not in ASIDE}
            for row in reviews.values()
        ],
        "days": {
            (*day, name): round(value, 9)
            for day, sums in stored_days(learner).items()
            for name, value in sums.items()
        },
        "counts": {
            (kind, slot): (answers, right, round(predicted, 9))
            for kind, slot, answers, right, predicted in AnswerCount.objects.filter(
                learner=learner
            ).values_list("kind", "slot", "answers", "right", "predicted")
        },
        "confusions": set(
            Confusion.objects.filter(learner=learner).values_list("asked", "taken_for", "count", "last_day")
        ),
    }  # fmt: skip


class Undone(Exception):
    """Takes back what was tried."""


def test_a_paper_handed_in_writes_what_its_answers_would_have_written_one_by_one(sitting, learner):
    now = NOW + timedelta(days=1)
    one_by_one = {}
    try:
        with transaction.atomic():
            for pair in final_answers(sitting):
                record_attempts(sitting, [pair], way=Review.Way.MOCK, now=now)
            one_by_one = written(learner)
            raise Undone
    except Undone:
        assert Review.objects.filter(way="mock").count() == 0
    assert close_mock(sitting, now=now)
    assert Review.objects.filter(way="mock").count() == QUESTIONS
    assert DaySummary.objects.filter(day__gte=NOW.date()).count() == 2
    assert Confusion.objects.exists()
    assert written(learner) == one_by_one


def test_what_a_paper_left_is_what_the_logs_of_its_cards_make(sitting, learner):
    close_mock(sitting, now=NOW + timedelta(days=1))
    assert all(columns(card) == replayed(card) for card in Card.objects.filter(learner=learner))
    counted = counted_days(learner)
    assert stored_days(learner) == {day: pytest.approx(sums) for day, sums in counted.items()}
    before = written(learner)
    assert rebuild_learner(learner.pk).agrees
    assert written(learner) == before


def test_handing_in_65_answers_is_one_transaction_of_few_statements(sitting):
    with CaptureQueriesContext(connection) as captured:
        assert close_mock(sitting, now=NOW + timedelta(days=1))
    statements = [one["sql"] for one in captured.captured_queries]
    assert Review.objects.filter(way="mock").count() == QUESTIONS
    assert len(statements) <= 32, statements
    opened, closed = statements[0].split(), statements[-1].split()
    assert (opened[0], closed[:2]) == ("SAVEPOINT", ["RELEASE", "SAVEPOINT"])
    assert opened[-1] == closed[-1]
