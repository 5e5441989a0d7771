"""Reading a note, going on with it another day, and the ways through the site, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from learn.models import ReadingPlace
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "/courses/aws-foundations/ecs/en/"


def enter(visit, path: str, **look: object) -> Page:  # type: ignore[no-untyped-def]
    """A guest's page at ``path``."""
    page: Page = visit("/", **look)
    page.locator("form[action='/study/'] button").first.click()
    page.wait_for_url("**/study/**")
    page.goto(path)
    return page


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
