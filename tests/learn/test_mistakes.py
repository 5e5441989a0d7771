"""The mistake book: what comes into it, what is noted there, and how it is mended and taken away."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.exams import answer_and_review, close_mock
from learn.merging import merge_guest
from learn.mistakes import DrilledToday, mistake_book, open_facts, start_mending, write_remark
from learn.models import Review
from quizzes.exam_pages import load_answerable
from quizzes.exams import Given, save_item
from quizzes.models import Choice, Remark, Sitting
from quizzes.sittings import load_item, open_quiz
from tests.exam_papers import place_fact
from tests.factories import NOW, CourseFactory, NoteFactory, UserFactory, make_question, make_questions

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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
    notes = [NoteFactory(course=course, slug="quay", title="码头"), NoteFactory(course=course, slug="mole", title="防波堤")]  # fmt: skip
    for number in range(1, 5):
        question = make_question(course, number=number)
        place_fact(question.fact_id, notes[number % 2])
    return course


def give(course, learner, question, position, *, now=NOW, mode="learn", **given):
    """Answer one question in a quiz of its own; 0 is right."""
    row = course.questions.get(key=f"question-{question}")
    sitting = open_quiz(course, [row.pk], learner=learner, language="zh", seed=3, now=now, mode=mode)
    item = load_item(sitting, 1)
    options = {"language": "zh", "milliseconds": 20_000, "key": item.idempotency_key} | given
    answer_and_review(item, learner=learner, now=now, chosen=frozenset({position}), **options)
    return row.fact_id


def book(course, learner):
    return mistake_book(learner, course, language="en")


def test_a_wrong_answer_comes_into_the_book_and_a_right_one_does_not(course, learner):
    fact = give(course, learner, 1, 1)
    give(course, learner, 2, 0)
    [entry] = book(course, learner)
    assert (entry.fact, entry.chosen, entry.mistake.cause, entry.lucky) == (fact, (1,), "unknown", False)
    assert open_facts(learner, course) == {fact}


def test_an_option_that_is_true_of_another_fact_is_a_confusion(course, learner):
    other = course.facts.get(key="fact-2")
    Choice.objects.filter(revision__question__key="question-1", position=1).update(fact=other)
    give(course, learner, 1, 1)
    assert book(course, learner)[0].mistake.cause == "confusion"


def test_a_lucky_guess_is_in_the_book_as_a_guess(course, learner):
    give(course, learner, 1, 0, confidence="guess")
    [entry] = book(course, learner)
    assert (entry.mistake.cause, entry.lucky) == ("guess", True)


def test_a_hasty_wrong_answer_to_what_was_right_before_is_a_slip(course, learner):
    give(course, learner, 1, 0)
    give(course, learner, 1, 1, now=NOW + DAY, milliseconds=1_500)
    assert book(course, learner)[0].mistake.cause == "slip"


def test_what_a_running_review_quiz_was_answered_is_not_told_by_the_book(course, learner):
    ids = [course.questions.get(key=f"question-{number}").pk for number in (1, 2)]
    sitting = open_quiz(course, ids, learner=learner, language="zh", seed=3, now=NOW, mode="review")
    for number in (1, 2):
        assert book(course, learner) == []
        item = load_item(sitting, number)
        answer_and_review(item, learner=learner, now=NOW, chosen=frozenset({1}), language="zh", milliseconds=None, key=item.idempotency_key)  # fmt: skip
    assert len(book(course, learner)) == 2


def test_a_mistake_is_drilled_until_it_was_answered_right_on_two_study_days(course, learner):
    fact = give(course, learner, 1, 1)
    options = {"learner": learner, "language": "zh", "seed": 4}
    for days, expected in ((0, 1), (1, 2)):
        now = NOW + days * DAY
        sitting = start_mending(book(course, learner), course, now=now, **options)
        assert list(sitting.items.values_list("fact", flat=True)) == [fact]
        item = load_item(sitting, 1)
        answer_and_review(item, learner=learner, now=now, chosen=frozenset({0}), language="zh", milliseconds=20_000, key=item.idempotency_key)  # fmt: skip
        assert book(course, learner)[0].mistake.right_days == expected
        with pytest.raises(DrilledToday):
            start_mending(book(course, learner), course, now=now, **options)
    assert book(course, learner)[0].mistake.mended
    assert open_facts(learner, course) == set()


def hand_in(course, learner, answers, *, at=NOW, **ending):
    """A quiz taken as an exam and closed; ``answers`` are positions by the number of the question, None left open."""
    keys = [f"question-{number}" for number in answers]
    drawn = [course.questions.get(key=key).pk for key in keys]
    sitting = open_quiz(
        course, drawn, learner=learner, language="zh", seed=3, now=at, mode="exam", time=timedelta(hours=1)
    )
    for place, position in enumerate(answers.values(), start=1):
        if position is not None:
            item = load_answerable(sitting, place)
            save_item(item, Given(chosen=frozenset({position})), learner=learner, key=uuid4(), now=at)
    if ending.pop("closes", True):
        assert close_mock(sitting, now=at + timedelta(minutes=5), **ending)
    return sitting


def test_what_an_exam_was_left_open_is_not_known_and_no_review(course, learner):
    hand_in(course, learner, {1: 0, 2: None})
    [entry] = book(course, learner)
    assert entry.fact == course.questions.get(key="question-2").fact_id
    assert (entry.mistake.cause, entry.left_open, entry.chosen) == ("unknown", True, ())
    assert [review.card.fact.key for review in Review.objects.all()] == ["fact-1"]
    assert open_facts(learner, course) == {entry.fact}


@pytest.mark.parametrize(
    ("answers", "ending"),
    [({1: 0, 2: None}, {"abandoned": True}), ({1: 0, 2: None}, {"closes": False}), ({1: None, 2: None}, {})],
)
def test_an_exam_that_was_given_up_goes_on_or_was_never_answered_leaves_nothing_in_the_book(
    course, learner, answers, ending
):
    hand_in(course, learner, answers, **ending)
    assert book(course, learner) == []


def test_what_was_left_open_is_mended_by_right_answers_since_and_not_by_earlier_ones(course, learner):
    give(course, learner, 2, 0, now=NOW - DAY)
    hand_in(course, learner, {1: 0, 2: None})
    [entry] = book(course, learner)
    assert (entry.mistake.times, entry.mistake.right_days, entry.last_right) == (1, 0, None)
    for days in (1, 2):
        give(course, learner, 2, 0, now=NOW + days * DAY)
    [entry] = book(course, learner)
    assert entry.mistake.mended
    assert open_facts(learner, course) == set()


def test_the_page_says_that_a_question_was_left_open(client, course, learner):
    hand_in(course, learner, {1: 0, 2: None})
    html = client.get(reverse("mistakes"), headers={"Accept-Language": "en"}).content.decode()
    assert "left open" in html
    assert "KEY2" in html


def test_the_page_shows_the_question_the_answer_and_what_it_is_true_of_with_its_lines(
    client, course, learner
):
    give(course, learner, 1, 1, confidence="sure")
    html = client.get(reverse("mistakes"), headers={"Accept-Language": "en"}).content.decode()
    for text in (
        "Question 1: what is a lighthouse for?",
        "WRONG-A1",
        "TRUE-OF1",
        "KEY1",
        "lines=3-3",
        "You were sure",
    ):
        assert text in html
    assert "WRONG-B1" not in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {1, 2, 3}),
        ("?section=quay", {2}),
        ("?section=mole", {1, 3}),
        ("?term=term-3", {3}),
        ("?cause=guess", {3}),
        ("?cause=nonsense", {1, 2, 3}),
        ("?starred=on", {2}),
        ("?state=mended", set()),
        ("?section=nowhere", set()),
    ],
)
def test_the_book_is_filtered_by_section_term_cause_and_star(client, course, learner, query, shown):
    facts = {number: give(course, learner, number, 1, confidence="guess" if number == 3 else "") for number in (1, 2, 3)}  # fmt: skip
    write_remark(learner, facts[2], starred=True)
    html = client.get(reverse("mistakes") + query).content.decode()
    assert {number for number, fact in facts.items() if f'id="fact-{fact}"' in html} == shown


def test_a_note_and_a_star_are_kept_and_can_be_changed(client, course, learner):
    fact = give(course, learner, 1, 1)
    url = reverse("mistakes_remark", args=[course.slug, fact])
    response = client.post(
        url, {"text": "  <b>mine</b>\nyours ", "next": reverse("mistakes") + "?starred=on"}
    )
    assert response["Location"] == f"{reverse('mistakes')}?starred=on#fact-{fact}"
    client.post(url, {"star": "on"})
    row = Remark.objects.get()
    assert (row.text, row.starred) == ("<b>mine</b>\nyours", True)
    assert "&lt;b&gt;mine" in client.get(reverse("mistakes")).content.decode()
    client.post(url, {"text": ""})
    client.post(url, {"star": "off"})
    row.refresh_from_db()
    assert (row.text, row.starred) == ("", False)


def test_a_note_that_is_too_long_is_refused_and_kept_on_the_page(client, course, learner):
    fact = give(course, learner, 1, 1)
    response = client.post(reverse("mistakes_remark", args=[course.slug, fact]), {"text": "字" * 2001})
    assert response.status_code == 422
    assert "字" * 2001 in response.content.decode()
    assert "2001" in response.content.decode().replace("字", "")
    assert not Remark.objects.exists()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/account/"])
def test_a_note_leads_back_to_the_book_and_nowhere_else(client, course, learner, back):
    fact = give(course, learner, 1, 1)
    url = reverse("mistakes_remark", args=[course.slug, fact])
    assert client.post(url, {"star": "on", "next": back})["Location"] == f"/mistakes/#fact-{fact}"


def test_nobody_sees_or_notes_in_the_book_of_another(client, course, learner):
    fact = give(course, learner, 1, 1)
    write_remark(learner, fact, text="SECRET")
    other = UserFactory()
    client.force_login(other)
    assert "SECRET" not in client.get(reverse("mistakes")).content.decode()
    assert (
        client.post(reverse("mistakes_remark", args=[course.slug, fact]), {"star": "on"}).status_code == 404
    )
    assert client.get(reverse("mistakes_export", args=[course.slug, "csv"])).status_code == 404
    assert book(course, other) == []
    assert Remark.objects.count() == 1


def test_the_drill_starts_practice_on_what_is_shown(client, course, learner):
    facts = {number: give(course, learner, number, 1) for number in (1, 2, 3)}
    response = client.post(reverse("mistakes_drill", args=[course.slug]), {"section": "quay"})
    newest = Sitting.objects.get(uuid=response["Location"].split("/")[2])
    assert list(newest.items.values_list("fact", flat=True)) == [facts[2]]


def test_a_drill_with_nothing_to_ask_says_so(client, course, learner):
    give(course, learner, 1, 1, now=timezone.now())
    give(course, learner, 1, 0, now=timezone.now())
    sittings = Sitting.objects.count()
    response = client.post(reverse("mistakes_drill", args=[course.slug]), follow=True, headers={"Accept-Language": "en"})  # fmt: skip
    assert "come back tomorrow" in response.content.decode()
    assert Sitting.objects.count() == sittings
    assert client.post(reverse("mistakes_drill", args=["no-such"])).status_code == 404


def test_the_book_is_taken_away_as_csv_in_which_nothing_is_a_formula(client, course, learner):
    fact = give(course, learner, 1, 1)
    write_remark(learner, fact, text="=HYPERLINK(1)")
    response = client.get(
        reverse("mistakes_export", args=[course.slug, "csv"]), headers={"Accept-Language": "en"}
    )
    text = response.content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["your_answer"], row["true_of"], row["right_answer"]) == ("WRONG-A1", "TRUE-OF1", "KEY1")
    assert (row["cause"], row["first_line"], row["remark"]) == ("unknown", "3", "'=HYPERLINK(1)")
    assert "attachment" in response["Content-Disposition"]


def test_the_book_is_taken_away_as_markdown(client, course, learner):
    fact = give(course, learner, 1, 1)
    write_remark(learner, fact, text="mine\nyours", starred=True)
    text = client.get(reverse("mistakes_export", args=[course.slug, "md"]), headers={"Accept-Language": "en"}).content.decode()  # fmt: skip
    assert "## ★ Question 1: what is a lighthouse for?" in text
    assert "- Right answer: KEY1" in text
    assert "- Your answer: WRONG-A1 (true of TRUE-OF1)" in text
    assert "> mine\n> yours" in text
    assert client.get(f"/mistakes/{course.slug}/mistakes.exe").status_code == 404


def test_the_notes_of_a_guest_go_with_them(course):
    guest, account = UserFactory(), UserFactory(is_guest=False)
    facts = [give(course, guest, number, 1) for number in (1, 2)]
    write_remark(guest, facts[0], text="guest", starred=True)
    write_remark(guest, facts[1], text="guest")
    write_remark(account, facts[1], text="account")
    merge_guest(guest, account)
    kept = set(Remark.objects.filter(learner=account).values_list("fact", "text", "starred"))
    assert kept == {(facts[0], "guest", True), (facts[1], "account\n\nguest", False)}
    assert len(book(course, account)) == 2


def test_the_book_asks_the_same_number_of_queries_however_long_it_is(client, course, learner, django_assert_max_num_queries):  # fmt: skip
    give(course, learner, 1, 1)
    with django_assert_max_num_queries(18):
        client.get(reverse("mistakes"))
    for number in (2, 3, 4):
        give(course, learner, number, 1)
    with django_assert_max_num_queries(18):
        client.get(reverse("mistakes"))


def test_many_mistakes_are_shown_page_by_page_and_all_at_once_to_print(client, course, learner):
    make_questions(course, range(5, 30))
    for number in range(5, 30):
        give(course, learner, number, 1)
    url = reverse("mistakes")
    assert client.get(url).content.decode().count('class="sheet mistake"') == 20
    assert client.get(url + "?page=2").content.decode().count('class="sheet mistake"') == 5
    assert client.get(url + "?all=yes").content.decode().count('class="sheet mistake"') == 25
