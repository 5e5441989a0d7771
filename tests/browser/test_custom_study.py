"""Choosing cards, taking suspended ones up again, help for the ones that slip, and typing with an input method."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from content.models import Fact, FactText
from learn.models import Card, Confusion, Enrolment, Review
from learn.suspended import suspend_card
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import LOOKS, faults, small_targets
from tests.factories import CourseFactory, NoteFactory, UserFactory, make_flashcard
from tests.learn.answering import answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enrolment():
    """Six cards of three sections, two facts of which are taken for each other; no new ones a day."""
    course = CourseFactory(slug="sea")
    note = NoteFactory(course=course, slug="note")
    note.current.contents = [[str(number), f"第 {number} 节", 2] for number in range(3)]
    note.current.save()
    learner = UserFactory()
    enrolment = Enrolment.objects.create(
        learner=learner, course=course, started_at=timezone.now(), new_per_day=0
    )
    facts = [make_flashcard(course, number=number).fact for number in range(1, 7)]
    for place, fact in enumerate(facts[:2]):
        for language in ("zh", "en"):
            FactText.objects.create(
                fact=fact, language=language, note=note, revision=note.current, subject=f"TERM{place}",
                attribute="use", value=f"value {place}", first_line=3, last_line=3, place=f"t1r{place}c1",
                content_hash="h",
            )  # fmt: skip
    Confusion.objects.create(
        learner=learner,
        course=course,
        asked=facts[0],
        taken_for=facts[1],
        count=2,
        last_day=timezone.now().date(),
    )
    return enrolment


def open_as(visit, enrolment, path: str, **options: object) -> Page:
    """A page of the learner's, signed in."""
    client = Client()
    client.force_login(enrolment.learner)
    page: Page = visit("/account/log-in/", **options)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": visit.address}])
    page.goto(path)
    return page


def forgotten(enrolment, *, times: int) -> Fact:
    """The first card, forgotten so often and due now."""
    fact: Fact = enrolment.course.flashcards.get(position=1).fact
    start = timezone.now() - timedelta(days=400)
    answer(enrolment.learner, fact, 4, start)
    for day in range(1, times + 1):
        answer(enrolment.learner, fact, 1, start + timedelta(days=10 * day))
        answer(enrolment.learner, fact, 3, start + timedelta(days=10 * day, minutes=10))
    return fact


def rate_good(page: Page) -> None:
    """Show the answer and rate it, by keyboard, and wait for what comes next."""
    before = page.locator("#asked [name=item]").first.get_attribute("value")
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.wait_for_function(
        "before => document.querySelector('#asked [name=item]')?.value !== before", arg=before, timeout=10_000
    )


def test_a_section_is_chosen_counted_at_once_and_studied_by_keyboard(visit, enrolment) -> None:
    page = open_as(visit, enrolment, "/study/sea/")
    page.get_by_role("link", name="Choose what to study").click()
    page.select_option("#section", "note#1")
    expect(page.locator("#choice")).to_contain_text("2 cards")
    assert "section=note%231" in page.url
    page.locator("#choice .button.main").click()
    expect(page.locator("#asked")).to_be_visible()
    for _ in range(2):
        rate_good(page)
    expect(page.locator("#done")).to_be_visible()
    assert sorted(Card.objects.values_list("fact__flashcard__position", flat=True)) == [1, 4]
    expect(page.locator(".study-scope")).to_contain_text("第 1 节")


def test_a_choice_is_studied_without_javascript(visit, enrolment) -> None:
    page = open_as(visit, enrolment, "/study/sea/choose/", java_script_enabled=False, viewport=PHONE)
    page.select_option("#section", "note#2")
    page.get_by_role("button", name="Count the cards").click()
    expect(page.locator("#choice")).to_contain_text("2 cards")
    page.locator("#choice .button.main").click()
    for number in (1, 2):
        page.locator("[data-show]").click()
        page.locator("[data-rating][value='4']").click()
        page.wait_for_load_state()
        assert Review.objects.count() == number
    expect(page.locator("#done")).to_be_visible()
    assert set(Card.objects.values_list("fact__flashcard__position", flat=True)) == {2, 5}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_card_that_slips_shows_its_lines_and_can_be_suspended_and_taken_up_again(
    visit, enrolment, javascript
) -> None:
    forgotten(enrolment, times=7)
    page = open_as(visit, enrolment, "/study/sea/", java_script_enabled=javascript)
    page.locator("[data-show]").click()
    page.locator("[data-rating][value='1']").click()
    expect(page.locator("#feedback")).to_contain_text("Forgotten 8 times")
    if not javascript:
        page.get_by_role("link", name="What its note says").click()
    expect(page.locator(".excerpt .cited")).to_contain_text("灯塔是一种航标")
    expect(page.locator(".separating")).to_contain_text("TERM1")
    page.get_by_role("button", name="Never ask this").first.click()
    page.wait_for_url("**/study/sea/")
    assert Card.objects.get().suspended
    page.get_by_role("link", name="Suspended cards").last.click()
    expect(page.locator(".set-aside")).to_contain_text("often forgotten")
    page.get_by_role("button", name="Ask it again").click()
    expect(page.locator("main")).to_contain_text("No card is suspended")
    assert not Card.objects.get().suspended


