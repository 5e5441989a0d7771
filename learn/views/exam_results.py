"""What a mock exam came to."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from learn.exam_results import load_result
from quizzes.models import Sitting


@require_safe
def exam_result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The result of an exam that is over; one still running, or given up, has none."""
    mocks = Sitting.objects.visible_to(request.user).mocks().select_related("course", "blueprint")
    sitting = get_object_or_404(mocks, uuid=uuid, abandoned=False)
    if not sitting.is_over(timezone.now()):
        raise Http404
    language = (get_language() or "en")[:2]
    return render(request, "learn/exam_result.html", {"result": load_result(sitting, language=language)})
