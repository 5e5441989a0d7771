"""Making an account, entering and leaving it, and changing its password."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from learn.models import RecoveryCode, User
from learn.recovery import CODES, make_codes, redeem_code
from tests.factories import NOW, CourseFactory, UserFactory, make_question
from tests.learn.accounts.visits import NEW, OTHER, PASSWORD, log_in, who
from tests.learn.answering import answer, make_fact

pytestmark = pytest.mark.django_db


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


def test_a_newcomer_still_starts_without_an_account(client):
    course = CourseFactory()
    make_question(course)
    client.post(reverse("start_sitting"), {"course": course.slug})
    assert User.objects.get().is_guest
