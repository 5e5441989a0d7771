"""Terms: the things notes talk about, from a domain pack and from the notes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import yaml

from content.core.abbreviations import find_expansions
from content.core.document import Block, BlockKind, ParsedNote
from content.core.names import (
    LATIN_NAME,
    LEADING_MARKS,
    NUMBERING,
    PARENTHESES,
    PLURAL,
    heading_name,
    is_generic,
    is_noun,
    name_forms,
    squeeze,
    strip_marks,
    term_form,
)
from content.core.text import match_form
from content.core.yaml_nodes import load


@dataclass(frozen=True, slots=True)
class Term:
    """Something notes talk about. ``id`` is language-neutral; any name may be empty.

    ``within`` names the terms that this one is a part, kind or way of: what holds of it may hold of them.
    """

    id: str
    zh: str = ""
    en: str = ""
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    within: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every name, the most specific language names first, none empty."""
        return tuple(name for name in (self.zh, self.en, self.abbreviation, *self.aliases) if name)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute under all its names; ``zh[0]`` and ``en[0]`` are shown."""

    id: str
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongClaim:
    """A statement known to be wrong: each of ``says`` is a set of fragments that stand together in it."""

    id: str
    term: str
    says: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    zh: str
    en: str
    checked: str


_REMEMBERED = 1 << 13
_LONGEST_NAME = 96
"""Characters at the start of a text in which a name is looked for, a vendor's name in front included."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is known of a domain. Build with ``load_pack`` or ``Pack.build``, so that its indexes are right."""

    terms: tuple[Term, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    expansions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    claims: tuple[WrongClaim, ...] = ()
    _by_id: Mapping[str, Term] = field(default_factory=dict, repr=False, compare=False)
    _by_name: Mapping[str, Term] = field(default_factory=dict, repr=False, compare=False)
    _by_attribute: Mapping[str, Attribute] = field(default_factory=dict, repr=False, compare=False)
    _by_start: Mapping[str, tuple[tuple[str, str, Term], ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Names by their first two characters, the longest first: as written and without spaces."""
    _led: dict[str, tuple[Term, int] | None] = field(default_factory=dict, repr=False, compare=False)
    """What texts were found to start with: each sentence is looked at from several sides."""
    _named: dict[str, Term | None] = field(default_factory=dict, repr=False, compare=False)
    """What texts were found to name, whole."""

    @classmethod
    def build(
        cls,
        terms: Iterable[Term] = (),
        attributes: Iterable[Attribute] = (),
        expansions: Mapping[str, tuple[str, ...]] | None = None,
        claims: Iterable[WrongClaim] = (),
    ) -> Pack:
        """Index the data; where two terms share a name, the first keeps it."""
        terms, attributes = tuple(terms), tuple(attributes)
        by_attribute: dict[str, Attribute] = {}
        for attribute in attributes:
            for name in (*attribute.zh, *attribute.en):
                by_attribute.setdefault(term_form(name), attribute)
        spelled = MappingProxyType(dict(expansions or {}))
        blank = cls((), attributes, spelled, tuple(claims), {}, {}, by_attribute, {})
        return blank.with_terms(terms)

    def find(self, text: str) -> Term | None:
        """The term that ``text`` names, whole: vendor prefix and markup aside, ``zh(en)`` by either part."""
        if text not in self._named:
            if len(self._named) > _REMEMBERED:
                self._named.clear()
            known = (self._by_name.get(form) for form in name_forms(text))
            self._named[text] = next((term for term in known if term), None)
        return self._named[text]

    def find_leading(self, text: str) -> tuple[Term, int] | None:
        """The term whose name ``text`` starts with, the longest, and where the name ends.

        A vendor prefix, an article and markup in front are passed over; a Latin name ends at a word's end,
        an English plural included.
        """
        opening = text[:_LONGEST_NAME]
        if opening not in self._led:
            if len(self._led) > _REMEMBERED:
                self._led.clear()
            self._led[opening] = self._find_leading(opening)
        return self._led[opening]

    def _find_leading(self, text: str) -> tuple[Term, int] | None:
        opening = LEADING_MARKS.match(text)
        starts = {opening.end(), opening.end("marks")} if opening else {0}
        for start in sorted(starts, reverse=True):
            names = self._by_start.get(squeeze(text[start : start + 6]).casefold()[:2])
            if names and (found := _leading(text, start, names)):
                return found
        return None

    def find_attribute(self, text: str) -> Attribute | None:
        """The attribute that ``text`` names, whole."""
        for form in name_forms(text):
            if form in self._by_attribute:
                return self._by_attribute[form]
        return None

    def get(self, term_id: str) -> Term | None:
        """The term with this id."""
        return self._by_id.get(term_id)

    def nested(self, one: str, other: str) -> bool:
        """Whether one of two terms, given by their ids, is a part, kind or way of the other."""
        first, second = self.get(one), self.get(other)
        return bool(first and second) and (other in first.within or one in second.within)  # type: ignore[union-attr]

    def true_expansions(self, abbreviation: str) -> tuple[str, ...]:
        """Every expansion of ``abbreviation`` that is known to be true."""
        wanted = match_form(abbreviation)
        own = tuple(t.en for t in self.terms if t.en and match_form(t.abbreviation) == wanted)
        extra = tuple(e for abbr, many in self.expansions.items() if match_form(abbr) == wanted for e in many)
        return own + extra

    def with_terms(self, extra: Iterable[Term]) -> Pack:
        """This pack and ``extra``, whose names never take those of the pack's own terms.

        Only the indexes of the new names are made: every note brings terms of its own.
        """
        extra = tuple(extra)
        if not extra:
            return self
        by_id, by_name, by_start = dict(self._by_id), dict(self._by_name), dict(self._by_start)
        starting: dict[str, list[tuple[str, str, Term]]] = {}
        for term in extra:
            by_id.setdefault(term.id, term)
            for name in map(term_form, term.names()):
                if name not in by_name:
                    by_name[name], squeezed = term, squeeze(name)
                    starting.setdefault(squeezed[:2], []).append((name, squeezed, term))
        for start, names in starting.items():
            known = by_start.get(start, ())
            by_start[start] = tuple(sorted((*known, *names), key=lambda one: (-len(one[0]), one[0])))
        terms = (*self.terms, *extra)
        return replace(
            self, terms=terms, _by_id=by_id, _by_name=by_name, _by_start=by_start, _led={}, _named={}
        )


def _leading(text: str, start: int, names: Sequence[tuple[str, str, Term]]) -> tuple[Term, int] | None:
    """The longest of ``names``, squeezed, that stands in ``text`` at ``start``, and where it ends there."""
    window = text[start:]
    kept = [place for place, character in enumerate(window) if character not in " \t\u3000\xa0*`"]
    squeezed = "".join(window[place] for place in kept).lower()
    if len(squeezed) != len(kept):
        return None  # a letter that is two in small: no name of ours has one
    for _, name, term in names:
        if squeezed.startswith(name):
            end = start + kept[len(name) - 1] + 1
            plural = PLURAL.match(text, end)
            if not name[-1].isascii() or plural:
                end = plural.end() if plural else end
                return None if _goes_on_as_code(text, start, end) else (term, end)
    return None


def _goes_on_as_code(text: str, start: int, end: int) -> bool:
    """Whether a name is only the start of what stands in back-ticks: ``docker build`` names no Docker."""
    return text[:end].count("`") % 2 == 1 and text[start - 1 : start] == "`" and not text.startswith("`", end)


def note_terms(note: ParsedNote, pack: Pack) -> Pack:
    """``pack`` joined with the terms that ``note`` itself defines; the pack's own names win."""
    extra: dict[str, Term] = {}
    for block in note.blocks:
        for term in _defined_by(block, pack):
            if not any(pack.find(name) for name in term.names()):
                extra.setdefault(term.id, term)
    return pack.with_terms(extra.values())


def _defined_by(block: Block, pack: Pack) -> tuple[Term, ...]:
    """Terms that one block brings: expansions anywhere, headings that name something."""
    if block.kind in (BlockKind.CODE, BlockKind.QUIZ, BlockKind.FRONT_MATTER):
        return ()
    terms = []
    for name, expansion, _ in find_expansions(block.plain):
        terms.append(Term(id=term_form(name), en=expansion, abbreviation=name))
    if block.kind is BlockKind.HEADING and block.path:
        terms += _named_by_heading(block.path[-1].text, pack)
    return tuple(terms)


def _named_by_heading(text: str, pack: Pack) -> tuple[Term, ...]:
    name = heading_name(text)
    asked = name != NUMBERING.sub("", strip_marks(text)).rstrip(":： ")
    found = PARENTHESES.match(name)
    if is_generic(name) or pack.find_attribute(name) or _tells_of_a_term(name, pack):
        return ()
    if found and not found[3] and is_noun(found[1]) and LATIN_NAME.match(found[2]):
        return (Term(id=term_form(found[2]), zh=found[1], en=found[2]),)
    latin = LATIN_NAME.match(name) and len(name.split()) <= 4
    if is_noun(name) and (asked or latin):
        blank = Term(id=term_form(name))
        return (replace(blank, zh=name) if re.search(r"[\u3400-\u9fff]", name) else replace(blank, en=name),)
    return ()


_ABOUT = re.compile(
    r"\b(?:of|for|and|vs\.?|versus|in|with|to|on)\b|^\w+ing\b(?! ?$)"
    r"|\b(?:overview|types?|settings?|basics?|integrations?|pricing|limits?|features?|options?|summary|examples?|use cases|comparison|categories|steps|consistency|introduction)$",
    re.I,
)


def _tells_of_a_term(name: str, pack: Pack) -> bool:
    """Whether a heading is about something without being its name: Settings of SQS, DynamoDB Overview."""
    return not pack.find(name) and LATIN_NAME.match(name) is not None and _ABOUT.search(name) is not None


def load_pack(text: str) -> Pack:
    """Read a pack from YAML. Raises ``ValueError`` with a sentence that says what is wrong and where."""
    try:
        data = load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"The pack is not valid YAML: {error}.") from error
    if data is None:
        return EMPTY_PACK
    if not isinstance(data, dict):
        raise ValueError("The pack must be a mapping with the keys terms, attributes, expansions and claims.")
    unknown = sorted(set(map(str, data)) - {"terms", "attributes", "expansions", "claims"})
    if unknown:
        raise ValueError(
            f"The pack has an unknown key: {unknown[0]}. Known are terms, attributes, expansions, claims."
        )
    terms = tuple(_term(row, number) for number, row in _rows(data, "terms"))
    seen: set[str] = set()
    for term in terms:
        if term.id in seen:
            raise ValueError(f"The pack has two terms with the id {term.id}; give each its own.")
        seen.add(term.id)
    attributes = tuple(_attribute(row, number) for number, row in _rows(data, "attributes"))
    claims = tuple(_claim(row, number) for number, row in _rows(data, "claims"))
    expansions = data.get("expansions") or {}
    if not isinstance(expansions, dict):
        raise ValueError("The pack's expansions must map an abbreviation to a list of expansions.")
    spelled = {str(name): _strings(many, f"expansions of {name}") for name, many in expansions.items()}
    return Pack.build(terms, attributes, spelled, claims)


def _rows(data: Mapping[str, Any], key: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    rows = data.get(key) or []
    if not isinstance(rows, list):
        raise ValueError(f"The pack's {key} must be a list.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not row.get("id"):
            raise ValueError(f"Entry {number} of the pack's {key} must be a mapping with an id.")
        yield number, row


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str | int | float) for item in value):
        raise ValueError(f"The pack's {where} must be a list of texts.")
    return tuple(str(item) for item in value)


def _term(row: Mapping[str, Any], number: int) -> Term:
    aliases = _strings(row.get("aliases") or [], f"aliases of {row['id']}")
    names = {key: str(row.get(key) or "") for key in ("zh", "en", "abbreviation", "kind")}
    if not (names["zh"] or names["en"] or names["abbreviation"]):
        raise ValueError(
            f"Entry {number} of the pack's terms ({row['id']}) needs a name: zh, en or abbreviation."
        )
    within = _strings(row.get("within") or [], f"within of {row['id']}")
    return Term(id=str(row["id"]), aliases=aliases, within=within, **names)


def _attribute(row: Mapping[str, Any], number: int) -> Attribute:
    names = {
        key: _strings(row.get(key) or [], f"{key} names of attribute {row['id']}") for key in ("zh", "en")
    }
    if not (names["zh"] or names["en"]):
        raise ValueError(f"Entry {number} of the pack's attributes ({row['id']}) needs a name: zh or en.")
    return Attribute(str(row["id"]), names["zh"], names["en"])


def _claim(row: Mapping[str, Any], number: int) -> WrongClaim:
    says = row.get("says")
    if not isinstance(says, list) or not says:
        raise ValueError(f"Entry {number} of the pack's claims ({row['id']}) must list what it says.")
    if not row.get("checked") or not (row.get("zh") or row.get("en")):
        raise ValueError(
            f"Entry {number} of the pack's claims ({row['id']}) needs a correction and the date checked."
        )
    return WrongClaim(
        id=str(row["id"]),
        term=str(row.get("term") or ""),
        says=tuple(_strings(one, f"claim {row['id']}") for one in says),
        unless=_strings(row.get("unless") or [], f"claim {row['id']}"),
        zh=str(row.get("zh") or ""),
        en=str(row.get("en") or ""),
        checked=str(row["checked"]),
    )


EMPTY_PACK = Pack.build()
