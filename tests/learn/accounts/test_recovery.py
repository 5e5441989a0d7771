"""Getting back in without mail: recovery codes and printed links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from learn.models import RecoveryCode
from learn.recovery import CODES, make_codes
from tests.factories import UserFactory
from tests.learn.accounts.visits import OTHER, PASSWORD, recover, who

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    [
        str,
        str.lower,
        lambda code: f"  {code.replace('-', ' ')} ",
        lambda code: code.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_recovery_code_sets_a_new_password_however_it_is_written(client, account, written):
    code = next(one for _ in range(500) for one in make_codes(account) if {"0", "1"} <= set(one))
    assert recover(client, written(code))["Location"] == reverse("account")
    account.refresh_from_db()
    assert account.check_password(OTHER)
    assert who(client) == str(account.pk)
    assert RecoveryCode.objects.count() == CODES - 1


def test_a_recovery_code_works_once(client, account):
    code = make_codes(account)[0]
    recover(client, code)
    again = Client()
    assert recover(again, code).status_code == 422
    assert who(again) is None


def test_a_code_belongs_to_one_learner(client, account):
    code = make_codes(UserFactory(username="other", is_guest=False))[0]
    response = recover(client, code)
    assert response.status_code == 422
    assert 'value="learner"' in response.content.decode()
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_recovery_code_is_not_used_up_by_a_password_that_is_refused(client, account):
    sent = {"username": "learner", "code": make_codes(account)[0], "password": "short", "again": "short"}
    assert client.post(reverse("recover"), sent).status_code == 422
    assert RecoveryCode.objects.count() == CODES


def reset_link(capsys, username="learner") -> str:
    call_command("reset_link", username)
    return capsys.readouterr().out.strip()


def test_a_printed_link_sets_a_new_password_once(client, account, capsys, settings):
    link = reset_link(capsys)
    assert link.startswith(settings.SITE_URL + "/account/reset/")
    path = link.removeprefix(settings.SITE_URL)
    assert "learner" in client.get(path).content.decode()
    assert client.post(path, {"password": "short", "again": "short"}).status_code == 422
    assert client.post(path, {"password": OTHER, "again": OTHER})["Location"] == reverse("account")
    account.refresh_from_db()
    assert account.check_password(OTHER)
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"password": PASSWORD, "again": PASSWORD}).status_code == 404
    account.refresh_from_db()
    assert account.check_password(OTHER)


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 404)])
def test_a_printed_link_is_valid_for_an_hour(client, account, minutes, status):
    made = default_token_generator._now() - timedelta(minutes=minutes)
    token = default_token_generator._make_token_with_timestamp(
        account, default_token_generator._num_seconds(made), default_token_generator.secret
    )
    assert client.get(reverse("reset_password", args=[account.uuid, token])).status_code == status


@pytest.mark.parametrize("name", ["nobody", "guest-1", "closed"])
def test_there_is_no_link_for_who_has_no_account(account, guest, name):
    UserFactory(username="closed", is_guest=False, is_active=False)
    with pytest.raises(CommandError, match="There is no active account"):
        call_command("reset_link", name)
