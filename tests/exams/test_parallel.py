"""Requests that arrive at the same time, on a database that threads really compete for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import NAMESPACE_OID, uuid5

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learn.exams import begin_mock
from learn.models import Card, DaySummary, Review
from quizzes.exam_pages import load_answerable
from quizzes.exams import Given, MockRunning, save_item
from quizzes.models import Attempt, Sitting, SittingResult
from tests.exam_papers import make_mock
from tests.factories import NOW, UserFactory
from tests.learn.answering import columns, replayed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SUBMISSIONS = 50


def in_threads(number, act):
    """Call ``act`` at once from so many threads, each with a connection of its own."""

    def one(index):
        try:
            return act(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_fifty_submissions_at_once_give_one_result_and_one_review_of_each_answer():
    learner = UserFactory()
    sitting = begin_mock(make_mock(), learner=learner, language="zh", seed=1, now=timezone.now())
    for number in range(1, 9):
        item = load_answerable(sitting, number)
        given = Given(chosen=frozenset({number % 2}))
        save_item(item, given, learner=learner, key=item.idempotency_key, now=timezone.now())
    clients = [Client() for _ in range(SUBMISSIONS)]
    for client in clients:
        client.force_login(learner)
    submit, result = (reverse(name, args=[sitting.uuid]) for name in ("exam_submit", "exam_result"))
    responses = in_threads(SUBMISSIONS, lambda index: clients[index].post(submit))
    assert {(response.status_code, response["Location"]) for response in responses} == {(302, result)}
    assert SittingResult.objects.get().answered == 8
    assert Review.objects.count() == 8
    assert DaySummary.objects.get().answers == 8
    assert all(columns(card) == replayed(card) for card in Card.objects.all())


def test_of_eight_starts_at_once_one_begins_an_exam():
    blueprint, learner = make_mock(), UserFactory()

    def start(seed):
        try:
            begin_mock(blueprint, learner=learner, language="zh", seed=seed, now=NOW)
        except MockRunning:
            return False
        return True

    assert sum(in_threads(8, start)) == 1
    assert Sitting.objects.get().items.count() == 10


def test_answers_from_eight_tabs_at_once_are_all_kept_and_one_counts():
    learner = UserFactory()
    sitting = begin_mock(make_mock(), learner=learner, language="zh", seed=1, now=NOW)

    def answer(tab):
        item = load_answerable(sitting, 1 + tab % 2)
        given = Given(chosen=frozenset({tab // 2 % 3}), milliseconds=1000 * tab)
        save_item(item, given, learner=learner, key=uuid5(NAMESPACE_OID, str(tab)), now=NOW)

    in_threads(8, answer)
    for item in sitting.items.filter(position__lte=2):
        assert item.milliseconds == 1000 * (6 if item.position == 1 else 7)
        assert item.last_attempt == item.attempts.latest("pk")
    assert Attempt.objects.count() >= 2


def test_an_answer_and_a_submission_at_once_leave_the_answer_counted_or_refused():
    blueprint = make_mock()
    for seed in range(6):
        learner = UserFactory()
        sitting = begin_mock(blueprint, learner=learner, language="zh", seed=seed, now=timezone.now())
        client = Client()
        client.force_login(learner)
        data = {"choice": "0", "key": str(sitting.uuid), "n": "1", "language": "zh"}
        posts = [
            partial(
                client.post,
                reverse("exam_item", args=[sitting.uuid, 1]),
                data,
                HTTP_ACCEPT="application/json",
            ),
            partial(client.post, reverse("exam_submit", args=[sitting.uuid])),
        ]
        in_turn = posts[::-1] if seed % 2 else posts
        statuses = {
            response.status_code
            for response in in_threads(2, lambda index, in_turn=in_turn: in_turn[index]())
        }
        assert statuses in ({200, 302}, {302, 409})
        saved = 200 in statuses
        assert SittingResult.objects.get(sitting=sitting).answered == saved
        assert Attempt.objects.filter(item__sitting=sitting).count() == saved
        assert Review.objects.filter(learner=learner).count() == saved
