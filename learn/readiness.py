"""How ready a learner is for a course's exam: what the forecast goes by, and what became of earlier forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from content.models import Course
from learn.core.log import EventKind
from learn.core.memory import DEFAULT_WEIGHTS, Rating
from learn.core.progress import hold
from learn.core.readiness import (
    Band,
    FirstAnswers,
    Forecast,
    Lacking,
    Shown,
    Standing,
    TrackRecord,
    forecast_paper,
    lacking,
    new_cards_a_day,
    track_record,
)
from learn.models import Card, DaySummary, Enrolment, Review, StoredForecast, User
from learn.reviews import weights_of
from quizzes.core.calendar import study_day
from quizzes.core.exams import allot
from quizzes.core.scoring import Estimate
from quizzes.models import Attempt, Blueprint, PoolDomain, SittingResult

_USUAL_RETENTION = 0.9


@dataclass(frozen=True, slots=True)
class PoolPart:
    """What a paper asks of one domain: its seats, the facts there are, and of those seen when they fade."""

    title: str
    seats: int
    facts: int
    seen: tuple[tuple[float, int], ...]
    """Stability, and the ordinal of the day of the last answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a learner has shown of an exam."""

    parts: Mapping[str, PoolPart]
    first: FirstAnswers
    shown: tuple[Shown, ...]
    reviews: int
    mocks: int
    weights: tuple[float, ...]
    retention: float

    @property
    def facts(self) -> int:
        """The facts that a paper can ask about."""
        return sum(part.facts for part in self.parts.values())

    @property
    def seen(self) -> int:
        """How many of them the learner has a memory of."""
        return sum(len(part.seen) for part in self.parts.values())

    @property
    def lacking(self) -> Lacking | None:
        """What is missing before a forecast can be made."""
        return lacking(reviews=self.reviews, seen=self.seen, facts=self.facts, mocks=self.mocks)


@dataclass(frozen=True, slots=True)
class PastForecast:
    """A forecast and the mock that followed on its day; ``share`` is what the mock came to."""

    made_on: date
    day: date
    band: Band
    observed: Estimate

    @property
    def held(self) -> bool:
        """Whether the mock fell into the wide band."""
        return self.band.most.low <= self.observed.share <= self.band.most.high


@dataclass(frozen=True, slots=True)
class ExamAhead:
    """The next exam of a learner that has a day."""

    course: Course
    title: str
    days: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """What can be said today of a mock on ``day``."""

    blueprint: Blueprint
    today: date
    day: date
    exam_day: date | None
    evidence: Evidence
    as_things_stand: Forecast | None
    kept_up: Forecast | None
    """When everything is seen by then and held at the desired retention."""
    new_a_day: int
    past: tuple[PastForecast, ...]
    record: TrackRecord

    @property
    def days_left(self) -> int:
        """From today to the exam day."""
        return (self.day - self.today).days

    @property
    def unseen(self) -> int:
        """The facts that were never seen."""
        return self.evidence.facts - self.evidence.seen


def exam_of(course: Course) -> Blueprint | None:
    """The blueprint that a course's readiness is about: its scaled exam, the first in order. One query."""
    return Blueprint.objects.filter(
        course=course, retired_at=None, scaled=True, minutes__isnull=False
    ).first()


def exam_ahead(user: Any, *, now: datetime, language: str) -> ExamAhead | None:
    """The next exam day that ``user`` set, or None. One query."""
    if not user.is_authenticated:
        return None
    today = study_day(now, user.time_zone)
    mine = Enrolment.objects.filter(
        learner=user, exam_day__gte=today, course__in=Course.objects.visible_to(user)
    )
    enrolment = mine.select_related("course").order_by("exam_day", "pk").first()
    if enrolment is None or enrolment.exam_day is None:
        return None
    days = (enrolment.exam_day - today).days
    return ExamAhead(enrolment.course, enrolment.course.title(language), days)


