"""What a learner knows, and practice on what they mix up."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from content.models import Course
from learn.dashboard import enrolments_of, load_dashboard
from learn.dashboard_pages import progress_page
from learn.drills import start_drill
from learn.models import Confusion
from learn.readiness import exam_of
from quizzes.sittings import NothingToAsk


def _language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The course that ``?course=`` names, or the one studied last."""
    enrolments = enrolments_of(request.user)
    if not enrolments:
        courses = Course.objects.visible_to(request.user)
        return render(request, "learn/progress.html", {"page": None, "course": courses.first()})
    language = _language()
    board = load_dashboard(
        enrolments, course=request.GET.get("course", ""), now=timezone.now(), language=language
    )
    page = progress_page(board, [one.course for one in enrolments], language)
    exam = exam_of(board.enrolment.course)
    charts = render_to_string("learn/_charts.html", {"page": page, "request": request}, using="jinja2")
    return render(request, "learn/progress.html", {"page": page, "exam": exam, "charts": SafeString(charts)})


@require_POST
def drill(request: HttpRequest, pair: int) -> HttpResponse:
    """Start practice on the two facts of a confusion."""
    mine = Confusion.objects.visible_to(request.user).filter(
        course__in=Course.objects.visible_to(request.user)
    )
    confusion = get_object_or_404(mine.select_related("course", "learner"), pk=pair)
    try:
        sitting = start_drill(confusion, language=_language(), seed=secrets.randbits(48), now=timezone.now())
    except NothingToAsk as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('progress')}?course={confusion.course.slug}")
    return redirect("item", sitting.uuid, 1)
