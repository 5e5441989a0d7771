"""The result of a mock exam: what the paper says, what it does not, and every question with the lines that answer it.

Everything is computed from what was stored while the paper was written; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from learn.core.charts import on_scale
from learn.dashboard import term_names
from learn.exam_answers import AnsweredItem, answered_item, counting_attempt
from learn.models import Confusion
from quizzes.core.scoring import (
    CostlyConfusion,
    Estimate,
    Marked,
    Pace,
    PaperScore,
    Tally,
    Verdict,
    costly_confusions,
    pace,
    pool_papers,
    score_paper,
    score_tallies,
    verdict,
)
from quizzes.models import Attempt, DomainResult, Sitting, SittingItem
from quizzes.separating import SeparatingRow, separating_rows

_POOLED_DAYS, _MOST_POOLED = 180, 9
_MOST_CONFUSIONS = 6
_MOST_SLOW = 5


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A score or share with its interval, and where both stand on a chart from 0 to 100.

    A paper is known by when it began, a domain by its name.
    """

    began: datetime | None
    name: str
    language: str
    right: str
    scored: str
    at: float
    start: float
    width: float
    value: int
    low: int
    high: int
    now: bool = False


@dataclass(frozen=True, slots=True)
class CostlyPair:
    """A confusion that cost points, the row that tells both apart, and the drill (its number) where there is one."""

    asked: tuple[str, str]
    taken_for: tuple[str, str]
    """Name and language."""
    lost: int
    points: int
    rows: tuple[SeparatingRow, ...]
    drill: int | None


@dataclass(frozen=True, slots=True)
class ExamResult:
    """All that the result page shows."""

    sitting: Sitting
    title: str
    course_title: str
    language: str
    score: PaperScore
    pass_mark: int | None
    pass_at: float | None
    sentence: str
    pilots: int
    unanswered: int
    papers: list[IntervalRow]
    pooled_sentence: str
    domains: list[IntervalRow]
    pace: Pace | None
    paced: list[tuple[int, int]]
    """Numbers and seconds of the slowest questions that took longer than there was."""
    minutes: int
    allowed_minutes: int
    confusions: list[CostlyPair]
    items: list[AnsweredItem]


def load_result(sitting: Sitting, *, language: str) -> ExamResult:
    """The result of an exam that is over, closed or not; ``sitting`` with its course and blueprint.

    The same number of queries for every paper.
    """
    items = list(
        sitting.items.select_related("domain", "revision__question").prefetch_related(
            "attempts",
            "revision__texts__note_revision__note__course",
            "revision__choices__texts__note_revision__note__course",
        )
    )
    attempts = {item.pk: counting_attempt(item) for item in items}
    marked = [
        Marked(
            item.domain.slug if item.domain else "",
            bool(attempts[item.pk] and attempts[item.pk].is_correct),
            item.scored,
        )
        for item in items
    ]
    score = score_paper(marked)
    assert score, "A blueprint scores at least one question."
    titles = {item.domain.slug: item.domain.title(language) for item in items if item.domain}
    order = {item.domain.slug: item.domain.position for item in items if item.domain}
    seconds = [item.milliseconds / 1000 if item.milliseconds is not None else None for item in items]
    allowed = _allowed_time(sitting)
    found = pace(seconds, allowed=allowed.total_seconds() / len(items))
    finished = _finished(sitting)
    blueprint = sitting.blueprint
    assert blueprint
    papers, pooled = _papers(sitting, score, finished)
    points = 900 / score.tally.total
    return ExamResult(
        sitting=sitting,
        title=blueprint.title(language),
        course_title=sitting.course.title(language),
        language=language,
        score=score,
        pass_mark=sitting.pass_mark,
        pass_at=None if sitting.pass_mark is None else (sitting.pass_mark - 100) / 9,
        sentence=verdict_sentence(score.estimate, sitting.pass_mark),
        pilots=sum(not item.scored for item in items),
        unanswered=sum(attempts[item.pk] is None for item in items if item.scored),
        papers=papers,
        pooled_sentence=_pooled_sentence(pooled, len(papers) - 1, sitting.pass_mark) if pooled else "",
        domains=[
            _share_row(titles.get(one.domain, _("Without a domain")), language, one.tally, one.estimate)
            for one in sorted(score.domains, key=lambda one: order.get(one.domain, len(order)))
        ],
        pace=found,
        paced=[(items[place].position, round(spent)) for place, spent in found.slow[:_MOST_SLOW]]
        if found
        else [],
        minutes=round((finished - sitting.started_at).total_seconds() / 60),
        allowed_minutes=round(allowed.total_seconds() / 60),
        confusions=_confusions(sitting, items, attempts, points, language),
        items=[
            answered_item(item, attempts[item.pk], language, titles, found.allowed if found else None)
            for item in items
        ],
    )


def verdict_sentence(found: Estimate, pass_mark: int | None) -> str:
    """What one paper says, in a sentence; never a bare pass."""
    values = {
        "score": found.score,
        "low": found.low_score,
        "high": found.high_score,
        "mark": pass_mark,
    }
    if pass_mark is None:
        return _("%(score)s, 90%% interval %(low)s–%(high)s.") % values
    match verdict(found, pass_mark):
        case Verdict.ABOVE:
            text = _(
                "%(score)s, 90%% interval %(low)s–%(high)s: all of it is above the pass mark of %(mark)s."
            )
        case Verdict.BELOW:
            text = _(
                "%(score)s, 90%% interval %(low)s–%(high)s: all of it is below the pass mark of %(mark)s."
            )
        case Verdict.UNDECIDED:
            text = _(
                "%(score)s, 90%% interval %(low)s–%(high)s: with the pass mark at %(mark)s,"
                " this one paper cannot tell a pass from a fail."
            )
    return text % values


