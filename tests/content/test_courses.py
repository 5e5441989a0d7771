"""What a course.yaml says, and what is said about one that cannot be read."""

from __future__ import annotations

import pytest

from content.core.courses import Blueprint, CourseNote, Domain, Grading, parse_course
from content.core.yaml_nodes import YamlMistake

COURSE = """title: {zh: 港口, en: Harbours}
description:
  zh: 从码头到灯塔。
  en: From the quay to the lighthouse.
languages: [zh, en]
domains:
  - id: quay
    title: {zh: 码头, en: The quay}
  - id: sea-marks
    title: {zh: 航标, en: Sea marks}
notes:
  - slug: cranes
    domain: quay
  - slug: lights
    domain: sea-marks
    prerequisites: [cranes]
blueprints:
  - id: mock
    title: {zh: 模拟考试, en: Mock exam}
    questions: 40
    minutes: 60
    unscored: 5
    scaled: true
    pass: 700
    grading: all-or-nothing
    weights: {quay: 60, sea-marks: 40}
  - id: drill
    title: {zh: 练习, en: Drill}
    questions: 10
    domain: each
"""


def refusal(text):
    with pytest.raises(YamlMistake) as caught:
        parse_course(text)
    return caught.value.line, str(caught.value)


def test_every_field_is_read():
    course = parse_course(COURSE)
    assert (course.title_zh, course.title_en) == ("港口", "Harbours")
    assert (course.description_zh, course.description_en) == (
        "从码头到灯塔。",
        "From the quay to the lighthouse.",
    )
    assert course.languages == ("zh", "en")
    assert course.domains == (
        Domain("quay", "码头", "The quay", 7),
        Domain("sea-marks", "航标", "Sea marks", 9),
    )
    assert course.notes == (
        CourseNote("cranes", "quay", (), 12),
        CourseNote("lights", "sea-marks", ("cranes",), 14),
    )
    mock, drill = course.blueprints
    assert mock == Blueprint(
        "mock",
        "模拟考试",
        "Mock exam",
        questions=40,
        minutes=60,
        unscored=5,
        pass_mark=700,
        scaled=True,
        weights=(("quay", 60), ("sea-marks", 40)),
        line=18,
    )
    assert mock.grading is Grading.ALL_OR_NOTHING
    assert (drill.domain, drill.minutes, drill.pass_mark, drill.weights) == ("each", None, None, ())


def test_one_title_serves_both_languages_and_slugs_alone_are_notes():
    course = parse_course("title: 港口 Harbour\nnotes: [cranes, lights]\n")
    assert course.title_zh == course.title_en == "港口 Harbour"
    assert course.slugs == ("cranes", "lights")


@pytest.mark.parametrize("field", ["description", "languages", "domains", "notes", "blueprints"])
def test_a_field_without_a_value_says_nothing(field):
    assert parse_course(f"title: T\n{field}:\n") == parse_course("title: T\n")


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        (
            "title: {zh: 港口",
            "titel: {zh: 港口",
            1,
            "The course file has 'titel'; it can have title, description",
        ),
        ("languages: [zh, en]", "languages: [zh, fr]", 5, "`languages` has 'fr'; it can have zh and en"),
        ("languages: [zh, en]", "languages: zh", 5, "`languages` must be a list, one `- entry` a line."),
        ("id: quay", "id: 码头", 7, "A domain has the id '码头'; it must be lower-case letters"),
        ("id: quay", "id: each", 7, "A domain cannot be called 'each'"),
        (
            "{zh: 航标, en: Sea marks}",
            "{zh: 航标}",
            10,
            "The title of the domain sea-marks is missing or empty",
        ),
        ("slug: cranes", "slog: cranes", 12, "An entry of `notes` has 'slog'; it can have slug, domain"),
        ("- slug: cranes\n    domain", "- domain", 12, "entries that each have a `slug:`"),
        ("    questions: 40\n", "", 18, "The blueprint mock does not say how many `questions` it asks."),
        (
            "questions: 40",
            "questions: 十",
            20,
            "`questions` of mock is '十'; it must be a whole number from 1",
        ),
        (
            "unscored: 5",
            "unscored: 40",
            22,
            "`unscored` of mock is '40'; it must be a whole number from 0 to 39.",
        ),
        (
            "pass: 700",
            "pass: 72%",
            24,
            "`pass` of mock is '72%'; it must be a whole number from 100 to 1000.",
        ),
        ("scaled: true", "scaled: maybe", 23, "`scaled` of mock is 'maybe'; it must be true or false."),
        ("    scaled: true\n", "", 23, "a `pass` mark of 700 on the scale 100–1000; add `scaled: true`."),
        ("all-or-nothing", "partly", 25, "`grading` of mock is 'partly'; it can be all-or-nothing."),
        ("quay: 60", "quay: 50", 26, "add up to 90; change them so that they make 100."),
        ("quay: 60", "quay: 60, quay: 60", 26, "has 'quay' twice; keep one of them."),
        ("minutes: 60", "domain: quay", 26, "has both a `domain` and `weights`; keep one of the two."),
    ],
)
def test_a_mistake_is_named_with_its_line_its_value_and_what_to_do(old, new, line, sentence):
    assert COURSE.count(old) == 1
    found = refusal(COURSE.replace(old, new))
    assert found[0] == line
    assert sentence in found[1]


@pytest.mark.parametrize("text", ["", "- a\n", "港口\n"])
def test_a_file_that_is_no_list_of_fields_is_refused(text):
    assert refusal(text) == (1, "The course file must be a list of `name: value` lines such as `title:`.")


def test_broken_yaml_is_refused_with_its_line():
    line, sentence = refusal("title: a\nnotes: [\n")
    assert line == 3
    assert "mend that line" in sentence


def test_a_file_nested_too_deeply_is_refused_and_raises_nothing_else():
    assert "write it flat" in refusal("title: " + "[" * 20_000)[1]
