"""Reading notes."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import Note
from learn.models import User
from learn.note_pages import note_page, readable_notes
from learn.places import UnknownHeading, remember_place


@require_safe
def note(request: HttpRequest, course: str, slug: str, language: str) -> HttpResponse:
    """One note, at the revision and with the lines highlighted that the address names; ``?beside`` shows its twin too."""
    return _show(request, _note(request, course, slug, language))


@require_POST
def place(request: HttpRequest, course: str, slug: str, language: str) -> HttpResponse:
    """Remember the heading at which the learner stopped; the page itself asks for nothing back, a button for the note."""
    row = _note(request, course, slug, language)
    heading = request.POST.get("heading", "")
    try:
        remember_place(cast(User, request.user), row, heading, now=timezone.now())
    except UnknownHeading as unknown:
        messages.error(
            request,
            _("This note has no heading “%(heading)s”; it may have been edited. Choose another place.")
            % {"heading": unknown.heading[:100]},
        )
        return _show(request, row, status=422)
    if "quietly" in request.POST:
        return HttpResponse(status=204)
    messages.success(request, _("Remembered. The home page leads back to this place."))
    return redirect(f"{reverse('note', args=[course, slug, language])}#{heading}")


def _note(request: HttpRequest, course: str, slug: str, language: str) -> Note:
    return get_object_or_404(
        readable_notes(request.user), course__slug=course, slug=slug, language=language, current__isnull=False
    )


def _show(request: HttpRequest, row: Note, *, status: int = 200) -> HttpResponse:
    interface = "zh" if (get_language() or "").startswith("zh") else "en"
    page = note_page(row, request.user, asked=request.GET, now=timezone.now(), interface=interface)
    if page is None:
        raise Http404
    return render(request, "learn/note.html", page, status=status)
