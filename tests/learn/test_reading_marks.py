"""The margin of a note: what it marks, what it says of memory, and being asked from it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import FactText, Note, NoteRevision
from learn.core.scopes import Scope, UnreadableScope, read_scope
from learn.models import Card, Enrolment, User
from quizzes.models import Flashcard
from tests.factories import CourseFactory, NoteFactory, UserFactory, make_flashcard
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db
LINES = '<h2 id="use" data-lines="1-1">Use</h2><p id="L3" data-lines="3-3">one</p><p id="L4" data-lines="4-4">two</p>'


@pytest.fixture
def note(client):
    """Three facts, two on line 3 and one, in a table and with a question, on line 4."""
    note = NoteFactory(course=CourseFactory(), language="en")
    NoteRevision.objects.update(html=LINES, contents=[["use", "Use", 2]])
    for number in range(1, 4):
        card = make_flashcard(note.course, number=number, has_question=number == 3)
        FactText.objects.create(
            fact=card.fact, language="en", note=note, revision=note.current, subject=f"Term {number}",
            attribute="use", value="v", first_line=3 + number // 3, last_line=3 + number // 3,
            place="use/table1/r1c1" if number == 3 else "use/text1", content_hash="h",
        )  # fmt: skip
    client.force_login(UserFactory())
    return note


@pytest.fixture
def learner(note):
    return User.objects.get()


def fact(number: int):
    return Flashcard.objects.get(position=number).fact


def page(client, note, query="", language="en"):
    url = reverse("note", args=[note.course.slug, note.slug, note.language]) + query
    return client.get(url, headers={"accept-language": language}).content.decode()


def marks(said: str) -> list[tuple[str, str, str]]:
    """Ink, facts and what is said of each mark, in the order of the page."""
    return re.findall(
        r'<button class="mark ink-(\d)" form="ask" name="facts" value="([\d.]+)" title="([^"]*)"', said
    )


def test_each_line_that_states_facts_has_one_mark_that_says_what_it_yields(client, note):
    assert marks(page(client, note)) == [
        ("0", f"{fact(1).pk}.{fact(2).pk}", "Ask me now: 2 facts (card). Not begun yet"),
        ("0", f"{fact(3).pk}", "Ask me now: 1 fact (card, question, table cell). Not begun yet"),
    ]


def test_the_ink_is_the_mean_chance_of_recall_and_facts_not_begun_count_nothing(client, note, learner):
    answer(learner, fact(1), 4, timezone.now() - timedelta(days=1))
    answer(learner, fact(3), 4, timezone.now() - timedelta(days=1))
    (half, _facts, said), (full, _other, told) = marks(page(client, note))
    assert (half, full) == ("2", "4")
    assert 45 <= int(re.search(r"Recall today: (\d+)%", said)[1]) < 50
    assert int(re.search(r"Recall today: (\d+)%", told)[1]) > 90


def test_memory_is_the_learners_own(client, note):
    answer(UserFactory(), fact(3), 4, timezone.now() - timedelta(days=1))
    assert [ink for ink, _facts, _said in marks(page(client, note))] == ["0", "0"]


def test_what_is_set_aside_and_what_cannot_be_asked_has_no_mark(client, note, learner):
    answer(learner, fact(3), 4, timezone.now() - timedelta(days=1))
    Card.objects.update(suspended=True)
    Flashcard.objects.filter(position=1).delete()
    assert [facts for _ink, facts, _said in marks(page(client, note))] == [f"{fact(2).pk}"]


def test_an_earlier_version_of_a_note_has_no_marks(client, note):
    note.current = NoteRevision.objects.create(
        note=note, number=2, sha256="1" * 64, source="x", html="<p>new</p>"
    )
    note.save()
    assert "two" in page(client, note, "?revision=1")
    assert marks(page(client, note, "?revision=1")) == []
    assert "Press it to be asked" not in page(client, note, "?revision=1")


def test_pressing_a_mark_asks_that_fact_and_nothing_else_and_leads_back(client, note, learner):
    asked = client.post(
        reverse("start_study"),
        {"course": note.course.slug, "facts": f"{fact(2).pk}"},
        headers={"accept-language": "en"},
        follow=True,
    ).content.decode()
    assert Enrolment.objects.get().learner == learner
    assert "FRONT2" in asked
    assert "FRONT1" not in asked
    back = reverse("note", args=[note.course.slug, note.slug, "en"])
    assert f'href="{back}#L3"' in asked
    answer(learner, fact(2), 4, timezone.now())
    done = client.get(
        reverse("study", args=[note.course.slug]) + f"?facts={fact(2).pk}", headers={"accept-language": "en"}
    ).content.decode()
    assert "Every card here was asked today" in done
    assert f'<a class="button main" href="{back}#L3">' in done


@pytest.mark.parametrize("facts", ["x", "1,2", "1.", ".".join(["1"] * 101), "９", "1 OR 1=1"])
def test_facts_that_nobody_can_choose_are_refused(facts):
    with pytest.raises(UnreadableScope):
        read_scope({"facts": facts})


def test_facts_of_an_address_are_read_as_they_were_written():
    scope = read_scope({"facts": "12.3"})
    assert scope == Scope(facts=(12, 3))
    assert read_scope(dict(part.split("=") for part in scope.query.split("&"))) == scope


def test_facts_of_another_course_are_not_asked(client, note):
    other = make_flashcard(CourseFactory(), number=9)
    said = client.post(
        reverse("start_study"), {"course": note.course.slug, "facts": f"{other.fact.pk}"},
        headers={"accept-language": "en"}, follow=True,
    ).content.decode()  # fmt: skip
    assert "FRONT9" not in said
    assert "Nothing left to ask here" in said


def test_side_by_side_both_languages_stand_in_rows_and_ids_only_once(client, note):
    twin = NoteFactory(course=note.course, slug=note.slug, language="zh", title="灯")
    html = '<h2 id="use" data-lines="1-1">用途</h2><p id="L3" data-lines="3-3">甲</p>'
    NoteRevision.objects.filter(note=twin).update(html=html)
    said = page(client, note, "?beside")
    assert said.count('class="beside"') == 2
    assert said.count('id="use"') == 1
    assert 'lang="zh">' in said
    assert "用途" in said
    assert len(marks(said)) == 2
    assert "用途" not in page(client, note)


def test_side_by_side_without_a_twin_shows_the_note_alone(client, note):
    said = page(client, note, "?beside")
    assert 'class="beside"' not in said
    assert "two" in said


def test_the_margin_takes_as_many_queries_for_many_facts_as_for_one(
    client, note, learner, django_assert_num_queries
):
    answer(learner, fact(1), 4, timezone.now() - timedelta(days=1))
    for number in range(4, 12):
        card = make_flashcard(note.course, number=number)
        text = FactText.objects.first()
        text.pk, text.fact, text.first_line = None, card.fact, 3
        text.save()
    with django_assert_num_queries(11):
        assert len(marks(page(client, note))) == 2
    assert Note.objects.count() == 1
