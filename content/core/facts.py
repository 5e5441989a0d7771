"""Facts: the claims a note makes about its terms, each with the very lines that say so."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2s

from content.core.abbreviations import find_expansions, find_translations, initials, initials_match
from content.core.claims import Fact, Polarity, Rule
from content.core.document import BlockKind, ParsedNote, Span
from content.core.pairs import pair_of
from content.core.procedures import heading_step
from content.core.prose import prose_facts
from content.core.spots import Spot, find_spots, locate, make_fact, polarity_of
from content.core.subjects import Subject, heading_subject, subject_of
from content.core.table_facts import table_facts
from content.core.terms import EMPTY_PACK, Pack, note_terms
from content.core.text import match_form

__all__ = ["birth_key", "extract_facts", "locate", "polarity_of"]

_NAMING = (BlockKind.KEY_VALUE, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.HEADING)
_RUNNING = (BlockKind.KEY_VALUE, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE)


def extract_facts(note: ParsedNote, *, pack: Pack = EMPTY_PACK) -> tuple[Fact, ...]:
    """Every claim that the rules can read out of ``note``, in the order of its lines, with birth keys."""
    glossary = note_terms(note, pack)
    spots = tuple(find_spots(note))
    pairs = Counter(spot.group for spot in spots if spot.block.kind in _RUNNING and pair_of(spot.block))
    found: list[Fact] = []
    antecedent: Subject | None = None
    for spot in spots:
        if spot.block.kind is BlockKind.TABLE:
            found += table_facts(note, spot, glossary)
        elif spot.block.kind is BlockKind.QUIZ:
            found += _written_facts(note, spot, glossary)
        elif spot.block.kind in _RUNNING:
            told, antecedent = prose_facts(note, spot, glossary, antecedent, siblings=pairs[spot.group])
            found += told + _abbreviation_facts(note, spot, glossary)
        elif spot.block.kind is BlockKind.HEADING:
            antecedent = None
            step = heading_step(note, spot, glossary)
            found += ([step] if step else []) + _abbreviation_facts(note, spot, glossary)
    found += _by_both_names(note, spots, glossary, {f.term for f in found if f.aspect == "expansion"})
    return _with_keys(_without_repeats(sorted(found, key=lambda fact: fact.lines[0])))


def birth_key(slug: str, heading_id: str, term: str, aspect: str, ordinal: int) -> str:
    """The key a fact is born with: 12 hexadecimal digits, the same in every language of a note."""
    text = "\x1f".join((slug, heading_id, term, aspect, str(ordinal)))
    return blake2s(text.encode(), digest_size=6).hexdigest()


def _abbreviation_facts(note: ParsedNote, spot: Spot, glossary: Pack) -> list[Fact]:
    spelled = find_expansions(spot.block.plain) + _by_translation(note, spot.block.plain, glossary)
    return [
        _expansion(
            note,
            spot,
            subject_of(name, glossary),
            expansion,
            confidence,
            locate(note, spot.block.lines, expansion),
            f"{spot.place}a{number}",
        )
        for number, (name, expansion, confidence) in enumerate(spelled, start=1)
    ]


def _expansion(
    note: ParsedNote, spot: Spot, subject: Subject, expansion: str, confidence: float, lines: Span, place: str
) -> Fact:
    return make_fact(
        note,
        spot,
        subject,
        attribute="full name" if note.language == "en" else "全称",
        value=expansion,
        aspect="expansion",
        confidence=confidence,
        rule=Rule.ABBREVIATION,
        lines=lines,
        place=place,
    )


def _by_translation(note: ParsedNote, text: str, glossary: Pack) -> tuple[tuple[str, str, float], ...]:
    """中文名(English Name): what an abbreviation stands for that the pack or the note knows by those initials."""
    found = []
    for _chinese, english in find_translations(text):
        term = glossary.find(english)
        name = term.abbreviation if term else ""
        if (
            not name
            and len(initials(english)) >= 3
            and re.search(rf"\b{initials(english)}\b", "\n".join(note.lines))
        ):
            name = initials(english)
        if name and initials_match(name, english):
            found.append((name, english, 0.75))
    return tuple(found)


def _by_both_names(note: ParsedNote, spots: tuple[Spot, ...], glossary: Pack, told: set[str]) -> list[Fact]:
    """What an abbreviation stands for, where a note uses a term's abbreviation and, elsewhere, its full name."""
    whole, facts = "\n".join(note.lines), list[Fact]()
    folded = whole.casefold()
    if len(folded) != len(whole):
        return []  # places would not agree
    for term in glossary.terms:
        if len(term.abbreviation) < 3 or term.id in told or term.abbreviation not in whole:
            continue
        at = folded.find(term.en.casefold())
        used = re.search(rf"(?<![A-Za-z0-9]){re.escape(term.abbreviation)}(?![A-Za-z0-9])", whole)
        if at < 0 or not used or not initials_match(term.abbreviation, term.en):
            continue
        written = whole[at : at + len(term.en)]
        spot = next((one for one in spots if one.block.kind in _NAMING and written in one.block.plain), None)
        if spot:
            name = Subject(term.id, term.abbreviation, True)
            lines = locate(note, spot.block.lines, written)
            facts.append(_expansion(note, spot, name, written, 0.75, lines, f"{spot.place}n{term.id}"))
    return facts


def _written_facts(note: ParsedNote, spot: Spot, glossary: Pack) -> list[Fact]:
    quiz = spot.block.quiz
    if quiz is None:
        return []
    owner = heading_subject(spot.block.path, glossary)
    right = "；".join(option.text for option in quiz.options if option.correct)
    sound = len(quiz.options) >= 2 and 0 < sum(o.correct for o in quiz.options) < len(quiz.options)
    return [
        make_fact(
            note,
            spot,
            owner or Subject("", "", False),
            attribute=quiz.stem,
            value=right,
            aspect="question",
            lines=quiz.stem_lines,
            confidence=0.9 if sound else 0.3,
            rule=Rule.WRITTEN,
            options=quiz.options,
            explanation=quiz.explanation,
            explanation_lines=quiz.explanation_lines,
            polarity=Polarity.POSITIVE,
        )
    ]


def _without_repeats(facts: list[Fact]) -> list[Fact]:
    """Drop a claim that the same note makes twice in the same words, keeping the surest."""
    best: dict[tuple[str, str, str], Fact] = {}
    for fact in facts:
        said = best.setdefault(_saying(fact), fact)
        if said.confidence < fact.confidence:
            best[_saying(fact)] = fact
    return [fact for fact in facts if best[_saying(fact)] is fact]


def _saying(fact: Fact) -> tuple[str, str, str]:
    """What two facts share when they say the same of the same."""
    return fact.term, fact.aspect, match_form(fact.attribute + fact.value)


def _with_keys(facts: list[Fact]) -> tuple[Fact, ...]:
    counts: Counter[tuple[str, ...]] = Counter()
    keyed = []
    for fact in facts:
        same = (fact.slug, fact.heading_id, fact.term, fact.aspect)
        keyed.append(fact.keyed(birth_key(*same, counts[same])))
        counts[same] += 1
    return tuple(keyed)
