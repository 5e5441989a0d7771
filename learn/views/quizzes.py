"""Putting a quiz together and starting it in one of three ways, and ending one before its last question."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from content.models import Course
from learn.accounts import ensure_learner
from learn.exams import close_quiz
from learn.quiz_forms import GROUP_NAMES, ONLY_NAMES, QuizForm
from learn.quiz_questions import (
    Part,
    askable_of,
    count_facts,
    fitting,
    loosenings,
    parts_of,
    standing_of,
)
from learn.quizzes import MINUTES_PER_QUESTION, prepared_of, start_prepared, start_quiz
from quizzes.core.exams import TooFewQuestions
from quizzes.models import Blueprint, Sitting


def _language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, course: str) -> HttpResponse:
    """Choose what a quiz is about and see how many questions that leaves; begin it. A stranger becomes a guest."""
    row = get_object_or_404(Course.objects.visible_to(request.user), slug=course)
    now, language = timezone.now(), _language()
    begins = request.method == "POST"
    counts = bool(request.htmx) and not begins  # type: ignore[attr-defined]
    sections, terms = (None, None) if counts else parts_of(row, language)
    form = QuizForm(request.POST if begins else request.GET, sections=sections, terms=terms)
    valid, refusal = form.is_valid(), ""
    wish = form.wish()
    standing = standing_of(row, wish.only, learner=request.user, now=now)
    found = count_facts(fitting(row, wish, standing))
    if begins and valid and (found or "prepared" in request.POST):
        options: dict[str, Any] = {
            "mode": form.cleaned_data["mode"],
            "learner": ensure_learner(request),
            "language": language,
            "seed": secrets.randbits(48),
            "now": now,
        }
        try:
            sitting = _start(request, row, form, standing, options)
        except TooFewQuestions as few:
            refusal = _(
                "This quiz needs questions about %(wanted)s facts, and the course has approved ones about %(found)s. Put one together below."
            ) % {"wanted": few.wanted, "found": few.found}
        else:
            return redirect("sitting", sitting.uuid)
    wanted = form.cleaned_data.get("number", 0)
    context = {
        "found": found,
        "wanted": wanted,
        "loosenings": loosenings(row, wish, standing, found=found) if found < max(wanted, 1) else [],
        "has_questions": found or askable_of(row).exists(),
        "refusal": refusal,
    }
    if counts:
        response = render(request, "learn/_quiz_count.html", context)
    else:
        choices = _choices(row, form, sections or [], terms or [], language)
        response = render(request, "learn/quiz_new.html", context | choices, status=422 if begins else 200)
    response.headers["Vary"] = "HX-Request, Cookie, Accept-Language"
    return response


def _choices(
    course: Course, form: QuizForm, sections: list[Part], terms: list[Part], language: str
) -> dict[str, Any]:
    """What there is to choose, and what was chosen."""
    return {
        "course": course,
        "title": course.title(language),
        "form": form,
        "sections": _ticked(sections, form, "section"),
        "terms": _ticked(terms, form, "term"),
        "groups": [(key.value, name, key in form.wish().groups) for key, name in GROUP_NAMES.items()],
        "onlys": ONLY_NAMES.items(),
        "prepared": prepared_of(course, language),
        "timed": [
            (one.slug, one.title(language))
            for one in Blueprint.objects.filter(course=course, retired_at=None, minutes__isnull=False)
        ],
        "minutes_each": MINUTES_PER_QUESTION,
    }


def _start(
    request: HttpRequest, course: Course, form: QuizForm, standing: Q, options: dict[str, Any]
) -> Sitting:
    if "prepared" in request.POST:
        try:
            return start_prepared(course, request.POST["prepared"], **options)
        except Blueprint.DoesNotExist:
            raise Http404 from None
    count = form.cleaned_data["number"]
    return start_quiz(course, form.wish(), standing, count=count, **options)


def _ticked(parts: list[Part], form: QuizForm, name: str) -> list[tuple[Part, bool]]:
    """Every part and whether it was chosen, kept also where something else was refused."""
    chosen = set(form.data.getlist(name)) if hasattr(form.data, "getlist") else set()
    return [(part, part.value in chosen) for part in parts]


@require_POST
def finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a quiz that tells right and wrong at the end; what is not answered stays so."""
    quizzes = Sitting.objects.visible_to(request.user).practice()
    close_quiz(get_object_or_404(quizzes.select_related("course"), uuid=uuid), now=timezone.now())
    return redirect("sitting", uuid)
