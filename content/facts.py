"""Facts between rows and the core's shapes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from content.core import claims
from content.core.document import Option
from content.core.identity import content_hash
from content.models import Fact, FactOption, FactText, Note

FACT_FIELDS = ("term", "aspect", "rule", "polarity", "confidence", "retired_at")
TEXT_FIELDS = (
    "note_id",
    "revision_id",
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


def load_facts(texts: QuerySet[FactText]) -> tuple[claims.Fact, ...]:
    """The core's facts of some wordings, ordered by note, line and key. Two queries."""
    rows = texts.select_related("fact", "note").prefetch_related("options")
    return tuple(
        _to_core(row)
        for row in rows.order_by("note__path", "first_line", "last_line", "fact__key", "language")
    )


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
        polarity=claims.Polarity(row.fact.polarity),
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
    comes back with its history.
    """
    wanted = {fact.key: fact for fact in facts}
    rows = {row.key: row for row in Fact.objects.filter(course_id=note.course_id, key__in=wanted)}
    rows |= _insert_facts(note, [fact for key, fact in wanted.items() if key not in rows])
    known = {
        text.fact.key: text
        for text in FactText.objects.filter(note=note).select_related("fact")
        if text.fact.key in wanted or text.retired_at is None
    }
    elsewhere = FactText.objects.filter(fact__in=rows.values(), language=note.language).exclude(note=note)
    known |= {text.fact.key: text for text in elsewhere.select_related("fact")}
    fresh = []
    for key, fact in wanted.items():
        text = known.pop(key, None) or FactText(fact=rows[key], language=note.language)
        _fill_text(text, fact, note)
        fresh.append(text)
    _save_texts(fresh, wanted)
    _save_facts(rows, wanted)
    _retire([text for text in known.values() if text.retired_at is None and text.note_id == note.pk], now=now)


def _insert_facts(note: Note, facts: list[claims.Fact]) -> dict[str, Fact]:
    made = Fact.objects.bulk_create(
        [Fact(course_id=note.course_id, key=fact.key, **_fact_values(fact)) for fact in facts]
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


def _fill_text(text: FactText, fact: claims.Fact, note: Note) -> None:
    text.note, text.revision = note, note.current
    text.subject, text.attribute, text.value = fact.subject, fact.attribute, fact.value
    text.first_line, text.last_line = fact.lines
    text.place, text.heading_id, text.heading = fact.place[:400], fact.heading_id[:300], fact.heading
    text.explanation = fact.explanation
    text.explanation_first_line, text.explanation_last_line = fact.explanation_lines or (None, None)
    text.content_hash = content_hash(fact)
    text.retired_at = None


def _save_texts(texts: list[FactText], wanted: dict[str, claims.Fact]) -> None:
    new = [text for text in texts if text.pk is None]
    FactText.objects.bulk_update([text for text in texts if text.pk], TEXT_FIELDS, batch_size=200)
    FactText.objects.bulk_create(new)
    for text in texts:
        fact = wanted[text.fact.key]
        if fact.rule is claims.Rule.WRITTEN:
            _save_options(text, fact.options)


def _save_options(text: FactText, options: tuple[Option, ...]) -> None:
    known = {row.position: row for row in text.options.all()}
    for position, option in enumerate(options):
        row = known.pop(position, None) or FactOption(text_of=text, position=position)
        row.text, row.is_correct = option.text, option.correct
        row.first_line, row.last_line = option.lines
        row.save()
    for surplus in known.values():
        surplus.delete()


def _save_facts(rows: dict[str, Fact], wanted: dict[str, claims.Fact]) -> None:
    """Update what a fact is. Of two twins the one that is not English decides, so that order does not."""
    english = [rows[key].pk for key, fact in wanted.items() if fact.language == "en"]
    decided_elsewhere = set(
        FactText.objects.filter(fact__in=english, retired_at=None)
        .exclude(language="en")
        .values_list("fact_id", flat=True)
    )
    changed = []
    for key, fact in wanted.items():
        row, values = rows[key], _fact_values(fact)
        if row.pk not in decided_elsewhere and any(getattr(row, name) != values[name] for name in values):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    Fact.objects.bulk_update(changed, FACT_FIELDS, batch_size=200)


def _retire(texts: list[FactText], *, now: datetime) -> None:
    """Retire wordings, and facts that no wording is left of."""
    FactText.objects.filter(pk__in=[text.pk for text in texts]).update(retired_at=now)
    facts = Fact.objects.filter(pk__in=[text.fact_id for text in texts], retired_at=None)
    facts.exclude(texts__retired_at=None).update(retired_at=now)
