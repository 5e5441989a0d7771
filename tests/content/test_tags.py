"""The tags of notes: from their front matter, and from the domain in the course file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from content.core.courses import parse_course
from content.core.tags import Tag, tags_of
from content.models import NoteTag
from quizzes.importing import import_notes

COURSE = """
title: {zh: 港口, en: Harbours}
domains:
  - {id: quay, title: {zh: 码头, en: The quay}}
  - {id: sea-marks, title: {zh: 航标, en: Sea marks}}
notes:
  - {slug: cranes, domain: quay}
  - {slug: lights, domain: sea-marks}
"""
NOTE = "---\ntitle: 灯塔\ntags: [夜航, Radio]\n---\n\n# 灯塔\n\n灯塔是一种航标。\n"


def plain(*names: str) -> tuple[Tag, ...]:
    return tuple(Tag(name.casefold(), name, name) for name in names)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (["Night", "sea marks"], plain("Night", "sea marks")),
        ("夜航，Radio, ,2024", plain("夜航", "Radio", "2024")),
        (["AWS", "aws ", ""], (Tag("aws", "aws", "aws"),)),
        ([1, None, {"a": 1}, ["b"]], plain("1")),
        ({"a": 1}, ()),
        (None, ()),
        (7, ()),
        ([f"t{n}" for n in range(80)], plain(*(f"t{n}" for n in range(30, 80)))),
        (["x" * 300], plain("x" * 100)),
    ],
)
def test_tags_are_a_list_or_a_text_with_commas(given, found) -> None:
    assert tags_of({"tags": given}, "lights", None) == found


def test_the_domain_of_a_note_is_a_tag_with_its_titles() -> None:
    course = parse_course(COURSE)
    assert tags_of({}, "lights", course) == (Tag("sea-marks", "航标", "Sea marks"),)
    assert tags_of({}, "ropes", course) == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "harbours"
    home.mkdir()
    (home / "course.yaml").write_text(COURSE, "utf-8")
    (home / "lights.zh.md").write_text(NOTE, "utf-8")
    (home / "cranes.zh.md").write_text("# 吊车\n\n吊车是一种机械。\n", "utf-8")
    return home


def stored() -> set[tuple[str, str, str]]:
    return set(NoteTag.objects.values_list("note__slug", "name", "title_en"))


@pytest.mark.django_db
def test_ingest_keeps_the_tags_as_the_files_say_and_writes_only_what_differs(folder) -> None:
    def read(path: Path = folder) -> None:
        assert import_notes([str(path)], now=timezone.now()).problems == []

    read()
    night, radio = ("lights", "夜航", "夜航"), ("lights", "radio", "Radio")
    marks, quay = ("lights", "sea-marks", "Sea marks"), ("cranes", "quay", "The quay")
    assert stored() == {night, radio, marks, quay}
    before = set(NoteTag.objects.values_list("pk", flat=True))
    read()
    assert set(NoteTag.objects.values_list("pk", flat=True)) == before
    (folder / "lights.zh.md").write_text(NOTE.replace(", Radio", ""), "utf-8")
    (folder / "course.yaml").write_text(COURSE.replace("en: Sea marks", "en: Marks"), "utf-8")
    read(folder / "lights.zh.md")
    assert stored() == {night, ("lights", "sea-marks", "Marks"), quay}
    assert len(before & set(NoteTag.objects.values_list("pk", flat=True))) == 2
