"""Facts: the claims a note makes about its terms, each with the very lines that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2s

from content.core.abbreviations import find_expansions
from content.core.claims import Fact, Polarity, Rule
from content.core.document import Block, BlockKind, Heading, ParsedNote, Span
from content.core.names import is_noun, strip_marks, term_form
from content.core.orientation import table_orientation
from content.core.sentences import (
    EN_DEFINITION,
    OPENING,
    SENTENCE_END,
    ZH_DEFINITION,
    said_of,
    trim_value,
)
from content.core.subjects import Subject, display_name, heading_subject, is_label, owns_pairs, subject_of
from content.core.terms import EMPTY_PACK, Pack, note_terms
from content.core.text import match_form

_BLANK = re.compile(r"^(?:[-–—/\\.…?？~]*|n/?a|none|tbd|todo|无|空|暂无|略|同上|as above|ditto)$", re.I)
_NEGATIVE = re.compile(
    r"不(?!同|断|仅|但|论|管是|错)|无(?!服务器|论|缝|限|状态|线)|没有|未|禁止|\b(?:no|not|cannot|never|without|none)\b|n['’]t\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A block, the group it stands in (``<heading id>/<kind+ordinal>``) and its place there."""

    block: Block
    heading: Heading | None
    group: str
    position: int


def extract_facts(note: ParsedNote, *, pack: Pack = EMPTY_PACK) -> tuple[Fact, ...]:
    """Every claim that the rules can read out of ``note``, in the order of its lines, with birth keys."""
    glossary = note_terms(note, pack)
    found: list[Fact] = []
    for spot in _spots(note):
        if spot.block.kind in (BlockKind.TABLE,):
            found += _table_facts(note, spot, glossary)
        elif spot.block.kind is BlockKind.QUIZ:
            found += _written_facts(note, spot, glossary)
        elif spot.block.kind in (
            BlockKind.KEY_VALUE,
            BlockKind.LIST_ITEM,
            BlockKind.PARAGRAPH,
            BlockKind.QUOTE,
        ):
            pair = _key_value_facts(note, spot, glossary) if spot.block.key and spot.block.value else []
            found += pair or _definition_facts(note, spot, glossary)
            found += _abbreviation_facts(note, spot, glossary)
        elif spot.block.kind is BlockKind.HEADING:
            found += _abbreviation_facts(note, spot, glossary)
    return _with_keys(_without_repeats(found))


def birth_key(slug: str, heading_id: str, term: str, aspect: str, ordinal: int) -> str:
    """The key a fact is born with: 12 hexadecimal digits, the same in every language of a note."""
    text = "\x1f".join((slug, heading_id, term, aspect, str(ordinal)))
    return blake2s(text.encode(), digest_size=6).hexdigest()


