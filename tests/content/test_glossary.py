"""The glossary of a course."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import Term
from tests.factories import UserFactory
from tests.harbour import make_harbour

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, tmp_path):
    make_harbour(tmp_path)
    Term.objects.update(in_glossary=True)
    client.force_login(UserFactory())

    def get(language="en", **query):
        headers = {"accept-language": language} | query.pop("headers", {})
        return client.get(reverse("glossary", args=["harbour"]), query, headers=headers)

    return get


def order(text, *names):
    return sorted(names, key=text.index) == list(names)


def test_every_term_has_both_names_and_the_lines_of_its_definition(page):
    text = page().content.decode()
    assert "lighthouse" in text.casefold()
    assert "灯塔" in text
    assert "a fixed mark for ships at night" in text
    assert "/harbour/lights/en/?revision=1&amp;lines=3-3#L3" in text


def test_chinese_is_sorted_by_pinyin_and_english_by_alphabet(page):
    chinese = page("zh-CN").content.decode()
    assert order(chinese, ">灯塔<", ">浮吊<", ">门座机<", ">汽车吊<")
    english = page("en").content.decode()
    assert order(english, ">Floating crane<", ">Portal crane<", ">Truck crane<")
    assert order(
        page("en", by="pinyin").content.decode(), ">Floating crane<", ">Portal crane<", ">Truck crane<"
    )
    assert page("en", by="nonsense").status_code == 200


def test_names_are_filtered_with_and_without_a_script(page):
    whole = page(q="mzj").content.decode()
    assert "Portal crane" in whole
    assert "Truck crane" not in whole
    fragment = page(q="portal", headers={"hx-request": "true"}).content.decode()
    assert fragment.lstrip().startswith('<section id="entries"')
    assert "Truck crane" not in fragment


def test_a_name_that_is_not_there_is_said_with_the_name(page):
    assert "No term is called “&lt;zz&gt;”" in page(q="<zz>").content.decode()


def test_each_term_leads_to_its_cards_and_to_a_comparison(page):
    key = Term.objects.get(zh="浮吊").key
    text = page().content.decode()
    assert f"/study/harbour/choose/?term={quote(key, safe='')}" in text
    assert f"/courses/harbour/compare/?terms={quote(key, safe='')}" in text


def test_the_page_costs_few_queries(page):
    with CaptureQueriesContext(connection) as queries:
        page()
    assert len(queries) <= 5, [query["sql"][:80] for query in queries]
