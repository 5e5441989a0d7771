"""The terms of a note: where it first speaks of them, and what their cards say."""

from __future__ import annotations

import pytest

from content.core.underlining import underline
from content.models import Fact, FactText
from content.note_terms import term_cards, with_terms
from tests.factories import CourseFactory, NoteFactory


def wrap(key: str, mention: str) -> str:
    return f"[{key}:{mention}]"


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>ECS and ECS</p>", "<p>[e:ECS] and ECS</p>"),
        ("<p>ECSX xECS</p>", "<p>ECSX xECS</p>"),
        ("<p>使用ECS吧</p>", "<p>使用[e:ECS]吧</p>"),
        ("<h2>ECS</h2><p>ECS</p>", "<h2>ECS</h2><p>[e:ECS]</p>"),
        (
            "<p><code>ECS</code> <a href='#'>ECS</a> ECS</p>",
            "<p><code>ECS</code> <a href='#'>ECS</a> [e:ECS]</p>",
        ),
        ('<p title="ECS">x</p>', '<p title="ECS">x</p>'),
        ("<p>ECS 任务 of ECS</p>", "<p>[t:ECS 任务] of [e:ECS]</p>"),
        ("<p>R&amp;D</p>", "<p>[r:R&amp;D]</p>"),
    ],
)
def test_the_first_mention_in_running_text_is_marked_whole_and_longest_first(html, marked):
    assert underline(html, {"ECS": "e", "ECS 任务": "t", "R&D": "r"}, wrap) == marked


def test_without_names_nothing_changes():
    assert underline("<p>ECS</p>", {}, wrap) == "<p>ECS</p>"


def state(note, key, term, rule, subject, value):
    fact, _created = Fact.objects.get_or_create(
        course=note.course, key=key,
        defaults={"term": term, "aspect": "a", "rule": rule, "polarity": "positive", "confidence": 0.9},
    )  # fmt: skip
    FactText.objects.create(
        fact=fact, language=note.language, note=note, revision=note.current, subject=subject, attribute="a",
        value=value, first_line=3, last_line=3, place="p", content_hash="h",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_card_has_both_names_the_full_name_and_what_another_note_says_the_term_is():
    course = CourseFactory()
    zh, en = (NoteFactory(course=course, slug="sea", language=language) for language in ("zh", "en"))
    other = NoteFactory(course=course, slug="harbour", language="zh")
    state(other, "1", "lh", "definition", "灯塔", "一种航标")
    state(en, "2", "lh", "abbreviation", "lighthouse", "Light House")
    state(zh, "3", "lh", "predicate", "灯塔", "发光")
    state(zh, "4", "buoy", "predicate", "浮标", "漂浮")
    cards = term_cards(zh.current, course=course.slug, language="zh")
    assert list(cards) == ["灯塔"]
    card = cards["灯塔"]
    assert (card.zh, card.en, card.full, card.definition) == ("灯塔", "lighthouse", "Light House", "一种航标")
    assert card.url.endswith("/harbour/zh/#L3")
    html, opened = with_terms("<p>灯塔 浮标</p>", cards)
    assert html == f'<p><button type="button" class="term" popovertarget="{card.key}">灯塔</button> 浮标</p>'
    assert opened == [card]


@pytest.mark.django_db
def test_another_course_says_nothing_here():
    zh = NoteFactory(slug="sea")
    state(zh, "3", "lh", "predicate", "灯塔", "发光")
    state(NoteFactory(slug="harbour"), "1", "lh", "definition", "灯塔", "一种航标")
    assert term_cards(zh.current, course=zh.course.slug, language="zh") == {}
