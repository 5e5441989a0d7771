"""Which questions fit a learner's wish, and what to loosen where few do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from content.models import FactText
from learn.core.quiz_wishes import Group, Only, Wish, kinds_of
from learn.models import Card
from learn.quiz_questions import count_facts, fitting, loosenings, parts_of, standing_of
from quizzes.core.drafts import QuestionKind
from quizzes.models import Question, QuestionText
from tests.exam_papers import place_fact
from tests.factories import NOW, CourseFactory, NoteFactory, UserFactory, make_question
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def course(learner):
    """Facts 1 and 2 at the quay, 3 at the mole (in Chinese only), 4 in a section of the quay; 3 is weak, 4 never seen."""
    course = CourseFactory()
    quay, mole = (NoteFactory(course=course, slug=slug, title=slug) for slug in ("quay", "mole"))
    facts = {}
    for number, (note, heading) in enumerate(
        [(quay, "depth"), (quay, "depth"), (mole, "length"), (quay, "light")], start=1
    ):
        question = make_question(course, number=number)
        place_fact(question.fact_id, note)
        FactText.objects.filter(fact=question.fact).update(
            heading_id=heading,
            heading=heading.title(),
            subject=f"Buoy {number}",
            first_line=number,
            last_line=number,
        )
        facts[number] = question.fact
    second = Question.objects.get(key="question-1")
    second.pk, second.key, second.kind = None, "question-1b", "multiple"
    second.save()
    QuestionText.objects.filter(revision__question__key="question-3", language="en").delete()
    make_question(course, number=9, status="rejected")
    for number in (1, 2, 3):
        answer(learner, facts[number], 3, NOW)
    Card.objects.filter(fact=facts[3]).update(lapses=2)
    return course


def found(course, learner, wish, now=NOW):
    standing = standing_of(course, wish.only, learner=learner, now=now)
    return set(fitting(course, wish, standing).values_list("key", flat=True))


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        (Wish(), {"1", "1b", "2", "3", "4"}),
        (Wish(sections=frozenset({"mole"})), {"3"}),
        (Wish(sections=frozenset({"quay"})), {"1", "1b", "2", "4"}),
        (Wish(sections=frozenset({"quay#light"})), {"4"}),
        (Wish(sections=frozenset({"no-such", "quay#no-such"})), set()),
        (Wish(terms=frozenset({"term-3", "term-4"})), {"3", "4"}),
        (Wish(sections=frozenset({"mole"}), terms=frozenset({"term-4"})), {"3", "4"}),
        (Wish(groups=frozenset({Group.SEVERAL})), {"1b"}),
        (Wish(language="en"), {"1", "1b", "2", "4"}),
        (Wish(only=Only.UNSEEN), {"4"}),
        (Wish(only=Only.WEAK), {"3"}),
        (Wish(only=Only.MISTAKES), set()),
        (Wish(only=Only.WEAK, language="en"), set()),
    ],
)
def test_a_wish_is_fulfilled_by_the_questions_that_fit_all_of_it(course, learner, wish, numbers):
    assert found(course, learner, wish) == {f"question-{number}" for number in numbers}


def test_what_is_likely_forgotten_is_weak(course, learner):
    weak = Wish(only=Only.WEAK)
    for days in (1, 2, 3):
        answer(learner, Question.objects.get(key="question-2").fact, 3, NOW + timedelta(days=days))
    sturdy, frail = (Card.objects.get(fact__key=key).stability for key in ("fact-2", "fact-1"))
    assert sturdy > frail
    # Recall falls to 0.8 where it has fallen to 0.9 after as many days as the stability says, and later.
    assert "question-1" not in found(course, learner, weak, NOW + timedelta(days=int(frail)))
    later = found(course, learner, weak, NOW + timedelta(days=int(4 * frail) + 1))
    assert {"question-1", "question-1b", "question-3"} <= later
    assert "question-2" not in later or sturdy < 2 * frail


@pytest.mark.parametrize(("only", "number"), [(Only.UNSEEN, 5), (Only.WEAK, 0), (Only.MISTAKES, 0)])
def test_who_has_no_account_has_seen_nothing(course, only, number):
    assert len(found(course, AnonymousUser(), Wish(only=only))) == number


def test_facts_are_counted_once_however_many_questions_they_have(course):
    assert count_facts(fitting(course, Wish(), standing_of(course, None, learner=None, now=NOW))) == 4


def test_what_is_worth_loosening_is_told_with_what_it_brings_the_most_first(course, learner):
    wish = Wish(language="en", only=Only.WEAK, groups=frozenset({Group.ONE}))
    standing = standing_of(course, wish.only, learner=learner, now=NOW)
    assert loosenings(course, wish, standing, found=0) == [("only", 3), ("language", 1)]
    assert loosenings(course, wish, standing, found=2) == [("only", 3)]
    assert loosenings(course, Wish(), standing, found=0) == []


def test_sections_stand_under_their_notes_and_terms_by_name(course):
    sections, terms = parts_of(course, "zh")
    assert [(part.value, part.level) for part in sections] == [
        ("mole", 1), ("mole#length", 2), ("quay", 1), ("quay#depth", 2), ("quay#light", 2),
    ]  # fmt: skip
    assert [(part.value, part.name) for part in terms] == [(f"term-{n}", f"Buoy {n}") for n in (1, 2, 3, 4)]


def test_every_kind_of_question_is_in_one_group():
    kinds = [kind for group in Group for kind in kinds_of(group)]
    assert sorted(kinds) == sorted(kind.value for kind in QuestionKind)
    assert kinds_of(Group.MATCH) == ["matching"]
    assert "attribute" in kinds_of(Group.ONE)
