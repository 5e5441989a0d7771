"""The exam pool: approved questions under dense ranks, and papers drawn by them."""

from __future__ import annotations

from collections import Counter

import pytest

from quizzes.core.exams import TooFewQuestions
from quizzes.models import PoolDomain, PoolQuestion, Question, QuestionText
from quizzes.pool import Worded, build_pool, draw_paper, worded_in
from tests.exam_papers import make_mock
from tests.factories import NOW, CourseFactory, make_question

pytestmark = pytest.mark.django_db


def test_the_pool_has_dense_ranks_by_domain_and_by_fact():
    blueprint = make_mock(facts=12)
    course = blueprint.course
    extra = Question.objects.get(key="question-4")
    twin = Question.objects.create(
        course=course,
        fact=extra.fact,
        key="question-4b",
        kind="definition",
        status="approved",
        current=extra.current,
    )
    assert build_pool(course) == 13
    rows = list(PoolDomain.objects.values_list("domain__slug", "first_rank", "facts"))
    assert rows == [("quay", 0, 6), ("lights", 6, 6)]
    ranks = list(
        PoolQuestion.objects.order_by("fact_rank", "question_rank").values_list("fact_rank", "question_rank")
    )
    assert sorted({fact for fact, _question in ranks}) == list(range(12))
    assert twin.pooled.question_rank == 1
    assert twin.pooled.fact_rank == extra.pooled.fact_rank


def test_a_pool_that_is_as_it_should_be_is_not_written(django_assert_num_queries):
    blueprint = make_mock(facts=12)
    with django_assert_num_queries(7) as queries:
        build_pool(blueprint.course)
    assert not [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]


@pytest.mark.parametrize(
    ("status", "flaws", "retired", "pooled"),
    [
        ("approved", "", False, True),
        ("approved", "length", False, True),
        ("approved", "in-conflict", False, False),
        ("approved", "", True, False),
        ("draft", "", False, False),
        ("rejected", "", False, False),
    ],
)
def test_exams_ask_approved_questions_only(status, flaws, retired, pooled):
    course = CourseFactory()
    question = make_question(course, status=status, flaws=flaws)
    Question.objects.filter(pk=question.pk).update(retired_at=NOW if retired else None)
    assert build_pool(course) == pooled
    assert list(PoolDomain.objects.values_list("domain", "first_rank", "facts")) == [(None, 0, 1)] * pooled


def test_a_paper_follows_the_blueprint_and_is_the_same_for_the_same_seed():
    blueprint = make_mock(facts=40, questions=20, unscored=5)
    paper = draw_paper(blueprint, seed=4)
    assert paper == draw_paper(blueprint, seed=4)
    assert paper != draw_paper(blueprint, seed=5)
    slugs = dict(blueprint.course.domains.values_list("pk", "slug"))
    assert Counter(slugs[one.domain] for one in paper if one.scored) == {"quay": 9, "lights": 6}
    assert len({one.fact for one in paper}) == 20
    revisions = dict(Question.objects.values_list("pk", "current"))
    assert all(revisions[one.question] == one.revision for one in paper)


def test_a_question_rejected_since_the_pool_was_made_is_not_drawn():
    blueprint = make_mock(facts=32, questions=20)
    gone = set(Question.objects.filter(key__in=["question-1", "question-2"]).values_list("pk", flat=True))
    Question.objects.filter(pk__in=gone).update(status="rejected")
    for seed in range(5):
        assert not gone & {one.question for one in draw_paper(blueprint, seed=seed)}
    assert not PoolQuestion.objects.filter(question__in=gone).exists()


def test_a_question_approved_since_the_pool_was_made_counts_when_there_were_too_few():
    blueprint = make_mock(facts=16, questions=20, unscored=10)
    with pytest.raises(TooFewQuestions):
        draw_paper(blueprint, seed=1)
    for number in range(17, 21):
        make_question(blueprint.course, number=number, status="approved")
    assert len(draw_paper(blueprint, seed=1)) == 20


def without(language, *numbers):
    """Take a wording away from questions by their numbers."""
    keys = [f"question-{number}" for number in numbers]
    QuestionText.objects.filter(revision__question__key__in=keys, language=language).delete()


def test_a_paper_asks_what_is_worded_in_its_language_where_there_is_enough_of_it():
    blueprint = make_mock(facts=24, questions=10)
    without("en", 1, 2, 3, 4)
    without("zh", 5, 6)
    build_pool(blueprint.course)
    quay, lights = PoolDomain.objects.all()
    assert [(one.facts, one.only_zh, one.only_en) for one in (quay, lights)] == [(12, 2, 1), (12, 2, 1)]
    drawn = {
        language: {
            one.question for seed in range(40) for one in draw_paper(blueprint, seed=seed, language=language)
        }
        for language in ("zh", "en", "")
    }
    for language in ("zh", "en"):
        worded = Question.objects.filter(current__texts__language=language)
        assert drawn[language] == set(worded.values_list("pk", flat=True))
        assert worded_in(blueprint, language) is Worded.ENOUGH
    assert len(drawn[""]) == 24


def test_a_paper_asks_in_any_language_where_there_is_too_little_in_its_own(django_assert_max_num_queries):
    blueprint = make_mock(facts=12, questions=10)
    assert worded_in(blueprint, "en") is Worded.BOTH
    without("en", *range(1, 9))
    build_pool(blueprint.course)
    assert worded_in(blueprint, "en") is Worded.FEW
    with django_assert_max_num_queries(6):  # without making the pool anew
        assert len(draw_paper(blueprint, seed=1, language="en")) == 10
    assert worded_in(blueprint, "zh") is Worded.ENOUGH


def test_of_a_facts_questions_one_in_the_language_is_picked():
    blueprint = make_mock(facts=24, questions=10)
    for number in range(1, 25):
        other = make_question(blueprint.course, number=100 + number, status="approved")
        fact = Question.objects.get(key=f"question-{number}").fact
        Question.objects.filter(pk=other.pk).update(fact=fact)
    without("en", *range(101, 125))
    build_pool(blueprint.course)
    assert worded_in(blueprint, "en") is Worded.BOTH
    keys = {
        Question.objects.get(pk=one.question).key
        for seed in range(5)
        for one in draw_paper(blueprint, seed=seed, language="en")
    }
    assert not {key for key in keys if len(key) > len("question-99")}


def test_a_drill_is_drawn_from_its_domain_alone():
    blueprint = make_mock(facts=24, questions=6)
    blueprint.domain = blueprint.course.domains.get(slug="lights")
    blueprint.save()
    assert {one.domain for one in draw_paper(blueprint, seed=2)} == {blueprint.domain.pk}


def test_a_blueprint_without_weights_is_drawn_from_everywhere():
    blueprint = make_mock(facts=24, questions=24)
    blueprint.weights.all().delete()
    assert len({one.fact for one in draw_paper(blueprint, seed=2)}) == 24
