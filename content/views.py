"""Comparing terms, looking them up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from content.comparing import MOST, as_csv, as_markdown, compare_terms, suggested_comparisons, transposed
from content.comparison_pages import Refused, choose_terms, comparison_page, offered_terms
from content.glossary import ORDERS, glossary
from content.ingest import installed_pack
from content.models import Course


def _language() -> str:
    """The language of notes that fits the interface: ``zh`` or ``en``."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


@require_GET
def compare(request: HttpRequest, course: str) -> HttpResponse:
    """The terms that the address names, side by side; without any, what is worth comparing."""
    row = get_object_or_404(Course.objects.visible_to(request.user), slug=course)
    language = _language()
    try:
        chosen, refusal = choose_terms(row, request.GET.get("terms", "")), ""
    except Refused as error:
        chosen, refusal = error.chosen, str(error)
    keys = [term.key for term in chosen]
    adding = request.GET.get("add", "")[:100]
    context: dict[str, Any] = {
        "course": row,
        "course_title": row.title(language),
        "language": language,
        "page": comparison_page(row, chosen, request.GET, language),
        "refusal": refusal,
        "adding": adding,
        "offered": offered_terms(row, keys, adding, language=language) if len(keys) < MOST else [],
        "is_full": len(keys) >= MOST,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "content/_offered_terms.html", context)
    table = None
    if len(chosen) > 1:
        everything = bool(request.GET.get("all"))
        table = compare_terms(chosen, language=language, pack=installed_pack(), everything=everything)
    if table and request.GET.get("as") in FORMATS:
        return _as_file(table, request.GET["as"])
    if table is None:
        context["suggested"] = suggested_comparisons(row, language=language)
    else:
        context["hidden_rows"] = (
            sum(not one.differs for one in table.rows) if request.GET.get("differ") else 0
        )
        context["table"] = transposed(table) if request.GET.get("turn") else table
    return render(request, "content/compare.html", context, status=422 if refusal else 200)


FORMATS = {"markdown": ("text/markdown", "md", as_markdown), "csv": ("text/csv", "csv", as_csv)}


def _as_file(table: Any, name: str) -> HttpResponse:
    """A comparison to take along."""
    kind, suffix, write = FORMATS[name]
    response = HttpResponse(write(table, corner=_("Attribute")), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="comparison.{suffix}"'
    return response


@require_GET
def course_glossary(request: HttpRequest, course: str) -> HttpResponse:
    """The terms of a course with their names and definitions, those that ``?q=`` looks for."""
    row = get_object_or_404(Course.objects.visible_to(request.user), slug=course)
    language = _language()
    order = request.GET.get("by", "")
    order = order if order in ORDERS else ("pinyin" if language == "zh" else "letters")
    wanted = request.GET.get("q", "")[:100]
    context = {
        "course": row,
        "course_title": row.title(language),
        "language": language,
        "order": order,
        "wanted": wanted,
        "entries": glossary(row, language=language, order=order, wanted=wanted),
    }
    template = "content/_glossary.html" if request.htmx else "content/glossary.html"  # type: ignore[attr-defined]
    return render(request, template, context)
