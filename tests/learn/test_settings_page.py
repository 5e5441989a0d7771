"""The settings a learner changes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from learn.models import Enrolment, User
from learn.reviews import rules_of
from tests.factories import NOW, CourseFactory, UserFactory

pytestmark = pytest.mark.django_db
SENT = {
    "language": "en",
    "time_zone": "Europe/Berlin",
    "card_language": "weaker",
    "two_ratings": "True",
    "extra_time": "1.25",
}
COURSE = {"retention": "85", "new_per_day": "5", "reviews_per_day": "100"}


@pytest.fixture
def learner(client):
    learner = UserFactory()
    client.force_login(learner)
    return learner


@pytest.fixture
def enrolment(learner):
    return Enrolment.objects.create(learner=learner, course=CourseFactory(), started_at=NOW)


def page_of(enrolment):
    return reverse("course_settings", args=[enrolment.course.slug])


def test_what_is_set_is_stored_and_shown_again(client, learner):
    response = client.post(reverse("settings"), SENT, follow=True)
    learner.refresh_from_db()
    assert (learner.language, learner.time_zone) == ("en", "Europe/Berlin")
    assert (learner.card_language, learner.two_ratings, learner.extra_time) == ("weaker", True, "1.25")
    assert response.redirect_chain == [(reverse("settings"), 302)]
    text = response.content.decode()
    assert "Your settings are saved." in text
    assert 'value="Europe/Berlin"' in text
    assert '<option value="weaker" selected>' in text


def test_the_language_of_the_pages_changes_at_once(client, learner):
    chinese = client.post(reverse("settings"), SENT | {"language": "zh-hans"}, follow=True).content.decode()
    assert "设置" in chinese
    asked = {"accept-language": "zh-CN"}
    client.post(reverse("settings"), SENT, headers=asked)
    assert "Settings" in client.get(reverse("settings"), headers=asked).content.decode()
    client.post(reverse("settings"), SENT | {"language": ""}, headers=asked)
    assert "设置" in client.get(reverse("settings"), headers=asked).content.decode()


def test_the_switch_in_the_header_is_remembered_with_the_learner(client, learner):
    client.post(reverse("set_language"), {"language": "zh-hans", "next": "/"})
    learner.refresh_from_db()
    assert learner.language == "zh-hans"
    client.post(reverse("set_language"), {"language": "tlh", "next": "/"})
    learner.refresh_from_db()
    assert learner.language == "zh-hans"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
        ("language", "tlh"),
        ("card_language", "fr"),
        ("two_ratings", "perhaps"),
        ("extra_time", "for ever"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(client, learner, name, value):
    response = client.post(reverse("settings"), SENT | {name: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [name]
    text = response.content.decode()
    assert f'id="id_{name}_error"' in text
    assert '<option value="weaker" selected>' in text or name == "card_language"
    if name == "time_zone":
        assert f'value="{value}"' in text or not value
    learner.refresh_from_db()
    assert (learner.time_zone, learner.card_language) == ("Asia/Shanghai", "")


def test_a_course_is_studied_as_it_is_set(client, enrolment):
    assert client.post(page_of(enrolment), COURSE)["Location"] == reverse("settings")
    enrolment.refresh_from_db()
    assert (enrolment.desired_retention, enrolment.new_per_day, enrolment.reviews_per_day) == (0.85, 5, 100)
    assert rules_of(enrolment).retention == 0.85
    assert 'name="retention" value="85"' in client.get(reverse("settings")).content.decode()


@pytest.mark.parametrize("percent", [80, 97])
def test_the_ends_of_the_range_can_be_stored(client, enrolment, percent):
    assert client.post(page_of(enrolment), COURSE | {"retention": percent}).status_code == 302
    enrolment.refresh_from_db()
    assert enrolment.desired_retention == percent / 100


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retention", "79"),
        ("retention", "98"),
        ("retention", "ninety"),
        ("retention", ""),
        ("new_per_day", "-1"),
        ("new_per_day", "1000"),
        ("reviews_per_day", "10000"),
    ],
)
def test_a_number_out_of_range_is_refused_and_kept(client, enrolment, name, value):
    response = client.post(page_of(enrolment), COURSE | {name: value})
    assert response.status_code == 422
    [course] = response.context["courses"]
    assert list(course["form"].errors) == [name]
    assert f'name="{name}" value="{value}"' in response.content.decode() or not value
    enrolment.refresh_from_db()
    assert (enrolment.desired_retention, enrolment.new_per_day, enrolment.reviews_per_day) == (0.9, 15, 200)


def test_only_the_refused_course_shows_what_was_typed(client, enrolment):
    other = Enrolment.objects.create(learner=enrolment.learner, course=CourseFactory(), started_at=NOW)
    text = client.post(page_of(enrolment), COURSE | {"retention": "99"}).content.decode()
    assert text.count('value="99"') == 1
    assert f'id="id_{other.course_id}_retention"' in text


def test_nobody_sets_how_another_learner_studies(client, learner):
    other = Enrolment.objects.create(learner=UserFactory(), course=CourseFactory(), started_at=NOW)
    assert client.post(page_of(other), COURSE).status_code == 404
    other.refresh_from_db()
    assert other.new_per_day == 15
    assert other.course.title_en not in client.get(reverse("settings")).content.decode()


def test_a_link_changes_no_setting(client, enrolment):
    assert client.get(page_of(enrolment)).status_code == 405
    client.get(reverse("settings"), SENT)
    assert User.objects.get().time_zone == "Asia/Shanghai"


def test_the_database_knows_the_languages_of_cards(learner):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.update(card_language="fr")
