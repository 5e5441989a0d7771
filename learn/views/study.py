"""Studying a course: one item after the other, each answered once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import Course
from learn.accounts import ensure_learner
from learn.backlog import backlog_of
from learn.changes import changed_since
from learn.core.asking import Way
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.core.scheduling import becomes_leech
from learn.core.scopes import Scope, UnreadableScope, Which, read_scope
from learn.custom_study import tally
from learn.custom_study_pages import note_of, scope_names, which_name, why_empty
from learn.enrolments import enrol, find_enrolment
from learn.forms import read_answer
from learn.models import Card, Enrolment, Review
from learn.reviews import AnsweredElsewhere, Manner, NothingToUndo, record_event, state_of, undo_last
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
    return back_to_study(course.slug, scope_of(request.POST))


@require_safe
def study(request: HttpRequest, course: str) -> HttpResponse:
    """The item to answer now: of the day's work, or of the cards that the address names (``read_scope``)."""
    enrolment = own_enrolment(request, course)
    try:
        read_scope(request.GET)
    except UnreadableScope:
        return redirect(f"{reverse('choose', args=[course])}?{request.GET.urlencode()}")
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
        return back_to_study(course, scope_of(request.GET))
    enrolment, card = _card(request, course, returned)
    shown = load_shown(returned) if returned.way is Way.CHOICE else None
    judged = judge(returned, shown, sent)
    language = sent.language
    changes = changed_since(returned.fact, card.learnt_hash, returned.content_hash) if card and shown else ()
    if judged.rating is None:
        show = sent.show and returned.way is Way.TYPED
        return _show_again(
            request, enrolment, card, returned, language=language, typed=judged.typed, show=show
        )
    slipped = card is not None and becomes_leech(state_of(card), judged.rating)
    try:
        store_answer(enrolment, card, returned, judged.rating, judged.manner, now=timezone.now())
    except AnsweredElsewhere:
        slipped = False
        messages.warning(request, _("That card was answered on another page already. Here is the next one."))
        shown = None
    learnt = (
        learnt_page(shown, judged, language=_language(request, language), changes=changes) if shown else None
    )
    return _show_next(
        request,
        enrolment,
        after=returned.topic,
        language=language,
        learnt=learnt,
        slipped=card if slipped else None,
    )


@require_POST
def undo(request: HttpRequest, course: str) -> HttpResponse:
    """Take back the last thing done."""
    own_enrolment(request, course)
    try:
        undone = undo_last(request.user, now=timezone.now())  # type: ignore[arg-type]
    except NothingToUndo:
        messages.info(request, _("There is nothing left to undo."))
    else:
        said = (
            _("Undone: the card is asked again.") if undone.kind == EventKind.ANSWER.value else _("Undone.")
        )
        messages.success(request, said)
    return back_to_study(course, scope_of(request.GET))


@require_POST
def set_aside(request: HttpRequest, course: str) -> HttpResponse:
    """Bury the shown card until tomorrow, suspend it, or rate it as known already."""
    try:
        returned = read_token(request.POST.get("item", ""), request.user.pk)  # type: ignore[arg-type]
    except UnreadableItem:
        messages.error(
            request, _("That card is of another account or of an older page. Here is the one to answer now.")
        )
        return back_to_study(course, scope_of(request.GET))
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
            messages.info(
                request, _("Suspended: this card is not asked any more. It waits among the suspended cards.")
            )
        case "bury":
            record_event(enrolment, returned.fact, EventKind.BURY, now=now)
            messages.info(request, _("Put off until tomorrow."))
    return back_to_study(course, scope_of(request.GET))


def scope_of(sent: Mapping[str, str]) -> Scope | None:
    """The scope that goes with an answer; one that cannot be read loses no answer."""
    try:
        return read_scope(sent)
    except UnreadableScope:
        return None


def back_to_study(course: str, scope: Scope | None) -> HttpResponse:
    """To the next card, of the same scope."""
    return redirect(reverse("study", args=[course]) + (f"?{scope.query}" if scope else ""))


def own_enrolment(request: HttpRequest, course: str) -> Enrolment:
    """The learner's own study of a course that they may still see."""
    enrolment = find_enrolment(request.user, course)
    if enrolment is None:
        raise Http404
    return enrolment


