"""Which terms are compared: what an address names, and what could be added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.comparing import MOST, compare_url, join_keys, split_keys
from content.core.search_text import read_query, words_of
from content.models import Course, Term
from content.search import find_terms

_OFFERED = 8
OPTIONS = ("all", "differ", "turn")
"""What an address can ask of a comparison: rows told of one term alone, only what differs, terms as rows."""


class Refused(Exception):
    """The terms cannot be compared, in a full sentence; ``chosen`` are those that could be kept."""

    def __init__(self, message: str, chosen: Sequence[Term]) -> None:
        super().__init__(message)
        self.chosen = chosen


@dataclass(frozen=True, slots=True)
class Offered:
    """A term, and the address of the page that has it too, or has it no more."""

    term: Term
    name: str
    full_name: str
    url: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Where the links of a comparison lead."""

    terms: str
    chosen: tuple[Offered, ...]
    options: Mapping[str, bool]
    toggles: Mapping[str, str]
    markdown: str
    csv: str


def choose_terms(course: Course, text: str) -> list[Term]:
    """The terms that ``text`` names, by key or by any of their names, parted by commas. One query.

    Raises Refused for an unknown name, and for more than five terms.
    """
    wanted = split_keys(text[:1000])
    forms = {name: "".join(words_of(name)) for name in wanted}
    named = Q(key__in=wanted)
    for form in filter(None, forms.values()):
        named |= Q(forms__contains=form)
    rows = list(course.terms.filter(named).order_by("-is_comparable", "pk")) if wanted else []
    by_key = {term.key: term for term in rows}
    by_form: dict[str, Term] = {}
    for term in rows:
        for form in term.forms.split("\n"):
            by_form.setdefault(form, term)
    found = {name: by_key.get(name) or by_form.get(forms[name]) for name in wanted}
    chosen = list(dict.fromkeys(term for term in found.values() if term))
    unknown = [name for name, term in found.items() if term is None]
    if unknown:
        raise Refused(
            ngettext(
                "The notes of this course know no “%(names)s”; choose another term below.",
                "The notes of this course know none of “%(names)s”; choose other terms below.",
                len(unknown),
            )
            % {"names": "”, “".join(unknown)},
            chosen[:MOST],
        )
    if len(chosen) > MOST:
        raise Refused(
            _("%(number)s terms are too many for one table; these are the first %(most)s.")
            % {"number": len(chosen), "most": MOST},
            chosen[:MOST],
        )
    return chosen


def offered_terms(course: Course, keys: Sequence[str], text: str, *, language: str) -> list[Offered]:
    """Terms that ``text`` may mean and that can be compared, with the address that adds each."""
    found = find_terms(read_query(text), [course], most=_OFFERED + len(keys))
    return [
        _offered(term, compare_url(course.slug, [*keys, term.key]), language)
        for term in found
        if term.is_comparable and term.key not in keys
    ][:_OFFERED]


def comparison_page(
    course: Course, chosen: Sequence[Term], asked: Mapping[str, str], language: str
) -> ComparisonPage:
    """The links of the comparison of ``chosen``; ``asked`` is the query of the address."""
    keys = [term.key for term in chosen]
    options = {name: bool(asked.get(name)) for name in OPTIONS}
    on = {name: "1" for name, value in options.items() if value}
    return ComparisonPage(
        terms=join_keys(keys),
        chosen=tuple(
            _offered(term, compare_url(course.slug, [key for key in keys if key != term.key], **on), language)
            for term in chosen
        ),
        options=options,
        toggles={
            name: compare_url(course.slug, keys, **(on | {name: "" if value else "1"}))
            for name, value in options.items()
        },
        markdown=compare_url(course.slug, keys, **(on | {"as": "markdown"})),
        csv=compare_url(course.slug, keys, **(on | {"as": "csv"})),
    )


def _offered(term: Term, url: str, language: str) -> Offered:
    return Offered(term, term.name(language), term.full_name(language), url)
