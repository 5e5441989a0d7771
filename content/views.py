"""Reading notes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from content.core.rendering import cite
from content.models import Note
from content.reading import chosen_revision, note_url, read_lines


@require_GET
def note(request: HttpRequest, course: str, slug: str, language: str) -> HttpResponse:
    """One note, at the revision and with the lines highlighted that the address names."""
    notes = Note.objects.visible_to(request.user).select_related("course", "current")
    row = get_object_or_404(notes, course__slug=course, slug=slug, language=language)
    revision = chosen_revision(row, request.GET.get("revision", ""))
    if revision is None:
        raise Http404
    cited = read_lines(request.GET.get("lines", ""))
    twin = notes.current().filter(course=row.course, slug=slug).exclude(pk=row.pk).first()
    context = {
        "note": row,
        "course_title": row.course.title((get_language() or "en")[:2]),
        # Sanitised when the note came in; citing only adds a class to our own elements.
        "html": mark_safe(cite(revision.html, cited) if cited else revision.html),
        "contents": [dict(zip(("id", "text", "level"), entry, strict=True)) for entry in revision.contents],
        "twin_url": note_url(twin.current) if twin and twin.current else "",
        "twin_language": twin.language if twin else "",
        "cited": cited,
        "is_current": revision.pk == row.current_id,
    }
    return render(request, "content/note.html", context)
