"""Notes are edited: no card's history changes, and what a fact says now is shown once to who learnt otherwise."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from content.core.parsing import parse_note
from content.ingest import ensure_course, ingest_note, installed_pack
from content.models import Fact
from learn.changes import changed_facts, note_changes
from learn.core.asking import Way
from learn.core.log import EventKind
from learn.enrolments import enrol
from learn.models import Card, Review
from learn.rebuilding import rebuild_learner
from learn.reviews import undo_last
from learn.serving import next_item
from learn.study_pages import study_page
from quizzes.building import build_questions
from quizzes.core.decisions import Decisions
from quizzes.models import Flashcard, FormerFace
from tests.factories import NOW, UserFactory
from tests.learn.answering import answer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENGLISH = """# Storage compared {#storage}

| | EBS | EFS | S3 |
|---|---|---|---|
| Billing | per GB provisioned | per GB stored | per GB and request |
| Scope | one Availability Zone | one Region | every zone of a Region |
| Durability | copies inside one zone | copies across zones | eleven nines |
"""
CHINESE = """# 存储对比 {#storage}

| | EBS | EFS | S3 |
|---|---|---|---|
| 计费 | 按预置的 GB | 按存储的 GB | 按 GB 和请求数 |
| 范围 | 一个可用区 | 一个区域 | 一个区域的所有可用区 |
| 持久性 | 一个可用区内的副本 | 跨可用区的副本 | 十一个九 |
"""
MOVED = ENGLISH.replace("| one Availability Zone |", "| one edge location |")
COSMETIC = (
    ENGLISH.replace("{#storage}", "{#storage}\n\nThree services, side by side.")
    .replace("one Availability Zone", "**One** availability zone")
    .replace("per GB stored", "per GB, stored")
)


@pytest.fixture
def course(db):
    course = ensure_course("storage")
    ingest(course, ENGLISH)
    return course


@pytest.fixture
def learner():
    return UserFactory(username="ada", language="en")


def ingest(course, text: str, *, language: str = "en", now=NOW) -> None:
    """Read the note and build what is asked, as the editor and the command do."""
    path = f"storage.{language}.md"
    common = {"course": course, "pack": installed_pack(), "now": now}
    ingest_note(parse_note(text, path=path), text.encode(), path=path, position=0, **common)
    build_questions(decisions=Decisions(), **common)


def learn_everything(learner, course) -> None:
    """Every fact of the course is rated Easy on the first day."""
    for flashcard in Flashcard.objects.filter(course=course).select_related("fact__course"):
        answer(learner, flashcard.fact, 4, NOW, learnt_hash=flashcard.content_hash)


def scope_of_ebs() -> Fact:
    return Fact.objects.get(texts__value__contains="Availability Zone", texts__subject__contains="EBS")


def cards() -> list[dict]:
    return list(Card.objects.order_by("pk").values())


def text_of(lines) -> str:
    return "\n".join("".join(piece.text for piece in pieces) for _number, pieces in lines.rows)


def marked(lines) -> list[str]:
    return [piece.text for _number, pieces in lines.rows for piece in pieces if piece.changed]


def test_an_edited_note_changes_no_card_and_the_fact_is_told_with_its_old_and_new_lines(learner, course):
    fact = scope_of_ebs()
    learn_everything(learner, course)
    before = cards()
    ingest(course, MOVED, now=NOW + DAY)
    assert cards() == before
    assert rebuild_learner(learner.pk, write=False).agrees
    [found] = changed_facts(learner, language="en")
    assert found.change.fact == fact.pk
    assert "Scope | one Availability Zone" in text_of(found.change.before)
    assert "Scope | one edge location" in text_of(found.change.after)
    assert marked(found.change.before) == ["Availability Zone"]
    assert marked(found.change.after) == ["edge location"]
    assert [number for number, _pieces in found.change.after.rows] == [3, 6]
    assert "revision=1" in found.change.before.url
    assert "revision=2" in found.change.after.url


@pytest.mark.parametrize("other", [COSMETIC, f"{ENGLISH}\nLightsail bundles storage with a server.\n"])
def test_an_edit_that_claims_nothing_else_is_no_change(learner, course, other):
    learn_everything(learner, course)
    ingest(course, other, now=NOW + DAY)
    assert changed_facts(learner, language="en") == []
    assert not FormerFace.objects.exists()


def test_a_twin_in_another_language_is_no_change_and_a_change_of_both_is_told_in_both(learner, course):
    learn_everything(learner, course)
    ingest(course, CHINESE, language="zh", now=NOW + DAY)
    assert changed_facts(learner, language="en") == []
    learn_everything(learner, course)
    ingest(course, CHINESE.replace("| 一个可用区 |", "| 一个边缘站点 |"), language="zh", now=NOW + 2 * DAY)
    ingest(course, MOVED, now=NOW + 2 * DAY)
    [zh], [en] = changed_facts(learner, language="zh"), changed_facts(learner, language="en")
    assert (zh.change.language, en.change.language) == ("zh", "en")
    assert "一个可用区" in text_of(zh.change.before)
    assert "一个边缘站点" in text_of(zh.change.after)
    assert "one edge location" in text_of(en.change.after)


def test_a_change_that_is_taken_back_before_anyone_was_asked_is_none(learner, course):
    learn_everything(learner, course)
    ingest(course, MOVED, now=NOW + DAY)
    ingest(course, ENGLISH, now=NOW + 2 * DAY)
    assert changed_facts(learner, language="en") == []


def test_after_two_changes_what_the_learner_learnt_is_told_and_not_what_stood_there_between(learner, course):
    learn_everything(learner, course)
    ingest(course, MOVED, now=NOW + DAY)
    ingest(course, MOVED.replace("one edge location", "one Outpost"), now=NOW + 2 * DAY)
    [found] = changed_facts(learner, language="en")
    assert "one Availability Zone" in text_of(found.change.before)
    assert "one Outpost" in text_of(found.change.after)


def test_a_change_is_told_until_the_fact_is_asked_and_again_when_that_answer_is_undone(learner, course):
    learn_everything(learner, course)
    fact = scope_of_ebs()
    ingest(course, MOVED, now=NOW + DAY)
    answer(learner, fact, 4, NOW + 2 * DAY, learnt_hash=fact.flashcard.content_hash)
    assert changed_facts(learner, language="en") == []
    assert rebuild_learner(learner.pk, write=False).agrees
    undo_last(learner, now=NOW + 3 * DAY)
    assert [one.change.fact for one in changed_facts(learner, language="en")] == [fact.pk]
    assert rebuild_learner(learner.pk, write=False).agrees


def test_a_change_that_was_read_in_the_list_is_noted_in_the_log_and_remembered_as_before(learner, course):
    learn_everything(learner, course)
    ingest(course, MOVED, now=NOW + DAY)
    [found] = changed_facts(learner, language="en")
    memory = Card.objects.values("stability", "difficulty", "due_day", "phase").get(fact=found.change.fact)
    assert note_changes(learner, [found.seen, "0:what is not there", "nonsense"], now=NOW + 2 * DAY) == 1
    assert note_changes(learner, [found.seen], now=NOW + 2 * DAY) == 0
    assert changed_facts(learner, language="en") == []
    noted = Review.objects.get(kind=EventKind.NOTED.value)
    assert noted.content_hash == Card.objects.get(fact=found.change.fact).learnt_hash
    assert (
        Card.objects.values("stability", "difficulty", "due_day", "phase").get(fact=found.change.fact)
        == memory
    )
    assert rebuild_learner(learner.pk, write=False).agrees
    undo_last(learner, now=NOW + 3 * DAY)
    assert len(changed_facts(learner, language="en")) == 1


def test_nobody_notes_for_another_nor_what_changed_again_meanwhile(learner, course):
    learn_everything(learner, course)
    ingest(course, MOVED, now=NOW + DAY)
    [found] = changed_facts(learner, language="en")
    assert note_changes(UserFactory(), [found.seen], now=NOW + DAY) == 0
    ingest(course, MOVED.replace("one edge location", "one Outpost"), now=NOW + 2 * DAY)
    assert note_changes(learner, [found.seen], now=NOW + 3 * DAY) == 0
    assert len(changed_facts(learner, language="en")) == 1


def test_who_never_learnt_it_or_suspended_it_is_told_nothing(learner, course):
    enrol(learner, course, now=NOW)
    ingest(course, MOVED, now=NOW + DAY)
    assert changed_facts(learner, language="en") == []
    learn_everything(learner, course)
    ingest(course, ENGLISH, now=NOW + 2 * DAY)
    Card.objects.update(suspended=True)
    assert changed_facts(learner, language="en") == []


def test_a_retired_fact_leaves_the_queue_and_comes_back_with_its_history(learner, course):
    fact = scope_of_ebs()
    learn_everything(learner, course)
    before = cards()
    without = "\n".join(line for line in ENGLISH.split("\n") if "Scope" not in line)
    ingest(course, without, now=NOW + DAY)
    fact.refresh_from_db()
    assert fact.retired_at is not None
    due = NOW + 400 * DAY
    in_use = Card.objects.in_use(due.date()).values_list("fact", flat=True)
    assert fact.pk not in in_use
    assert len(in_use) == Flashcard.objects.count() == 6
    assert cards() == before
    ingest(course, ENGLISH, now=NOW + 2 * DAY)
    assert cards() == before
    assert fact.pk in Card.objects.due(due.date()).values_list("fact", flat=True)
    assert changed_facts(learner, language="en") == []
    assert rebuild_learner(learner.pk, write=False).agrees


def test_a_fact_that_comes_back_saying_something_else_is_told_as_changed(learner, course):
    fact = scope_of_ebs()
    learn_everything(learner, course)
    ingest(course, "\n".join(line for line in ENGLISH.split("\n") if "Scope" not in line), now=NOW + DAY)
    ingest(course, MOVED, now=NOW + 2 * DAY)
    [found] = changed_facts(learner, language="en")
    assert found.change.fact == fact.pk
    assert "one Availability Zone" in text_of(found.change.before)
    assert "one edge location" in text_of(found.change.after)


def asked_when_due(learner, course, fact, way: Way):
    """The item that asks for a fact in a way, once nothing but that fact is due."""
    Card.objects.exclude(fact=fact).update(suspended=True)
    due = NOW + 400 * DAY
    Flashcard.objects.filter(fact=fact).update(has_question=way is Way.CHOICE, has_cloze=False)
    Card.objects.filter(fact=fact).update(stability=0.5 if way is Way.CHOICE else 300.0)
    return next_item(enrol(learner, course, now=NOW), now=due), due


def test_on_a_card_the_change_comes_with_the_answer_and_not_before(client, learner, course):
    fact = scope_of_ebs()
    learn_everything(learner, course)
    ingest(course, MOVED, now=NOW + DAY)
    item, _due = asked_when_due(learner, course, fact, Way.FLASHCARD)
    assert item.asked.fact == fact.pk
    page = study_page(item, learner, language="en")
    assert [view.change.fact for view in page.changes] == [fact.pk]
    client.force_login(learner)
    Card.objects.update(due_day=date(2020, 1, 1))
    text = unescape(client.get(reverse("study", args=["storage"])).content.decode())
    asked, answer_body = text.split('<div class="answer-body">')
    assert "Changed since you learnt it" not in asked
    assert "<del>Availability Zone</del>" in answer_body
    assert "<ins>edge location</ins>" in answer_body


def test_on_a_question_the_change_comes_when_it_is_checked(client, learner, course):
    fact = scope_of_ebs()
    learn_everything(learner, course)
    ingest(course, MOVED, now=NOW + DAY)
    assert fact.flashcard.has_question
    item, _due = asked_when_due(learner, course, fact, Way.CHOICE)
    assert item.asked.way is Way.CHOICE
    assert item.changes == ()
    client.force_login(learner)
    Card.objects.update(due_day=date(2020, 1, 1))
    page = client.get(reverse("study", args=["storage"])).content.decode()
    assert "Changed since you learnt it" not in page
    token = re.search(r'name="item" value="([^"]+)"', page)[1]
    right = next(option.position for option in item.asked.options if option.correct)
    sent = {"item": token, "choice": str(right), "language": "en"}
    text = unescape(client.post(reverse("answer", args=["storage"]), sent).content.decode())
    assert '<details id="feedback" class="learnt-right" data-learnt open>' in text
    assert "<del>Availability Zone</del>" in text
    assert Review.objects.latest("pk").content_hash == fact.flashcard.content_hash
    Card.objects.update(suspended=False)
    assert changed_facts(learner, language="en") == []


def test_the_list_is_reached_from_home_and_writes_only_when_it_is_sent(
    client, learner, course, django_assert_num_queries
):
    learn_everything(learner, course)
    client.force_login(learner)
    assert reverse("changes") not in client.get(reverse("home")).content.decode()
    ingest(course, MOVED, now=NOW + DAY)
    assert "1 thing you learnt has changed" in client.get(reverse("home")).content.decode()
    text = client.get(reverse("changes")).content.decode()
    assert "<ins>edge location</ins>" in text
    assert not Review.objects.filter(kind=EventKind.NOTED.value).exists()
    seen = re.findall(r'name="seen" value="([^"]+)"', text)
    response = client.post(reverse("note_changes"), {"seen": seen}, follow=True)
    assert "still says what it said" in response.content.decode()
    assert Review.objects.filter(kind=EventKind.NOTED.value).count() == 1


@pytest.mark.parametrize("name", ["changes", "note_changes"])
def test_who_is_not_logged_in_has_no_list(client, name):
    response = client.post(reverse(name)) if name == "note_changes" else client.get(reverse(name))
    assert response.status_code == 302
    assert reverse("log_in") in response["Location"]


def test_the_list_asks_no_more_queries_for_more_changes(learner, course, django_assert_num_queries):
    learn_everything(learner, course)
    with django_assert_num_queries(1):
        assert changed_facts(learner, language="en") == []
    ingest(course, MOVED, now=NOW + DAY)
    with django_assert_num_queries(4):
        assert len(changed_facts(learner, language="en")) == 1
    everything = MOVED.replace("per GB", "per hour").replace("copies", "shards").replace("nines", "eights")
    ingest(course, everything, now=NOW + 2 * DAY)
    with django_assert_num_queries(4):
        assert len(changed_facts(learner, language="en")) > 3