def load_readiness(blueprint: Blueprint, *, learner: User, now: datetime, language: str) -> Readiness:
    """What a learner's readiness for a blueprint is at ``now``; the same number of queries for everybody."""
    enrolment = (
        Enrolment.objects.filter(learner=learner, course=blueprint.course_id)
        .select_related("weights")
        .first()
    )
    today = study_day(now, learner.time_zone)
    exam_day = (
        enrolment.exam_day if enrolment and enrolment.exam_day and enrolment.exam_day >= today else None
    )
    day = exam_day or today
    evidence = _evidence(blueprint, learner, enrolment, today, language)
    past = _past(blueprint, learner)
    enough = evidence.lacking is None
    return Readiness(
        blueprint=blueprint,
        today=today,
        day=day,
        exam_day=exam_day,
        evidence=evidence,
        as_things_stand=forecast_on(evidence, day) if enough else None,
        kept_up=_kept_up(evidence) if enough else None,
        new_a_day=new_cards_a_day(evidence.facts - evidence.seen, (day - today).days),
        past=past,
        record=track_record([(one.band, one.observed.share) for one in past]),
    )


def forecast_on(evidence: Evidence, day: date) -> Forecast:
    """The forecast for a paper on ``day``, when nothing more is learnt until then."""
    standings = {
        slug: Standing(
            part.seats,
            part.facts,
            len(part.seen),
            sum(
                hold(stability, last, day.toordinal(), weights=evidence.weights)
                for stability, last in part.seen
            ),
        )
        for slug, part in evidence.parts.items()
    }
    return forecast_paper(standings, first=evidence.first, shown=evidence.shown)


def _kept_up(evidence: Evidence) -> Forecast:
    standings = {
        slug: Standing(part.seats, part.facts, part.facts, evidence.retention * part.facts)
        for slug, part in evidence.parts.items()
    }
    return forecast_paper(standings, first=evidence.first, shown=evidence.shown)


def store_forecast(blueprint: Blueprint, *, learner: User, now: datetime, day: date) -> None:
    """Write down what is forecast for ``day``, so that a mock on it can prove it right or wrong.

    The first forecast of a study day for a day stands. Nothing is written before there is evidence.
    """
    enrolment = (
        Enrolment.objects.filter(learner=learner, course=blueprint.course_id)
        .select_related("weights")
        .first()
    )
    today = study_day(now, learner.time_zone)
    evidence = _evidence(blueprint, learner, enrolment, today, "")
    if evidence.lacking is not None:
        return
    found = forecast_on(evidence, day).paper
    StoredForecast.objects.get_or_create(
        learner=learner,
        blueprint=blueprint,
        made_on=today,
        day=day,
        defaults={
            "made_at": now,
            "share": found.half.share,
            "half_low": found.half.low,
            "half_high": found.half.high,
            "most_low": found.most.low,
            "most_high": found.most.high,
        },
    )


def set_exam_day(enrolment: Enrolment, day: date | None, *, now: datetime) -> None:
    """Set the day of the exam, or none; the forecast for it is written down as it stands."""
    enrolment.exam_day = day
    enrolment.save(update_fields=["exam_day"])
    blueprint = exam_of(enrolment.course)
    if day and blueprint:
        store_forecast(blueprint, learner=enrolment.learner, now=now, day=day)


