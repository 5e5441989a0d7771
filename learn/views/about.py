"""What the site says about itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def stored_data(request: HttpRequest) -> HttpResponse:
    """What is stored about a learner, why, for how long, and how to take it away."""
    return render(request, "learn/stored_data.html")
