"""A note as a page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from content.models import NoteRevision
from content.reading import excerpt, note_url, read_lines
from tests.factories import CourseFactory, NoteFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(client):
    client.force_login(UserFactory())
    return NoteFactory()


def page(client, note, query=""):
    return client.get(reverse("note", args=[note.course.slug, note.slug, note.language]) + query)


def test_the_cited_lines_are_marked_and_the_rest_is_not(client, note):
    assert 'class="cited"' in page(client, note, "?lines=3-3").content.decode()
    elsewhere = page(client, note, "?lines=1-1").content.decode()
    assert 'class="cited"' not in elsewhere


def test_a_link_opens_the_revision_it_was_made_from(client, note):
    old = note.current
    newer = NoteRevision.objects.create(note=note, number=2, sha256="1" * 64, source="x", html="<p>neu</p>")
    note.current = newer
    note.save()
    assert "neu" in page(client, note).content.decode()
    assert "灯塔是一种航标" in client.get(note_url(old, (3, 3))).content.decode()


@pytest.mark.parametrize("query", ["?revision=9", "?revision=x", "?revision=²", "?revision=" + "9" * 30])
def test_a_revision_that_does_not_exist_is_a_404(client, note, query):
    assert page(client, note, query).status_code == 404


@pytest.mark.parametrize("text", ["", "3", "3-", "0-2", "5-3", "a-b", "1-2-3", "９-９9999999"])
def test_what_names_no_lines_highlights_nothing(client, note, text):
    assert read_lines(text) is None
    assert page(client, note, f"?lines={text}").status_code == 200


def test_a_note_of_an_unpublished_course_is_a_404(client):
    client.force_login(UserFactory())
    assert page(client, NoteFactory(course=CourseFactory(is_published=False))).status_code == 404


def test_the_page_links_to_the_twin(client, note):
    twin = NoteFactory(course=note.course, slug=note.slug, language="en", title="Lighthouse")
    assert reverse("note", args=[twin.course.slug, twin.slug, "en"]) in page(client, note).content.decode()


def test_an_excerpt_has_the_very_lines_with_their_numbers(note):
    assert excerpt(note.current, (1, 3)) == [(1, "# 灯塔"), (3, "灯塔是一种航标。")]


def test_an_excerpt_of_a_table_row_brings_the_header(note):
    note.current.source = "text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
    assert excerpt(note.current, (6, 6)) == [(3, "| a | b |"), (6, "| 3 | 4 |")]
    assert excerpt(note.current, (1, 1)) == [(1, "text")]
