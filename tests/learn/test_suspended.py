"""Suspended cards are listed and come back, and a card that slips shows what helps."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import FactText
from learn.models import Card, Confusion, Enrolment, Review, User
from tests.factories import CourseFactory, UserFactory, make_flashcard
from tests.learn.answering import answer, columns, replayed

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="item" value="([^"]+)"')


@pytest.fixture
def course():
    course = CourseFactory()
    for number in range(1, 5):
        make_flashcard(course, number=number, has_question=number == 4)
    return course


@pytest.fixture
def learner(client, course):
    client.post(reverse("start_study"), {"course": course.slug})
    return User.objects.get()


def address(name: str, course, *more: object) -> str:
    return reverse(name, args=[course.slug, *more])


def suspend_next(client, course) -> str:
    """Suspend the card that is shown; the page after it."""
    token = TOKEN.search(client.get(address("study", course)).content.decode())[1]
    sent = {"item": token, "how": "suspend"}
    return client.post(address("set_aside", course), sent, follow=True).content.decode()


def test_a_suspended_card_is_listed_and_its_message_says_where(client, course, learner) -> None:
    assert "No card is suspended" in client.get(address("suspended", course)).content.decode()
    page = suspend_next(client, course)
    assert "It waits among the suspended cards" in page
    assert f'href="{address("suspended", course)}"' in page
    listed = client.get(address("suspended", course)).content.decode()
    assert "FRONT1" in listed
    assert "since" in listed
    assert "FRONT2" not in listed


def test_a_card_that_is_taken_up_again_comes_back_with_its_memory(client, course, learner) -> None:
    fact = course.flashcards.first().fact
    answer(learner, fact, 4, timezone.now() - timedelta(days=400))
    before = Card.objects.get()
    suspend_next(client, course)
    assert Card.objects.get().suspended
    response = client.post(address("resume", course), {"card": before.pk}, follow=True)
    assert "1 card is asked again" in response.content.decode()
    after = Card.objects.get()
    assert (after.suspended, after.stability, after.due_day) == (False, before.stability, before.due_day)
    assert columns(after) == replayed(after)
    assert "FRONT1" in client.get(address("study", course)).content.decode()
    assert list(Review.objects.values_list("kind", flat=True)) == ["answer", "suspend", "resume"]


def test_all_are_taken_up_at_once_and_undo_takes_one_back(client, course, learner) -> None:
    for _ in range(3):
        suspend_next(client, course)
    response = client.post(address("resume", course), {"all": "yes"}, follow=True)
    assert "3 cards are asked again" in response.content.decode()
    assert not Card.objects.filter(suspended=True).exists()
    client.post(address("undo", course))
    assert Card.objects.filter(suspended=True).count() == 1


def test_taking_up_a_card_that_is_not_suspended_changes_nothing(client, course, learner) -> None:
    answer(learner, course.flashcards.first().fact, 3, timezone.now())
    card = Card.objects.get()
    response = client.post(address("resume", course), {"card": card.pk}, follow=True)
    assert "Nothing changed" in response.content.decode()
    assert Review.objects.count() == 1


@pytest.mark.parametrize("card", ["", "x", "-1", "9" * 40])
def test_a_card_that_does_not_exist_is_not_found(client, course, learner, card) -> None:
    assert client.post(address("resume", course), {"card": card}).status_code == 404
    assert client.post(address("suspend", course), {"card": card}).status_code == 404


def test_another_learners_cards_are_neither_shown_nor_changed(client, course, learner) -> None:
    other = UserFactory()
    answer(other, course.flashcards.first().fact, 3, timezone.now())
    Card.objects.update(suspended=True)
    theirs = Card.objects.get()
    assert "FRONT1" not in client.get(address("suspended", course)).content.decode()
    client.post(address("resume", course), {"card": theirs.pk})
    client.post(address("resume", course), {"all": "yes"})
    assert client.post(address("suspend", course), {"card": theirs.pk}).status_code == 404
    assert client.get(address("slipping", course, theirs.fact_id)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.suspended
    client.force_login(UserFactory())
    assert client.get(address("suspended", course)).status_code == 404


def test_the_list_takes_as_many_queries_for_many_cards_as_for_one(
    client, course, learner, django_assert_num_queries
) -> None:
    suspend_next(client, course)
    client.get(address("suspended", course))
    with django_assert_num_queries(5):
        client.get(address("suspended", course))
    for _ in range(3):
        suspend_next(client, course)
    with django_assert_num_queries(5):
        client.get(address("suspended", course))


# --- leeches ---


def lapse(learner, course, *, times: int):
    """The first card, forgotten so often over a year and due now; its fact."""
    fact = course.flashcards.get(position=1).fact
    start = timezone.now() - timedelta(days=400)
    answer(learner, fact, 4, start)
    for day in range(1, times + 1):
        at = start + timedelta(days=10 * day)
        answer(learner, fact, 1, at)
        answer(learner, fact, 3, at + timedelta(minutes=10))
    Enrolment.objects.update(new_per_day=0)
    return fact


def forget(client, course) -> str:
    """Answer the card that is shown wrong; the page that comes."""
    page = client.get(address("study", course)).content.decode()
    return client.post(address("answer", course), sent_with(page)).content.decode()


def sent_with(page: str) -> dict[str, str]:
    return {"item": TOKEN.search(page)[1], "rating": "1", "language": "en"}


@pytest.mark.parametrize(("lapses", "leech"), [(6, False), (7, True), (8, False), (10, False), (11, True)])
def test_the_eighth_lapse_and_every_fourth_after_it_offers_help(
    client, course, learner, lapses, leech
) -> None:
    fact = lapse(learner, course, times=lapses)
    page = forget(client, course)
    assert (f'hx-get="{address("slipping", course, fact.pk)}"' in page) is leech
    assert (f"Forgotten {lapses + 1} times" in page) is leech
    card = Card.objects.get()
    assert (card.lapses, card.leech) == (lapses + 1, lapses + 1 >= 8)
    assert columns(card) == replayed(card)


@pytest.mark.django_db(transaction=True)
def test_the_answer_that_makes_a_leech_takes_no_more_queries_than_others(
    client, course, learner, django_assert_max_num_queries
) -> None:
    lapse(learner, course, times=7)
    page = client.get(address("study", course)).content.decode()
    Enrolment.objects.update(new_per_day=9)
    with django_assert_max_num_queries(10) as taken:
        page = client.post(address("answer", course), sent_with(page)).content.decode()
    assert "Forgotten 8 times" in page
    said = [one["sql"].split()[0] for one in taken.captured_queries]
    assert len([word for word in said if word not in ("BEGIN", "COMMIT")]) <= 8
    assert said.count("COMMIT") == 1


@pytest.fixture
def confused(course, learner):
    """The learner takes the first card for the second; both say something of one attribute."""
    facts = [card.fact for card in course.flashcards.order_by("position")[:2]]
    for place, (fact, value) in enumerate(zip(facts, ("block storage", "file storage"), strict=True)):
        note = course.notes.get()
        FactText.objects.create(
            fact=fact, language="en", note=note, revision=note.current, subject=f"TERM{place}", attribute="Storage",
            value=value, first_line=3, last_line=3, place=f"t1r{place}c1", content_hash="h",
        )  # fmt: skip
    return Confusion.objects.create(
        learner=learner,
        course=course,
        asked=facts[0],
        taken_for=facts[1],
        count=3,
        last_day=timezone.now().date(),
    )


def test_help_shows_the_lines_of_the_note_and_the_row_that_tells_the_card_apart(
    client, course, learner, confused
) -> None:
    answer(learner, confused.asked, 4, timezone.now())
    page = client.get(address("slipping", course, confused.asked_id)).content.decode()
    assert "灯塔是一种航标。" in page  # line 3 of the note
    for said in ("TERM0", "TERM1", "block storage", "file storage", "What tells it apart"):
        assert said in page
    part = client.get(address("slipping", course, confused.asked_id), headers={"hx-request": "true"})
    assert "<html" not in part.content.decode()
    assert "TERM1" in part.content.decode()


def test_without_a_confusion_the_first_wrong_option_is_what_the_card_is_told_from(
    client, course, learner, confused
) -> None:
    confused.delete()
    answer(learner, confused.asked, 4, timezone.now())
    shown = address("slipping", course, confused.asked_id)
    assert "What tells it apart" not in client.get(shown).content.decode()
    question = course.questions.get()
    question.fact = confused.asked
    question.save()
    wrong = question.current.choices.get(position=1)
    wrong.fact = confused.taken_for
    wrong.save()
    assert "TERM1" in client.get(shown).content.decode()


def test_a_card_that_slips_can_be_suspended_where_its_help_is(client, course, learner, confused) -> None:
    answer(learner, confused.asked, 4, timezone.now())
    card = Card.objects.get()
    page = client.get(address("slipping", course, card.fact_id), {"cards": "all"}).content.decode()
    assert f'action="{address("suspend", course)}?cards=all"' in page
    response = client.post(address("suspend", course) + "?cards=all", {"card": card.pk})
    assert response["Location"] == address("study", course) + "?cards=all"
    assert Card.objects.get().suspended
    assert "Ask it again" in client.get(address("slipping", course, card.fact_id)).content.decode()


def test_a_leech_is_marked_in_the_list_and_starts_anew_when_it_is_taken_up(client, course, learner) -> None:
    lapse(learner, course, times=7)
    forget(client, course)
    card = Card.objects.get()
    client.post(address("suspend", course), {"card": card.pk})
    listed = client.get(address("suspended", course)).content.decode()
    assert "often forgotten" in listed
    assert "forgotten 8 times" in listed
    client.post(address("resume", course), {"card": card.pk})
    assert not Card.objects.get().leech
