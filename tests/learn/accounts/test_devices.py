"""Where a learner is logged in, what is noted of it, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learn.core.browsers import describe_browser
from learn.models import SignedIn
from learn.signing_in import NOTED_EVERY
from tests.factories import UserFactory
from tests.learn.accounts.visits import OTHER, PASSWORD, log_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1"
)
AS_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox · Windows"),
        (IPHONE, "Safari · iPhone"),
        (f"Mozilla/5.0 (Linux; Android 15) {AS_CHROME} Mobile Safari/537.36", "Chrome · Android"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {AS_CHROME} Safari/537.36", "Chrome · Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {AS_CHROME} Safari/537.36 Edg/140.0", "Edge · Windows"),
        (f"Mozilla/5.0 (Linux; Android 14) {AS_CHROME} Mobile MicroMessenger/8.0", "WeChat · Android"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {AS_CHROME} Safari/537.36", "Chrome · Mac"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_told_in_two_words(user_agent, words):
    assert describe_browser(user_agent) == words


def a_browser(user_agent=FIREFOX):
    client = Client(HTTP_USER_AGENT=user_agent)
    assert log_in(client).status_code == 302
    return client


def listed(client):
    return client.get(reverse("devices")).context["devices"]


def test_every_browser_is_listed_this_one_first_and_no_key_is_shown(account):
    other, this = a_browser(IPHONE), a_browser()
    response = this.get(reverse("devices"))
    assert [(one.browser, one.is_this) for one in response.context["devices"]] == [
        ("Firefox · Windows", True),
        ("Safari · iPhone", False),
    ]
    text = response.content.decode()
    assert "this browser" in text
    assert not any(client.session.session_key in text for client in (this, other))


def test_another_browser_is_logged_out_at_once_and_this_one_stays(account):
    other, this = a_browser(IPHONE), a_browser()
    [token] = [one.token for one in listed(this) if not one.is_this]
    response = this.post(reverse("device_log_out"), {"device": token}, follow=True)
    assert "That browser is logged out." in response.content.decode()
    assert [one.is_this for one in listed(this)] == [True]
    assert other.get(reverse("account")).status_code == 302


def test_all_others_are_logged_out_together(account):
    others, this = [a_browser(IPHONE), a_browser()], a_browser()
    text = this.post(reverse("devices_log_out"), follow=True).content.decode()
    assert "2 other browsers are logged out." in text
    assert len(listed(this)) == 1
    assert [one.get(reverse("account")).status_code for one in others] == [302, 302]


def test_nobody_logs_out_somebody_else_or_this_browser_from_the_list(account):
    this = a_browser()
    [mine] = listed(this)
    stranger = Client()
    stranger.force_login(UserFactory(is_guest=False))
    for client, token in ((stranger, mine.token), (this, mine.token), (this, ""), (this, "x" * 32)):
        client.post(reverse("device_log_out"), {"device": token})
    stranger.post(reverse("devices_log_out"))
    assert this.get(reverse("account")).status_code == 200


def test_a_new_password_leaves_one_browser_in_the_list(account):
    other, this = a_browser(IPHONE), a_browser()
    this.post(reverse("change_password"), {"current": PASSWORD, "password": OTHER, "again": OTHER})
    assert [(one.is_this, one.browser) for one in listed(this)] == [(True, "Firefox · Windows")]
    assert other.get(reverse("account")).status_code == 302


def set_back(client, by):
    """Make it so long ago that the browser was last used."""
    ends = timezone.now() + timedelta(days=90) - by
    SignedIn.objects.filter(pk=client.session.session_key).update(expire_date=ends)
    return ends


def ends_of(client):
    return SignedIn.objects.get(pk=client.session.session_key).expire_date


def test_opening_pages_notes_nothing_and_asks_the_browser_to_say_that_it_is_in_use(account):
    this = a_browser()
    assert "data-seen" not in this.get("/").content.decode()
    ends = set_back(this, NOTED_EVERY + timedelta(minutes=1))
    assert f'data-seen="{reverse("seen")}"' in this.get("/").content.decode()
    assert ends_of(this) == ends
    assert this.post(reverse("seen")).status_code == 204
    assert ends_of(this) > ends + NOTED_EVERY
    assert "data-seen" not in this.get("/").content.decode()
    [device] = listed(this)
    assert timezone.now() - device.last_used < timedelta(minutes=1)


def test_who_comes_back_keeps_the_cookie_for_another_ninety_days(account):
    this = a_browser()
    set_back(this, timedelta(days=60))
    response = this.post(reverse("seen"))
    assert response.cookies["sessionid"]["max-age"] == 90 * 86_400


@pytest.mark.parametrize("page", ["start_study", "settings", "set_language"])
def test_a_browser_without_scripts_is_noted_when_something_is_begun_or_set(account, page):
    this = a_browser()
    ends = set_back(this, timedelta(days=2))
    this.post(reverse(page))
    assert ends_of(this) > ends


def test_a_use_is_noted_once_a_day(account, django_assert_num_queries):
    this = a_browser()
    with django_assert_num_queries(1):
        this.post(reverse("seen"))
