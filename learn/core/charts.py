"""Where the marks of a chart stand. Whole numbers in the units of a view box; how they look is the templates' business."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

HEIGHT = 100
"""The height of a chart of bars. It is stretched to its place, so that its text can stand outside and stay readable."""
SLOT = 10
"""The width that a bar has for itself, and its gap."""
_GAP = 2
CELL = 10
"""The side of a day in the heatmap, with its gap."""
LEVELS = 4
_ROUND = (10, 12, 14, 16, 20, 24, 30, 40, 50, 60, 80)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands on the axis, ``lower`` of whose ``height`` belongs to its first part."""

    x: int
    width: int
    y: int
    height: int
    lower_y: int
    lower: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars side by side, as wide as ``width``; ``most`` is the value at the upper edge."""

    bars: tuple[Bar, ...]
    width: int
    most: int
    height: int = HEIGHT

    @property
    def whole(self) -> str:
        """All bars as one path."""
        return "".join(
            f"M{bar.x} {HEIGHT}v-{bar.height}h{bar.width}v{bar.height}z" for bar in self.bars if bar.height
        )

    @property
    def lower(self) -> str:
        """The lower parts of all bars as one path."""
        return "".join(
            f"M{bar.x} {HEIGHT}v-{bar.lower}h{bar.width}v{bar.lower}z" for bar in self.bars if bar.lower
        )


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the heatmap: ``level`` from 0 (nothing) to 4."""

    x: int
    y: int
    level: int
    day: date
    count: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class MonthMark:
    """Where a month begins; ``month`` is its first day."""

    x: int
    month: date


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Weeks as columns from Monday down, the newest at the right."""

    days: tuple[Day, ...]
    months: tuple[MonthMark, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Point:
    """A dot with its interval, in percent of both sides; ``y`` counts from above, ``size`` is a radius."""

    x: float
    y: float
    low: float
    high: float
    size: float


def upper_edge(most: float) -> int:
    """A round even number no smaller than ``most``, so that the line at half the height is a whole number too."""
    if most <= 8:
        return max(2 * math.ceil(most / 2), 2)
    step = 1
    while True:
        for round_number in _ROUND:
            if most <= round_number * step:
                return round_number * step
        step *= 10


def lower_edge(shares: Iterable[float]) -> float:
    """The tenth at which a scale of shares begins: below all of ``shares``, and no higher than 0.7."""
    return min(math.floor(10 * min(shares, default=1.0) + 1e-9) / 10, 0.7)


def on_scale(share: float, low: float) -> float:
    """Where a share stands on a scale from ``low`` to 1, in percent of its length; what is below stands at 0."""
    return round(100 * max(share - low, 0.0) / (1 - low), 1)


def bars(values: Sequence[float], lower: Sequence[float] | None = None) -> Bars:
    """Bars for ``values`` of at least 0; ``lower`` is the part of each that stands below. What is not 0 is visible."""
    most = upper_edge(max(values, default=0))
    parts = lower if lower is not None else values
    made = []
    for place, (value, part) in enumerate(zip(values, parts, strict=True)):
        height = _scaled(value, most)
        below = min(_scaled(part, most), height)
        made.append(
            Bar(place * SLOT + _GAP // 2, SLOT - _GAP, HEIGHT - height, height, HEIGHT - below, below)
        )
    return Bars(tuple(made), max(len(made), 1) * SLOT, most)


def heatmap(counts: Mapping[date, int], today: date, *, weeks: int) -> Heatmap:
    """The last ``weeks`` weeks up to ``today``. Levels are quarters of the busiest day that is shown."""
    first = first_shown(today, weeks=weeks)
    shown = [first + timedelta(days=ahead) for ahead in range((today - first).days + 1)]
    most = max((counts.get(day, 0) for day in shown), default=0)
    days = tuple(
        Day(
            x=(day - first).days // 7 * CELL,
            y=day.weekday() * CELL,
            level=-(-LEVELS * counts.get(day, 0) // most) if most else 0,
            day=day,
            count=counts.get(day, 0),
            is_today=day == today,
        )
        for day in shown
    )
    return Heatmap(days, _months(days), weeks * CELL, 7 * CELL)


def first_shown(today: date, *, weeks: int) -> date:
    """The Monday with which a heatmap of ``weeks`` weeks begins."""
    return today - timedelta(days=today.weekday() + 7 * (weeks - 1))


def point(
    predicted: float, recalled: float, interval: tuple[float, float], *, share: float, low: float
) -> Point:
    """A dot of a calibration plot whose sides both run from ``low`` to 1; ``share`` is its part of all answers.

    Its area grows with its part.
    """
    return Point(
        on_scale(predicted, low),
        round(100 - on_scale(recalled, low), 1),
        round(100 - on_scale(interval[0], low), 1),
        round(100 - on_scale(interval[1], low), 1),
        round(1.25 + 4 * share**0.5, 1),
    )


def _months(days: Sequence[Day]) -> tuple[MonthMark, ...]:
    """The columns in which a month begins; one that begins within the last two has no room for its name."""
    marks = [MonthMark(day.x, day.day) for day in days if day.day.day == 1]
    last = days[-1].x if days else 0
    return tuple(mark for mark in marks if mark.x <= last - 2 * CELL)


def _scaled(value: float, most: int) -> int:
    return max(round(HEIGHT * value / most), 1) if value > 0 else 0
