"""Which two facts a sitting compares, and what stands beside a term of which the notes are silent."""

from __future__ import annotations

import pytest

from content.models import Fact, FactText
from quizzes.models import Choice
from quizzes.separating import pairs_asked, separating_rows
from quizzes.sittings import open_quiz
from tests.exam_papers import place_fact
from tests.factories import NOW, CourseFactory, NoteFactory, UserFactory, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    """Two questions about two terms under two attributes."""
    course = CourseFactory()
    note = NoteFactory(course=course)
    found = [make_question(course, number=number) for number in (1, 2)]
    for question in found:
        place_fact(question.fact_id, note)
        name, aspect = f"BUOY {question.fact_id}", f"aspect-{question.fact_id}"
        FactText.objects.filter(fact=question.fact).update(subject=name, attribute=aspect)
        Fact.objects.filter(pk=question.fact_id).update(aspect=aspect)
    return found


def sit(questions):
    learner, course = UserFactory(), questions[0].course
    drawn = [question.pk for question in questions]
    return open_quiz(course, drawn, learner=learner, language="zh", seed=1, now=NOW)


def test_two_facts_that_happened_to_be_drawn_are_no_comparison(questions):
    assert pairs_asked(sit(questions)) == ()


@pytest.mark.parametrize("shared", ["term", "aspect"])
def test_two_facts_about_one_term_or_attribute_are_compared(questions, shared):
    one, other = (question.fact_id for question in questions)
    Fact.objects.filter(pk__in=(one, other)).update(**{shared: "shared"})
    assert pairs_asked(sit(questions)) == ((one, other),)


def test_two_facts_are_compared_when_a_wrong_option_is_true_of_the_other(questions):
    one, other = (question.fact_id for question in questions)
    Choice.objects.filter(revision=questions[1].current, position=1).update(fact=one)
    assert pairs_asked(sit(questions)) == ((one, other),)


def test_a_single_fact_is_compared_with_what_a_wrong_option_is_true_of(questions):
    one, other = (question.fact_id for question in questions)
    assert pairs_asked(sit(questions[:1])) == ()
    Choice.objects.filter(revision=questions[0].current, position=1).update(fact=other)
    assert pairs_asked(sit(questions[:1])) == ((one, other),)


def test_a_term_of_which_the_notes_are_silent_is_called_as_the_notes_call_it(questions):
    pair = tuple(question.fact_id for question in questions)
    first, second = separating_rows([pair], "zh")[pair]
    assert [side.term for side in (*first.sides, *second.sides)] == [f"BUOY {fact}" for fact in pair] * 2
    assert [len(side.said) for side in (*first.sides, *second.sides)] == [1, 0, 0, 1]
