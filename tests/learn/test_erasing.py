"""Learners leave, and take their traces with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from content.models import Course, Fact
from learn.core.memory import DEFAULT_WEIGHTS
from learn.erasing import erase_learner, remove_idle_guests
from learn.models import Card, DaySummary, Enrolment, Passkey, RecoveryCode, Review, User, WeightSet
from learn.recovery import make_codes
from learn.reviews import undo_last
from quizzes.models import Attempt, Question, Sitting, SittingItem
from quizzes.sittings import answer_item, load_item, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_question
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db
OWNED = (
    Passkey,
    Review,
    Card,
    Enrolment,
    WeightSet,
    DaySummary,
    RecoveryCode,
    Attempt,
    SittingItem,
    Sitting,
    User,
)


@pytest.fixture
def course():
    course = CourseFactory()
    make_question(course)
    return course


def busy(course: Course, **fields: object) -> User:
    """A learner with a row of everything that a learner can own."""
    learner = UserFactory(**fields)
    fact = Fact.objects.get(course=course)
    answer(learner, fact, 3, NOW)
    answer(learner, fact, 1, NOW + timedelta(days=1))
    undo_last(learner, now=NOW + timedelta(days=1, minutes=1))
    own = WeightSet.objects.create(
        learner=learner, course=course, weights=list(DEFAULT_WEIGHTS), reviews=2, log_loss=0.3, created_at=NOW
    )
    Enrolment.objects.filter(learner=learner).update(weights=own)
    Review.objects.filter(learner=learner).update(weights=own)
    make_codes(learner)
    Passkey.objects.create(
        learner=learner,
        name="key",
        credential_id=f"of-{learner.pk}",
        attested=b"KEY",
        sign_count=0,
        added_at=NOW,
    )
    item = load_item(start_practice(course, learner=learner, language="zh", seed=1, now=NOW), 1)
    first = frozenset({0})
    key = item.idempotency_key
    answer_item(item, learner=learner, key=key, chosen=first, language="zh", milliseconds=None, now=NOW)
    return learner


def counts() -> list[int]:
    return [model.objects.count() for model in OWNED]


def test_a_learner_goes_with_all_they_did_and_the_content_stays(course):
    learner = busy(course)
    assert min(counts()) > 0
    erase_learner(learner)
    assert counts() == [0] * len(OWNED)
    assert (Course.objects.count(), Fact.objects.count(), Question.objects.count()) == (1, 1, 1)


def test_nobody_else_loses_anything(course):
    learner = busy(course)
    before = counts()
    erase_learner(busy(course))
    assert counts() == before
    assert Review.objects.filter(learner=learner).count() == 3


def test_an_account_is_deleted_when_its_name_is_typed(client, course):
    learner = busy(course, username="小明", is_guest=False)
    client.force_login(learner)
    response = client.post(reverse("erase"), {"username": "小明"}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert counts() == [0] * len(OWNED)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("typed", ["", "小", "小红"])
def test_any_other_name_deletes_nothing_and_is_kept(client, course, typed):
    client.force_login(busy(course, username="小明", is_guest=False))
    before = counts()
    response = client.post(reverse("erase"), {"username": typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert counts() == before


def test_a_guest_confirms_once(client, course):
    client.force_login(busy(course))
    before = counts()
    assert client.get(reverse("erase")).status_code == 200
    assert counts() == before
    assert client.post(reverse("erase"))["Location"] == "/"
    assert counts() == [0] * len(OWNED)


def test_a_stranger_deletes_nobody(client, course):
    busy(course)
    before = counts()
    assert client.post(reverse("erase"), {"username": ""}).status_code == 302
    assert counts() == before


# Guests who do not come back

THEN = NOW + timedelta(days=90)


def guest(joined_days_before: int = 100) -> User:
    return UserFactory(date_joined=THEN - timedelta(days=joined_days_before))


def test_guests_who_did_nothing_for_long_are_removed(course):
    idle = guest(300)
    answer(idle, Fact.objects.get(), 3, NOW - timedelta(days=1))
    assert remove_idle_guests(idle_since=NOW) == 1
    assert not User.objects.exists()
    assert not Review.objects.exists()


def test_guests_who_reviewed_since_then_stay(course):
    answer(guest(300), Fact.objects.get(), 3, NOW + timedelta(minutes=1))
    assert remove_idle_guests(idle_since=NOW) == 0
    assert Review.objects.count() == 1


def test_guests_who_practised_or_began_a_course_since_then_stay(course):
    start_practice(course, learner=guest(300), language="zh", seed=1, now=NOW + timedelta(minutes=1))
    Enrolment.objects.create(learner=guest(300), course=course, started_at=NOW + timedelta(minutes=1))
    assert remove_idle_guests(idle_since=NOW) == 0
    assert User.objects.count() == 2


def test_guests_who_came_since_then_stay():
    guest(89)
    assert remove_idle_guests(idle_since=NOW) == 0


def test_accounts_are_never_idle():
    UserFactory(is_guest=False, date_joined=THEN - timedelta(days=3_000))
    assert remove_idle_guests(idle_since=NOW) == 0
    assert User.objects.count() == 1


@pytest.mark.parametrize(("days", "left"), [([], 1), (["--days", "30"], 0)])
def test_the_command_takes_the_days_and_says_how_many_went(capsys, days, left):
    UserFactory(date_joined=timezone.now() - timedelta(days=60))
    call_command("remove_idle_guests", *days)
    assert User.objects.count() == left
    assert f"Removed {1 - left} guest" in capsys.readouterr().out


@pytest.mark.parametrize("days", ["0", "-1", "many", "1.5"])
def test_the_command_refuses_days_that_would_remove_everybody(days):
    UserFactory()
    with pytest.raises(CommandError, match="not a number of days"):
        call_command("remove_idle_guests", "--days", days)
    assert User.objects.count() == 1
