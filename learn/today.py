"""What a learner has to do today, as the front door says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from content.models import Course
from learn.backlog import Backlog, backlog_of
from learn.core.progress import minutes_for
from learn.dashboard import enrolments_of, workload_of
from learn.models import DaySummary
from learn.studying import Workload
from quizzes.core.calendar import study_day

_PACE_DAYS = 30
"""Days back over which the time a card takes is measured."""


@dataclass(frozen=True, slots=True)
class Today:
    """The course to go on with, what is left of it today, the minutes that will take, and what waits beyond today."""

    course: Course
    title: str
    workload: Workload
    minutes: int
    backlog: Backlog | None


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
    return Today(enrolment.course, enrolment.course.title(language), workload, minutes, backlog)
