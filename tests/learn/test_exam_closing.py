"""Handing in a mock exam, or not: what becomes of it and of its answers."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.models import NoteRevision
from learn.core.exam_ratings import rate
from learn.core.memory import Rating
from learn.exams import answer_and_review, close_expired, close_mock
from learn.merging import merge_guest
from learn.models import Card, Confusion, DaySummary, Enrolment, Review
from learn.reviews import NothingToUndo, undo_last
from learn.studying import choose_card
from quizzes.core.exam_clock import GRACE
from quizzes.exams import ExamOver
from quizzes.models import Attempt, Choice, Question, Sitting, SittingResult
from quizzes.sittings import RefusedAnswer, load_item, start_practice
from tests.exam_papers import make_mock
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard, make_question
from tests.learn.answering import answer, replayed
from tests.learn.exam_taking import LAST, MINUTE, RIGHT, SECOND, WRONG, begin, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def blueprint():
    return make_mock(facts=24, questions=10, unscored=2, minutes=20)


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def sitting(blueprint, learner):
    return begin(blueprint, learner)


@pytest.mark.parametrize("after", [MINUTE, LAST + SECOND])
def test_after_handing_in_nothing_is_accepted(sitting, after):
    close_mock(sitting, now=NOW + after)
    with pytest.raises(ExamOver):
        save(sitting, now=NOW + after)
    assert not Attempt.objects.exists()


def test_handing_in_writes_one_result_with_the_domains_and_without_pilots(sitting):
    for item in sitting.items.all():
        save(sitting, item.position, chosen=RIGHT if item.position % 2 or not item.scored else WRONG)
    odd = sitting.items.filter(scored=True, position__in=range(1, 11, 2))
    assert close_mock(sitting, now=NOW + MINUTE) is True
    result = SittingResult.objects.get()
    assert (result.right, result.scored, result.answered) == (odd.count(), 8, 10)
    by_domain = dict(result.domains.values_list("domain__slug", "scored"))
    assert by_domain == {"quay": 5, "lights": 3}
    assert sum(result.domains.values_list("right", flat=True)) == odd.count()


def test_handing_in_again_changes_nothing(sitting):
    save(sitting)
    assert close_mock(sitting, now=NOW + 2 * MINUTE) is True
    before = (SittingResult.objects.values().get(), Review.objects.count())
    assert close_mock(sitting, now=NOW + 3 * MINUTE) is False
    assert close_mock(sitting, now=NOW + 3 * MINUTE, abandoned=True) is False
    assert (SittingResult.objects.values().get(), Review.objects.count()) == before
    sitting.refresh_from_db()
    assert sitting.finished_at == NOW + 2 * MINUTE


def test_an_exam_that_is_given_up_has_no_result_and_lets_another_begin(sitting, blueprint, learner):
    save(sitting)
    assert close_mock(sitting, now=NOW + MINUTE, abandoned=True) is True
    sitting.refresh_from_db()
    assert (sitting.abandoned, sitting.finished_at) == (True, NOW + MINUTE)
    assert not SittingResult.objects.exists()
    assert Review.objects.count() == 1
    assert begin(blueprint, learner, now=NOW + 2 * MINUTE).pk != sitting.pk


def test_an_exam_that_ran_out_cannot_be_given_up_any_more(sitting):
    close_mock(sitting, now=NOW + timedelta(days=1), abandoned=True)
    sitting.refresh_from_db()
    assert (sitting.abandoned, sitting.finished_at) == (False, sitting.deadline)
    assert SittingResult.objects.exists()


def test_the_command_closes_what_ran_out_once_and_leaves_the_rest(sitting, blueprint):
    running = begin(blueprint, UserFactory(), now=timezone.now())
    save(sitting)
    for expected in ("1 exams closed.", "0 exams closed."):
        out = StringIO()
        call_command("close_expired", stdout=out)
        assert out.getvalue().strip() == expected
    sitting.refresh_from_db()
    running.refresh_from_db()
    assert (sitting.finished_at, running.finished_at) == (sitting.deadline, None)
    assert Review.objects.count() == 1


def test_later_changes_of_notes_and_questions_change_nothing_in_a_sitting(sitting):
    drawn = list(sitting.items.values_list("revision", "option_order"))
    save(sitting)
    for question in Question.objects.all():
        revision = question.current
        revision.pk, revision.number = None, 2
        revision.save(force_insert=True)
        Choice.objects.create(revision=revision, position=0, is_correct=False)
        question.current = revision
        question.status = "rejected"
        question.save()
    NoteRevision.objects.update(source="ganz anders")
    close_mock(sitting, now=NOW + MINUTE)
    assert list(sitting.items.values_list("revision", "option_order")) == drawn
    assert SittingResult.objects.get().answered == 1
    assert Attempt.objects.get().is_correct is True


@pytest.mark.parametrize(
    ("right", "confidence", "rating"),
    [
        (True, "", Rating.GOOD),
        (True, "sure", Rating.GOOD),
        (True, "think", Rating.GOOD),
        (True, "guess", Rating.AGAIN),
        (False, "", Rating.AGAIN),
        (False, "sure", Rating.AGAIN),
    ],
)
def test_a_right_answer_is_good_unless_it_was_a_guess(right, confidence, rating):
    assert rate(right=right, confidence=confidence) is rating


def test_every_final_answer_is_a_review_of_its_card_as_of_when_it_was_given(sitting, learner):
    save(sitting, 1, chosen=WRONG, now=NOW + MINUTE)
    save(sitting, 1, chosen=RIGHT, now=NOW + 2 * MINUTE, milliseconds=9_000, language="en", flips=1)
    save(sitting, 2, chosen=WRONG, now=NOW + 3 * MINUTE)
    save(sitting, 3, chosen=RIGHT, now=NOW + 4 * MINUTE)
    save(sitting, 3, chosen=frozenset(), now=NOW + 5 * MINUTE)
    close_mock(sitting, now=NOW + timedelta(days=2))
    facts = dict(sitting.items.values_list("position", "fact"))
    reviews = {review.card.fact_id: review for review in Review.objects.select_related("card")}
    assert set(reviews) == {facts[1], facts[2]}
    first, second = reviews[facts[1]], reviews[facts[2]]
    assert (first.at, first.rating, first.way) == (NOW + 2 * MINUTE, Rating.GOOD, "mock")
    assert (first.options, first.chosen, first.language, first.flips) == (3, "0", "en", 1)
    assert first.milliseconds == 9_000
    assert (second.rating, second.study_day) == (Rating.AGAIN, NOW.date())
    assert all(replayed(card)["stability"] == card.stability for card in Card.objects.all())
    day = DaySummary.objects.get()
    assert (day.answers, day.right, day.new) == (2, 1, 2)
    assert Enrolment.objects.get().course == sitting.course


def test_a_wrong_option_that_is_true_of_another_fact_is_a_confusion(sitting):
    item = sitting.items.get(position=1)
    other = Question.objects.exclude(fact=item.fact).first().fact
    Choice.objects.filter(revision=item.revision, position=1).update(fact=other)
    save(sitting, 1, chosen=WRONG)
    close_mock(sitting, now=NOW + MINUTE)
    confusion = Confusion.objects.get()
    assert (confusion.asked, confusion.taken_for, confusion.count) == (item.fact, other, 1)


def test_a_card_answered_since_takes_the_answer_as_of_the_closing(sitting, learner):
    save(sitting, 1)
    fact = sitting.items.get(position=1).fact
    answer(learner, fact, 3, NOW + timedelta(days=3))
    close_mock(sitting, now=NOW + timedelta(days=4))
    card = Card.objects.get(fact=fact)
    assert [str(one.study_day) for one in card.reviews.order_by("number")] == ["2026-03-04", "2026-03-05"]
    assert replayed(card)["stability"] == card.stability


def test_cards_that_an_exam_made_leave_the_days_limit_of_new_ones_alone(blueprint, learner):
    course = blueprint.course
    for number in range(100, 105):
        make_flashcard(course, number=number)
    for question in Question.objects.filter(course=course):
        make_card_of(question.fact)
    sitting = begin(blueprint, learner)
    for number in range(1, 11):
        save(sitting, number)
    close_mock(sitting, now=NOW + MINUTE)
    Enrolment.objects.update(new_per_day=3)
    enrolment = Enrolment.objects.get()
    assert choose_card(enrolment, now=NOW + 2 * MINUTE).workload.new == 3


def make_card_of(fact):
    from quizzes.models import Flashcard

    Flashcard.objects.create(
        course=fact.course, fact=fact, position=fact.pk, topic=f"t{fact.pk}", siblings="", content_hash="h"
    )


def test_what_was_answered_in_an_exam_cannot_be_undone(sitting, learner):
    save(sitting, 1)
    close_mock(sitting, now=NOW + MINUTE)
    with pytest.raises(NothingToUndo):
        undo_last(learner, now=NOW + 2 * MINUTE)


def test_a_practice_answer_is_a_review_at_once_and_only_the_first_time(learner):
    course = CourseFactory()
    make_question(course)
    item = load_item(start_practice(course, learner=learner, language="zh", seed=1, now=NOW), 1)
    given = {"key": item.idempotency_key, "chosen": RIGHT, "language": "zh", "milliseconds": 900}
    attempts = {answer_and_review(item, learner=learner, now=NOW, **given).pk for _ in range(2)}
    assert len(attempts) == 1
    review = Review.objects.get()
    assert (review.way, review.rating, review.card.fact) == ("quiz", Rating.GOOD, item.fact)


def test_a_practice_answer_that_is_refused_leaves_no_review(learner):
    course = CourseFactory()
    make_question(course)
    item = load_item(start_practice(course, learner=learner, language="zh", seed=1, now=NOW), 1)
    with pytest.raises(RefusedAnswer):
        answer_and_review(
            item, learner=learner, now=NOW, key=uuid4(), chosen=RIGHT, language="zh", milliseconds=1
        )
    assert not Review.objects.exists()
    assert not Card.objects.exists()


@pytest.mark.parametrize("guest_first", [True, False])
def test_of_two_running_mocks_the_later_one_goes_on_when_a_guest_logs_in(blueprint, guest_first):
    guest, account = UserFactory(), UserFactory(is_guest=False)
    first, second = (guest, account) if guest_first else (account, guest)
    early = begin(blueprint, first)
    save(early)
    late = begin(blueprint, second, now=NOW + MINUTE)
    merge_guest(guest, account)
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.learner, late.learner) == (account, account)
    assert (early.abandoned, early.finished_at) == (True, NOW + MINUTE)
    assert late.finished_at is None
    assert Review.objects.get().learner == account


def test_closing_many_is_one_transaction_each(sitting, blueprint):
    other = begin(blueprint, UserFactory())
    expired = Sitting.objects.expired(NOW + LAST + GRACE + SECOND)
    assert not Sitting.objects.expired(NOW + LAST + GRACE).exists()
    assert set(expired) == {sitting, other}
    assert close_expired(expired, now=NOW + timedelta(hours=1)) == 2
