"""A guest logs in: what they did becomes the account's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from learn.core.log import EventKind
from learn.core.memory import DEFAULT_WEIGHTS, Rating
from learn.core.scheduling import Answer, answer_card
from learn.merging import Merged, merge_guest
from learn.models import AnswerCount, Card, Enrolment, Review, User, WeightSet
from learn.reviews import (
    AnsweredElsewhere,
    Manner,
    record_answer,
    record_event,
    rules_of,
    state_of,
    undo_last,
)
from quizzes.models import Attempt, Sitting
from quizzes.sittings import answer_item, load_item, start_practice
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard, make_question
from tests.learn.answering import answer, columns, counted_days, make_fact, replayed, stored_days

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def course():
    return CourseFactory()


@pytest.fixture
def fact(course):
    return make_fact(course, "ours")


@pytest.fixture
def guest():
    return UserFactory()


@pytest.fixture
def account():
    return UserFactory(username="learner", is_guest=False)


def assert_whole(account: User) -> None:
    """Every card is what its log says, numbered from 1 without a gap, and so is every day."""
    for card in Card.objects.filter(learner=account).select_related("enrolment__weights"):
        assert columns(card) == replayed(card)
        rows = list(card.reviews.order_by("number"))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert {row.learner_id for row in rows} == {account.pk}
        assert card.enrolment.learner_id == account.pk
    stored, counted = stored_days(account), counted_days(account)
    assert stored.keys() == counted.keys()
    for key, sums in counted.items():
        assert stored[key] == pytest.approx(sums, abs=1e-9)


def test_a_course_that_only_the_guest_studied_moves_as_it_is(guest, account, fact):
    reviews = [
        answer(guest, fact, 3, NOW),
        answer(guest, fact, 3, NOW + 10 * MINUTE),
        answer(guest, fact, 1, NOW + 4 * DAY),
    ]
    before = columns(Card.objects.get())
    keys = [row.idempotency_key for row in reviews]
    assert merge_guest(guest, account) == Merged(cards=1, joined=0, reviews=3, attempts=0)
    card = Card.objects.get(learner=account)
    assert columns(card) == before
    assert [(row.pk, row.idempotency_key) for row in card.reviews.all()] == [
        (row.pk, key) for row, key in zip(reviews, keys, strict=True)
    ]
    assert not User.objects.filter(pk=guest.pk).exists()
    assert_whole(account)


def test_two_logs_of_a_fact_become_one_in_the_order_of_time(guest, account, fact):
    mine = [answer(account, fact, 3, NOW), answer(account, fact, 3, NOW + 10 * MINUTE)]
    theirs = [answer(guest, fact, 3, NOW + 5 * MINUTE), answer(guest, fact, 4, NOW + 6 * MINUTE)]
    mine.append(answer(account, fact, 1, NOW + 5 * DAY, learnt_hash="old"))
    theirs.append(answer(guest, fact, 3, NOW + 9 * DAY, learnt_hash="new"))
    assert merge_guest(guest, account) == Merged(cards=0, joined=1, reviews=3, attempts=0)
    card = Card.objects.get()
    order = [mine[0], theirs[0], theirs[1], mine[1], mine[2], theirs[2]]
    assert [row.pk for row in card.reviews.order_by("number")] == [row.pk for row in order]
    assert card.version == 6
    assert card.learnt_hash == "new"
    assert card.lapses == 1
    assert_whole(account)


def test_answers_at_the_same_moment_are_all_kept(guest, account, fact):
    for learner in (account, guest):
        answer(learner, fact, 3, NOW)
    merge_guest(guest, account)
    assert Card.objects.get().version == 2
    assert_whole(account)


def test_an_undo_of_either_still_undoes_what_it_undid(guest, account, fact):
    answer(account, fact, 3, NOW)
    taken_back = answer(guest, fact, 1, NOW + MINUTE)
    answer(account, fact, 4, NOW + 2 * MINUTE)
    undo_last(guest, now=NOW + 3 * MINUTE)
    merge_guest(guest, account)
    undo = Review.objects.get(kind=EventKind.UNDO.value)
    assert undo.undoes_id == taken_back.pk
    assert Card.objects.get().lapses == 0
    [day] = stored_days(account).values()
    assert (day["answers"], day["new"]) == (2, 1)
    assert_whole(account)


def test_what_was_set_aside_last_stays_aside(guest, account, fact):
    answer(account, fact, 3, NOW)
    answer(guest, fact, 3, NOW + MINUTE)
    record_event(Enrolment.objects.get(learner=guest), fact.pk, EventKind.SUSPEND, now=NOW + 2 * MINUTE)
    merge_guest(guest, account)
    assert Card.objects.get().suspended
    assert_whole(account)


def test_days_of_both_are_added_up_and_a_fact_is_new_once(guest, account, course, fact):
    other = make_fact(course, "other")
    answer(account, fact, 3, NOW)
    answer(guest, fact, 1, NOW + MINUTE)
    answer(guest, other, 3, NOW + 2 * MINUTE)
    answer(guest, other, 3, NOW + DAY)
    merge_guest(guest, account)
    days = {day: sums for (_course, day), sums in stored_days(account).items()}
    first, second = days["2026-03-01"], days["2026-03-02"]
    assert (first["answers"], first["right"], first["new"], first["milliseconds"]) == (3, 2, 2, 3_000)
    assert (second["answers"], second["new"]) == (1, 0)
    assert_whole(account)


def test_the_accounts_settings_of_a_course_stand_and_the_earlier_start_counts(guest, account, course, fact):
    answer(guest, fact, 3, NOW)
    answer(account, make_fact(course, "other"), 3, NOW + DAY)
    Enrolment.objects.filter(learner=account).update(desired_retention=0.85, new_per_day=3)
    merge_guest(guest, account)
    enrolment = Enrolment.objects.get()
    assert (enrolment.desired_retention, enrolment.new_per_day, enrolment.started_at) == (0.85, 3, NOW)
    assert Card.objects.filter(enrolment=enrolment).count() == 2
    assert_whole(account)


def test_cards_that_come_under_other_weights_are_made_anew(guest, account, course, fact):
    answer(guest, fact, 3, NOW)
    answer(guest, fact, 3, NOW + DAY)
    before = Card.objects.get().stability
    answer(account, make_fact(course, "other"), 3, NOW)
    weights = [DEFAULT_WEIGHTS[0], DEFAULT_WEIGHTS[1], 5.0, *DEFAULT_WEIGHTS[3:]]
    own = WeightSet.objects.create(
        learner=account, course=course, weights=weights, reviews=9, log_loss=0.3, created_at=NOW
    )
    Enrolment.objects.filter(learner=account).update(weights=own)
    merge_guest(guest, account)
    card = Card.objects.get(fact=fact)
    assert card.stability != before
    assert columns(card) == replayed(card)


def test_weights_of_a_guest_move_with_the_course_they_were_made_for(guest, account, fact):
    answer(guest, fact, 3, NOW)
    own = WeightSet.objects.create(
        learner=guest,
        course=fact.course,
        weights=list(DEFAULT_WEIGHTS),
        reviews=9,
        log_loss=0.3,
        created_at=NOW,
    )
    Enrolment.objects.update(weights=own)
    Review.objects.update(weights=own)
    merge_guest(guest, account)
    assert WeightSet.objects.get().learner == account
    assert Enrolment.objects.get().weights == own


def test_sittings_and_their_answers_move(guest, account, course):
    make_question(course)
    sitting = start_practice(course, learner=guest, language="zh", seed=1, now=NOW)
    item = load_item(sitting, 1)
    first = frozenset({0})
    key = item.idempotency_key
    answer_item(item, learner=guest, key=key, chosen=first, language="zh", milliseconds=None, now=NOW)
    assert merge_guest(guest, account).attempts == 1
    assert Sitting.objects.get().learner == account
    assert Attempt.objects.get().learner == account


def test_an_answer_sent_again_after_the_merge_is_still_the_same_one(guest, account, course):
    make_question(course)
    item = load_item(start_practice(course, learner=guest, language="zh", seed=1, now=NOW), 1)
    sent = {"key": item.idempotency_key, "chosen": frozenset({0}), "language": "zh", "milliseconds": None}
    first = answer_item(item, learner=guest, now=NOW, **sent)
    merge_guest(guest, account)
    assert answer_item(item, learner=account, now=NOW + DAY, **sent).pk == first.pk


def test_a_key_that_both_have_stays_the_accounts_and_no_row_is_lost(guest, account, course, fact):
    same = UUID(int=7)
    mine, theirs = answer(account, fact, 3, NOW), answer(guest, make_fact(course, "other"), 3, NOW)
    Review.objects.update(idempotency_key=same)
    merge_guest(guest, account)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.idempotency_key == same
    assert theirs.learner == account
    assert theirs.idempotency_key != same


def test_a_card_that_was_on_screen_before_the_merge_is_not_answered_twice(guest, account, fact):
    answer(account, fact, 3, NOW)
    stale = Card.objects.get()
    answer(guest, fact, 3, NOW + MINUTE)
    merge_guest(guest, account)
    enrolment = Enrolment.objects.get()
    state = state_of(stale)
    outcome = answer_card(state, Answer(NOW + DAY, date(2026, 3, 2), Rating.GOOD), rules=rules_of(enrolment))
    with pytest.raises(AnsweredElsewhere):
        record_answer(
            enrolment,
            fact=fact.pk,
            card=stale,
            before=state,
            outcome=outcome,
            rating=Rating.GOOD,
            manner=Manner(),
            learnt_hash="h",
            now=NOW + DAY,
        )
    assert Review.objects.count() == 2
    answer(account, fact, 3, NOW + 2 * DAY)
    assert_whole(account)


@pytest.mark.parametrize(("one", "other"), [(False, False), (True, True), (False, True)])
def test_only_a_guest_goes_into_an_account(one, other):
    first, second = UserFactory(is_guest=one), UserFactory(is_guest=other)
    with pytest.raises(ValueError, match="only a guest goes into an account"):
        merge_guest(first, second)
    assert User.objects.count() == 2


def test_a_merge_that_fails_changes_nothing(guest, account, course, fact):
    answer(account, fact, 3, NOW)
    answer(guest, fact, 3, NOW)
    broken = WeightSet.objects.create(
        learner=account, course=course, weights=[1.0], reviews=9, log_loss=0.3, created_at=NOW
    )
    Enrolment.objects.filter(learner=account).update(weights=broken)
    with pytest.raises(ValueError):
        merge_guest(guest, account)
    assert Card.objects.filter(version=1).count() == 2
    assert Review.objects.filter(learner=guest, number=1).count() == 1
    assert_whole(guest)
    assert [day["answers"] for day in stored_days(account).values()] == [1]


@pytest.fixture
def password(account):
    account.set_password("a quiet desk and paper")
    account.save()
    return "a quiet desk and paper"


def test_a_guest_who_logs_in_brings_along_what_they_did(client, guest, account, password, fact):
    answer(guest, fact, 3, NOW)
    client.force_login(guest)
    response = client.post(reverse("log_in"), {"username": "learner", "password": password})
    assert response["Location"] == "/"
    assert Review.objects.get().learner == account
    assert client.session["_auth_user_id"] == str(account.pk)
    assert not User.objects.filter(is_guest=True).exists()


def test_a_wrong_password_merges_nothing(client, guest, account, password, fact):
    answer(guest, fact, 3, NOW)
    client.force_login(guest)
    response = client.post(reverse("log_in"), {"username": "learner", "password": "something else"})
    assert response.status_code == 422
    assert Review.objects.get().learner == guest


def test_what_somebody_else_did_at_the_same_browser_can_be_left_out(client, guest, account, password, fact):
    answer(guest, fact, 3, NOW)
    client.force_login(guest)
    sent = {"username": "learner", "password": password, "leave_out": "on"}
    assert client.post(reverse("log_in"), sent).status_code == 302
    assert Review.objects.get().learner == guest
    assert client.session["_auth_user_id"] == str(account.pk)


def test_the_study_days_of_the_past_stay_in_another_time_zone(guest, fact):
    account = UserFactory(is_guest=False, time_zone="America/Los_Angeles")
    late = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    answer(guest, fact, 3, late)
    answer(account, fact, 3, late + MINUTE)
    merge_guest(guest, account)
    days = list(Review.objects.order_by("number").values_list("study_day", flat=True))
    assert days == [date(2026, 3, 2), date(2026, 3, 1)]
    assert_whole(account)


def test_what_was_mixed_up_and_when_comes_to_the_account_too(client, django_user_model):
    course = CourseFactory()
    for number in range(1, 4):
        make_flashcard(course, number=number, has_question=True)
    client.post(reverse("start_study"), {"course": course.slug})
    guest = User.objects.get(is_guest=True)
    text = client.get(reverse("study", args=[course.slug])).content.decode()
    token = re.search(r'name="item" value="([^"]+)"', text)[1]
    client.post(reverse("answer", args=[course.slug]), {"item": token, "choice": "1", "language": "en"})
    account = UserFactory(is_guest=False)
    counted = list(AnswerCount.objects.filter(learner=guest).values_list("kind", "slot", "answers", "right"))
    merge_guest(guest, account)
    assert counted == [("hour", Review.objects.get().hour, 1, 0)]
    assert (
        list(AnswerCount.objects.filter(learner=account).values_list("kind", "slot", "answers", "right"))
        == counted
    )
