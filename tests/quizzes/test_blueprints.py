"""Domains and blueprints as the course file has them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content.core.courses import parse_course
from quizzes.blueprints import store_blueprints
from quizzes.importing import import_notes
from quizzes.models import Blueprint, Domain, NoteDomain, PoolDomain, PoolQuestion
from tests.factories import NOW, CourseFactory, NoteFactory
from tests.shipped import copy_few

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
FILE = """
title: {zh: 港口, en: Harbours}
domains:
  - {id: quay, title: {zh: 码头, en: The quay}}
  - {id: lights, title: {zh: 航标, en: Sea marks}}
notes:
  - {slug: cranes, domain: quay}
  - {slug: lamps, domain: lights}
blueprints:
  - id: mock
    title: {zh: 模拟考试, en: Mock exam}
    questions: 40
    minutes: 60
    unscored: 5
    scaled: true
    pass: 700
    weights: {quay: 60, lights: 40}
  - {id: drill, title: {zh: 练习, en: Drill}, questions: 5, domain: lights}
  - {id: drills, title: {zh: 练习, en: Drills}, questions: 5, domain: each}
"""


@pytest.fixture
def course():
    course = CourseFactory()
    NoteFactory(course=course, slug="cranes", language="zh")
    NoteFactory(course=course, slug="cranes", language="en", path="cranes.en.md")
    NoteFactory(course=course, slug="lamps")
    NoteFactory(course=course, slug="loose")
    return course


def test_a_course_file_gives_domains_blueprints_and_weights(course):
    assert store_blueprints(course, parse_course(FILE), now=NOW) is True
    assert [(one.slug, one.title("zh"), one.title("en")) for one in course.domains.all()] == [
        ("quay", "码头", "The quay"),
        ("lights", "航标", "Sea marks"),
    ]
    mock, drill, drills = course.blueprints.all()
    assert (mock.questions, mock.unscored, mock.minutes, mock.scaled, mock.pass_mark) == (
        40,
        5,
        60,
        True,
        700,
    )
    assert list(mock.weights.values_list("domain__slug", "weight")) == [("quay", 60), ("lights", 40)]
    assert (drill.minutes, drill.domain.slug, drill.each_domain) == (None, "lights", False)
    assert (drills.domain, drills.each_domain) == (None, True)
    placed = NoteDomain.objects.order_by("note").values_list("note__slug", "note__language", "domain__slug")
    assert list(placed) == [("cranes", "zh", "quay"), ("cranes", "en", "quay"), ("lamps", "zh", "lights")]


def test_the_same_file_again_writes_nothing(course, django_assert_num_queries):
    store_blueprints(course, parse_course(FILE), now=NOW)
    before = [list(model.objects.values()) for model in (Domain, Blueprint, NoteDomain)]
    with django_assert_num_queries(10) as queries:
        assert store_blueprints(course, parse_course(FILE), now=LATER) is False
    assert [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []
    assert [list(model.objects.values()) for model in (Domain, Blueprint, NoteDomain)] == before


def test_what_the_file_names_no_more_is_retired_and_comes_back(course):
    store_blueprints(course, parse_course(FILE), now=NOW)
    known = dict(Blueprint.objects.values_list("slug", "pk"))
    short = parse_course(FILE.replace("  - {id: drill,", "  - {id: other,"))
    store_blueprints(course, short, now=LATER)
    assert Blueprint.objects.get(slug="drill").retired_at == LATER
    store_blueprints(course, parse_course(FILE), now=LATER)
    drill = Blueprint.objects.get(slug="drill")
    assert (drill.pk, drill.retired_at) == (known["drill"], None)
    assert Blueprint.objects.get(slug="other").retired_at == LATER


def test_changed_weights_and_places_of_notes_are_followed(course):
    store_blueprints(course, parse_course(FILE), now=NOW)
    changed = FILE.replace("{quay: 60, lights: 40}", "{lights: 100}").replace(
        "{slug: lamps, domain: lights}", "{slug: lamps, domain: quay}"
    )
    assert store_blueprints(course, parse_course(changed), now=LATER) is True
    mock = Blueprint.objects.get(slug="mock")
    assert list(mock.weights.values_list("domain__slug", "weight")) == [("lights", 100)]
    assert set(NoteDomain.objects.values_list("domain__slug", flat=True)) == {"quay"}
    assert store_blueprints(
        course, parse_course(FILE.replace("  - {slug: lamps, domain: lights}\n", "")), now=LATER
    )
    assert not NoteDomain.objects.filter(note__slug="lamps").exists()


@pytest.mark.slow
def test_reading_notes_stores_the_blueprints_and_fills_the_pool(tmp_path):
    folder = tmp_path / "sea"
    copy_few(folder)
    (folder / "course.yaml").write_text(
        "title: {zh: 容器, en: Containers}\nlanguages: [zh, en]\n"
        "domains:\n  - {id: a, title: {zh: 甲, en: A}}\n  - {id: b, title: {zh: 乙, en: B}}\n"
        "notes:\n  - {slug: containers, domain: a}\n  - {slug: ecs, domain: b}\n  - {slug: fargate, domain: b}\n"
        "blueprints:\n  - {id: mock, title: {zh: 考, en: Mock}, questions: 5, minutes: 5}\n",
        "utf-8",
    )
    (folder / "review.yaml").write_text("approved: {}\n", "utf-8")
    assert not [one for one in import_notes([str(tmp_path)], now=NOW).problems if "review" not in one.path]
    assert list(Blueprint.objects.values_list("slug", "minutes")) == [("mock", 5)]
    assert not PoolQuestion.objects.exists(), "nothing is approved yet"
    assert not PoolDomain.objects.exists()
