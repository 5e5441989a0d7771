"""Which questions learners practise with."""

from __future__ import annotations

import pytest

from quizzes.models import Question
from tests.factories import CourseFactory, make_question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "flaws", "asked"),
    [
        ("draft", "", True),
        ("draft", "uneven-length", False),
        ("draft", "in-conflict", False),
        ("approved", "", True),
        ("approved", "uneven-length mixed-forms", True),
        ("approved", "in-conflict", False),
        ("approved", "twins-differ", False),
        ("approved", "fragment in-conflict uneven-length", False),
        ("rejected", "", False),
    ],
)
def test_a_question_on_facts_in_doubt_is_not_practised_even_when_a_person_approved_it(
    status: str, flaws: str, asked: bool, django_assert_num_queries
) -> None:
    question = make_question(CourseFactory(), status=status, flaws=flaws)
    with django_assert_num_queries(1):
        assert list(Question.objects.askable()) == ([question] if asked else [])
