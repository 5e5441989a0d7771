"""Facts between rows and the core's shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db.models import QuerySet

from content.core import claims
from content.core.document import Option
from content.core.identity import content_hash
from content.core.spots import polarity_of
from content.models import Fact, FactOption, FactText, Note

FACT_FIELDS = ("term", "aspect", "rule", "polarity", "confidence", "retired_at")
TEXT_FIELDS = (
    "note",
    "revision",
    "subject",
    "attribute",
    "value",
    "first_line",
    "last_line",
    "place",
    "heading_id",
    "heading",
    "explanation",
    "explanation_first_line",
    "explanation_last_line",
    "content_hash",
    "retired_at",
)
OPTION_FIELDS = ("text", "is_correct", "first_line", "last_line")
BATCH = 500

Item = TypeVar("Item")


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """``items`` in lists short enough to be named one by one in a statement."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def load_facts(texts: QuerySet[FactText]) -> tuple[claims.Fact, ...]:
    """The core's facts of some wordings, ordered by note, line and key. Two queries."""
    rows = texts.select_related("fact", "note").prefetch_related("options")
    return tuple(
        _to_core(row)
        for row in rows.order_by("note__path", "first_line", "last_line", "fact__key", "language")
    )


def _polarity(row: FactText) -> claims.Polarity:
    """What this wording says: the row of the fact holds that of the leading twin only."""
    if row.fact.rule == claims.Rule.WRITTEN.value:
        return claims.Polarity.POSITIVE
    return polarity_of(f"{row.attribute} {row.value}")


def _to_core(row: FactText) -> claims.Fact:
    first, last = row.explanation_first_line, row.explanation_last_line
    return claims.Fact(
        key=row.fact.key,
        note=row.note.path,
        slug=row.note.slug,
        language=row.language,
        lines=(row.first_line, row.last_line),
        subject=row.subject,
        attribute=row.attribute,
        value=row.value,
        polarity=_polarity(row),
        confidence=row.fact.confidence,
        rule=claims.Rule(row.fact.rule),
        term=row.fact.term,
        aspect=row.fact.aspect,
        place=row.place,
        heading_id=row.heading_id,
        heading=row.heading,
        options=tuple(
            Option(option.text, option.is_correct, (option.first_line, option.last_line))
            for option in row.options.all()
        ),
        explanation=row.explanation,
        explanation_lines=None if first is None or last is None else (first, last),
    )


def store_facts(note: Note, facts: Iterable[claims.Fact], *, now: datetime) -> None:
    """Bring the rows of ``note`` in line with ``facts``: insert, update, retire; never delete a fact.

    Must run inside a transaction. Facts that vanished keep their row, so that a fact which comes back
    comes back with its history; one that moved here from another note brings its wording along. The number
    of queries grows with batches of facts.
    """
    wanted = {fact.key: fact for fact in facts}
    rows: dict[str, Fact] = {}
    for keys in batches(wanted):
        rows |= {row.key: row for row in Fact.objects.filter(course_id=note.course_id, key__in=keys)}
    rows |= _insert_facts(note, [fact for key, fact in wanted.items() if key not in rows])
    texts = [_text(rows[key], fact, note) for key, fact in wanted.items()]
    _save_texts(texts, wanted)
    _save_facts(rows, wanted)
    stated = {row.pk for row in rows.values()}
    worded = FactText.objects.filter(note=note, retired_at=None).values_list("pk", "fact_id")
    _retire({text: fact for text, fact in worded if fact not in stated}, now=now)


def _insert_facts(note: Note, facts: list[claims.Fact]) -> dict[str, Fact]:
    made = Fact.objects.bulk_create(
        [Fact(course_id=note.course_id, key=fact.key, **_fact_values(fact)) for fact in facts], BATCH
    )
    return {row.key: row for row in made}


def _fact_values(fact: claims.Fact) -> dict[str, object]:
    return {
        "term": fact.term[:300],
        "aspect": fact.aspect[:1000],
        "rule": fact.rule.value,
        "polarity": fact.polarity.value,
        "confidence": fact.confidence,
        "retired_at": None,
    }


def _text(row: Fact, fact: claims.Fact, note: Note) -> FactText:
    first, last = fact.explanation_lines or (None, None)
    return FactText(
        fact=row,
        language=note.language,
        note=note,
        revision=note.current,
        subject=fact.subject,
        attribute=fact.attribute,
        value=fact.value,
        first_line=fact.lines[0],
        last_line=fact.lines[1],
        place=fact.place[:400],
        heading_id=fact.heading_id[:300],
        heading=fact.heading,
        explanation=fact.explanation,
        explanation_first_line=first,
        explanation_last_line=last,
        content_hash=content_hash(fact),
        retired_at=None,
    )


def _save_texts(texts: list[FactText], wanted: dict[str, claims.Fact]) -> None:
    """Insert wordings or renew those that the facts have in this language, with their options."""
    FactText.objects.bulk_create(
        texts,
        BATCH,
        update_conflicts=True,
        unique_fields=("fact", "language"),
        update_fields=TEXT_FIELDS,
    )
    written = [text for text in texts if wanted[text.fact.key].rule is claims.Rule.WRITTEN]
    options = [
        FactOption(
            text_of=text,
            position=position,
            text=option.text,
            is_correct=option.correct,
            first_line=option.lines[0],
            last_line=option.lines[1],
        )
        for text in written
        for position, option in enumerate(wanted[text.fact.key].options)
    ]
    FactOption.objects.bulk_create(
        options,
        BATCH,
        update_conflicts=True,
        unique_fields=("text_of", "position"),
        update_fields=OPTION_FIELDS,
    )
    kept = {(option.text_of_id, option.position) for option in options}
    for keys in batches([text.pk for text in written]):
        stored = FactOption.objects.filter(text_of__in=keys).values_list("pk", "text_of_id", "position")
        surplus = [pk for pk, text, position in stored if (text, position) not in kept]
        if surplus:
            FactOption.objects.filter(pk__in=surplus).delete()


def _save_facts(rows: dict[str, Fact], wanted: dict[str, claims.Fact]) -> None:
    """Update what a fact is. Of two twins the one that is not English decides, so that order does not."""
    english = [rows[key].pk for key, fact in wanted.items() if fact.language == "en"]
    others = FactText.objects.filter(retired_at=None).exclude(language="en")
    decided_elsewhere: set[int] = set()
    for keys in batches(english):
        decided_elsewhere.update(others.filter(fact__in=keys).values_list("fact_id", flat=True))
    changed = []
    for key, fact in wanted.items():
        row, values = rows[key], _fact_values(fact)
        if row.pk not in decided_elsewhere and any(getattr(row, name) != values[name] for name in values):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    Fact.objects.bulk_update(changed, FACT_FIELDS, batch_size=BATCH)


def _retire(texts: dict[int, int], *, now: datetime) -> None:
    """Retire wordings (a row's key and its fact's), and facts that no wording is left of."""
    for keys in batches(texts):
        FactText.objects.filter(pk__in=keys).update(retired_at=now)
    for keys in batches(texts.values()):
        facts = Fact.objects.filter(pk__in=keys, retired_at=None)
        facts.exclude(texts__retired_at=None).update(retired_at=now)
