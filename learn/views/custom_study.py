"""Choosing what to study: a part of a course, and which of its cards."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import Course
from learn.core.scopes import Scope, UnreadableScope, read_scope
from learn.custom_study import tally
from learn.custom_study_pages import choices_of, why_empty
from learn.enrolments import find_enrolment


@login_not_required
@require_safe
def choose(request: HttpRequest, course: str) -> HttpResponse:
    """A form that shows how many cards a choice has; who does not study the course can begin here."""
    row = get_object_or_404(Course.objects.visible_to(request.user), slug=course)
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    context: dict[str, Any] = {"course": row, "title": row.title(language), "language": language}
    problem = ""
    try:
        scope = read_scope(request.GET) or Scope()
    except UnreadableScope as unreadable:
        scope, problem = Scope(), str(unreadable)
    context["scope"] = scope
    enrolment = find_enrolment(request.user, course)
    if enrolment is None:
        return render(request, "learn/choose.html", context)
    choices = choices_of(row, language)
    problem = problem or choices.unknown(scope)
    if problem:
        said = _("This course has no part called “%(name)s”. Choose one from the lists.") % {"name": problem}
        context |= {"problem": said}
    else:
        found = tally(enrolment, scope, now=timezone.now())
        context |= {"found": found, "why_empty": "" if found.askable else why_empty(scope, found)}
    context |= {"choices": choices, "enrolled": True}
    fragment = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = "learn/_choice.html" if fragment else "learn/choose.html"
    return render(request, template, context, status=422 if problem else 200)
