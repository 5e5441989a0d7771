"""The progress page, its sums, drills of confused pairs, and the end of a study day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.models import FactText, Note
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.counts import recount_answers, recount_confusions
from learn.dashboard import enrolments_of, load_dashboard
from learn.enrolments import enrol
from learn.models import AnswerCount, Card, Confusion, DaySummary, Review
from learn.reviews import Manner, undo_last
from learn.serving import Nothing, StudyItem, next_item, read_token, store_answer
from learn.summaries import summary_of_day
from quizzes.core.calendar import study_day
from quizzes.models import Choice, Flashcard, Sitting
from tests.factories import NOW, CourseFactory, UserFactory, make_flashcard

pytestmark = pytest.mark.django_db
PAGE = "/progress/"


@pytest.fixture
def course():
    """Six facts; a wrong option of the question about fact n is true of the next fact with a question."""
    course = CourseFactory()
    cards = [make_flashcard(course, number=number, has_question=number % 2 == 0) for number in range(1, 7)]
    for card in cards:
        tell(card)
    asked = [card.fact for card in cards if card.has_question]
    for place, fact in enumerate(asked):
        other = asked[(place + 1) % len(asked)]
        Choice.objects.filter(revision__question__fact=fact, position=1).update(fact=other)
    return course


def tell(card: Flashcard) -> None:
    """What the notes say of the fact of a card, in both languages."""
    note = Note.objects.get(course=card.course)
    for language, attribute in (("zh", "用途"), ("en", "Use")):
        FactText.objects.create(
            fact=card.fact,
            language=language,
            note=note,
            revision=note.current,
            subject=f"TERM{card.position}",
            attribute=attribute,
            value=f"**VALUE{card.position}**",
            first_line=3,
            last_line=card.position + 3,
            place="p",
            content_hash="h",
        )


@pytest.fixture
def learner(client):
    learner = UserFactory(time_zone="Asia/Shanghai")
    client.force_login(learner)
    return learner


@pytest.fixture
def enrolment(learner, course):
    enrolment = enrol(learner, course, now=timezone.now())
    enrolment.learner = learner
    return enrolment


def answer(enrolment, *, now, right: bool = True, item: StudyItem | None = None) -> Review:
    """Answer the next card, by choice where it is one; a wrong choice is the option at position 1."""
    shown = item or next_item(enrolment, now=now)
    assert isinstance(shown, StudyItem)
    returned = read_token(shown.token, enrolment.learner_id)
    card = Card.objects.filter(pk=returned.card).first() if returned.card else None
    options = {option.position: option for option in shown.asked.options}
    manner = Manner(way=returned.way.value, milliseconds=6000)
    if options:
        chosen = options[0 if right else 1]
        manner = Manner(
            way="choice",
            options=len(options),
            revision=returned.revision,
            chosen=str(chosen.position),
            milliseconds=6000,
            taken_for=() if right or chosen.fact is None else (chosen.fact,),
        )
    rating = Rating.GOOD if right else Rating.AGAIN
    return store_answer(enrolment, card, returned, rating, manner, now=now)


def answer_until(enrolment, way: str, *, right: bool) -> Review:
    """Answer cards well until one is asked in a certain way, and that one as told."""
    now = timezone.now()
    for seconds in range(0, 600, 10):
        at = now + timedelta(seconds=seconds)
        item = next_item(enrolment, now=at)
        assert isinstance(item, StudyItem)
        if item.asked.way.value == way:
            return answer(enrolment, now=at, right=right, item=item)
        answer(enrolment, now=at, item=item)
    raise AssertionError(f"Nothing was asked by {way}.")


def settle(enrolment, *, days: int, stability: float) -> None:
    """Make every card one that was learnt ``days`` ago and is due today."""
    today = study_day(timezone.now(), enrolment.learner.time_zone)
    last = today - timedelta(days=days)
    Card.objects.filter(enrolment=enrolment).update(
        phase="review", stability=stability, difficulty=5, due_at=None, due_day=today, last_day=last,
        last_day_number=last.toordinal(), first_day=last,
    )  # fmt: skip


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
    assert "<svg" not in text


def test_before_the_first_answer_there_are_no_empty_charts(client, enrolment):
    text = client.get(PAGE).content.decode()
    assert "A blank page" in text
    assert "6 cards now" in text
    assert "<svg" not in text


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


def test_an_answer_is_counted_by_the_hour_of_the_learners_clock(enrolment):
    review = answer(enrolment, now=NOW)  # 12:00 UTC is 20:00 in Shanghai
    assert review.hour == 20
    count = AnswerCount.objects.get()
    assert (count.kind, count.slot, count.answers, count.right) == ("hour", 20, 1, 1)


def test_a_review_is_counted_by_what_was_predicted_and_an_undo_takes_it_back(enrolment):
    for second in range(6):
        answer(enrolment, now=timezone.now() + timedelta(seconds=second))
    settle(enrolment, days=25, stability=25.0)
    review = answer(enrolment, now=timezone.now() + timedelta(minutes=1), right=False)
    count = AnswerCount.objects.get(kind="forecast")
    assert (count.slot, count.answers, count.right) == (17 if review.predicted < 0.9 else 18, 1, 0)
    assert count.predicted == pytest.approx(review.predicted)
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=2))
    count.refresh_from_db()
    assert (count.answers, count.right) == (0, 0)
    assert count.predicted == pytest.approx(0)


def test_a_wrong_choice_names_what_was_taken_for_what(client, enrolment):
    review = answer_until(enrolment, "choice", right=False)
    confusion = Confusion.objects.get()
    taken = Choice.objects.get(revision=review.revision_id, position=1).fact
    assert (confusion.asked, confusion.taken_for, confusion.count) == (review.card.fact, taken, 1)
    assert confusion.last_day == review.study_day
    text = client.get(PAGE).content.decode()
    assert reverse("drill", args=[confusion.pk]) in text
    assert "VALUE2" in text
    assert "VALUE4" in text
    assert "**" not in text
    assert "lines=3-5" in text


def test_the_same_wrong_choice_again_counts_twice_and_an_undo_takes_one_back(enrolment):
    first = answer_until(enrolment, "choice", right=False)
    Card.objects.filter(pk=first.card_id).update(due_at=timezone.now() - timedelta(hours=1))
    item = next_item(enrolment, now=timezone.now() + timedelta(minutes=5))
    assert isinstance(item, StudyItem)
    second = answer(enrolment, now=timezone.now() + timedelta(minutes=5), right=False, item=item)
    assert second.card_id == first.card_id
    assert Confusion.objects.get().count == 2
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=6))
    assert Confusion.objects.get().count == 1
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=7))
    assert not Confusion.objects.exists()


def test_confusions_made_anew_from_reviews_are_those_that_were_counted(enrolment):
    for second in range(0, 90, 10):
        item = next_item(enrolment, now=timezone.now() + timedelta(seconds=second))
        if isinstance(item, Nothing):
            break
        answer(enrolment, now=timezone.now() + timedelta(seconds=second), right=False, item=item)
    fields = ("asked", "taken_for", "count", "last_day")
    counted = sorted(Confusion.objects.values_list(*fields))
    assert counted
    recount_confusions(enrolment.learner_id, enrolment.course_id)
    assert sorted(Confusion.objects.values_list(*fields)) == counted


def test_counts_made_anew_from_reviews_are_those_that_were_counted(enrolment):
    for second in range(6):
        answer(enrolment, now=timezone.now() + timedelta(seconds=second), right=second != 2)
    settle(enrolment, days=25, stability=25.0)
    for second in range(3):
        answer(enrolment, now=timezone.now() + timedelta(seconds=30 + second), right=second != 1)
    undo_last(enrolment.learner, now=timezone.now() + timedelta(minutes=2))
    fields = ("kind", "slot", "answers", "right")
    counted = sorted(AnswerCount.objects.filter(answers__gt=0).values_list(*fields))
    assert {kind for kind, *_rest in counted} == {"hour", "forecast"}
    recount_answers(enrolment.learner_id, enrolment.course_id)
    assert sorted(AnswerCount.objects.values_list(*fields)) == counted


def test_a_repeated_answer_is_counted_once(enrolment):
    item = next_item(enrolment, now=NOW)
    assert isinstance(item, StudyItem)
    for _ in range(2):
        answer(enrolment, now=NOW, item=item)
    assert AnswerCount.objects.get().answers == 1


def test_a_drill_asks_about_both_facts_and_shows_what_tells_them_apart(client, enrolment):
    answer_until(enrolment, "choice", right=False)
    confusion = Confusion.objects.get()
    response = client.post(reverse("drill", args=[confusion.pk]))
    sitting = Sitting.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("item", args=[sitting.uuid, 1])
    facts = set(sitting.items.values_list("revision__question__fact", flat=True))
    assert facts == {confusion.asked_id, confusion.taken_for_id}
    text = client.get(reverse("result", args=[sitting.uuid])).content.decode()
    assert "What tells them apart" in text
    assert "VALUE2" in text
    assert "VALUE4" in text


def test_nobody_drills_the_pair_of_another(client, enrolment):
    answer_until(enrolment, "choice", right=False)
    address = reverse("drill", args=[Confusion.objects.get().pk])
    client.force_login(UserFactory())
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405
    assert not Sitting.objects.exists()


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
