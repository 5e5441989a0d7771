"""How a learner wants to learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from learn.models import Enrolment, User

_PREFERENCES = {
    *("time_zone", "language", "card_language", "two_ratings", "extra_time"),
    *("theme", "text_size", "single_keys"),
}


def store_preferences(learner: User, values: Mapping[str, Any]) -> None:
    """Store some of the names below; nothing past changes."""
    _store(learner, values, _PREFERENCES)


def store_enrolment(enrolment: Enrolment, values: Mapping[str, Any]) -> None:
    """Store some of ``desired_retention``, ``new_per_day`` and ``reviews_per_day``.

    Cards keep the day they are due: another retention counts from their next answer on.
    """
    _store(enrolment, values, {"desired_retention", "new_per_day", "reviews_per_day"})


def prefer_language(user: Any, language: str) -> None:
    """Remember the language of the interface that was just chosen."""
    known = language in dict(settings.LANGUAGES)
    if isinstance(user, User) and known and user.language != language:
        store_preferences(user, {"language": language})


def _store(row: User | Enrolment, values: Mapping[str, Any], names: set[str]) -> None:
    for name in names & values.keys():
        setattr(row, name, values[name])
    row.save(update_fields=sorted(names & values.keys()))
