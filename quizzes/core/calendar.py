"""The day that an answer belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

NEW_DAY_AT = timedelta(hours=4)


def study_day(moment: datetime, time_zone: str) -> date:
    """The learner's study day of an aware ``moment``: their local date, with a new day at 04:00."""
    return (moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None) - NEW_DAY_AT).date()
