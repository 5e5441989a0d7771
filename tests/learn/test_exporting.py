"""Learners take along what they own."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from learn.exporting import export_csv, export_json
from learn.models import Review
from tests.factories import NOW, CourseFactory, UserFactory, make_question
from tests.learn.test_erasing import busy

pytestmark = pytest.mark.django_db
PRIVATE = ("password", "argon2", "code_hash")


@pytest.fixture
def course():
    course = CourseFactory(slug="sea")
    make_question(course)
    return course


def as_json(learner):
    return json.loads("".join(export_json(learner, now=NOW)))


def as_tables(learner):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export_csv(learner, now=NOW))))
    assert archive.testzip() is None
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
        for name in archive.namelist()
    }


def test_the_file_holds_everything_a_learner_owns(course):
    learner = busy(course, username="小明", is_guest=False)
    data = as_json(learner)
    assert (data["format"], data["version"]) == ("kaodian-export", 1)
    assert data["account"]["username"] == "小明"
    found = {name: len(rows) for name, rows in data.items() if isinstance(rows, list)}
    assert found == {
        "passkeys": 1, "courses": 1, "weights": 1, "cards": 1, "reviews": 3, "days": 1, "sittings": 1, "items": 1, "attempts": 1,
        "results": 0, "forecasts": 0, "remarks": 0, "places": 0,
    }  # fmt: skip
    first, second, undo = data["reviews"]
    assert (first["course"], first["fact"], first["rating"]) == ("sea", "fact-1", 3)
    assert first["at"] == NOW.isoformat()
    assert first["idempotency_key"] == str(Review.objects.get(number=1).idempotency_key)
    assert (second["rating"], undo["kind"], undo["undoes"]) == (1, "undo", 2)
    assert data["attempts"][0]["is_correct"] is True
    assert data["attempts"][0]["sitting"] == data["sittings"][0]["sitting"]
    assert len(data["weights"][0]["weights"]) == 21


def test_the_tables_hold_the_same(course):
    learner = busy(course, username="小明", is_guest=False)
    data, tables = as_json(learner), as_tables(learner)
    assert tables["account"][0]["username"] == "小明"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export_csv(learner, now=NOW))))
    assert archive.read("reviews.csv").startswith(b"\xef\xbb\xbfcourse,fact,number,")
    for name, rows in tables.items():
        if name == "account":
            continue
        expected = [
            {
                key: json.dumps(value) if isinstance(value, list) else "" if value is None else str(value)
                for key, value in row.items()
            }
            for row in data[name]
        ]
        assert rows == expected


def test_nothing_of_another_learner_is_in_it(course):
    learner, other = busy(course), busy(course, username="other")
    for one, absent in ((learner, other), (other, learner)):
        text = json.dumps(as_json(one))
        assert str(absent.uuid) not in text
        keys = {
            str(key)
            for key in Review.objects.filter(learner=absent).values_list("idempotency_key", flat=True)
        }
        assert not any(key in text for key in keys)
        assert len(as_tables(one)["reviews"]) == 3


def test_no_secret_is_in_it(course):
    learner = busy(course)
    learner.set_password("a quiet desk and paper")
    learner.save()
    text = json.dumps(as_json(learner))
    assert not any(word in text for word in PRIVATE)


def test_a_learner_who_did_nothing_has_an_export_too():
    learner = UserFactory()
    assert as_json(learner)["reviews"] == []
    assert as_tables(learner)["reviews"] == []


def test_it_takes_no_more_queries_for_more_rows(course, django_assert_num_queries):
    learner = busy(course)
    with django_assert_num_queries(13):
        as_json(learner)
    make_question(course, number=2)
    from content.models import Fact
    from tests.learn.answering import answer

    for minutes in range(5):
        answer(learner, Fact.objects.get(key="fact-2"), 3, NOW + timedelta(days=9, minutes=minutes))
    with django_assert_num_queries(13):
        assert len(as_json(learner)["reviews"]) == 8


@pytest.mark.parametrize(
    ("page", "kind", "end"),
    [("export_json", "application/json", ".json"), ("export_csv", "application/zip", ".zip")],
)
def test_the_download_is_streamed_under_a_name_of_its_own(client, course, page, kind, end):
    client.force_login(busy(course, username="小明"))
    response = client.get(reverse(page))
    assert response.streaming
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith('attachment; filename="kaodian-')
    assert response["Content-Disposition"].endswith(f'{end}"')
    assert "no-store" in response["Cache-Control"]
    data = response.getvalue()
    assert ("小明" in data.decode()) if end == ".json" else zipfile.is_zipfile(io.BytesIO(data))


@pytest.mark.parametrize("page", ["export_json", "export_csv"])
def test_a_stranger_is_given_nothing(client, course, page):
    busy(course)
    assert client.get(reverse(page)).status_code == 302


def test_a_long_export_comes_in_many_pieces(course):
    learner = busy(course)
    pieces = list(export_json(learner, now=NOW))
    assert len(pieces) > 20
    assert max(map(len, pieces)) < 2_000
