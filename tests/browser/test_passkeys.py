"""Passkeys, made and used by a device of Chromium's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from learn.models import Passkey, User
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import faults, small_targets
from tests.factories import UserFactory
from tests.learn.accounts.visits import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def account() -> User:
    user = UserFactory(username="lin", is_guest=False)
    user.set_password(PASSWORD)
    user.save()
    return user


def give_device(page: Page, *, verifies: bool = True):
    """Give the page a device that keeps passkeys, and asks nobody; returns how to speak to it."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices, made["authenticatorId"]


def log_in(page: Page) -> None:
    page.goto("/account/log-in/")
    page.locator("input[name=username]").fill("lin")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main .button.main").click()
    page.wait_for_url("**/")


def add(page: Page, name: str = "my telephone") -> None:
    page.goto("/account/passkeys/new/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=current]").fill(PASSWORD)
    page.locator("main .button.main").click()
    page.locator("[data-passkey-button]").click()
    page.wait_for_url("**/account/passkeys/")


@pytest.mark.parametrize("look", [{"locale": "en-GB"}, {"locale": "zh-CN", "viewport": PHONE}])
def test_a_passkey_is_added_named_used_and_removed(visit, account, look):
    page = visit("/", **look)
    give_device(page)
    log_in(page)
    page.goto("/account/")
    page.locator("a[href='/account/passkeys/']").click()
    assert faults(page) == []
    add(page)
    expect(page.locator(".devices")).to_contain_text("my telephone")
    assert faults(page) == []
    assert small_targets(page) == []
    page.locator("summary").click()
    page.locator(".devices input[name=name]").fill("旧手机")
    page.locator(".devices .button").click()
    expect(page.locator(".devices b")).to_have_text("旧手机")

    page.context.clear_cookies()
    page.goto("/account/log-in/?next=/settings/")
    assert faults(page) == []
    expect(page.locator("a[href='/account/recover/']")).to_be_visible()
    page.locator("[data-passkey-button]").click()
    page.wait_for_url("**/settings/")
    expect(page.locator(".account-name")).to_have_text("lin")
    used = Passkey.objects.get()
    assert used.last_used_at is not None
    assert used.sign_count > 0

    page.goto("/account/passkeys/")
    page.locator(".devices form button").first.click()
    expect(page.locator(".devices")).to_have_count(0)
    page.context.clear_cookies()
    page.goto("/account/log-in/")
    page.locator("[data-passkey-button]").click()
    expect(page.locator(".notice.problem:visible")).to_be_visible()
    assert "log-in" in page.url
    visit.errors = [error for error in visit.errors if "422" not in error]


def test_what_a_guest_did_comes_along_to_the_account_of_the_passkey(visit, shipped, account):
    page = visit("/", locale="en-GB")
    give_device(page)
    log_in(page)
    add(page)
    page.context.clear_cookies()
    page.goto("/")
    page.locator("form[action='/study/'] button").first.click()
    expect(page.locator("#asked")).to_be_visible()
    page.goto("/account/log-in/")
    page.locator("[data-passkey-button]").click()
    page.wait_for_url("**/")
    assert account.enrolments.exists()
    assert not User.objects.filter(is_guest=True).exists()


def test_a_device_that_declines_leaves_the_form_and_the_name_as_they_are(visit, account):
    page = visit("/account/log-in/", locale="en-GB")
    give_device(page, verifies=False)
    page.locator("input[name=username]").fill("lin")
    page.locator("[data-passkey-button]").click()
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("input[name=username]")).to_have_value("lin")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main .button.main").click()
    page.wait_for_url("**/")


def test_a_device_with_a_passkey_of_the_account_makes_no_second_one(visit, account):
    page = visit("/", locale="en-GB")
    give_device(page)
    log_in(page)
    add(page)
    page.goto("/account/passkeys/new/")
    page.locator("input[name=current]").fill(PASSWORD)
    page.locator("main .button.main").click()
    page.locator("[data-passkey-button]").click()
    expect(page.locator("[data-already]")).to_be_visible()
    assert Passkey.objects.count() == 1


def test_without_scripts_the_password_is_the_way_in_and_the_page_says_so(visit, account):
    page = visit("/account/log-in/", locale="en-GB", java_script_enabled=False)
    expect(page.locator("[data-passkey-button]")).to_be_hidden()
    log_in(page)
    page.goto("/account/passkeys/new/")
    # Within <noscript>, which Chromium does not render when scripts are switched off by a test.
    assert "Your password works without" in page.content()
