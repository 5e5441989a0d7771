"""What a learner's answers tell of how they study."""

from __future__ import annotations

from django.core.cache import cache
from django.db.models import Count, Q

from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.models import Review, User

_RECENT = 500
_ENOUGH = 20
"""Answers in a language before it is compared with the other."""
_SECONDS = 3600


def weaker_language(learner: User) -> str:
    """The language in which the learner's recent answers were less often right; empty before there are enough.

    Looked up once an hour.
    """
    key = f"weaker:{learner.pk}"
    found = cache.get(key)
    if found is None:
        found = _weaker(learner)
        cache.set(key, found, _SECONDS)
    return str(found)


def _weaker(learner: User) -> str:
    recent = (
        Review.objects.filter(learner=learner, kind=EventKind.ANSWER.value, undone_by=None)
        .filter(language__in=("zh", "en"))
        .order_by("-at", "-pk")
        .values_list("pk", flat=True)[:_RECENT]
    )
    counted = (
        Review.objects.filter(pk__in=list(recent))
        .values_list("language")
        .annotate(answers=Count("pk"), right=Count("pk", filter=Q(rating__gt=Rating.AGAIN)))
        .order_by()
    )
    shares = {language: right / answers for language, answers, right in counted if answers >= _ENOUGH}
    return min(shares, key=lambda language: shares[language]) if len(shares) == 2 else ""
