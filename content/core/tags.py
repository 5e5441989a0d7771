"""The tags of a note: those its front matter gives, and the domain of the course that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from content.core.courses import CourseFile

LONGEST_TAG = 100
MOST_TAGS = 50


@dataclass(frozen=True, slots=True)
class Tag:
    """``name`` is what tells tags apart; the titles are how it is shown."""

    name: str
    title_zh: str
    title_en: str


def tags_of(front_matter: dict[str, object], slug: str, course: CourseFile | None) -> tuple[Tag, ...]:
    """The tags of the note ``slug``: ``tags`` in its front matter, a list or a text with commas, and its domain.

    Letter case and spaces around tell no tags apart. What is neither text nor number is no tag.
    """
    given = front_matter.get("tags") or ()
    parts = given.replace("，", ",").split(",") if isinstance(given, str) else given
    texts = (
        [str(one).strip() for one in parts if isinstance(one, str | int)] if isinstance(parts, list) else []
    )
    found = {
        text.casefold()[:LONGEST_TAG]: Tag(text.casefold()[:LONGEST_TAG], *(text[:LONGEST_TAG],) * 2)
        for text in texts
        if text
    }
    if course is not None:
        domains = {domain.id: domain for domain in course.domains}
        domain = next((domains.get(note.domain) for note in course.notes if note.slug == slug), None)
        if domain is not None:
            found[domain.id] = Tag(domain.id, domain.title_zh[:200], domain.title_en[:200])
    return tuple(found.values())[-MOST_TAGS:]
