"""Whether a learner is ready for a course's exam, and how that and papers are reckoned."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import Course
from learn.enrolments import enrol
from learn.models import User
from learn.readiness import exam_of, load_readiness, set_exam_day
from learn.readiness_forms import ExamDayForm
from learn.readiness_pages import domain_rows, score_rows
from quizzes.core.calendar import study_day


def _course(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(Course.objects.visible_to(request.user), slug=slug)


@require_safe
def readiness(request: HttpRequest, course: str) -> HttpResponse:
    """What a mock would come to on the exam day; 404 for a course without an exam."""
    return _show(request, _course(request, course))


@require_POST
def exam_day(request: HttpRequest, course: str) -> HttpResponse:
    """Set the day of the exam, which makes the course one that the learner studies."""
    row, learner, now = _course(request, course), cast(User, request.user), timezone.now()
    form = ExamDayForm(request.POST, today=study_day(now, learner.time_zone))
    if not form.is_valid():
        return _show(request, row, form=form)
    set_exam_day(enrol(learner, row, now=now), form.cleaned_data["exam_day"], now=now)
    messages.success(request, _("The day of the exam is saved."))
    return redirect("readiness", course)


@require_safe
def exam_scoring(request: HttpRequest) -> HttpResponse:
    """How papers are scored, and what a score cannot tell."""
    return render(request, "learn/exam_scoring.html")


def _show(request: HttpRequest, course: Course, *, form: ExamDayForm | None = None) -> HttpResponse:
    blueprint = exam_of(course)
    if blueprint is None:
        raise Http404
    language = (get_language() or "en")[:2]
    page = load_readiness(blueprint, learner=cast(User, request.user), now=timezone.now(), language=language)
    context: dict[str, Any] = {
        "page": page,
        "course": course,
        "course_title": course.title(language),
        "exam_title": blueprint.title(language),
        "language": language,
        "bands": score_rows(page),
        "domains": domain_rows(page, language),
        "pass_at": None if blueprint.pass_mark is None else (blueprint.pass_mark - 100) / 9,
        "form": form or ExamDayForm(today=page.today, initial={"exam_day": page.exam_day}),
    }
    return render(request, "learn/readiness.html", context, status=422 if form else 200)
