"""The page of a course."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.models import Course
from learn.course_pages import chapters_of, mastery_over, papers_of, tables_of
from learn.enrolments import find_enrolment
from learn.places import place_in_course


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    """The notes of a course in order, how much of each the learner holds, and what else there is of it."""
    row = get_object_or_404(Course.objects.visible_to(request.user), slug=course)
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    enrolment = find_enrolment(request.user, course)
    chapters = chapters_of(row, enrolment, now=timezone.now(), language=language)
    whole = mastery_over(chapters)
    context = {
        "course": row,
        "title": row.title(language),
        "description": row.description(language),
        "language": language,
        "place": place_in_course(request.user, row),
        "enrolled": enrolment is not None,
        "chapters": chapters,
        "tables": tables_of(row, language=language),
        "papers": papers_of(row, language=language),
        "mastery": whole,
        "percent": round(100 * whole.share),
    }
    return render(request, "learn/course.html", context)
