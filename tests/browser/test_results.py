"""The result of a mock and the readiness for the next, as they look and as they are used."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from learn.models import User
from quizzes.models import Choice
from tests.browser.test_accessibility import LOOKS, faults, small_targets
from tests.exam_papers import make_mock
from tests.learn.exam_sittings import sit_mock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sat(visit, db):
    """A guest who sat two mocks; opens their pages."""
    blueprint = make_mock(questions=12, unscored=2)

    def arrive(path, **options):
        page = visit("/", **options)
        page.locator("form[action='/sittings/'] button").first.click()
        page.wait_for_url("**/sittings/**")
        learner = User.objects.get()
        for days, answers in ((20, [0] * 6 + [None] * 6), (1, [0, 1, None] * 4)):
            sitting = sit_mock(
                blueprint, learner, at=timezone.now() - timedelta(days=days), answers=answers, seed=days
            )
        wrong = sitting.items.filter(attempts__is_correct=False, scored=True).first()
        other = sitting.items.exclude(pk=wrong.pk).first()
        Choice.objects.filter(revision=wrong.revision, position=1).update(fact=other.fact)
        named = {"result": (sitting.uuid,), "readiness": (blueprint.course.slug,), "scoring": ()}
        names = {"result": "exam_result", "readiness": "readiness", "scoring": "exam_scoring"}
        page.goto(reverse(names[path], args=named[path]))
        return page

    return arrive


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["result", "readiness", "scoring"])
def test_axe_finds_nothing_on_results_and_readiness(sat, path, look):
    page = sat(path, **look)
    expect(page.locator("main h1")).to_be_visible()
    for fold in page.locator("main summary").all()[:3]:
        fold.click()
    assert faults(page) == []
    assert small_targets(page) == []


def test_a_mark_opens_its_question_with_the_right_answer(sat):
    page = sat("result", locale="en-GB")
    body = page.locator("#question-2")
    expect(body).to_be_hidden()
    page.locator(".marks a").nth(1).click()
    expect(body).to_be_visible()
    expect(body).to_contain_text("The right answer")
    assert "#L3" in (body.get_by_role("link").last.get_attribute("href") or "")


def test_an_exam_day_is_set_and_the_forecast_speaks_of_it(sat):
    page = sat("readiness", locale="en-GB")
    expect(page.locator("h1")).to_contain_text("A mock today would probably come to about")
    day = timezone.now().date() + timedelta(days=40)
    page.locator("input[name=exam_day]").fill(f"{day:%Y-%m-%d}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_contain_text("would probably come to about")
    expect(page.locator("h1")).not_to_contain_text("today")
    expect(page.locator(".tally")).to_contain_text("days left")
    page.goto("/")
    expect(page.locator(".exam-ahead")).to_contain_text("days until the exam")
