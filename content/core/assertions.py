"""Assertions: what a sentence says of the term it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.core.claims import Rule
from content.core.listings import find_listing
from content.core.names import is_noun, strip_marks, term_form
from content.core.predicates import NAMES, predicate_of, states_limit
from content.core.sentences import (
    ADVERBIAL,
    CONTINUES,
    DEIXIS,
    OPENING,
    ZH_NOMINAL,
    ends_open,
    is_chinese,
    is_cut_short,
    split_clauses,
    trim_value,
)
from content.core.subjects import Subject, display_name, is_label
from content.core.terms import Pack, Term

_SURE = {"supports": 0.85, "allows": 0.85, "provides": 0.85, "requires": 0.85, "used-for": 0.85, "can": 0.82}
_STARTS_ANEW = frozenset(
    [
        "supports",
        "provides",
        "can",
        "requires",
        "price",
        "has",
        "limit",
        "integrates",
        "contains",
        "used-for",
    ]
)
_POSSESSION = re.compile(
    r"(?:The )?(?P<attribute>[A-Za-z][\w-]*(?: [\w-]+){0,3}) of (?:the |an? )?(?P<rest>\S.{5,})$"
)
_EACH = re.compile(r"(?:(?:每一?|单|一|该|此)(?:个|台|条|种|次)?|(?:each|every|an?|the|one) )?", re.I)
_SO = re.compile(
    r"(?:都|均|也|本身)*(?:并?不)?是(?!非常|很|十分|相当|比较)[^，,]{2,20}的$"
)  # 是只读的 is whole
_TURN = re.compile(r"[，,；;]\s*(?:而|但是?|while|whereas|but)\s*(?=\S)")
_MANNER = re.compile(
    r"(?:可以?|能够?|会)?(?:基于|根据|通过|按照|依据|利用|为了)|(?:can |is )?(?:based on|by|through)\b"
)
_WEAK = frozenset(["does", "where", "uses", "has"])  # verbs that are parts of nouns as well
_PRONOUN = re.compile(
    r"(?:它们?|其(?=[^他它中实次余])|该(?:服务|工具|平台|功能|产品|模式|命令|协议|技术|类型|方式)|此(?:服务|功能|类型)|这(?:项|个|种)(?:服务|工具|功能|技术)"
    r"|(?:it|they|the service|this service|these)(?= )|its(?= ))\s*",
    re.I,
)
_PARENTHESIS = re.compile(r"[*`\s]*[(（][^()（）]{1,70}[)）]")
_SUFFIX = re.compile(r"[*`\s]*(?:服务|函数|平台|(?:service|platform|functions?)(?= ))?[*`\s]*", re.I)
_COMPARED_ZH = re.compile(
    r"(?P<how>(?:与|和|跟|同|相比于?|相较于?|不同于|区别于)\s*(?P<other>[^，,]{1,30}?)\s*"
    r"(?:相比(?:起来|之下|较)?|比起来|相反|不同(?:的是)?|一样|类似)?)[，,]\s*(?P<rest>.+)$"
)
_COMPARED_EN = re.compile(
    r"(?P<how>(?:unlike|compared (?:with|to)|like|in contrast to)\s+(?P<other>[^,]{1,40})),\s*(?P<rest>.+)$",
    re.I,
)
_FRAME_ZH = re.compile(r"(?P<how>使用|通过|利用|借助|有了|采用|对于|关于|至于|在)\s*")
_FRAME_EN = re.compile(r"(?P<how>with|using|when using|in|on|for)\s+", re.I)
_TOOLS = frozenset(["使用", "通过", "利用", "借助", "有了", "采用", "with", "using", "when using"])
_AFTER_FRAME = re.compile(
    r"[*`\s]*(?:时|中|上|里|后|来说|而言|的情况下)?\s*[，,]?\s*(?:[您你]|我们|用户|开发者|开发人员|you|users|developers|it)?\s*(?:只|仅|就|便|也|都)?(?=.)",
    re.I,
)
_AGENT = re.compile(
    r"(?P<who>AWS|Amazon|亚马逊|云服务商|用户|客户|开发者|管理员|[您你]|the (?:customer|user|provider)|customers|users|you)\s*"
    r"(?P<does>(?:也|都|会|还|只|仅|需要?|必须|无需|不需要|不必|可以|将|要|自行)*(?:负责|管理|维护|提供|运行|承担|处理|启动|支付|根据|is responsible for|are responsible for|manages?|handles?|takes? care of|runs?|must|maintains?|pays?).+)$",
    re.I,
)
_IN_CHARGE = re.compile(r"负责|管理|维护|自行|responsible|manages?|takes? care|maintain")
_JOINED = re.compile(r"[*`\s]*(?:[(（][^()（）]*[)）])?[*`\s]*(?:和|与|跟|以及|及|或|、|/|,|and\b|or\b|&|\+)")
_LIKENED = re.compile(r"就像|好比|仿佛|如同|像(?:是)?一|\blike an?\b|think of")
_MISQUOTED = re.compile(
    r"^[“\"「]|误[以认]为|误解|误区|错误地|有人[说认]|常说|并非如此|wrongly|mistaken|myth|misconception|people (?:think|say)",
    re.I,
)
_ABBREVIATES = re.compile(r"的(?:英文)?(?:缩写|简称|全称)|stands for|is short for|abbreviation")
_AND = re.compile(r"^(?:并且?|而且|同时|and|but)\s*")


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one sentence says of a subject; the fields are those of ``Fact``."""

    rule: Rule
    subject: Subject
    attribute: str
    aspect: str
    value: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may lean on: the term of its heading, and the one spoken of just before.

    ``astray``: the sentence before was about something unknown, so that ``it`` may stand for that.
    """

    glossary: Pack
    english: bool
    owner: Subject | None = None
    antecedent: Subject | None = None
    astray: bool = False


def read_assertions(sentence: str, context: Context) -> tuple[Assertion, ...]:
    """What one sentence asserts, its subject first; nothing when it is unsure whom it is about."""
    text = ADVERBIAL.sub("", sentence.strip().rstrip("。.;；！! "))
    if not 4 <= len(text) <= 400 or re.search(r"[?？]\W*$", sentence) or _MISQUOTED.search(text):
        return ()
    turn = _TURN.search(text)
    if turn and _of_leading_term(text[turn.end() :], context):
        # 安全组是有状态的，而网络 ACL 是无状态的: two terms, two assertions
        return read_assertions(text[: turn.start()], context) + read_assertions(text[turn.end() :], context)
    found = (
        _compared(text, context)
        or _of_head_noun(text, context)
        or _of_leading_term(text, context)
        or _of_pronoun(text, context)
        or _of_possession(text, context)
        or _of_frame(text, context)
        or _of_agent(text, context)
    )
    return tuple(found)


def leading_subject(text: str, glossary: Pack) -> Subject | None:
    """The known term that ``text`` starts with."""
    led = glossary.find_leading(text)
    return _subject(text, led) if led else None


def _subject(text: str, led: tuple[Term, int]) -> Subject:
    name = strip_marks(text[: led[1]]).strip("*“” ")
    return Subject(led[0].id, display_name(name, led[0]), True)


def _compared(text: str, context: Context) -> list[Assertion]:
    found = _COMPARED_ZH.match(text) or _COMPARED_EN.match(text)
    other = context.glossary.find_leading(found["other"]) if found else None
    if not found or not other:
        return []
    rest = found["rest"]
    led = context.glossary.find_leading(rest)
    pronoun = _PRONOUN.match(rest)
    subject = context.antecedent or context.owner
    if led:
        subject, rest = _subject(rest, led), rest[led[1] :]
    elif pronoun:
        rest = rest[pronoun.end() :]
    if not subject or subject.id == other[0].id or not predicate_of(rest):
        return []
    return _versus(subject, other[0].id, found["how"].strip(), trim_value(rest), 0.75)


def _versus(subject: Subject, other: str, how: str, value: str, confidence: float) -> list[Assertion]:
    if not value or ends_open(value):
        return []
    aspect = f"versus:{other}"
    return [Assertion(Rule.COMPARISON, subject, strip_marks(how), aspect, value.strip(" *"), confidence)]


def _of_head_noun(text: str, context: Context) -> list[Assertion]:
    """每个群组… under 分布置放群组, A function … under Lambda: the last word of the name stands for the term."""
    owner = context.owner
    each = _EACH.match(text)
    term = context.glossary.get(owner.id) if owner else None
    led = context.glossary.find_leading(text)
    if not owner or not each or (led and led[0].id == owner.id):
        return []
    named = text[each.end() :]
    for name in (owner.name, *(term.names() if term else ())):
        head = _head_noun(name, named)
        rest = named[len(head) :]
        if (
            head
            and (each[0] or not context.astray)
            and predicate_of(rest.lstrip())
            and not _JOINED.match(rest)
        ):
            return _predicates(owner, rest.lstrip(), 0.66, glossary=context.glossary)
    return []


def _head_noun(name: str, text: str) -> str:
    """The end of ``name`` that ``text`` starts with: two Chinese characters or more, or its last word."""
    if "\u3400" <= name[-1:] <= "\u9fff":
        for size in range(min(8, len(name) - 1), 1, -1):
            if is_chinese(name[-size]) and text.startswith(name[-size:]):
                return name[-size:]
        return ""
    last = name.rsplit(maxsplit=1)[-1].lower() if " " in name else ""
    found = re.match(rf"{re.escape(last)}s?(?= )", text) if len(last) > 3 else None
    return found[0] if found else ""


def _of_leading_term(text: str, context: Context) -> list[Assertion]:
    each = _EACH.match(text)
    text = text[each.end() :] if each and each[0][:1] in "每Ee" else text
    led = context.glossary.find_leading(text)
    if not led or OPENING.match(text):
        return []
    rest = text[led[1] :]
    if _JOINED.match(rest) and predicate_of(rest) != "integrates":
        return []  # A and B together are no one term
    return _said_of(_subject(text, led), rest, context, 0.0)


def _of_pronoun(text: str, context: Context) -> list[Assertion]:
    found = _PRONOUN.match(text)
    subject = context.antecedent or (None if context.astray else context.owner)
    if not found or not subject:
        return []
    rest = text[found.end() :]
    if found[0].strip().lower() in ("其", "its"):
        return _property(subject, rest, context, 0.15)
    return _said_of(subject, rest, context, 0.15)


def _of_possession(text: str, context: Context) -> list[Assertion]:
    """The A of X is …, A of X include …"""
    found = _POSSESSION.match(text)
    led = context.glossary.find_leading(found["rest"]) if found else None
    if not found or not led:
        return []
    rest = found["rest"]
    said = _property(_subject(rest, led), f"{found['attribute']} {rest[led[1] :].strip()}", context, 0.0)
    return [one for one in said if one.value in rest]  # Turned round, a value must still be a quotation.


def _of_frame(text: str, context: Context) -> list[Assertion]:
    """使用 X 时，…; With X, you can …"""
    found = _FRAME_ZH.match(text) or _FRAME_EN.match(text)
    named = text[found.end() :] if found else ""
    led = context.glossary.find_leading(named) if found else None
    if not found or not led:
        return []
    rest = named[led[1] :]
    after = _AFTER_FRAME.match(rest)
    if not after or not re.search(r"[，,时中上里]", rest[: after.end()]):
        return []
    confidence = 0.68 if found["how"].lower() in _TOOLS else 0.5
    return _predicates(_subject(named, led), rest[after.end() :], confidence, glossary=context.glossary)


def _of_agent(text: str, context: Context) -> list[Assertion]:
    found = _AGENT.match(text)
    subject = context.owner or context.antecedent
    if not found or not subject or OPENING.match(text):
        return []
    value = trim_value(text) or text
    confidence = 0.68 if _IN_CHARGE.search(found["does"]) else 0.55
    if DEIXIS.search(value) or len(value) > 90:
        confidence = 0.5
    return [Assertion(Rule.AGENT, subject, _name("agent", value), "agent", value, confidence)]


def _said_of(subject: Subject, rest: str, context: Context, doubt: float) -> list[Assertion]:
    """What follows the subject: a property of it, a comparison, a definition or predicates."""
    noted = _PARENTHESIS.match(rest)
    rest = rest[noted.end() :] if noted else rest
    suffix = _SUFFIX.match(rest)
    rest = rest[suffix.end() :] if suffix and not predicate_of(rest) else rest
    rest = rest.lstrip("*`” ")
    if _ABBREVIATES.search(rest[:60]):
        rest = "".join(split_clauses(rest)[1:]).lstrip("，, ")
    if re.match(r"的|['’]s ", rest):
        return _property(subject, re.sub(r"^(?:的|['’]s )\s*", "", rest), context, doubt)
    than = re.match(r"比(?:起)?\s*(.+)$", rest)
    than = than or re.match(r"(?:is|are) (?:more|less|\w+er)\b[^,]{0,30} than (.+)$", rest)
    other = context.glossary.find_leading(than[1]) if than else None
    if than and other and other[0].id != subject.id:
        name = _subject(than[1], other).name
        how = f"compared with {name}" if context.english else f"与 {name} 相比"
        return _versus(subject, other[0].id, how, trim_value(rest), 0.75 - doubt)
    said = _predicates(subject, rest, 0.0, doubt=doubt, glossary=context.glossary)
    if said or not subject.name[-1:].isascii() or not is_chinese(rest[:3]):
        return said
    of_part = [a for a in _property(subject, rest, context, doubt) if predicate_of(a.value) not in _WEAK]
    return [replace(found, confidence=min(found.confidence, 0.66)) for found in of_part]  # SQS 消息最多…


def _property(subject: Subject, rest: str, context: Context, doubt: float) -> list[Assertion]:
    """X 的 A 是 …: the attribute is a noun, and what is said of it starts with a verb."""
    splits = sorted(_attribute_splits(rest), key=lambda split: predicate_of(split[1]) in _WEAK)
    for written, said in splits:
        attribute = re.sub(
            r"(?:主要|通常|一般|往往|默认|(?<![规法原准守总细])则|也|都|就|会|将)+$", "", written
        )
        kind = predicate_of(said)
        known = context.glossary.find_attribute(attribute)
        if not kind or not is_label(attribute) or not (known or is_noun(attribute)):
            continue
        value = trim_value(
            re.sub(
                r"^(?:(?:是|为)\s*(?=[^否])|(?:is|are) (?!not\b|\w+(?:ed|en|ing|n['’]t)\b))", "", said.strip()
            )
        )
        if not value or DEIXIS.search(value) or ends_open(value):
            return []
        sure = kind in ("is", "depends", "limit") or known
        aspect = known.id if known else term_form(attribute)
        confidence = round((0.8 if sure else 0.7) - doubt, 2)
        return [Assertion(Rule.PROPERTY, subject, attribute, aspect, value, confidence)]
    return []


def _attribute_splits(rest: str) -> Iterator[tuple[str, str]]:
    """Where an attribute's name may end, the shortest first."""
    if is_chinese(rest[:12]):
        for size in range(2, min(13, len(rest) - 1)):
            if rest[size - 1] in "的，,。":
                return
            yield rest[:size].strip(), rest[size:]
    else:
        words = rest.split(" ")
        for size in range(1, min(5, len(words))):
            yield " ".join(words[:size]), " ".join(words[size:])


