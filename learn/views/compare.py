"""Testing oneself on a comparison."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from content.comparing import Compared, compare_terms
from content.comparison_pages import Refused, choose_terms
from content.ingest import installed_pack
from content.models import Course
from learn.cell_forms import CellAnswer, TestSettings
from learn.cell_pages import TestedCell, test_page, test_url
from learn.cell_testing import hide_cells, store_cell, testable
from learn.core.memory import Rating
from learn.dashboard import enrolments_of
from learn.enrolments import enrol
from learn.models import Enrolment
from learn.serving import UnreadableItem

_MOST_FACTS = 4
"""Facts of one cell: a comparison shows no more claims."""


def _course(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(Course.objects.visible_to(request.user), slug=slug)


def _enrolment(request: HttpRequest, course: Course) -> Enrolment | None:
    return next((one for one in enrolments_of(request.user) if one.course_id == course.pk), None)


def _language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


def _table(course: Course, settings: dict[str, Any]) -> Compared | None:
    """The table that the address names; None when its terms cannot be compared."""
    try:
        terms = choose_terms(course, settings["terms"])
    except Refused:
        return None
    if len(terms) < 2:
        return None
    return compare_terms(terms, language=_language(), pack=installed_pack(), everything=bool(settings["all"]))


@require_http_methods(["GET", "HEAD", "POST"])
def self_test(request: HttpRequest, course: str) -> HttpResponse:
    """The table with cells hidden; a POST begins to study the course, which answers need."""
    row = _course(request, course)
    form = TestSettings(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    settings = dict.fromkeys(form.fields, "") | {"done": {}, "seed": 1} | form.cleaned_data
    if request.method == "POST":
        enrol(request.user, row, now=timezone.now())  # type: ignore[arg-type]
        return redirect(test_url(row, settings))
    table = _table(row, settings)
    if table is None:
        return redirect(f"{reverse('compare', args=[row.slug])}?{urlencode({'terms': settings['terms']})}")
    enrolment = _enrolment(request, row)
    return render(
        request, "learn/self_test.html", test_page(row, table, settings, enrolment, now=timezone.now())
    )


@require_POST
def answer_cell(request: HttpRequest, course: str) -> HttpResponse:
    """Store the answer to a hidden cell; with htmx the cell comes back, else the page."""
    row = _course(request, course)
    form = CellAnswer(request.POST)
    if not form.is_valid():
        messages.error(request, _("That answer cannot be read; choose the cell again."))
        return redirect("compare", row.slug)
    sent = form.cleaned_data
    place, number = sent["answer"]
    table, enrolment = _table(row, sent), _enrolment(request, row)
    cells, flashcards = testable(table) if table else ({}, {})
    if table is None or enrolment is None or place not in cells:
        messages.error(request, _("The notes have changed meanwhile: that cell is no longer there."))
        return redirect(test_url(row, sent))
    now = timezone.now()
    cell = cells[place]
    hidden = hide_cells(enrolment, [cell], flashcards, table, way=sent["way"], now=now)[place]
    chosen = hidden.options[number] if number < len(hidden.options) else ""
    rating = (Rating.GOOD if chosen == cell.text else Rating.AGAIN) if hidden.options else Rating(number or 1)
    tokens = request.POST.getlist(f"item-{place}")[:_MOST_FACTS]
    options = len(hidden.options)
    try:
        store_cell(enrolment, tokens, rating, options=options, language=table.language, now=now)
    except UnreadableItem:
        messages.error(request, _("That cell is of another account or of an older page. Here it is again."))
        return redirect(test_url(row, sent))
    done = sent["done"] | {place: rating}
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{test_url(row, sent, done=done)}#cell-{place}")
    settings = {name: sent[name] for name in TestSettings.base_fields} | {"done": done}
    context = test_page(row, table, settings, enrolment, now=now)
    context |= {"one": TestedCell(cell, rating=rating, wrong=chosen if rating is Rating.AGAIN else "")}
    response = render(request, "learn/_tested_cell.html", context)
    response["HX-Replace-Url"] = test_url(row, settings)
    return response
