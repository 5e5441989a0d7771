"""What the page of a self-test shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from content.comparing import Compared, ComparedCell, compare_url, join_keys
from content.models import Course
from learn.cell_testing import ALL, CHOOSE, RANDOM, RECALL, HiddenCell, hidden_places, hide_cells, testable
from learn.core.memory import Rating
from learn.models import Enrolment


@dataclass(frozen=True, slots=True)
class TestedCell:
    """A cell of the test: shown, hidden, or answered with a rating; ``wrong`` is what was chosen wrongly."""

    cell: ComparedCell
    hidden: HiddenCell | None = None
    rating: Rating | None = None
    wrong: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it was recalled."""
        return self.rating is not None and self.rating is not Rating.AGAIN


def test_url(course: Course, settings: Mapping[str, Any], **changed: Any) -> str:
    """The address of the test; what was answered is part of it, so that no script is needed."""
    return f"{reverse('self_test', args=[course.slug])}?{urlencode(_query({**settings, **changed}))}"


def _query(settings: Mapping[str, Any]) -> dict[str, Any]:
    done = ",".join(f"{place}-{rating.value}" for place, rating in settings["done"].items())
    query = {name: settings[name] for name in ("terms", "hide", "way", "seed", "all")} | {"done": done}
    return {name: value for name, value in query.items() if value}


def test_page(
    course: Course,
    table: Compared,
    settings: Mapping[str, Any],
    enrolment: Enrolment | None,
    *,
    now: datetime,
) -> dict[str, Any]:
    """The context of the page; without an enrolment nothing is hidden yet."""
    cells, flashcards = testable(table)
    places = hidden_places(list(cells), settings["hide"], seed=settings["seed"])
    done = {place: rating for place, rating in settings["done"].items() if place in places}
    wanted = [cells[place] for place in places if place not in done]
    hidden: dict[str, HiddenCell] = {}
    if enrolment:
        hidden = hide_cells(enrolment, wanted, flashcards, table, way=settings["way"], now=now)
    settings = {**settings, "terms": join_keys([term.key for term in table.terms]), "done": done}
    return {
        "course": course,
        "course_title": course.title(table.language),
        "table": table,
        "language": table.language,
        "rows": [(row.attribute, [_tested(cell, hidden, done) for cell in row.cells]) for row in table.rows],
        "fields": _query(settings).items(),
        "done_field": _query(settings).get("done", ""),
        "hiding": _hiding(table, settings["hide"]),
        "ways": [
            (RECALL, _("recalling, then rating"), settings["way"] != CHOOSE),
            (CHOOSE, _("choosing"), settings["way"] == CHOOSE),
        ],
        "ratings": _ratings(two=bool(enrolment and enrolment.learner.two_ratings)),
        "enrolment": enrolment,
        "total": len(places),
        "left": len(places) - len(done),
        "right": sum(rating is not Rating.AGAIN for rating in done.values()),
        "again_url": test_url(course, settings, seed=settings["seed"] + 1, done={}),
        "back_url": compare_url(course.slug, [term.key for term in table.terms], all=settings["all"]),
    }


def _tested(cell: ComparedCell, hidden: Mapping[str, HiddenCell], done: Mapping[str, Rating]) -> TestedCell:
    return TestedCell(cell, hidden.get(cell.place), done.get(cell.place))


def _hiding(table: Compared, chosen: str) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What can be hidden, in groups: value, name, and whether it is."""
    groups = [
        ("", [(RANDOM, _("half of the cells, at random")), (ALL, _("every cell"))]),
        (_("Column"), [(f"column-{place}", name) for place, name in enumerate(table.names, start=1)]),
        (_("Row"), [(f"row-{place}", row.attribute) for place, row in enumerate(table.rows, start=1)]),
    ]
    return [(group, [(value, name, value == chosen) for value, name in some]) for group, some in groups]


def _ratings(*, two: bool) -> list[tuple[int, str]]:
    names = {Rating.AGAIN: _("Again"), Rating.HARD: _("Hard"), Rating.GOOD: _("Good"), Rating.EASY: _("Easy")}
    return [(one.value, name) for one, name in names.items() if not two or one in (Rating.AGAIN, Rating.GOOD)]
