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
from learn.next_mock import running_mock
from learn.places import last_place
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
    """What now: the one thing to do, what else was begun, and the courses."""
    user, now, language = request.user, timezone.now(), _language()
    today = today_of(user, now=now, language=language)
    context = {
        "courses": course_progress(user, language),
        "mock": running_mock(user, now=now, language=language),
        "unfinished": unfinished_sitting(user, language, now=now),
        "today": today,
        "changed": len(changed_facts(user, language=language)) if today else 0,  # type: ignore[arg-type]
        "exam_ahead": exam_ahead(user, now=now, language=language),
        "place": last_place(user),
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
