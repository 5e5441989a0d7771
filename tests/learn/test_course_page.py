"""The page of a course."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import Note, NoteTag, Prerequisite, SuggestedComparison, Term
from learn.course_pages import chapters_of, mastery_over
from learn.enrolments import enrol
from learn.models import Card
from quizzes.models import Blueprint, Flashcard
from tests.factories import CourseFactory, NoteFactory, UserFactory, make_flashcard
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    """Two notes, the first in both languages and with four cards, each in a domain of its own."""
    course = CourseFactory()
    for position, (slug, domain) in enumerate((("harbour", "ports"), ("buoy", "marks"))):
        for language, title in (("zh", f"{slug} 中文"), ("en", f"{slug} in English"))[: 2 - position]:
            note = NoteFactory(course=course, slug=slug, language=language, title=title, position=position)
            NoteTag.objects.create(
                note=note, name=domain, title_zh=f"{domain} 域", title_en=f"{domain} domain"
            )
    NoteTag.objects.create(note=Note.objects.get(slug="buoy"), name="red", title_zh="Red", title_en="Red")
    for number in range(1, 5):
        make_flashcard(course, number=number)
    Flashcard.objects.update(topic="harbour#depth")
    return course


@pytest.fixture
def learner(client):
    learner = UserFactory()
    client.force_login(learner)
    return learner


def load(client, course):
    return client.get(reverse("course", args=[course.slug]), headers={"accept-language": "en"})


def test_the_notes_stand_in_order_under_their_domains_one_line_for_both_languages(client, course, learner):
    said = load(client, course).content.decode()
    places = [
        said.index(text) for text in ("ports domain", "harbour in English", "marks domain", "buoy 中文")
    ]
    assert places == sorted(places)
    assert "harbour 中文" not in said
    assert "Red" not in said


def test_a_note_shows_what_is_held_of_all_its_facts_begun_or_not(course, learner):
    yesterday = timezone.now() - timedelta(days=1)
    for card in Flashcard.objects.order_by("position")[:2]:
        answer(learner, card.fact, 4, yesterday)
    enrolment = enrol(learner, course, now=yesterday)
    chapters = chapters_of(course, enrolment, now=timezone.now(), language="en")
    harbour, buoy = chapters[0].notes[0], chapters[1].notes[0]
    assert (harbour.mastery.cards, harbour.mastery.begun) == (4, 2)
    assert 0.45 < harbour.mastery.share < 0.5
    assert buoy.mastery.cards == 0
    assert mastery_over(chapters) == harbour.mastery
    Card.objects.filter(fact__key="fact-1").update(suspended=True)
    again = chapters_of(course, enrolment, now=timezone.now(), language="en")[0].notes[0].mastery
    assert (again.cards, again.begun) == (3, 1)


def test_the_page_draws_what_is_held_and_says_it(client, course, learner):
    answer(learner, Flashcard.objects.first().fact, 4, timezone.now() - timedelta(days=1))
    said = load(client, course).content.decode()
    percent = re.search(r"You hold (\d+)% of this course; 1 of 4 facts begun", said)[1]
    assert 20 <= int(percent) <= 25
    assert f"M0 0h{percent}v4H0z" in said


def test_a_course_that_is_not_open_and_one_that_is_not_there_are_a_404(client, learner):
    assert load(client, CourseFactory(is_published=False)).status_code == 404
    assert client.get(reverse("course", args=["nowhere"])).status_code == 404


def test_who_has_no_account_is_asked_to_log_in(client, course):
    assert load(client, course).status_code == 302


def test_a_course_without_notes_says_so(client, learner):
    assert "No note stands in this course yet" in load(client, CourseFactory()).content.decode()


def test_ten_more_notes_cost_no_query(client, course, learner, django_assert_num_queries):
    answer(learner, Flashcard.objects.first().fact, 4, timezone.now() - timedelta(days=1))
    for number in range(10):
        NoteFactory(course=course, slug=f"more-{number}", position=9)
    with django_assert_num_queries(11):
        load(client, course)


def test_the_home_page_leads_to_the_course_and_lists_no_note(client, course, learner):
    said = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert f'href="{reverse("course", args=[course.slug])}"' in said
    assert "harbour" not in said


def test_the_home_page_marks_the_days_of_the_past_week_by_what_was_answered(client, course, learner):
    now = timezone.now()
    answer(learner, Flashcard.objects.first().fact, 3, now - timedelta(days=2))
    said = client.get("/", headers={"accept-language": "en"}).content.decode()
    inks = re.findall(r'class="ink-(\d)"', said)
    assert (len(inks), inks.count("0")) == (7, 6)
    assert "1 answer<" in said


def test_a_notes_sections_stand_in_its_order_each_with_what_is_held_of_it(client, course, learner):
    for note in Note.objects.filter(slug="harbour"):
        note.current.contents = [
            ["x", note.title, 1],
            ["depth", "Depth", 2],
            ["tides", "Tides", 2],
            ["no", "No", 2],
        ]
        note.current.save()
    Flashcard.objects.filter(position=1).update(topic="harbour#tides")
    answer(learner, Flashcard.objects.get(position=1).fact, 4, timezone.now() - timedelta(days=1))
    enrolment = enrol(learner, course, now=timezone.now())
    harbour = chapters_of(course, enrolment, now=timezone.now(), language="en")[0].notes[0]
    assert [(one.title, one.mastery.cards, one.ink) for one in harbour.sections] == [
        ("Depth", 3, 0),
        ("Tides", 1, 4),
    ]
    said = load(client, course).content.decode()
    assert f'<a class="ink-4" href="{harbour.url}#tides">Tides</a>' in said


def test_a_note_says_which_notes_are_to_be_read_first(client, course, learner):
    Prerequisite.objects.create(course=course, slug="buoy", before="harbour", position=0)
    Prerequisite.objects.create(course=course, slug="buoy", before="gone", position=1)
    buoy = chapters_of(course, None, now=timezone.now(), language="en")[1].notes[0]
    assert buoy.before == (("harbour in English", reverse("note", args=[course.slug, "harbour", "en"])),)
    assert "Read first:" in load(client, course).content.decode()


def test_the_page_leads_to_papers_readiness_and_tables(client, course, learner):
    said = load(client, course).content.decode()
    assert reverse("quiz_new", args=[course.slug]) in said
    assert reverse("readiness", args=[course.slug]) not in said
    assert "set nothing side by side yet" in said
    common = {"course": course, "questions": 5, "position": 0}
    Blueprint.objects.create(
        **common, slug="mock", title_zh="模拟", title_en="Mock", minutes=30, scaled=True, pass_mark=700
    )
    Blueprint.objects.create(**common, slug="drill", title_zh="练习", title_en="Drill")
    for number in range(1, 3):
        Term.objects.create(
            course=course, key=f"t{number}", en=f"Term {number}", pinyin="t", letters="t", forms="t"
        )
    SuggestedComparison.objects.create(course=course, position=0, terms=["t1", "t2"])
    said = load(client, course).content.decode()
    assert reverse("exam_start", args=[course.slug, "mock"]) in said
    assert reverse("exam_start", args=[course.slug, "drill"]) not in said
    assert reverse("readiness", args=[course.slug]) in said
    assert "Term 1 · Term 2" in said
