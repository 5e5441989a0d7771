"""Mock exams in a real browser: by touch, by keyboard, without JavaScript, offline, and when the time runs out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.models import Attempt, Sitting, SittingItem, SittingResult
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import faults, small_targets
from tests.exam_papers import make_mock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FULL = 65
TEN_YEARS = 10 * 365 * 86_400_000


@pytest.fixture
def full(transactional_db):
    """A mock of 65 questions."""
    return make_mock(facts=130, questions=FULL, unscored=5, minutes=130)


@pytest.fixture
def short(transactional_db):
    """A mock of six questions."""
    return make_mock(facts=20, questions=6, minutes=30)


def begin(visit, blueprint, **options: object) -> Page:
    page: Page = visit(f"/exams/new/{blueprint.course.slug}/mock/", **options)
    page.locator("main form[method=post] .button.main").click()
    page.wait_for_url("**/1/")
    if options.get("java_script_enabled", True):
        page.wait_for_selector("[data-ready]", state="attached")
    return page


def shows(page: Page, number: int) -> None:
    expect(page.locator("[data-number]").first).to_have_text(str(number))


def saved(page: Page) -> None:
    """Wait until the page says when it saved, and nothing waits to be sent."""
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
    page.wait_for_function("() => !Object.keys(localStorage).some(name => name.startsWith('kaodian.exam'))")


def chosen() -> dict[int, str]:
    """The shown place of the option chosen last, by question."""
    return {
        item.position: str(item.order.index(int(last.chosen))) if last.chosen else ""
        for item in SittingItem.objects.prefetch_related("attempts")
        if (last := item.last_attempt)
    }


def hand_in(page: Page) -> None:
    page.wait_for_url("**/review/", timeout=60_000)  # what waits to be saved goes out first
    page.locator("[data-submit-form] .button.main").click()
    page.wait_for_url("**/result/")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_a_full_mock_is_sat_by_touch_on_a_phone(visit, full, locale):
    page = begin(visit, full, locale=locale, viewport=PHONE, has_touch=True)
    for number in range(1, FULL + 1):
        shows(page, number)
        page.locator("label.choice").nth(number % 3).tap()
        page.locator("[data-next]").tap()
    hand_in(page)
    assert chosen() == {number: str(number % 3) for number in range(1, FULL + 1)}
    assert SittingResult.objects.get().answered == FULL


def test_a_full_mock_is_sat_by_keyboard_alone(visit, full):
    page = begin(visit, full, viewport=DESK)
    for number in range(1, FULL + 1):
        shows(page, number)
        page.keyboard.press(str(number % 3 + 1))
        page.keyboard.press("n" if number % 2 else "Enter")
    page.wait_for_url("**/review/", timeout=60_000)  # what waits to be saved goes out first
    page.locator("[data-submit-form] .button.main").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    assert chosen() == {number: str(number % 3) for number in range(1, FULL + 1)}


def test_keys_flag_strike_flip_and_tell_how_sure(visit, short):
    page = begin(visit, short, locale="en-GB")
    for key in ("2", "s", "1", "f", "g", "l"):
        page.keyboard.press(key)
    expect(page.locator("#stem [data-language=zh]")).to_be_visible()
    expect(page.locator("#stem [data-language=en]")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    shows(page, 2)
    page.keyboard.press("p")
    shows(page, 1)
    saved(page)
    item = SittingItem.objects.get(position=1)
    last = item.last_attempt
    assert (item.flagged, item.struck, item.flips) == (True, str(item.order[0]), 1)
    assert (last.confidence, item.order.index(int(last.chosen))) == ("guess", 1)
    page.reload()
    expect(page.locator("input[name=choice]").nth(1)).to_be_checked()
    expect(page.locator("input[name=struck]").first).to_be_checked()
    expect(page.locator("input[name=flagged]")).to_be_checked()


def test_an_exam_is_sat_without_javascript(visit, short):
    page = begin(visit, short, java_script_enabled=False, viewport=PHONE)
    for number in range(1, 7):
        shows(page, number)
        page.locator("label.choice").nth(number % 3).click()
        page.locator("[data-next]").click()
    hand_in(page)
    assert chosen() == {number: str(number % 3) for number in range(1, 7)}


def test_answers_made_offline_wait_and_arrive_in_order(visit, short):
    page = begin(visit, short, locale="zh-CN")
    page.keyboard.press("1")
    saved(page)
    page.context.set_offline(True)
    for key in ("2", "n", "3", "n", "1", "2", "f"):
        page.keyboard.press(key)
    shows(page, 3)
    expect(page.locator("[data-trouble]")).to_contain_text("连接断了")
    assert chosen() == {1: "0"}
    page.context.set_offline(False)
    saved(page)
    expect(page.locator("[data-trouble]")).to_be_hidden()
    assert chosen() == {1: "1", 2: "2", 3: "1"}
    assert [one.chosen for one in Attempt.objects.filter(item__position=3).order_by("pk")] == [
        str(SittingItem.objects.get(position=3).order[place]) for place in (0, 1)
    ]
    visit.errors.clear()  # what the browser itself says of a lost connection


def test_a_reload_keeps_what_was_still_waiting(visit, short):
    page = begin(visit, short)
    page.route(
        "**/exams/*/1/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.keyboard.press("3")
    expect(page.locator("[data-trouble]")).to_be_visible()
    page.reload()
    expect(page.locator("input[name=choice]").nth(2)).to_be_checked()
    assert chosen() == {}
    page.unroute("**/exams/*/1/")
    saved(page)
    assert chosen() == {1: "2"}
    visit.errors.clear()


def test_another_tab_goes_on_where_the_first_one_was(visit, short):
    page = begin(visit, short)
    page.keyboard.press("1")
    page.keyboard.press("n")
    page.keyboard.press("2")
    saved(page)
    tab = page.context.new_page()
    tab.goto("/")
    tab.locator("main .button.main").first.click()
    tab.wait_for_url("**/3/")
    tab.wait_for_selector("[data-ready]", state="attached")
    tab.keyboard.press("p")
    tab.keyboard.press("3")
    saved(tab)
    assert chosen() == {1: "0", 2: "2"}


@pytest.mark.parametrize("years", [-10, 10])
def test_the_clock_goes_by_the_servers_whatever_this_device_says(visit, short, years):
    page = begin(visit, short)
    page.add_init_script(
        f"const now = Date.now.bind(Date); Date.now = () => now() + {years // 10 * TEN_YEARS};"
    )
    page.reload()
    left = page.locator("[data-left]").inner_text()
    assert left.startswith(("29:", "30:00"))
    page.keyboard.press("1")
    saved(page)
    assert chosen() == {1: "0"}


def move_deadline(seconds: float) -> None:
    now = timezone.now()
    Sitting.objects.update(started_at=now - timedelta(hours=1), deadline=now + timedelta(seconds=seconds))


def test_ten_five_and_one_minute_are_announced(visit, short):
    page = begin(visit, short, locale="en-GB")
    said = page.locator("#announcement")
    for minutes, words in ((9.99, "10 minutes left."), (4.99, "5 minutes left."), (0.99, "One minute left.")):
        move_deadline(60 * minutes)
        page.evaluate("dispatchEvent(new Event('focus'))")  # the page asks the server for its time
        expect(said).to_have_text(words)


def test_when_the_time_runs_out_what_was_saved_is_handed_in_by_itself(visit, short):
    page = begin(visit, short)
    page.keyboard.press("2")
    saved(page)
    move_deadline(2)
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_url("**/result/")
    sitting = Sitting.objects.get()
    assert sitting.finished_at == sitting.deadline
    assert SittingResult.objects.get().answered == 1


def test_when_the_time_runs_out_offline_the_answers_since_do_not_count(visit, short):
    page = begin(visit, short, locale="zh-CN")
    page.keyboard.press("1")
    saved(page)
    page.context.set_offline(True)
    page.keyboard.press("n")
    page.keyboard.press("2")
    expect(page.locator("[data-trouble]")).to_be_visible()
    move_deadline(-10)
    page.context.set_offline(False)
    page.wait_for_url("**/result/")
    sitting = Sitting.objects.get()
    assert sitting.finished_at == sitting.deadline
    assert chosen() == {1: "0"}
    assert SittingResult.objects.get().answered == 1
    visit.errors.clear()


@pytest.mark.parametrize(
    "look",
    [
        pytest.param({"locale": "zh-CN", "color_scheme": "light", "viewport": PHONE}, id="zh-light-phone"),
        pytest.param({"locale": "en-GB", "color_scheme": "dark", "viewport": DESK}, id="en-dark-desk"),
    ],
)
def test_axe_finds_nothing_on_the_pages_of_an_exam(visit, short, look):
    page = visit("/exams/", **look)

    def check() -> None:
        assert faults(page) == [], page.url
        assert small_targets(page) == [], page.url

    check()
    page.locator(".exam-list a").first.click()
    check()
    page.locator("main form[method=post] .button.main").click()
    page.wait_for_selector("[data-ready]", state="attached")
    page.keyboard.press("f")
    page.keyboard.press("1")
    page.locator(".exam-overview summary").click()
    check()
    page.locator("[data-size=largest]").click()
    check()
    page.locator("[data-size='']").click()
    page.locator("[data-review-button]").click()
    page.wait_for_url("**/review/", timeout=60_000)  # what waits to be saved goes out first
    check()
    page.goto("/exams/")
    check()
    page.goto("/")
    check()
    page.locator("main .button.main").first.click()
    page.wait_for_selector("[data-ready]", state="attached")
    page.locator(".exam-overview summary").click()
    page.locator("[data-review-button]").click()
    hand_in(page)
    check()
    page.goto("/exams/")
    check()
