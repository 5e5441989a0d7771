"""Prose: facts from the sentences and list items of a note."""

from __future__ import annotations

import re
from dataclasses import replace

from content.core.answers import answered_facts
from content.core.assertions import Assertion, Context, leading_subject, read_assertions
from content.core.claims import Fact, Rule
from content.core.document import Block, BlockKind, ParsedNote
from content.core.names import is_noun, strip_marks, term_form
from content.core.owners import Owner, misleads, owner_of
from content.core.pairs import definition_word, pair_facts, pair_of
from content.core.predicates import predicate_of, states_limit
from content.core.sentences import (
    ADVERBIAL,
    DEIXIS,
    EN_DEFINITION,
    OPENING,
    ZH_DEFINITION,
    ends_open,
    is_chinese,
    is_cut_short,
    split_sentences,
    trim_value,
)
from content.core.spots import Spot, locate, make_fact
from content.core.subjects import Subject, heading_subject, subject_of
from content.core.terms import Pack
from content.core.text import display_width

_COMMAND = re.compile(
    r"^(?:\$ ?)?(?:sudo )?(?:docker(?:[- ]compose)?|kubectl|aws|npm|git|pip|apt(?:-get)?|yum|eksctl|sam|cdk|helm) "
    r"(?:run|pull|push|build|exec|ps|stop|start|rm|rmi|images?|logs|tag|login|commit|cp|inspect|network|volume|up|down|apply|get|"
    r"describe|delete|create|init|install|update|clone|s3|ec2|configure|system|container|search|save|load|kill|restart)\b"
)
_BULLET = re.compile(r"^(?:[^\w\s“\"'（(\[`*_《「‘.$/]+\s*|[*+-]\s+)+")
_RESIDUE = re.compile(
    r"https?://|^image[-\d]|^\W*$|^[\w.+-]+\.(?:png|jpe?g|gif|com)\b|[{}<>=]{2}|^\$ |^sudo "
)
_CLAUSE = re.compile(
    r"不会|不能|可以|必须|有[两三四五六七八九\d]+[种类个]|因为|无法|不是|就是|\b(?:is|are|can|cannot|must|will|does|do not|should)\b"
)
_WEAK_OPENINGS = frozenset(["", "does", "where", "uses", "depends", "has"])
"""Predicates that a sentence about something else may start with as well: 为了…, 在…, 随着…, 有…"""
_LINE_ITEM_WIDTH = 44


def prose_facts(
    note: ParsedNote, spot: Spot, glossary: Pack, antecedent: Subject | None, *, siblings: int
) -> tuple[list[Fact], Subject | None]:
    """The facts of one list item, pair or paragraph, and the subject that a pronoun after it stands for."""
    if misleads(spot):
        return [], None
    english = note.language == "en"
    block = spot.block
    answered = answered_facts(note, spot, glossary)
    if answered:
        return answered, None
    listed = block.kind in (BlockKind.LIST_ITEM, BlockKind.KEY_VALUE)
    owner = (
        owner_of(spot, glossary, antecedent, english=english) if listed or _is_list_of_lines(block) else None
    )
    pair = pair_of(block)
    if pair and not _is_clause(pair[0], glossary):
        found = pair_facts(note, spot, glossary, owner, siblings=siblings)
        rest = pair[1]
        first = found[0].value if found else ""
        subject = Subject(found[0].term, found[0].subject, True) if found else antecedent
        more, after = _read(note, spot, rest, glossary, subject, None, skip=first)
        return found + more, after
    if _is_list_of_lines(block) and owner and owner.subject and owner.members:
        return _line_items(note, spot, owner), antecedent
    return _read(note, spot, block.plain, glossary, antecedent, owner if listed else None)


def _is_clause(key: str, glossary: Pack) -> bool:
    """Whether what stands before a colon is a sentence of its own: RDS supports six engines."""
    led = glossary.find_leading(key)
    kind = predicate_of(key[led[1] :]) if led and not glossary.find_attribute(key[led[1] :]) else ""
    # Container limit and Route 53 路由 are no sentences.
    short = len(key[led[1] :].strip()) <= 4 if is_chinese(key) and led else len(key.split()) <= 2
    return (kind not in ("", "price") and not short) or _CLAUSE.search(key) is not None


def _read(
    note: ParsedNote,
    spot: Spot,
    text: str,
    glossary: Pack,
    antecedent: Subject | None,
    owner: Owner | None,
    *,
    skip: str = "",
) -> tuple[list[Fact], Subject | None]:
    """Sentence by sentence: definitions, assertions about a known term, and else what the list tells of."""
    found: list[Fact] = []
    above = heading_subject(spot.block.path, glossary)
    astray = False
    for number, sentence in enumerate((_BULLET.sub("", part) for part in split_sentences(text)), start=1):
        if (
            _RESIDUE.search(sentence)
            or _COMMAND.search(sentence)
            or (skip and sentence.startswith(skip[:24]))
        ):
            continue
        place = f"{spot.place}.{number}"
        context = Context(glossary, not is_chinese(sentence), above, antecedent, astray)
        defined = _definition(note, spot, sentence, glossary)
        assertions = read_assertions(sentence, context)
        if defined and " of " in defined.subject and any(s.rule is Rule.PROPERTY for s in assertions):
            defined = None  # the origin of silk is no name
        if defined:
            found.append(replace(defined, place=f"{place}:definition"))
            assertions = tuple(s for s in assertions if s.aspect != "definition" and s.value != defined.value)
        found += [_stated(note, spot, assertion, place) for assertion in assertions]
        if not defined and not assertions:
            found += _unnamed(note, spot, sentence, owner, above, place, first=number == 1)
        led = leading_subject(ADVERBIAL.sub("", sentence), glossary) or (
            _subject(defined) if defined else None
        )
        about_same = bool(assertions) or predicate_of(sentence) not in _WEAK_OPENINGS
        antecedent, astray = led or (antecedent if about_same else None), not (led or about_same)
    return found, antecedent


