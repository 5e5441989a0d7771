"""The pages of a sitting, over HTTP."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Sitting
from quizzes.sittings import start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_question

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def learner(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def sitting(learner):
    course = CourseFactory()
    for number in (1, 2, 3):
        make_question(course, number=number)
    return start_practice(course, learner=learner, language="zh", seed=3, now=NOW)


def url(sitting, number=1):
    return reverse("item", args=[sitting.uuid, number])


def form(sitting, number=1, *, plan_position=0):
    """What the browser sends to choose the option at ``plan_position`` of the plan (0 is right)."""
    item = sitting.items.get(position=number)
    return {
        "choice": str(item.order.index(plan_position)),
        "key": str(item.idempotency_key),
        "language": "zh",
    }


def number_of(sitting, position):
    return sitting.items.get(position=position).revision.question.key.removeprefix("question-")


def without_token(response):
    """The page without the token that differs every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nothing_that_tells_the_answer_reaches_the_browser_before_answering(client, sitting, headers):
    response = client.get(url(sitting), **headers)
    sent = response.content.decode() + str(response.headers)
    assert "正解" in sent, "the options are shown"
    for secret in ("EXPLANATION", "TRUE-OF", "is_correct", "#L3", "lines=3"):
        assert secret not in sent
    values = re.findall(r'name="choice" value="(\d+)"', sent)
    assert values == ["0", "1", "2"], "option values follow the order shown, not the plan"


def test_an_answer_is_stored_before_its_feedback_is_shown(client, sitting):
    response = client.post(url(sitting), form(sitting), **HTMX)
    assert response.status_code == 200
    assert Attempt.objects.get().is_correct is True
    page = response.content.decode()
    assert f"EXPLANATION{number_of(sitting, 1)}" in page
    assert "灯塔是一种航标。" in page, "the very line of the note is shown"
    assert "lines=3-3#L3" in page, "and linked"
    assert "<html" not in page


def test_a_wrong_answer_names_what_the_chosen_option_is_true_of(client, sitting):
    response = client.post(url(sitting), form(sitting, plan_position=1), **HTMX)
    assert Attempt.objects.get().is_correct is False
    assert f"TRUE-OF{number_of(sitting, 1)}" in response.content.decode()


def test_without_javascript_an_answer_redirects_to_its_feedback(client, sitting):
    response = client.post(url(sitting), form(sitting), follow=True)
    assert response.redirect_chain == [(url(sitting), 302)]
    page = response.content.decode()
    assert "<html" in page
    assert "EXPLANATION" in page


def test_a_double_click_stores_one_attempt_and_shows_the_same_feedback(client, sitting):
    pages = [client.post(url(sitting), form(sitting), **HTMX).content for _ in range(2)]
    assert Attempt.objects.count() == 1
    assert pages[0] == pages[1]


def test_an_answer_without_a_choice_comes_back_with_a_sentence_and_stores_nothing(client, sitting):
    data = form(sitting)
    del data["choice"]
    response = client.post(url(sitting), data, **HTMX)
    assert response.status_code == 422
    assert "Choose an answer first." in response.content.decode()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [
        {"choice": "99"},
        {"choice": "x"},
        {"choice": "²"},
        {"key": "nonsense"},
        {"milliseconds": "-5"},
        {"language": "xx"},
    ],
)
def test_damaged_answers_never_end_in_a_server_error(client, sitting, broken):
    response = client.post(url(sitting), form(sitting) | broken, **HTMX)
    assert response.status_code in {200, 422}
    assert Attempt.objects.count() == (response.status_code == 200)


def test_a_reload_shows_the_same_question_with_the_options_in_the_same_order(client, sitting):
    first, second = (without_token(client.get(url(sitting), **HTMX)) for _ in range(2))
    assert first == second


def test_going_back_to_the_sitting_resumes_at_the_first_unanswered_question(client, sitting):
    client.post(url(sitting, 1), form(sitting, 1))
    response = client.get(reverse("sitting", args=[sitting.uuid]))
    assert response["Location"] == url(sitting, 2)


def test_a_question_is_flipped_into_the_other_language_with_the_options_in_the_same_order(client, sitting):
    english = client.get(f"{url(sitting)}?language=en", **HTMX).content.decode()
    number = number_of(sitting, 1)
    order = sitting.items.get(position=1).order
    names = [(f"KEY{number}", f"WRONG-A{number}", f"WRONG-B{number}")[position] for position in order]
    places = [english.index(name) for name in names]
    assert places == sorted(places)


def test_the_end_shows_the_score_by_section_and_what_to_read_again(client, sitting):
    for number in (1, 2, 3):
        client.post(url(sitting, number), form(sitting, number, plan_position=0 if number < 3 else 1))
    response = client.get(reverse("result", args=[sitting.uuid]))
    assert response.context["right"] == 2
    assert response.context["total"] == 3
    [section] = response.context["sections"]
    assert (section.title, section.right, section.total) == ("灯塔", 2, 3)
    [again] = response.context["read_again"]
    assert again["url"] in unescape(response.content.decode())
    assert Sitting.objects.get().finished_at is not None


@pytest.mark.parametrize("name", ["sitting", "result"])
def test_other_learners_get_a_404(client, sitting, name):
    client.force_login(UserFactory())
    assert client.get(reverse(name, args=[sitting.uuid])).status_code == 404
    assert client.get(url(sitting)).status_code == 404
    assert client.post(url(sitting), form(sitting)).status_code == 404
    assert not Attempt.objects.exists()


def test_a_number_that_the_sitting_does_not_have_is_a_404(client, sitting):
    assert client.get(url(sitting, 99)).status_code == 404


def test_showing_and_answering_take_few_queries(client, sitting, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        client.get(url(sitting))
    with django_assert_max_num_queries(56):  # the review of its card included
        client.post(url(sitting), form(sitting), **HTMX)