def _predicates(
    subject: Subject, rest: str, confidence: float, *, glossary: Pack, doubt: float = 0.0
) -> list[Assertion]:
    """One assertion per predicate: clauses that start with a verb of their own part the sentence."""
    groups: list[str] = []
    for clause in split_clauses(rest):
        bare = clause.lstrip("，,；; ")
        other = glossary.find_leading(bare) if groups else None
        if other and predicate_of(bare[other[1] :]):
            break  # a clause about another term
        anew = states_limit(bare) or (
            predicate_of(_AND.sub("", bare)) in _STARTS_ANEW and not CONTINUES.match(bare)
        )
        if groups and not anew:
            groups[-1] += clause
        elif bare:
            groups.append(bare)
    found: list[Assertion] = []
    for number, group in enumerate(groups):
        said = _AND.sub("", group.strip())
        kind = predicate_of(said) or ("limit" if number and states_limit(said) else "")
        if not kind and not number:
            return []
        made = _assertion(subject, said, kind) if kind else None
        if made:
            sure = (confidence or made.confidence) - doubt - (0.08 if number else 0.0)
            if _MANNER.match(made.value) and len(made.value) < len(said.rstrip("，,")):
                sure = min(sure, 0.5)  # by what, and then not what
            if DEIXIS.search(made.value) or _LIKENED.search(made.value) or is_cut_short(made.value, rest):
                sure = min(sure, 0.5)
            found.append(
                Assertion(made.rule, subject, made.attribute, made.aspect, made.value, round(sure, 2))
            )
    return found


