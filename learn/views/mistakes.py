"""The mistake book: looking through it, marking and noting, drilling, and taking it away."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import Course
from learn.core.mistakes import DAYS_TO_MEND
from learn.dashboard import enrolments_of
from learn.mistake_pages import PER_PAGE, as_csv, as_markdown, choices_of, entry_pages
from learn.mistakes import DrilledToday, Entry, mistake_book, start_mending, write_remark
from learn.quiz_forms import read_filter
from quizzes.models import LONGEST_REMARK
from quizzes.sittings import NothingToAsk


def _language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"


def _course(request: HttpRequest, slug: str) -> Course | None:
    """The course that is named, else the one studied last; None when nothing is studied yet."""
    courses = [one.course for one in enrolments_of(request.user)]
    if slug and slug not in {one.slug for one in courses}:
        raise Http404
    return next((one for one in courses if slug in ("", one.slug)), None)


def _query(request: HttpRequest, course: Course) -> str:
    """The filter as the query of an address."""
    kept = {name: request.GET.get(name, "") for name in ("section", "term", "cause", "starred", "state")}
    return urlencode({"course": course.slug} | {name: value for name, value in kept.items() if value})


def _shown(request: HttpRequest, course: Course, query: Any) -> tuple[list[Entry], list[Entry]]:
    """All entries, and those that the filter keeps."""
    chosen = read_filter(query)
    entries = mistake_book(request.user, course, language=_language())  # type: ignore[arg-type]
    return entries, [one for one in entries if chosen.keeps(one)]


@require_safe
def mistakes(request: HttpRequest) -> HttpResponse:
    """The book of one course, a page at a time; all of it on one page to print."""
    course = _course(request, request.GET.get("course", ""))
    if course is None:
        return render(request, "learn/mistakes.html", {"course": None})
    entries, shown = _shown(request, course, request.GET)
    chosen = read_filter(request.GET)
    everything = request.GET.get("all", "") == "yes"
    pages = Paginator(shown, max(len(shown), 1) if everything else PER_PAGE)
    page = pages.get_page(request.GET.get("page", ""))
    context = {
        "course": course,
        "title": course.title(_language()),
        "courses": [(one.course.slug, one.course.title(_language())) for one in enrolments_of(request.user)],
        "filter": chosen,
        "choices": choices_of(entries, chosen, _language()),
        "query": _query(request, course),
        "page": page,
        "entries": entry_pages(page.object_list, _language()),
        "shown": len(shown),
        "days_to_mend": DAYS_TO_MEND,
        "longest_remark": LONGEST_REMARK,
        "here": request.get_full_path(),
    }
    return render(request, "learn/mistakes.html", context)


def _back(request: HttpRequest, fact: int) -> str:
    """Where a note was written; the list where the address is not ours."""
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(reverse("mistakes"))
    return f"{back if known else reverse('mistakes')}#fact-{fact}"


@require_POST
def remark(request: HttpRequest, course: str, fact: int) -> HttpResponse:
    """Keep a learner's own words about a fact in their book, or set or take away its star."""
    row = _course(request, course)
    entries = mistake_book(request.user, row, language=_language()) if row else []  # type: ignore[arg-type]
    if fact not in {one.fact for one in entries}:
        raise Http404
    text, star = request.POST.get("text"), request.POST.get("star")
    if text is not None and len(text.strip()) > LONGEST_REMARK:
        refusal = _(
            "A note has at most %(most)s characters, and this one has %(number)s: shorten it, then keep it again."
        ) % {"most": LONGEST_REMARK, "number": len(text.strip())}
        [page] = entry_pages([one for one in entries if one.fact == fact], _language())
        context = {
            "one": page,
            "course": row,
            "text": text,
            "refusal": refusal,
            "longest_remark": LONGEST_REMARK,
        }
        return render(request, "learn/mistake_remark.html", context, status=422)
    write_remark(
        request.user,  # type: ignore[arg-type]
        fact,
        text=text,
        starred=None if star is None else star == "on",
    )
    return redirect(_back(request, fact))


@require_POST
def drill(request: HttpRequest, course: str) -> HttpResponse:
    """Practise what the filter shows and is not mended."""
    row = _course(request, course)
    if row is None:
        raise Http404
    _entries, shown = _shown(request, row, request.POST)
    try:
        sitting = start_mending(
            shown,
            row,
            learner=request.user,  # type: ignore[arg-type]
            language=_language(),
            seed=secrets.randbits(48),
            now=timezone.now(),
        )
    except DrilledToday:
        messages.info(
            request, _("All of these were answered right today. Another day counts next: come back tomorrow.")
        )
    except NothingToAsk:
        messages.error(request, _("No question about these is asked any more, since the notes have changed."))
    else:
        return redirect("item", sitting.uuid, 1)
    return redirect(f"{reverse('mistakes')}?{urlencode({'course': course})}")


@require_safe
def export(request: HttpRequest, course: str, kind: str) -> HttpResponse:
    """What the filter shows as a file: ``csv`` or ``md``."""
    row = _course(request, course)
    if row is None or kind not in ("csv", "md"):
        raise Http404
    _entries, shown = _shown(request, row, request.GET)
    pages = entry_pages(shown, _language())
    text = as_csv(pages) if kind == "csv" else as_markdown(pages, row.title(_language()))
    response = HttpResponse(
        text, content_type=f"text/{'csv' if kind == 'csv' else 'markdown'}; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="mistakes-{row.slug}.{kind}"'
    return response
