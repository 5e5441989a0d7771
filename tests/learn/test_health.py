"""Liveness touches nothing; readiness says within two seconds what is missing."""

from __future__ import annotations

import shutil
import threading
import time
from collections import namedtuple
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client

from learn import health

Usage = namedtuple("Usage", "total used free")


def test_livez_answers_without_database_or_session() -> None:
    # Without the django_db mark, any query would fail this test.
    response = Client().get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies


@pytest.mark.django_db(transaction=True)
def test_readyz_is_ready_when_nothing_is_wrong() -> None:
    response = Client().get("/readyz")
    assert response.status_code == 200, response.content
    assert response.json() == {"ready": True, "reasons": []}
    assert not response.cookies


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_only_answers_questions(path: str) -> None:
    assert Client().post(path).status_code == 405


@pytest.mark.slow
def test_readyz_gives_up_on_a_database_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(health, "probe_database", lambda: release.wait(10) and [])
    started = time.monotonic()
    try:
        responses = [Client().get("/readyz") for _again in range(2)]
    finally:
        release.set()
    assert [response.status_code for response in responses] == [503, 503]
    assert time.monotonic() - started < 4
    assert "did not answer" in responses[0].json()["reasons"][0]


def test_readyz_says_that_the_database_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[str]:
        raise OperationalError("connection refused by 10.1.2.3 for user secret")

    monkeypatch.setattr(health, "probe_database", refuse)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["The database cannot be used: OperationalError."]


@pytest.mark.django_db(transaction=True)
def test_readyz_names_a_pending_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    try:
        response = Client().get("/readyz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('sessions', '0001_initial', CURRENT_TIMESTAMP)"
            )
    assert response.status_code == 503
    assert "sessions.0001_initial" in response.json()["reasons"][0]


@pytest.mark.django_db(transaction=True)
def test_readyz_says_that_the_disk_is_full() -> None:
    with mock.patch.object(shutil, "disk_usage", return_value=Usage(10**9, 10**9, 1024**2)):
        response = Client().get("/readyz")
    assert response.status_code == 503
    assert "Only 1 MB are free" in response.json()["reasons"][0]