def polarity_of(text: str) -> Polarity:
    """Whether ``text`` denies something."""
    return Polarity.NEGATIVE if _NEGATIVE.search(strip_marks(text)) else Polarity.POSITIVE


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, ``N/A``."""
    return _BLANK.match(strip_marks(text)) is not None


def _spots(note: ParsedNote) -> Iterator[_Spot]:
    """Blocks with their place; neighbouring items and pairs under one heading make one list."""
    counts: Counter[tuple[str, str]] = Counter()
    names = {BlockKind.TABLE: "table", BlockKind.QUIZ: "quiz", BlockKind.HEADING: "heading"}
    previous, position = "", 0
    for block in note.blocks:
        heading = block.path[-1] if block.path else None
        home = heading.id if heading else ""
        listed = block.kind in (BlockKind.LIST_ITEM, BlockKind.KEY_VALUE)
        kind = "list" if listed else names.get(block.kind, "text")
        if listed and previous == f"{home}/list":
            position += 1
        else:
            counts[home, kind] += 1
            position = 1
        previous = f"{home}/{kind}"
        yield _Spot(block, heading, f"{home}/{kind}{counts[home, kind]}", position)


def _fact(note: ParsedNote, spot: _Spot, subject: Subject, **more: object) -> Fact:
    attribute, value = str(more.pop("attribute")), str(more.pop("value"))
    defaults: dict[str, object] = {
        "polarity": polarity_of(f"{attribute} {value}"),
        "place": f"{spot.group}/{spot.position}",
        "heading_id": spot.heading.id if spot.heading else "",
        "heading": spot.heading.text if spot.heading else "",
    }
    return Fact(
        key="",
        note=note.path,
        slug=note.slug,
        language=note.language,
        subject=subject.name,
        term=subject.id,
        attribute=attribute,
        value=value,
        **(defaults | more),  # type: ignore[arg-type]
    )


def _aspect(attribute: str, glossary: Pack) -> str:
    known = glossary.find_attribute(attribute)
    return known.id if known else term_form(attribute)


def _table_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    table = spot.block.table
    if table is None or len(table.header) < 2:
        return []
    by_column, sure = table_orientation(
        tuple(cell.text for cell in table.header), tuple(row[0].text for row in table.rows), glossary
    )
    facts = []
    for r, row in enumerate(table.rows, start=1):
        for c, cell in enumerate(row[1 : len(table.header)], start=1):
            side, top = row[0].text, table.header[c].text
            name, attribute = (top, side) if by_column else (side, top)
            if is_blank(cell.text) or is_blank(name) or is_blank(attribute):
                continue
            subject = subject_of(name, glossary)
            confidence = (0.95 if by_column else 0.93) if sure else 0.7
            facts.append(
                _fact(
                    note,
                    spot,
                    subject,
                    attribute=strip_marks(attribute).rstrip("：: "),
                    value=cell.text.strip(),
                    lines=(cell.line, cell.line),
                    confidence=confidence,
                    aspect=_aspect(attribute, glossary),
                    rule=Rule.TABLE_COLUMN if by_column else Rule.TABLE_ROW,
                    place=f"{spot.group}/r{r}c{c}",
                )
            )
    return facts


def _key_value_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    key, value = strip_marks(spot.block.key), spot.block.value.strip()
    if is_blank(value) or OPENING.match(key) or _heading_is_question(spot):
        return []
    lines = locate(note, spot.block.lines, value)
    shared = {"value": value.rstrip("。.;；"), "lines": lines, "rule": Rule.KEY_VALUE}
    owner = heading_subject(spot.block.path, glossary)
    attribute = glossary.find_attribute(key)
    if owner and not owns_pairs(spot.block.path[-1], glossary):
        owner = None
    if owner and attribute:
        return [_fact(note, spot, owner, attribute=key, aspect=attribute.id, confidence=0.88, **shared)]
    term = glossary.find(key)
    if find_expansions(f"{key}: {value}"):
        return []
    if term and (owner is None or owner.id != term.id):
        subject = Subject(term.id, display_name(key, term), True)
        said = said_of(key, value)
        return (
            [
                _fact(
                    note,
                    spot,
                    subject,
                    attribute=_definition_word(note),
                    aspect="definition",
                    confidence=0.78,
                    **(shared | {"value": said}),
                )
            ]
            if said
            else []
        )
    if owner and term is None and is_label(key):
        return [_fact(note, spot, owner, attribute=key, aspect=term_form(key), confidence=0.62, **shared)]
    return []


def _heading_is_question(spot: _Spot) -> bool:
    return bool(spot.heading and re.search(r"[?？]\s*$", spot.heading.text))


def _definition_word(note: ParsedNote) -> str:
    return "definition" if note.language == "en" else "定义"


def _definition_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    facts: list[Fact] = []
    for sentence in SENTENCE_END.split(spot.block.plain):
        fact = _definition(note, spot, sentence.strip(), glossary)
        if fact:
            facts.append(replace(fact, place=f"{spot.group}/{spot.position}.{len(facts) + 1}"))
    return facts


def _definition(note: ParsedNote, spot: _Spot, sentence: str, glossary: Pack) -> Fact | None:
    if OPENING.match(sentence) or re.search(r"[?？]$", sentence):
        return None
    found = ZH_DEFINITION.match(sentence) or EN_DEFINITION.match(sentence)
    if not found:
        return None
    name, value = found["name"].strip(), trim_value(found["value"], sentence)
    subject = subject_of(name, glossary)
    if not value or not (subject.known or is_noun(name)):
        return None
    return _fact(
        note,
        spot,
        subject,
        attribute=_definition_word(note),
        value=value,
        aspect="definition",
        lines=locate(note, spot.block.lines, found["value"]),
        rule=Rule.DEFINITION,
        confidence=0.85 if subject.known else 0.7,
    )


def _abbreviation_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    facts = []
    for number, (name, expansion, confidence) in enumerate(find_expansions(spot.block.plain), start=1):
        facts.append(
            _fact(
                note,
                spot,
                subject_of(name, glossary),
                attribute="full name" if note.language == "en" else "全称",
                value=expansion,
                aspect="expansion",
                confidence=confidence,
                rule=Rule.ABBREVIATION,
                lines=locate(note, spot.block.lines, expansion),
                place=f"{spot.group}/{spot.position}a{number}",
            )
        )
    return facts


def _written_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    quiz = spot.block.quiz
    if quiz is None:
        return []
    owner = heading_subject(spot.block.path, glossary)
    right = "；".join(option.text for option in quiz.options if option.correct)
    sound = len(quiz.options) >= 2 and 0 < sum(o.correct for o in quiz.options) < len(quiz.options)
    return [
        _fact(
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


def locate(note: ParsedNote, span: Span, text: str) -> Span:
    """The lines within ``span`` on which ``text`` stands, white space aside; ``span`` if it is not found."""
    offsets, joined = [], ""
    for number in range(span[0], span[1] + 1):
        squeezed = re.sub(r"\s+", "", note.lines[number - 1]) if number <= len(note.lines) else ""
        joined += squeezed
        offsets.append((len(joined), number))
    wanted = re.sub(r"\s+", "", text)
    start = joined.find(wanted)
    if start < 0 or not wanted:
        return span
    first = next(number for end, number in offsets if start < end)
    last = next(number for end, number in offsets if start + len(wanted) <= end)
    return first, last


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
        keyed.append(replace(fact, key=birth_key(*same, counts[same])))
        counts[same] += 1
    return tuple(keyed)