def _evidence(
    blueprint: Blueprint, learner: User, enrolment: Enrolment | None, today: date, language: str
) -> Evidence:
    course = blueprint.course_id
    answers = DaySummary.objects.filter(learner=learner, course=course).aggregate(all=Sum("answers"))["all"]
    standing = Review.objects.filter(
        learner=learner, card__enrolment=enrolment, kind=EventKind.ANSWER.value, undone_by=None
    )
    # A right answer that was called a guess is rated Again; a paper counts it as right all the same.
    guessed = Attempt.objects.filter(
        learner=learner, item__revision=OuterRef("revision"), chosen=OuterRef("chosen"), is_correct=True
    )
    right = Count("pk", filter=Q(rating__gt=Rating.AGAIN) | Q(Exists(guessed)))
    first = standing.filter(number=1, options__gte=2).aggregate(right=right, total=Count("pk"))
    papers = (
        standing.filter(way=Review.Way.MOCK, predicted__isnull=False)
        .values_list("study_day")
        .annotate(right=right, recalled=Sum("predicted"), total=Count("pk"))
        .order_by("study_day")
    )
    return Evidence(
        parts=_parts(blueprint, enrolment, language),
        first=FirstAnswers(first["right"], first["total"]),
        shown=tuple(
            Shown((today - day).days, right, recalled, total) for day, right, recalled, total in papers
        ),
        reviews=answers or 0,
        mocks=_results(blueprint, learner).count(),
        weights=weights_of(enrolment) if enrolment else DEFAULT_WEIGHTS,
        retention=enrolment.desired_retention if enrolment else _USUAL_RETENTION,
    )


def _parts(blueprint: Blueprint, enrolment: Enrolment | None, language: str) -> dict[str, PoolPart]:
    """The pool by domain as the blueprint weighs it, without the domains that it does not ask about."""
    rows = PoolDomain.objects.filter(course=blueprint.course_id, facts__gt=0).select_related("domain")
    ranges = {row: row.ranks() for row in rows}
    weights = dict(blueprint.weights.values_list("domain__slug", "weight"))
    weights = weights or {row.domain.slug if row.domain else "": row.facts for row in ranges}
    seats = allot(blueprint.questions - blueprint.unscored, weights) if weights else {}
    seen: dict[PoolDomain, list[tuple[float, int]]] = {row: [] for row in ranges}
    for rank, stability, last_day in _seen(blueprint.course_id, enrolment):
        home = next((row for row, ranks in ranges.items() if rank in ranks), None)
        if home:
            seen[home].append((stability, last_day))
    parts = {}
    for row, ranks in ranges.items():
        slug = row.domain.slug if row.domain else ""
        if seats.get(slug):
            title = row.domain.title(language) if row.domain else ""
            parts[slug] = PoolPart(title, seats[slug], len(ranks), tuple(seen[row]))
    return parts


def _seen(course: int, enrolment: Enrolment | None) -> list[tuple[int, float, int]]:
    """The rank in the pool, stability and last day of every card there is a memory of."""
    cards = Card.objects.filter(
        enrolment=enrolment, stability__isnull=False, fact__questions__pooled__course=course
    )
    ranks = cards.values_list("fact__questions__pooled__fact_rank", "stability", "last_day_number")
    return list(ranks.distinct())


def _results(blueprint: Blueprint, learner: Any) -> Any:
    """The results of the mocks that a learner finished."""
    return SittingResult.objects.filter(
        sitting__learner=learner, sitting__blueprint=blueprint, sitting__abandoned=False, scored__gt=0
    )


def _past(blueprint: Blueprint, learner: User) -> tuple[PastForecast, ...]:
    """Every forecast on whose day a mock began after it was made, the newest mock first. Two queries."""
    forecasts = list(StoredForecast.objects.filter(learner=learner, blueprint=blueprint).order_by("-made_at"))
    if not forecasts:
        return ()
    mocks = [
        (began, study_day(began, learner.time_zone), right / scored)
        for began, right, scored in _results(blueprint, learner)
        .order_by("-sitting__started_at")
        .values_list("sitting__started_at", "right", "scored")
    ]
    return tuple(
        PastForecast(
            one.made_on,
            day,
            Band(
                Estimate(one.share, one.half_low, one.half_high),
                Estimate(one.share, one.most_low, one.most_high),
            ),
            Estimate(share, share, share),
        )
        for began, day, share in mocks
        for one in forecasts
        if one.day == day and one.made_at <= began
    )
