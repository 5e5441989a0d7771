"""Putting a quiz together and starting it in one of three ways, and ending one before its last question."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from content.models import Course
from learn.accounts import ensure_learner
from learn.core.choosing import count_facts, fitting, loosenings
from learn.exams import close_quiz
from learn.quiz_forms import GROUP_NAMES, ONLY_NAMES, QuizForm
from learn.quizzes import (
    MINUTES_PER_QUESTION,
    Part,
    candidates_of,
    parts_of,
    prepared_of,
    start_prepared,
    start_quiz,
)
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
    candidates = candidates_of(row, request.user, now=now)
    sections, terms = parts_of(row, candidates, language)
    begins = request.method == "POST"
    form = QuizForm(request.POST if begins else request.GET, sections=sections, terms=terms)
    valid, refusal = form.is_valid(), ""
    found = count_facts(fitting(candidates, form.wish()))
    if begins and valid and (found or "prepared" in request.POST):
        options: dict[str, Any] = {
            "mode": form.cleaned_data["mode"],
            "learner": ensure_learner(request),
            "language": language,
            "seed": secrets.randbits(48),
            "now": now,
        }
        try:
            sitting = _start(request, row, form, candidates, options)
        except TooFewQuestions as few:
            refusal = _(
                "This quiz needs questions about %(wanted)s facts, and the course has approved ones about %(found)s. Put one together below."
            ) % {"wanted": few.wanted, "found": few.found}
        else:
            return redirect("sitting", sitting.uuid)
    context = {
        "course": row,
        "title": row.title(language),
        "form": form,
        "sections": _ticked(sections, form, "section"),
        "terms": _ticked(terms, form, "term"),
        "groups": [(key.value, name, key in form.wish().groups) for key, name in GROUP_NAMES.items()],
        "onlys": ONLY_NAMES.items(),
        "prepared": prepared_of(row, language),
        "timed": [
            (one.slug, one.title(language))
            for one in Blueprint.objects.filter(course=row, retired_at=None, minutes__isnull=False)
        ],
        "total": count_facts((one.fact, one.question) for one in candidates),
        "found": found,
        "wanted": form.cleaned_data.get("number", 0),
        "loosenings": loosenings(candidates, form.wish())
        if found < form.cleaned_data.get("number", 1)
        else [],
        "refusal": refusal,
        "minutes_each": MINUTES_PER_QUESTION,
    }
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "learn/_quiz_count.html" if fragment and not begins else "learn/quiz_new.html"
    response = render(request, template, context, status=422 if begins else 200)
    response.headers["Vary"] = "HX-Request, Cookie, Accept-Language"
    return response


def _start(
    request: HttpRequest, course: Course, form: QuizForm, candidates: Any, options: dict[str, Any]
) -> Sitting:
    if "prepared" in request.POST:
        try:
            return start_prepared(course, request.POST["prepared"], **options)
        except Blueprint.DoesNotExist:
            raise Http404 from None
    count = form.cleaned_data["number"]
    return start_quiz(course, form.wish(), count=count, candidates=candidates, **options)


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
