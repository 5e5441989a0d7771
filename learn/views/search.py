"""Finding something again, and the ways from the header to the course at hand."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
        "language": language,
        "terms": find_terms(query, courses),
        "passages": find_passages(query, courses, language=language),
        "questions": find_answered(query, text, learner, courses, language=language),
    }
    if query and not (context["terms"] or context["passages"] or context["questions"]):
        context["nearest"] = nearest_terms(query, courses)
    template = "learn/_found.html" if request.htmx else "learn/search.html"  # type: ignore[attr-defined]
    return render(request, template, context)


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
