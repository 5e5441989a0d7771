"""What the entries of a course.yaml say of one another."""

from __future__ import annotations

import pytest

from content.core.course_checks import absent_notes, course_mistakes
from content.core.courses import parse_course
from tests.content.test_courses import COURSE


def mistakes(text):
    return [(mistake.line, mistake.message) for mistake in course_mistakes(parse_course(text))]


def test_a_sound_course_has_no_mistakes():
    assert mistakes(COURSE) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        (
            "title: {zh: 港口, en: Harbours}",
            "title: {en: Harbours}",
            1,
            "The course has no `title` in zh; write it",
        ),
        (
            "  en: From the quay to the lighthouse.\n",
            "",
            1,
            "The course has no `description` in en; write it",
        ),
        ("id: sea-marks", "id: quay", 9, "The domain quay stands already on line 7; keep one of them."),
        ("slug: lights", "slug: cranes", 14, "The note cranes stands already on line 12; keep one of them."),
        ("id: drill", "id: mock", 27, "The blueprint mock stands already on line 18; keep one of them."),
        (
            "domain: sea-marks",
            "domain: sky",
            14,
            "in the domain sky, which is not under `domains:`; choose one of",
        ),
        ("    domain: quay\n", "", 12, "The note cranes is in no domain; choose one of quay, sea-marks."),
        ("domain: sea-marks", "domain: quay", 9, "The domain sea-marks has no note; give it one"),
        ("[cranes]", "[起重机]", 14, "the prerequisite 起重机, which is not under `notes:`; list it there"),
        ("[cranes]", "[lights]", 14, "the prerequisite lights, which is the note itself; take it out."),
        (
            "    domain: quay\n",
            "    domain: quay\n    prerequisites: [lights]\n",
            12,
            "comes later (line 15); move lights",
        ),
        ("domain: each", "domain: sky", 27, "The blueprint drill names the domain sky, which is not under"),
        ("quay: 60,", "sky: 60,", 18, "The blueprint mock names the domain sky, which is not under"),
        (
            "quay: 60, sea-marks: 40",
            "quay: 98, sea-marks: 2",
            18,
            "sea-marks 2 % of 35 scored questions, which is",
        ),
    ],
)
def test_what_cannot_be_is_named_with_its_line_and_what_to_do(old, new, line, sentence):
    found = mistakes(COURSE.replace(old, new, 1))
    assert any(at == line and sentence in message for at, message in found), found


def test_a_drill_of_each_domain_needs_domains():
    text = "title: T\nblueprints: [{id: drill, title: 练习, questions: 5, domain: each}]\n"
    assert mistakes(text) == [
        (2, "The blueprint drill is for each domain, and there are none; list them under `domains:`.")
    ]


def test_a_course_without_domains_needs_none_for_its_notes():
    assert mistakes("title: T\nnotes: [cranes]\n") == []


def test_a_note_that_is_not_there_is_named_with_its_line_in_every_language_that_it_lacks():
    course = parse_course(COURSE)
    both = {("cranes", "zh"), ("cranes", "en"), ("lights", "zh"), ("lights", "en")}
    assert absent_notes(course, both) == ()
    found = absent_notes(course, both - {("lights", "en")})
    assert [(one.line, one.message) for one in found] == [
        (14, "The note lights lacks lights.en.md; write it, or take the note out of `notes:`.")
    ]
    assert (
        "cranes.zh.md and cranes.en.md"
        in absent_notes(course, both - {("cranes", "zh"), ("cranes", "en")})[0].message
    )
