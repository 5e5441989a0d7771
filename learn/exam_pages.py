"""What the pages around an exam show: the list, the rules, the clock, the review before handing in, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.urls import reverse

from content.models import Course
from learn.compiled import load
from quizzes.core.exam_clock import Allowance, allowed_time
from quizzes.core.exams import TooFewQuestions
from quizzes.exam_pages import GridCell
from quizzes.exams import final_answers, tally_of
from quizzes.models import Blueprint, Domain, Sitting
from quizzes.pool import worded_in

_DEFAULT_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Clock:
    """Milliseconds since 1970 by the server's clock, and the same in words for who has no script."""

    now: int
    deadline: int
    left: str
    ends: str


@dataclass(frozen=True, slots=True)
class ExamRow:
    """A sitting in the list of exams; ``right`` and ``scored`` are None until it is over, or when it was given up."""

    url: str
    uuid: str
    title: str
    course_title: str
    started: datetime
    answered: int
    questions: int
    right: int | None
    scored: int | None
    abandoned: bool


@dataclass(frozen=True, slots=True)
class ExamOffer:
    """An exam that can be begun."""

    url: str
    title: str
    course_title: str
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ExamsPage:
    """All that the list of exams shows."""

    running: ExamRow | None
    offers: list[ExamOffer]
    past: list[ExamRow]


@dataclass(frozen=True, slots=True)
class StartPage:
    """The rules of an exam. ``domains`` are titles with their share in per cent."""

    course: str
    slug: str
    title: str
    course_title: str
    questions: int
    unscored: int
    minutes: int
    extra_minutes: int
    pass_mark: int | None
    domains: list[tuple[str, int]]
    worded: str
    """A ``quizzes.pool.Worded``, of the language of the page."""
    running_url: str
    too_few: TooFewQuestions | None
    too_few_in: str
    """The title of the domain that has too few; empty for the course as a whole."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What is left before handing in."""

    grid: Sequence[GridCell]
    answered: int
    open: list[int]
    flagged: list[int]


def local(moment: datetime, user: Any) -> datetime:
    """A moment by the learner's clock."""
    return moment.astimezone(ZoneInfo(getattr(user, "time_zone", "") or _DEFAULT_ZONE))


def saved_at(now: datetime, user: Any) -> str:
    """When something was saved, by the learner's clock: ``14:03:22``."""
    return local(now, user).strftime("%H:%M:%S")


def clock_of(sitting: Sitting, user: Any, *, now: datetime) -> Clock:
    """The clock of an exam that goes on."""
    assert sitting.deadline is not None
    return Clock(
        now=_milliseconds(now),
        deadline=_milliseconds(sitting.deadline),
        left=duration(sitting.deadline - now),
        ends=local(sitting.deadline, user).strftime("%H:%M:%S"),
    )


def duration(time: timedelta) -> str:
    """``2:10:05`` or ``9:59``, never below zero."""
    seconds = max(int(time.total_seconds()), 0)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def exam_url(sitting: Sitting, go: str, number: int, language: str) -> str:
    """Where a button of question ``number`` leads: ``previous``, ``next``, ``review``, a number, or here again."""
    last = sitting.items.count()
    if go.isdecimal() and len(go) < 4 and 1 <= int(go) <= last:
        wanted = int(go)
    else:
        wanted = {"previous": max(number - 1, 1), "next": number + 1, "review": last + 1}.get(go, number)
    if wanted > last:
        return reverse("exam_review", args=[sitting.uuid])
    url = reverse("exam_item", args=[sitting.uuid, wanted])
    return f"{url}?{urlencode({'language': language})}" if language != sitting.language else url


def running_exam_url(user: Any, *, now: datetime) -> str:
    """The address of the exam that ``user`` is sitting; empty when there is none. One query."""
    mocks = load(_unfinished_mocks, user.pk) if user.is_authenticated else ()
    return next((reverse("exam", args=[one.uuid]) for one in mocks if not one.is_over(now)), "")


def _unfinished_mocks(learner: int) -> QuerySet[Sitting]:
    return Sitting.objects.filter(learner=learner).mocks().unfinished()


def exams_page(user: Any, *, now: datetime, language: str) -> ExamsPage:
    """The exams that ``user`` can begin, the one that goes on, and those that are past. Four queries at most."""
    timed = Blueprint.objects.filter(
        retired_at=None, minutes__isnull=False, course__in=Course.objects.visible_to(user)
    )
    offers = [
        ExamOffer(
            reverse("exam_start", args=[one.course.slug, one.slug]),
            one.title(language),
            one.course.title(language),
            one.questions,
            one.minutes or 0,
        )
        for one in timed.select_related("course").order_by("course__position", "course__slug", "position")
    ]
    sittings = (
        Sitting.objects.visible_to(user)
        .mocks()
        .select_related("course", "blueprint", "result")
        .annotate(questions=Count("items"))
        .order_by("-started_at")  # a query that groups forgets the order of the model
    )
    rows = [(sitting, _row(sitting, user, now, language)) for sitting in sittings]
    running = next((row for sitting, row in rows if not sitting.is_over(now)), None)
    return ExamsPage(running, offers, [row for sitting, row in rows if sitting.is_over(now)])


def _row(sitting: Any, user: Any, now: datetime, language: str) -> ExamRow:
    over = sitting.is_over(now)
    # Only one that nobody closed yet has neither a result nor been given up: there is one at most.
    stored = getattr(sitting, "result", None)
    told = stored or tally_of(() if sitting.abandoned else final_answers(sitting))
    counts = over and not sitting.abandoned
    return ExamRow(
        url=reverse("exam_result" if over else "exam", args=[sitting.uuid]),
        uuid=str(sitting.uuid),
        title=sitting.blueprint.title(language),
        course_title=sitting.course.title(language),
        started=local(sitting.started_at, user),
        answered=told.answered,
        questions=sitting.questions,
        right=told.right if counts else None,
        scored=told.scored if counts else None,
        abandoned=sitting.abandoned,
    )


def start_page(
    blueprint: Blueprint, user: Any, *, now: datetime, language: str, refusal: Exception | None = None
) -> StartPage:
    """The rules, with the learner's extra time, and why an exam could not be begun."""
    minutes = blueprint.minutes or 0
    extra = Allowance(getattr(user, "extra_time", ""))
    too_few = refusal if isinstance(refusal, TooFewQuestions) else None
    short = Domain.objects.filter(course=blueprint.course, slug=too_few.domain).first() if too_few else None
    return StartPage(
        course=blueprint.course.slug,
        slug=blueprint.slug,
        title=blueprint.title(language),
        course_title=blueprint.course.title(language),
        questions=blueprint.questions,
        unscored=blueprint.unscored,
        minutes=minutes,
        extra_minutes=round((allowed_time(minutes, extra) - timedelta(minutes=minutes)).total_seconds() / 60),
        pass_mark=blueprint.pass_mark,
        domains=[
            (one.domain.title(language), one.weight) for one in blueprint.weights.select_related("domain")
        ],
        worded=worded_in(blueprint, language).value,
        running_url=running_exam_url(user, now=now),
        too_few=too_few,
        too_few_in=short.title(language) if short else "",
    )


def review_page(grid: Sequence[GridCell]) -> ReviewPage:
    """What is answered, open and flagged."""
    return ReviewPage(
        grid,
        sum(cell.answered for cell in grid),
        [cell.number for cell in grid if not cell.answered],
        [cell.number for cell in grid if cell.flagged],
    )
