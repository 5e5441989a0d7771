"""What was learnt and says something else now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learn.changes import MOST, changed_facts, note_changes


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The facts that changed since the learner was asked, with before and after."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    found = changed_facts(request.user, language=language)  # type: ignore[arg-type]
    return render(request, "learn/changes.html", {"facts": found[:MOST], "more": len(found) - MOST})


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """The learner has read the changes that were shown; those that are left come next."""
    noted = note_changes(request.user, request.POST.getlist("seen"), now=timezone.now())  # type: ignore[arg-type]
    if noted:
        messages.success(request, _("Noted. You are asked for what the notes say now."))
    return redirect("changes")
