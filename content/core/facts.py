"""Facts: the claims a note makes about its terms, each with the very lines that say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2s

from content.core.claims import Fact, Polarity, Rule
from content.core.document import Block, BlockKind, Heading, ParsedNote, Span
from content.core.terms import (
    EMPTY_PACK,
    Pack,
    Term,
    find_expansions,
    heading_name,
    is_generic,
    is_noun,
    note_terms,
    strip_marks,
    term_form,
)
from content.core.text import match_form

_BLANK = re.compile(r"^(?:[-–—/\\.…?？~]*|n/?a|none|tbd|todo|无|空|暂无|略|同上|as above|ditto)$", re.I)
_NEGATIVE = re.compile(
    r"不(?!同|断|仅|但|论|管是|错)|无(?!服务器|论|缝|限|状态|线)|没有|未|禁止|\b(?:no|not|cannot|never|without|none)\b|n['’]t\b", re.I
)
_COLUMN_CORNERS = frozenset(
    """特性 特点 特征 对比项 对比项目 对比 比较 比较项 比较项目 项目 维度 方面 属性 指标 区别 对比维度 比较维度 问题 内容
    feature features aspect property attribute attributes criterion criteria characteristic dimension comparison question""".split()
)
_ROW_CORNERS = frozenset(
    """名称 命令 指令 参数 方案 服务 术语 概念 类型 选项 方式 组件 工具 模式 策略 字段 缩写 存储 启动类型 状态 部分
    name command instruction parameter parameters option options service services term terms concept type component tool
    mode strategy field abbreviation storage kind part state""".split()
) | {"launch type", "load balancer", "purchase option"}
_SENTENCE_END = re.compile(r"(?<=[。！？!?；])|(?<=[.!?])\s+(?=[A-Z\u3400-\u9fff`*])")
_CLAUSE_END = re.compile(r"(?<=[，,])")
_DEIXIS = re.compile(
    r"[您你我他它]|我们|该|此(?:外|时|)|这|那些|上述|以下|下面|如下|本文|前者|后者"
    r"|\b(?:it|its|this|that|these|those|your?|we|our|they|their|them|above|below|following|former|latter)\b", re.I
)
_BREAK = re.compile(r"^\s*(?:但|而|因此|所以|从而|例如|比如|如果|其中|这|它|除了|因为|由于|but|so|however|while|whereas|although|for example)", re.I)
_OPENING = re.compile(
    r"^\s*(?:示例|例如|比如|如果|因此|所以|当|但|而|同时|另外|此外|其中|这|该|上述|以下|下面|本|if|when|while|this|that|these|those"
    r"|it|they|there|for example|so|however|but|what|which|one|each|here)(?=[^a-z]|$)", re.I
)
_ZH_DEFINITION = re.compile(
    r"^(?P<name>[^，。；：:,;]{1,40}?)\s*(?:是|指的是|是指|指)\s*"
    r"(?P<value>(?:(?:AWS|Amazon|亚马逊)[^，,。]{0,6}(?:提供|推出)的)?\s*(?:一种|一个|一项|一款|一类|一组|一份|一套|一台|一张|一段|一块)\S.*)$"
)
_EN_DEFINITION = re.compile(
    r"^(?:The |An? )?(?P<name>[\w`*][\w`*()/.+ -]{0,58}?) (?:is|are) (?P<value>(?:an?|the) \S.*)$"
)
_LIMIT = {"zh": 44, "en": 130}
_TIGHT = (
    "特点|特性|简介|概述|总结|小结|限制|参数|要点|功能|规格|属性|features?|overview|summary|limits?|limitations|"
    "at a glance|properties|in short|key points|facts|specifications?"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A block, the group it stands in (``<heading id>/<kind+ordinal>``) and its place there."""

    block: Block
    heading: Heading | None
    group: str
    position: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a claim is about: the canonical id, the name as written, and whether a term list knows it."""

    id: str
    name: str
    known: bool


def extract_facts(note: ParsedNote, *, pack: Pack = EMPTY_PACK) -> tuple[Fact, ...]:
    """Every claim that the rules can read out of ``note``, in the order of its lines, with birth keys."""
    glossary = note_terms(note, pack)
    found: list[Fact] = []
    for spot in _spots(note):
        if spot.block.kind in (BlockKind.TABLE,):
            found += _table_facts(note, spot, glossary)
        elif spot.block.kind is BlockKind.QUIZ:
            found += _written_facts(note, spot, glossary)
        elif spot.block.kind in (BlockKind.KEY_VALUE, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE):
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


def heading_subject(path: tuple[Heading, ...], glossary: Pack) -> Subject | None:
    """The term that a heading path is about: the innermost real term, past generic headings only."""
    for heading in reversed(path):
        name = heading_name(heading.text)
        term = glossary.find(name)
        if term:
            return Subject(term.id, _display(name, term), True)
        owned = re.match(r"^(.{2,30}?)\s*(?:服务)?(?:的|’s |'s )\s*(.+)$", name)
        if owned and (term := glossary.find(owned[1])) and (is_generic(owned[2]) or glossary.find_attribute(owned[2])):
            return Subject(term.id, _display(owned[1], term), True)
        if not is_generic(name) and not glossary.find_attribute(name):
            return None
    return None


def _display(written: str, term: Term) -> str:
    """The name to show: as written, but ``long name (ABBR)`` shortens to ``ABBR``."""
    bare = strip_marks(written).strip(" :：")
    if re.search(r"[(（]", bare):
        if term.abbreviation and match_form(term.abbreviation) in match_form(bare):
            return term.abbreviation
        return re.sub(r"\s*[(（][^()（）]*[)）]\s*", "", bare) or bare
    return bare


def _subject(text: str, glossary: Pack) -> Subject:
    term = glossary.find(text)
    bare = strip_marks(text).strip(" :：")
    return Subject(term.id, _display(text, term), True) if term else Subject(term_form(bare), bare, False)


def _fact(note: ParsedNote, spot: _Spot, subject: Subject, **more: object) -> Fact:
    attribute, value = str(more.pop("attribute")), str(more.pop("value"))
    defaults: dict[str, object] = {
        "polarity": polarity_of(f"{attribute} {value}"),
        "place": f"{spot.group}/{spot.position}",
        "heading_id": spot.heading.id if spot.heading else "",
        "heading": spot.heading.text if spot.heading else "",
    }
    return Fact(
        key="", note=note.path, slug=note.slug, language=note.language, subject=subject.name, term=subject.id,
        attribute=attribute, value=value, **(defaults | more),  # type: ignore[arg-type]
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
            subject = _subject(name, glossary)
            confidence = (0.95 if by_column else 0.93) if sure else 0.7
            facts.append(_fact(
                note, spot, subject, attribute=strip_marks(attribute).rstrip("：: "), value=cell.text.strip(),
                lines=(cell.line, cell.line), confidence=confidence, aspect=_aspect(attribute, glossary),
                rule=Rule.TABLE_COLUMN if by_column else Rule.TABLE_ROW, place=f"{spot.group}/r{r}c{c}",
            ))
    return facts


def table_orientation(header: tuple[str, ...], side: tuple[str, ...], glossary: Pack) -> tuple[bool, bool]:
    """``(columns are terms, that is sure)``: by the corner's word, then by which axis holds known terms."""
    top = tuple(text for text in header[1:] if text.strip())
    terms = sum(bool(glossary.find(t)) for t in side) / max(len(side), 1)
    terms -= sum(bool(glossary.find(t)) for t in top) / max(len(top), 1)
    attributes = sum(bool(glossary.find_attribute(t)) for t in top) / max(len(top), 1)
    attributes -= sum(bool(glossary.find_attribute(t)) for t in side) / max(len(side), 1)
    lean = terms + attributes  # above zero: the rows are terms
    corner = term_form(header[0]).removeprefix("对比")
    if term_form(header[0]) in _COLUMN_CORNERS or corner in _COLUMN_CORNERS:
        return True, lean < 1
    if corner in _ROW_CORNERS:
        return False, lean > -1
    if abs(lean) >= 0.3:
        return lean < 0, True
    return (not header[0].strip() and len(top) > 1), False


