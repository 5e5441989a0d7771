"""Where a learner stopped reading."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import NoteRevision
from learn.merging import merge_guest
from learn.models import ReadingPlace
from learn.places import UnknownHeading, last_place, place_in_course, place_in_note, remember_place
from tests.factories import NOW, CourseFactory, NoteFactory, UserFactory

pytestmark = pytest.mark.django_db
HTML = '<h2 id="use" data-lines="1-1">Use &amp; care</h2><p id="L3" data-lines="3-3">one</p>'


@pytest.fixture
def note():
    """A note in English with two headings."""
    note = NoteFactory(course=CourseFactory(), language="en", title="Lighthouse")
    NoteRevision.objects.update(html=HTML, contents=[["use", "Use & care", 2], ["light", "Light", 2]])
    note.refresh_from_db()
    return note


@pytest.fixture
def learner(client):
    learner = UserFactory()
    client.force_login(learner)
    return learner


def address(note, name="place"):
    return reverse(name, args=[note.course.slug, note.slug, note.language])


def page(client, url, language="en"):
    return client.get(url, headers={"accept-language": language}).content.decode()


def test_the_page_tells_the_heading_and_is_answered_nothing(client, note, learner):
    response = client.post(address(note), {"heading": "light", "quietly": "yes"})
    assert (response.status_code, response.content) == (204, b"")
    place = ReadingPlace.objects.get()
    assert (place.learner, place.note, place.heading) == (learner, note, "light")


def test_a_button_leads_back_to_the_heading(client, note, learner):
    response = client.post(address(note), {"heading": "use"})
    assert response["Location"] == f"{address(note, 'note')}#use"
    said = page(client, address(note, "note"))
    assert "Remembered." in said
    assert (
        '<noscript><p class="stop" lang="en"><button class="quiet" form="place" name="heading" value="use">'
        in said
    )


def test_reading_on_moves_the_one_place_of_the_note(client, note, learner):
    for heading in ("use", "light"):
        client.post(address(note), {"heading": heading, "quietly": "yes"})
    assert [place.heading for place in ReadingPlace.objects.all()] == ["light"]


def test_a_heading_that_the_note_does_not_have_is_refused_and_the_note_shown(client, note, learner):
    response = client.post(address(note), {"heading": "nowhere"}, headers={"accept-language": "en"})
    assert response.status_code == 422
    said = response.content.decode()
    assert "no heading “nowhere”" in said
    assert "Lighthouse" in said
    assert not ReadingPlace.objects.exists()


def test_looking_at_a_page_remembers_nothing(client, note, learner):
    page(client, address(note, "note"))
    assert client.get(address(note)).status_code == 405
    assert not ReadingPlace.objects.exists()


def test_the_home_page_and_that_of_the_course_lead_back_to_the_heading(client, note, learner):
    course = reverse("course", args=[note.course.slug])
    assert "Where you stopped reading" not in page(client, "/") + page(client, course)
    remember_place(learner, note, "use", now=NOW)
    for url in ("/", course):
        said = page(client, url)
        assert f'href="{address(note, "note")}#use"' in said
        assert "Lighthouse › Use &amp; care" in said


def test_the_note_offers_to_go_on_also_in_its_other_language(client, note, learner):
    twin = NoteFactory(course=note.course, slug=note.slug, language="zh")
    NoteRevision.objects.filter(note=twin).update(contents=[["use", "用途", 2]])
    remember_place(learner, note, "use", now=NOW)
    assert f'<a href="{address(note, "note")}#use"><span lang="en">Use &amp; care' in page(
        client, address(note, "note")
    )
    said = page(client, address(twin, "note"))
    assert "You stopped reading at" in said
    assert f'<a href="{address(twin, "note")}#use"><span lang="zh">用途' in said


def test_the_top_of_a_note_is_nothing_to_go_on_to(client, note, learner):
    remember_place(learner, note, "", now=NOW)
    assert "You stopped reading at" not in page(client, address(note, "note"))
    assert f'href="{address(note, "note")}"' in page(client, "/")


def test_a_heading_that_was_edited_away_leaves_the_note(note, learner):
    remember_place(learner, note, "light", now=NOW)
    NoteRevision.objects.update(contents=[["use", "Use", 2]])
    note.refresh_from_db()
    place = last_place(learner)
    assert (place.heading, place.url) == ("", address(note, "note"))
    assert place_in_note(learner, note) is None
    with pytest.raises(UnknownHeading):
        remember_place(learner, note, "light", now=NOW)


def test_the_last_of_several_notes_counts_in_its_course_and_everywhere(note, learner):
    other = NoteFactory(course=CourseFactory(), title="Buoy")
    remember_place(learner, other, "", now=NOW + timedelta(minutes=1))
    remember_place(learner, note, "use", now=NOW)
    assert last_place(learner).title == "Buoy"
    assert place_in_course(learner, note.course).title == "Lighthouse"


def test_nobody_sees_the_place_of_another_nor_one_they_may_not_read(note, learner):
    remember_place(UserFactory(), note, "use", now=NOW)
    assert last_place(learner) is None
    remember_place(learner, note, "use", now=NOW)
    note.course.is_published = False
    note.course.save()
    assert last_place(learner) is None
    note.course.is_published = True
    note.course.save()
    note.retired_at = timezone.now()
    note.save()
    assert last_place(learner) is None


def test_a_stranger_is_asked_to_log_in_and_a_note_that_is_not_open_is_a_404(client, note):
    assert client.post(address(note), {"heading": "use"}).status_code == 302
    client.force_login(UserFactory())
    note.course.is_published = False
    note.course.save()
    assert client.post(address(note), {"heading": "use"}).status_code == 404


def test_an_earlier_text_and_one_opened_at_cited_lines_are_not_followed(client, note, learner):
    assert "data-place" in page(client, address(note, "note"))
    assert "data-place" not in page(client, address(note, "note") + "?lines=3-3")
    assert "reader" not in page(client, address(note, "note") + "?lines=3-3").partition("</head>")[0]


def test_a_guests_places_go_into_the_account_the_later_of_two_stands(note):
    guest, account = UserFactory(), UserFactory(is_guest=False)
    other = NoteFactory(course=note.course, title="Buoy")
    remember_place(guest, note, "light", now=NOW)
    remember_place(account, note, "use", now=NOW + timedelta(days=1))
    remember_place(guest, other, "", now=NOW)
    merge_guest(guest, account)
    assert {(place.note.title, place.heading) for place in account.reading_places.all()} == {
        ("Lighthouse", "use"), ("Buoy", ""),
    }  # fmt: skip
