"""Studying: an item is shown, answered once, and the next one comes in the same response."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learn.habits import weaker_language
from learn.models import Card, Confusion, DaySummary, Enrolment, Review, User
from quizzes.models import Choice
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="item" value="([^"]+)"')


@pytest.fixture
def course():
    course = CourseFactory()
    for number in range(1, 7):
        make_flashcard(course, number=number, has_question=number % 2 == 0)
    return course


@pytest.fixture
def page(client, course):
    """The study page of a guest who has just begun."""
    client.post(reverse("start_study"), {"course": course.slug})
    return Page(client, course)


class Page:
    """What a learner sees and does on the study page."""

    def __init__(self, client, course):
        self.client, self.course = client, course
        self.load()

    def load(self, **query):
        self.response = self.client.get(reverse("study", args=[self.course.slug]), query)
        return self._read()

    def _read(self):
        self.text = self.response.content.decode()
        found = TOKEN.search(self.text)
        self.token = found[1] if found else ""
        self.way = found and re.search(r'data-way="(\w+)"', self.text)[1]
        return self

    def answer(self, headers=None, **data):
        data = {"item": self.token, "language": "en", "milliseconds": "1500", "flips": "0"} | data
        self.response = self.client.post(reverse("answer", args=[self.course.slug]), data, headers=headers)
        return self._read()

    def do(self, name, **data):
        data = {"item": self.token} | data
        self.response = self.client.post(reverse(name, args=[self.course.slug]), data, follow=True)
        return self._read()

    def right(self):
        """Answer the shown card well."""
        return self.answer(choice="0") if self.way == "choice" else self.answer(rating="3")


def test_who_has_no_account_starts_as_a_guest_and_is_asked_the_first_card(client, course):
    response = client.post(reverse("start_study"), {"course": course.slug}, follow=True)
    enrolment = Enrolment.objects.get()
    assert enrolment.learner.is_guest
    assert enrolment.course == course
    assert "FRONT1" in response.content.decode()
    assert not Card.objects.exists()


def test_starting_twice_keeps_one_study_of_the_course(client, course):
    for _ in range(2):
        client.post(reverse("start_study"), {"course": course.slug})
    assert Enrolment.objects.count() == 1


def test_an_answer_is_stored_and_the_next_card_comes_in_its_response(page):
    first = page.token
    page.answer(rating="3")
    review = Review.objects.get()
    assert (review.rating, review.way, review.milliseconds, review.language) == (3, "flashcard", 1500, "en")
    assert review.card.version == review.number == 1
    assert review.wait_seconds == 600
    assert page.response.status_code == 200
    assert page.token not in ("", first)
    day = DaySummary.objects.get()
    assert (day.answers, day.right, day.new, day.milliseconds) == (1, 1, 1, 1500)


def test_a_repeated_answer_is_stored_once(page):
    token = page.token
    page.answer(rating="3")
    page.answer(item=token, rating="1")
    assert Review.objects.get().rating == 3
    assert DaySummary.objects.get().answers == 1
    assert page.response.status_code == 200


def test_a_right_choice_is_good_among_its_options_and_a_wrong_one_again(page):
    page.answer(rating="4")
    assert page.way == "choice"
    page.answer(choice="0")
    right = Review.objects.latest("pk")
    assert (right.rating, right.way, right.options, right.chosen) == (3, "choice", 3, "0")
    assert right.revision is not None
    while page.way != "choice":
        page.answer(rating="4")
    page.answer(choice="1")
    wrong = Review.objects.latest("pk")
    assert (wrong.rating, wrong.chosen) == (1, "1")
    assert "TRUE-OF" in page.text
    assert "EXPLANATION" in page.text


def test_nothing_of_the_answer_to_a_choice_is_sent_before_it(page):
    page.answer(rating="4")
    assert page.way == "choice"
    assert "EXPLANATION2" not in page.text
    assert "TRUE-OF2" not in page.text
    assert "BACK2" not in page.text


def test_no_choice_at_all_is_asked_for_again_and_stores_nothing(page):
    page.answer(rating="4")
    count = Review.objects.count()
    page.answer()
    assert page.response.status_code == 422
    assert page.way == "choice"
    assert Review.objects.count() == count


@pytest.mark.parametrize("token", ["", "nonsense", "eyJsIjoxfQ:1abc:xyz"])
def test_an_item_that_is_not_ours_is_refused_with_a_sentence(page, token):
    page.client.post(reverse("answer", args=[page.course.slug]), {"item": token, "rating": "3"})
    assert not Review.objects.exists()
    assert "older page" in page.load().text


def test_an_item_of_another_learner_is_refused(page, client, django_user_model):
    theirs = page.token
    client.force_login(UserFactory())
    client.post(reverse("start_study"), {"course": page.course.slug})
    client.post(reverse("answer", args=[page.course.slug]), {"item": theirs, "rating": "3"})
    assert not Review.objects.exists()


def test_who_does_not_study_the_course_gets_404(client, course):
    client.force_login(UserFactory())
    assert client.get(reverse("study", args=[course.slug])).status_code == 404


def test_undo_takes_back_answer_after_answer(page):
    fronts = []
    for _ in range(4):
        fronts.append(page.token)
        page.right()
    for _ in range(4):
        page.do("undo")
    assert Card.objects.filter(phase="new", version=2).count() == 4
    assert Review.objects.filter(kind="undo").count() == 4
    assert not DaySummary.objects.exists()
    page.do("undo")
    assert "nothing left to undo" in page.text


def test_a_card_that_is_put_off_or_suspended_is_not_asked_today(page):
    page.do("set_aside", how="bury")
    assert "FRONT1" not in page.text
    buried = Card.objects.get()
    assert (buried.phase, buried.buried_on, buried.version) == ("new", Review.objects.get().study_day, 1)
    second = page.token
    page.do("set_aside", how="suspend")
    assert page.token != second
    assert Card.objects.filter(suspended=True).count() == 1


def test_what_is_known_already_goes_straight_to_days(page):
    page.do("set_aside", how="known")
    card = Card.objects.get()
    assert card.phase == "review"
    assert card.due_day > card.last_day
    assert Review.objects.get().way == "known"


def test_when_all_is_done_the_page_says_so_and_when_the_next_step_ends(page):
    for _ in range(6):
        page.right()
    for _ in range(6):
        if not page.token:
            break
        page.right()
    assert "Done for today" in page.text or "A short break" in page.text
    assert Card.objects.count() == 6


def test_a_card_is_due_again_after_its_days(page, monkeypatch):
    page.do("set_aside", how="known")
    card = Card.objects.get()
    Card.objects.update(due_day=card.last_day - timedelta(days=1), last_day=card.last_day - timedelta(days=8),
                        last_day_number=card.last_day_number - 8)  # fmt: skip
    Enrolment.objects.update(new_per_day=0)
    page.load()
    assert "FRONT1" in page.text
    page.right()
    review = Review.objects.latest("pk")
    assert review.predicted is not None
    assert 0.5 < review.predicted < 1
    assert DaySummary.objects.get(day=review.study_day).reviews == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("way", "given"),
    [("flashcard", {"rating": "3"}), ("choice", {"choice": "0"}), ("choice", {"choice": "1"})],
    ids=["recalled", "right choice", "wrong choice that names a confusion"],
)
def test_an_answer_takes_eight_queries_at_most_and_one_commit(page, way, given):
    other = page.course.flashcards.first().fact
    Choice.objects.filter(position=1).update(fact=other)
    while page.way != way:
        page.right()
    with CaptureQueriesContext(connection) as taken:
        page.answer(**given)
    assert Confusion.objects.filter(taken_for=other).exists() is (given == {"choice": "1"})
    said = [query["sql"].split()[0] for query in taken.captured_queries]
    assert len([word for word in said if word not in ("BEGIN", "COMMIT")]) <= 8
    assert said.count("COMMIT") == 1


@pytest.mark.parametrize(
    ("setting", "hidden"), [("", ["zh"]), ("zh", ["en"]), ("en", ["zh"]), ("both", []), ("weaker", ["en"])]
)
def test_a_card_is_first_shown_in_the_language_that_the_learner_set(page, setting, hidden):
    User.objects.update(card_language=setting)
    page.load()
    assert re.findall(r'data-language="(\w+)" hidden>(?:正面|FRONT)', page.text) == hidden


def test_who_wants_two_ratings_gets_two(page):
    assert re.findall(r'name="rating" value="(\d)"', page.text) == ["1", "2", "3", "4"]
    User.objects.update(two_ratings=True)
    assert re.findall(r'name="rating" value="(\d)"', page.load().text) == ["1", "3"]


def test_the_weaker_language_is_the_one_answered_worse(page):
    learner = User.objects.get()
    enrolment = Enrolment.objects.get()
    fact = enrolment.course.flashcards.first().fact_id
    card = Card.objects.create(learner=learner, enrolment=enrolment, fact_id=fact, phase="new")
    for number in range(60):
        Review.objects.create(
            card=card, learner=learner, number=number + 1, idempotency_key=uuid4(), kind="answer", at=NOW,
            study_day=NOW.date(), rating=1 if number % 2 and number % 3 else 3, way="flashcard", phase="learning",
            language="zh" if number % 2 else "en",
        )  # fmt: skip
    assert weaker_language(learner) == "zh"
