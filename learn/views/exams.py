"""Mock exams: choosing one, answering against the clock, handing in."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.models import Course, Language
from learn.accounts import ensure_learner
from learn.exam_pages import clock_of, exam_url, exams_page, review_page, saved_at, start_page
from learn.exam_results import load_result
from learn.exams import begin_mock, close_mock
from quizzes.core.exams import TooFewQuestions
from quizzes.core.grading import shape_of
from quizzes.exam_pages import ExamItem, exam_item, grid_of, load_answerable, load_items
from quizzes.exams import ExamOver, MockRunning, save_item
from quizzes.forms import ExamForm
from quizzes.models import Blueprint, Sitting, SittingItem
from quizzes.sittings import NothingToAsk, RefusedAnswer, partner_order, start_practice

OVER = 409


def _language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


def _mock(request: HttpRequest, uuid: UUID) -> Sitting:
    exams = Sitting.objects.visible_to(request.user).timed()
    return get_object_or_404(exams.select_related("course", "blueprint"), uuid=uuid)


def _blueprint(request: HttpRequest, course: str, slug: str) -> Blueprint:
    timed = Blueprint.objects.filter(retired_at=None, minutes__isnull=False)
    mine = timed.filter(course__in=Course.objects.visible_to(request.user)).select_related("course", "domain")
    return get_object_or_404(mine, course__slug=course, slug=slug)


@login_not_required
@require_safe
def exams(request: HttpRequest) -> HttpResponse:
    """The exams there are, the one that goes on, and those that are past."""
    page = exams_page(request.user, now=timezone.now(), language=_language())
    return render(request, "learn/exams.html", {"page": page})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """The rules and the time, and the start; who has no account becomes a guest."""
    blueprint = _blueprint(request, course, slug)
    refusal: Exception | None = None
    if request.method == "POST":
        learner, now = ensure_learner(request), timezone.now()
        try:
            sitting = begin_mock(
                blueprint, learner=learner, language=_language(), seed=secrets.randbits(48), now=now
            )
        except (TooFewQuestions, MockRunning) as refused:
            refusal = refused
        else:
            return redirect("exam_item", sitting.uuid, 1)
    page = start_page(blueprint, request.user, now=timezone.now(), language=_language(), refusal=refusal)
    return render(request, "learn/exam_start.html", {"page": page}, status=422 if refusal else 200)


@login_not_required
@require_POST
def practise(request: HttpRequest, course: str, slug: str) -> HttpResponse:
    """A practice paper of the same length, without clock or weights, for where an exam cannot be drawn."""
    blueprint = _blueprint(request, course, slug)
    learner = ensure_learner(request)
    try:
        sitting = start_practice(
            blueprint.course,
            learner=learner,
            language=_language(),
            seed=secrets.randbits(48),
            now=timezone.now(),
            count=blueprint.questions,
        )
    except NothingToAsk as refusal:
        messages.error(request, str(refusal))
        return redirect("exams")
    return redirect("item", sitting.uuid, 1)


@require_safe
def exam(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go on where the exam stands."""
    sitting = _mock(request, uuid)
    if sitting.is_over(timezone.now()):
        return redirect("exam_result", uuid)
    open_items = (cell.number for cell in grid_of(_light(sitting)) if not cell.answered)
    number = next(open_items, None)
    return redirect("exam_review", uuid) if number is None else redirect("exam_item", uuid, number)


