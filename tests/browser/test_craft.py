"""The main pages at 200 % and 320 pixels, without motion, by keyboard, and with polite live regions."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.exam_papers import make_mock
from tests.factories import UserFactory, make_flashcard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What reaches beyond the right edge without lying in something that scrolls by itself.
SCROLLS = "document.documentElement.scrollWidth > innerWidth"
MOVING = """() => {
  const long = (text) => text.split(",").some((one) => parseFloat(one) > 0);
  return [...document.querySelectorAll("*")].filter((node) => {
    const style = getComputedStyle(node);
    const moves = style.transitionProperty !== "none" && long(style.transitionDuration);
    return moves || (style.animationName !== "none" && long(style.animationDuration));
  }).map((node) => node.outerHTML.slice(0, 80));
}"""
# An outline or a shadow on what has the focus, on its label, or on what is drawn for it.
SHOWN = """() => {
  const drawn = (node) => node && getComputedStyle(node).outlineStyle !== "none" && parseFloat(getComputedStyle(node).outlineWidth) >= 2;
  const node = document.activeElement;
  if (node === document.body) return true;
  return drawn(node) || drawn(node.closest("label")) || drawn(node.nextElementSibling) ? true : node.outerHTML.slice(0, 120);
}"""
LOUD = (
    "() => [...document.querySelectorAll('[aria-live=assertive]')].map((node) => node.outerHTML.slice(0, 80))"
)


@pytest.fixture
def pages(live_server, visit: Visit):  # type: ignore[no-untyped-def]
    """A signed-in learner's home, course, card, exam list, rules, search and settings, opened by the given look."""
    mock = make_mock(facts=20, questions=6, minutes=30)
    make_flashcard(mock.course, number=90)
    client = Client()
    client.force_login(UserFactory(is_guest=False, language="en"))
    slug = mock.course.slug
    paths = [
        "/",
        f"/courses/{slug}/",
        f"/study/{slug}/choose/",
        f"/exams/new/{slug}/mock/",
        "/search/",
        "/settings/",
    ]

    def opened(**look: object) -> tuple[Page, list[str]]:
        page = visit("/about/data/", **look)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page.goto("/")
        page.evaluate(
            """async (course) => {
              const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
              await fetch("/study/", { method: "POST", body: new URLSearchParams({ course, csrfmiddlewaretoken: token }) });
            }""",
            slug,
        )
        return page, [*paths, f"/study/{slug}/"]

    return opened


def test_no_page_scrolls_sideways_at_320_pixels_or_with_text_twice_as_large(pages) -> None:
    page, paths = pages(viewport={"width": 320, "height": 640})
    wide = []
    for path in paths:
        page.goto(path)
        if page.evaluate(SCROLLS):
            wide.append(f"{path} at 320 pixels")
    page.set_viewport_size({"width": 640, "height": 900})
    for path in paths:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate(SCROLLS):
            wide.append(f"{path} at 200 %")
    assert wide == []


def test_nothing_moves_where_the_system_asks_for_no_motion(pages) -> None:
    page, paths = pages(reduced_motion="reduce")
    moving = []
    for path in paths:
        page.goto(path)
        moving += [f"{path}: {node}" for node in page.evaluate(MOVING)]
    assert moving == []


def test_the_focus_is_seen_wherever_tab_leads_and_nothing_interrupts(pages) -> None:
    page, paths = pages()
    faults = []
    for path in paths:
        page.goto(path)
        faults += [f"{path}: interrupts: {node}" for node in page.evaluate(LOUD)]
        for _ in range(min(40, page.locator("a[href], button, input, select, summary").count())):
            page.keyboard.press("Tab")
            seen = page.evaluate(SHOWN)
            if seen is not True:
                faults.append(f"{path}: focus not seen: {seen}")
    assert faults == []
