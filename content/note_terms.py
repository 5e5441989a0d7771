"""The terms that a note speaks of, and what the course says they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html

from content.comparing import MOST, compare_url
from content.core.claims import Rule
from content.core.names import strip_marks
from content.core.underlining import underline
from content.models import Course, FactText, NoteRevision

_TELLING = (Rule.DEFINITION.value, Rule.ABBREVIATION.value)


@dataclass(frozen=True, slots=True)
class TermCard:
    """A term: what it is called in each language, what its abbreviation stands for, and what it is.

    ``key`` names the card in the page, ``term`` the term in the course. ``definition`` is in the language of the note;
    ``url`` opens the line that says so. Any text may be empty.
    """

    key: str
    term: str
    zh: str
    en: str
    full: str
    definition: str
    url: str


def term_cards(revision: NoteRevision, *, course: str, language: str) -> dict[str, TermCard]:
    """The terms that a revision in ``language`` states facts of, by what the notes call them. One query."""
    here = FactText.objects.filter(revision=revision, retired_at=None).exclude(fact__term="")
    told = FactText.objects.filter(
        fact__course=F("note__course"), fact__course__slug=course, retired_at=None,
        fact__term__in=here.values("fact__term"), fact__rule__in=_TELLING,
    )  # fmt: skip
    rows = told.order_by("note__position", "first_line", "pk").values_list(
        "fact__term", "fact__rule", "language", "subject", "value", "note__slug", "first_line"
    )
    terms: defaultdict[str, dict[tuple[str, str], tuple[str, str, str, int]]] = defaultdict(dict)
    for term, rule, spoken, subject, value, slug, line in rows:
        terms[term].setdefault((rule, spoken), (strip_marks(subject), strip_marks(value), slug, line))
    cards = {}
    for place, (key, said) in enumerate(terms.items(), start=1):
        names = {spoken: name for (_rule, spoken), (name, *_rest) in reversed(said.items())}
        expansions = [
            value for (rule, _spoken), (_name, value, *_rest) in said.items() if rule == _TELLING[1]
        ]
        _name, definition, slug, line = said.get((_TELLING[0], language), ("", "", "", 0))
        url = f"{reverse('note', args=[course, slug, language])}#L{line}" if definition else ""
        if language in names and (definition or expansions):
            full = expansions[0] if expansions else ""
            card = TermCard(
                f"term-{place}", key, names.get("zh", ""), names.get("en", ""), full, definition, url
            )
            cards.setdefault(names[language], card)
    return cards


@dataclass(frozen=True, slots=True)
class Comparable:
    """The comparison that tells most of a term: the names of what it is compared with (none yet chosen is empty)."""

    names: str
    url: str


def comparisons_of(course: Course, terms: Iterable[str], *, language: str) -> dict[str, Comparable]:
    """What each of ``terms`` is best compared with, by its key; those that nothing compares are left out. Two queries."""
    wanted = set(terms)
    suggested: dict[str, list[str]] = {}
    for one in course.suggested_comparisons.all():
        for key in wanted.intersection(one.terms):
            suggested.setdefault(key, one.terms)
    keys = wanted.union(*suggested.values())
    rows = {row.key: row for row in course.terms.filter(key__in=keys)}
    found = {}
    for key in sorted(wanted):
        others = [one for one in suggested.get(key, ()) if one != key and one in rows][: MOST - 1]
        if others:
            names = " · ".join(rows[one].name(language) for one in others)
            found[key] = Comparable(names, compare_url(course.slug, [key, *others]))
        elif key in rows and rows[key].is_comparable:
            found[key] = Comparable("", compare_url(course.slug, [key]))
    return found


def with_terms(html: str, cards: dict[str, TermCard]) -> tuple[str, list[TermCard]]:
    """The HTML in which the first mention of each term opens its card, and the cards that are opened."""
    opened: list[str] = []

    def wrap(key: str, mention: str) -> str:
        opened.append(key)
        return (
            format_html('<button type="button" class="term" popovertarget="{}">', key) + mention + "</button>"
        )

    marked = underline(html, {name: card.key for name, card in cards.items()}, wrap)
    by_key = {card.key: card for card in cards.values()}
    return marked, [by_key[key] for key in opened]
