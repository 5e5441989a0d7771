"""The result of a mock: the score with its interval, the domains, the time, the mix-ups, and every question."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid5

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.exam_results import load_result, verdict_sentence
from learn.models import Confusion
from quizzes.core.scoring import Tally, estimate
from quizzes.models import Choice, SittingResult
from tests.exam_papers import make_mock
from tests.factories import NOW, UserFactory
from tests.learn.exam_sittings import sit_mock

pytestmark = pytest.mark.django_db
RIGHT, WRONG, OPEN = 0, 1, None
LAST_YEAR = NOW - timedelta(days=365)


@pytest.fixture
def learner():
    return UserFactory()


@pytest.fixture
def blueprint():
    return make_mock(questions=12, unscored=2)


def look(client, sitting):
    client.force_login(sitting.learner)
    return client.get(reverse("exam_result", args=[sitting.uuid]), headers={"accept-language": "en"})


def test_the_score_stands_with_its_interval_and_a_sentence_that_says_no_more(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12)
    sitting.items.filter(scored=True).first().attempts.update(is_correct=False, chosen="1")
    response = look(client, sitting)
    body = response.content.decode()
    assert response.status_code == 200
    assert "910, 90% interval 687–980" in body
    assert "this one paper cannot tell a pass from a fail" in body
    assert "9 of 10 scored questions were right." in body
    assert "2 pilot questions did not count." in body
    assert "passed" not in body.lower()


@pytest.mark.parametrize(
    ("right", "total", "mark", "said"),
    [
        (50, 50, 720, "1000, 90% interval 954–1000: all of it is above the pass mark of 720."),
        (5, 50, 720, "190, 90% interval 145–272: all of it is below the pass mark of 720."),
        (34, 50, 720, "712, 90% interval 608–799: with the pass mark at 720, this one paper cannot tell a pass from a fail."),
        (34, 50, None, "712, 90% interval 608–799."),
    ],
)  # fmt: skip
def test_there_are_three_verdicts_and_none_without_a_pass_mark(right, total, mark, said):
    assert verdict_sentence(estimate([Tally(right, total)]), mark) == said


def test_pilots_never_count_and_open_questions_are_wrong(learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[OPEN] * 12)
    for item in sitting.items.filter(scored=False):
        item.attempts.create(
            learner=learner, idempotency_key=item.idempotency_key, chosen="0", is_correct=True,
            language="en", answered_at=LAST_YEAR, study_day=LAST_YEAR.date(),
        )  # fmt: skip
    result = load_result(sitting, language="en")
    assert result.score.tally == Tally(0, 10)
    assert (result.pilots, result.unanswered) == (2, 10)
    assert [item.state for item in result.items].count("right") == 2


def test_the_latest_answer_counts_and_one_taken_back_is_none(learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12)
    first, second = sitting.items.filter(scored=True)[:2]
    for item, chosen in ((first, "1"), (second, "")):
        item.attempts.create(
            learner=learner, idempotency_key=uuid5(sitting.uuid, str(item.pk)),
            chosen=chosen, is_correct=False, language="en", answered_at=LAST_YEAR, study_day=LAST_YEAR.date(),
        )  # fmt: skip
    result = load_result(sitting, language="en")
    states = {item.number: item.state for item in result.items}
    assert (states[first.position], states[second.position]) == ("wrong", "open")
    assert result.score.tally.right == 8


def test_domains_have_intervals_of_their_own_in_the_language_of_the_page(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12)
    result = load_result(sitting, language="zh")
    rows = {row.name: (row.right, row.scored, row.low, row.high) for row in result.domains}
    assert rows == {"码头": ("6", "6", 69, 100), "航标": ("4", "4", 60, 100)}
    body = look(client, sitting).content.decode()
    assert "Sea marks" in body
    assert "60–100%" in body


def test_an_expired_exam_that_nobody_closed_is_scored_without_writing(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 6 + [OPEN] * 6, closed=False)
    body = look(client, sitting).content.decode()
    sitting.refresh_from_db()
    assert sitting.finished_at is None
    assert not SittingResult.objects.exists()
    assert "20 of 20 minutes were used." in body


def test_a_running_exam_an_abandoned_one_and_another_learners_have_no_result(client, learner, blueprint):
    running = sit_mock(blueprint, learner, at=timezone.now(), answers=[RIGHT] * 12, closed=False)
    response = look(client, running)
    assert (response.status_code, response.url) == (302, reverse("exam", args=[running.uuid]))
    type(running).objects.filter(pk=running.pk).update(abandoned=True, finished_at=running.deadline)
    body = look(client, running).content.decode()
    assert "Given up, so there is no result" in body
    assert "EXPLANATION" not in body
    done = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12)
    client.force_login(UserFactory())
    assert client.get(reverse("exam_result", args=[done.uuid])).status_code == 404


def test_earlier_papers_of_the_blueprint_are_shown_and_pooled(client, learner, blueprint):
    bad = [WRONG] * 12
    sit_mock(blueprint, learner, at=LAST_YEAR - timedelta(days=400), answers=bad, seed=2)
    sit_mock(blueprint, UserFactory(), at=LAST_YEAR - timedelta(days=1), answers=bad, seed=3)
    sit_mock(blueprint, learner, at=LAST_YEAR - timedelta(days=30), answers=bad, seed=4)
    later = sit_mock(blueprint, learner, at=LAST_YEAR + timedelta(days=1), answers=bad, seed=5)
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12, seed=6)
    result = load_result(sitting, language="en")
    assert [(row.value, row.now) for row in result.papers] == [(1000, True), (100, False)]
    # Ten right of ten, and none of ten that count half: two of three.
    assert result.pooled_sentence.startswith("All together: 700, ")
    assert later.started_at not in [row.began for row in result.papers]
    assert "All together: 700" in look(client, sitting).content.decode()


def test_time_is_told_against_what_there_was(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12, seconds=20)
    result = load_result(sitting, language="en")
    assert result.pace.allowed == 100.0
    assert result.paced == [(12, 240), (11, 220), (10, 200), (9, 180), (8, 160)]
    assert result.minutes == 10
    body = look(client, sitting).content.decode()
    assert "question 12, 240 s" in body
    assert "10 of 20 minutes were used." in body


def test_a_mix_up_names_both_terms_what_it_cost_and_the_drill(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12)
    asked, other = sitting.items.filter(scored=True)[:2]
    Choice.objects.filter(revision=asked.revision, position=1).update(fact=other.fact)
    asked.attempts.update(chosen="1", is_correct=False)
    mixed_up = Confusion.objects.create(
        learner=learner, course=sitting.course, asked=asked.fact, taken_for=other.fact, count=1,
        last_day=LAST_YEAR.date(),
    )  # fmt: skip
    pair = load_result(sitting, language="zh").confusions[0]
    assert (pair.asked, pair.taken_for, pair.lost, pair.points) == (("灯塔", "zh"), ("灯塔", "zh"), 1, 90)
    body = look(client, sitting).content.decode()
    assert reverse("drill", args=[mixed_up.pk]) in body
    assert "1 question, 90 points" in body


def test_every_question_has_its_answers_explanation_and_the_lines_that_were_drawn(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[WRONG] + [RIGHT] * 11)
    body = look(client, sitting).content.decode()
    for item in sitting.items.select_related("revision__question__fact"):
        number = item.revision.question.key.removeprefix("question-")
        assert f"Question {number}: what is a lighthouse for?" in body
        assert f"EXPLANATION{number}" in body
        assert f"KEY{number}" in body
    wrong = sitting.items.first().revision.question.key.removeprefix("question-")
    assert f"WRONG-A{wrong}" in body
    assert f"TRUE-OF{wrong}" in body
    assert body.count("line 3") == 12


def test_every_wrong_option_says_what_it_is_true_of_with_its_line(learner, blueprint):
    answers = [RIGHT, WRONG, None] + [RIGHT] * 9
    items = load_result(sit_mock(blueprint, learner, at=LAST_YEAR, answers=answers), language="en").items
    assert [(len(item.given), len(item.others)) for item in items[:3]] == [(1, 2), (1, 1), (0, 2)]
    assert items[0].given[0].true_of == ""
    wrong = [items[1].given[0], *(said for item in items for said in item.others)]
    assert all(said.true_of.startswith("TRUE-OF") and said.source.first == 3 for said in wrong)


def test_the_result_takes_the_same_queries_for_every_paper(client, learner, django_assert_max_num_queries):
    counts = []
    for questions in (6, 20):
        blueprint = make_mock(facts=60, questions=questions)
        sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[WRONG] * questions)
        look(client, sitting)
        with django_assert_max_num_queries(16) as captured:
            client.get(reverse("exam_result", args=[sitting.uuid]))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_result_leads_to_the_paper_its_key_and_the_mistake_book(client, learner, blueprint):
    sitting = sit_mock(blueprint, learner, at=LAST_YEAR, answers=[RIGHT] * 12)
    body = look(client, sitting).content.decode()
    for name in ("paper", "paper_key"):
        address = reverse(name, args=[sitting.uuid])
        assert f'href="{address}"' in body
        assert client.get(address).status_code == 200
    assert f'href="{reverse("mistakes")}?course={sitting.course.slug}"' in body


def test_the_note_on_scoring_says_what_a_score_cannot_tell(client, learner):
    client.force_login(learner)
    body = client.get(reverse("exam_scoring"), headers={"accept-language": "en"}).content.decode()
    assert "100 + 900 p" in body
    assert "not of a certification exam" in body
