"""Cards and days are caches of the log: a command makes them anew, and tells where they differ."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from learn.core.memory import Rating
from learn.core.scheduling import CardState
from learn.enrolments import enrol
from learn.models import AnswerCount, Card, DaySummary, Review
from learn.rebuilding import rebuild_learner
from learn.reviews import Manner, undo_last
from learn.serving import next_item, read_token, store_answer
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard

pytestmark = pytest.mark.django_db
WRONG = ({"stability": 3.0000000000000004}, {"lapses": 9}, {"version": 99}, {"suspended": True})


@pytest.fixture
def learner():
    """A learner who answered four cards over three weeks and took one answer back."""
    course, learner = CourseFactory(), UserFactory(username="ada")
    for number in range(1, 5):
        make_flashcard(course, number=number)
    enrolment = enrol(learner, course, now=NOW)
    for place in range(24):
        now = NOW + timedelta(days=place // 3, minutes=15 * (place % 3))
        item = next_item(enrolment, now=now)
        if not hasattr(item, "token"):
            continue
        returned = read_token(item.token, learner.pk)
        card = Card.objects.filter(fact=returned.fact).first()
        rating = Rating(1 + place % 4)
        store_answer(enrolment, card, returned, rating, Manner(milliseconds=900), now=now)
    undo_last(learner, now=NOW + timedelta(days=9))
    assert Review.objects.count() > 12
    return learner


def rebuild(*arguments: str) -> str:
    out = StringIO()
    call_command("rebuild_cards", *arguments, stdout=out)
    return out.getvalue()


def rows():
    days = DaySummary.objects.order_by("pk").values("day", "answers", "right", "new", "reviews", "mature")
    return list(Card.objects.order_by("pk").values()), list(days)


def test_what_studying_stored_is_what_the_log_says(learner):
    before = rows()
    assert "all as the log says" in rebuild("--check")
    assert "all as the log says" in rebuild()
    assert rows() == before


@pytest.mark.parametrize("wrong", WRONG)
def test_a_card_that_differs_in_one_bit_is_named_and_nothing_is_written(learner, wrong):
    card = Card.objects.exclude(stability=None).first()
    Card.objects.filter(pk=card.pk).update(**wrong)
    before, out = rows(), StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("rebuild_cards", "--check", stdout=out)
    assert stopped.value.code == 1
    assert f"Card {card.pk} of learner {learner.pk} is not what its log makes." in out.getvalue()
    assert rows() == before


@pytest.mark.parametrize("wrong", WRONG)
def test_a_card_that_differs_is_made_anew(learner, wrong):
    right = rows()
    Card.objects.exclude(stability=None).update(**wrong)
    assert "put right" in rebuild()
    assert rows() == right


def test_cards_that_lost_everything_come_back_from_the_log(learner):
    right = rows()
    Card.objects.update(phase="new", stability=None, difficulty=None, due_day=None, due_at=None, last_day=None,
                        last_day_number=None, first_day=None, lapses=0, step=0, version=0)  # fmt: skip
    rebuild("--learner", "ada")
    assert rows() == right


def test_days_are_counted_again(learner):
    right = rows()
    DaySummary.objects.update(answers=99, log_loss=1.5)
    assert rebuild_learner(learner.pk, write=False).different_days
    rebuild()
    assert rows() == right
    assert rebuild_learner(learner.pk, write=False).agrees


def test_a_day_that_is_missing_comes_back_and_one_without_an_answer_goes(learner):
    (course,) = set(DaySummary.objects.values_list("course", flat=True))
    wanted = {one["day"]: one["answers"] for one in DaySummary.objects.values("day", "answers")}
    lost = DaySummary.objects.order_by("day").first()
    lost.delete()
    for year, answers in ((2020, 3), (2021, 0)):
        day = NOW.date().replace(year=year)
        DaySummary.objects.create(learner=learner, course_id=course, day=day, answers=answers)
    assert len(rebuild_learner(learner.pk, write=False).different_days) == 3
    rebuild()
    assert {one.day: one.answers for one in DaySummary.objects.all()} == wanted


@pytest.mark.slow
def test_taking_everything_back_leaves_the_sums_as_a_rebuild_makes_them(learner):
    """After each undo the same days and counts are stored, whole numbers alike and none of nothing."""

    def sums():
        days = [*DaySummary.objects.order_by("course", "day").values_list("day", "answers", "right", "new")]
        slots = AnswerCount.objects.order_by("kind", "slot").values_list("kind", "slot", "answers", "right")
        return days, [*slots]

    while Review.objects.filter(undone_by=None).exclude(kind="undo").exists():
        undo_last(learner, now=NOW + timedelta(days=10))
        kept = sums()
        cards = list(Card.objects.order_by("pk").values())
        rebuild_learner(learner.pk)
        assert sums() == kept
        assert list(Card.objects.order_by("pk").values()) == cards
    assert sums() == ([], [])
    assert set(Card.objects.values_list("phase", "learnt_hash")) == {("new", "")}


def test_cards_of_others_are_left_alone(learner):
    UserFactory(username="ben")
    Card.objects.update(lapses=9)
    assert "0 cards" in rebuild("--learner", "ben")
    assert set(Card.objects.values_list("lapses", flat=True)) == {9}


def test_who_does_not_exist_is_named():
    with pytest.raises(CommandError, match="no learner named 'nobody'"):
        rebuild("--learner", "nobody")


def test_a_card_that_was_never_answered_is_new(learner):
    card = Card.objects.first()
    Review.objects.filter(card=card, kind="undo").delete()
    Review.objects.filter(card=card).delete()
    rebuild()
    card.refresh_from_db()
    assert (card.phase, card.version) == (CardState().phase.value, 0)
