"""Cards that were set aside for good, those that slip again and again, and the ways there and back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learn.models import Card
from learn.slipping import slipping_card
from learn.suspended import described, resume_cards, suspend_card, suspended_cards
from learn.views.study import back_to_study, own_enrolment, scope_of

PAGE = 50


@require_safe
def suspended(request: HttpRequest, course: str) -> HttpResponse:
    """The learner's suspended cards of a course."""
    enrolment = own_enrolment(request, course)
    page = Paginator(suspended_cards(enrolment), PAGE).get_page(request.GET.get("page"))
    context = {
        "course": enrolment.course,
        "title": enrolment.course.title(_language()),
        "language": _language(),
        "page": page,
        "cards": described(page.object_list, _language()),
    }
    return render(request, "learn/suspended.html", context)


@require_POST
def resume(request: HttpRequest, course: str) -> HttpResponse:
    """Ask one suspended card again, or all."""
    enrolment = own_enrolment(request, course)
    cards = suspended_cards(enrolment)
    if "all" not in request.POST:
        cards = cards.filter(pk=_number(request))
    resumed = resume_cards(enrolment, cards, now=timezone.now())
    if resumed:
        said = ngettext("%(number)d card is asked again.", "%(number)d cards are asked again.", resumed)
        messages.success(request, said % {"number": resumed})
    else:
        messages.info(request, _("Nothing changed: that card is not suspended any more."))
    return redirect("suspended", course)


@require_POST
def suspend(request: HttpRequest, course: str) -> HttpResponse:
    """Ask a card no more."""
    enrolment = own_enrolment(request, course)
    card = get_object_or_404(Card.objects.visible_to(request.user), enrolment=enrolment, pk=_number(request))
    suspend_card(enrolment, card, now=timezone.now())
    messages.info(
        request, _("Suspended: this card is not asked any more. It waits among the suspended cards.")
    )
    return back_to_study(course, scope_of(request.GET))


@require_safe
def slipping(request: HttpRequest, course: str, fact: int) -> HttpResponse:
    """What helps to keep a card that is forgotten again and again."""
    enrolment = own_enrolment(request, course)
    card = get_object_or_404(Card.objects.visible_to(request.user), enrolment=enrolment, fact=fact)
    found = slipping_card(card, _language())
    if found is None:
        raise Http404
    scope = scope_of(request.GET)
    context = {
        "course": enrolment.course,
        "slipping": found,
        "query": f"?{scope.query}" if scope else "",
    }
    fragment = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "learn/_slipping.html" if fragment else "learn/slipping.html", context)


def _number(request: HttpRequest) -> int:
    number = request.POST.get("card", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise Http404
    return int(number)


def _language() -> str:
    return "zh" if (get_language() or "").startswith("zh") else "en"
