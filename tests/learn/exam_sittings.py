"""Mock exams that were sat, for tests of what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from learn.models import User
from quizzes.models import (
    Attempt,
    Blueprint,
    Choice,
    DomainResult,
    Sitting,
    SittingItem,
    SittingResult,
)
from quizzes.pool import draw_paper


def sit_mock(
    blueprint: Blueprint,
    learner: User,
    *,
    at: datetime,
    answers: Sequence[int | None],
    closed: bool = True,
    seed: int = 1,
    seconds: int = 30,
    language: str = "en",
) -> Sitting:
    """A mock that began at ``at`` and lasted half its time; ``answers`` are positions of choices in the order of the items.

    None leaves an item open. Without ``closed`` nobody has written its result yet.
    """
    time = timedelta(minutes=blueprint.minutes)
    ended = at + time / 2
    sitting = Sitting.objects.create(
        learner=learner,
        course=blueprint.course,
        kind=Sitting.Kind.MOCK,
        mode=Sitting.Mode.EXAM,
        blueprint=blueprint,
        language=language,
        seed=seed,
        pass_mark=blueprint.pass_mark,
        started_at=at,
        deadline=at + time,
        finished_at=ended if closed else None,
    )
    for position, (drawn, chosen) in enumerate(
        zip(draw_paper(blueprint, seed=seed), answers, strict=True), start=1
    ):
        choices = list(Choice.objects.filter(revision=drawn.revision))
        item = SittingItem.objects.create(
            sitting=sitting,
            position=position,
            revision_id=drawn.revision,
            fact_id=drawn.fact,
            domain_id=drawn.domain,
            scored=drawn.scored,
            option_order=",".join(str(one.position) for one in choices),
            milliseconds=seconds * 1000 * position,
        )
        if chosen is not None:
            Attempt.objects.create(
                item=item,
                learner=learner,
                idempotency_key=item.idempotency_key,
                chosen=str(chosen),
                is_correct=next(one.is_correct for one in choices if one.position == chosen),
                language=language,
                answered_at=at + timedelta(seconds=position),
                study_day=at.date(),
            )
    if closed:
        write_result(sitting)
    return sitting


def write_result(sitting: Sitting) -> None:
    """The raw numbers of a mock, counted from its answers."""
    items = [item for item in sitting.items.prefetch_related("attempts") if item.scored]
    right = {item.pk: any(one.is_correct for one in item.attempts.all()) for item in items}
    result = SittingResult.objects.create(
        sitting=sitting,
        right=sum(right.values()),
        scored=len(items),
        answered=sum(item.attempts.exists() for item in sitting.items.all()),
    )
    for domain in {item.domain_id for item in items}:
        own = [item for item in items if item.domain_id == domain]
        DomainResult.objects.create(
            result=result, domain_id=domain, right=sum(right[item.pk] for item in own), scored=len(own)
        )
