"""Stems and explanations in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.core.claims import Fact
from content.core.names import strip_marks
from content.core.terms import Pack

# Per attribute id: how one asks for it in Chinese and in English. {x} is the subject.
_ASKED = {
    "price": ("{x}如何计费？", "How is {x} billed?"),
    "use-case": ("{x}适合什么场景？", "What is {x} best suited to?"),
    "storage-type": ("{x}属于哪种存储类型？", "What type of storage is {x}?"),
    "scaling": ("{x}如何扩缩？", "How does {x} scale?"),
    "time-limit": ("{x}的时间上限是多少？", "What is the time limit of {x}?"),
    "size-limit": ("{x}的容量是多少？", "What is the capacity of {x}?"),
    "infrastructure": (
        "关于{x}的基础设施，下列哪一项正确？",
        "Which of these is true of the infrastructure of {x}?",
    ),
    "definition": ("下列哪一项说的是{x}？", "Which of these describes {x}?"),
    "function": ("{x}的作用是什么？", "What is the purpose of {x}?"),
    "example": ("下列哪一项是{x}的例子？", "Which of these is an example of {x}?"),
    "analogy": ("{x}好比下列哪一项？", "What is {x} likened to?"),
    "access": ("关于{x}的访问方式，下列哪一项正确？", "Which of these is true of access to {x}?"),
}
_ASKING = re.compile(
    r"^(?:how|what|which|where|when|who|why|whether|after|before|during|in|on|at|under|used|suited|good|best|several|able)\b"
    r"|\b(?:it|they) \w+|\b(?:if|when|without|after|before|per|by|on)\b",
    re.I,
)
_ZH_NOUN = re.compile(
    r"(?:方式|类型|边界|形式|对象|职责|影响|用途|来源|位置|范围|依据|模式|数量|时间|上限|大小|时长|粒度|单位|程度|手段|价格|内核|后果|过程|方法|"
    r"步骤|期限|责任|时机|现象|做法|权限|代价|内容|地点|环境|界面|命令|关系|等级|协议|端口|角色|目标|成本|规模|机制|接口|周期|速度|维度|起点|本质|存储|工具|网络)$"
)
_PLURAL = re.compile(r"(?<![sui])s$")


def ask_attribute(fact: Fact, subject: str) -> str:
    """The stem that asks for ``fact``'s value: natural for known attributes, plain for others."""
    zh, en = _ASKED.get(fact.aspect, ("", ""))
    attribute = strip_marks(fact.attribute).strip("？?：: ")
    if fact.language != "en":
        return (zh or _ask_zh(attribute)).format(x=_zh(subject), a=attribute)
    return (en or _ask_en(attribute)).format(x=subject, a=decapitalise(attribute), A=attribute)


def _ask_zh(attribute: str) -> str:
    if re.search(r"(?:什么|哪里|哪|谁|多少|如何|怎样|怎么|几)", attribute):
        return "关于{x}的“{a}”，下列哪一项正确？"
    if re.search(r"(?:之后|之前|以后|以前|期间|时)$", attribute):
        return "{a}，关于{x}下列哪一项正确？"
    if re.search(r"^适[合用][^的]{2,4}$", attribute):
        return "{x}{a}什么？"
    if re.search(r"^适[合用于]*的", attribute):
        return "{x}{a}是下列哪一项？"
    if re.search(r"^(?:可|需要?|是否|不)|性$", attribute):
        return "关于{x}的“{a}”，下列哪一项正确？"
    if _ZH_NOUN.search(attribute):
        return "就{x}而言，{a}是什么？" if "的" in attribute else "{x}的{a}是什么？"
    return "{x}的“{a}”是下列哪一项？"


def _ask_en(attribute: str) -> str:
    if _ASKING.search(attribute):
        return "{A}: which of these is true of {x}?"
    verb = "are" if _PLURAL.search(re.split(" (?:of|to|for) ", attribute)[0]) else "is"
    if re.search(r"\b(?:of|to|for|from)\b", attribute):
        return f"For {{x}}, what {verb} the {{a}}?"
    return f"What {verb} the {{a}} of {{x}}?"


def ask_term(fact: Fact) -> str:
    """The stem that asks of which term a value holds."""
    attribute, value = strip_marks(fact.attribute).strip("？?：: "), strip_marks(fact.value)
    if fact.language != "en":
        if value in ("支持", "不支持"):
            return f"下列哪一项{value}{_zh(attribute)}？"
        return f"下列哪一项的“{attribute}”是“{value}”？"
    return f"Which of these does this describe? {attribute}: “{value}”"


