"""Requests that are turned down: what the page says, what it keeps, and what it never shows again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from learn.views.errors import looks_written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("why is this ECS and not EKS", True),
        ("我把它们弄混了", True),
        ("混", False),
        ("aws-foundations", False),
        ("3f1c9a8e-0000-4000-8000-000000000000", False),
        ("  \n ", False),
    ],
)
def test_only_what_a_person_may_have_written_is_shown_again(text: str, written: bool) -> None:
    assert looks_written(text) is written


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_and_what_was_written_is_given_back() -> None:
    client = Client(enforce_csrf_checks=True)
    sent = {"username": "林 小雨", "password": "a very secret one", "again": "a very secret one"}
    response = client.post(reverse("sign_up"), sent)
    page = response.content.decode()
    assert response.status_code == 403
    assert "林 小雨" in page
    assert "a very secret one" not in page


@pytest.mark.django_db
def test_markup_in_what_was_written_stays_text() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("sign_up"), {"username": "</textarea><script>alert(1) </script>"})
    assert "<script>alert" not in response.content.decode()


@pytest.mark.django_db
def test_too_large_a_form_is_413_and_says_that_nothing_was_stored(client: Client) -> None:
    response = client.post(reverse("sign_up"), {"username": "x" * 3_000_000})
    assert response.status_code == 413
    assert "nothing was stored" in response.content.decode()


@pytest.mark.django_db
def test_too_many_fields_are_413_as_well(client: Client) -> None:
    response = client.post(reverse("sign_up"), {f"field-{number}": "x" for number in range(1_200)})
    assert response.status_code == 413


@pytest.mark.django_db
def test_when_the_server_breaks_what_was_written_is_given_back_in_the_look_of_the_device(settings) -> None:
    settings.ROOT_URLCONF = "tests.learn.broken"
    client = Client(raise_request_exception=False)
    client.cookies["appearance"] = "dark.large"
    response = client.post("/broken/", {"text": "three words here", "password": "a very secret one"})
    page = response.content.decode()
    assert response.status_code == 500
    assert "three words here" in page
    assert "a very secret one" not in page
    assert 'data-theme="dark" data-text-size="large"' in page


def test_a_broken_server_answers_without_its_database(settings) -> None:
    settings.ROOT_URLCONF = "tests.learn.broken"
    client = Client(raise_request_exception=False)
    assert client.get("/broken/").status_code == 500
