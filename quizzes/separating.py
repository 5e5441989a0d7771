"""The row of a comparison table that tells two facts apart: an attribute, two terms, what the notes say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from content.core.names import strip_marks
from content.models import Fact, FactText
from content.reading import note_url
from quizzes.models import Sitting, SittingItem

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What a note says in some lines, from ``first`` to ``last``."""

    value: str
    language: str
    title: str
    url: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Side:
    """One term of a row; nothing said means that the notes are silent."""

    term: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SeparatingRow:
    """An attribute, and what is said of both terms under it, in ``language`` where the notes have it."""

    attribute: str
    language: str
    sides: tuple[Side, Side]


def separating_rows(pairs: Iterable[Pair], language: str) -> dict[Pair, tuple[SeparatingRow, ...]]:
    """The rows that tell the facts of each pair (ids) apart; facts under two attributes have two.

    Two queries, however many pairs; a pair of which the notes state no more than one has none.
    """
    wanted = tuple(dict.fromkeys(pairs))
    facts = Fact.objects.filter(pk__in={fact for pair in wanted for fact in pair})
    places = {pk: (course, term, aspect) for pk, course, term, aspect in facts.values_list("pk", "course", "term", "aspect")}  # fmt: skip
    split = any(
        one and other and one[2] != other[2]
        for one, other in ([places.get(f) for f in pair] for pair in wanted)
    )
    texts = _texts(Q(fact__in=places) if not split else _anywhere(places.values()))
    rows = {}
    for pair in wanted:
        one, other = (places.get(fact) for fact in pair)
        if one and other:
            aspects = dict.fromkeys((one[2], other[2]))
            found = (_row(texts, one, other, aspect, pair, language) for aspect in aspects)
            rows[pair] = tuple(row for row in found if row)
    return rows


def pairs_asked(sitting: Sitting) -> tuple[Pair, ...]:
    """The pair that a sitting about one or two facts compares; of more facts it is no comparison.

    Of a single fact it is that and what the first wrong option is true of. Two facts are compared when they are about
    one term or one attribute, or a wrong option is true of the other: else they only happened to be drawn. Three
    queries at most.
    """
    items = SittingItem.objects.filter(sitting=sitting).order_by("position")
    asked = dict.fromkeys(items.values_list("fact", flat=True))
    if not 1 <= len(asked) <= 2:
        return ()
    wrong = items.filter(revision__choices__is_correct=False, revision__choices__fact__isnull=False)
    others = wrong.values_list("revision__choices__fact", flat=True)
    if len(asked) == 1:
        pair = (*asked, *others[:1])
        return (pair,) if len(pair) == 2 else ()
    one, other = asked
    (term, aspect), (other_term, other_aspect) = Fact.objects.filter(pk__in=asked).values_list(
        "term", "aspect"
    )
    related = term == other_term or aspect == other_aspect or asked.keys() & set(others)
    return ((one, other),) if related else ()


def _anywhere(places: Iterable[tuple[int, str, str]]) -> Q:
    """Whatever the notes say of these terms under these attributes: what one fact says, the other's term may too."""
    found = list(places)
    return Q(
        fact__course__in={course for course, _term, _aspect in found},
        fact__term__in={term for _course, term, _aspect in found},
        fact__aspect__in={aspect for _course, _term, aspect in found},
    )


def _texts(which: Q) -> list[FactText]:
    texts = FactText.objects.filter(which, retired_at=None)
    return list(
        texts.select_related("fact", "revision__note__course")
        .defer("revision__source", "revision__html", "revision__contents")
        .order_by("fact_id", "language")
    )


def _row(
    texts: Sequence[FactText],
    one: tuple[int, str, str],
    other: tuple[int, str, str],
    aspect: str,
    pair: Pair,
    language: str,
) -> SeparatingRow | None:
    """The row of one attribute: the facts of the pair where they stand under it, else whatever the notes say there."""
    told: list[list[FactText]] = []
    for fact, (course, term, own) in zip(pair, (one, other), strict=True):
        there = [text for text in texts if (text.fact.course_id, text.fact.term, text.fact.aspect) == (course, term, aspect)]  # fmt: skip
        told.append([text for text in there if text.fact_id == fact] if own == aspect else there)
    if not any(told):
        return None
    languages = [{text.language for text in side} for side in told if side]
    shared = set.intersection(*languages)
    chosen = language if language in shared else min(shared or set.union(*languages))
    sides = [
        _side(side, chosen, _name(texts, course, term, chosen))
        for side, (course, term, _own) in zip(told, (one, other), strict=True)
    ]
    attribute = next(text.attribute for side in told for text in side if text.language == chosen)
    return SeparatingRow(strip_marks(attribute), chosen, (sides[0], sides[1]))


def _name(texts: Sequence[FactText], course: int, term: str, language: str) -> str:
    """What the notes call a term of which nothing is said here, in ``language`` where they name it so."""
    named = [text for text in texts if (text.fact.course_id, text.fact.term) == (course, term)]
    known = [text for text in named if text.language == language] or named
    return strip_marks(known[0].subject) if known else term


def _side(texts: Sequence[FactText], language: str, name: str) -> Side:
    """What is said in ``language``, else in whichever language there is; ``name`` where nothing is."""
    chosen = [text for text in texts if text.language == language] or list(texts)
    return Side(strip_marks(chosen[0].subject) if chosen else name, tuple(_said(text) for text in chosen))


def _said(text: FactText) -> Said:
    lines = (text.first_line, text.last_line)
    return Said(
        strip_marks(text.value),
        text.language,
        text.revision.note.title,
        note_url(text.revision, lines),
        *lines,
    )