def ask_rather(subject: str, other: str, language: str) -> str:
    """The stem that asks what is true of one term and not of the other."""
    if language != "en":
        return f"下列哪一项说的是{_zh(subject)}，而不是{_zh(other)}？"
    return f"Which of these is true of {subject} and not of {other}?"


def ask_name(fact: Fact) -> str:
    """The stem that gives a definition and asks for the term."""
    value = strip_marks(fact.value)
    if fact.language != "en":
        return f"“{value}”说的是下列哪一项？"
    return f"Which of these is described as “{decapitalise(value)}”?"


def ask_meaning(subject: str, language: str) -> str:
    """The stem that gives a term and asks for its definition."""
    if language != "en":
        return f"下列哪一项是对{_zh(subject)}的正确描述？"
    return f"Which of these describes {subject}?"


def ask_expansion(abbreviation: str, language: str) -> str:
    """The stem that asks what an abbreviation stands for."""
    if language != "en":
        return f"缩写 {abbreviation} 的全称是什么？"
    return f"What does {abbreviation} stand for?"


def explain(fact: Fact, others: Iterable[Fact], *, definition: bool = False) -> str:
    """Why the right option is right, and what each wrong one is true of."""
    told = [_tell(other, definition=definition) for other in others]
    if fact.language != "en":
        return _tell(fact, definition=definition) + "。" + (f"其他选项：{'；'.join(told)}。" if told else "")
    return _tell(fact, definition=definition) + "." + (f" The others: {'; '.join(told)}." if told else "")


def _tell(fact: Fact, *, definition: bool) -> str:
    subject, value = strip_marks(fact.subject), strip_marks(fact.value)
    if fact.language != "en":
        return (
            f"{subject}：{value}"
            if definition
            else f"{_zh(subject)}的“{strip_marks(fact.attribute)}”是“{value}”".strip()
        )
    if definition:
        return f"{subject}: {decapitalise(value)}"
    return f"{subject} — {decapitalise(strip_marks(fact.attribute))}: “{value}”"


def explain_expansion(fact: Fact) -> str:
    """Why the right expansion is right; the wrong ones were made up."""
    if fact.language != "en":
        return f"{fact.subject} 是 {fact.value} 的缩写。其他选项改动了其中的单词，不是它的全称。"
    return f"{fact.subject} stands for {fact.value}. The other options have words changed."


def subject_name(fact: Fact, *, words: frozenset[str], pack: Pack) -> str:
    """The subject as it reads inside a sentence: English common nouns get ``the`` and a small letter.

    ``words`` are those that stand in English values: a name that also stands there in small letters is a noun.
    """
    name = strip_marks(fact.subject)
    if fact.language != "en":
        return name
    term = pack.get(fact.term)
    small = decapitalise(name)
    if not re.search(r"[a-z]$", name):
        return name
    common = term.en[:1].islower() if term and term.en else False
    if not common and " " in name:
        common = name.split()[-1].islower()
    if not common and small != name:
        common = small in words or f"{small}s" in words
    if not common or name.lower() in (
        "serverless",
        "microservices",
        "container orchestration",
        "service discovery",
    ):
        return small if common else name
    return f"the {small}"


def decapitalise(text: str) -> str:
    """``text`` with a small first letter, unless its first word is a name or an abbreviation."""
    first = re.match(r"[A-Z][a-z]*(?=[\s,;:’'-]|$)(?! [A-Z][a-z])", text)
    if not first or first[0] in _NAMES:
        return text
    return text[0].lower() + text[1:]


_NAMES = frozenset(
    (
        "Windows",
        "Linux",
        "Docker",
        "Dockerfile",
        "Amazon",
        "Kubernetes",
        "Fargate",
        "Lambda",
        "Lightsail",
        "Python",
        "Java",
        "I",
    )
)


def _zh(name: str) -> str:
    """A Latin name inside Chinese text stands between spaces."""
    left = " " if re.match(r"[A-Za-z0-9]", name) else ""
    right = " " if re.search(r"[A-Za-z0-9)]$", name) else ""
    return f"{left}{name}{right}"


def tidy(stem: str) -> str:
    """No space at the start or before punctuation, and never two."""
    return re.sub(
        r" (?=[，。？；、：”])",
        "",
        re.sub(r"(?<=[“])\s+|\s{2,}", lambda m: " " if len(m[0]) > 1 else "", stem),
    ).strip()
