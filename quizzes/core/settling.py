"""Settling: what of a course's conflicts still keeps facts from being asked once a person has decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from content.core.claims import Claim, Conflict
from content.core.text import match_form
from quizzes.core.decisions import Decisions, Resolution


def unresolved(conflicts: Iterable[Conflict], decisions: Decisions) -> tuple[Conflict, ...]:
    """The conflicts that nobody has resolved; a resolution that names no claim of its conflict resolves nothing."""
    return tuple(conflict for conflict in conflicts if _resolution(conflict, decisions) is None)


def standing(conflicts: Iterable[Conflict], decisions: Decisions) -> tuple[Conflict, ...]:
    """What still disputes facts: an unresolved conflict whole, and of a resolved one the claims that do not hold.

    Where all claims hold (``both``) nothing is left.
    """
    found = []
    for conflict in conflicts:
        resolution = _resolution(conflict, decisions)
        if resolution is None:
            found.append(conflict)
        elif not resolution.both:
            left = _without_what_holds(conflict, resolution)
            if left.claims:
                found.append(left)
    return tuple(found)


def _resolution(conflict: Conflict, decisions: Decisions) -> Resolution | None:
    found = decisions.conflicts.get(conflict.key)
    if found and (found.both or any(_is_named(claim, found) for claim in conflict.claims)):
        return found
    return None


def _without_what_holds(conflict: Conflict, resolution: Resolution) -> Conflict:
    """``conflict`` without the claim that holds and those that say the same in the same words."""
    true = {match_form(claim.value) for claim in conflict.claims if _is_named(claim, resolution)}
    left = [
        (claim, key)
        for claim, key in zip(conflict.claims, conflict.facts, strict=True)
        if match_form(claim.value) not in true
    ]
    return replace(conflict, claims=tuple(c for c, _ in left), facts=tuple(key for _, key in left))


def _is_named(claim: Claim, resolution: Resolution) -> bool:
    if resolution.value:
        return match_form(claim.value) == match_form(resolution.value)
    same_note = claim.note == resolution.note or claim.note.endswith(f"/{resolution.note}")
    return same_note and claim.lines[0] <= resolution.note_line <= claim.lines[1]
