"""The front door."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from content.models import Course
from learn.accounts import ensure_learner
from learn.changes import changed_facts
from learn.exam_pages import running_exam_url
from learn.progress import course_progress, unfinished_sitting
from learn.readiness import exam_ahead
from learn.today import today_of
from quizzes.sittings import NothingToAsk, start_practice


def _language() -> str:
    """The language of notes that fits the interface: ``zh`` or ``en``."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What now: go on, or start ten questions of a course."""
    today = today_of(request.user, now=timezone.now(), language=_language())
    context = {
        "courses": course_progress(request.user, _language()),
        "unfinished": unfinished_sitting(request.user, _language(), now=timezone.now()),
        "today": today,
        "changed": len(changed_facts(request.user, language=_language())) if today else 0,  # type: ignore[arg-type]
        "exam_url": running_exam_url(request.user, now=timezone.now()),
        "exam_ahead": exam_ahead(request.user, now=timezone.now(), language=_language()),
    }
    return render(request, "learn/home.html", context)


@login_not_required
@require_POST
def start_sitting(request: HttpRequest) -> HttpResponse:
    """Start ten questions; who has no account becomes a guest."""
    courses = Course.objects.visible_to(request.user)
    course = get_object_or_404(courses, slug=request.POST.get("course", ""))
    learner = ensure_learner(request)
    seed = secrets.randbits(48)
    try:
        sitting = start_practice(course, learner=learner, language=_language(), seed=seed, now=timezone.now())
    except NothingToAsk as refusal:
        messages.error(request, str(refusal))
        return redirect("home")
    return redirect("item", sitting.uuid, 1)
