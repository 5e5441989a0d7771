"""Studying in a real browser: by touch, by keyboard, without JavaScript, and with the connection cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from learn.models import Card, Enrolment, Review
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import faults, small_targets
from tests.factories import CourseFactory, make_flashcard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CARDS = 20


@pytest.fixture
def course():
    """A course of cards, every other of which has a question."""
    course = CourseFactory()
    for number in range(1, 2 * CARDS):
        make_flashcard(course, number=number, has_question=number % 2 == 0)
    return course


@pytest.fixture(autouse=True)
def _many_new_cards(monkeypatch):
    """A day takes as many new cards as a journey needs."""
    monkeypatch.setattr(Enrolment._meta.get_field("new_per_day"), "default", 2 * CARDS)


def begin(visit, **options: object) -> Page:
    page: Page = visit("/", **options)
    page.locator("form[action='/study/'] button").click()
    page.wait_for_url("**/study/**")
    expect(page.locator("#asked")).to_be_visible()
    return page


def is_choice(page: Page) -> bool:
    return page.locator("#asked").get_attribute("data-way") == "choice"


def show_next(page: Page, act) -> None:  # type: ignore[no-untyped-def]
    """Do what answers the card, and wait until another one is there."""
    before = page.locator("#asked [name=item]").first.get_attribute("value")
    act()
    page.wait_for_function(
        "before => document.querySelector('#asked [name=item]')?.value !== before", arg=before, timeout=10_000
    )


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_twenty_cards_are_studied_by_touch_on_a_phone(visit, course, locale):
    page = begin(visit, locale=locale, viewport=PHONE, has_touch=True)
    for _number in range(CARDS):
        if is_choice(page):
            page.locator("label.choice").first.tap()
            show_next(page, page.locator("[data-submit]").tap)
            if page.locator("[data-continue]").count():
                page.locator("[data-continue]").tap()
        else:
            page.locator("[data-show]").tap()
            show_next(page, page.locator("[data-rating][value='3']").tap)
    assert Review.objects.count() == CARDS
    assert Card.objects.count() == CARDS


def test_twenty_cards_are_studied_by_keyboard_alone(visit, course):
    page = begin(visit, viewport=DESK)
    for _number in range(CARDS):
        if is_choice(page):
            page.keyboard.press("2")
            show_next(page, lambda: page.keyboard.press("Enter"))
            if page.locator("[data-hold]").count():
                expect(page.locator("#feedback")).to_be_focused()
                page.keyboard.press("Enter")
        else:
            page.keyboard.press("Space")
            show_next(page, lambda: page.keyboard.press("3"))
    assert Review.objects.count() == CARDS
    page.keyboard.press("u")
    expect(page.locator(".messages")).to_be_visible()
    assert Review.objects.filter(kind="undo").count() == 1


def test_twenty_cards_are_studied_without_javascript(visit, course):
    page = begin(visit, java_script_enabled=False, viewport=PHONE)
    for number in range(1, CARDS + 1):
        if is_choice(page):
            page.locator("label.choice").first.click()
            page.locator("[data-submit]").click()
        else:
            page.locator("[data-show]").click()
            page.locator("[data-rating][value='3']").click()
        page.wait_for_load_state()
        assert Review.objects.count() == number


def test_l_turns_the_card_over_in_place_and_the_answer_says_so(visit, course):
    page = begin(visit)
    expect(page.locator("#front [data-language=en]")).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator("#front [data-language=zh]")).to_be_visible()
    expect(page.locator("#front [data-language=en]")).to_be_hidden()
    page.keyboard.press("Space")
    show_next(page, lambda: page.keyboard.press("3"))
    assert Review.objects.values_list("language", "flips").get() == ("zh", 1)


def test_an_answer_given_while_the_connection_is_cut_arrives_once_it_is_back(visit, course):
    page = begin(visit)
    page.keyboard.press("Space")
    page.context.set_offline(True)
    page.keyboard.press("3")
    expect(page.locator("[data-failure]")).to_be_visible()
    assert not Review.objects.exists()
    before = page.locator("#asked [name=item]").first.get_attribute("value")
    page.context.set_offline(False)
    page.wait_for_function(
        "before => document.querySelector('#asked [name=item]')?.value !== before", arg=before, timeout=15_000
    )
    assert Review.objects.values_list("rating", flat=True).get() == 3
    visit.errors.clear()  # the browser itself complains of the cut


@pytest.mark.parametrize(
    "look",
    [
        pytest.param({"locale": "zh-CN", "color_scheme": "light", "viewport": PHONE}, id="zh-light-phone"),
        pytest.param({"locale": "en-GB", "color_scheme": "dark", "viewport": PHONE}, id="en-dark-phone"),
        pytest.param({"locale": "zh-CN", "color_scheme": "dark", "viewport": DESK}, id="zh-dark-desk"),
        pytest.param({"locale": "en-GB", "color_scheme": "light", "viewport": DESK}, id="en-light-desk"),
    ],
)
def test_axe_finds_nothing_while_studying_and_afterwards(visit, course, look):
    page = begin(visit, **look)
    found = [*faults(page), *small_targets(page)]
    page.keyboard.press("Space")
    found += [*faults(page), *small_targets(page)]
    show_next(page, lambda: page.keyboard.press("3"))
    while not page.locator("[data-hold]").count():
        if is_choice(page):
            page.keyboard.press("2")
            show_next(page, lambda: page.keyboard.press("Enter"))
        else:
            page.keyboard.press("Space")
            show_next(page, lambda: page.keyboard.press("3"))
    found += [*faults(page), *small_targets(page)]
    for path in ("/", "/progress/", "/settings/", "/account/"):
        page.goto(path)
        found += [*faults(page), *small_targets(page)]
    assert found == []
