"""The settings of a learner, and the language of the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from learn.appearance import keep_appearance
from learn.models import Enrolment, User
from learn.preferences import prefer_language, store_enrolment, store_preferences
from learn.readiness import exam_of, set_exam_day
from learn.settings_forms import AppearanceForm, EnrolmentForm, LearnerForm, time_zones
from quizzes.core.calendar import study_day

Response = TypeVar("Response", bound=HttpResponseBase)


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on, on this device and for this learner."""
    prefer_language(request.user, request.POST.get("language", ""))
    return set_language(request)


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Everything that can be set, and the learner's own part of it."""
    learner = _learner(request)
    if request.method != "POST":
        return _show(request, form=LearnerForm.of(learner))
    form = LearnerForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form)
    store_preferences(learner, form.cleaned_data)
    with override(learner.language or get_language()):
        messages.success(request, _("Your settings are saved."))
    return keep_look(redirect("settings"), learner)


@require_POST
def adjust(request: HttpRequest) -> HttpResponse:
    """Keep what was changed on the page itself: theme, text size, single keys."""
    learner, form = _learner(request), AppearanceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    store_preferences(learner, form.values())
    return keep_appearance(HttpResponse(status=204), learner)


@require_POST
def course_settings(request: HttpRequest, course: str) -> HttpResponse:
    """How one course is studied, and for which day."""
    learner, now = _learner(request), timezone.now()
    enrolment = get_object_or_404(_enrolments(learner), course__slug=course)
    form = _course_form(enrolment, now=now, sent=request.POST)
    if not form.is_valid():
        return _show(request, form=LearnerForm.of(learner), course_form=form, of=enrolment)
    store_enrolment(enrolment, form.values())
    if "exam_day" in form.changed_data:
        set_exam_day(enrolment, form.cleaned_data["exam_day"], now=now)
    messages.success(request, _("Your settings are saved."))
    return redirect("settings")


def keep_look(response: Response, learner: User) -> Response:
    """Remember language and appearance of the pages on this device; without one the browser decides again."""
    language = learner.language
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite=settings.LANGUAGE_COOKIE_SAMESITE)
    return keep_appearance(response, learner)


def _learner(request: HttpRequest) -> User:
    return cast(User, request.user)


def _enrolments(learner: User) -> Any:
    return Enrolment.objects.filter(learner=learner).select_related("course", "learner").order_by("pk")


def _course_form(row: Enrolment, *, now: datetime, sent: Any = None) -> EnrolmentForm:
    today = study_day(now, row.learner.time_zone)
    return EnrolmentForm(sent, enrolment=row, has_exam=exam_of(row.course) is not None, today=today)


def _show(
    request: HttpRequest,
    *,
    form: LearnerForm,
    course_form: EnrolmentForm | None = None,
    of: Enrolment | None = None,
) -> HttpResponse:
    language, now = (get_language() or "en")[:2], timezone.now()
    courses = [
        {
            "slug": row.course.slug,
            "title": row.course.title(language),
            "language": language,
            "form": course_form if of and of.pk == row.pk else _course_form(row, now=now),
        }
        for row in _enrolments(_learner(request))
    ]
    context = {"form": form, "courses": courses, "time_zones": time_zones()}
    status = 422 if form.is_bound or course_form else 200
    return render(request, "learn/settings.html", context, status=status)
