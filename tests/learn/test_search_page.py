"""The search page, and the ways in the header."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.core.search_text import read_query
from learn.enrolments import enrol
from learn.searching import find_answered
from quizzes.sittings import answer_item, load_item, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_question
from tests.harbour import make_harbour

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    learner = UserFactory()
    client.force_login(learner)
    return learner


@pytest.fixture
def search(client, learner):
    def get(text, **headers):
        return client.get(reverse("search"), {"q": text}, headers={"accept-language": "en"} | headers)

    return get


def test_terms_and_notes_are_found_with_what_was_looked_for_marked(search, tmp_path):
    make_harbour(tmp_path)
    text = search("floating").content.decode()
    assert "<mark>Floating</mark>" in text or "<mark>floating</mark>" in text
    assert "浮吊" in text
    assert "/courses/harbour/cranes/en/" in text


def test_while_typing_only_the_results_come(search, tmp_path):
    make_harbour(tmp_path)
    text = search("灯塔", **{"hx-request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="found"')


def test_an_empty_search_says_what_can_be_looked_for(search):
    for text in ("", "  ", "?!"):
        assert "Chinese in either script" in search(text).content.decode()


def test_nothing_found_names_the_text_safely_and_offers_what_reads_like_it(search, tmp_path):
    make_harbour(tmp_path)
    assert "Nothing says “&lt;b&gt;zzz&lt;/b&gt;”" in search("<b>zzz</b>").content.decode()
    text = search("灯他塔台").content.decode()
    assert "Nothing says" in text


@pytest.mark.parametrize("text", ["灯塔\0", "%", "_", "\\", "'; --", '"', "a" * 500, "\ud800"])
def test_whatever_is_typed_is_answered(search, text):
    assert search(text.encode("utf-8", "surrogatepass")).status_code == 200


def test_only_questions_that_the_learner_answered_are_found(search, learner):
    course = CourseFactory()
    for number in (1, 2):
        make_question(course, number=number)
    assert "第 1 题" not in search("灯塔有什么用").content.decode()
    sitting = start_practice(course, learner=learner, language="en", seed=1, now=NOW)
    item = load_item(sitting, 1)
    first = item.revision.question
    answer_item(
        item,
        learner=learner,
        key=item.idempotency_key,
        chosen=frozenset([0]),
        language="en",
        milliseconds=None,
        now=NOW,
    )
    text = search("what is a lighthouse for").content.decode()
    assert text.count("Questions you answered") == 1
    assert f"Question {first.key[-1]}" in text
    other = "2" if first.key.endswith("1") else "1"
    assert f"Question {other}" not in text
    somebody = UserFactory()
    assert find_answered(read_query("lighthouse"), "lighthouse", somebody, [course], language="en") == []


def test_a_search_costs_few_queries(search, tmp_path):
    make_harbour(tmp_path)
    with CaptureQueriesContext(connection) as queries:
        search("灯塔")
    assert len(queries) <= 8, [query["sql"][:80] for query in queries]


def test_the_header_leads_to_the_course_at_hand(client, learner, tmp_path):
    course = make_harbour(tmp_path)
    assert client.get(reverse("go", args=["study"]))["Location"] == "/"
    assert client.get(reverse("go", args=["compare"]))["Location"] == "/courses/harbour/compare/"
    enrol(learner, course, now=NOW)
    assert client.get(reverse("go", args=["study"]))["Location"] == "/study/harbour/"
    assert client.get(reverse("go", args=["notes"]))["Location"] == "/courses/harbour/"
    assert client.get(reverse("go", args=["nowhere"])).status_code == 404


def test_strangers_see_no_header_links_and_are_asked_to_log_in(client):
    assert "site-nav" not in client.get("/").content.decode()
    assert client.get(reverse("search"), {"q": "x"}).status_code == 302
