"""Putting a quiz together, and taking it in three ways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learn.exams import close_mock
from learn.models import Card, Review
from quizzes.models import Attempt, Sitting
from tests.exam_papers import make_mock
from tests.factories import CourseFactory, UserFactory, make_questions

pytestmark = pytest.mark.django_db
QUESTIONS = 6


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def course():
    course = CourseFactory()
    make_questions(course, range(1, QUESTIONS + 1))
    return course


def page(course):
    return reverse("quiz_new", args=[course.slug])


def begin(client, course, **given):
    response = client.post(page(course), given)
    assert response.status_code == 302, response.content.decode()
    return Sitting.objects.get()


def item_url(sitting, number):
    return reverse("item", args=[sitting.uuid, number])


def send(client, sitting, number, position=0, **given):
    """Answer question ``number`` of a quiz with the choice at ``position`` of its plan (0 is right)."""
    item = sitting.items.get(position=number)
    shown = item.order.index(position)
    data = {"choice": shown, "key": item.idempotency_key, "language": sitting.language} | given
    return client.post(item_url(sitting, number), data)


def test_one_button_begins_ten_questions_that_are_checked_at_once(client, course):
    make_questions(course, range(QUESTIONS + 1, 13))
    sitting = begin(client, course)
    assert (sitting.mode, sitting.kind, sitting.deadline) == ("learn", "practice", None)
    assert sitting.items.count() == 10


def test_looking_at_the_choice_writes_nothing_and_makes_no_account(course, db, client):
    client.logout()
    accounts = len(UserFactory._meta.model.objects.all())
    assert client.get(page(course)).status_code == 200
    assert not Sitting.objects.exists()
    assert len(UserFactory._meta.model.objects.all()) == accounts


def test_a_stranger_begins_as_a_guest(course, client):
    client.logout()
    sitting = begin(client, course)
    assert sitting.learner.is_guest


def test_the_page_says_how_many_questions_fit(client, course):
    assert f"<b>{QUESTIONS}</b>" in client.get(page(course), {"only": "unseen"}).content.decode()
    html = client.get(page(course), {"number": 3}, headers={"HX-Request": "true"}).content.decode()
    assert f"<b>{QUESTIONS}</b>" in html
    assert "<main" not in html


def test_what_fits_nothing_is_refused_with_what_to_loosen_and_keeps_the_choice(client, course):
    response = client.post(page(course), {"only": "mistakes", "mode": "review", "number": "4"}, headers={"Accept-Language": "en"})  # fmt: skip
    html = response.content.decode()
    assert response.status_code == 422
    assert "No question fits everything that you chose." in html
    assert f"With “everything” instead of a part: {QUESTIONS}." in html
    assert 'value="review" checked' in html
    assert 'value="mistakes" selected' in html
    assert 'value="4"' in html
    assert not Sitting.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [({"number": "0"}, 'value="0"'), ({"number": "101"}, 'value="101"'), ({"number": "ten"}, 'value="ten"'), ({"mode": "sleep"}, ""), ({"section": "no-such"}, "no-such")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(client, course, given, kept):
    response = client.post(page(course), given, headers={"Accept-Language": "en"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "choose" in html
    assert kept in html
    assert not Sitting.objects.exists()


def test_a_hidden_course_has_no_quizzes(client, course):
    type(course).objects.update(is_published=False)
    assert client.get(page(course)).status_code == 404


def test_only_unseen_and_only_weak_follow_the_cards(client, course, learner):
    first = begin(client, course, number=2)
    send(client, first, 1, 1)
    send(client, first, 2, 0)
    seen = set(first.items.values_list("fact", flat=True))
    first.delete()
    unseen = begin(client, course, only="unseen")
    assert seen.isdisjoint(unseen.items.values_list("fact", flat=True))
    assert unseen.items.count() == QUESTIONS - 2
    unseen.delete()
    card = Card.objects.filter(learner=learner).first()
    Card.objects.filter(pk=card.pk).update(lapses=2)
    weak = begin(client, course, only="weak")
    assert list(weak.items.values_list("fact", flat=True)) == [card.fact_id]


def test_learn_checks_at_once_and_reviews_the_card(client, course):
    sitting = begin(client, course, number=2)
    send(client, sitting, 1, 0, confidence="sure")
    assert "EXPLANATION" in client.get(item_url(sitting, 1)).content.decode()
    assert Review.objects.get().attempt == Attempt.objects.get()
    assert Attempt.objects.get().confidence == "sure"


def test_a_right_guess_is_scored_as_right_but_reviewed_as_not_known(client, course):
    sitting = begin(client, course, number=2)
    send(client, sitting, 1, 0, confidence="guess")
    send(client, sitting, 2, 1, confidence="sure")
    assert Attempt.objects.get(item__position=1).is_correct
    assert {review.rating for review in Review.objects.all()} == {1}
    html = client.get(
        reverse("result", args=[sitting.uuid]), headers={"Accept-Language": "en"}
    ).content.decode()
    assert "A guess, and right" in html
    assert "Sure, and wrong" in html


@pytest.mark.parametrize("confidence", ["", "very", "<b>"])
def test_confidence_is_optional_and_nonsense_is_left_out(client, course, confidence):
    sitting = begin(client, course, number=1)
    send(client, sitting, 1, 0, confidence=confidence)
    assert Attempt.objects.get().confidence == ""


def test_review_tells_nothing_before_its_end_and_everything_after(client, course):
    sitting = begin(client, course, number=3, mode="review")
    response = send(client, sitting, 1, 1)
    assert response["Location"] == item_url(sitting, 2)
    for url in (
        item_url(sitting, 1),
        item_url(sitting, 2),
        reverse("result", args=[sitting.uuid]),
        reverse("home"),
    ):
        html = client.get(url, follow=True).content.decode()
        assert not any(
            secret in html for secret in ("EXPLANATION", "TRUE-OF", "lines=3", 'class="choice right')
        )
    assert not Review.objects.exists()
    send(client, sitting, 2, 0)
    last = send(client, sitting, 3, 0)
    assert last["Location"] == reverse("result", args=[sitting.uuid])
    html = client.get(item_url(sitting, 1)).content.decode()
    assert "EXPLANATION" in html
    assert "TRUE-OF" in html
    assert Review.objects.count() == 3


def test_review_goes_straight_to_the_next_question_by_script(client, course):
    sitting = begin(client, course, number=2, mode="review")
    item = sitting.items.get(position=1)
    data = {"choice": 0, "key": item.idempotency_key, "language": sitting.language}
    response = client.post(item_url(sitting, 1), data, headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == item_url(sitting, 2)
    assert "<b>2</b> / 2" in response.content.decode()
    item = sitting.items.get(position=2)
    response = client.post(item_url(sitting, 2), data | {"key": item.idempotency_key}, headers={"HX-Request": "true"})  # fmt: skip
    assert response["HX-Redirect"] == reverse("result", args=[sitting.uuid])


def test_a_review_that_is_ended_early_is_reviewed_as_far_as_it_was_answered_and_takes_no_more(client, course):
    sitting = begin(client, course, number=3, mode="review")
    send(client, sitting, 1, 0)
    finish = reverse("finish_quiz", args=[sitting.uuid])
    for _ in range(2):
        assert client.post(finish).status_code == 302
    assert Review.objects.count() == 1
    assert send(client, sitting, 2, 0).status_code == 422
    assert Attempt.objects.count() == 1
    assert "EXPLANATION" in client.get(item_url(sitting, 3)).content.decode(), "what was left open is told"


def test_nobody_ends_the_quiz_of_another(client, course):
    sitting = begin(client, course, mode="review")
    client.force_login(UserFactory())
    assert client.post(reverse("finish_quiz", args=[sitting.uuid])).status_code == 404
    sitting.refresh_from_db()
    assert sitting.finished_at is None


def test_an_exam_of_ones_own_is_timed_tells_nothing_and_ends_with_the_clock(client, course, learner):
    learner.extra_time = "1.25"
    learner.save()
    sitting = begin(client, course, number=4, mode="exam")
    assert sitting.deadline - sitting.started_at == timedelta(minutes=10)
    assert sitting.extra_time == "1.25"
    go_on = client.get(reverse("sitting", args=[sitting.uuid]), follow=True)
    assert go_on.redirect_chain[-1][0] == reverse("exam_item", args=[sitting.uuid, 1])
    for url in (item_url(sitting, 1), reverse("result", args=[sitting.uuid])):
        html = client.get(url, follow=True).content.decode()
        assert not any(secret in html for secret in ("EXPLANATION", "TRUE-OF"))
    item = sitting.items.get(position=1)
    client.post(
        reverse("exam_item", args=[sitting.uuid, 1]),
        {"choice": item.order.index(0), "key": item.idempotency_key, "language": "zh", "confidence": "think"},
    )
    assert not Review.objects.exists()
    client.post(reverse("exam_submit", args=[sitting.uuid]))
    response = client.get(reverse("exam_result", args=[sitting.uuid]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("result", args=[sitting.uuid])
    assert Review.objects.get().way == "quiz"
    html = client.get(item_url(sitting, 1)).content.decode()
    assert "EXPLANATION" in html
    assert client.get(item_url(sitting, 2)).status_code == 200, "an open question is told as well"


def test_an_exam_of_ones_own_that_ran_out_shows_its_result_and_takes_no_answer(client, course):
    sitting = begin(client, course, number=2, mode="exam")
    go_on = reverse("sitting", args=[sitting.uuid])
    assert go_on in client.get(reverse("home")).content.decode()
    past = timezone.now() - timedelta(hours=1)
    Sitting.objects.update(started_at=past - timedelta(minutes=4), deadline=past)
    item = sitting.items.get(position=1)
    response = client.post(item_url(sitting, 1), {"choice": 0, "key": item.idempotency_key})
    assert response.status_code == 302
    assert not Attempt.objects.exists()
    assert go_on not in client.get(reverse("home")).content.decode()
    assert client.get(reverse("result", args=[sitting.uuid])).status_code == 200
    assert list(Sitting.objects.expired(timezone.now())) == [sitting]
    sitting.refresh_from_db()
    assert close_mock(sitting, now=timezone.now())


def test_a_quiz_that_the_course_prepared_is_begun_in_any_way(client):
    mock = make_mock(facts=24, questions=10)
    drill = mock.course.blueprints.create(slug="drill", title_zh="小测", title_en="Drill", position=1, questions=3, each_domain=True)  # fmt: skip
    assert drill.minutes is None
    html = client.get(page(mock.course), headers={"Accept-Language": "en"}).content.decode()
    assert 'value="drill/lights"' in html
    assert "Mock exam" in html
    sitting = begin(client, mock.course, prepared="drill/lights", mode="review")
    assert sitting.mode == "review"
    slugs = sitting.items.values_list("fact__texts__note__domain_of__domain__slug", flat=True)
    assert list(slugs) == ["lights"] * 3


@pytest.mark.parametrize("value", ["no-such", "mock", "drill", "drill/no-such"])
def test_what_the_course_did_not_prepare_is_not_found(client, value):
    mock = make_mock(facts=24, questions=10)
    mock.course.blueprints.create(slug="drill", title_zh="小测", title_en="Drill", position=1, questions=3, each_domain=True)  # fmt: skip
    assert client.post(page(mock.course), {"prepared": value}).status_code == 404
    assert not Sitting.objects.exists()


def test_the_page_asks_the_same_number_of_queries_however_many_questions(client, course, django_assert_max_num_queries):  # fmt: skip
    def look():
        with django_assert_max_num_queries(10):
            assert client.get(page(course)).status_code == 200
        with django_assert_max_num_queries(8):
            client.get(page(course), {"only": "mistakes"}, headers={"HX-Request": "true"})

    look()
    make_questions(course, range(QUESTIONS + 1, 30))
    look()


def test_counting_what_fits_reads_no_question(client, course):
    with CaptureQueriesContext(connection) as captured:
        html = client.get(
            page(course), {"section": "no-such"}, headers={"HX-Request": "true"}
        ).content.decode()
    asked = [one["sql"] for one in captured.captured_queries if "quizzes_question" in one["sql"]]
    assert all("COUNT(DISTINCT" in sql or "LIMIT 1" in sql for sql in asked), asked
    assert f": {QUESTIONS}." in html
