"""Practice sittings: starting one, answering its items, and what it came to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from content.models import Course
from quizzes.core.calendar import study_day
from quizzes.core.grading import Shape, grade, is_arrangement, right_arrangement, shape_of
from quizzes.core.planning import option_order, plan_drill, plan_practice
from quizzes.models import Attempt, Choice, Question, QuestionText, Sitting, SittingItem

PRACTICE_LENGTH = 10
MAX_MILLISECONDS = 600_000


class NothingToAsk(Exception):
    """The course has no question that can be asked."""


class RefusedAnswer(Exception):
    """An answer that cannot be stored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SectionScore:
    """How a section of the notes went."""

    title: str
    language: str
    right: int
    total: int


@transaction.atomic
def start_practice(
    course: Course,
    *,
    learner: Any,
    language: str,
    seed: int,
    now: datetime,
    count: int = PRACTICE_LENGTH,
    facts: Collection[int] | None = None,
) -> Sitting:
    """Draw questions and fix their wording, order and option order for one practice sitting.

    Questions worded in ``language`` are drawn; a course without any in that language is asked in its own.
    With ``facts`` they are about these only, in turn, and each may be asked in several ways. Raises NothingToAsk.
    """
    askable = Question.objects.filter(course=course).askable()
    if facts is not None:
        askable = askable.filter(fact__in=facts)
    pool = list(askable.filter(current__texts__language=language).values_list("fact_id", "pk"))
    if not pool:
        pool = list(askable.values_list("fact_id", "pk"))
    plan = plan_practice if facts is None else plan_drill
    drawn = plan(pool, count=count, seed=seed)
    if not drawn:
        raise NothingToAsk(_("This course has no questions yet; add notes to it first."))
    return open_quiz(course, drawn, learner=learner, language=language, seed=seed, now=now)


@transaction.atomic
def open_quiz(
    course: Course,
    drawn: Sequence[int],
    *,
    learner: Any,
    language: str,
    seed: int,
    now: datetime,
    mode: str = Sitting.Mode.LEARN,
    time: timedelta | None = None,
    extra_time: str = "",
) -> Sitting:
    """A sitting that asks the questions ``drawn`` (ids) in their order; ``time`` is what an exam has, extra included."""
    sitting = Sitting.objects.create(
        learner=learner,
        course=course,
        mode=mode,
        language=language,
        seed=seed,
        extra_time=extra_time,
        started_at=now,
        deadline=None if time is None else now + time,
    )
    asked = {
        pk: (revision, fact)
        for pk, revision, fact in Question.objects.filter(pk__in=drawn).values_list(
            "pk", "current_id", "fact_id"
        )
    }
    orders = option_orders([asked[question][0] for question in drawn], seed=seed)
    SittingItem.objects.bulk_create(
        SittingItem(
            sitting=sitting,
            position=number,
            revision_id=asked[question][0],
            fact_id=asked[question][1],
            option_order=order,
        )
        for number, (question, order) in enumerate(zip(drawn, orders, strict=True), start=1)
    )
    return sitting


def option_orders(revisions: Sequence[int], *, seed: int) -> list[str]:
    """The option order of each item of a sitting, as it is stored."""
    positions: dict[int, list[int]] = {}
    choices = Choice.objects.filter(revision__in=revisions)
    for revision, position in choices.values_list("revision_id", "position"):
        positions.setdefault(revision, []).append(position)
    return [
        ",".join(map(str, option_order(sorted(positions[revision]), seed=seed + number)))
        for number, revision in enumerate(revisions, start=1)
    ]


def load_item(sitting: Sitting, number: int) -> SittingItem | None:
    """Item ``number`` (from 1) with its revision, wordings, choices and attempts; None when there is none."""
    return (
        sitting.items.filter(position=number)
        .select_related("revision__question")
        .prefetch_related(
            "attempts",
            "revision__texts__note_revision__note__course",
            "revision__choices__texts__note_revision__note__course",
        )
        .first()
    )


def partner_order(item: SittingItem) -> list[int]:
    """The choice positions in the order in which a matching item offers their partners."""
    return list(option_order(sorted(item.order), seed=item.sitting.seed + 1000 + item.position))


def wording(texts: Iterable[QuestionText], language: str) -> QuestionText:
    """The text in ``language``, else the first there is."""
    found = {text.language: text for text in texts}
    return found.get(language) or found[min(found)]


