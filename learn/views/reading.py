"""Reading notes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.core.marking import align, without_ids
from content.core.rendering import cite
from content.models import Note
from content.note_terms import term_cards, with_terms
from content.reading import chosen_revision, read_lines
from learn.marks import marks_of, recalls_of, with_marks, yields_of


@require_safe
def note(request: HttpRequest, course: str, slug: str, language: str) -> HttpResponse:
    """One note, at the revision and with the lines highlighted that the address names; ``?beside`` shows its twin too."""
    notes = Note.objects.visible_to(request.user).select_related("course", "current")
    row = get_object_or_404(notes, course__slug=course, slug=slug, language=language)
    revision = chosen_revision(row, request.GET.get("revision", ""))
    if revision is None:
        raise Http404
    cited = read_lines(request.GET.get("lines", ""))
    twin = (
        notes.current().filter(course=row.course, slug=slug, current__isnull=False).exclude(pk=row.pk).first()
    )
    interface = "zh" if (get_language() or "").startswith("zh") else "en"
    html = cite(revision.html, cited) if cited else revision.html
    is_current = revision.pk == row.current_id
    marks = []
    if is_current:
        # Only the newest revision is asked about, and its lines are those that the facts name.
        yields = yields_of(revision)
        recalls = recalls_of(request.user, course, yields, now=timezone.now())
        marks = marks_of(html, yields, recalls)
        html = with_marks(html, marks, form="ask", language="zh-Hans" if interface == "zh" else "en")
    html, terms = with_terms(html, term_cards(revision, course=course, language=language))
    beside = "beside" in request.GET and twin is not None and is_current
    rows = align(html, twin.current.html) if beside and twin and twin.current else [(html, "")]
    context = {
        "note": row,
        "course_title": row.course.title(interface),
        "course_language": interface,
        # Sanitised when the note came in; what is added here are our own elements and classes.
        "rows": [(mark_safe(one), mark_safe(without_ids(other))) for one, other in rows],
        "contents": [dict(zip(("id", "text", "level"), entry, strict=True)) for entry in revision.contents],
        "url": request.path,
        "twin_url": reverse("note", args=[course, slug, twin.language]) if twin else "",
        "twin_language": twin.language if twin else "",
        "beside": beside,
        "terms": terms,
        "marked": bool(marks),
        "cited": cited,
        "is_current": is_current,
    }
    return render(request, "learn/note.html", context)
