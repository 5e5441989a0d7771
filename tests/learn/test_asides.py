"""What is noted below the lines of a note: contradictions, common mistakes, and what the learner chose."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import ConflictClaim, FactText, Note, NoteRevision
from learn.models import Review, User
from tests.factories import CourseFactory, NoteFactory, UserFactory, make_flashcard
from tests.harbour import make_harbour
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db
LINES = '<h2 id="use" data-lines="1-1">Use</h2><p id="L3" data-lines="3-3">one</p><p id="L4" data-lines="4-4">two</p>'
CRANES = "# Lambda {#cranes}\n\n- 超时时间：最长 15 分钟\n"
LIGHTS = "# AWS Lambda {#lights}\n\n- 超时时间：最长 10 分钟\n"


@pytest.fixture
def note(client):
    """Two facts that can be asked, each on a line of its own."""
    note = NoteFactory(course=CourseFactory(), language="en")
    NoteRevision.objects.update(html=LINES, contents=[["use", "Use", 2]])
    for number in (1, 2):
        card = make_flashcard(note.course, number=number, has_question=True)
        FactText.objects.create(
            fact=card.fact, language="en", note=note, revision=note.current, subject=f"Term {number}",
            attribute="use", value=f"VALUE{number}", first_line=2 + number, last_line=2 + number,
            place="use/text1", content_hash="h",
        )  # fmt: skip
    client.force_login(UserFactory())
    return note


@pytest.fixture
def learner(note):
    return User.objects.get()


def page(client, note, query="", language="en"):
    url = reverse("note", args=[note.course.slug, note.slug, note.language]) + query
    return client.get(url, headers={"accept-language": language}).content.decode()


def asides(said: str) -> list[str]:
    """The text of each aside, without tags."""
    found = re.findall(r'<div class="aside"[^>]*>(.*?)</div>', said, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]


def choose(learner, note, number, position, *, days_ago=1, rating=1):
    """Answer the question about a fact by the option at a position."""
    text = FactText.objects.get(value=f"VALUE{number}")
    question = text.fact.questions.get()
    review = answer(learner, text.fact, rating, timezone.now() - timedelta(days=days_ago))
    Review.objects.filter(pk=review.pk).update(revision=question.current, chosen=str(position), options=3)


def test_what_was_chosen_wrongly_stands_below_the_line_that_says_what_is_right(client, note, learner):
    choose(learner, note, 2, 1)
    said = page(client, note)
    (noted,) = asides(said)
    assert noted == "You chose “WRONG-A2”, which is true of TRUE-OF2 Mistake book"
    assert said.index('id="L4"') < said.index("WRONG-A2")
    assert f'href="{reverse("mistakes")}?course={note.course.slug}"' in said


def test_a_mended_mistake_a_right_answer_and_a_lucky_guess_are_not_noted(client, note, learner):
    choose(learner, note, 1, 0, rating=1)
    choose(learner, note, 2, 1, days_ago=5)
    for days_ago in (3, 1):
        choose(learner, note, 2, 0, days_ago=days_ago, rating=3)
    assert asides(page(client, note)) == []


def test_nobody_sees_what_another_chose(client, note):
    choose(UserFactory(), note, 2, 1)
    assert asides(page(client, note)) == []


def test_a_contradiction_is_told_on_both_of_its_sides_and_goes_when_it_is_settled(client, tmp_path):
    client.force_login(UserFactory())
    both = {
        "cranes_zh_md": CRANES,
        "lights_zh_md": LIGHTS,
        "cranes_en_md": "# Cranes\n",
        "lights_en_md": "# Lights\n",
    }
    course = make_harbour(tmp_path, **both)
    for slug, mine, other in (
        ("cranes", "最长 15 分钟", "最长 10 分钟"),
        ("lights", "最长 10 分钟", "最长 15 分钟"),
    ):
        (noted,) = asides(page(client, Note.objects.get(course=course, slug=slug, language="zh")))
        assert noted.startswith(f"Contradicted “{mine}”")
        assert f"“{other}”" in noted
        assert "line 3" in noted
        assert "not asked" in noted
    assert ConflictClaim.objects.count() == 2
    make_harbour(tmp_path, **both | {"lights_zh_md": LIGHTS.replace("10", "15")})
    assert not ConflictClaim.objects.exists()
    assert asides(page(client, Note.objects.get(course=course, slug="cranes", language="zh"))) == []


def test_what_is_known_to_be_wrong_is_told_with_what_is_right(client, note):
    text = FactText.objects.get(value="VALUE1")
    ConflictClaim.objects.create(conflict="c" * 12, text=text, correction="Right is this.")
    assert asides(page(client, note)) == ["Known to be wrong “VALUE1” Right is this."]


def test_an_earlier_version_of_a_note_has_nothing_noted(client, note):
    ConflictClaim.objects.create(
        conflict="c" * 12, text=FactText.objects.get(value="VALUE1"), correction="Right is this."
    )
    note.current = NoteRevision.objects.create(
        note=note, number=2, sha256="1" * 64, source="x", html="<p>new</p>"
    )
    note.save()
    assert asides(page(client, note, "?revision=1")) == []


def test_hostile_texts_stay_texts(client, note):
    FactText.objects.filter(value="VALUE1").update(value="<script>x</script>")
    ConflictClaim.objects.create(conflict="c" * 12, text=FactText.objects.get(first_line=3), correction="<b>")
    said = page(client, note)
    assert "<script>x" not in said
    assert "&lt;script&gt;x" in said


def test_more_that_is_noted_costs_no_query(client, note, learner, django_assert_num_queries):
    choose(learner, note, 1, 1)
    with django_assert_num_queries(12):
        page(client, note)
    choose(learner, note, 2, 1)
    for number in (1, 2):
        text = FactText.objects.get(value=f"VALUE{number}")
        ConflictClaim.objects.create(conflict="c" * 12, text=text)
        ConflictClaim.objects.create(conflict=f"d{number}", text=text, correction="Right.")
    with django_assert_num_queries(12):
        assert len(asides(page(client, note))) == 2
