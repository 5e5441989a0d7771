"""What is counted with each answer: hours, forecasts and facts mixed up, and drills of the pairs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.counts import recount_answers, recount_confusions
from learn.models import AnswerCount, Card, Confusion
from learn.reviews import undo_last
from learn.serving import Nothing, StudyItem, next_item
from quizzes.models import Choice, Sitting
from tests.factories import NOW, UserFactory
from tests.learn.progress.answers import answer, answer_until, settle

pytestmark = pytest.mark.django_db
PAGE = "/progress/"


def test_an_answer_is_counted_by_the_hour_of_the_learners_clock(enrolment):
    review = answer(enrolment, now=NOW)  # 12:00 UTC is 20:00 in Shanghai
    assert review.hour == 20
    count = AnswerCount.objects.get()
    assert (count.kind, count.slot, count.answers, count.right) == ("hour", 20, 1, 1)


def test_a_review_is_counted_by_what_was_predicted_and_an_undo_takes_it_back(enrolment):
    for second in range(6):
        answer(enrolment, now=timezone.now() + timedelta(seconds=second))
    settle(enrolment, days=25, stability=25.0)
    review = answer(enrolment, now=timezone.now() + timedelta(minutes=1), right=False)
    count = AnswerCount.objects.get(kind="forecast")
    assert (count.slot, count.answers, count.right) == (17 if review.predicted < 0.9 else 18, 1, 0)
    assert count.predicted == pytest.approx(review.predicted)
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=2))
    assert not AnswerCount.objects.filter(kind="forecast").exists()


def test_a_wrong_choice_names_what_was_taken_for_what(client, enrolment):
    review = answer_until(enrolment, "choice", right=False)
    confusion = Confusion.objects.get()
    taken = Choice.objects.get(revision=review.revision_id, position=1).fact
    assert (confusion.asked, confusion.taken_for, confusion.count) == (review.card.fact, taken, 1)
    assert confusion.last_day == review.study_day
    text = client.get(PAGE).content.decode()
    assert reverse("drill", args=[confusion.pk]) in text
    assert "VALUE2" in text
    assert "VALUE4" in text
    assert "**" not in text
    assert "lines=3-5" in text


def test_the_same_wrong_choice_again_counts_twice_and_an_undo_takes_one_back(enrolment):
    first = answer_until(enrolment, "choice", right=False)
    Card.objects.filter(pk=first.card_id).update(due_at=timezone.now() - timedelta(hours=1))
    item = next_item(enrolment, now=timezone.now() + timedelta(minutes=5))
    assert isinstance(item, StudyItem)
    second = answer(enrolment, now=timezone.now() + timedelta(minutes=5), right=False, item=item)
    assert second.card_id == first.card_id
    assert Confusion.objects.get().count == 2
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=6))
    assert Confusion.objects.get().count == 1
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=7))
    assert not Confusion.objects.exists()


def test_confusions_made_anew_from_reviews_are_those_that_were_counted(enrolment):
    for second in range(0, 90, 10):
        item = next_item(enrolment, now=timezone.now() + timedelta(seconds=second))
        if isinstance(item, Nothing):
            break
        answer(enrolment, now=timezone.now() + timedelta(seconds=second), right=False, item=item)
    fields = ("asked", "taken_for", "count", "last_day")
    counted = sorted(Confusion.objects.values_list(*fields))
    assert counted
    recount_confusions(enrolment.learner_id, enrolment.course_id)
    assert sorted(Confusion.objects.values_list(*fields)) == counted


def test_counts_made_anew_from_reviews_are_those_that_were_counted(enrolment):
    for second in range(6):
        answer(enrolment, now=timezone.now() + timedelta(seconds=second), right=second != 2)
    settle(enrolment, days=25, stability=25.0)
    for second in range(3):
        answer(enrolment, now=timezone.now() + timedelta(seconds=30 + second), right=second != 1)
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=2))
    fields = ("kind", "slot", "answers", "right")
    counted = sorted(AnswerCount.objects.values_list(*fields))
    assert {kind for kind, *_rest in counted} == {"hour", "forecast"}
    recount_answers(enrolment.learner_id, enrolment.course_id)
    assert sorted(AnswerCount.objects.values_list(*fields)) == counted


def test_a_repeated_answer_is_counted_once(enrolment):
    item = next_item(enrolment, now=NOW)
    assert isinstance(item, StudyItem)
    for _ in range(2):
        answer(enrolment, now=NOW, item=item)
    assert AnswerCount.objects.get().answers == 1


def test_a_drill_asks_about_both_facts_and_shows_what_tells_them_apart(client, enrolment):
    answer_until(enrolment, "choice", right=False)
    confusion = Confusion.objects.get()
    response = client.post(reverse("drill", args=[confusion.pk]))
    sitting = Sitting.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("item", args=[sitting.uuid, 1])
    facts = set(sitting.items.values_list("revision__question__fact", flat=True))
    assert facts == {confusion.asked_id, confusion.taken_for_id}
    text = client.get(reverse("result", args=[sitting.uuid])).content.decode()
    assert "What tells them apart" in text
    assert "VALUE2" in text
    assert "VALUE4" in text


def test_nobody_drills_the_pair_of_another(client, enrolment):
    answer_until(enrolment, "choice", right=False)
    address = reverse("drill", args=[Confusion.objects.get().pk])
    client.force_login(UserFactory())
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405
    assert not Sitting.objects.exists()