def _key_value_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    key, value = strip_marks(spot.block.key), spot.block.value.strip()
    if is_blank(value) or _OPENING.match(key) or _heading_is_question(spot):
        return []
    lines = locate(note, spot.block.lines, value)
    shared = {"value": value.rstrip("。.;；"), "lines": lines, "rule": Rule.KEY_VALUE}
    owner = heading_subject(spot.block.path, glossary)
    attribute = glossary.find_attribute(key)
    if owner and not _owns_pairs(spot.block.path[-1], glossary):
        owner = None
    if owner and attribute:
        return [_fact(note, spot, owner, attribute=key, aspect=attribute.id, confidence=0.88, **shared)]
    term = glossary.find(key)
    if find_expansions(f"{key}: {value}"):
        return []
    if term and (owner is None or owner.id != term.id):
        subject = Subject(term.id, _display(key, term), True)
        said = _said_of(key, value)
        return [_fact(note, spot, subject, attribute=_definition_word(note), aspect="definition", confidence=0.78,
                      **(shared | {"value": said}))] if said else []
    if owner and term is None and _is_label(key):
        return [_fact(note, spot, owner, attribute=key, aspect=term_form(key), confidence=0.62, **shared)]
    return []


def _owns_pairs(heading: Heading, glossary: Pack) -> bool:
    """Whether pairs under this heading tell of its term: not those under 使用场景, 其他概念 or Examples."""
    name = heading_name(heading.text)
    return bool(glossary.find(name)) or re.search(rf"(?:^|的|['’]s )(?:{_TIGHT})$", match_form(name)) is not None


