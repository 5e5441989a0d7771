"""Somebody who studies six facts, some of which are easily mixed up."""

from __future__ import annotations

import pytest
from django.utils import timezone


@pytest.fixture
def course():
    from tests.learn.progress.answers import make_course

    return make_course()


@pytest.fixture
def learner(client):
    from tests.factories import UserFactory

    learner = UserFactory(time_zone="Asia/Shanghai")
    client.force_login(learner)
    return learner


@pytest.fixture
def enrolment(learner, course):
    from learn.enrolments import enrol

    enrolment = enrol(learner, course, now=timezone.now())
    enrolment.learner = learner
    return enrolment
