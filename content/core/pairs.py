"""Pairs: ``key: value``, ``name - meaning`` and ``name (for something)``, read by what stands above them."""

from __future__ import annotations

import re

from content.core.abbreviations import find_expansions
from content.core.claims import Fact, Rule
from content.core.document import Block, BlockKind, ParsedNote, Span
from content.core.names import PARENTHESES, is_generic, is_noun, strip_marks, term_form
from content.core.owners import Owner
from content.core.predicates import predicate_of
from content.core.sentences import DEIXIS, OPENING, ends_open, said_of, split_sentences, without_other_name
from content.core.spots import Spot, locate, make_fact
from content.core.subjects import Subject, display_name, heading_subject, is_label, kind_named, owns_pairs
from content.core.terms import Pack
from content.core.text import display_width

_DASH = re.compile(r"^(?P<key>[^-–—:：，,。]{1,40}?)(?:\s+[-–—]{1,2}\s+|\s*——\s*)(?P<value>\S.*)$", re.S)
_LONG_KEY = re.compile(r"^(?P<key>[A-Z][^:.?!]{3,70}): (?P<value>[^:]{1,80})$")
_SETTING = re.compile(
    r"上限|下限|期限?$|时[长间]|大小|数$|数量|端口|端点|方式$|类型$|延迟|频率|配额|价格|默认|最[长大短小多高低少]|版本|协议|地址|格式|容量|范围|长度|等级|次数|比例|成本|设置|窗口"
    r"|\b(?:default|max(?:imum)?|min(?:imum)?|longest|shortest|largest|smallest|most|fewest|number|size|limit|retention|timeout|port|"
    r"endpoint|time|period|count|quota|rate|range|length|cost|price|type|protocol|capacity|window|version|copies)\b",
    re.I,
)
_NAMED_BY_KEY = frozenset(["use-case", "advantage", "example"])
"""Attributes in whose lists a pair's key is the item, and its value explains it."""
_LONG = 140
"""Columns of a value of which only the first sentence is quoted."""
_IMPERATIVE = re.compile(
    r"^[A-Z][a-z]+ (?:an?|the|one|your|each|all|it)\b|^(?:创建|添加|设置|选择|配置|启用|打开|修改|删除|上传|测试|登录|安装)"
)
_SHORT = 30
"""Columns of a value that can be a setting: longer ones explain."""
_QUANTITY = re.compile(r"^\W*(?:约|up to |about )?\d[\d,.]*\s*\S{0,12}(?:\s\S{1,12})?$")
_NOTED = re.compile(
    r"^(?P<key>[^()（）]{2,40}?)\s*[(（](?P<value>[*`]*(?:用于|用来|负责|for |used ).{2,60})[)）]$"
)
_GLOSSED = re.compile(
    r"^(?P<key>[\u3400-\u9fff]{2,8}\s*[(（][A-Za-z][A-Za-z -]{2,30}[)）])\s*(?P<value>[将把].+)$", re.S
)
"""An item whose colon was forgotten: 集群(Cluster)将 …"""
_SUCH_AS = re.compile(r"例如|比如|举例|假设|考虑一个|for example|for instance|e\.g\.|suppose|imagine", re.I)
_PICTOGRAMS = re.compile(r"^[^\w`（(“\"'.$/*]+")
_BLANK = re.compile(r"^(?:[-–—/\\.…?？~]*|n/?a|none|tbd|todo|无|空|暂无|略|同上|as above|ditto)$", re.I)
_REMARK = re.compile(
    r"^(?:注意?|提示|示例|例子|例如|备注|总结|问题?|答案?|解[析答]|说明|重点|参考|链接|作者|时间|日期|标签|版本|链接地址|PS|ps|q|a|note|tip|example|answer|question|warning|author|date|tags?|url|hint|see also|explanation|correct answer|options?)\d*$",
    re.I,
)  # fmt: skip


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, ``N/A``."""
    return _BLANK.match(strip_marks(text)) is not None


_POINTING = re.compile(r"(?:它|他|她|这|那)|其(?![他它余中实])")
"""How no key begins: 它像一张月票：… says what something is like."""


def pair_of(block: Block) -> tuple[str, str] | None:
    """The name and what is said of it, when the block is a pair."""
    key, value = block.key, block.value
    if not (key and value):
        if block.kind is not BlockKind.LIST_ITEM:
            return None
        found = _DASH.match(block.plain) or _NOTED.match(block.plain) or _LONG_KEY.match(block.plain)
        found = found or _GLOSSED.match(block.plain)
        if not found or found["key"].count("(") != found["key"].count(")"):
            return None
        key, value = found["key"], found["value"]
    return strip_marks(key), without_other_name(key, value.strip())


def pair_facts(
    note: ParsedNote, spot: Spot, glossary: Pack, owner: Owner | None, *, siblings: int
) -> list[Fact]:
    """What a pair says: an attribute of the term above it, or what its key means.

    ``siblings`` is how many pairs stand in its list.
    """
    pair = pair_of(spot.block)
    if pair is None:
        return []
    key, value = _PICTOGRAMS.sub("", pair[0]), pair[1]
    if (
        is_blank(value)
        or OPENING.match(key)
        or _POINTING.match(key)
        or (_REMARK.match(key) and not (len(key) < 2 < siblings))
        or find_expansions(f"{key}: {value}")
    ):
        return []
    if spot.heading and re.search(r"[?？]\s*$", spot.heading.text):
        return []
    kind = kind_named(key, spot.lead, glossary) if siblings > 1 else None
    if kind:
        return _meaning(note, spot, kind, key, value, 0.78, glossary)
    lines = locate(note, spot.block.lines, value)
    if display_width(value) > _LONG:
        value = split_sentences(value)[0]
    shared = {"value": value.rstrip("。.;；"), "lines": locate(note, lines, value), "rule": Rule.KEY_VALUE}
    subject = _owner_of_pairs(spot, glossary, owner)
    attribute = glossary.find_attribute(key)
    setting = _QUANTITY.match(value) or (_SETTING.search(key) and display_width(value) <= _SHORT)
    if owner and owner.subject and setting and glossary.find(key) is None:
        aspect = attribute.id if attribute else term_form(key)
        sure = 0.5 if owner.confidence < 0.55 else 0.88 if attribute else 0.8
        return [make_fact(note, spot, owner.subject, attribute=key, aspect=aspect, confidence=sure, **shared)]
    if owner and owner.subject and owner.aspect in _NAMED_BY_KEY and not attribute:
        return [_item_named(note, spot, owner, key, lines)]
    if subject and attribute:
        return [make_fact(note, spot, subject, attribute=key, aspect=attribute.id, confidence=0.88, **shared)]
    about = _attribute_in_key(key, glossary)
    if about:
        named, word, aspect = about
        return [make_fact(note, spot, named, attribute=word, aspect=aspect, confidence=0.82, **shared)]
    term = glossary.find(key)
    if term and (subject is None or subject.id != term.id):
        return _meaning(
            note, spot, Subject(term.id, display_name(key, term), True), key, value, 0.78, glossary
        )
    if owner and owner.listing and owner.confidence >= 0.6 and owner.subject and is_label(key):
        listed = shared | {"confidence": 0.7}
        return [make_fact(note, spot, owner.subject, attribute=key, aspect=term_form(key), **listed)]
    if subject and term is None and is_label(key):
        return [
            make_fact(note, spot, subject, attribute=key, aspect=term_form(key), confidence=0.62, **shared)
        ]
    if (
        term is None
        and not attribute
        and not setting
        and _can_be_member(key, value, siblings, ordered=spot.block.ordered)
    ):
        name = _without_aside(key)
        confidence = 0.64 if len(name) < 2 else 0.68 if is_noun(name) else 0.62
        if spot.leads:
            confidence = 0.55  # it sums up the items below it
        return _meaning(note, spot, Subject(term_form(name), name, False), key, value, confidence, glossary)
    return []


def _owner_of_pairs(spot: Spot, glossary: Pack, owner: Owner | None) -> Subject | None:
    """The term whose attributes the pairs give: that of the heading, unless the list is of its members."""
    if owner and owner.members:
        return None
    above = heading_subject(spot.block.path, glossary)
    if above and owns_pairs(spot.block.path[-1], glossary) and not spot.parent:
        return above
    told = owner is not None and (bool(spot.lead) or owner.aspect == "feature")
    return owner.subject if owner and told and owner.subject and owner.subject.known else None


def _attribute_in_key(key: str, glossary: Pack) -> tuple[Subject, str, str] | None:
    """``Lambda 计费`` and ``Price of Lambda``: a term and an attribute of it in one key."""
    led = glossary.find_leading(key)
    if not led or led[1] >= len(key):
        return None
    rest = key[led[1] :]
    if not key[:1].isascii() and not re.match(r"[\s的]", rest):
        return None  # 服务内容 is one word, not the 内容 of a 服务
    rest = re.sub(r"^\s*(?:的|['’]s)?\s*", "", rest)
    attribute = glossary.find_attribute(rest)
    if not attribute or attribute.id == "definition":
        return None
    return Subject(led[0].id, display_name(key[: led[1]], led[0]), True), rest, attribute.id


def _without_aside(key: str) -> str:
    """``分区 (Partition)`` is 分区."""
    found = PARENTHESES.match(key)
    return found[1].strip() if found and found[1].strip() and not found[3] else key


def _can_be_member(key: str, value: str, siblings: int, *, ordered: bool) -> bool:
    """Whether a key that no term list knows can be a name of its own: one of several, and label-like."""
    if (
        siblings < 2
        or (ordered and _IMPERATIVE.search(key))
        or is_generic(key)
        or not is_label(key)
        or (len(key) < 2 and siblings < 3)
    ):
        return False
    if re.search(r"或|/| or ", key):
        return False  # two names in one
    return bool(is_noun(_without_aside(key)) or siblings >= 3) and not re.search(r"https?://|^\d+$", value)


def _item_named(note: ParsedNote, spot: Spot, owner: Owner, key: str, lines: Span) -> Fact:
    """A pair in a list of use cases, limits and the like: its key is the item, its value explains it."""
    assert owner.subject is not None
    return make_fact(
        note,
        spot,
        owner.subject,
        attribute=owner.attribute,
        value=key,
        aspect=owner.aspect,
        rule=Rule.FEATURE,
        confidence=round(owner.confidence - 0.02, 2),
        lines=locate(note, spot.block.lines, key),
    )


def _meaning(
    note: ParsedNote, spot: Spot, subject: Subject, key: str, value: str, confidence: float, glossary: Pack
) -> list[Fact]:
    said = said_of(key, value)
    if not said or ends_open(said):
        return []
    other = glossary.find_leading(said)
    of_another = (
        other
        and other[0].id != subject.id
        and (predicate_of(said[other[1] :]) or re.match(r"\s*(?:中|里)?的", said[other[1] :]))
    )
    if (
        DEIXIS.search(said)
        or of_another
        or (len(key) > 1 and term_form(key) in term_form(said)[: 2 * len(key) + 8])
        or _turned_about(key, said)
    ):
        confidence = min(confidence, 0.5)
    if _SUCH_AS.search(spot.lead) or (display_width(said) <= 14 and re.search(r"\d", said)):
        confidence = min(confidence, 0.5)
    return [
        make_fact(
            note,
            spot,
            subject,
            attribute=definition_word(note),
            value=said,
            aspect="definition",
            lines=locate(note, spot.block.lines, said),
            rule=Rule.KEY_VALUE,
            confidence=round(confidence, 2),
        )
    ]


def _turned_about(key: str, said: str) -> bool:
    """Whether the value holds its key with the characters in another order: 独立可部署, 可独立部署."""
    size = len(key)
    starts = range(len(said) - size + 1) if size >= 4 and not key.isascii() else ()
    return any(sorted(said[start : start + size]) == sorted(key) for start in starts)


def later_sentences(spot: Spot) -> str:
    """What a pair's value goes on to say after its first sentence."""
    pair = pair_of(spot.block)
    return " ".join(split_sentences(pair[1])[1:]) if pair else ""


def definition_word(note: ParsedNote) -> str:
    """The name of the attribute ``definition`` in the note's language."""
    return "definition" if note.language == "en" else "定义"
