"""Sitting a mock exam: what is saved, and until when."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4, uuid5

import pytest
from django.db import IntegrityError, transaction

from learn.exams import close_mock
from learn.models import Review
from quizzes.core.exam_clock import GRACE
from quizzes.exams import ExamOver, MockRunning, tally
from quizzes.models import Attempt, Sitting
from quizzes.sittings import RefusedAnswer
from tests.exam_papers import make_mock
from tests.factories import NOW, UserFactory
from tests.learn.exam_taking import LAST, RIGHT, SECOND, WRONG, begin, save

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


def test_a_mock_is_drawn_by_its_blueprint_with_deadline_and_options_fixed(sitting):
    assert (sitting.kind, sitting.mode, sitting.pass_mark) == ("mock", "exam", 720)
    assert sitting.deadline == NOW + timedelta(minutes=20)
    items = list(sitting.items.select_related("domain"))
    assert [item.position for item in items] == list(range(1, 11))
    assert sorted(item.domain.slug for item in items if item.scored) == ["lights"] * 3 + ["quay"] * 5
    assert sum(not item.scored for item in items) == 2
    assert all(sorted(item.order) == [0, 1, 2] for item in items)


@pytest.mark.parametrize(("extra", "minutes"), [("", 20), ("30m", 50), ("1.25", 25), ("1.5", 30)])
def test_a_learner_with_extra_time_has_a_later_deadline(blueprint, extra, minutes):
    sitting = begin(blueprint, UserFactory(extra_time=extra))
    assert sitting.deadline == NOW + timedelta(minutes=minutes)
    assert sitting.extra_time == extra


def test_a_second_running_mock_is_refused_and_nothing_of_it_is_kept(sitting, blueprint, learner):
    with pytest.raises(MockRunning):
        begin(blueprint, learner, seed=6)
    assert Sitting.objects.get() == sitting
    assert begin(blueprint, UserFactory()).pk, "another learner may sit one"


def test_the_database_refuses_a_second_running_mock(sitting):
    sitting.pk, sitting.uuid = None, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        sitting.save(force_insert=True)


def test_a_mock_that_ran_out_is_closed_by_the_start_of_the_next(sitting, blueprint, learner):
    save(sitting)
    begin(blueprint, learner, now=NOW + timedelta(hours=1))
    sitting.refresh_from_db()
    assert sitting.finished_at == sitting.deadline
    assert sitting.result.answered == 1
    assert Review.objects.count() == 1


def test_an_answer_can_be_changed_and_taken_back_and_every_step_is_kept(sitting):
    save(sitting, chosen=RIGHT)
    save(sitting, chosen=WRONG)
    save(sitting, chosen=frozenset())
    assert list(Attempt.objects.order_by("pk").values_list("chosen", "is_correct")) == [
        ("0", True),
        ("1", False),
        ("", False),
    ]
    assert tally(sitting).answered == 0
    save(sitting, chosen=RIGHT)
    assert tally(sitting).answered == 1


def test_the_latest_answer_counts(sitting):
    scored = sitting.items.filter(scored=True).first().position
    save(sitting, scored, chosen=RIGHT)
    assert tally(sitting).right == 1
    save(sitting, scored, chosen=WRONG)
    assert tally(sitting).right == 0


def test_saving_the_same_again_makes_no_new_attempt(sitting):
    first = save(sitting)
    assert save(sitting).pk == first.pk
    assert save(sitting, flagged=True).pk == first.pk
    assert sitting.items.get(position=1).flagged is True
    assert save(sitting, confidence="guess").pk != first.pk


def test_a_repeat_that_arrives_late_changes_nothing(sitting):
    page = uuid4()
    first = save(sitting, key=uuid5(page, "1"), chosen=RIGHT)
    second = save(sitting, key=uuid5(page, "2"), chosen=WRONG, flagged=True)
    assert save(sitting, key=uuid5(page, "1"), chosen=RIGHT).pk == first.pk
    item = sitting.items.get(position=1)
    assert item.flagged is True
    assert item.last_attempt == second
    assert Attempt.objects.count() == 2


def test_flags_strikes_flips_and_time_are_kept_beside_the_answer(sitting):
    save(sitting, flagged=True, struck=frozenset({2, 1, 9}), flips=3, milliseconds=4_000, confidence="sure")
    item = sitting.items.get(position=1)
    assert (item.flagged, item.struck, item.flips, item.milliseconds) == (True, "1,2", 3, 4_000)
    attempt = item.last_attempt
    assert (attempt.confidence, attempt.flips, attempt.milliseconds) == ("sure", 3, 4_000)
    save(sitting, flips=1, milliseconds=2_000)
    item.refresh_from_db()
    assert (item.flagged, item.struck, item.flips, item.milliseconds) == (False, "", 3, 4_000)


def test_marks_beside_an_unanswered_question_make_no_attempt(sitting):
    assert save(sitting, chosen=frozenset(), flagged=True, confidence="guess") is None
    assert not Attempt.objects.exists()


def test_options_that_the_question_does_not_have_are_refused(sitting):
    with pytest.raises(RefusedAnswer):
        save(sitting, chosen=frozenset({7}))
    assert not Attempt.objects.exists()


MOMENTS = [
    pytest.param(LAST - SECOND, True, id="a second before the deadline"),
    pytest.param(LAST, True, id="at the deadline"),
    pytest.param(LAST + SECOND, True, id="in the grace"),
    pytest.param(LAST + GRACE, True, id="at the end of the grace"),
    pytest.param(LAST + GRACE + timedelta(microseconds=1), False, id="just after the grace"),
    pytest.param(LAST + timedelta(days=400), False, id="much later"),
]


@pytest.mark.parametrize(("after", "accepted"), MOMENTS)
@pytest.mark.parametrize("device", ["the same page", "another tab", "another device"])
def test_answers_are_accepted_until_the_grace_ends_whatever_they_come_from(sitting, after, accepted, device):
    """Only the server's clock is asked. Nothing is held in memory, so a restart in between changes nothing."""
    page = uuid4()
    save(sitting, 1, chosen=WRONG, key=uuid5(page, "1"))
    fresh = Sitting.objects.get(pk=sitting.pk)
    key = uuid5(page if device == "the same page" else uuid4(), "2")
    if accepted:
        save(fresh, 1, chosen=RIGHT, key=key, now=NOW + after)
    else:
        with pytest.raises(ExamOver, match="The time is up"):
            save(fresh, 1, chosen=RIGHT, key=key, now=NOW + after)
    item = sitting.items.get(position=1)
    assert item.last_attempt.chosen == ("0" if accepted else "1")
    close_mock(sitting, now=NOW + after)
    sitting.refresh_from_db()
    assert sitting.finished_at == NOW + min(after, LAST)
    assert sitting.result.right == (item.scored and accepted)