def _assertion(subject: Subject, said: str, kind: str) -> Assertion | None:
    nominal = ZH_NOMINAL.match(said) or re.match(
        r"(?:is|are) (?P<value>(?:an?|the) (?!same\b|only\b|first\b|most\b|default\b)\S.*)$", said
    )
    if kind == "is" and nominal:
        value = trim_value(nominal["value"])
        known = Assertion(Rule.DEFINITION, subject, "", "definition", value, 0.85)
        return known if value and not ends_open(value) else None
    listing = find_listing(said, kind)
    if listing:
        attribute = listing[0] or _name("contains", said)
        return Assertion(Rule.MEMBERSHIP, subject, attribute, "contains", listing[1], 0.78)
    value = trim_value(said)
    if not value:
        value = split_clauses(said)[0].rstrip("，,；; ")
        if len(value) > 120:
            return None
    if (ends_open(value) and not _SO.match(value)) or re.fullmatch(r"[\u3400-\u9fff]{0,2}", value):
        return None
    if states_limit(value):
        return Assertion(Rule.LIMIT, subject, _name("limit", said), "limit", value, 0.78)
    return Assertion(Rule.PREDICATE, subject, _name(kind, said), kind, value, _SURE.get(kind, 0.75))


def _name(kind: str, text: str) -> str:
    return NAMES[kind][0 if is_chinese(text) else 1]
