"""Readiness: what it goes by, when it says nothing, and what became of earlier forecasts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from uuid import uuid5

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.enrolments import enrol
from learn.erasing import erase_learner
from learn.exporting import export_json
from learn.merging import merge_guest
from learn.models import Card, DaySummary, Enrolment, Review, StoredForecast
from learn.readiness import exam_of, load_readiness, set_exam_day, store_forecast
from learn.readiness_pages import domain_rows, score_rows
from quizzes.core.calendar import study_day
from quizzes.models import Attempt, Blueprint, Question, Sitting
from tests.exam_papers import make_mock
from tests.factories import NOW, CourseFactory, UserFactory
from tests.learn.exam_sittings import sit_mock

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture
def blueprint():
    return make_mock(facts=20, questions=10)


@pytest.fixture
def learner():
    return UserFactory()


def remember(learner, blueprint, *, facts, stability=100.0, last_day=TODAY, answers=0):
    """Cards of the first ``facts`` facts, answered last on ``last_day``; and a day with so many answers."""
    enrolment = enrol(learner, blueprint.course, now=NOW)
    questions = Question.objects.filter(course=blueprint.course).order_by("pk")[:facts]
    for question in questions:
        Card.objects.create(
            learner=learner, enrolment=enrolment, fact=question.fact, phase="review", stability=stability,
            difficulty=5, due_day=TODAY, last_day=last_day, last_day_number=last_day.toordinal(),
            first_day=last_day, version=1,
        )  # fmt: skip
    if answers:
        DaySummary.objects.create(learner=learner, course=blueprint.course, day=last_day, answers=answers)
    return enrolment


def answered(enrolment, *, rating, number=1, options=4, way="choice", predicted=None, day=TODAY):
    """A review of the next card that has none of this number."""
    card = Card.objects.filter(enrolment=enrolment).exclude(reviews__number=number).order_by("pk").first()
    return Review.objects.create(
        card=card, learner=card.learner, number=number, idempotency_key=uuid5(learner_key(card), str(number)),
        kind="answer", at=NOW, study_day=day, rating=rating, way=way, options=options, phase="review",
        predicted=predicted,
    )  # fmt: skip


def today_of(learner):
    return study_day(timezone.now(), learner.time_zone)


def learner_key(card):
    return uuid5(card.learner.uuid, str(card.pk))


def readiness(blueprint, learner):
    return load_readiness(blueprint, learner=learner, now=NOW, language="en")


def look(client, blueprint, learner, language="en"):
    client.force_login(learner)
    url = reverse("readiness", args=[blueprint.course.slug])
    return client.get(url, headers={"accept-language": language})


def test_nothing_is_forecast_before_there_is_evidence_and_the_page_says_what_is_missing(
    client, blueprint, learner
):
    page = readiness(blueprint, learner)
    assert (page.as_things_stand, page.kept_up) == (None, None)
    assert (page.evidence.lacking.reviews, page.evidence.lacking.facts) == (200, 6)
    body = look(client, blueprint, learner).content.decode()
    assert "Too early to tell" in body
    assert "200 more answers" in body
    assert "6 more of the 20 facts seen" in body
    assert "or one mock exam" in body


def test_enough_answers_over_enough_facts_are_evidence(blueprint, learner):
    remember(learner, blueprint, facts=6, answers=200)
    page = readiness(blueprint, learner)
    assert page.evidence.lacking is None
    # Six of twenty recalled for sure, the others guessed: .3 + .7 / 4.
    assert page.as_things_stand.paper.half.share == pytest.approx(0.475, abs=0.005)
    assert page.unseen == 14


def test_one_mock_is_evidence_and_an_abandoned_one_is_none(blueprint, learner):
    sitting = sit_mock(blueprint, learner, at=NOW - timedelta(days=2), answers=[0] * 10)
    assert readiness(blueprint, learner).evidence.mocks == 1
    assert readiness(blueprint, learner).as_things_stand is not None
    type(sitting).objects.filter(pk=sitting.pk).update(abandoned=True)
    assert readiness(blueprint, learner).as_things_stand is None


def test_facts_fade_until_the_exam_day_unless_they_are_kept_up(blueprint, learner):
    enrolment = remember(learner, blueprint, facts=20, stability=10.0, answers=200)
    today = readiness(blueprint, learner)
    assert today.exam_day is None
    set_exam_day(enrolment, TODAY + timedelta(days=60), now=NOW)
    later = readiness(blueprint, learner)
    assert later.days_left == 60
    assert later.as_things_stand.paper.half.share < today.as_things_stand.paper.half.share - 0.1
    assert later.kept_up.paper.half.share == pytest.approx(0.9 + 0.1 / 4, abs=0.005)
    assert later.kept_up == today.kept_up


def test_new_cards_a_day_see_everything_by_the_exam_day(client, blueprint, learner):
    enrolment = remember(learner, blueprint, facts=6, answers=200)
    set_exam_day(enrolment, TODAY + timedelta(days=5), now=NOW)
    assert readiness(blueprint, learner).new_a_day == 3
    set_exam_day(enrolment, today_of(learner) + timedelta(days=7), now=timezone.now())
    body = look(client, blueprint, learner).content.decode()
    assert "new cards a day, to see everything" in body
    assert "<dd>2</dd>" in body


def test_first_answers_among_options_tell_how_unseen_facts_will_go(blueprint, learner):
    enrolment = remember(learner, blueprint, facts=10, answers=200)
    before = readiness(blueprint, learner)
    for rating in (3, 3, 3, 1):
        answered(enrolment, rating=rating)
    answered(enrolment, rating=3, options=0, way="flashcard")
    after = readiness(blueprint, learner)
    assert (after.evidence.first.right, after.evidence.first.total) == (3, 4)
    assert after.as_things_stand.paper.half.share > before.as_things_stand.paper.half.share + 0.05


def test_answers_in_mocks_are_held_against_what_was_foretold_and_undone_ones_are_not(blueprint, learner):
    enrolment = remember(
        learner, blueprint, facts=10, stability=10.0, last_day=TODAY - timedelta(days=10), answers=200
    )
    before = readiness(blueprint, learner)
    for _ in range(4):
        answered(enrolment, rating=1, number=2, way="mock", predicted=0.9, day=TODAY - timedelta(days=3))
    last = answered(enrolment, rating=3, number=2, way="mock", predicted=0.9)
    Review.objects.create(
        card=last.card, learner=learner, number=3, idempotency_key="f" * 32, kind="undo", undoes=last,
        at=NOW, study_day=TODAY,
    )  # fmt: skip
    found = readiness(blueprint, learner)
    (shown,) = found.evidence.shown
    assert (shown.age, shown.right, shown.total) == (3, 0, 4)
    assert shown.recalled == pytest.approx(3.6)
    assert found.as_things_stand.paper.half.share < before.as_things_stand.paper.half.share


def test_a_right_guess_in_an_exam_is_right_though_its_card_is_rated_again(client, blueprint, learner):
    remember(learner, blueprint, facts=20, last_day=today_of(learner) - timedelta(days=5), answers=200)
    client.force_login(learner)
    client.post(reverse("exam_start", args=[blueprint.course.slug, blueprint.slug]))
    sitting = Sitting.objects.get()
    now = timezone.now()
    for item in sitting.items.all():
        Attempt.objects.create(
            item=item, learner=learner, idempotency_key=item.idempotency_key, chosen="0", is_correct=True,
            confidence="guess", language="en", answered_at=now, study_day=today_of(learner),
        )  # fmt: skip
    client.post(reverse("exam_submit", args=[sitting.uuid]))
    assert set(Review.objects.values_list("rating", flat=True)) == {1}
    found = load_readiness(blueprint, learner=learner, now=now, language="en")
    assert [(one.right, one.total) for one in found.evidence.shown] == [(10, 10)]
    assert found.record.total == 1


def test_only_facts_of_the_pool_count_and_each_once(blueprint, learner):
    remember(learner, blueprint, facts=5)
    Question.objects.filter(course=blueprint.course).order_by("pk").first().pooled.delete()
    assert readiness(blueprint, learner).evidence.seen == 4


def test_the_paper_is_weighed_by_the_seats_of_its_domains(blueprint, learner):
    parts = readiness(blueprint, learner).evidence.parts
    assert {slug: (part.seats, part.facts, part.title) for slug, part in parts.items()} == {
        "quay": (6, 10, "The quay"),
        "lights": (4, 10, "Sea marks"),
    }


def test_a_forecast_is_written_once_a_day_and_only_with_evidence(blueprint, learner):
    store_forecast(blueprint, learner=learner, now=NOW, day=TODAY)
    assert not StoredForecast.objects.exists()
    remember(learner, blueprint, facts=10, answers=200)
    store_forecast(blueprint, learner=learner, now=NOW, day=TODAY)
    first = StoredForecast.objects.get()
    Card.objects.all().delete()
    DaySummary.objects.update(answers=500)
    store_forecast(blueprint, learner=learner, now=NOW + timedelta(hours=1), day=TODAY)
    assert StoredForecast.objects.get().share == first.share


def test_a_mock_that_begins_writes_its_forecast_down(client, blueprint, learner):
    remember(learner, blueprint, facts=10, answers=200)
    client.force_login(learner)
    response = client.post(reverse("exam_start", args=[blueprint.course.slug, blueprint.slug]))
    assert response.status_code == 302
    stored = StoredForecast.objects.get()
    assert (stored.learner, stored.blueprint, stored.day) == (learner, blueprint, today_of(learner))
    assert stored.most_low < stored.half_low < stored.share < stored.half_high < stored.most_high


def test_a_guests_forecasts_go_into_the_account_whose_own_stand(blueprint):
    guest, account = UserFactory(), UserFactory(is_guest=False)
    for learner, facts, days in ((guest, 10, (0, 1)), (account, 20, (0,))):
        remember(learner, blueprint, facts=facts, answers=200)
        for day in days:
            store_forecast(blueprint, learner=learner, now=NOW, day=TODAY + timedelta(days=day))
    own = StoredForecast.objects.get(learner=account).share
    merge_guest(guest, account)
    shares = {row.day: row.share for row in StoredForecast.objects.filter(learner=account)}
    assert set(shares) == {TODAY, TODAY + timedelta(days=1)}
    assert shares[TODAY] == own
    assert StoredForecast.objects.count() == 2


def test_forecasts_and_the_exam_day_are_in_the_export_and_go_with_the_learner(blueprint, learner):
    enrolment = remember(learner, blueprint, facts=10, answers=200)
    set_exam_day(enrolment, TODAY + timedelta(days=3), now=NOW)
    data = json.loads("".join(export_json(learner, now=NOW)))
    assert data["courses"][0]["exam_day"] == "2026-03-04"
    assert [(row["exam"], row["day"]) for row in data["forecasts"]] == [("mock", "2026-03-04")]
    erase_learner(learner)
    assert not StoredForecast.objects.exists()


def test_hits_and_misses_are_counted_from_the_mocks_that_followed(client, blueprint, learner):
    remember(learner, blueprint, facts=20, answers=200)
    sit_mock(blueprint, learner, at=NOW - timedelta(hours=2), answers=[0] * 10, seed=1)
    store_forecast(blueprint, learner=learner, now=NOW, day=TODAY)
    sit_mock(blueprint, learner, at=NOW + timedelta(minutes=1), answers=[0] * 10, seed=2)
    sit_mock(blueprint, learner, at=NOW + timedelta(hours=1), answers=[1] * 10, seed=3)
    sit_mock(blueprint, learner, at=NOW + timedelta(days=1), answers=[1] * 10, seed=4)
    page = readiness(blueprint, learner)
    assert [(one.observed.score, one.held) for one in page.past] == [(100, False), (1000, True)]
    assert (page.record.total, page.record.in_most) == (2, 1)
    body = look(client, blueprint, learner).content.decode()
    assert "2 mocks were forecast" in body
    assert "miss" in body


def test_the_page_shows_both_forecasts_and_every_domain_with_tables(client, blueprint, learner):
    remember(learner, blueprint, facts=20, answers=200, last_day=today_of(learner))
    page = readiness(blueprint, learner)
    assert [row.name for row in score_rows(page)] == ["As things stand", "If everything is seen and kept up"]
    assert [row.name for row in domain_rows(page, "zh")] == ["The quay", "Sea marks"]
    body = look(client, blueprint, learner).content.decode()
    assert "A forecast, never a promise." in body
    assert body.count("<table") == 2
    assert "码头" in look(client, blueprint, learner, "zh-hans").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "“soon” is no day; write it as 2027-03-31."),
        ("2001-01-01", "2001-01-01 is over."),
        ("9999-01-01", "9999-01-01 is more than three years ahead."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_kept(client, blueprint, learner, typed, said):
    client.force_login(learner)
    url = reverse("exam_day", args=[blueprint.course.slug])
    response = client.post(url, {"exam_day": typed}, headers={"accept-language": "en"})
    body = response.content.decode()
    assert response.status_code == 422
    assert said in body
    assert f'value="{typed}"' in body
    assert not Enrolment.objects.exists()


def test_a_day_is_saved_and_taken_back_and_makes_the_course_one_that_is_studied(client, blueprint, learner):
    client.force_login(learner)
    url = reverse("exam_day", args=[blueprint.course.slug])
    day = today_of(learner) + timedelta(days=30)
    response = client.post(url, {"exam_day": f"{day:%Y-%m-%d}"})
    assert response.url == reverse("readiness", args=[blueprint.course.slug])
    assert Enrolment.objects.get(learner=learner).exam_day == day
    client.post(url, {"exam_day": ""})
    assert Enrolment.objects.get(learner=learner).exam_day is None


def test_looking_writes_nothing_and_reads_a_fixed_number_of_times(
    client, blueprint, learner, django_assert_num_queries
):
    remember(learner, blueprint, facts=20, answers=200)
    look(client, blueprint, learner)
    with django_assert_num_queries(12) as captured:
        client.get(reverse("readiness", args=[blueprint.course.slug]))
    assert not [one for one in captured if not one["sql"].lstrip().upper().startswith("SELECT")]
    assert not StoredForecast.objects.exists()


def test_the_front_door_counts_the_days_and_progress_leads_to_readiness(client, blueprint, learner):
    enrolment = remember(learner, blueprint, facts=20, last_day=today_of(learner), answers=5)
    client.force_login(learner)
    url = reverse("readiness", args=[blueprint.course.slug])
    english = {"accept-language": "en"}
    assert url not in client.get("/", headers=english).content.decode()
    assert url in client.get(reverse("progress"), headers=english).content.decode()
    for days, said in ((12, "12 days until the exam"), (0, "the exam is today")):
        set_exam_day(enrolment, today_of(learner) + timedelta(days=days), now=timezone.now())
        body = client.get("/", headers=english).content.decode()
        assert said in body
        assert url in body
    Enrolment.objects.update(exam_day=today_of(learner) - timedelta(days=1))
    assert url not in client.get("/", headers=english).content.decode()


def test_a_course_without_an_exam_has_no_readiness_and_a_hidden_one_is_not_there(client, blueprint, learner):
    client.force_login(learner)
    assert client.get(reverse("readiness", args=[CourseFactory().slug])).status_code == 404
    assert client.get(reverse("readiness", args=["no-such"])).status_code == 404
    Blueprint.objects.update(retired_at=NOW)
    assert exam_of(blueprint.course) is None
    assert look(client, blueprint, learner).status_code == 404
