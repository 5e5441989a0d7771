"""axe finds nothing on any page, in both languages, light and dark, on a phone and at a desk."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, choose
from tests.factories import CourseFactory, make_arranged_question, make_questions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# axe-core 4.14.1 by Deque Systems, MPL-2.0; only these tests use it (tests/browser/README.md).
AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run()).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""
LOOKS = [
    pytest.param({"locale": "zh-CN", "color_scheme": "light", "viewport": PHONE}, id="zh-light-phone"),
    pytest.param({"locale": "zh-CN", "color_scheme": "dark", "viewport": DESK}, id="zh-dark-desk"),
    pytest.param({"locale": "en-GB", "color_scheme": "dark", "viewport": PHONE}, id="en-dark-phone"),
    pytest.param({"locale": "en-GB", "color_scheme": "light", "viewport": DESK}, id="en-light-desk"),
]


@pytest.fixture
def course() -> None:
    """A course with ten questions, made at once."""
    course = CourseFactory()
    make_questions(course, range(1, 11))


def faults(page: Page) -> list[str]:
    """What axe objects to on the page as it stands, and whether it scrolls sideways."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page is wider than the screen")
    return found


def small_targets(page: Page) -> list[str]:
    """Buttons, options and links that stand alone and are smaller than 44 pixels."""
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button:not(.term), .button, .quiet, label.choice, .marks a, .chapters a:not(.chapter-before a), summary")]
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 43.5 || one.getBoundingClientRect().width < 43.5)
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    return small


def choose_and_send(page: Page) -> None:
    choose(page)
    page.locator("[data-submit]").click()
    expect(page.locator("#feedback")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_way_from_the_front_door_to_the_result(visit, shipped, look):
    page = visit("/", **look)
    check = partial(_check, page)
    check()
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    expect(page.locator("#item")).to_be_visible()
    check()
    choose_and_send(page)
    check()
    note = page.locator("#feedback .source a").first.get_attribute("href")
    page.locator("[data-next]").click()
    expect(page.locator("[data-submit]")).to_be_visible()
    page.goto("/")
    check()
    page.locator("main .button.main").click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    for _ in range(9):
        expect(page.locator("[data-submit]")).to_be_visible()
        choose_and_send(page)
        page.locator("[data-next]").click()
    page.wait_for_url("**/result/")
    check()
    page.goto(note or "")
    expect(page.locator(".cited").first).to_be_in_viewport()
    check()
    page.goto("/")
    check()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["matching", "ordering"])
def test_axe_finds_nothing_where_something_is_matched_or_put_in_order(visit, db, look, kind):
    course = CourseFactory()
    for number in (1, 2):
        make_arranged_question(course, kind=kind, number=number)
    page = visit("/", **look)
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    _check(page)
    choose_and_send(page)
    _check(page)


def _check(page: Page) -> None:
    assert faults(page) == [], page.url
    assert small_targets(page) == [], page.url


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_an_empty_shelf_or_at_an_unknown_address(visit, db, look):
    page = visit("/", **look)
    _check(page)
    page.goto("/nowhere/")
    _check(page)
    visit.errors.clear()


def test_the_list_of_keys_is_a_dialog_and_turns_single_keys_off(visit, course):
    page = visit("/", locale="en-GB")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    page.keyboard.press("?")
    dialog = page.locator("dialog#keys")
    expect(dialog).to_be_visible()
    _check(page)
    with page.expect_response("**/appearance/"):
        dialog.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("1")
    page.keyboard.press("a")
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    page.reload()
    page.keyboard.press("1")
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
def test_keys_with_a_modifier_belong_to_the_browser(visit, course, held):
    page = visit("/", locale="en-GB")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    page.keyboard.press(f"{held}+1")
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)


def test_keys_are_left_alone_while_chinese_is_being_composed(visit, course):
    page = visit("/", locale="zh-CN")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '1', isComposing: true, bubbles: true}))"
    )
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '1', bubbles: true}))")
    expect(page.locator("input[name=choice]:checked")).to_have_count(1)


def test_space_on_a_link_or_button_does_not_send_the_answer(visit, course):
    page = visit("/", locale="en-GB")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    page.keyboard.press("1")
    page.locator("a.logo").focus()
    page.keyboard.press(" ")
    page.wait_for_timeout(200)
    expect(page.locator("#feedback")).to_have_count(0)


def test_forced_colours_and_no_motion_show_the_same_page(visit, course):
    page = visit("/", locale="en-GB", forced_colors="active", reduced_motion="reduce")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    choose_and_send(page)
    assert faults(page) == []
    expect(page.locator(".verdict").first).to_be_visible()


def test_a_next_question_that_does_not_arrive_is_said_and_can_be_asked_for_again(visit, course):
    page = visit("/", locale="zh-CN")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    choose_and_send(page)
    page.context.set_offline(True)
    page.locator("[data-next]").click()
    expect(page.locator("[data-failure]")).to_contain_text("答案已经保存")
    page.context.set_offline(False)
    page.locator("[data-next]").click()
    expect(page.locator(".progress-line")).to_contain_text("2 / 10")
    visit.errors.clear()


def test_a_reply_that_is_no_question_opens_as_its_own_page(visit, course):
    page = visit("/", locale="en-GB")
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    page.locator("label.choice").first.click()
    page.context.clear_cookies(name="sessionid")
    page.locator("[data-submit]").click()
    expect(page).to_have_url(re.compile("/account/log-in/"))
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("header.site-header")).to_have_count(1)
    assert "/sittings/" not in page.url.split("?")[0]
