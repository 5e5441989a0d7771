"""The readiness page, worded and drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from learn.core.charts import on_scale
from learn.core.readiness import Band
from learn.readiness import Readiness
from quizzes.core.scoring import Estimate


@dataclass(frozen=True, slots=True)
class BandRow:
    """A forecast with its bands in numbers, and where they stand on a chart from 0 to 100: start and width."""

    name: str
    language: str
    value: int
    half: tuple[int, int]
    most: tuple[int, int]
    at: float
    half_at: tuple[float, float]
    most_at: tuple[float, float]


def score_rows(page: Readiness) -> list[BandRow]:
    """The paper on the scale from 100 to 1000: as things stand, and if it is kept up."""
    rows = []
    if page.as_things_stand:
        name = _("If nothing more is studied") if page.exam_day else _("As things stand")
        rows.append(_score_row(name, page.as_things_stand.paper))
    if page.kept_up:
        rows.append(_score_row(_("If everything is seen and kept up"), page.kept_up.paper))
    return rows


def domain_rows(page: Readiness, language: str) -> list[BandRow]:
    """Every domain in per cent, as things stand."""
    if not page.as_things_stand:
        return []
    return [
        _row(
            page.evidence.parts[slug].title or _("All domains"),
            language,
            band,
            (round(100 * band.half.share), _percents(band.half), _percents(band.most)),
        )
        for slug, band in page.as_things_stand.domains.items()
    ]


def _score_row(name: str, band: Band) -> BandRow:
    half = (band.half.low_score, band.half.high_score)
    return _row(name, "", band, (band.score, half, (band.most.low_score, band.most.high_score)))


def _row(
    name: str, language: str, band: Band, values: tuple[int, tuple[int, int], tuple[int, int]]
) -> BandRow:
    return BandRow(
        name, language, *values, on_scale(band.half.share, 0.0), _place(band.half), _place(band.most)
    )


def _percents(found: Estimate) -> tuple[int, int]:
    return round(100 * found.low), round(100 * found.high)


def _place(found: Estimate) -> tuple[float, float]:
    start, end = on_scale(found.low, 0.0), on_scale(found.high, 0.0)
    return start, round(end - start, 1)
