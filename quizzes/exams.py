"""Mock exams: drawing one, saving answers against the clock, and closing it once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quizzes.core.calendar import study_day
from quizzes.core.exam_clock import Allowance, allowed_time, finish_time
from quizzes.models import Attempt, Blueprint, DomainResult, Sitting, SittingItem, SittingResult
from quizzes.pool import draw_paper
from quizzes.sittings import option_orders, read_answer

LONGEST_MILLISECONDS = 86_400_000
"""No question is looked at for more than a day."""


class MockRunning(Exception):
    """The learner is sitting another exam."""


class ExamOver(Exception):
    """The exam takes no answer any more; the message says since when, and what counts."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(
            _("This exam was handed in already; nothing can be changed any more.")
            if sitting.finished_at and sitting.deadline and sitting.finished_at < sitting.deadline
            else _("The time is up: this answer came too late. What was saved before counts.")
        )


@dataclass(frozen=True, slots=True)
class Given:
    """An item as the learner left it: what is chosen or arranged (choice positions), and marks beside it.

    ``milliseconds`` and ``flips`` are those of the item in all, as far as the page knows.
    """

    chosen: frozenset[int] = frozenset()
    arranged: tuple[int, ...] = ()
    confidence: str = ""
    language: str = "zh"
    flips: int = 0
    flagged: bool = False
    struck: frozenset[int] = frozenset()
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a paper came to: scored questions right and in all, answered ones, and by domain (id) right and in all."""

    right: int
    scored: int
    answered: int
    domains: dict[int | None, tuple[int, int]]


def start_mock(
    blueprint: Blueprint, *, learner: Any, language: str, extra_time: str, seed: int, now: datetime
) -> Sitting:
    """Draw a paper, in ``language`` where there are enough questions, and fix its wording, orders and deadline.

    Raises TooFewQuestions, and MockRunning when the learner sits one already.
    """
    if blueprint.minutes is None:
        raise ValueError(f"The blueprint {blueprint} has no clock, so it is no exam.")
    paper = draw_paper(blueprint, seed=seed, language=language)
    orders = option_orders([one.revision for one in paper], seed=seed)
    try:
        with transaction.atomic():
            sitting = Sitting.objects.create(
                learner=learner,
                course=blueprint.course,
                kind=Sitting.Kind.MOCK,
                mode=Sitting.Mode.EXAM,
                blueprint=blueprint,
                language=language,
                seed=seed,
                extra_time=extra_time,
                pass_mark=blueprint.pass_mark,
                started_at=now,
                deadline=now + allowed_time(blueprint.minutes, Allowance(extra_time)),
            )
            SittingItem.objects.bulk_create(
                SittingItem(
                    sitting=sitting,
                    position=number,
                    revision_id=one.revision,
                    fact_id=one.fact,
                    domain_id=one.domain,
                    scored=one.scored,
                    option_order=order,
                )
                for number, (one, order) in enumerate(zip(paper, orders, strict=True), start=1)
            )
    except IntegrityError:
        if not Sitting.objects.visible_to(learner).mocks().unfinished().exists():
            raise
        raise MockRunning from None
    return sitting


@transaction.atomic
def save_item(item: SittingItem, given: Given, *, learner: Any, key: UUID, now: datetime) -> Attempt | None:
    """Store an item as the learner left it; returns the attempt that counts now, None when nothing was answered.

    A new attempt is made only where the answer, or how sure the learner is, differs from the last one. A repeat
    of ``key`` changes nothing. Raises ExamOver after the deadline and its grace, and RefusedAnswer.
    """
    row = SittingItem.objects.select_for_update().select_related("sitting").get(pk=item.pk)
    if row.sitting.is_over(now):
        raise ExamOver(row.sitting)
    stored = Attempt.objects.filter(learner=learner, idempotency_key=key).first()
    if stored is not None:
        return stored
    answer, right = (), False
    if given.chosen or given.arranged:
        answer, right = read_answer(item, given.chosen, given.arranged)
    _mark(row, given)
    last = row.attempts.order_by("-pk").first()
    chosen = ",".join(map(str, answer))
    if (last.chosen, last.confidence) == (chosen, given.confidence) if last else not chosen:
        return last
    return Attempt.objects.create(
        item=row,
        learner=learner,
        idempotency_key=key,
        chosen=chosen,
        is_correct=right,
        confidence=given.confidence if chosen else "",
        language=given.language,
        flips=row.flips,
        milliseconds=row.milliseconds,
        answered_at=now,
        study_day=study_day(now, learner.time_zone),
    )


def _mark(item: SittingItem, given: Given) -> None:
    """Store what the learner noted beside the answer; time and flips only grow, whoever tells them last."""
    spent = min(max(given.milliseconds or 0, 0), LONGEST_MILLISECONDS)
    wanted = {
        "flagged": given.flagged,
        "struck": ",".join(map(str, sorted(given.struck & set(item.order)))),
        "flips": max(item.flips, min(given.flips, 999)),
        "milliseconds": max(item.milliseconds or 0, spent) or None,
    }
    if any(getattr(item, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(item, name, value)
        item.save(update_fields=list(wanted))


@transaction.atomic
def finish_mock(sitting: Sitting, *, now: datetime, abandoned: bool = False) -> bool:
    """Close an exam and write its result, once; False when it was closed before.

    It ends now, or at its deadline if that is past. An abandoned one has no result.
    """
    row = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if row.finished_at is not None or row.deadline is None:
        return False
    row.finished_at = finish_time(row.deadline, now)
    row.abandoned = abandoned and now <= row.deadline  # one that ran out was not given up
    row.save(update_fields=["finished_at", "abandoned"])
    if not row.abandoned:
        _write_result(row, tally(row))
    return True


def _write_result(sitting: Sitting, came_to: Tally) -> None:
    result = SittingResult.objects.create(
        sitting=sitting, right=came_to.right, scored=came_to.scored, answered=came_to.answered
    )
    DomainResult.objects.bulk_create(
        DomainResult(result=result, domain_id=domain, right=right, scored=scored)
        for domain, (right, scored) in came_to.domains.items()
    )


def final_answers(sitting: Sitting) -> list[tuple[SittingItem, Attempt | None]]:
    """Every item in order with the attempt that counts; None where nothing was answered, or taken back. Two queries."""
    found = []
    for item in sitting.items.select_related("revision__question", "domain").prefetch_related("attempts"):
        last = item.last_attempt
        found.append((item, last if last and last.chosen else None))
    return found


def tally(sitting: Sitting) -> Tally:
    """What the stored answers of a sitting come to; writes nothing."""
    return tally_of(final_answers(sitting))


def tally_of(answers: Iterable[tuple[SittingItem, Attempt | None]]) -> Tally:
    """What answers come to; pilots count as answered and no further."""
    right = scored = answered = 0
    domains: dict[int | None, tuple[int, int]] = {}
    for item, attempt in answers:
        answered += attempt is not None
        if item.scored:
            is_right = bool(attempt and attempt.is_correct)
            right, scored = right + is_right, scored + 1
            before = domains.get(item.domain_id, (0, 0))
            domains[item.domain_id] = (before[0] + is_right, before[1] + 1)
    return Tally(right, scored, answered, domains)
