"""The contradictions of a course as pages show them: what was found at its last build, beside the lines that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from content.core.claims import Conflict
from content.core.document import Span
from content.core.names import strip_marks
from content.core.text import match_form
from content.facts import BATCH, batches
from content.models import ConflictClaim, Course, FactText, NoteRevision
from content.reading import lines_url

_KNOWN_WRONG = "known-wrong: "
_MOST = 3
"""Claims that are shown against one."""


@dataclass(frozen=True, slots=True)
class Opposite:
    """What another line says instead."""

    value: str
    language: str
    title: str
    url: str
    lines: Span


@dataclass(frozen=True, slots=True)
class Contradiction:
    """That ``lines`` of a note say ``value``, and what speaks against it: other lines, or what is known to be right."""

    lines: Span
    value: str
    opposites: tuple[Opposite, ...]
    correction: str


def store_conflicts(course: Course, conflicts: Iterable[Conflict]) -> None:
    """Keep the claims of ``conflicts``, all that are open in ``course``; writes only what differs.

    To be called inside a transaction.
    """
    conflicts = tuple(conflicts)
    texts: dict[tuple[str, str], int] = {}
    for keys in batches(sorted({key for conflict in conflicts for key in conflict.facts})):
        rows = FactText.objects.filter(fact__course=course, fact__key__in=keys, retired_at=None)
        texts |= {(key, path): pk for pk, key, path in rows.values_list("pk", "fact__key", "note__path")}
    wanted = {
        (conflict.key, texts[key, claim.note]): conflict.reason.removeprefix(_KNOWN_WRONG)
        if conflict.reason.startswith(_KNOWN_WRONG)
        else ""
        for conflict in conflicts
        for claim, key in zip(conflict.claims, conflict.facts, strict=True)
        if (key, claim.note) in texts
    }
    stored = {
        (row.conflict, row.text_id): row
        for row in ConflictClaim.objects.filter(text__fact__course=course).order_by("pk")
    }
    gone = [row.pk for name, row in stored.items() if wanted.get(name) != row.correction]
    for rows_gone in batches(gone):
        ConflictClaim.objects.filter(pk__in=rows_gone).delete()
    ConflictClaim.objects.bulk_create(
        (
            ConflictClaim(conflict=conflict, text_id=text, correction=correction)
            for (conflict, text), correction in wanted.items()
            if (conflict, text) not in stored or stored[conflict, text].correction != correction
        ),
        BATCH,
    )


def contradictions_of(revision: NoteRevision) -> list[Contradiction]:
    """What in a revision is contradicted, in the order of its lines. One query, whatever there is.

    Claims in the language of the note come first; one that says the same in the same words is no opposite.
    """
    mine = ConflictClaim.objects.filter(text__revision=revision, text__retired_at=None)
    rows = ConflictClaim.objects.filter(
        conflict__in=mine.values("conflict"),
        text__note__course=revision.note.course_id,
        text__retired_at=None,
    ).select_related("text__note__course", "text__revision")
    rows = rows.defer("text__revision__source", "text__revision__html", "text__revision__contents")
    by_conflict: defaultdict[str, list[ConflictClaim]] = defaultdict(list)
    for row in rows.order_by("text__note__position", "text__first_line", "pk"):
        by_conflict[row.conflict].append(row)
    found = [
        _contradiction(row.text, row.correction, () if row.correction else claims, revision.note.language)
        for claims in by_conflict.values()
        for row in claims
        if row.text.revision_id == revision.pk
    ]
    shown = {
        (one.lines, match_form(one.value), one.correction): one
        for one in found
        if one.opposites or one.correction
    }
    return sorted(shown.values(), key=lambda one: one.lines)


def _contradiction(
    text: FactText, correction: str, claims: Iterable[ConflictClaim], language: str
) -> Contradiction:
    said = {match_form(text.value)}
    opposites = []
    for claim in sorted(claims, key=lambda one: one.text.language != language):
        other = claim.text
        if match_form(other.value) in said or (
            other.fact_id == text.fact_id and other.language == text.language
        ):
            continue
        said.add(match_form(other.value))
        lines = (other.first_line, other.last_line)
        note = other.note
        url = lines_url(note.course.slug, note.slug, note.language, other.revision.number, lines)
        opposites.append(Opposite(strip_marks(other.value), other.language, note.title, url, lines))
    lines = (text.first_line, text.last_line)
    return Contradiction(lines, strip_marks(text.value), tuple(opposites[:_MOST]), correction)
