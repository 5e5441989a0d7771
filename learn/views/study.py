"""Studying a course: one item after the other, each answered once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import Course
from learn.accounts import ensure_learner
from learn.core.asking import Way
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.enrolments import enrol
from learn.forms import read_answer
from learn.models import Card, Enrolment, Review
from learn.reviews import AnsweredElsewhere, Manner, NothingToUndo, record_event, undo_last
from learn.serving import (
    Nothing,
    Returned,
    StudyItem,
    UnreadableItem,
    load_card,
    load_shown,
    next_item,
    read_token,
    shown_again,
    store_answer,
)
from learn.study_pages import Learnt, judge, language_of, learnt_page, study_page, waiting_minutes
from learn.summaries import summary_of_day


@login_not_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin to study a course, or go on; who has no account becomes a guest."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=request.POST.get("course", ""))
    enrol(ensure_learner(request), course, now=timezone.now())
    return redirect("study", course.slug)


@require_safe
def study(request: HttpRequest, course: str) -> HttpResponse:
    """The item to answer now."""
    enrolment = _enrolment(request, course)
    return _show_next(
        request, enrolment, after=request.GET.get("after", ""), language=request.GET.get("language", "")
    )


@require_POST
def answer(request: HttpRequest, course: str) -> HttpResponse:
    """Store the answer and show what comes next; what cannot be stored comes back with a reason."""
    sent = read_answer(request.POST)
    try:
        returned = read_token(sent.item, request.user.pk)
    except UnreadableItem:
        messages.error(
            request, _("That card is of another account or of an older page. Here is the one to answer now.")
        )
        return redirect("study", course)
    enrolment, card = _card(request, course, returned)
    shown = load_shown(returned) if returned.way is Way.CHOICE else None
    judged = judge(returned, shown, sent)
    language = sent.language
    if judged.rating is None:
        return _show_again(request, enrolment, card, returned, language=language, typed=judged.typed)
    try:
        store_answer(enrolment, card, returned, judged.rating, judged.manner, now=timezone.now())
    except AnsweredElsewhere:
        messages.warning(request, _("That card was answered on another page already. Here is the next one."))
        shown = None
    learnt = learnt_page(shown, judged, language=_language(request, language)) if shown else None
    return _show_next(request, enrolment, after=returned.topic, language=language, learnt=learnt)


@require_POST
def undo(request: HttpRequest, course: str) -> HttpResponse:
    """Take back the last thing done."""
    enrolment = _enrolment(request, course)
    try:
        undone = undo_last(request.user, now=timezone.now())  # type: ignore[arg-type]
    except NothingToUndo:
        messages.info(request, _("There is nothing left to undo."))
    else:
        said = (
            _("Undone: the card is asked again.") if undone.kind == EventKind.ANSWER.value else _("Undone.")
        )
        messages.success(request, said)
    return redirect("study", enrolment.course.slug)


@require_POST
def set_aside(request: HttpRequest, course: str) -> HttpResponse:
    """Bury the shown card until tomorrow, suspend it, or rate it as known already."""
    try:
        returned = read_token(request.POST.get("item", ""), request.user.pk)  # type: ignore[arg-type]
    except UnreadableItem:
        messages.error(
            request, _("That card is of another account or of an older page. Here is the one to answer now.")
        )
        return redirect("study", course)
    enrolment, card = _card(request, course, returned)
    now = timezone.now()
    match request.POST.get("how"):
        case "known":
            manner = Manner(way=Review.Way.KNOWN)
            try:
                store_answer(enrolment, card, returned, Rating.EASY, manner, now=now)
            except AnsweredElsewhere:
                messages.warning(
                    request, _("That card was answered on another page already. Here is the next one.")
                )
        case "suspend":
            record_event(enrolment, returned.fact, EventKind.SUSPEND, now=now)
            messages.info(request, _("Suspended: this card is not asked any more. Undo takes that back."))
        case "bury":
            record_event(enrolment, returned.fact, EventKind.BURY, now=now)
            messages.info(request, _("Put off until tomorrow."))
    return redirect("study", course)


def _enrolment(request: HttpRequest, course: str) -> Enrolment:
    """The learner's own study of a course that they may still see."""
    mine = Enrolment.objects.filter(
        learner=request.user.pk, course__in=Course.objects.visible_to(request.user)
    )
    enrolment = get_object_or_404(mine.select_related("course", "weights"), course__slug=course)
    enrolment.learner = request.user  # type: ignore[assignment]
    return enrolment


def _card(request: HttpRequest, course: str, returned: Returned) -> tuple[Enrolment, Card | None]:
    """The learner's card of a returned item, if there is one yet, and the study it belongs to."""
    if returned.card is None:
        return _enrolment(request, course), None
    card = load_card(returned.card, request.user.pk, course)
    if card is None:
        raise Http404(f"The learner has no card {returned.card} in {course}.")
    card.enrolment.learner = request.user  # type: ignore[assignment]
    return card.enrolment, card


def _language(request: HttpRequest, asked_for: str) -> str:
    return language_of(request.user, get_language() or "en", asked_for)  # type: ignore[arg-type]


def _show_next(
    request: HttpRequest, enrolment: Enrolment, *, after: str, language: str, learnt: Learnt | None = None
) -> HttpResponse:
    now = timezone.now()
    item = next_item(enrolment, now=now, last_topic=after)
    return _show(request, enrolment, item, language=language, learnt=learnt)


def _show_again(
    request: HttpRequest,
    enrolment: Enrolment,
    card: Card | None,
    returned: Returned,
    *,
    language: str,
    typed: str,
) -> HttpResponse:
    """The same item once more: with its answer beside what was typed, or asking for a choice."""
    item = shown_again(enrolment, card, returned, now=timezone.now())
    if item is None:
        return redirect("study", enrolment.course.slug)
    status = 200 if typed else 422
    return _show(request, enrolment, item, language=language, typed=typed, status=status)


def _show(
    request: HttpRequest,
    enrolment: Enrolment,
    item: StudyItem | Nothing,
    *,
    language: str,
    learnt: Learnt | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "course": enrolment.course,
        "csrf": csrf_input(request),
        "learnt": learnt,
        "messages": messages.get_messages(request),
        "refused": status == 422,
        "user": request.user,
    }
    if isinstance(item, Nothing):
        context["done"] = _done(request, enrolment, item)
    else:
        context["page"] = study_page(
            item,
            request.user,  # type: ignore[arg-type]
            language=_language(request, language),
            typed=typed,
        )
    fragment = SafeString(render_to_string("learn/_study.html", context, using="jinja2"))
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        return HttpResponse(fragment, status=status)
    return render(request, "learn/study.html", {"fragment": fragment}, status=status)


def _done(request: HttpRequest, enrolment: Enrolment, nothing: Nothing) -> str:
    """What is said when there is nothing to ask now."""
    now = timezone.now()
    context: dict[str, Any] = {"course": enrolment.course, "minutes": waiting_minutes(nothing, now)}
    if nothing.waiting_until is None:
        context["summary"] = summary_of_day(enrolment, now)
    return render_to_string("learn/_done.html", context, request)
