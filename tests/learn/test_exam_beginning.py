"""Beginning a mock exam, over HTTP: who may, what the start page tells, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from learn.exams import begin_mock
from quizzes.models import Question, QuestionText, Sitting
from quizzes.pool import build_pool
from tests.exam_papers import make_mock
from tests.factories import NOW, UserFactory
from tests.learn.exam_sittings import sit_mock

pytestmark = pytest.mark.django_db
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


def test_a_stranger_begins_as_a_guest(client, blueprint):
    page = reverse("exam_start", args=[blueprint.course.slug, "mock"])
    assert client.get(page).status_code == 200
    response = client.post(page)
    sitting = Sitting.objects.get()
    assert response["Location"] == url(sitting)
    assert sitting.learner.is_guest


def test_the_start_page_tells_the_learners_own_time(client, blueprint, learner):
    learner.extra_time = "1.5"
    learner.save()
    page = client.get(reverse("exam_start", args=[blueprint.course.slug, "mock"])).context["page"]
    assert (page.minutes, page.extra_minutes, page.questions, page.unscored) == (20, 10, 10, 2)
    assert page.domains == [("The quay", 60), ("Sea marks", 40)]


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (0, "Every question can be turned"),
        (2, "All questions are asked in English."),
        (24, "too few questions in English"),
    ],
)
def test_the_start_page_says_in_which_language_it_asks(client, blueprint, lacking, said):
    texts = QuestionText.objects.filter(language="en").order_by("revision")[:lacking].values("pk")
    QuestionText.objects.filter(pk__in=list(texts.values_list("pk", flat=True))).delete()
    build_pool(blueprint.course)
    html = client.get(
        reverse("exam_start", args=[blueprint.course.slug, blueprint.slug]),
        headers={"Accept-Language": "en"},
    ).content.decode()
    assert said in html


def test_the_list_has_the_latest_exam_first(client, blueprint, learner):
    for days in (3, 1, 2):
        sit_mock(blueprint, learner, at=NOW - timedelta(days=days), answers=[0] * blueprint.questions)
    html = client.get(reverse("exams")).content.decode()
    days = [str((NOW - timedelta(days=days)).date()) for days in (1, 2, 3)]
    assert days == sorted(days, key=html.index)


def test_a_second_exam_is_refused_with_a_way_on(client, sitting, blueprint):
    response = client.post(reverse("exam_start", args=[blueprint.course.slug, "mock"]))
    assert response.status_code == 422
    assert url(sitting, "exam") in response.content.decode()
    assert Sitting.objects.count() == 1


def test_a_pool_that_is_too_small_says_so_and_offers_practice(client, blueprint, learner):
    Question.objects.filter(~Q(key__in=["question-1", "question-2"])).update(status="draft")
    response = client.post(reverse("exam_start", args=[blueprint.course.slug, "mock"]))
    assert response.status_code == 422
    text = response.content.decode()
    assert "it wants 5 questions from “The quay”, and only 1 are approved there" in text
    practice = reverse("exam_practice", args=[blueprint.course.slug, "mock"])
    assert practice in text
    assert not Sitting.objects.exists()
    client.post(practice)
    assert Sitting.objects.get().items.count() == QUESTIONS
    assert Sitting.objects.get().kind == "practice"


def test_exams_of_hidden_courses_drills_and_retired_ones_cannot_be_begun(client, blueprint, learner):
    page = reverse("exam_start", args=[blueprint.course.slug, "mock"])
    blueprint.minutes = None
    blueprint.save()
    assert client.get(page).status_code == 404
    blueprint.minutes, blueprint.retired_at = 5, timezone.now()
    blueprint.save()
    assert client.get(page).status_code == 404
    blueprint.retired_at = None
    blueprint.save()
    blueprint.course.is_published = False
    blueprint.course.save()
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == 404
