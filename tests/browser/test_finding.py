"""Search, the glossary, comparisons and their self-test in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, enter
from tests.browser.test_accessibility import LOOKS, faults, small_targets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COURSE = "/courses/aws-foundations"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_where_things_are_found_and_compared(visit, shipped, look):
    page = enter(visit, f"{COURSE}/compare/", **look)

    def check() -> None:
        assert faults(page) == [], page.url
        assert small_targets(page) == [], page.url

    check()
    for path in (
        f"{COURSE}/compare/?terms=ecs,fargate&add=container",
        f"{COURSE}/compare/?terms=ecs,fargate&all=1&turn=1",
        f"{COURSE}/compare/test/?terms=ecs,fargate&all=1",
        f"{COURSE}/compare/test/?terms=ecs,fargate&all=1&way=choose",
        f"{COURSE}/glossary/",
        f"{COURSE}/glossary/?q=zzzz",
        "/search/",
        "/search/?q=ECS",
        "/search/?q=zzzz",
    ):
        page.goto(path)
        check()
    page.goto(f"{COURSE}/compare/?terms=ecs,zzzz")
    check()
    visit.errors.clear()  # the refusal is a 422, which Chromium counts among the errors


def test_the_slash_goes_to_search_and_a_hit_leads_to_its_line(visit, shipped):
    page = enter(visit, f"{COURSE}/glossary/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.goto("/progress/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("task defin")
    expect(page.locator(".hits mark").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=task"))
    page.locator(".hits a").first.click()
    expect(page.locator(".cited").first).to_be_in_viewport()


def test_a_slash_that_is_typed_stays_where_it_is_typed(visit, shipped):
    page = enter(visit, "/search/")
    page.locator("#q").fill("a")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("a/")


def test_terms_are_added_as_they_are_typed_and_the_table_is_copied(visit, shipped):
    page = enter(visit, f"{COURSE}/compare/?terms=ecs")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#add").press_sequentially("farg")
    page.locator("#offered a").first.click()
    expect(page).to_have_url(re.compile(r"terms=ecs%2Cfargate"))
    page.locator("a[data-copy]").click()
    expect(page.locator("[data-copied]")).to_have_text("Copied as Markdown.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("| Attribute | ECS | Fargate |")


def test_the_heads_of_a_table_stay_in_sight(visit, shipped):
    page = enter(visit, f"{COURSE}/compare/?terms=ecs,fargate&all=1", viewport=PHONE)
    page.locator(".compared-scroll").evaluate("one => { one.scrollTop = 900; one.scrollLeft = 400; }")
    box = page.locator(".compared-scroll").bounding_box()
    head = page.locator("thead th").nth(1).bounding_box()
    assert box
    assert head
    assert abs(head["y"] - box["y"]) < 2


def test_a_table_is_recalled_cell_by_cell_with_the_keyboard(visit, shipped):
    page = enter(visit, f"{COURSE}/compare/test/?terms=ecs,fargate&all=1&hide=row-1")
    left = page.locator("td.hidden").count()
    assert left
    page.locator("td.hidden summary").first.focus()
    page.keyboard.press("Enter")
    page.locator("td.hidden .cell-ratings button").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("td.tested.right")).to_be_focused()
    expect(page.locator("td.hidden")).to_have_count(left - 1)
    page.reload()
    expect(page.locator("td.tested.right")).to_have_count(1)


def test_everything_works_without_javascript(visit, shipped):
    page = enter(visit, f"{COURSE}/compare/?terms=ecs", java_script_enabled=False)
    page.locator("#add").fill("fargate")
    page.locator(".search-field button").click()
    page.locator("#offered a").first.click()
    page.locator(".table-tools a.button").click()
    page.locator("#way").select_option("choose")
    page.locator(".test-settings button").click()
    left = page.locator("td.hidden").count()
    page.locator(".cell-options button").first.click()
    expect(page.locator("td.hidden")).to_have_count(left - 1)
    expect(page.locator("td.tested")).to_have_count(1)
    page.goto(f"{COURSE}/glossary/")
    page.locator("#q").fill("fargate")
    page.locator(".search-field button").click()
    expect(page.locator(".glossary dt").first).to_contain_text("Fargate")
    page.goto("/search/")
    page.locator("#q").fill("fargate")
    page.locator(".search-field button").click()
    expect(page.locator(".hits a").first).to_be_visible()


def test_a_comparison_prints_as_a_plain_table(visit, shipped):
    page = enter(visit, f"{COURSE}/compare/?terms=ecs,fargate")
    page.emulate_media(media="print")
    expect(page.locator(".compared table")).to_be_visible()
    for hidden in (".site-nav", ".table-tools", ".chooser"):
        expect(page.locator(hidden)).to_be_hidden()
