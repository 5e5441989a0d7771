"""Making an account, entering and leaving it, and getting back in without mail."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from learn.knocking import Door, TooManyKnocks, forgive, knock
from learn.models import Knock, RecoveryCode, User
from learn.recovery import CODES, make_codes, redeem_code
from tests.factories import NOW, CourseFactory, UserFactory, make_question
from tests.learn.answering import answer, make_fact

pytestmark = pytest.mark.django_db
PASSWORD = "a quiet desk and paper"
OTHER = "cinnabar ink on rice paper"
NEW = {"username": "小明", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def passwords(request, settings):
    """Hash quickly, so that these tests take seconds, save where the real hashing is asked for."""
    if "real_hashing" not in request.fixturenames:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def real_hashing():
    """Leave the hashing of passwords as it is in service."""


@pytest.fixture
def account():
    user = UserFactory(username="learner", is_guest=False)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def guest():
    return UserFactory(username="guest-1")


def log_in(client, username="learner", password=PASSWORD, **more):
    return client.post(reverse("log_in"), {"username": username, "password": password, **more})


def who(client) -> str | None:
    """The id of whoever is logged in."""
    return client.session.get("_auth_user_id")


# Signing up


def test_a_name_and_a_password_make_an_account(client):
    response = client.post(reverse("sign_up"), NEW)
    user = User.objects.get()
    assert response.status_code == 200
    assert (user.username, user.is_guest, user.email) == ("小明", False, "")
    assert user.check_password(PASSWORD)
    assert who(client) == str(user.pk)


def test_a_password_is_kept_as_argon2_makes_it(client, real_hashing):
    client.post(reverse("sign_up"), NEW)
    assert User.objects.get().password.startswith("argon2$argon2id$")
    assert log_in(Client(), username="小明").status_code == 302


def test_a_guest_becomes_a_user_in_their_own_row(client, guest):
    fact = make_fact(CourseFactory(), "one")
    review = answer(guest, fact, 3, NOW)
    client.force_login(guest)
    client.post(reverse("sign_up"), NEW)
    user = User.objects.get()
    assert (user.pk, user.uuid, user.is_guest, user.username) == (guest.pk, guest.uuid, False, "小明")
    review.refresh_from_db()
    assert review.learner == user
    assert who(client) == str(guest.pk)
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "two words"}, "username"),
        ({"username": "一 二"}, "username"),
        ({"username": "guest-7"}, "username"),
        ({"username": "Ｇuest-7"}, "username"),
        ({"username": "x" * 151}, "username"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "password1234", "again": "password1234"}, "password"),
        ({"username": "lighthouse", "password": "lighthouses", "again": "lighthouses"}, "password"),
        ({"again": OTHER}, "again"),
        ({"password": "x" * 257}, "password"),
    ],
)
def test_what_cannot_be_is_refused_and_the_name_is_kept(client, sent, field):
    response = client.post(reverse("sign_up"), NEW | sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    text = response.content.decode()
    assert (
        f'value="{(NEW | sent)["username"]}"' in text
        or not (NEW | sent)["username"]
        or "Ｇ" in sent["username"]
    )
    assert PASSWORD not in text
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        NEW | {"username": "two words"},
        NEW | {"username": "", "password": "", "again": ""},
        NEW | {"password": "short", "again": "other"},
        NEW | {"password": "password1234"},
        NEW | {"username": "lighthouse", "password": "lighthouses"},
        NEW | {"username": "x" * 151},
        NEW | {"username": "learner"},
    ],
)
def test_every_refusal_is_in_the_language_of_the_page(client, account, sent):
    response = client.post(reverse("sign_up"), sent, headers={"accept-language": "zh-CN"})
    assert response.status_code == 422
    refusals = [str(text) for texts in response.context["form"].errors.values() for text in texts]
    assert refusals
    assert all(re.search("[一-鿿]", text) for text in refusals)


@pytest.mark.parametrize("name", ["learner", "Learner", "ｌｅａｒｎｅｒ"])
def test_a_name_that_somebody_has_is_refused_and_a_guest_stays_a_guest(client, account, guest, name):
    client.force_login(guest)
    response = client.post(reverse("sign_up"), NEW | {"username": name})
    assert response.status_code == 422
    assert "username" in response.context["form"].errors
    assert reverse("sign_up") in response.content.decode()
    guest.refresh_from_db()
    assert (guest.is_guest, guest.username) == (True, "guest-1")


def test_who_has_an_account_makes_no_second_one(client, account):
    client.force_login(account)
    assert client.post(reverse("sign_up"), NEW)["Location"] == reverse("account")
    assert User.objects.count() == 1


def test_the_recovery_codes_are_shown_once_and_kept_as_hashes(client):
    response = client.post(reverse("sign_up"), NEW)
    codes = response.context["codes"]
    assert len(set(codes)) == CODES
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    assert all(code in response.content.decode() for code in codes)
    assert "no-store" in response["Cache-Control"]
    stored = " ".join(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
    assert codes[0] not in client.get(reverse("account")).content.decode()


# Logging in and out


def test_the_right_password_logs_in_and_goes_where_one_wanted_to_go(client, account):
    wanted = reverse("settings")
    assert client.get(wanted)["Location"] == f"{reverse('log_in')}?next={wanted}"
    assert wanted in client.get(reverse("log_in"), {"next": wanted}).content.decode()
    assert log_in(client, next=wanted)["Location"] == wanted
    assert who(client) == str(account.pk)


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_a_login_leads_to_no_other_site(client, account, place):
    assert log_in(client, next=place)["Location"] == "/"


def failed_pages(account: User) -> dict[str, tuple[int, str]]:
    """What a failed attempt shows with the name of an account, of nobody, of a guest and of a closed account."""
    UserFactory(username="guest-2").set_unusable_password()
    closed = UserFactory(username="closed", is_guest=False, is_active=False)
    closed.set_password(PASSWORD)
    closed.save()
    pages = {}
    for name, password in (("learner", OTHER), ("nobody", OTHER), ("guest-2", OTHER), ("closed", PASSWORD)):
        client = Client()
        sent = {"username": name, "password": password, "again": password, "code": "AAAA-AAAA-AAAA-AAAA"}
        for page in ("log_in", "recover"):
            response = client.post(reverse(page), sent)
            text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
            pages[f"{page} {name}"] = (response.status_code, text.replace(name, "NAME"))
            assert who(client) is None
    return pages


def test_a_failure_looks_the_same_whether_the_account_exists(account):
    pages = failed_pages(account)
    assert {status for status, _text in pages.values()} == {422}
    for page in ("log_in", "recover"):
        assert len({text for name, (_status, text) in pages.items() if name.startswith(page)}) == 1


def test_logging_out_ends_the_session(client, account):
    client.force_login(account)
    assert client.post(reverse("log_out"))["Location"] == "/"
    assert who(client) is None
    assert client.get(reverse("account")).status_code == 302


def test_a_link_does_not_log_out(client, account):
    client.force_login(account)
    assert client.get(reverse("log_out")).status_code == 405
    assert who(client)


def test_a_guest_is_not_logged_out_into_nothing(client, guest):
    client.force_login(guest)
    assert client.post(reverse("log_out"))["Location"] == reverse("account")
    assert who(client) == str(guest.pk)


def test_the_language_of_an_account_comes_along_to_a_new_device(client, account):
    User.objects.update(language="zh-hans")
    log_in(client)
    assert "登录" not in client.get("/", headers={"accept-language": "en"}).content.decode()
    assert 'lang="zh-Hans"' in client.get("/", headers={"accept-language": "en"}).content.decode()[:400]


# The header


def test_the_header_leads_strangers_guests_and_users_to_their_places(client, account, guest):
    assert f'href="{reverse("log_in")}"' in client.get("/").content.decode()
    client.force_login(guest)
    assert f'href="{reverse("sign_up")}"' in client.get("/").content.decode()
    client.force_login(account)
    text = client.get("/").content.decode()
    assert f'href="{reverse("account")}"' in text
    assert account.username in text


@pytest.mark.parametrize("page", ["account", "sign_up", "log_in", "recover", "settings", "erase"])
def test_every_page_opens_for_a_guest_in_both_languages(client, guest, page):
    client.force_login(guest)
    for language in ("zh-CN", "en"):
        assert client.get(reverse(page), headers={"accept-language": language}).status_code == 200


def test_opening_the_pages_writes_nothing(client, account, django_assert_max_num_queries):
    client.force_login(account)
    pages = [reverse(page) for page in ("account", "change_password", "recovery_codes", "settings", "erase")]
    with django_assert_max_num_queries(12) as asked:
        for page in pages:
            assert client.get(page).status_code == 200
    assert {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}


# The password


def test_changing_the_password_logs_out_every_other_device(client, account):
    other = Client()
    for one in (client, other):
        log_in(one)
    sent = {"current": PASSWORD, "password": OTHER, "again": OTHER}
    assert client.post(reverse("change_password"), sent)["Location"] == reverse("account")
    assert client.get(reverse("account")).status_code == 200
    assert other.get(reverse("account")).status_code == 302
    account.refresh_from_db()
    assert account.check_password(OTHER)


def test_the_present_password_must_be_right(client, account):
    client.force_login(account)
    response = client.post(reverse("change_password"), {"current": OTHER, "password": OTHER, "again": OTHER})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["current"]
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_new_codes_ask_for_the_password_and_void_the_old_ones(client, account):
    client.force_login(account)
    old = make_codes(account)
    assert client.post(reverse("recovery_codes"), {"current": OTHER}).status_code == 422
    assert RecoveryCode.objects.count() == CODES
    response = client.post(reverse("recovery_codes"), {"current": PASSWORD})
    assert not set(response.context["codes"]) & set(old)
    assert RecoveryCode.objects.count() == CODES
    assert redeem_code("learner", old[0], password=OTHER) is None


@pytest.mark.parametrize("page", ["change_password", "recovery_codes"])
def test_a_guest_has_no_password_to_change(client, guest, page):
    client.force_login(guest)
    assert client.post(reverse(page), {"current": ""})["Location"] == reverse("sign_up")


# Forgotten


def recover(client, code, username="learner"):
    return client.post(
        reverse("recover"), {"username": username, "code": code, "password": OTHER, "again": OTHER}
    )


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


# Limits


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


def test_a_newcomer_still_starts_without_an_account(client):
    course = CourseFactory()
    make_question(course)
    client.post(reverse("start_sitting"), {"course": course.slug})
    assert User.objects.get().is_guest
