"""Finding something again, and the ways from the header to the course at hand."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.core.search_text import LONGEST_QUERY, read_query
from content.models import Course
from content.search import find_passages, find_terms, nearest_terms
from learn.dashboard import enrolments_of
from learn.models import User
from learn.searching import find_answered


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Terms, passages of notes and answered questions that hold every word of ``?q=``."""
    text = request.GET.get("q", "")[:LONGEST_QUERY]
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    query = read_query(text)
    courses = list(Course.objects.visible_to(request.user))
    learner = cast(User, request.user)
    context = {
        "text": text,
        "asked": bool(query),
        "interface": get_language(),
        "terms": find_terms(query, courses),
        "passages": find_passages(query, courses, language=language),
        "questions": find_answered(query, text, learner, courses, language=language),
    }
    if query and not (context["terms"] or context["passages"] or context["questions"]):
        context["nearest"] = nearest_terms(query, courses)
    found = SafeString(render_to_string("learn/_found.html", context, using="jinja2"))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(found)
    return render(request, "learn/search.html", {"text": text, "asked": bool(query), "found": found})


@require_safe
def go(request: HttpRequest, where: str) -> HttpResponse:
    """To a page of the course that is studied, the first of several, or of the first there is."""
    enrolments = enrolments_of(request.user)
    course = enrolments[0].course if enrolments else Course.objects.visible_to(request.user).first()
    if where not in ("study", "notes", "compare"):
        raise Http404
    if course is None or (where == "study" and not enrolments):
        return redirect("home")
    return redirect({"notes": "course"}.get(where, where), course.slug)
