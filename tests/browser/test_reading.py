"""Reading a note, going on with it another day, and the ways through the site, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from content.core.names import strip_marks
from content.models import ConflictClaim, FactText
from learn.models import ReadingPlace
from tests.browser.conftest import PHONE, enter
from tests.browser.test_accessibility import LOOKS, faults, small_targets
from tests.browser.test_crawl import begin_exam
from tests.exam_papers import make_mock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "/courses/aws-foundations/ecs/en/"


def is_place(response) -> bool:  # type: ignore[no-untyped-def]
    """Whether a response answers a page that told where somebody stopped."""
    return response.url.endswith("/place/") and response.status == 204


@pytest.mark.parametrize("look", [{}, {"viewport": PHONE, "locale": "zh-CN"}])
def test_who_comes_back_goes_on_at_the_heading_where_they_stopped(visit, shipped, look):
    page = enter(visit, NOTE, **look)
    with page.expect_response(is_place):
        page.locator("#network-modes").scroll_into_view_if_needed()
        page.mouse.wheel(0, 250)
    page.goto("/")
    link = page.locator(".also a[href*='/ecs/en/']")
    expect(link).to_have_attribute("href", f"{NOTE}#{ReadingPlace.objects.get().heading}")
    expect(link).to_contain_text("ECS, managed container orchestration")
    link.click()
    expect(page.locator(f"[id='{ReadingPlace.objects.get().heading}']")).to_be_in_viewport()
    page.goto("/courses/aws-foundations/ecs/zh/")
    offer = page.locator(".go-on a")
    offer.click()
    expect(page.locator(f"[id='{ReadingPlace.objects.latest('at').heading}']")).to_be_in_viewport()


def test_who_leaves_by_a_link_before_the_page_came_to_rest_is_remembered(visit, shipped):
    page = enter(visit, NOTE)
    page.evaluate("document.getElementById('roles').scrollIntoView()")
    with page.expect_request("**/place/"):
        page.locator(".logo").evaluate("one => one.click()")
    page.wait_for_url(lambda url: url.endswith("/"))
    expect(page.locator("main")).to_be_visible()
    for _ in range(50):
        if ReadingPlace.objects.filter(heading="roles").exists():
            break
        page.reload()
    assert ReadingPlace.objects.get().heading == "roles"


def test_without_a_script_a_button_remembers_the_place(visit, shipped):
    page = enter(visit, NOTE, java_script_enabled=False)
    page.locator(".stop button").nth(3).click()
    expect(page.locator(".messages")).to_contain_text("Remembered")
    place = ReadingPlace.objects.get().heading
    page.goto("/")
    page.locator(".also a[href*='/ecs/en/']").click()
    assert page.url.endswith(f"#{place}")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("width", [320, 360, 390])
def test_exams_and_mistakes_are_in_the_header_of_the_narrowest_phone(visit, shipped, locale, width):
    page = enter(visit, "/progress/", locale=locale, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    links = page.locator(".site-nav a")
    expect(links).to_have_count(6)
    for index in range(6):
        box = links.nth(index).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    for path, name in (("/exams/", "exams"), ("/mistakes/", "mistakes")):
        page.locator(f".site-nav a[href='{path}']").click()
        page.wait_for_url(f"**{path}")
        expect(page.locator(f".site-nav a[href='{path}']")).to_have_attribute("aria-current", "page")
        assert page.locator(f"main.{name}").count() == 1


def test_the_question_mark_shows_the_keys_on_every_page_and_can_be_switched_off(visit, shipped):
    page = enter(visit, NOTE)
    dialog = page.locator("#keys")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Search")
    dialog.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    page.locator(".site-nav a[href='/go/study/']").click()
    page.wait_for_url("**/study/**")
    expect(page.locator("[data-keys-switch]")).not_to_be_checked()
    page.locator("[data-keys-open]").click()
    expect(page.locator("#keys")).to_contain_text("/")
    page.locator("[data-keys-switch]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")


def test_the_home_page_says_first_what_is_begun_then_what_is_due(visit, shipped):
    page = visit("/", locale="en-GB")
    expect(page.locator("main .button.main").first).to_have_text("Start now")
    mock = make_mock(facts=20, questions=6, minutes=30)
    page = enter(visit, "/", locale="en-GB")
    expect(page.locator("h1")).to_contain_text("wait for you today")
    expect(page.locator(".opening .button.main")).to_have_count(1)
    page.locator("form[action='/sittings/'] button").first.click()
    expect(page.locator("#item")).to_be_visible()
    page.goto("/")
    expect(page.locator("h1")).to_contain_text("question 1 of 10")
    begin_exam(page, mock.course.slug)
    page.goto("/")
    expect(page.locator("h1")).to_contain_text("minutes left")
    page.locator(".opening .button.main").click()
    page.wait_for_url("**/exams/**/1/")


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_noted_in_a_note_is_without_a_fault_and_a_term_leads_to_its_comparison(visit, shipped, look):
    page = enter(visit, NOTE, **look)
    text = FactText.objects.filter(note__slug="ecs", language="en", retired_at=None).latest("first_line")
    other = FactText.objects.filter(note__slug="fargate", language="en", retired_at=None).earliest(
        "first_line"
    )
    for one in (text, other):
        ConflictClaim.objects.create(conflict="a" * 12, text=one)
    page.goto(NOTE)
    expect(page.locator(".aside .against")).to_contain_text(strip_marks(text.value))
    assert page.locator(".aside").count() > 1
    assert faults(page) == []
    assert small_targets(page) == []
    page.locator(".term", has_text="ECS").first.click()
    page.locator(".term-card:popover-open a[href*='/compare/']").click()
    expect(page.locator(".compared table")).to_be_visible()


def test_a_note_prints_without_marks_and_what_is_the_learners_own(visit, shipped):
    page = enter(visit, NOTE)
    page.emulate_media(media="print")
    for hidden in (".site-nav", ".mark", ".contents", ".marks-key"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".aside").first).to_be_visible()
