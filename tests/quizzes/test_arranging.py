"""Questions that are put in order or matched."""

from __future__ import annotations

import pytest
from django.urls import reverse

from quizzes.core.grading import Shape, is_arrangement, right_arrangement
from quizzes.models import Attempt
from quizzes.sittings import partner_order, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_arranged_question

pytestmark = pytest.mark.django_db


def sitting_on(kind, client):
    learner, course = UserFactory(), CourseFactory()
    client.force_login(learner)
    make_arranged_question(course, kind=kind)
    return start_practice(course, learner=learner, language="zh", seed=3, now=NOW)


def answer(client, sitting, numbers, **headers):
    """Send a number for each choice position of the only item."""
    item = sitting.items.get()
    data = {"key": item.idempotency_key, "language": "zh"}
    data |= {f"place-{shown}": numbers[position] for shown, position in enumerate(item.order)}
    return client.post(reverse("item", args=[sitting.uuid, 1]), data, **headers)


def test_the_right_arrangement_of_an_order_is_by_place_and_of_a_matching_is_each_with_itself():
    places = {0: 2, 1: 3, 2: 1}
    assert right_arrangement(Shape.ORDER, places) == (2, 0, 1)
    assert right_arrangement(Shape.MATCH, places) == (0, 1, 2)


@pytest.mark.parametrize(
    ("shape", "given", "whole"),
    [
        (Shape.ORDER, (2, 0, 1), True),
        (Shape.ORDER, (2, 2, 1), False),
        (Shape.ORDER, (2, 0), False),
        (Shape.MATCH, (1, 1, 1), True),
        (Shape.MATCH, (1, 1), False),
        (Shape.MATCH, (1, 1, 3), False),
    ],
)
def test_an_order_takes_each_place_once_and_a_matching_may_take_a_partner_twice(shape, given, whole):
    assert is_arrangement(shape, range(3), given) is whole


@pytest.mark.parametrize(("numbers", "right"), [([2, 3, 1], True), ([1, 2, 3], False)])
def test_steps_in_their_right_places_are_right_and_in_any_other_wrong(client, numbers, right):
    sitting = sitting_on("ordering", client)
    page = answer(client, sitting, numbers, headers={"HX-Request": "true"})
    attempt = Attempt.objects.get()
    assert attempt.is_correct is right
    assert attempt.arrangement == ((2, 0, 1) if right else (0, 1, 2))
    text = page.content.decode()
    assert text.index("误选乙1") < text.index("正解1") < text.index("误选甲1")  # shown as it should be
    assert ("Your place" in text) is not right


@pytest.mark.parametrize("right", [True, False])
def test_a_matching_is_right_when_every_text_has_its_own_partner(client, right):
    sitting = sitting_on("matching", client)
    partners = partner_order(sitting.items.get())
    numbers = [partners.index(position) + 1 for position in range(3)]
    page = answer(client, sitting, numbers if right else [numbers[0]] * 3, headers={"HX-Request": "true"})
    attempt = Attempt.objects.get()
    assert attempt.is_correct is right
    assert attempt.arrangement == ((0, 1, 2) if right else (0, 0, 0))
    assert all(f"PARTNER{position}" in page.content.decode() for position in range(3))


@pytest.mark.parametrize(
    ("kind", "numbers"), [("ordering", [1, 1, 2]), ("ordering", ["", 1, 2]), ("matching", [0, 1, 9])]
)
def test_an_incomplete_arrangement_is_refused_and_keeps_what_was_given(client, kind, numbers):
    sitting = sitting_on(kind, client)
    page = answer(client, sitting, numbers, headers={"HX-Request": "true"})
    assert page.status_code == 422
    assert not Attempt.objects.exists()
    assert page.content.decode().count(" selected>") == sum(number in (1, 2) for number in numbers)


def test_nothing_on_the_unanswered_page_tells_the_order(client):
    sitting = sitting_on("ordering", client)
    page = client.get(reverse("item", args=[sitting.uuid, 1])).content.decode()
    assert "selected" not in page
    assert page.count("<select") == 3


def test_a_negation_in_bold_is_shown_as_strong_and_other_markup_as_text(client):
    sitting = sitting_on("ordering", client)
    text = sitting.items.get().revision.texts.get(language="zh")
    text.stem = "哪一项**不**对？<b>"
    text.save()
    page = client.get(reverse("item", args=[sitting.uuid, 1])).content.decode()
    assert "哪一项<strong>不</strong>对？&lt;b&gt;" in page