def _light(sitting: Sitting) -> list[SittingItem]:
    """The items with their answers, without their wording. Two queries."""
    return list(sitting.items.prefetch_related("attempts"))


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Show one question of an exam that goes on, or save what was done to it."""
    sitting = _mock(request, uuid)
    if request.method == "POST":
        row = load_answerable(sitting, number)
        if row is None:
            raise Http404
        return _save(request, row)
    if sitting.is_over(timezone.now()):
        return redirect("exam_result", uuid)
    found = load_items(sitting, number)
    if not found:
        raise Http404
    language = request.GET.get("language", "")
    language = language if language in Language.values else sitting.language
    return _show(request, sitting, exam_item(found[0], language=language))


def _show(request: HttpRequest, sitting: Sitting, page: ExamItem, *, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "sitting": sitting,
        "title": sitting.blueprint.title(_language()) if sitting.blueprint else "",
        "grid": grid_of(_light(sitting), page.number),
        "clock": clock_of(sitting, request.user, now=timezone.now()),
    }
    return render(request, "learn/exam_item.html", context, status=status)


def _save(request: HttpRequest, row: SittingItem) -> HttpResponse:
    """Save what was done to an item, and go where the learner wants to; a script is told when it was saved."""
    sitting, now = row.sitting, timezone.now()
    wants_json = "application/json" in request.headers.get("Accept", "")
    form = ExamForm(
        request.POST,
        order=row.order,
        fallback=sitting.language,
        shape=shape_of(row.revision.question.kind),
        partners=partner_order(row),
    )
    try:
        if form.is_partly_arranged:
            raise RefusedAnswer(_("Give every entry its place, or none at all; this is not saved yet."))
        save_item(row, form.left(), learner=request.user, key=form.key, now=now)
    except ExamOver as over:
        close_mock(sitting, now=now)
        return _refuse_late(request, sitting, str(over), as_json=wants_json)
    except RefusedAnswer as refusal:
        if wants_json:
            return JsonResponse({"error": str(refusal)}, status=422)
        [whole] = load_items(sitting, row.position)
        page = exam_item(whole, language=form.language, given=form.given, error=str(refusal))
        return _show(request, sitting, page, status=422)
    if wants_json:
        clock = clock_of(sitting, request.user, now=now)
        return JsonResponse(
            {"saved": saved_at(now, request.user), "now": clock.now, "deadline": clock.deadline}
        )
    return redirect(exam_url(sitting, request.POST.get("go", ""), row.position, form.next_language))


def _refuse_late(request: HttpRequest, sitting: Sitting, sentence: str, *, as_json: bool) -> HttpResponse:
    if as_json:
        return JsonResponse({"over": True, "error": sentence}, status=OVER)
    return render(request, "learn/exam_over.html", {"sitting": sitting, "sentence": sentence}, status=OVER)


@require_safe
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """All questions at once, for a script that turns pages by itself and goes on when the connection drops."""
    sitting = _mock(request, uuid)
    if sitting.is_over(timezone.now()):
        raise Http404
    pages = [exam_item(row, language=sitting.language) for row in load_items(sitting)]
    return render(request, "learn/exam_paper.html", {"pages": pages, "sitting": sitting})


@require_safe
def clock(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The server's clock, and until when the exam goes on, in milliseconds since 1970."""
    sitting, now = _mock(request, uuid), timezone.now()
    told = clock_of(sitting, request.user, now=now)
    return JsonResponse({"now": told.now, "deadline": told.deadline, "over": sitting.is_over(now)})


@require_safe
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is answered, open and flagged, before handing in."""
    sitting, now = _mock(request, uuid), timezone.now()
    if sitting.is_over(now):
        return redirect("exam_result", uuid)
    page = review_page(grid_of(_light(sitting)))
    context = {
        "page": page,
        "sitting": sitting,
        "title": sitting.blueprint.title(_language()) if sitting.blueprint else "",
        "clock": clock_of(sitting, request.user, now=now),
    }
    return render(request, "learn/exam_review.html", context)


@require_POST
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand in: the result and the reviews are written once, however often this is sent."""
    close_mock(_mock(request, uuid), now=timezone.now())
    return redirect("exam_result", uuid)


@require_POST
def abandon(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give an exam up; it gets no result."""
    sitting = _mock(request, uuid)
    if close_mock(sitting, now=timezone.now(), abandoned=True):
        messages.info(request, _("The exam was given up. It has no result."))
    return redirect("exams")


@require_safe
def result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the exam came to, computed from what is stored; nothing is written."""
    sitting = _mock(request, uuid)
    if not sitting.is_over(timezone.now()):
        return redirect("exam", uuid)
    if sitting.blueprint is None:
        return redirect("result", uuid)
    found = None if sitting.abandoned else load_result(sitting, language=_language())
    return render(request, "learn/exam_result.html", {"result": found})
