"""Domains and blueprints of a course, kept as its course file has them: retired, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from content.core.courses import EACH, CourseFile
from content.models import Course, Note
from quizzes.models import Blueprint, Domain, NoteDomain


@transaction.atomic
def store_blueprints(course: Course, file: CourseFile, *, now: datetime) -> bool:
    """Bring the domains and blueprints of ``course`` up to what ``file`` says; writes only what differs.

    Returns whether notes changed their domain, or domains came or went: the exam pool is to be made anew then.
    """
    wanted = {
        one.id: {"title_zh": one.title_zh, "title_en": one.title_en, "position": position}
        for position, one in enumerate(file.domains)
    }
    domains, moved = _sync(Domain, course, wanted, now)
    moved |= _store_note_domains(course, {note.slug: domains.get(note.domain) for note in file.notes})
    blueprints, _changed = _sync(
        Blueprint,
        course,
        {
            one.id: {
                "title_zh": one.title_zh,
                "title_en": one.title_en,
                "position": position,
                "questions": one.questions,
                "unscored": one.unscored,
                "minutes": one.minutes,
                "pass_mark": one.pass_mark,
                "scaled": one.scaled,
                "domain": domains.get(one.domain),
                "each_domain": one.domain == EACH,
                "grading": one.grading.value,
            }
            for position, one in enumerate(file.blueprints)
        },
        now,
    )
    for one in file.blueprints:
        known = [(domains[slug], weight) for slug, weight in one.weights if slug in domains]
        _store_weights(blueprints[one.id], known)
    return moved


def _sync(
    model: type[Any], course: Course, wanted: Mapping[str, Mapping[str, Any]], now: datetime
) -> tuple[dict[str, Any], bool]:
    """The rows of ``wanted`` by slug, made, mended or taken out of retirement; what else there is retires."""
    stored = {row.slug: row for row in model.objects.filter(course=course)}
    changed = False
    for slug, given in wanted.items():
        row = stored.get(slug) or model(course=course, slug=slug)
        values = {**given, "retired_at": None}
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed = True
        stored[slug] = row
    gone = [row.pk for slug, row in stored.items() if slug not in wanted and row.retired_at is None]
    if gone:
        model.objects.filter(pk__in=gone).update(retired_at=now)
        changed = True
    return {slug: stored[slug] for slug in wanted}, changed


def _store_note_domains(course: Course, by_slug: Mapping[str, Domain | None]) -> bool:
    """Put every note into its domain; whether any moved."""
    notes = Note.objects.filter(course=course)
    wanted = {pk: domain.pk for pk, slug in notes.values_list("pk", "slug") if (domain := by_slug.get(slug))}
    stored = NoteDomain.objects.filter(note__course=course)
    have: dict[int, int] = dict(stored.values_list("note", "domain"))
    stored.filter(note__in=have.keys() - wanted.keys()).delete()
    for note in have.keys() & wanted.keys():
        if have[note] != wanted[note]:
            stored.filter(note=note).update(domain=wanted[note])
    NoteDomain.objects.bulk_create(
        NoteDomain(note_id=note, domain_id=domain) for note, domain in wanted.items() if note not in have
    )
    return have != wanted


def _store_weights(blueprint: Blueprint, weights: Iterable[tuple[Domain, int]]) -> None:
    """The weights of a blueprint, which no history points to."""
    wanted = [(domain.pk, weight, position) for position, (domain, weight) in enumerate(weights)]
    stored = blueprint.weights
    if list(stored.values_list("domain", "weight", "position")) == wanted:
        return
    stored.exclude(domain__in=[domain for domain, _weight, _position in wanted]).delete()
    for domain, weight, position in wanted:
        stored.update_or_create(domain_id=domain, defaults={"weight": weight, "position": position})
