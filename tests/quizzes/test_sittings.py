"""Starting a practice sitting and answering it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from quizzes.models import Attempt, Question, Sitting
from quizzes.sittings import NothingToAsk, RefusedAnswer, answer_item, load_item, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_question, make_questions

pytestmark = pytest.mark.django_db


def start(course, learner, **changes):
    options = {"learner": learner, "language": "zh", "seed": 7, "now": NOW} | changes
    return start_practice(course, **options)


def answer(item, learner, chosen, **changes):
    options = {"key": item.idempotency_key, "language": "zh", "milliseconds": 900, "now": NOW} | changes
    return answer_item(item, learner=learner, chosen=frozenset(chosen), **options)


@pytest.fixture
def course():
    course = CourseFactory()
    make_questions(course, range(1, 13))
    return course


def test_a_practice_sitting_asks_ten_different_facts(course):
    sitting = start(course, UserFactory())
    facts = [item.revision.question.fact_id for item in sitting.items.all()]
    assert len(facts) == len(set(facts)) == 10


def test_the_same_seed_draws_the_same_questions_in_the_same_order_with_the_same_options(course):
    first, second = (start(course, UserFactory()) for _ in range(2))
    drawn = [list(s.items.values_list("position", "revision", "option_order")) for s in (first, second)]
    assert drawn[0] == drawn[1]


def test_another_seed_draws_differently(course):
    orders = {
        tuple(start(course, UserFactory(), seed=seed).items.values_list("revision", flat=True))
        for seed in range(5)
    }
    assert len(orders) == 5


@pytest.mark.parametrize(
    ("status", "flaws", "asked"),
    [
        ("approved", "", True),
        ("approved", "length", True),
        ("draft", "", True),
        ("draft", "length", False),
        ("rejected", "", False),
    ],
)
def test_only_approved_questions_and_drafts_without_a_flaw_are_asked(status, flaws, asked):
    course = CourseFactory()
    make_question(course, status=status, flaws=flaws)
    if asked:
        assert start(course, UserFactory()).items.count() == 1
    else:
        with pytest.raises(NothingToAsk):
            start(course, UserFactory())
        assert not Sitting.objects.exists()


def test_retired_questions_are_not_asked():
    course = CourseFactory()
    make_question(course)
    Question.objects.update(retired_at=NOW)
    with pytest.raises(NothingToAsk):
        start(course, UserFactory())


def test_a_course_without_questions_in_the_learners_language_asks_in_its_own(course):
    Question.objects.exclude(key="question-1").update(retired_at=NOW)
    question = Question.objects.get(key="question-1")
    question.current.texts.filter(language="en").delete()
    assert start(course, UserFactory(), language="en").items.count() == 1


@pytest.mark.parametrize(("chosen", "right"), [({0}, True), ({1}, False), ({0, 1}, False)])
def test_an_answer_is_right_when_exactly_the_right_options_are_chosen(course, chosen, right):
    learner = UserFactory()
    item = load_item(start(course, learner), 1)
    attempt = answer(item, learner, chosen)
    assert attempt.is_correct is right
    assert Attempt.objects.get().is_correct is right


def test_an_attempt_carries_what_a_review_will_need(course):
    learner = UserFactory(time_zone="America/Los_Angeles")
    item = load_item(start(course, learner), 1)
    attempt = answer(item, learner, {2}, language="en", milliseconds=9_999_999)
    assert (attempt.language, attempt.milliseconds, attempt.chosen) == ("en", 600_000, "2")
    assert attempt.study_day.isoformat() == "2026-03-01", "noon UTC is 04:00 in Los Angeles, a new study day"


def test_a_repeated_answer_returns_the_first_one_and_stores_nothing(course):
    learner = UserFactory()
    item = load_item(start(course, learner), 1)
    first = answer(item, learner, {1})
    again = answer(item, learner, {0})
    assert (again.pk, again.is_correct) == (first.pk, False)
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("chosen", [set(), {9}, {0, 9}])
def test_an_answer_without_a_known_option_is_refused(course, chosen):
    learner = UserFactory()
    item = load_item(start(course, learner), 1)
    with pytest.raises(RefusedAnswer):
        answer(item, learner, chosen)
    assert not Attempt.objects.exists()


def test_an_answer_with_the_key_of_another_page_is_refused(course):
    learner = UserFactory()
    item = load_item(start(course, learner), 1)
    with pytest.raises(RefusedAnswer):
        answer(item, learner, {0}, key=uuid4())
    assert not Attempt.objects.exists()


def test_the_last_answer_finishes_the_sitting():
    course, learner = CourseFactory(), UserFactory()
    for number in (1, 2):
        make_question(course, number=number)
    sitting = start(course, learner)
    answer(load_item(sitting, 2), learner, {0})
    sitting.refresh_from_db()
    assert sitting.finished_at is None
    answer(load_item(sitting, 1), learner, {0})
    sitting.refresh_from_db()
    assert sitting.finished_at == NOW
