"""The front door."""

from __future__ import annotations

import pytest
from django.urls import reverse

from content.models import Course
from learn.models import User
from quizzes.models import Sitting
from quizzes.sittings import answer_item, load_item, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_question, make_questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = CourseFactory()
    make_questions(course, range(1, 4))
    return course


def test_a_newcomer_starts_with_one_press_and_becomes_a_guest(client, course):
    response = client.post(reverse("start_sitting"), {"course": course.slug})
    sitting = Sitting.objects.get()
    assert response["Location"] == reverse("item", args=[sitting.uuid, 1])
    assert sitting.learner == User.objects.get(is_guest=True)
    assert not sitting.learner.has_usable_password()


def test_a_guest_who_starts_again_stays_the_same_person(client, course):
    for _ in range(2):
        client.post(reverse("start_sitting"), {"course": course.slug})
    assert User.objects.count() == 1
    assert Sitting.objects.count() == 2


@pytest.mark.parametrize("slug", ["", "nowhere"])
def test_starting_a_course_that_does_not_exist_is_a_404_and_makes_no_guest(client, slug):
    assert client.post(reverse("start_sitting"), {"course": slug}).status_code == 404
    assert not User.objects.exists()


def test_a_course_with_nothing_to_ask_says_so(client):
    course = CourseFactory()
    response = client.post(reverse("start_sitting"), {"course": course.slug}, follow=True)
    assert "This course has no questions yet" in response.content.decode()
    assert not Sitting.objects.exists()


def test_an_unpublished_course_is_not_shown_and_cannot_be_started(client, course):
    Course.objects.update(is_published=False)
    assert course.title_en not in client.get("/", headers={"accept-language": "en"}).content.decode()
    assert client.post(reverse("start_sitting"), {"course": course.slug}).status_code == 404


@pytest.mark.parametrize(
    ("language", "title"), [("zh-CN", "海上知识"), ("en-GB", "Things at sea"), ("fr", "Things at sea")]
)
def test_the_home_page_speaks_the_browsers_language(client, course, language, title):
    response = client.get("/", headers={"accept-language": language})
    assert title in response.content.decode()


def test_the_chosen_language_wins_over_the_browsers(client, course):
    client.post(reverse("set_language"), {"language": "zh-hans", "next": "/"})
    assert "海上知识" in client.get("/", headers={"accept-language": "en"}).content.decode()


def test_the_home_page_shows_how_much_was_answered_and_how_much_right(client, course):
    learner = UserFactory()
    client.force_login(learner)
    sitting = start_practice(course, learner=learner, language="zh", seed=1, now=NOW)
    for number, chosen in ((1, {0}), (2, {1})):
        item = load_item(sitting, number)
        answer_item(
            item,
            learner=learner,
            key=item.idempotency_key,
            chosen=frozenset(chosen),
            language="zh",
            milliseconds=None,
            now=NOW,
        )
    response = client.get("/")
    [progress] = response.context["courses"]
    assert (progress.questions, progress.answered, progress.right, progress.percent) == (3, 2, 1, 50)
    unfinished = response.context["unfinished"]
    assert (unfinished.number, unfinished.total) == (3, 3)
    assert unfinished.url in response.content.decode()


def test_the_home_page_takes_as_many_queries_for_many_courses_as_for_one(
    client, course, django_assert_num_queries
):
    client.force_login(UserFactory())
    client.get("/")
    with django_assert_num_queries(9) as one:
        client.get("/")
    for _ in range(4):
        make_question(CourseFactory())
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/")


def test_without_courses_the_home_page_says_how_to_add_notes(client):
    assert "ingest_notes" in client.get("/").content.decode()
