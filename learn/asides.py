"""What is noted below the lines of a note: what contradicts them, what is often mistaken, and what the learner chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from content.conflicts import Contradiction, contradictions_of
from content.core.claims import Rule
from content.core.corrections import Statement, place_corrections
from content.core.document import Span
from content.core.marking import room_below
from content.core.terms import Pack
from content.models import FactText, NoteRevision
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.core.mistakes import QuestionAnswered, find_mistake
from learn.marks import Yield
from learn.models import Review
from quizzes.core.grading import Shape, shape_of
from quizzes.models import ChoiceText

_PARTING = {"zh": "；", "en": "; "}


@dataclass(frozen=True, slots=True)
class Slip:
    """What a learner chose last where another option was right, and what that is true of, or nothing."""

    chosen: str
    true_of: str
    language: str


@dataclass(slots=True)
class Noted:
    """All that is noted at one place of a note."""

    contradictions: list[Contradiction] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


def corrections_of(revision: NoteRevision, *, pack: Pack) -> list[tuple[Span, str]]:
    """What is often mistaken about the terms that a revision defines, each with its lines. One query."""
    terms = {claim.term for claim in pack.claims}
    rows = FactText.objects.filter(revision=revision, retired_at=None, fact__term__in=terms)
    rows = rows.exclude(fact__rule=Rule.WRITTEN.value).order_by("first_line", "pk")
    statements = [
        Statement(term, (first, last), f"{subject} {attribute} {value}", rule == Rule.DEFINITION.value)
        for term, rule, subject, attribute, value, first, last in rows.values_list(
            "fact__term", "fact__rule", "subject", "attribute", "value", "first_line", "last_line"
        )
    ]
    return place_corrections(pack.claims, statements, language=revision.note.language)


def slips_of(learner: Any, facts: Iterable[int], *, language: str) -> dict[int, Slip]:
    """What ``learner`` chose wrongly about each of ``facts`` and has not mended since. Two queries.

    Options are told in ``language`` where they are worded in it. A right guess is no slip.
    """
    answers = Review.objects.filter(
        learner=learner, card__fact__in=list(facts), kind=EventKind.ANSWER.value, undone_by=None,
        revision__isnull=False,
    ).order_by("card", "number")  # fmt: skip
    logs: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for fact, *answer in answers.values_list(
        "card__fact", "study_day", "rating", "revision", "chosen", "revision__question__kind"
    ):
        logs[fact].append(tuple(answer))
    wrong: dict[int, tuple[int, frozenset[int]]] = {}
    for fact, log in logs.items():
        mistake = find_mistake([QuestionAnswered(day, rating > Rating.AGAIN) for day, rating, *_rest in log])
        if mistake and not mistake.mended:
            _day, _rating, revision, chosen, kind = log[mistake.last]
            if chosen and shape_of(kind) is Shape.CHOOSE:
                wrong[fact] = (revision, frozenset(int(position) for position in chosen.split(",")))
    if not wrong:
        return {}
    said = _wrong_options({revision for revision, _chosen in wrong.values()}, language)
    return {
        fact: slip
        for fact, (revision, chosen) in wrong.items()
        if (slip := _slip([said[revision, one] for one in sorted(chosen) if (revision, one) in said]))
    }


def _wrong_options(revisions: Iterable[int], language: str) -> dict[tuple[int, int], ChoiceText]:
    rows = ChoiceText.objects.filter(choice__revision__in=revisions, choice__is_correct=False)
    found: dict[tuple[int, int], ChoiceText] = {}
    for row in rows.select_related("choice").order_by("pk"):
        place = (row.choice.revision_id, row.choice.position)
        if place not in found or row.language == language:
            found[place] = row
    return found


def _slip(options: list[ChoiceText]) -> Slip | None:
    if not options:
        return None
    language = options[0].language
    parting = _PARTING.get(language, "; ")
    true_of = parting.join(dict.fromkeys(one.true_of for one in options if one.true_of not in ("", one.text)))
    return Slip(parting.join(one.text for one in options), true_of, language)


def noted_in(
    html: str,
    *,
    contradictions: Iterable[Contradiction],
    corrections: Iterable[tuple[Span, str]],
    slips: Mapping[int, Slip],
    yields: Iterable[Yield],
) -> dict[int, Noted]:
    """What is to be noted in a rendered note, by its position in ``html``."""
    found: defaultdict[int, Noted] = defaultdict(Noted)

    def at(lines: Span) -> Noted:
        place = room_below(html, lines)
        return found[place] if place is not None else Noted()

    for one in contradictions:
        at(one.lines).contradictions.append(one)
    for lines, text in corrections:
        at(lines).corrections.append(text)
    for stated in yields:
        if stated.fact in slips:
            at(stated.lines).slips.append(slips[stated.fact])
    return found


def asides(noted: Mapping[int, Noted], *, revision: NoteRevision, language: str) -> Iterator[tuple[int, str]]:
    """Each of ``noted`` as HTML, with its position; ``language`` is the tag of the interface's language."""
    for position, one in noted.items():
        context = {"noted": one, "note": revision.note, "interface": language}
        yield position, render_to_string("learn/_aside.html", context)


def asides_of(
    html: str, revision: NoteRevision, learner: Any, yields: list[Yield], *, begun: bool, pack: Pack, tag: str
) -> Iterator[tuple[int, str]]:
    """All that is noted in a note, as HTML with its positions in ``html``; ``begun``: the learner answered of it.

    Two queries, and two more for who answered.
    """
    facts = [one.fact for one in yields]
    noted = noted_in(
        html,
        contradictions=contradictions_of(revision),
        corrections=corrections_of(revision, pack=pack),
        slips=slips_of(learner, facts, language=revision.note.language) if begun else {},
        yields=yields,
    )
    return asides(noted, revision=revision, language=tag)
