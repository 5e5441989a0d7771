"""What a learner has to do today, as the front door says it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from content.models import Course
from learn.backlog import Backlog, backlog_of
from learn.core.progress import minutes_for
from learn.dashboard import days_back, enrolments_of, workload_of
from learn.models import DaySummary
from learn.studying import Workload
from quizzes.core.calendar import study_day

_PACE_DAYS = 30
"""Days back over which the time a card takes is measured."""

_INKS = (1, 15, 50)
"""From how many answers on a day is marked, marked well, and marked fully."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the past week; ``ink`` grows with the answers given, from 0, none, to 3."""

    day: date
    answers: int

    @property
    def ink(self) -> int:
        """How strongly the day is marked."""
        return sum(self.answers >= least for least in _INKS)


@dataclass(frozen=True, slots=True)
class Today:
    """The course to go on with, what is left of it today, the minutes that will take, and what waits beyond today."""

    course: Course
    title: str
    workload: Workload
    minutes: int
    backlog: Backlog | None
    week: tuple[WeekDay, ...]
    """The last seven days, today the last."""


def today_of(user: Any, *, now: datetime, language: str) -> Today | None:
    """What is left today of the course studied last; None for who studies none. Four queries."""
    enrolments = enrolments_of(user) if user.is_authenticated else []
    if not enrolments:
        return None
    day = study_day(now, user.time_zone)
    recent = DaySummary.objects.filter(learner=user, day__gt=day - timedelta(days=_PACE_DAYS))
    days = list(recent.order_by("-day", "-pk"))
    by_course = {one.course_id: one for one in enrolments}
    enrolment = next((by_course[row.course_id] for row in days if row.course_id in by_course), enrolments[0])
    workload = workload_of(enrolment, now)
    minutes = minutes_for(
        workload.total,
        milliseconds=sum(row.milliseconds for row in days),
        done=sum(row.reviews + row.new for row in days),
    )
    backlog = backlog_of(enrolment, now)
    answers = Counter[date]()
    for row in days:
        answers[row.day] += row.answers
    week = tuple(WeekDay(one, answers[one]) for one in days_back(day, 7))
    return Today(enrolment.course, enrolment.course.title(language), workload, minutes, backlog, week)
