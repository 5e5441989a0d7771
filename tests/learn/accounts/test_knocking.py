"""Attempts to get in are limited: by name, by address, and however many come at once."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from learn.knocking import Door, TooManyKnocks, forgive, knock
from learn.models import Knock, RecoveryCode
from learn.recovery import make_codes
from tests.factories import NOW
from tests.learn.accounts.visits import OTHER, PASSWORD, log_in, recover, who

pytestmark = pytest.mark.django_db


def test_after_ten_wrong_passwords_even_the_right_one_waits(client, account):
    for _ in range(10):
        assert log_in(client, password=OTHER).status_code == 422
    response = log_in(client)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 901
    assert 'value="learner"' in response.content.decode()
    assert who(client) is None


def test_one_name_tried_too_often_leaves_the_others_at_that_address_alone(client, account):
    for _ in range(11):
        log_in(client, username="nobody", password=OTHER)
    assert log_in(client).status_code == 302


def test_names_of_nobody_are_limited_like_others(client):
    for _ in range(10):
        assert log_in(client, username="nobody", password=OTHER).status_code == 422
    assert log_in(client, username="nobody").status_code == 429


def test_a_stranger_elsewhere_does_not_shut_a_learner_out(client, account):
    for _ in range(11):
        Client(REMOTE_ADDR="203.0.113.9").post(reverse("log_in"), {"username": "learner", "password": OTHER})
    assert log_in(client).status_code == 302


def test_logging_in_rightly_is_never_too_often(account):
    for _ in range(12):
        assert log_in(Client()).status_code == 302
    assert set(Knock.objects.values_list("count", flat=True)) == {0}


def test_recovery_codes_are_guessed_five_times_at_most(client, account):
    code = make_codes(account)[0]
    for _ in range(5):
        assert recover(client, "AAAA-AAAA-AAAA-AAAA").status_code == 422
    assert recover(client, code).status_code == 429
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_the_present_password_is_guessed_ten_times_at_most(client, account):
    client.force_login(account)
    for _ in range(10):
        client.post(reverse("recovery_codes"), {"current": OTHER})
    assert client.post(reverse("recovery_codes"), {"current": PASSWORD}).status_code == 429
    assert not RecoveryCode.objects.exists()


def tries(door: Door, count: int, *, address="192.0.2.1", name="learner", now=NOW) -> int:
    """How many of ``count`` attempts are let in."""
    admitted = 0
    for _ in range(count):
        try:
            knock(door, address=address, name=name, now=now)
        except TooManyKnocks:
            continue
        admitted += 1
    return admitted


def test_after_a_quarter_of_an_hour_one_may_try_again():
    assert tries(Door.LOG_IN, 12) == 10
    assert tries(Door.LOG_IN, 1, now=NOW + timedelta(minutes=14)) == 0
    assert tries(Door.LOG_IN, 12, now=NOW + timedelta(minutes=15)) == 10


@pytest.mark.slow
def test_an_address_is_limited_over_all_names_and_a_name_over_all_addresses():
    assert sum(tries(Door.LOG_IN, 1, name=f"name-{number}") for number in range(110)) == 100
    later = NOW + timedelta(hours=1)
    found = sum(tries(Door.LOG_IN, 1, address=f"198.51.100.{number}", now=later) for number in range(110))
    assert found == 100


def test_all_addresses_of_an_ipv6_network_count_as_one():
    found = [tries(Door.SIGN_UP, 1, address=f"2001:db8:1:1::{number:x}") for number in range(70)]
    assert sum(found) == 60
    assert tries(Door.SIGN_UP, 1, address="2001:db8:1:2::1") == 1


def test_what_succeeded_is_taken_back():
    for _ in range(30):
        forgive(knock(Door.LOG_IN, address="192.0.2.1", name="learner", now=NOW))
    assert tries(Door.LOG_IN, 12) == 10


def test_neither_names_nor_addresses_are_kept():
    knock(Door.LOG_IN, address="192.0.2.1", name="learner", now=NOW)
    keys = list(Knock.objects.values_list("key", flat=True))
    assert len(set(keys)) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_counts_of_the_past_go():
    knock(Door.LOG_IN, address="192.0.2.1", name="learner", now=NOW)
    knock(Door.RECOVER, address="192.0.2.2", name="other", now=NOW + timedelta(hours=2))
    assert not Knock.objects.filter(until__lte=NOW + timedelta(hours=2)).exists()


@pytest.mark.django_db(transaction=True)
def test_attempts_at_once_are_counted_one_by_one():
    admitted = []

    def try_it():
        admitted.append(tries(Door.RECOVER, 3))
        connection.close()

    threads = [Thread(target=try_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(admitted) == 5


@pytest.mark.parametrize(
    ("https", "forwarded", "address"),
    [(False, "9.9.9.9", "127.0.0.1"), (True, "9.9.9.9, 8.8.8.8", "8.8.8.8"), (True, "", "127.0.0.1")],
)
def test_behind_a_proxy_the_address_is_the_one_it_saw(rf, settings, https, forwarded, address):
    from learn.accounts import client_address

    settings.HTTPS = https
    assert client_address(rf.get("/", headers={"x-forwarded-for": forwarded})) == address
