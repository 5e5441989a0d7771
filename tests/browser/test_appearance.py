"""Theme and text size in a real browser: chosen once, in every page before any script runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from learn.models import User
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import faults
from tests.exam_papers import make_mock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
DARK, LIGHT = "rgb(22, 20, 18)", "rgb(235, 231, 222)"


def begin_exam(page: Page, course: str) -> None:
    page.goto(f"/exams/new/{course}/mock/")
    page.locator("main form[method=post] .button.main").click()
    page.wait_for_selector("[data-ready]", state="attached")


def test_the_text_size_of_an_exam_is_that_of_every_page(visit, db):
    mock = make_mock(facts=6, questions=3, minutes=10)
    page = visit("/", locale="en-GB", viewport=PHONE)
    begin_exam(page, mock.course.slug)
    with page.expect_response("**/appearance/"):
        page.locator("[data-size=largest]").click()
    expect(page.locator("[data-size=largest]")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    page.reload()
    expect(page.locator("[data-size=largest]")).to_have_attribute("aria-pressed", "true")
    for path in ("/", "/settings/", "/account/", "/about/data/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.dataset.textSize") == "largest"
        assert faults(page) == []
    page.goto("/settings/")
    expect(page.locator("select[name=text_size]")).to_have_value("largest")
    assert User.objects.get().text_size == "largest"


@pytest.mark.parametrize(("theme", "system", "seen"), [("dark", "light", DARK), ("light", "dark", LIGHT)])
def test_a_theme_is_chosen_without_scripts_and_beats_the_system(visit, db, theme, system, seen):
    mock = make_mock(facts=6, questions=3, minutes=10)
    page = visit("/", locale="zh-CN", viewport=DESK, color_scheme=system, java_script_enabled=False)
    page.goto(f"/exams/new/{mock.course.slug}/mock/")
    page.locator("main form[method=post] .button.main").click()
    page.goto("/settings/")
    page.locator("select[name=theme]").select_option(theme)
    page.locator("main form .button.main").click()
    for path in ("/settings/", "/account/log-in/", "/about/data/"):
        page.goto(path)
        assert page.evaluate(BACKGROUND) == seen