def _is_label(key: str) -> bool:
    """Whether a key can name an attribute: short, and no clause."""
    chinese = re.search(r"[\u3400-\u9fff]", key)
    short = len(key) <= 16 if chinese else len(key.split()) <= 5
    return short and not re.search(r"[，,。；;？?!！]", key) and (not is_generic(key) or is_noun(key))


def _said_of(key: str, value: str) -> str:
    """What a pair says of its term: the first sentence, without the term and its verb in front."""
    first = _SENTENCE_END.split(value)[0].strip().rstrip("。.;；！")
    first = re.sub(rf"^(?:{re.escape(key)}\s*)?(?:是|指的是|is)(?=[^否])\s*", "", first)
    return "" if match_form(first).startswith(match_form(key)) else first


def _heading_is_question(spot: _Spot) -> bool:
    return bool(spot.heading and re.search(r"[?？]\s*$", spot.heading.text))


def _definition_word(note: ParsedNote) -> str:
    return "definition" if note.language == "en" else "定义"


def _definition_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    facts: list[Fact] = []
    for sentence in _SENTENCE_END.split(spot.block.plain):
        fact = _definition(note, spot, sentence.strip(), glossary)
        if fact:
            facts.append(replace(fact, place=f"{spot.group}/{spot.position}.{len(facts) + 1}"))
    return facts


def _definition(note: ParsedNote, spot: _Spot, sentence: str, glossary: Pack) -> Fact | None:
    if _OPENING.match(sentence) or re.search(r"[?？]$", sentence):
        return None
    found = _ZH_DEFINITION.match(sentence) or _EN_DEFINITION.match(sentence)
    if not found:
        return None
    name, value = found["name"].strip(), trim_value(found["value"], sentence)
    subject = _subject(name, glossary)
    if not value or not (subject.known or is_noun(name)):
        return None
    return _fact(
        note, spot, subject, attribute=_definition_word(note), value=value, aspect="definition",
        lines=locate(note, spot.block.lines, found["value"]), rule=Rule.DEFINITION,
        confidence=0.85 if subject.known else 0.7,
    )


def trim_value(value: str, sentence: str = "") -> str:
    """The clauses of ``value`` that stand alone and fit an option; empty when not even the first does."""
    chinese = re.search(r"[\u3400-\u9fff]", sentence or value) is not None
    limit, kept = _LIMIT["zh" if chinese else "en"], ""
    for clause in _CLAUSE_END.split(value.strip().rstrip("。.;；!！")):
        if _DEIXIS.search(clause) or (kept and (_BREAK.match(clause) or len(kept + clause) > limit)):
            break
        kept += clause
    kept = kept.rstrip("，,、 ")
    return kept if len(kept) <= 2 * limit and kept.count("(") == kept.count(")") else ""


def _abbreviation_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    facts = []
    for number, (name, expansion, confidence) in enumerate(find_expansions(spot.block.plain), start=1):
        facts.append(_fact(
            note, spot, _subject(name, glossary), attribute="full name" if note.language == "en" else "全称",
            value=expansion, aspect="expansion", confidence=confidence, rule=Rule.ABBREVIATION,
            lines=locate(note, spot.block.lines, expansion), place=f"{spot.group}/{spot.position}a{number}",
        ))
    return facts


def _written_facts(note: ParsedNote, spot: _Spot, glossary: Pack) -> list[Fact]:
    quiz = spot.block.quiz
    if quiz is None:
        return []
    owner = heading_subject(spot.block.path, glossary)
    right = "；".join(option.text for option in quiz.options if option.correct)
    sound = len(quiz.options) >= 2 and 0 < sum(o.correct for o in quiz.options) < len(quiz.options)
    return [_fact(
        note, spot, owner or Subject("", "", False), attribute=quiz.stem, value=right, aspect="question",
        lines=quiz.stem_lines, confidence=0.9 if sound else 0.3, rule=Rule.WRITTEN, options=quiz.options,
        explanation=quiz.explanation, explanation_lines=quiz.explanation_lines, polarity=Polarity.POSITIVE,
    )]


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
        same = (fact.term, fact.aspect, match_form(fact.attribute + fact.value))
        if same not in best or best[same].confidence < fact.confidence:
            best[same] = fact
    return sorted(best.values(), key=lambda fact: facts.index(fact))


def _with_keys(facts: list[Fact]) -> tuple[Fact, ...]:
    counts: Counter[tuple[str, ...]] = Counter()
    keyed = []
    for fact in facts:
        same = (fact.slug, fact.heading_id, fact.term, fact.aspect)
        keyed.append(replace(fact, key=birth_key(*same, counts[same])))
        counts[same] += 1
    return tuple(keyed)