def _pooled_sentence(found: Estimate, earlier: int, pass_mark: int | None) -> str:
    values = {"score": found.score, "low": found.low_score, "high": found.high_score, "mark": pass_mark}
    if pass_mark is None:
        return _("All together: %(score)s, 90%% interval %(low)s–%(high)s.") % values
    match verdict(found, pass_mark):
        case Verdict.ABOVE:
            text = _("All together: %(score)s, 90%% interval %(low)s–%(high)s, which is above %(mark)s.")
        case Verdict.BELOW:
            text = _("All together: %(score)s, 90%% interval %(low)s–%(high)s, which is below %(mark)s.")
        case Verdict.UNDECIDED:
            text = _(
                "All together: %(score)s, 90%% interval %(low)s–%(high)s; even so, it could be on either side of %(mark)s."
            )
    return text % values


def _finished(sitting: Sitting) -> datetime:
    """When it ended; an expired exam that nobody closed yet ended at its deadline."""
    ended = sitting.finished_at or sitting.deadline
    assert ended
    return ended


def _allowed_time(sitting: Sitting) -> timedelta:
    assert sitting.deadline
    return sitting.deadline - sitting.started_at


def _papers(
    sitting: Sitting, score: PaperScore, finished: datetime
) -> tuple[list[IntervalRow], Estimate | None]:
    """This paper and earlier ones of the same blueprint, the newest first, and all of them pooled."""
    earlier: dict[datetime, dict[str, Tally]] = {}
    rows = DomainResult.objects.filter(
        result__sitting__learner=sitting.learner_id,
        result__sitting__blueprint=sitting.blueprint_id,
        result__sitting__abandoned=False,
        result__sitting__started_at__lt=sitting.started_at,
        result__sitting__started_at__gte=sitting.started_at - timedelta(days=_POOLED_DAYS),
        scored__gt=0,
    ).order_by("-result__sitting__started_at", "pk")
    for began, domain, right, scored in rows.values_list(
        "result__sitting__started_at", "domain__slug", "right", "scored"
    ):
        earlier.setdefault(began, {})[domain or ""] = Tally(right, scored)
    kept = list(earlier.items())[:_MOST_POOLED]
    papers = [(sitting.started_at, {one.domain: one.tally for one in score.domains}), *kept]
    shown = [_score_row(began, tallies, now=place == 0) for place, (began, tallies) in enumerate(papers)]
    if not kept:
        return shown, None
    ages = [((sitting.started_at - began).total_seconds() / 86_400, tallies) for began, tallies in papers]
    return shown, score_tallies(pool_papers(ages)).estimate


def _score_row(began: datetime, tallies: dict[str, Tally], *, now: bool) -> IntervalRow:
    """A paper on the scale from 100 to 1000."""
    one = score_tallies(tallies)
    found = one.estimate
    return _row(began, "", "", one.tally, found, (found.score, found.low_score, found.high_score), now=now)


def _share_row(name: str, language: str, tally: Tally, found: Estimate) -> IntervalRow:
    """A domain, in per cent."""
    return _row(None, name, language, tally, found, tuple(round(100 * one) for one in (found.share, found.low, found.high)))  # fmt: skip


def _row(
    began: datetime | None,
    name: str,
    language: str,
    tally: Tally,
    found: Estimate,
    values: Sequence[int],
    *,
    now: bool = False,
) -> IntervalRow:
    start, end = on_scale(found.low, 0.0), on_scale(found.high, 0.0)
    return IntervalRow(
        began,
        name,
        language,
        f"{tally.right:g}",
        f"{tally.total:g}",
        on_scale(found.share, 0.0),
        start,
        round(end - start, 1),
        *values,
        now=now,
    )


def _confusions(
    sitting: Sitting,
    items: Iterable[SittingItem],
    attempts: dict[int, Attempt | None],
    points: float,
    language: str,
) -> list[CostlyPair]:
    """The wrong options that were chosen in scored questions, by what they are true of."""
    lost = []
    for item in items:
        attempt = attempts[item.pk]
        if item.scored and attempt and not attempt.is_correct:
            wrong = [one for one in item.revision.choices.all() if one.position in attempt.chosen_positions]
            lost.append((item.fact_id, [one.fact_id for one in wrong if one.fact_id and not one.is_correct]))
    found: Sequence[CostlyConfusion[int]] = costly_confusions(lost)[:_MOST_CONFUSIONS]
    if not found:
        return []
    pairs = [(one.asked, one.taken_for) for one in found]
    told = separating_rows(pairs, language)
    names = term_names({fact for pair in pairs for fact in pair}, language)
    drills = {
        (asked, other): pk
        for pk, asked, other in Confusion.objects.filter(
            learner=sitting.learner_id, asked__in=[asked for asked, _other in pairs], count__gt=0
        ).values_list("pk", "asked", "taken_for")
    }
    return [
        CostlyPair(
            names[one.asked],
            names[one.taken_for],
            one.lost,
            round(one.lost * points),
            told.get((one.asked, one.taken_for), ()),
            drills.get((one.asked, one.taken_for)),
        )
        for one in found
        if one.asked in names and one.taken_for in names
    ]
