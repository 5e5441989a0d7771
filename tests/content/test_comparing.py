"""Comparing terms of a course: the page, its addresses and what can be taken along."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.comparing import join_keys, split_keys
from content.models import Fact, FactText, SuggestedComparison, Term
from tests.factories import NOW, UserFactory
from tests.harbour import FILES, make_harbour

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def harbour(tmp_path):
    return make_harbour(tmp_path)


@pytest.fixture
def page(client, harbour):
    client.force_login(UserFactory())

    def get(terms="", **query):
        headers = ENGLISH | query.pop("headers", {})
        return client.get(reverse("compare", args=["harbour"]), {"terms": terms, **query}, headers=headers)

    return get


def test_what_is_worth_comparing_is_offered_first(page):
    text = page().content.decode()
    assert SuggestedComparison.objects.count() == 1
    assert "Floating crane · Portal crane · Truck crane" in text


def test_the_table_quotes_every_cell_with_its_line_and_says_where_notes_are_silent(page):
    Fact.objects.filter(texts__value="由船上柴油机供电").update(retired_at=NOW)
    FactText.objects.filter(fact__retired_at=NOW).update(retired_at=NOW)
    text = page("门座机,浮吊,汽车吊").content.decode()
    assert "afloat on the hull of a ship" in text
    assert "lines=9-9#L9" in text
    assert "fed by diesel" not in text
    assert text.count("The notes are silent.") == 1


def test_terms_are_known_by_key_and_by_any_of_their_names(page):
    for terms in ("门座机,浮吊", "Portal crane,floating crane", "menzuoji，fd"):
        assert "fixed on rails along the quay" in page(terms).content.decode(), terms


def test_an_unknown_term_is_named_and_the_others_are_kept(page):
    response = page("门座机,航天飞机")
    assert response.status_code == 422
    text = response.content.decode()
    assert "The notes of this course know no “航天飞机”" in text
    assert "Leave out Portal crane" in text


def test_more_than_five_terms_are_refused_with_the_number(page, harbour):
    for number in range(6):
        Term.objects.create(
            course=harbour, key=f"t{number}", zh=f"t{number}", pinyin="t", letters="t", forms=f"t{number}"
        )
    response = page("t0,t1,t2,t3,t4,t5")
    assert response.status_code == 422
    assert "6 terms are too many for one table" in response.content.decode()


def test_one_term_asks_for_another_and_offers_it(page):
    text = page("门座机", add="fudiao").content.decode()
    assert "Choose one more term" in text
    assert "Floating crane" in text
    assert page("门座机", add="fudiao").status_code == 200


def test_what_is_typed_is_offered_as_a_fragment(page):
    response = page("门座机", add="fudiao", headers={"hx-request": "true"})
    text = response.content.decode()
    assert text.startswith('<div id="offered"')
    assert "terms=%E9%97%A8%E5%BA%A7%E6%9C%BA%2C%E6%B5%AE%E5%90%8A" in text


def test_only_differences_leaves_out_what_is_the_same_and_says_so(page):
    assert "needs a licensed driver" in page("门座机,浮吊").content.decode()
    text = page("门座机,浮吊", differ="1").content.decode()
    assert "needs a licensed driver" not in text
    assert "1 row that says the same of all is left out." in text


def test_rows_and_columns_change_places(page):
    text = page("门座机,浮吊", turn="1").content.decode()
    head = text[text.index("<thead>") : text.index("</thead>")]
    assert "Power" in head
    assert "Portal crane" not in head


def test_a_disputed_fact_marks_its_cell(page):
    Fact.objects.filter(texts__value="固定在码头轨道上").update(is_disputed=True)
    text = page("门座机,浮吊").content.decode()
    assert text.count("The notes contradict each other.") == 1


def test_contradicting_notes_are_marked_by_the_build_and_unmarked_when_mended(tmp_path, page):
    wrong = "# Lambda\n\n## Lambda\n\n- 超时时间：最长 15 分钟\n\n## AWS Lambda\n\n- 超时时间：最长 10 分钟\n"
    make_harbour(tmp_path, more_zh_md=wrong)
    assert Fact.objects.filter(is_disputed=True).count() == 2
    make_harbour(tmp_path, more_zh_md=wrong.replace("10", "15"))
    assert not Fact.objects.filter(is_disputed=True).exists()


def test_the_table_is_taken_along_as_markdown_and_csv(page):
    markdown = page("门座机,浮吊", **{"as": "markdown"})
    assert markdown["Content-Type"].startswith("text/markdown")
    assert "| Power | fed by the grid on shore | fed by diesel aboard the ship |" in markdown.content.decode()
    rows = list(csv.reader(io.StringIO(page("门座机,浮吊", **{"as": "csv"}).content.decode("utf-8-sig"))))
    assert rows[0] == ["Attribute", "Portal crane", "Floating crane"]
    assert ["Power", "fed by the grid on shore", "fed by diesel aboard the ship"] in rows


def test_a_value_that_two_notes_tell_stands_once_with_both_lines(page, tmp_path):
    again = (
        "# 浮吊 {#again}\n\n| 特性 | 门座机 | 浮吊 |\n|---|---|---|\n| 动力 | 由岸上电网供电 | 由锅炉供电 |\n"
    )
    make_harbour(tmp_path, again_zh_md=again)
    text = page("门座机,浮吊", headers={"accept-language": "zh-CN"}).content.decode()
    assert text.count("由岸上电网供电") == 1
    assert "/harbour/cranes/zh/?revision=1&amp;lines=10-10#L10" in text
    assert "/harbour/again/zh/?revision=1&amp;lines=5-5#L5" in text
    assert "由锅炉供电" in text


def test_chinese_pages_compare_in_chinese(page):
    text = page("门座机,浮吊", headers={"accept-language": "zh-CN"}).content.decode()
    assert "漂浮在水面船体上" in text
    assert "afloat" not in text


def test_a_page_costs_few_queries_however_many_cells(page):
    with CaptureQueriesContext(connection) as queries:
        page("门座机,浮吊,汽车吊")
    assert len(queries) <= 7, [query["sql"][:80] for query in queries]


def test_outsiders_find_nothing_and_strangers_are_asked_to_log_in(client, page, harbour):
    harbour.is_published = False
    harbour.save()
    assert page("门座机,浮吊").status_code == 404
    client.logout()
    assert page("门座机,浮吊").status_code == 302


@pytest.mark.parametrize("names", [["a", "b"], ["a,b", "c"], ["a\\", "b"], ["，", ",", "x"]])
def test_keys_with_commas_survive_an_address(names):
    assert split_keys(join_keys(names)) == names


def test_a_cell_that_looks_like_a_formula_is_made_harmless(page, tmp_path):
    make_harbour(
        tmp_path,
        cranes_en_md=FILES["cranes.en.md"].replace("fed by the grid on shore", "=1+1 volts on shore"),
    )
    assert "'=1+1 volts" in page("门座机,浮吊", **{"as": "csv"}).content.decode()