def _card(request: HttpRequest, course: str, returned: Returned) -> tuple[Enrolment, Card | None]:
    """The learner's card of a returned item, if there is one yet, and the study it belongs to."""
    if returned.card is None:
        return own_enrolment(request, course), None
    card = load_card(returned.card, request.user.pk, course)
    if card is None:
        raise Http404(f"The learner has no card {returned.card} in {course}.")
    card.enrolment.learner = request.user  # type: ignore[assignment]
    return card.enrolment, card


def _language(request: HttpRequest, asked_for: str) -> str:
    return language_of(request.user, get_language() or "en", asked_for)  # type: ignore[arg-type]


def _show_next(
    request: HttpRequest,
    enrolment: Enrolment,
    *,
    after: str,
    language: str,
    learnt: Learnt | None = None,
    slipped: Card | None = None,
) -> HttpResponse:
    now = timezone.now()
    item = next_item(enrolment, now=now, last_topic=after, scope=scope_of(request.GET))
    return _show(request, enrolment, item, language=language, learnt=learnt, slipped=slipped)


def _show_again(
    request: HttpRequest,
    enrolment: Enrolment,
    card: Card | None,
    returned: Returned,
    *,
    language: str,
    typed: str,
    show: bool,
) -> HttpResponse:
    """The same item once more: with its answer beside what was typed, or asking for one."""
    scope = scope_of(request.GET)
    item = shown_again(enrolment, card, returned, now=timezone.now(), scope=scope)
    if item is None:
        return back_to_study(enrolment.course.slug, scope)
    status = 200 if typed or show else 422
    return _show(request, enrolment, item, language=language, typed=typed, show=show, status=status)


def _show(
    request: HttpRequest,
    enrolment: Enrolment,
    item: StudyItem | Nothing,
    *,
    language: str,
    learnt: Learnt | None = None,
    slipped: Card | None = None,
    typed: str = "",
    show: bool = False,
    status: int = 200,
) -> HttpResponse:
    scope = scope_of(request.GET)
    context: dict[str, Any] = {
        "request": request,
        "user": request.user,
        "csrf": csrf_input(request),
        "messages": messages.get_messages(request),
        "course": enrolment.course,
        "scope": scope,
        "query": f"?{scope.query}" if scope else "",
        "learnt": learnt,
        "slipped": slipped and {"fact": slipped.fact_id, "lapses": slipped.lapses + 1},
        "refused": status == 422,
    }
    if isinstance(item, Nothing):
        context["nothing"] = _nothing(enrolment, item, scope)
    else:
        context["page"] = study_page(
            item,
            request.user,  # type: ignore[arg-type]
            language=_language(request, language),
            typed=typed,
            show=show,
        )
    fragment = SafeString(render_to_string("learn/_study.html", context, using="jinja2"))
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        return HttpResponse(fragment, status=status)
    around = {"course": enrolment.course, "scope": scope, "fragment": fragment}
    if request.method == "GET":
        around |= _heading(enrolment, scope)
    return render(request, "learn/study.html", around, status=status)


def _heading(enrolment: Enrolment, scope: Scope | None) -> dict[str, Any]:
    """What stands above the first card and is not sent with every answer: the choice, or the backlog of the day's work."""
    if scope is None:
        return {"backlog": backlog_of(enrolment, timezone.now())}
    names = scope_names(enrolment.course, scope, (get_language() or "en")[:2])
    return {"scope_names": names, "which": which_name(scope.which), "note_url": _note_url(enrolment, scope)}


def _note_url(enrolment: Enrolment, scope: Scope) -> str:
    return note_of(enrolment.course, scope, (get_language() or "en")[:2])


def _nothing(enrolment: Enrolment, item: Nothing, scope: Scope | None) -> dict[str, Any]:
    """What the page says when there is nothing to ask now."""
    now = timezone.now()
    found: dict[str, Any] = {"minutes": waiting_minutes(item, now)}
    if item.waiting_until is not None:
        return found
    if scope is not None:
        counted = tally(enrolment, scope, now=now)
        where = _note_url(enrolment, scope)
        return found | {"tally": counted, "why_empty": why_empty(scope, counted), "note_url": where}
    ahead = Scope(which=Which.SOON)
    return found | {
        "summary": summary_of_day(enrolment, now),
        "ahead": ahead,
        "tally": tally(enrolment, ahead, now=now),
    }
