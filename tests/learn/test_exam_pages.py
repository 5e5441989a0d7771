"""The pages of a mock exam, over HTTP; before the end nothing on them tells what is right or what counts."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Case, Value, When
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learn.exams import begin_mock, close_mock
from learn.models import Review
from quizzes.models import Attempt, Choice, Question, Sitting, SittingResult
from tests.exam_papers import make_mock
from tests.factories import UserFactory, make_arranged_question
from tests.learn.test_exporting import as_json

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}
QUESTIONS = 10


@pytest.fixture
def blueprint():
    return make_mock(facts=24, questions=QUESTIONS, unscored=2, minutes=20)


@pytest.fixture
def learner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def sitting(blueprint, learner):
    return begin_mock(blueprint, learner=learner, language="zh", seed=5, now=timezone.now())


def url(sitting, name="exam_item", *more):
    return reverse(name, args=[sitting.uuid, *((1,) if name == "exam_item" and not more else more)])


def run_out(sitting, *, ago=timedelta(seconds=6)):
    """Let the deadline have passed."""
    Sitting.objects.filter(pk=sitting.pk).update(
        started_at=sitting.started_at - timedelta(hours=1), deadline=timezone.now() - ago
    )


def form(sitting, number=1, position=0, **more):
    order = sitting.items.get(position=number).order
    return {"choice": str(order.index(position)), "key": str(uuid4()), "language": "zh"} | more


# --- what reaches the browser ---


def sent(client, sitting):
    """Everything that the server sends while the exam goes on: status, headers, body, and how many queries it took."""
    found = {}

    def keep(name, response, queries):
        text = response.content.decode()
        text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", text)
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
        text = re.sub(r"\d{13}|\d{1,2}:\d\d:\d\d|\d{1,2}:\d\d\b", "TIME", text)
        found[name] = (response.status_code, sorted(response.headers.items()), text, queries)

    def call(name, method, *args, **options):
        with CaptureQueriesContext(connection) as taken:
            response = getattr(client, method)(*args, **options)
        keep(name, response, len(taken))

    htmx = {"HTTP_HX_REQUEST": "true"}
    for number in range(1, QUESTIONS + 1):
        page = reverse("exam_item", args=[sitting.uuid, number])
        call(f"item {number}", "get", page)
        call(f"item {number} in English", "get", f"{page}?language=en")
        call(f"item {number} for htmx", "get", page, **htmx)
        call(f"save {number} right", "post", page, form(sitting, number, 0, n="1"), **JSON)
        call(f"save {number} wrong", "post", page, form(sitting, number, 1, n="1"), **JSON)
        call(f"save {number} by form", "post", page, form(sitting, number, 2, go="next"))
        call(f"item {number} again", "get", page)
        call(f"practice {number}", "get", reverse("item", args=[sitting.uuid, number]))
    for name in ("exam", "exam_paper", "exam_clock", "exam_review", "exam_result", "sitting", "result"):
        call(name, "get", reverse(name, args=[sitting.uuid]))
    for name in ("home", "exams", "progress"):
        call(name, "get", reverse(name))
    return found


@pytest.mark.slow
def test_what_is_right_and_what_counts_changes_nothing_that_is_sent_before_the_end(client, sitting):
    sitting_items = sitting.items.all()
    before = sent(client, sitting)
    assert len(before) == 8 * QUESTIONS + 10
    Attempt.objects.all().delete()
    sitting_items.update(flips=0, milliseconds=None, flagged=False, struck="")
    Choice.objects.update(is_correct=Case(When(position=1, then=Value(True)), default=Value(False)))
    sitting_items.update(scored=Case(When(scored=True, then=Value(False)), default=Value(True)))
    after = sent(client, sitting)
    differing = [name for name in before if before[name] != after[name]]
    assert differing == []


@pytest.mark.slow
def test_no_explanation_source_or_true_of_is_sent_before_the_end(client, sitting):
    pages = " ".join(
        f"{headers} {text}" for _status, headers, text, _queries in sent(client, sitting).values()
    )
    assert "正解" in pages, "the options are shown"
    for secret in ("EXPLANATION", "TRUE-OF", "is_correct", "#L3", "lines=3"):
        assert secret not in pages
    assert not re.search(r"题对|答对|\d right\b", pages)


def test_the_export_tells_nothing_of_a_running_exam_and_everything_afterwards(client, sitting, learner):
    client.post(url(sitting), form(sitting), **JSON)
    data = as_json(learner)
    assert (data["items"], data["attempts"], data["results"]) == ([], [], [])
    assert "option_order" not in json.dumps(data)
    close_mock(sitting, now=timezone.now())
    data = as_json(learner)
    assert len(data["items"]) == QUESTIONS
    assert data["attempts"][0]["is_correct"] is True
    assert data["results"][0]["answered"] == 1


@pytest.mark.parametrize(
    "name",
    [
        "exam_item",
        "exam",
        "exam_paper",
        "exam_clock",
        "exam_review",
        "exam_result",
        "exam_submit",
        "exam_abandon",
    ],
)
def test_other_learners_get_a_404(client, sitting, name):
    client.force_login(UserFactory())
    for method in (client.get, client.post):
        assert method(url(sitting, name)).status_code in {404, 405}
    sitting.refresh_from_db()
    assert sitting.finished_at is None
    assert not Attempt.objects.exists()


# --- answering ---


def test_a_script_is_told_when_its_answer_was_saved(client, sitting):
    response = client.post(url(sitting), form(sitting, n="1"), **JSON)
    assert response.status_code == 200
    told = response.json()
    assert re.fullmatch(r"\d\d:\d\d:\d\d", told["saved"])
    assert 0 < told["deadline"] - told["now"] <= 20 * 60_000
    assert Attempt.objects.get().is_correct is True


def test_a_repeat_by_a_script_stores_one_attempt_and_a_later_one_another(client, sitting):
    first = form(sitting, n="1")
    for _ in range(3):
        client.post(url(sitting), first, **JSON)
    client.post(url(sitting), first | {"n": "2", "choice": "1", "confidence": "guess"}, **JSON)
    client.post(url(sitting), first, **JSON)
    assert Attempt.objects.count() == 2
    assert Attempt.objects.latest("pk").confidence == "guess"


def test_without_a_script_every_button_saves_and_leads_on(client, sitting):
    def go(number, where, **more):
        response = client.post(url(sitting, "exam_item", number), form(sitting, number, go=where, **more))
        assert response.status_code == 302
        return response["Location"]

    assert go(1, "next") == url(sitting, "exam_item", 2)
    assert go(2, "previous") == url(sitting, "exam_item", 1)
    assert go(2, "7") == url(sitting, "exam_item", 7)
    assert go(2, "99") == url(sitting, "exam_item", 2)
    assert go(3, "review") == url(sitting, "exam_review")
    assert go(QUESTIONS, "next") == url(sitting, "exam_review")
    assert go(4, "", flip="en") == f"{url(sitting, 'exam_item', 4)}?language=en"
    assert sitting.items.get(position=4).flips == 1
    assert Attempt.objects.count() == 5


def test_a_page_shows_the_item_as_it_was_left(client, sitting):
    order = sitting.items.get(position=1).order
    sent_form = form(sitting, 1, 2, flagged="on", confidence="think", struck=str(order.index(1)))
    client.post(url(sitting), sent_form)
    page = client.get(url(sitting)).context["page"]
    assert [choice.value for choice in page.choices if choice.chosen] == [order.index(2)]
    assert [choice.value for choice in page.choices if choice.struck] == [order.index(1)]
    assert (page.flagged, page.confidence) == (True, "think")
    grid = client.get(url(sitting, "exam_review")).context["page"]
    assert (grid.answered, grid.open, grid.flagged) == (1, list(range(2, QUESTIONS + 1)), [1])


@pytest.mark.parametrize(
    "broken",
    [
        {"choice": "99"},
        {"choice": "²"},
        {"key": "nonsense"},
        {"n": "1e9"},
        {"milliseconds": "-5"},
        {"flips": "x"},
        {"struck": "77"},
        {"confidence": "certain"},
        {"language": "xx", "flip": "yy"},
        {"go": "٣"},
    ],
)
def test_damaged_answers_never_end_in_a_server_error(client, sitting, broken):
    for headers in ({}, JSON):
        response = client.post(url(sitting), form(sitting) | broken, **headers)
        assert response.status_code in {200, 302, 422}


def test_a_partly_arranged_answer_comes_back_as_it_was_with_a_sentence(client, blueprint, learner):
    questions = Question.objects.filter(course=blueprint.course)
    questions.update(status="rejected")
    for number in range(200, 212):
        question = make_arranged_question(blueprint.course, kind="ordering", number=number)
        Question.objects.filter(pk=question.pk).update(status="approved")
    blueprint.weights.all().delete()
    sitting = begin_mock(blueprint, learner=learner, language="zh", seed=1, now=timezone.now())
    data = {"place-0": "2", "place-1": "", "place-2": "1", "key": str(uuid4()), "language": "zh"}
    response = client.post(url(sitting), data)
    assert response.status_code == 422
    assert [choice.place for choice in response.context["page"].choices] == [2, 0, 1]
    assert "not saved yet" in response.content.decode()
    assert client.post(url(sitting), data, **JSON).status_code == 422
    assert not Attempt.objects.exists()
    client.post(url(sitting), data | {"place-1": "3"}, **JSON)
    assert [choice.place for choice in client.get(url(sitting)).context["page"].choices] == [2, 3, 1]
    client.post(url(sitting), data | {"place-0": "", "place-2": ""}, **JSON)
    assert Attempt.objects.latest("pk").chosen == ""


# --- the end ---


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_late_answer_is_refused_with_a_sentence_and_closes_the_exam(client, sitting, headers):
    client.post(url(sitting), form(sitting), **JSON)
    run_out(sitting)
    response = client.post(url(sitting), form(sitting, 1, 1), **headers)
    assert response.status_code == 409
    assert "The time is up: this answer came too late." in response.content.decode()
    assert Attempt.objects.count() == 1
    sitting.refresh_from_db()
    assert sitting.finished_at == sitting.deadline
    assert (SittingResult.objects.count(), Review.objects.count()) == (1, 1)


def test_the_result_of_an_exam_that_ran_out_is_shown_without_writing_anything(client, sitting):
    client.post(url(sitting), form(sitting), **JSON)
    run_out(sitting)
    for name in ("exam", "exam_item", "exam_review"):
        assert client.get(url(sitting, name))["Location"] == url(sitting, "exam_result")
    assert client.get(url(sitting, "exam_paper")).status_code == 404
    assert client.get(url(sitting, "exam_clock")).json()["over"] is True
    with CaptureQueriesContext(connection) as taken:
        result = client.get(url(sitting, "exam_result")).context["result"]
        assert client.get(reverse("exams")).context["page"].past[0].answered == 1
    assert [q["sql"] for q in taken if not q["sql"].startswith("SELECT")] == []
    assert ([item.state for item in result.items].count("open"), result.score.tally.total) == (9, 8)
    sitting.refresh_from_db()
    assert sitting.finished_at is None
    client.post(url(sitting, "exam_submit"))
    sitting.refresh_from_db()
    assert sitting.finished_at == sitting.deadline
    assert client.get(url(sitting, "exam_result")).context["result"] == result


def test_in_the_grace_an_answer_is_still_taken(client, sitting):
    run_out(sitting, ago=timedelta(seconds=2))
    assert client.post(url(sitting), form(sitting), **JSON).status_code == 200
    assert client.get(url(sitting, "exam_result")).status_code == 302


def test_handing_in_leads_to_the_result(client, sitting):
    response = client.post(url(sitting, "exam_submit"))
    assert response["Location"] == url(sitting, "exam_result")
    assert client.get(url(sitting, "exam_result")).status_code == 200
    assert client.get(url(sitting))["Location"] == url(sitting, "exam_result")
    assert client.post(url(sitting), form(sitting), **JSON).status_code == 409


def test_giving_up_leads_to_the_list(client, sitting):
    response = client.post(url(sitting, "exam_abandon"), follow=True)
    [row] = response.context["page"].past
    assert (row.abandoned, row.right) == (True, None)
    assert client.get(url(sitting, "exam_result")).status_code == 200


def test_looking_writes_nothing_and_saving_takes_few_queries(client, sitting, django_assert_max_num_queries):
    client.get(url(sitting))
    for name, most in (
        ("exam_item", 14),
        ("exam_paper", 9),
        ("exam_clock", 3),
        ("exam_review", 5),
        ("exam", 5),
    ):
        with django_assert_max_num_queries(most) as taken:
            client.get(url(sitting, name))
        assert [q["sql"] for q in taken if not q["sql"].startswith("SELECT")] == []
    with django_assert_max_num_queries(12):
        client.post(url(sitting), form(sitting, n="1"), **JSON)
