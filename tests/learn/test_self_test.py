"""Testing oneself on a comparison: answers are reviews of the facts in the cells."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import Course, Fact
from learn.cell_testing import hidden_places
from learn.enrolments import enrol
from learn.models import Card, Enrolment, Review
from learn.reviews import undo_last
from quizzes.models import Flashcard
from tests.factories import NOW, UserFactory
from tests.harbour import make_harbour
from tests.learn.answering import columns, replayed

pytestmark = pytest.mark.django_db
TERMS = "门座机,浮吊,汽车吊"
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def learner(client, tmp_path):
    course = make_harbour(tmp_path)
    learner = UserFactory()
    client.force_login(learner)
    enrol(learner, course, now=NOW)
    return learner


@pytest.fixture
def page_of(client, learner):
    def get(**query):
        response = client.get(
            reverse("self_test", args=["harbour"]), {"terms": TERMS, **query}, headers=ENGLISH
        )
        return response.content.decode()

    return get


@pytest.fixture
def answer(client, learner, page_of):
    def post(place, number, headers=None, **query):
        page = page_of(**query)
        form = page[page.index('action="/courses/harbour/compare/test/answer/"') :]
        fields = re.findall(r'<input type="hidden"(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"', form)
        sent = {}
        for name, value in fields:
            sent.setdefault(name, []).append(value)
        sent["answer"] = f"{place}:{number}"
        return client.post(reverse("answer_cell", args=["harbour"]), sent, headers=ENGLISH | (headers or {}))

    return post


def fact_of(value):
    return Fact.objects.get(texts__value=value)


def hidden(text):
    return re.findall(r'<td id="cell-([\d-]+)" class="hidden"', text)


@pytest.mark.parametrize(
    ("hide", "wanted"),
    [("all", 9), ("row-2", 3), ("column-1", 3), ("random", 5), ("row-99", 0)],
)
def test_cells_are_hidden_by_row_column_or_at_random(page_of, hide, wanted):
    assert len(hidden(page_of(hide=hide))) == wanted


def test_another_seed_hides_other_cells():
    places = [f"{row}-{column}" for row in range(1, 5) for column in range(1, 5)]
    drawn = {tuple(hidden_places(places, "random", seed=seed)) for seed in range(1, 6)}
    assert len(drawn) == 5
    assert all(len(one) == 8 for one in drawn)


def test_a_rated_cell_is_a_review_of_its_fact(answer, learner):
    response = answer("1-2", 3, hide="all")
    assert response.status_code == 302
    assert "done=1-2-3" in response["Location"]
    review = Review.objects.get()
    assert review.card.fact == fact_of("漂浮在水面船体上")
    assert (review.rating, review.way, review.options, review.language) == (3, "cell", 0, "en")
    assert columns(review.card) == replayed(review.card)


def test_the_answered_cell_is_shown_with_its_verdict_and_asked_no_more(answer, client):
    text = client.get(answer("1-2", 3, hide="all")["Location"], headers=ENGLISH).content.decode()
    assert "1-2" not in hidden(text)
    assert "Recalled" in text
    assert "8 cells left" in text


def test_choosing_right_is_good_and_wrong_is_again(answer, page_of, learner):
    page = page_of(hide="row-1", way="choose")
    cell = page[page.index('<td id="cell-1-1"') : page.index('<td id="cell-1-2"')]
    options = re.findall(r">([^<]+)</button>", cell)
    assert set(options) == {
        "fixed on rails along the quay",
        "afloat on the hull of a ship",
        "parked on an ordinary road",
    }
    answer("1-1", options.index("fixed on rails along the quay"), hide="row-1", way="choose")
    assert Review.objects.get().rating == 3
    assert Review.objects.get().options == 3
    undo_last(learner, now=NOW)
    answer("1-1", options.index("parked on an ordinary road"), hide="row-1", way="choose")
    assert Review.objects.filter(kind="answer").order_by("-pk").first().rating == 1


def test_what_is_to_be_recalled_waits_behind_a_press(page_of):
    assert page_of(hide="all").count("<details>") == 9
    assert page_of(hide="row-1").count("<details>") == 3


def test_the_same_page_sent_twice_counts_once(client, learner, page_of):
    page = page_of(hide="all")
    token = re.search(r'name="item-1-1" value="([^"]+)"', page)[1]
    sent = {"terms": TERMS, "hide": "all", "way": "recall", "seed": "1", "answer": "1-1:3", "item-1-1": token}
    for _ in range(2):
        assert client.post(reverse("answer_cell", args=["harbour"]), sent).status_code == 302
    assert Review.objects.count() == 1


def test_a_token_of_somebody_else_stores_nothing(client, page_of):
    token = re.search(r'name="item-1-1" value="([^"]+)"', page_of(hide="all"))[1]
    other = UserFactory()
    client.force_login(other)
    enrol(other, Enrolment.objects.get().course, now=NOW)
    sent = {"terms": TERMS, "hide": "all", "answer": "1-1:3", "item-1-1": token}
    response = client.post(reverse("answer_cell", args=["harbour"]), sent, follow=True, headers=ENGLISH)
    assert "That cell is of another account" in response.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"answer": "x"}, {"answer": "9-9:3", "terms": TERMS}, {"answer": "1-1:3", "terms": "x"}]
)
def test_an_unreadable_answer_says_so_and_stores_nothing(client, learner, sent):
    response = client.post(reverse("answer_cell", args=["harbour"]), sent, headers=ENGLISH)
    assert response.status_code == 302
    assert not Review.objects.exists()


def test_with_htmx_only_the_cell_and_the_tally_come_back(answer):
    response = answer("1-2", 1, headers={"hx-request": "true"}, hide="all")
    text = response.content.decode()
    assert text.startswith('<td id="cell-1-2"')
    assert "Forgotten" in text
    assert "8 cells left" in text
    assert "done=1-2-1" in response["HX-Replace-Url"]
    assert "<html" not in text


def test_disputed_and_cardless_cells_are_never_hidden(page_of):
    Fact.objects.filter(texts__value="固定在码头轨道上").update(is_disputed=True)
    Flashcard.objects.filter(fact=fact_of("漂浮在水面船体上")).delete()
    assert set(hidden(page_of(hide="row-1"))) == {"1-3"}


def test_looking_at_the_test_writes_nothing(client, page_of):
    with CaptureQueriesContext(connection) as queries:
        page_of(hide="all")
    assert not [q for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert len(queries) <= 12, [query["sql"][:80] for query in queries]
    assert not Card.objects.exists()


def test_who_does_not_study_the_course_begins_by_a_press(client, learner):
    Enrolment.objects.all().delete()
    page = reverse("self_test", args=["harbour"])
    assert (
        "You do not study this course yet"
        in client.get(page, {"terms": TERMS}, headers=ENGLISH).content.decode()
    )
    assert not Enrolment.objects.exists()
    response = client.post(page, {"terms": TERMS})
    assert response["Location"].startswith(page)
    assert Enrolment.objects.get().learner == learner


def test_terms_that_cannot_be_compared_lead_back_to_the_comparison(client, learner):
    response = client.get(reverse("self_test", args=["harbour"]), {"terms": "门座机,zzz"})
    assert response["Location"].startswith("/courses/harbour/compare/?terms=")


def test_a_course_that_may_not_be_seen_is_a_404(client, learner):
    Course.objects.update(is_published=False)
    assert client.get(reverse("self_test", args=["harbour"]), {"terms": TERMS}).status_code == 404
    assert client.post(reverse("answer_cell", args=["harbour"]), {"terms": TERMS}).status_code == 404
