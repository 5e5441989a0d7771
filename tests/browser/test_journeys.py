"""What a learner does, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.importing import import_notes
from quizzes.models import Attempt, Question, Sitting
from tests.browser.conftest import PHONE, choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEEDS = Path(os.environ.get("KAODIAN_SEEDS", settings.BASE_DIR.parent / "shared" / "seeds"))


@pytest.fixture
def choosing(shipped):
    """The shipped notes, and of their questions those that are answered by choosing options."""
    Question.objects.filter(kind__in=["matching", "ordering"]).update(retired_at=timezone.now())


def start(page: Page) -> None:
    page.locator("form[action='/sittings/'] button").first.click()
    page.wait_for_url("**/sittings/**")
    page.wait_for_load_state()
    expect(page.locator("#item")).to_be_visible()


def answer_all(page: Page) -> None:
    """Answer every question with its first options, one at a time."""
    for number in range(1, 11):
        expect(page.locator(".progress-line")).to_contain_text(f"{number} / 10")
        choose(page)
        page.locator("[data-submit]").click()
        expect(page.locator("#feedback")).to_be_visible()
        assert Attempt.objects.count() == number, "stored before the feedback is shown"
        page.locator("[data-next]").click()


@pytest.mark.parametrize(
    ("locale", "options"),
    [
        ("zh-CN", {}),
        ("en-GB", {"viewport": PHONE, "has_touch": True}),
        ("zh-CN", {"java_script_enabled": False, "viewport": PHONE}),
        ("en-GB", {"java_script_enabled": False}),
    ],
)
def test_a_guest_is_asked_ten_questions_and_sees_the_score(visit, shipped, locale, options):
    page = visit("/", locale=locale, **options)
    start(page)
    answer_all(page)
    page.wait_for_url("**/result/")
    sitting = Sitting.objects.get()
    right = Attempt.objects.filter(is_correct=True).count()
    assert sitting.finished_at is not None
    expect(page.locator("main")).to_contain_text(str(right))
    page.goto("/")
    expect(page.locator("main")).to_contain_text("10")


def test_the_lines_behind_an_answer_open_in_the_note_highlighted(visit, shipped):
    page = visit("/", locale="zh-CN")
    start(page)
    choose(page)
    page.locator("[data-submit]").click()
    link = page.locator("#feedback .source a").first
    excerpt = page.locator("#feedback .excerpt li").first.inner_text()
    link.click()
    page.wait_for_url("**/courses/**")
    cited = page.locator(".cited").first
    expect(cited).to_be_in_viewport()
    assert excerpt


def test_a_keyboard_alone_is_enough(visit, choosing):
    page = visit("/", locale="en-GB")
    start(page)
    for number in range(1, 4):
        expect(page.locator(".progress-line")).to_contain_text(f"{number} / 10")
        page.keyboard.press("1")
        if page.locator("input[type=checkbox][name=choice]").count():
            page.keyboard.press("2")
        page.keyboard.press("Enter")
        expect(page.locator("#feedback")).to_be_focused()
        page.keyboard.press("Enter")
    assert Attempt.objects.count() == 3


def test_l_turns_the_question_into_the_other_language_and_keeps_the_choice(visit, choosing):
    page = visit("/", locale="en-GB")
    start(page)
    stem = page.locator("#stem")
    english = stem.inner_text()
    page.keyboard.press("2")
    page.keyboard.press("l")
    expect(stem).to_have_attribute("lang", "zh")
    assert stem.inner_text() != english
    expect(page.locator("input[name=choice]").nth(1)).to_be_checked()
    page.keyboard.press("l")
    expect(stem).to_have_text(english)


def test_what_is_matched_by_keyboard_survives_a_change_of_language(visit, shipped):
    Question.objects.exclude(kind="matching").update(retired_at=timezone.now())
    page = visit("/", locale="en-GB")
    start(page)
    places = page.locator("select[name^=place-]")
    page.keyboard.press("1")
    expect(places.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    for _index in range(1, places.count()):
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
    page.locator("a[data-flip]").click()
    expect(page.locator("#stem")).to_have_attribute("lang", "zh")
    expect(places.first).to_have_value("1")
    page.locator("[data-submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#feedback")).to_be_focused()
    assert Attempt.objects.get().arrangement


def test_a_reload_and_another_tab_show_the_same_question_in_the_same_order(visit, shipped):
    page = visit("/", locale="en-GB")
    start(page)
    before = page.locator("#item fieldset").first.inner_text()
    page.reload()
    assert page.locator("#item fieldset").first.inner_text() == before
    tab = page.context.new_page()
    tab.goto("/")
    tab.locator("main .button.main").first.click()
    assert tab.locator("#item fieldset").first.inner_text() == before


def test_a_lost_connection_keeps_the_choice_and_the_answer_goes_through_later(visit, choosing):
    page = visit("/", locale="en-GB")
    start(page)
    page.locator("label.choice").nth(1).click()
    page.context.set_offline(True)
    page.locator("[data-submit]").click()
    expect(page.locator("[data-failure]")).to_be_visible()
    expect(page.locator("input[name=choice]").nth(1)).to_be_checked()
    visit.errors.clear()  # what the browser itself says of a lost connection
    page.context.set_offline(False)
    page.locator("[data-submit]").click()
    expect(page.locator("#item #feedback, #choose-error")).to_be_visible()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the scraped notes are not part of the project")
def test_the_scraped_notes_are_studied_end_to_end(visit):
    report = import_notes([str(SEEDS)], now=timezone.now())
    assert report.problems == []
    assert len(report.notes) == 5
    page = visit("/", locale="zh-CN", viewport=PHONE)
    start(page)
    answer_all(page)
    page.wait_for_url("**/result/")
    assert Sitting.objects.get().finished_at is not None
