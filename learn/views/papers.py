"""A sitting to print: the paper, and the answer key on a sheet of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.models import Language
from quizzes.models import Sitting
from quizzes.papers import key_of, paper_of

REFUSED = 409


def _sitting(request: HttpRequest, uuid: UUID) -> tuple[Sitting, dict[str, Any]]:
    sittings = Sitting.objects.visible_to(request.user).select_related("course", "blueprint")
    sitting = get_object_or_404(sittings, uuid=uuid)
    interface = "zh" if (get_language() or "").startswith("zh") else "en"
    title = sitting.course.title(interface)
    if sitting.blueprint:
        title = f"{title} · {sitting.blueprint.title(interface)}"
    language = request.GET.get("language", "")
    return sitting, {
        "sitting": sitting,
        "title": title,
        "language": language if language in Language.values else sitting.language,
        "told": sitting.mode != Sitting.Mode.EXAM or sitting.is_over(timezone.now()),
    }


@require_safe
def paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The questions in the order and with the letters of the screen, and nothing of the key."""
    sitting, context = _sitting(request, uuid)
    items = paper_of(sitting, context["language"])
    return render(request, "learn/paper.html", context | {"items": items})


@require_safe
def key(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The answer key of the same draw; refused while an exam goes on."""
    sitting, context = _sitting(request, uuid)
    if not context["told"]:
        return render(request, "learn/paper_key.html", context, status=REFUSED)
    items = key_of(sitting, context["language"])
    return render(request, "learn/paper_key.html", context | {"items": items})
