"""Theme, text size and single keys: one setting each, in every page as it is sent."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learn.appearance import COOKIE
from learn.models import Enrolment, StoredForecast, User
from tests.exam_papers import make_mock
from tests.factories import NOW, CourseFactory, UserFactory
from tests.learn.accounts.visits import PASSWORD, log_in
from tests.learn.test_settings_page import COURSE, SENT

pytestmark = pytest.mark.django_db
CHOSEN = SENT | {"theme": "dark", "text_size": "largest"}


@pytest.fixture
def learner(client):
    learner = UserFactory(username="learner", is_guest=False)
    learner.set_password(PASSWORD)
    learner.save()
    client.force_login(learner)
    return learner


def look_of(page: bytes) -> dict[str, str]:
    """What the very element of a page says of its look."""
    [element] = re.findall(r"<html[^>]*>", page.decode())
    return dict(re.findall(r'data-([a-z-]+)="([^"]*)"', element))


def test_what_is_chosen_stands_in_every_page_as_it_is_sent(client, learner):
    client.post(reverse("settings"), CHOSEN)
    wanted = {"theme": "dark", "text-size": "largest", "single-keys": "off"}
    for page in ("home", "settings", "account", "stored_data", "search", "progress"):
        response = client.get(reverse(page), follow=True)
        assert look_of(response.content) == wanted
        assert '<meta name="color-scheme" content="dark">' in response.content.decode()
    client.post(reverse("settings"), SENT | {"single_keys": "on"})
    assert look_of(client.get("/").content) == {}


def test_the_look_stays_on_this_device_when_nobody_is_logged_in(client, learner):
    client.post(reverse("settings"), CHOSEN)
    client.post(reverse("log_out"))
    assert look_of(client.get(reverse("log_in")).content) == {"theme": "dark", "text-size": "largest"}
    assert look_of(client.get("/no/such/page/").content) == {"theme": "dark", "text-size": "largest"}


def test_the_look_comes_along_to_a_new_device(client, learner):
    client.post(reverse("settings"), CHOSEN)
    other = Client()
    response = log_in(other)
    assert response.cookies[COOKIE].value == "dark.largest"
    assert look_of(other.get("/").content)["theme"] == "dark"


@pytest.mark.parametrize("cookie", ["", "neon", "dark", "neon.huge", '"><script>.large', "." * 500])
def test_a_cookie_that_says_something_else_is_left_alone(client, cookie):
    client.cookies[COOKIE] = cookie
    text = client.get("/").content
    assert look_of(text) in ({}, {"theme": "dark"}, {"text-size": "large"})
    assert b"<script>." not in text


def test_a_page_changes_one_thing_and_leaves_the_others(client, learner):
    client.post(reverse("settings"), CHOSEN | {"single_keys": "on"})
    assert client.post(reverse("adjust"), {"text_size": "large"}).status_code == 204
    assert client.post(reverse("adjust"), {"single_keys": "off"}).status_code == 204
    learner.refresh_from_db()
    assert (learner.theme, learner.text_size, learner.single_keys) == ("dark", "large", False)
    assert client.post(reverse("adjust"), {"text_size": ""}).status_code == 204
    assert look_of(client.get("/").content) == {"theme": "dark", "single-keys": "off"}


@pytest.mark.parametrize("sent", [{"theme": "neon"}, {"text_size": "huge"}, {"single_keys": "perhaps"}])
def test_what_cannot_be_is_refused(client, learner, sent):
    assert client.post(reverse("adjust"), sent).status_code == 422
    assert client.post(reverse("settings"), SENT | {"theme": "neon"}).status_code == 422
    learner.refresh_from_db()
    assert (learner.theme, learner.text_size, learner.single_keys) == ("", "", True)
    [(name, value)] = sent.items()
    if name != "single_keys":
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=learner.pk).update(**{name: value})


def test_the_settings_lead_to_export_account_and_deletion(client, learner):
    text = client.get(reverse("settings")).content.decode()
    for page in ("export_json", "export_csv", "account", "erase"):
        assert f'href="{reverse(page)}"' in text


# The day of the exam


def settings_of(enrolment):
    return reverse("course_settings", args=[enrolment.course.slug])


def enrol_in(course, learner, **values):
    return Enrolment.objects.create(learner=learner, course=course, started_at=NOW, **values)


def test_the_day_of_the_exam_is_set_beside_the_limits(client, learner):
    enrolment = enrol_in(make_mock(facts=4, questions=2, minutes=10).course, learner)
    day = timezone.now().date() + timedelta(days=60)
    assert client.post(settings_of(enrolment), COURSE | {"exam_day": day.isoformat()}).status_code == 302
    enrolment.refresh_from_db()
    assert (enrolment.exam_day, enrolment.new_per_day) == (day, 5)
    assert f'value="{day.isoformat()}"' in client.get(reverse("settings")).content.decode()
    forecasts = StoredForecast.objects.count()
    client.post(settings_of(enrolment), COURSE | {"exam_day": day.isoformat(), "new_per_day": "6"})
    assert StoredForecast.objects.count() == forecasts, "an unchanged day forecasts nothing anew"


@pytest.mark.parametrize("typed", ["2001-01-01", "9999-01-01", "soon"])
def test_a_day_that_cannot_be_is_refused_and_everything_typed_is_kept(client, learner, typed):
    enrolment = enrol_in(make_mock(facts=4, questions=2, minutes=10).course, learner)
    response = client.post(settings_of(enrolment), COURSE | {"exam_day": typed, "new_per_day": "7"})
    assert response.status_code == 422
    text = response.content.decode()
    assert f'value="{typed}"' in text
    assert 'value="7"' in text
    enrolment.refresh_from_db()
    assert (enrolment.exam_day, enrolment.new_per_day) == (None, 15)


def test_a_day_that_is_over_by_now_does_not_stand_in_the_way_of_other_changes(client, learner):
    past = NOW.date() - timedelta(days=600)
    enrolment = enrol_in(make_mock(facts=4, questions=2, minutes=10).course, learner, exam_day=past)
    assert client.post(settings_of(enrolment), COURSE | {"exam_day": past.isoformat()}).status_code == 302
    enrolment.refresh_from_db()
    assert (enrolment.exam_day, enrolment.new_per_day) == (past, 5)


def test_a_course_without_an_exam_asks_for_no_day(client, learner):
    enrol_in(CourseFactory(), learner)
    assert 'name="exam_day"' not in client.get(reverse("settings")).content.decode()
