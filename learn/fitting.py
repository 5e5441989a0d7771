"""Fitting a learner's own weights to their reviews of a course. Never in a web request: it takes as long as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from learn.core.fitting import Fit, Recall, fit_weights
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.models import Enrolment, Review, WeightSet
from learn.rebuilding import rebuild_learner

LEAST_REVIEWS = 400
RECALL_WAYS = (Review.Way.FLASHCARD, Review.Way.CLOZE, Review.Way.TYPED)
"""Ways of asking that ask for recall; recognition among options and what is declared known tell less."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fitting came to for one course of one learner; without ``fit`` there were too few reviews."""

    enrolment: Enrolment
    recalls: int
    fit: Fit | None = None
    cards: int = 0
    """Cards that remember otherwise under the new weights; 0 where they were not taken."""


def fit_all(*, now: datetime, username: str | None = None, least: int = LEAST_REVIEWS) -> Iterator[Fitted]:
    """Fit course after course of every learner, or of one, who recalled at least ``least`` times on a later day."""
    enrolments = Enrolment.objects.select_related("learner", "course").order_by("pk")
    if username is not None:
        enrolments = enrolments.filter(learner__username=username)
    for enrolment in enrolments:
        yield fit_enrolment(enrolment, now=now, least=least)


def fit_enrolment(enrolment: Enrolment, *, now: datetime, least: int = LEAST_REVIEWS) -> Fitted:
    """Fit weights to the learner's recalls of a course, keep them, and use them where they foretell better.

    The cards are rebuilt under them in the same transaction: what is remembered changes, never when a card is due.
    """
    recalls = _recalls(enrolment)
    fit = fit_weights(recalls) if len(recalls) >= least else None
    if fit is None or fit.reviews < least:
        return Fitted(enrolment, len(recalls))
    with transaction.atomic():
        kept = WeightSet.objects.create(
            learner_id=enrolment.learner_id,
            course_id=enrolment.course_id,
            weights=list(fit.weights),
            reviews=fit.reviews,
            log_loss=fit.log_loss,
            log_loss_before=fit.log_loss_before,
            created_at=now,
        )
        if not fit.is_better:
            return Fitted(enrolment, len(recalls), fit)
        Enrolment.objects.filter(pk=enrolment.pk).update(weights=kept)
        changed = len(rebuild_learner(enrolment.learner_id).different_cards)
    # An answer that had read the old weights and made a new card meanwhile is put right here.
    rebuild_learner(enrolment.learner_id)
    return Fitted(enrolment, len(recalls), fit, changed)


def _recalls(enrolment: Enrolment) -> list[Recall]:
    """The learner's recalls of a course that stand, in the order in which they happened."""
    answers: Any = (
        Review.objects.filter(
            card__enrolment=enrolment,
            kind=EventKind.ANSWER.value,
            way__in=RECALL_WAYS,
            options=0,
            undone_by=None,
        )
        .order_by("at", "pk")
        .values_list("card_id", "study_day", "rating")
        .iterator()
    )
    return [
        Recall(card, day.toordinal(), order, Rating(rating))
        for order, (card, day, rating) in enumerate(answers)
    ]
