"""Answers to one study item that arrive at the same time, over the whole stack, on a database that threads compete for."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from learn.models import Card, DaySummary, Enrolment, Review
from learn.rebuilding import rebuild_learner
from tests.factories import CourseFactory, UserFactory, make_flashcard

pytestmark = pytest.mark.django_db(transaction=True)
REPEATS, PAGES = 50, 8
TOKEN = re.compile(r'name="item" value="([^"]+)"')


@pytest.fixture
def learner():
    course, learner = CourseFactory(slug="sea"), UserFactory()
    for number in range(1, 5):
        make_flashcard(course, number=number)
    browser(learner).post(reverse("start_study"), {"course": "sea"})
    return learner


def browser(learner) -> Client:
    client = Client()
    client.force_login(learner)
    return client


def shown(client: Client) -> str:
    return TOKEN.search(client.get(reverse("study", args=["sea"])).content.decode())[1]


def send_at_once(clients: list[Client], name: str, forms: list[dict[str, str]]) -> list[int]:
    """Post every form at the same moment, each from a thread and so a connection of its own; the status of each."""
    barrier = Barrier(len(clients))

    def post(client: Client, form: dict[str, str]) -> int:
        try:
            barrier.wait(timeout=60)
            return client.post(reverse(name, args=["sea"]), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(post, clients, forms))


def answer(item: str, rating: int = 3) -> dict[str, str]:
    return {"item": item, "rating": str(rating), "language": "en"}


@pytest.mark.slow
@pytest.mark.parametrize("is_first", [True, False], ids=["first answer", "later answer"])
def test_fifty_parallel_repeats_of_one_answer_make_one_review_and_one_step(learner, is_first):
    client = browser(learner)
    if not is_first:
        client.post(reverse("answer", args=["sea"]), answer(shown(client), 4))
        Card.objects.update(
            due_day="2026-01-01", last_day="2025-12-20", last_day_number=739_605, first_day="2025-12-20"
        )
        Review.objects.update(study_day="2025-12-20", interval_days=12)
        DaySummary.objects.all().delete()
        DaySummary.objects.create(
            learner=learner,
            course_id=Card.objects.get().enrolment.course_id,
            day="2025-12-20",
            answers=1,
            right=1,
            new=1,
        )
        Enrolment.objects.update(new_per_day=0)
    item = shown(client)
    forms = [answer(item, 1 + place % 4) for place in range(REPEATS)]
    statuses = send_at_once([browser(learner) for _ in range(REPEATS)], "answer", forms)
    card = Card.objects.get()
    assert set(statuses) == {200}
    assert card.version == Review.objects.count() == (1 if is_first else 2)
    newest = DaySummary.objects.latest("day")
    assert (newest.answers, newest.new, newest.reviews) == ((1, 1, 0) if is_first else (1, 0, 1))
    assert rebuild_learner(learner.pk, write=False).agrees


def test_parallel_answers_to_one_card_shown_on_two_pages_store_the_one_that_came_first(learner):
    client = browser(learner)
    items = [shown(client), shown(client)]
    statuses = send_at_once(
        [browser(learner) for _ in range(PAGES)],
        "answer",
        [answer(items[n % 2], 1 + n % 4) for n in range(PAGES)],
    )
    assert set(statuses) == {200}
    assert Review.objects.count() == Card.objects.get().version == 1


def test_an_answer_and_an_undo_at_the_same_time_leave_card_and_log_agreed(learner):
    client = browser(learner)
    client.post(reverse("answer", args=["sea"]), answer(shown(client)))
    item = shown(client)
    clients = [browser(learner) for _ in range(PAGES)]
    barrier = Barrier(PAGES)

    def post(place: int) -> int:
        try:
            barrier.wait(timeout=60)
            name, form = ("answer", answer(item)) if place % 2 else ("undo", {})
            return clients[place].post(reverse(name, args=["sea"]), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(PAGES) as pool:
        statuses = list(pool.map(post, range(PAGES)))
    assert set(statuses) <= {200, 302}
    assert rebuild_learner(learner.pk, write=False).agrees
    undone = Review.objects.filter(kind="undo").values_list("undoes", flat=True)
    assert len(set(undone)) == len(undone)
    assert Review.objects.filter(kind="answer").count() == 2


@pytest.mark.slow
def test_answers_and_a_rebuild_at_the_same_time_lose_nothing(learner):
    barrier = Barrier(3)

    def study(place: int) -> int:
        client, stored = browser(learner), 0
        try:
            barrier.wait(timeout=60)
            for _ in range(12):
                found = TOKEN.search(client.get(reverse("study", args=["sea"])).content.decode())
                if found:
                    stored += (
                        client.post(reverse("answer", args=["sea"]), answer(found[1])).status_code == 200
                    )
        finally:
            connection.close()
        return stored

    def rebuild() -> None:
        try:
            barrier.wait(timeout=60)
            for _ in range(20):
                rebuild_learner(learner.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(study, 0), pool.submit(study, 1), pool.submit(rebuild)]
        for one in done:
            one.result()
    assert rebuild_learner(learner.pk, write=False).agrees
    assert sum(DaySummary.objects.values_list("answers", flat=True)) == Review.objects.count() > 0