def next_number(sitting: Sitting) -> int | None:
    """The first item without an answer, or None when all have one."""
    return sitting.items.filter(attempts=None).values_list("position", flat=True).first()


@transaction.atomic
def answer_item(
    item: SittingItem,
    *,
    learner: Any,
    key: UUID,
    chosen: frozenset[int] = frozenset(),
    arranged: tuple[int, ...] = (),
    language: str,
    milliseconds: int | None,
    confidence: str = "",
    now: datetime,
) -> Attempt:
    """Store an answer once; a repeat returns what was stored first. ``chosen`` are choice positions.

    An item that is put in order or matched is answered by ``arranged`` (see ``right_arrangement``).
    Raises RefusedAnswer when the key is not the item's, or nothing that it offers was chosen.
    """
    if key != item.idempotency_key:
        raise RefusedAnswer(_("This page belongs to another question; reload it and answer again."))
    answer, right = read_answer(item, chosen, arranged)
    if item.sitting.mode == Sitting.Mode.REVIEW and item.sitting.finished_at and not answer_of(item):
        raise RefusedAnswer(_("This quiz has ended; nothing can be answered any more. Begin another one."))
    attempt, _created = Attempt.objects.get_or_create(
        learner=learner,
        idempotency_key=key,
        defaults={
            "item": item,
            "chosen": ",".join(map(str, answer)),
            "is_correct": right,
            "confidence": confidence,
            "language": language,
            "milliseconds": None if milliseconds is None else min(max(milliseconds, 0), MAX_MILLISECONDS),
            "answered_at": now,
            "study_day": study_day(now, learner.time_zone),
        },
    )
    # Of two last answers at once neither sees the other before it is stored, so they go one by one.
    sitting = Sitting.objects.select_for_update().get(pk=item.sitting_id)
    if sitting.finished_at is None and next_number(sitting) is None:
        Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(finished_at=now)
    return attempt


def read_answer(
    item: SittingItem, chosen: frozenset[int], arranged: tuple[int, ...]
) -> tuple[tuple[int, ...], bool]:
    """The answer as it is stored, and whether it is right; RefusedAnswer when it is none."""
    choices = {choice.position: choice for choice in item.revision.choices.all()}
    shape = shape_of(item.revision.question.kind)
    if shape is Shape.CHOOSE:
        if not chosen or not chosen <= choices.keys():
            raise RefusedAnswer(_("Choose an answer first."))
        correct = frozenset(position for position, choice in choices.items() if choice.is_correct)
        return tuple(sorted(chosen)), grade(correct, chosen)
    if not is_arrangement(shape, choices, arranged):
        raise RefusedAnswer(
            _("Give every step a place of its own, from 1 on.")
            if shape is Shape.ORDER
            else _("Choose a partner for every entry.")
        )
    places = {position: choice.place for position, choice in choices.items()}
    return arranged, arranged == right_arrangement(shape, places)


def answered_items(sitting: Sitting) -> list[tuple[SittingItem, Attempt | None]]:
    """Every item in order, with its answer if it has one."""
    items = sitting.items.prefetch_related("attempts", "revision__texts__note_revision__note__course")
    return [(item, answer_of(item)) for item in items]


def answer_of(item: SittingItem) -> Attempt | None:
    """The answer that counts; None before any, and where it was taken back."""
    last = item.last_attempt
    return last if last and last.chosen else None


@transaction.atomic
def finish_quiz(sitting: Sitting, *, now: datetime) -> bool:
    """End a quiz that tells right and wrong at the end, answered or not; False when it had ended before."""
    return bool(
        Sitting.objects.filter(pk=sitting.pk, finished_at=None, mode=Sitting.Mode.REVIEW).update(
            finished_at=now
        )
    )


def section_scores(
    answered: Iterable[tuple[SittingItem, Attempt | None]], language: str
) -> list[SectionScore]:
    """Scores by section, in the order in which sections were first asked; unanswered items count as asked."""
    scores: dict[tuple[str, str], list[int]] = {}
    for item, attempt in answered:
        text = wording(item.revision.texts.all(), language)
        score = scores.setdefault((text.heading or text.note_revision.note.title, text.language), [0, 0])
        score[0] += bool(attempt and attempt.is_correct)
        score[1] += 1
    return [SectionScore(title, lang, right, total) for (title, lang), (right, total) in scores.items()]
