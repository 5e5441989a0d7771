"""Quizzes, the mistake book and papers in a real browser: by keyboard, without JavaScript, and under axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Attempt, Remark, Sitting
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import LOOKS, faults, small_targets
from tests.exam_papers import place_fact
from tests.factories import CourseFactory, NoteFactory, make_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LENGTH = 3


@pytest.fixture
def course(transactional_db):
    """A course with questions on two notes."""
    course = CourseFactory()
    notes = [NoteFactory(course=course, slug=slug, title=slug) for slug in ("quay", "mole")]
    for number in range(1, 9):
        place_fact(make_question(course, number=number).fact_id, notes[number % 2])
    return course


def begin(visit, course, mode: str, **options: object) -> Page:
    page: Page = visit(f"/quizzes/{course.slug}/new/", **options)
    page.locator("[name=number]").fill(str(LENGTH))
    page.locator(f"[name=mode][value={mode}]").check()
    page.locator(".button.main").click()
    page.wait_for_url(re.compile("/(sittings|exams)/"))
    return page


def test_the_number_of_questions_follows_the_choice_without_a_reload(visit, course):
    page = visit(f"/quizzes/{course.slug}/new/", locale="en-GB")
    expect(page.locator("#quiz-count b")).to_have_text("8")
    page.locator("summary").first.click()
    page.locator("[name=section][value=quay]").check()
    expect(page.locator("#quiz-count b")).to_have_text("4")
    page.locator("[name=only]").select_option("mistakes")
    expect(page.locator("#quiz-count")).to_contain_text("No question fits")
    page.locator(".button.main").click()
    expect(page.locator("[name=section][value=quay]")).to_be_checked()
    expect(page.locator("[name=only]")).to_have_value("mistakes")
    assert not Sitting.objects.exists()
    visit.errors.clear()  # the refusal is a 422


def test_a_quiz_is_taken_by_keyboard_and_told_how_sure_one_was(visit, course):
    page = begin(visit, course, "learn", locale="en-GB")
    for number, key in enumerate("utg", start=1):
        expect(page.locator(".progress-line b")).to_have_text(str(number))
        page.keyboard.press("1")
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect(page.locator("#feedback")).to_be_visible()
        page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    said = Attempt.objects.order_by("item__position").values_list("confidence", flat=True)
    assert list(said) == ["sure", "think", "guess"]


def test_after_an_answer_every_option_stands_in_its_column(visit, course):
    page = begin(visit, course, "learn", locale="en-GB")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator("li.choice.chosen")).to_have_count(1)
    lefts = page.locator("li.choice .choice-text").evaluate_all(
        "found => found.map((one) => one.getBoundingClientRect().left)"
    )
    assert len(lefts) == 3
    assert len(set(lefts)) == 1


def test_lines_of_notes_with_long_titles_are_no_wider_than_a_phone(visit, course):
    course.notes.update(title="一份题目很长的笔记：它的名字在手机上一行放不下，所以要折行 " * 2)
    page = begin(visit, course, "learn", viewport=PHONE)
    for _ in range(LENGTH):
        page.locator("label.choice").last.click()
        page.locator("form[data-answer] .button.main").click()
        page.locator("[data-next]").click()
    page.wait_for_url("**/result/")
    sitting = Sitting.objects.get()
    for path in (f"/papers/{sitting.uuid}/key/", "/mistakes/"):
        page.goto(path)
        expect(page.locator(".lines").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_same_key_takes_back_how_sure_one_is_and_the_list_of_keys_names_it(visit, course):
    page = begin(visit, course, "learn", locale="en-GB")
    page.keyboard.press("g")
    expect(page.locator("[name=confidence][value=guess]")).to_be_checked()
    page.keyboard.press("l")
    expect(page.locator("#stem")).to_contain_text("灯塔")
    expect(page.locator("[name=confidence][value=guess]")).to_be_checked()
    page.keyboard.press("g")
    expect(page.locator("[name=confidence]:checked")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_contain_text("a guess")


@pytest.mark.parametrize("script", [True, False])
def test_review_goes_from_question_to_question_and_tells_at_the_end(visit, course, script):
    page = begin(visit, course, "review", locale="en-GB", java_script_enabled=script, viewport=PHONE)
    for number in range(1, LENGTH + 1):
        expect(page.locator(".progress-line b")).to_have_text(str(number))
        assert "EXPLANATION" not in page.content()
        page.locator("label.choice").first.click()
        page.locator("[data-submit]").click()
    page.wait_for_url("**/result/")
    page.locator(".marks a").first.click()
    expect(page.locator("#feedback")).to_contain_text("EXPLANATION")


def test_an_exam_of_ones_own_is_sat_and_handed_in(visit, course):
    page = begin(visit, course, "exam", locale="en-GB")
    page.wait_for_selector("[data-ready]", state="attached")
    for _ in range(LENGTH):
        page.keyboard.press("1")
        page.keyboard.press("n")
    page.wait_for_url("**/review/")
    page.locator("[data-submit-form] .button.main").click()
    page.wait_for_url("**/sittings/*/result/")
    assert Attempt.objects.count() == LENGTH


def fill_book(page: Page, course) -> None:
    """Answer until something is in the book: the first option is right one time in three."""
    for _ in range(LENGTH):
        page.locator("label.choice").first.click()
        page.locator("[name=confidence][value=guess]").check(force=True)
        page.locator("[data-submit]").click()
        page.locator("[data-next]").click()
    page.wait_for_url("**/result/")


def test_the_mistake_book_is_kept_and_drilled_without_javascript(visit, course):
    page = begin(visit, course, "learn", locale="en-GB", java_script_enabled=False, viewport=PHONE)
    fill_book(page, course)
    page.goto("/mistakes/")
    expect(page.locator(".mistake")).to_have_count(LENGTH)
    page.locator(".star").first.click()
    expect(page.locator(".star[aria-pressed=true]")).to_have_count(1)
    page.locator(".mistake details summary").first.click()
    page.locator("textarea").first.fill("mine")
    page.locator(".remark-form button").first.click()
    expect(page.locator(".own-words")).to_have_text("mine")
    assert Remark.objects.get().starred
    page.locator("[name=starred]").check()
    page.locator(".book-filter button").click()
    expect(page.locator(".mistake")).to_have_count(1)
    page.locator("main .button.main").click()
    page.wait_for_url("**/sittings/**")
    expect(page.locator(".progress-line")).to_contain_text("1 / 1")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_the_choice_the_book_and_on_paper(visit, course, look):
    page = begin(visit, course, "learn", **look)
    check(page)
    fill_book(page, course)
    check(page)
    uuid = Sitting.objects.get().uuid
    for path in (f"/quizzes/{course.slug}/new/", "/mistakes/", "/mistakes/?state=mended", f"/papers/{uuid}/", f"/papers/{uuid}/key/"):  # fmt: skip
        page.goto(path)
        for summary in page.locator("main summary").all():
            summary.click()
        check(page)


def check(page: Page) -> None:
    assert faults(page) == [], page.url
    assert small_targets(page) == [], page.url


def test_paper_has_no_navigation_and_keeps_a_question_on_one_page(visit, course):
    page = begin(visit, course, "learn", locale="en-GB")
    page.goto(f"/papers/{Sitting.objects.get().uuid}/")
    page.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".paper-nav"):
        expect(page.locator(gone)).to_be_hidden()
    broken = page.locator(".paper-item").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakInside)"
    )
    assert broken == ["avoid"] * LENGTH
    expect(page.locator(".paper-letter").first).to_have_text("A")