def test_enter_goes_on_past_the_help_for_a_card_that_slips(visit, enrolment) -> None:
    forgotten(enrolment, times=7)
    answer(
        enrolment.learner,
        enrolment.course.flashcards.get(position=3).fact,
        4,
        timezone.now() - timedelta(days=300),
    )
    page = open_as(visit, enrolment, "/study/sea/?cards=soon")
    while not page.locator("[data-hold]").count():
        before = page.locator("#asked [name=item]").first.get_attribute("value")
        page.keyboard.press("Space")
        page.keyboard.press("1")
        page.wait_for_function(
            "before => document.querySelector('#asked [name=item]')?.value !== before", arg=before
        )
    expect(page.locator(".excerpt .cited")).to_be_visible()
    expect(page.locator("#feedback")).to_be_focused()
    expect(page.locator("#asked")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#asked")).to_be_visible()


def typed_card(enrolment) -> None:
    """The first card is an abbreviation, begun and due: it is typed."""
    fact = enrolment.course.flashcards.get(position=1).fact
    Fact.objects.filter(pk=fact.pk).update(rule="abbreviation")
    answer(enrolment.learner, fact, 4, timezone.now() - timedelta(days=400))


def test_the_enter_that_ends_a_composition_sends_nothing_and_the_next_one_does(visit, enrolment) -> None:
    typed_card(enrolment)
    page = open_as(visit, enrolment, "/study/sea/")
    box = page.locator("#typed")
    expect(box).to_be_focused()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "bei", "selectionStart": 3, "selectionEnd": 3})
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    expect(box).to_be_visible()
    keyboard.send("Input.insertText", {"text": "背面"})
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator(".typed-given.right")).to_contain_text("背面1")
    assert Review.objects.count() == 1
    page.locator("[data-rating][value='3']").click()
    expect(page.locator("#done")).to_be_visible()
    assert Review.objects.latest("pk").way == "typed"


def test_an_answer_that_is_not_known_can_be_shown_without_typing(visit, enrolment) -> None:
    typed_card(enrolment)
    page = open_as(visit, enrolment, "/study/sea/")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".back")).to_contain_text("BACK1")
    expect(page.locator(".typed-given")).to_have_count(0)
    expect(page.locator("[data-rating]")).to_have_count(4)


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_pages_of_custom_study(visit, enrolment, look) -> None:
    fact = forgotten(enrolment, times=8)
    other = enrolment.course.flashcards.get(position=2).fact
    answer(enrolment.learner, other, 4, timezone.now() - timedelta(days=300))
    suspend_card(enrolment, Card.objects.get(fact=other), now=timezone.now())
    Enrolment.objects.update(reviews_per_day=0)
    found = []
    page = open_as(visit, enrolment, "/study/sea/choose/", **look)
    for path in (
        "/study/sea/choose/?cards=mistakes",
        "/study/sea/?section=note%231&cards=all",
        "/study/sea/?term=nobody&cards=all",
        "/study/sea/",
        "/study/sea/suspended/",
        f"/study/sea/slipping/{fact.pk}/",
        "/",
    ):
        found += [*faults(page), *small_targets(page)]
        page.goto(path)
    found += [*faults(page), *small_targets(page)]
    Enrolment.objects.update(reviews_per_day=10)
    Card.objects.filter(fact=fact).update(lapses=7)
    page.goto("/study/sea/")
    page.locator("[data-show]").click()
    page.locator("[data-rating][value='1']").click()
    expect(page.locator(".excerpt .cited")).to_be_visible()
    found += [*faults(page), *small_targets(page)]
    assert found == []
    typed_card_page(enrolment)
    page.goto("/study/sea/?cards=soon")
    found += [*faults(page), *small_targets(page)]
    assert found == []


def typed_card_page(enrolment) -> None:
    fact = enrolment.course.flashcards.get(position=4).fact
    Fact.objects.filter(pk=fact.pk).update(rule="abbreviation")
    answer(enrolment.learner, fact, 4, timezone.now() - timedelta(days=500))
