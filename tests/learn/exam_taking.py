"""Taking a mock exam of ten questions and twenty minutes, for tests of what is saved and what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from learn.exams import begin_mock
from quizzes.exam_pages import load_answerable
from quizzes.exams import Given, save_item
from tests.factories import NOW

RIGHT, WRONG = frozenset({0}), frozenset({1})
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LAST = timedelta(minutes=20)


def begin(blueprint, learner, **changes):
    options = {"language": "zh", "seed": 5, "now": NOW} | changes
    return begin_mock(blueprint, learner=learner, **options)


def save(sitting, number=1, chosen=RIGHT, *, key: UUID | None = None, now=NOW + MINUTE, **given):
    item = load_answerable(sitting, number)
    return save_item(
        item, Given(chosen=chosen, **given), learner=sitting.learner, key=key or uuid4(), now=now
    )
