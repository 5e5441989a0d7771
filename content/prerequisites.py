"""Which notes of a course are to be read before which, kept as its course file has them."""

from __future__ import annotations

from django.db import transaction

from content.core.courses import CourseFile
from content.models import Course, Prerequisite


@transaction.atomic
def store_prerequisites(course: Course, file: CourseFile) -> None:
    """Bring the prerequisites of ``course`` in line with ``file``. One query when nothing differs, and no write."""
    wanted = [
        (note.slug, before, position)
        for note in file.notes
        for position, before in enumerate(dict.fromkeys(note.prerequisites))
    ]
    stored = course.prerequisites
    if sorted(stored.values_list("slug", "before", "position")) == sorted(wanted):
        return
    stored.all().delete()
    Prerequisite.objects.bulk_create(
        Prerequisite(course=course, slug=slug, before=before, position=position)
        for slug, before, position in wanted
    )
