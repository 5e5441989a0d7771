"""The settings of a learner, and the language of the pages."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from learn.models import Enrolment, User
from learn.preferences import prefer_language, store_enrolment, store_preferences
from learn.settings_forms import EnrolmentForm, LearnerForm, time_zones

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
    return keep_language(redirect("settings"), learner.language)


@require_POST
def course_settings(request: HttpRequest, course: str) -> HttpResponse:
    """How one course is studied."""
    enrolment = get_object_or_404(_enrolments(_learner(request)), course__slug=course)
    form = EnrolmentForm(request.POST, auto_id=f"id_{enrolment.course_id}_%s")
    if not form.is_valid():
        return _show(request, form=LearnerForm.of(_learner(request)), course_form=form, of=enrolment)
    store_enrolment(enrolment, form.values())
    messages.success(request, _("Your settings are saved."))
    return redirect("settings")


def keep_language(response: Response, language: str) -> Response:
    """Remember the language of the pages on this device; without one the browser decides again."""
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
    return response


def _learner(request: HttpRequest) -> User:
    return cast(User, request.user)


def _enrolments(learner: User) -> Any:
    return Enrolment.objects.filter(learner=learner).select_related("course").order_by("pk")


def _show(
    request: HttpRequest,
    *,
    form: LearnerForm,
    course_form: EnrolmentForm | None = None,
    of: Enrolment | None = None,
) -> HttpResponse:
    language = (get_language() or "en")[:2]
    courses = [
        {
            "slug": row.course.slug,
            "title": row.course.title(language),
            "language": language,
            "form": course_form if of and of.pk == row.pk else EnrolmentForm.of(row),
        }
        for row in _enrolments(_learner(request))
    ]
    context = {"form": form, "courses": courses, "time_zones": time_zones()}
    status = 422 if form.is_bound or course_form else 200
    return render(request, "learn/settings.html", context, status=status)
