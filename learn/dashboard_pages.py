"""The progress page, worded and drawn: every chart with the numbers that its table shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from content.models import Course
from learn.core.charts import LEVELS, Bars, Day, Heatmap, Point, bars, heatmap, lower_edge, on_scale, point
from learn.core.progress import (
    Calibrated,
    Mastery,
    Scores,
    Share,
    Streak,
    calibration,
    constant_scores,
    forecast,
    grouped,
    mastery_of,
    minutes_for,
    scores_of,
    share_of,
    streak_of,
)
from learn.dashboard import WEEKS, ConfusedPair, Dashboard, NoteOutline, days_back, term_names
from learn.models import DaySummary
from learn.studying import Workload

RECENT = 30
"""Days in the charts by day, and in what is said of recent retention and speed."""
_TERMS = 8
_LEAST_DRAWN = 0.01
"""Dots for less than this part of all answers would say nothing; they are in the table."""
_LEAST_BEGUN = 2
"""A term of which less was begun is not yet called shaky."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A section, note or term, and how much of it is held, in whole percent."""

    name: str
    language: str
    url: str
    percent: int
    cards: int
    begun: int
    parts: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in numbers."""

    day: date
    answers: int
    right: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Activity:
    """The last days: answers with the right ones below, and minutes."""

    answers: Bars
    minutes: Bars
    rows: list[DayRow]
    total: int
    total_minutes: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What falls due on the coming days."""

    bars: Bars
    rows: list[tuple[date, int]]
    total: int


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """True retention of some cards: the share right among answers to cards that were due by day, in percent.

    ``at``, ``start`` and ``width`` place it and its interval on the scale of the chart.
    """

    name: str
    total: int
    percent: int
    low: int
    high: int
    at: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention beside the desired one, on a scale from ``low`` percent to 100."""

    rows: list[RetentionRow]
    desired: int
    desired_at: float
    low: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted against recalled, and the scores of this forecast beside two that say the same of every card.

    ``points`` are those that stand on the plot, whose sides run from ``low`` (``middle`` is half way) to 100 percent;
    ``rows`` are all: predicted percent, recalled, asked.
    """

    points: list[tuple[Point, Calibrated]]
    rows: list[tuple[int, int, int]]
    scores: list[tuple[str, Scores]]
    reviews: int
    low: int
    middle: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Answers by the hour of the day."""

    bars: Bars
    rows: list[tuple[int, int, int]]
    busiest: int


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """All that the page shows of one course."""

    course: Course
    title: str
    language: str
    others: list[tuple[str, str]]
    """Slug and title of the other courses that are studied."""
    workload: Workload
    minutes: int
    mastery: Mastery
    percent: int
    young: int
    mature: int
    streak: Streak
    heatmap: Heatmap
    inks: list[tuple[int, str]]
    """The days of the heatmap by level, each as one path."""
    weeks: list[tuple[date, int, int]]
    """Monday, days studied and answers of each week with any."""
    studied: int
    notes: list[Rung]
    blank_notes: list[Rung]
    terms: list[Rung]
    activity: Activity
    ahead: Ahead
    retention: Retention
    calibration: Calibration
    hours: Hours
    pairs: list[ConfusedPair]


def progress_page(board: Dashboard, courses: Sequence[Course], language: str) -> ProgressPage:
    """The page of ``board`` in ``language``; ``courses`` are all that the learner studies. One query."""
    course = board.enrolment.course
    here, today = board.days_here, board.today
    recent = [row for row in here if row.day > today - timedelta(days=RECENT)]
    mastery = mastery_of([card.recall for card in board.cards], cards=sum(board.facts.values()))
    mature = sum(card.mature for card in board.cards)
    notes = _notes(board)
    by_day: dict[date, int] = {}
    for row in board.days:
        by_day[row.day] = by_day.get(row.day, 0) + row.answers
    drawn = heatmap(by_day, today, weeks=WEEKS)
    return ProgressPage(
        course=course,
        title=course.title(language),
        language=language,
        others=[(one.slug, one.title(language)) for one in courses if one.pk != course.pk],
        workload=board.workload,
        minutes=minutes_for(
            board.workload.total,
            milliseconds=sum(row.milliseconds for row in recent),
            done=sum(row.reviews + row.new for row in recent),
        ),
        mastery=mastery,
        percent=_percent(mastery.share),
        young=mastery.begun - mature,
        mature=mature,
        streak=streak_of(by_day.keys(), today),
        heatmap=drawn,
        inks=_inks(drawn),
        weeks=_weeks(drawn),
        studied=len(by_day),
        notes=[rung for rung in notes if rung.begun],
        blank_notes=[rung for rung in notes if not rung.begun],
        terms=_terms(board, language),
        activity=_activity(recent, today),
        ahead=_ahead(board),
        retention=_retention(recent, here, board.enrolment.desired_retention),
        calibration=_calibration(here, board),
        hours=_hours(board),
        pairs=board.pairs,
    )


def _inks(drawn: Heatmap) -> list[tuple[int, str]]:
    """One path per level: half a year of single squares would be most of the page."""
    return [
        (level, "".join(f"M{day.x} {day.y}h8.5v8.5h-8.5z" for day in drawn.days if day.level == level))
        for level in range(LEVELS + 1)
    ]


def _weeks(drawn: Heatmap) -> list[tuple[date, int, int]]:
    weeks: dict[int, list[Day]] = {}
    for day in drawn.days:
        weeks.setdefault(day.x, []).append(day)
    rows = (
        (days[0].day, sum(day.count > 0 for day in days), sum(day.count for day in days))
        for days in weeks.values()
    )
    return [row for row in rows if row[2]]


def _percent(share: float) -> int:
    return round(100 * share)


def _notes(board: Dashboard) -> list[Rung]:
    """Every note that has facts to ask, in the order of the course, with its sections."""
    recalls = grouped((card.topic, card.recall) for card in board.cards)
    by_note: dict[str, list[str]] = {}
    for topic, facts in board.facts.items():
        if facts > 0:
            by_note.setdefault(topic.partition("#")[0], []).append(topic)
    outlines = {outline.slug: outline for outline in board.outlines}
    rungs = []
    for slug, topics in by_note.items():
        outline = outlines.get(slug)
        if outline is None:
            continue
        known = [recall for topic in topics for recall in recalls.get(topic, ())]
        mastery = mastery_of(known, cards=sum(board.facts[topic] for topic in topics))
        parts = tuple(
            _section(outline, topic, recalls.get(topic, []), board.facts[topic]) for topic in topics
        )
        rungs.append(_rung(outline.title, outline.language, outline.url, mastery, parts))
    return rungs


def _section(outline: NoteOutline, topic: str, recalls: list[float], facts: int) -> Rung:
    heading = topic.partition("#")[2]
    name = outline.sections.get(heading, outline.title)
    mastery = mastery_of(recalls, cards=facts)
    return _rung(name, outline.language, f"{outline.url}#{heading}", mastery)


def _rung(name: str, language: str, url: str, mastery: Mastery, parts: tuple[Rung, ...] = ()) -> Rung:
    return Rung(name, language, url, _percent(mastery.share), mastery.cards, mastery.begun, parts)


def _terms(board: Dashboard, language: str) -> list[Rung]:
    """The terms held least of those that were begun: the mean over what was begun of them."""
    known = grouped((card.term, card.recall) for card in board.cards if card.term)
    shaky = sorted(
        (sum(recalls) / len(recalls), term) for term, recalls in known.items() if len(recalls) >= _LEAST_BEGUN
    )[:_TERMS]
    facts = {card.term: card.fact for card in board.cards}
    names = term_names([facts[term] for _share, term in shaky], language)
    return [
        _rung(*names[facts[term]], "", mastery_of(known[term], cards=len(known[term])))
        for _share, term in shaky
        if facts[term] in names
    ]


def _activity(recent: Sequence[DaySummary], today: date) -> Activity:
    by_day = {row.day: row for row in recent}
    rows = []
    for day in days_back(today, RECENT):
        row = by_day.get(day)
        minutes = round(row.milliseconds / 60_000) if row else 0
        rows.append(DayRow(day, row.answers if row else 0, row.right if row else 0, minutes))
    return Activity(
        bars([row.answers for row in rows], [row.right for row in rows]),
        bars([row.minutes for row in rows]),
        rows,
        sum(row.answers for row in rows),
        round(sum(row.milliseconds for row in recent) / 60_000),
    )


def _ahead(board: Dashboard) -> Ahead:
    counts = forecast((card.due_day for card in board.cards if card.due_day), board.today, days=RECENT)
    rows = [(board.today + timedelta(days=ahead), count) for ahead, count in enumerate(counts)]
    return Ahead(bars(counts), rows, sum(counts))


def _retention(recent: Sequence[DaySummary], here: Sequence[DaySummary], desired: float) -> Retention:
    spans = (
        (_("Young cards, 30 days"), _("Mature cards, 30 days"), recent),
        (_("Young cards, half a year"), _("Mature cards, half a year"), here),
    )
    named: list[tuple[str, Share]] = []
    for young, mature, days in spans:
        all_right, all_asked = sum(row.reviews_right for row in days), sum(row.reviews for row in days)
        old_right, old_asked = sum(row.mature_right for row in days), sum(row.mature for row in days)
        named.append((young, share_of(all_right - old_right, all_asked - old_asked)))
        named.append((mature, share_of(old_right, old_asked)))
    low = lower_edge([desired, *(share.share for _name, share in named if share.total)])
    rows = [_retained(name, share, low) for name, share in named]
    return Retention(rows, _percent(desired), on_scale(desired, low), _percent(low))


def _retained(name: str, share: Share, low: float) -> RetentionRow:
    start, end = on_scale(share.low, low), on_scale(share.high, low)
    percents = (_percent(share.share), _percent(share.low), _percent(share.high))
    return RetentionRow(
        name, share.total, *percents, on_scale(share.share, low), start, round(end - start, 1)
    )


def _calibration(here: Sequence[DaySummary], board: Dashboard) -> Calibration:
    found = calibration(board.forecasts)
    total = sum(one.recalled.total for one in found)
    drawn = [one for one in found if one.recalled.total >= _LEAST_DRAWN * total]
    low = lower_edge(share for one in drawn for share in (one.predicted, one.recalled.share))
    points = [
        (
            point(
                one.predicted,
                one.recalled.share,
                (one.recalled.low, one.recalled.high),
                share=one.recalled.total / total,
                low=low,
            ),
            one,
        )
        for one in drawn
    ]
    rows = [(_percent(one.predicted), one.recalled.right, one.recalled.total) for one in found]
    reviews, right = sum(row.reviews for row in here), sum(row.reviews_right for row in here)
    own = scores_of(sum(row.squared_error for row in here), sum(row.log_loss for row in here), reviews)
    share = right / reviews if reviews else 0.0
    named = (
        (_("This forecast, card by card"), own),
        (_("Always your own share right, %(percent)s %%") % {"percent": _percent(share)}, constant_scores(share, right, reviews)),
        (_("Always 90 %, what memory is set for by default"), constant_scores(0.9, right, reviews)),
    )  # fmt: skip
    scored = [(name, scores) for name, scores in named if scores]
    return Calibration(points, rows, scored, reviews, _percent(low), _percent((1 + low) / 2))


def _hours(board: Dashboard) -> Hours:
    counts = [board.hours.get(hour, (0, 0)) for hour in range(24)]
    answers = [total for total, _right in counts]
    rows = [(hour, total, right) for hour, (total, right) in enumerate(counts)]
    busiest = max(range(24), key=lambda hour: answers[hour])
    return Hours(bars(answers, [right for _total, right in counts]), rows, busiest)
