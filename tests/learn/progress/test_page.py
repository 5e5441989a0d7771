"""The progress page, and the end of a study day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learn.core.log import EventKind
from learn.dashboard import enrolments_of, load_dashboard
from learn.enrolments import enrol
from learn.models import Card, DaySummary, Review
from learn.reviews import undo_last
from learn.serving import StudyItem, next_item
from learn.summaries import summary_of_day
from quizzes.models import Flashcard
from tests.factories import CourseFactory
from tests.learn.progress.answers import answer, answer_until, settle

pytestmark = pytest.mark.django_db
PAGE = "/progress/"


def test_a_stranger_is_sent_to_the_home_page(client):
    response = client.get(PAGE)
    assert response.status_code == 302
    assert response.url.startswith(reverse("home"))


def test_who_studies_nothing_is_shown_how_to_begin(client, learner, course):
    response = client.get(PAGE)
    text = response.content.decode()
    assert response.status_code == 200
    assert "Nothing to look at yet" in text
    assert f'value="{course.slug}"' in text
    assert 'role="img"' not in text


def test_before_the_first_answer_there_are_no_empty_charts(client, enrolment):
    text = client.get(PAGE).content.decode()
    assert "A blank page" in text
    assert "6 cards now" in text
    assert 'role="img"' not in text


def test_every_chart_has_a_title_a_description_and_a_table(client, enrolment):
    answer_until(enrolment, "choice", right=False)
    for second in range(4):
        answer(enrolment, now=timezone.now() + timedelta(seconds=second))
    settle(enrolment, days=30, stability=25.0)
    for second in range(2):
        answer(enrolment, now=timezone.now() + timedelta(seconds=second), right=second == 0)
    text = client.get(PAGE).content.decode()
    pictures = re.findall(r'<svg[^>]*role="img"[^>]*aria-labelledby="([\w-]+) ([\w-]+)"', text)
    assert len(pictures) == 10  # heatmap, answers, minutes, ahead, four of retention, calibration, hours
    for title, desc in pictures:
        assert re.search(rf'<title id="{title}">\S', text)
        assert re.search(rf'<desc id="{desc}">\S', text)
    sections = re.findall(r'<section class="sheet chart"(.*?)</section>', text, re.S)
    assert len(sections) == 8
    assert all("<table" in section for section in sections)
    assert " style=" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("language", "said"), [("en", "What you know"), ("zh-hans", "掌握情况")])
def test_the_page_is_worded_in_both_languages(client, enrolment, language, said):
    answer(enrolment, now=timezone.now())
    client.cookies["django_language"] = language
    text = client.get(PAGE).content.decode()
    assert said in text
    assert "lighthouse" not in text


def test_looking_at_the_page_writes_nothing_and_reads_no_reviews(client, enrolment):
    answer_until(enrolment, "choice", right=False)
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        client.get(PAGE)
    statements = [query["sql"] for query in taken.captured_queries]
    assert len(statements) <= 15
    assert [sql for sql in statements if not sql.startswith(("SELECT", "\nSELECT"))] == []
    # All but the first one of cards that were begun today: an exam may have begun them.
    assert [sql for sql in statements if "learn_review" in sql and "NOT EXISTS" not in sql] == []


@pytest.mark.slow
def test_neither_queries_nor_rows_grow_with_history(client, enrolment):
    review = answer_until(enrolment, "choice", right=False)
    today = review.study_day
    add_days(enrolment, today, range(1, 400))
    with CaptureQueriesContext(connection) as before:
        client.get(PAGE)
    shown = load(enrolment)
    add_days(enrolment, today, range(400, 1400))
    fields = {"card": review.card, "learner": enrolment.learner, "kind": EventKind.ANSWER.value, "rating": 3,
              "phase": "review", "interval_days": 3, "predicted": 0.9}  # fmt: skip
    Review.objects.bulk_create(
        Review(
            number=number,
            idempotency_key=f"00000000-0000-4000-8000-{number:012}",
            at=timezone.now() - timedelta(hours=number),
            study_day=today - timedelta(days=number // 24),
            **fields,
        )
        for number in range(100, 4100)
    )
    with CaptureQueriesContext(connection) as after:
        response = client.get(PAGE)
    later = load(enrolment)
    assert response.status_code == 200
    assert len(after) == len(before)
    assert len(later.days) == len(shown.days) <= 26 * 7
    assert len(later.cards) == len(shown.cards) <= 6
    assert later.hours == shown.hours


def load(enrolment):
    return load_dashboard(enrolments_of(enrolment.learner), course="", now=timezone.now(), language="en")


def add_days(enrolment, today, back) -> None:
    DaySummary.objects.bulk_create(
        DaySummary(
            learner=enrolment.learner, course=enrolment.course, day=today - timedelta(days=one), answers=30,
            right=25, reviews=20, reviews_right=18, milliseconds=300_000, predicted=18.0,
        )
        for one in back
    )  # fmt: skip


def test_the_page_is_of_the_course_that_is_asked_for(client, enrolment):
    other = CourseFactory(title_en="Things ashore")
    enrol(enrolment.learner, other, now=timezone.now())
    answer(enrolment, now=timezone.now())
    assert '<p class="muted" lang="en">Things at sea' in client.get(PAGE).content.decode()
    assert (
        '<p class="muted" lang="en">Things ashore'
        in client.get(PAGE, {"course": other.slug}).content.decode()
    )


def test_a_course_that_is_hidden_is_no_longer_shown(client, enrolment):
    enrolment.course.is_published = False
    enrolment.course.save()
    assert "Things at sea" not in client.get(PAGE).content.decode()


def test_the_end_of_a_study_day_sums_it_up_in_four_queries(client, enrolment, django_assert_max_num_queries):
    now = timezone.now()
    answer_until(enrolment, "choice", right=False)
    at = now
    while isinstance(item := next_item(enrolment, now=at), StudyItem):
        answer(enrolment, now=at, item=item)
        at += timedelta(minutes=2)
    with django_assert_max_num_queries(4):
        summary = summary_of_day(enrolment, now)
    day = DaySummary.objects.get()
    assert (summary.answers, summary.new, summary.reviews) == (day.answers, 6, 0)
    assert summary.predicted is None
    assert [card.forgotten for card in summary.hardest] == [1]
    assert summary.tomorrow == 6 - Card.objects.filter(due_day__gt=day.day + timedelta(days=1)).count()
    text = client.get(reverse("study", args=[enrolment.course.slug])).content.decode()
    assert "Done for today" in text
    assert "The hardest today" in text
    assert "line 3" in text
    assert reverse("progress") in text


def test_the_summary_sets_what_was_recalled_beside_what_was_predicted(enrolment):
    now = timezone.now()
    for second in range(6):
        answer(enrolment, now=now + timedelta(seconds=second))
    settle(enrolment, days=25, stability=25.0)
    answer(enrolment, now=now + timedelta(seconds=30), right=False)
    summary = summary_of_day(enrolment, now)
    assert (summary.reviews, summary.recalled, summary.predicted) == (1, 0, 90)


def test_a_mistake_that_was_undone_is_not_among_the_hardest(enrolment):
    now = timezone.now()
    answer(enrolment, now=now, right=False)
    assert len(summary_of_day(enrolment, now).hardest) == 1
    undo_last(enrolment.learner, now=now + timedelta(seconds=1))
    assert summary_of_day(enrolment, now).hardest == ()


def test_cards_that_wait_for_tomorrow_are_not_called_due(client, enrolment):
    Flashcard.objects.filter(course=enrolment.course).update(siblings="row:the-same")
    at = timezone.now()
    while isinstance(item := next_item(enrolment, now=at), StudyItem):
        answer(enrolment, now=at, item=item)
        at += timedelta(minutes=2)
    text = client.get(PAGE).content.decode()
    assert Card.objects.count() == 1
    assert "Nothing is due now" in text
    assert text.count("button main") == 0


def test_the_home_page_leads_to_the_progress_page(client, learner, course):
    assert f'href="{PAGE}"' in client.get(reverse("home")).content.decode()
