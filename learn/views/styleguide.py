"""The living style page, for who works on the pages; there is none where Kaodian is in service."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.http import require_safe

from learn.styleguide import answered, apart, asked, specimens

LANGUAGES = {"zh": "zh-hans", "en": "en"}
THEMES = ("light", "dark")


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in both languages, in light and in dark."""
    if not settings.DEBUG:
        raise Http404
    shown = []
    for language, interface in LANGUAGES.items():
        with override(interface):
            states = {
                "asked": asked(language),
                "right": answered(language, chosen=0),
                "wrong": answered(language, chosen=1),
            }
            items = [
                apart(render_to_string("quizzes/_item.html", {"page": page}, request), state)
                for state, page in states.items()
            ]
            parts = specimens(language)
            progress = {"notes": parts.pop("mastered"), "blank_notes": (), "terms": ()}
            parts["mastery"] = render_to_string("learn/_chart_mastery.html", {"page": progress}, request)
            html = render_to_string("learn/_specimens.html", parts | {"items": items}, request)
        shown += [(language, theme, apart(html, f"{language}-{theme}")) for theme in THEMES]
    return render(request, "learn/styleguide.html", {"shown": shown})
