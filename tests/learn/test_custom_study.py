"""Custom study: a learner chooses which cards are asked, due or not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from content.models import FactText, NoteTag
from learn.core.memory import Memory, Rating, next_memory, recall_probability
from learn.core.scopes import Scope, UnreadableScope, Which, read_scope
from learn.custom_study import Tally, choose_in_scope, tally
from learn.models import Card, Enrolment, Review, User
from learn.reviews import undo_last
from learn.studying import choose_card
from quizzes.models import Flashcard
from tests.factories import NOW, CourseFactory, NoteFactory, UserFactory, make_flashcard
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    """Six cards: three sections of a note (``note#0`` to ``note#2``), a term each."""
    course = CourseFactory()
    note = NoteFactory(course=course, slug="note")
    NoteTag.objects.create(note=note, name="sea marks", title_zh="航标", title_en="Sea marks")
    note.current.contents = [[str(number), f"第 {number} 节", 2] for number in range(3)]
    note.current.save()
    for number in range(1, 7):
        card = make_flashcard(course, number=number, has_question=number == 6)
        FactText.objects.create(
            fact=card.fact, language="en", note=note, revision=note.current, subject=f"Term {number}",
            attribute="use", value="v", first_line=3, last_line=3, place=f"t1r{number}c1", content_hash="h",
        )  # fmt: skip
    return course


@pytest.fixture
def enrolment(course):
    return Enrolment.objects.create(learner=UserFactory(), course=course, started_at=NOW)


def fact(number: int):
    return Flashcard.objects.get(position=number).fact


def asked(enrolment, scope: Scope, now=NOW, rating: int = 4) -> list[int]:
    """The cards that come, by number, when each is answered as it comes."""
    numbers = []
    while (found := choose_in_scope(enrolment, scope, now=now)).row is not None:
        numbers.append(found.row.position)
        answer(enrolment.learner, fact(found.row.position), rating, now)
        assert len(numbers) < 20
    return numbers


SCOPES = [
    pytest.param(Scope(), {1, 2, 3, 4, 5, 6}, id="course"),
    pytest.param(Scope(section="note"), {1, 2, 3, 4, 5, 6}, id="note"),
    pytest.param(Scope(section="not"), set(), id="the beginning of a note's name"),
    pytest.param(Scope(section="note#1"), {1, 4}, id="section"),
    pytest.param(Scope(term="term-5"), {5}, id="term"),
    pytest.param(Scope(tag="sea marks"), {1, 2, 3, 4, 5, 6}, id="tag"),
    pytest.param(Scope(tag="rivers"), set(), id="another tag"),
    pytest.param(Scope(section="note#1", term="term-4"), {4}, id="section and term"),
    pytest.param(Scope(section="note#1", term="term-5"), set(), id="a term that is not there"),
    pytest.param(Scope(term="%"), set(), id="a sign that databases read"),
]


@pytest.mark.parametrize(("scope", "numbers"), SCOPES)
def test_the_cards_that_were_chosen_are_asked_and_no_others(enrolment, scope, numbers) -> None:
    counted = tally(enrolment, scope, now=NOW)
    assert counted == Tally(len(numbers), len(numbers), 0, 0, len(numbers), 0)
    found = asked(enrolment, scope)
    assert (set(found), len(found)) == (numbers, len(numbers))
    assert tally(enrolment, scope, now=NOW).askable == 0


def test_the_limits_of_the_day_do_not_apply(enrolment) -> None:
    Enrolment.objects.update(new_per_day=0, reviews_per_day=0)
    enrolment.refresh_from_db()
    assert choose_card(enrolment, now=NOW).row is None
    assert len(asked(enrolment, Scope())) == 6
    assert len(asked(enrolment, Scope(), NOW + timedelta(days=1))) == 6


def test_a_card_asked_ahead_of_time_is_counted_with_the_days_that_went_by(enrolment) -> None:
    answer(enrolment.learner, fact(1), 4, NOW)
    before = Card.objects.get()
    assert before.due_day > NOW.date() + timedelta(days=3)
    later = NOW + timedelta(days=3)
    assert choose_card(enrolment, now=later).workload.due == 0
    assert asked(enrolment, Scope(term="term-1"), later, rating=3) == [1]
    after, review = Card.objects.get(), Review.objects.latest("pk")
    memory = next_memory(Memory(before.stability, before.difficulty), Rating.GOOD, days=3)
    assert (after.stability, after.difficulty) == (memory.stability, memory.difficulty)
    assert review.predicted == recall_probability(before.stability, 3)
    assert (after.last_day, review.study_day) == (later.date(), later.date())


def test_due_soon_comes_most_at_risk_first_and_leaves_new_cards_alone(enrolment) -> None:
    for number, days in ((1, 0), (2, 30), (3, 1), (4, 5), (5, -1)):
        answer(enrolment.learner, fact(number), 4, NOW - timedelta(days=20))
        Card.objects.filter(fact=fact(number)).update(
            due_day=NOW.date() + timedelta(days=days), stability=10.0 + number
        )
    Flashcard.objects.update(topic="note#0")  # one topic: nothing is put between
    soon = Scope(which=Which.SOON)
    assert tally(enrolment, soon, now=NOW) == Tally(6, 4, 2, 0, 0, 0)
    assert asked(enrolment, soon) == [1, 3, 4, 5]


def test_new_cards_alone_can_be_chosen(enrolment) -> None:
    answer(enrolment.learner, fact(2), 4, NOW - timedelta(days=2))
    assert asked(enrolment, Scope(which=Which.NEW)) == [1, 3, 4, 5, 6]


def test_a_mistake_is_a_card_whose_last_answer_was_wrong(enrolment) -> None:
    mistakes = Scope(which=Which.MISTAKES)
    for number, ratings in ((1, (4, 1)), (2, (4, 1, 3)), (3, (1,)), (4, (4, 3)), (5, (3,))):
        for place, rating in enumerate(ratings):
            answer(enrolment.learner, fact(number), rating, NOW - timedelta(days=40 - 10 * place))
    assert tally(enrolment, mistakes, now=NOW).askable == 2
    assert sorted(asked(enrolment, mistakes)) == [1, 3]
    answer(enrolment.learner, fact(4), 1, NOW)
    assert tally(enrolment, mistakes, now=NOW).askable == 1
    undo_last(enrolment.learner, now=NOW)
    assert tally(enrolment, mistakes, now=NOW).askable == 0


def test_siblings_of_what_was_asked_come_last_in_place_of_tomorrow(enrolment) -> None:
    Flashcard.objects.filter(position__in=(1, 2, 3)).update(siblings="row:note/t1r1")
    assert asked(enrolment, Scope()) == [1, 4, 5, 6, 2, 3]


def test_what_is_set_aside_is_not_asked_and_is_counted(enrolment) -> None:
    for number in (1, 2, 3):
        answer(enrolment.learner, fact(number), 4, NOW - timedelta(days=9))
    Card.objects.filter(fact=fact(1)).update(suspended=True)
    Card.objects.filter(fact=fact(2)).update(buried_on=NOW.date())
    assert tally(enrolment, Scope(), now=NOW).suspended == 1
    assert set(asked(enrolment, Scope())) == {3, 4, 5, 6}


def test_another_learners_cards_change_nothing(enrolment) -> None:
    answer(UserFactory(), fact(1), 1, NOW)
    assert tally(enrolment, Scope(), now=NOW) == Tally(6, 6, 0, 0, 6, 0)
    assert tally(enrolment, Scope(which=Which.MISTAKES), now=NOW).askable == 0


@pytest.mark.parametrize(
    "scope", [Scope(), Scope(section="a#b c"), Scope(term="灯&塔", which=Which.NEW), Scope(tag="x=1")]
)
def test_an_address_says_what_was_chosen(scope) -> None:
    from django.http import QueryDict

    assert read_scope(QueryDict(scope.query)) == scope


def test_an_address_that_chooses_nothing_is_the_days_work_and_nonsense_is_refused() -> None:
    assert read_scope({}) is None
    assert read_scope({"section": " ", "language": "en"}) is None
    for wrong in ({"cards": "every"}, {"term": "x" * 501}, {"section": "a\0"}):
        with pytest.raises(UnreadableScope):
            read_scope(wrong)


# --- the pages ---


@pytest.fixture
def learner(client, course):
    client.post(reverse("start_study"), {"course": course.slug})
    return User.objects.get()


def item(text: str) -> str:
    return re.search(r'name="item" value="([^"]+)"', text)[1]


def front(text: str) -> int:
    return int(re.search(r'data-language="en"[^>]*>(?:FRONT|Question )(\d)', text)[1])


def test_the_choice_goes_with_every_answer(client, course, learner) -> None:
    query = "?section=note%231&cards=all"
    page = client.get(reverse("study", args=[course.slug]) + query).content.decode()
    assert front(page) == 1
    assert "第 1 节" in page
    for name in ("answer", "undo", "set_aside"):
        assert f'action="{reverse(name, args=[course.slug])}{query}"'.replace("&", "&amp;") in page
    assert f"{query}&language=zh".replace("&", "&amp;") in page
    sent = {"item": item(page), "rating": "4", "language": "en"}
    page = client.post(reverse("answer", args=[course.slug]) + query, sent).content.decode()
    assert front(page) == 4
    aside = {"item": item(page), "how": "bury"}
    response = client.post(reverse("set_aside", args=[course.slug]) + query, aside)
    assert response["Location"] == reverse("study", args=[course.slug]) + query
    page = client.get(response["Location"]).content.decode()
    assert "Nothing left to ask here" in page
    undone = client.post(reverse("undo", args=[course.slug]) + query)
    assert undone["Location"] == reverse("study", args=[course.slug]) + query
    assert front(client.get(undone["Location"]).content.decode()) == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", ["cards=all", "section=note&tag=sea+marks&cards=all", "cards=soon"])
def test_an_answer_to_a_chosen_card_takes_at_most_eight_queries_and_one_commit(
    client, course, learner, query, django_assert_max_num_queries
) -> None:
    enrolment = Enrolment.objects.get()
    for number in range(1, 7):
        answer(learner, fact(number), 4, NOW - timedelta(days=90), learnt_hash=f"hash-{number}")
    assert enrolment.cards.count() == 6
    address = reverse("answer", args=[course.slug]) + f"?{query}"
    page = client.get(reverse("study", args=[course.slug]) + f"?{query}").content.decode()
    for _ in range(4):
        sent = {"item": item(page), "rating": "3", "choice": "0", "language": "en"}
        with django_assert_max_num_queries(10) as taken:
            page = client.post(address, sent).content.decode()
        said = [one["sql"].split()[0] for one in taken.captured_queries]
        assert len([word for word in said if word not in ("BEGIN", "COMMIT")]) <= 8
        assert said.count("COMMIT") == 1
    assert Review.objects.filter(rating=3).count() == 4


def test_the_page_to_choose_counts_the_cards_and_leads_to_them(client, course, learner) -> None:
    address = reverse("choose", args=[course.slug])
    page = client.get(address).content.decode()
    assert "6 cards" in page
    assert '<option value="note#1">第 1 节 (2)</option>' in page
    assert "Sea marks" in page
    assert '<option value="term-2" lang="en">Term 2 (1)</option>' in page
    page = client.get(address, {"section": "note#1", "cards": "new"}).content.decode()
    assert "2 cards" in page
    assert '<option value="note#1" selected>' in page
    assert 'value="new" checked' in page
    link = reverse("study", args=[course.slug]) + "?section=note%231&amp;cards=new"
    assert f'href="{link}"' in page
    part = client.get(address, {"term": "term-2"}, headers={"hx-request": "true"}).content.decode()
    assert "1 card<" in part
    assert "<select" not in part
    assert not Card.objects.exists()


EMPTY = [
    ({"section": "note#1", "term": "term-2"}, "No card stands in this part"),
    ({"cards": "mistakes"}, "No mistake is open here"),
    ({"cards": "soon"}, "Nothing here comes back within a week"),
]


@pytest.mark.parametrize(("query", "said"), EMPTY)
def test_a_choice_without_cards_says_what_to_do(client, course, learner, query, said) -> None:
    assert said in client.get(reverse("choose", args=[course.slug]), query).content.decode()
    response = client.get(reverse("study", args=[course.slug]), query)
    assert said in response.content.decode()
    assert response.status_code == 200


def test_a_part_whose_cards_are_all_suspended_says_where_they_are(client, course, learner) -> None:
    answer(learner, fact(2), 4, NOW)
    Card.objects.update(suspended=True)
    page = client.get(reverse("choose", args=[course.slug]), {"term": "term-2"}).content.decode()
    assert "Every card here is suspended" in page
    assert reverse("suspended", args=[course.slug]) in page


@pytest.mark.parametrize("query", [{"cards": "every"}, {"term": "nobody"}, {"section": "n#9"}, {"tag": "?"}])
def test_a_part_that_the_course_does_not_have_is_refused_with_a_sentence(
    client, course, learner, query
) -> None:
    response = client.get(reverse("choose", args=[course.slug]), query)
    assert response.status_code == 422
    assert f"This course has no part called “{next(iter(query.values()))}”" in response.content.decode()


def test_study_sends_an_address_that_nobody_can_choose_to_the_page_that_explains_it(
    client, course, learner
) -> None:
    response = client.get(reverse("study", args=[course.slug]), {"cards": "every"}, follow=True)
    assert response.status_code == 422
    assert "This course has no part called" in response.content.decode()


def test_who_does_not_study_the_course_can_begin_with_what_was_chosen(client, course) -> None:
    page = client.get(reverse("choose", args=[course.slug]), {"term": "term-3"}).content.decode()
    assert "You do not study this course yet" in page
    assert not User.objects.exists()
    sent = {"course": course.slug, "section": "", "term": "term-3", "tag": "", "cards": "all"}
    response = client.post(reverse("start_study"), sent, follow=True)
    assert front(response.content.decode()) == 3
    assert Enrolment.objects.count() == 1


def test_a_course_that_one_may_not_see_is_not_found(client, course) -> None:
    course.is_published = False
    course.save()
    assert client.get(reverse("choose", args=[course.slug])).status_code == 404


def test_the_end_of_the_day_offers_to_study_ahead(client, course, learner) -> None:
    Enrolment.objects.update(new_per_day=0)
    study = reverse("study", args=[course.slug])
    assert "Study ahead" not in client.get(study).content.decode()
    answer(learner, fact(1), 4, NOW)
    Card.objects.update(due_day=Review.objects.get().study_day + timedelta(days=40_000))
    assert "Study ahead" not in client.get(study).content.decode()
    Enrolment.objects.update(reviews_per_day=0)
    Card.objects.update(due_day=NOW.date())
    page = client.get(study).content.decode()
    assert "Study ahead: 1 card comes back within a week" in page
    assert f'href="{study}?cards=soon"' in page
    assert front(client.get(f"{study}?cards=soon").content.decode()) == 1