def _subject(fact: Fact) -> Subject:
    return Subject(fact.term, fact.subject, True)


def _stated(note: ParsedNote, spot: Spot, assertion: Assertion, place: str) -> Fact:
    return make_fact(
        note,
        spot,
        assertion.subject,
        attribute=assertion.attribute or definition_word(note),
        value=assertion.value.strip(),
        aspect=assertion.aspect,
        rule=assertion.rule,
        confidence=assertion.confidence,
        lines=locate(note, spot.block.lines, assertion.value.strip()),
        place=f"{place}:{assertion.aspect}",
    )


def _definition(note: ParsedNote, spot: Spot, sentence: str, glossary: Pack) -> Fact | None:
    sentence = ADVERBIAL.sub("", sentence)
    if OPENING.match(sentence) or sentence.endswith(("?", "？")):
        return None
    found = ZH_DEFINITION.match(sentence) or EN_DEFINITION.match(sentence)
    if not found:
        return None
    name, value = found["name"].strip(), trim_value(found["value"], sentence)
    subject = subject_of(name, glossary)
    if not value or ends_open(value) or not (subject.known or is_noun(name)):
        return None
    return make_fact(
        note,
        spot,
        subject,
        attribute=definition_word(note),
        value=value,
        aspect="definition",
        lines=locate(note, spot.block.lines, found["value"]),
        rule=Rule.DEFINITION,
        confidence=0.5 if is_cut_short(value, sentence) else 0.85 if subject.known else 0.7,
    )


def _unnamed(
    note: ParsedNote,
    spot: Spot,
    sentence: str,
    owner: Owner | None,
    above: Subject | None,
    place: str,
    *,
    first: bool,
) -> list[Fact]:
    """A sentence without a subject of its own: an item of a list, or a line under a term's heading."""
    text = ADVERBIAL.sub("", sentence.strip().rstrip("。.;；！! "))
    if re.search(r"[?？:：]\W*$", sentence) or len(text) < 2:
        return []
    if owner and first:
        return _item(note, spot, text, owner, place)
    kind = predicate_of(text)
    if above and kind and not OPENING.match(text) and spot.block.kind is BlockKind.PARAGRAPH:
        value = trim_value(text)
        if value and not ends_open(value):
            inherited = Owner(above, "", kind, 0.5)
            return [_listed(note, spot, inherited, value, 0.5, place)]
    return []


def _item(note: ParsedNote, spot: Spot, text: str, owner: Owner, place: str) -> list[Fact]:
    """An item of a list: a step, a member or a feature of the owner."""
    value = trim_value(text) or (text if len(text) <= 110 else "")
    if not value or ends_open(value) or (display_width(value) < 4 and not owner.members):
        return []
    if owner.steps:
        title = Subject(term_form(owner.attribute), owner.attribute, False)
        return [_listed(note, spot, owner, value, owner.confidence, place, subject=owner.subject or title)]
    if owner.subject is None:
        return []
    confidence = owner.confidence
    if OPENING.match(text) or DEIXIS.search(value) or is_cut_short(value, text):
        confidence = min(confidence, 0.5)
    elif owner.aspect == "feature" and not predicate_of(value):
        confidence -= 0.1 if display_width(value) > 16 else 0.0
    return [_listed(note, spot, owner, value, confidence, place)]


def _listed(
    note: ParsedNote,
    spot: Spot,
    owner: Owner,
    value: str,
    confidence: float,
    place: str,
    subject: Subject | None = None,
) -> Fact:
    named = subject or owner.subject
    assert named is not None  # callers check; for the type checker
    rule = Rule.STEP if owner.steps else Rule.FEATURE
    if rule is Rule.FEATURE and states_limit(value):
        rule = Rule.LIMIT
    english = note.language == "en"
    return make_fact(
        note,
        spot,
        named,
        attribute=owner.attribute or ("feature" if english else "特点"),
        value=value,
        aspect="step" if owner.steps else owner.aspect,
        rule=rule,
        confidence=round(confidence, 2),
        lines=locate(note, spot.block.lines, value),
        place=place if not owner.steps else spot.place,
    )


def _is_list_of_lines(block: Block) -> bool:
    """Whether a paragraph is short lines under each other, a list without bullets."""
    lines = block.plain.split("\n")
    lines[-1] = lines[-1].rstrip("。.")
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(lines) >= 3
        and all(
            0 < display_width(line) <= _LINE_ITEM_WIDTH and not line.endswith(("。", "，", ",", "：", ":"))
            for line in lines
        )
    )


def _line_items(note: ParsedNote, spot: Spot, owner: Owner) -> list[Fact]:
    return [
        _listed(
            note,
            spot,
            owner,
            strip_marks(line).strip().rstrip("。"),
            owner.confidence,
            f"{spot.place}.{number}",
        )
        for number, line in enumerate(spot.block.plain.split("\n"), start=1)
        if not _RESIDUE.search(line)
    ]
