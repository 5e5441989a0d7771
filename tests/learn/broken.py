"""A site with a page that breaks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

handler500 = "learn.views.errors.server_error"


@csrf_exempt
@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """Break."""
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken)]
