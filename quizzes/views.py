"""Answering the items of a sitting, and its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from content.models import Language
from content.reading import note_url
from quizzes.core.grading import shape_of
from quizzes.forms import AnswerForm
from quizzes.models import Attempt, Sitting, SittingItem
from quizzes.pages import ItemPage, emphasised, item_page, item_url, next_url
from quizzes.separating import pairs_asked, separating_rows
from quizzes.sittings import (
    RefusedAnswer,
    answer_item,
    answered_items,
    load_item,
    next_number,
    partner_order,
    section_scores,
    wording,
)


def _sitting(request: HttpRequest, uuid: UUID) -> Sitting:
    """A quiz of the learner. Mock exams have pages of their own, and so has a timed quiz until it is closed."""
    sittings = Sitting.objects.visible_to(request.user).practice().select_related("course")
    return get_object_or_404(sittings, uuid=uuid)


@require_GET
def sitting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Go on where the sitting stands."""
    row = _sitting(request, uuid)
    if _is_running_exam(row):
        return redirect("exam", uuid)
    number = None if row.finished_at else next_number(row)
    return redirect("result", uuid) if number is None else redirect("item", uuid, number)


def _is_running_exam(row: Sitting) -> bool:
    return row.mode == Sitting.Mode.EXAM and not row.is_over(timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def item(
    request: HttpRequest, uuid: UUID, number: int, *, store: Callable[..., Attempt] = answer_item
) -> HttpResponse:
    """Show one question, or store the answer to it by ``store``, which takes what ``answer_item`` takes."""
    row = _sitting(request, uuid)
    loaded = load_item(row, number)
    if loaded is None:
        raise Http404
    loaded.sitting = row
    if row.mode == Sitting.Mode.EXAM and row.finished_at is None:
        return redirect("exam_item", uuid, number)
    if request.method == "POST":
        return _answer(request, loaded, store)
    language = request.GET.get("language", row.language)
    return _show(
        request, item_page(loaded, language=language if language in Language.values else row.language)
    )


def _show(request: HttpRequest, page: ItemPage, *, status: int = 200) -> HttpResponse:
    fragment = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = "quizzes/_item.html" if fragment else "quizzes/item.html"
    response = render(request, template, {"page": page}, status=status)
    response.headers["Vary"] = "HX-Request, Cookie, Accept-Language"
    return response


def _answer(request: HttpRequest, item: SittingItem, store: Callable[..., Attempt]) -> HttpResponse:
    """Store first, show afterwards; what cannot be stored comes back as it was with a reason."""
    form = AnswerForm(
        request.POST,
        order=item.order,
        fallback=item.sitting.language,
        shape=shape_of(item.revision.question.kind),
        partners=partner_order(item),
    )
    try:
        store(item, learner=request.user, now=timezone.now(), **form.answer())
    except RefusedAnswer as refusal:
        page = item_page(
            item,
            language=form.language,
            chosen=form.chosen,
            given=form.given,
            confidence=form.confidence,
            error=str(refusal),
        )
        return _show(request, page, status=422)
    if item.sitting.mode == Sitting.Mode.REVIEW:
        return _go_on(request, item.sitting, form.language)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(item_url(item.sitting, item.position, form.language))
    answered = load_item(item.sitting, item.position)
    assert answered is not None
    answered.sitting = item.sitting
    return _show(request, item_page(answered, language=form.language))


def _go_on(request: HttpRequest, row: Sitting, language: str) -> HttpResponse:
    """The next question of a quiz that tells nothing before the end, else its result."""
    number = next_number(row)
    url = next_url(row, language)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(url)
    following = load_item(row, number) if number else None
    if following is None:
        return HttpResponse(headers={"HX-Redirect": url})
    following.sitting = row
    response = _show(request, item_page(following, language=language))
    response.headers["HX-Push-Url"] = url
    return response


@require_GET
def result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The score by section, what to read again, and how sure the learner was; nothing while it goes on untold."""
    row = _sitting(request, uuid)
    if not row.tells and not (row.mode == Sitting.Mode.EXAM and row.is_over(timezone.now())):
        return redirect("sitting", uuid)
    answered = answered_items(row)
    right = sum(bool(attempt and attempt.is_correct) for _item, attempt in answered)
    pairs = pairs_asked(row)
    context = {
        "separating": [found for rows in separating_rows(pairs, row.language).values() for found in rows]
        if pairs
        else [],
        "sitting_uuid": uuid,
        "sitting_url": reverse("sitting", args=[uuid]),
        "course_title": row.course.title((get_language() or "en")[:2]),
        "course_slug": row.course.slug,
        "finished": row.finished_at is not None,
        "right": right,
        "total": len(answered),
        "percent": round(100 * right / len(answered)),
        "sections": section_scores(answered, row.language),
        "read_again": [
            _reading(item, row.language) for item, attempt in answered if attempt and not attempt.is_correct
        ],
        "lucky": [
            _reading(item, row.language)
            for item, attempt in answered
            if attempt and attempt.is_correct and attempt.confidence == Attempt.Confidence.GUESS
        ],
        "misconceptions": [
            _reading(item, row.language)
            for item, attempt in answered
            if attempt and not attempt.is_correct and attempt.confidence == Attempt.Confidence.SURE
        ],
        "items": [
            {
                "number": item.position,
                "url": item_url(row, item.position),
                "right": attempt.is_correct if attempt else None,
            }
            for item, attempt in answered
        ],
    }
    return render(request, "quizzes/result.html", context)


def _reading(item: SittingItem, language: str) -> dict[str, Any]:
    text = wording(item.revision.texts.all(), language)
    note = text.note_revision.note
    return {
        "title": note.title,
        "heading": text.heading,
        "stem": emphasised(text.stem),
        "url": note_url(text.note_revision, (text.first_line, text.last_line)),
        "language": text.language,
    }
