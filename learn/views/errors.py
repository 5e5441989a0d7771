"""What a person sees when a request is turned down before any page could answer it."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string

from learn.appearance import remembered_appearance

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# Never shown again, and what nobody typed.
SECRET = {"password", "again", "current", "code", "credential", "csrfmiddlewaretoken"}
LEAST_TYPED = 2


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413 when more was sent than the server reads."""
    if isinstance(exception, TOO_LARGE):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with what was typed, to be copied: the form may come from elsewhere, so it is not sent again from here."""
    return render(request, "403_csrf.html", {"typed": typed_texts(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with what was typed; made without the database, which may be what broke."""
    context = {"typed": typed_texts(request), "appearance": remembered_appearance(request)}
    return HttpResponse(render_to_string("500.html", context), status=500)


def typed_texts(request: HttpRequest) -> list[str]:
    """The texts of the form that a person may have written; secrets are left out."""
    try:
        fields = list(request.POST.lists())
    except (*TOO_LARGE, UnreadablePostError):
        return []
    return [text for name, texts in fields if name not in SECRET for text in texts if looks_written(text)]


def looks_written(text: str) -> bool:
    """Whether a person rather than a page wrote it: words with spaces between, or Chinese."""
    stripped = text.strip()
    return len(stripped) >= LEAST_TYPED and (any(map(str.isspace, stripped)) or not stripped.isascii())
