"""Printing a sitting: the paper tells nothing of the key, and the key has the letters of the paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.exams import begin_mock, close_mock
from quizzes.models import Sitting
from quizzes.papers import key_of, paper_of
from quizzes.sittings import open_quiz
from tests.exam_papers import make_mock
from tests.factories import NOW, CourseFactory, UserFactory, make_arranged_question, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def client(client, learner):
    client.force_login(learner)
    return client


def quiz(learner, *questions, seed=5):
    return open_quiz(
        questions[0].course, [one.pk for one in questions], learner=learner, language="en", seed=seed, now=NOW
    )


def test_the_key_names_the_letter_under_which_the_paper_has_the_right_option(learner):
    course = CourseFactory()
    sitting = quiz(learner, *(make_question(course, number=number) for number in range(1, 9)))
    letters = set()
    for asked, told in zip(paper_of(sitting, "en"), key_of(sitting, "en"), strict=True):
        assert dict(asked.options)[told.answer] == f"KEY{asked.stem.split(':')[0].split()[1]}" == told.says
        letters.add(told.answer)
    assert len(letters) > 1, "the right option is not always under the same letter"


def test_the_key_of_an_order_reads_from_the_first_step_to_the_last(learner):
    sitting = quiz(learner, make_arranged_question(CourseFactory(), kind="ordering"))
    [asked], [told] = paper_of(sitting, "en"), key_of(sitting, "en")
    steps = [dict(asked.options)[letter] for letter in told.answer.split()]
    assert steps == ["WRONG-B1", "KEY1", "WRONG-A1"]


def test_the_key_of_a_matching_pairs_letters_with_numbers(learner):
    sitting = quiz(learner, make_arranged_question(CourseFactory(), kind="matching"))
    [asked], [told] = paper_of(sitting, "en"), key_of(sitting, "en")
    pairs = [pair.split("–") for pair in told.answer.split(", ")]
    found = {dict(asked.options)[letter]: dict(asked.partners)[int(number)] for letter, number in pairs}
    assert found == {"KEY1": "PARTNER0", "WRONG-A1": "PARTNER1", "WRONG-B1": "PARTNER2"}


@pytest.mark.parametrize("closed", [False, True])
def test_the_key_of_an_exam_is_refused_while_it_runs_and_told_when_it_is_over(client, learner, closed):
    mock = make_mock(facts=24, questions=10, unscored=2)
    sitting = begin_mock(mock, learner=learner, language="en", seed=5, now=timezone.now())
    paper, key = (client.get(reverse(name, args=[sitting.uuid])) for name in ("paper", "paper_key"))
    assert (paper.status_code, key.status_code) == (200, 409)
    for html in (paper.content.decode(), key.content.decode()):
        assert not any(secret in html for secret in ("EXPLANATION", "TRUE-OF", "lines=3", "not counted"))
    if closed:
        close_mock(sitting, now=timezone.now())
    else:
        past = timezone.now() - timedelta(hours=1)
        Sitting.objects.update(started_at=past - timedelta(hours=1), deadline=past)
    html = client.get(
        reverse("paper_key", args=[sitting.uuid]), headers={"Accept-Language": "en"}
    ).content.decode()
    assert html.count("EXPLANATION") == 10
    assert html.count("not counted") == 2


def test_a_paper_is_printed_in_either_language_with_the_same_letters(client, learner):
    sitting = quiz(learner, *(make_question(CourseFactory(), number=number) for number in (1,)))
    url = reverse("paper", args=[sitting.uuid])
    assert "KEY1" in client.get(url).content.decode()
    assert "正解1" in client.get(url + "?language=zh").content.decode()
    assert [one.answer for one in key_of(sitting, "zh")] == [one.answer for one in key_of(sitting, "en")]


def test_nobody_prints_the_paper_of_another(client, learner):
    sitting = quiz(learner, make_question(CourseFactory()))
    client.force_login(UserFactory())
    for name in ("paper", "paper_key"):
        assert client.get(reverse(name, args=[sitting.uuid])).status_code == 404


def test_printing_asks_the_same_number_of_queries_however_long_the_paper(client, learner, django_assert_max_num_queries):  # fmt: skip
    course = CourseFactory()
    sitting = quiz(learner, *(make_question(course, number=number) for number in range(1, 13)))
    for name in ("paper", "paper_key"):
        with django_assert_max_num_queries(14):
            client.get(reverse(name, args=[sitting.uuid]))
