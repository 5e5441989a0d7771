"""A learner takes along what is theirs, or has it erased."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from learn.account_forms import EraseForm
from learn.erasing import erase_learner
from learn.exporting import export_csv, export_json
from learn.models import User


@require_GET
def export_as_json(request: HttpRequest) -> HttpResponseBase:
    """Everything the learner owns, as one JSON file."""
    now = timezone.now()
    pieces = export_json(cast(User, request.user), now=now)
    return _download(
        StreamingHttpResponse(pieces, content_type="application/json"), f"kaodian-{now:%Y-%m-%d}.json"
    )


@require_GET
def export_as_csv(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV files in a zip."""
    now = timezone.now()
    pieces = export_csv(cast(User, request.user), now=now)
    return _download(
        StreamingHttpResponse(pieces, content_type="application/zip"), f"kaodian-{now:%Y-%m-%d}.zip"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Delete the learner with all they did, once they confirmed it."""
    learner = cast(User, request.user)
    if request.method != "POST":
        return render(request, "learn/erase.html", {"form": EraseForm(learner=learner)})
    form = EraseForm(request.POST, learner=learner)
    if not form.is_valid():
        return render(request, "learn/erase.html", {"form": form}, status=422)
    erase_learner(learner)
    logout(request)
    messages.success(request, _("Everything that was kept about you is deleted."))
    return redirect("home")


def _download(response: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
