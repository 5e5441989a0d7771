"""Owners: whom the items of a list tell of, and what of it, by the heading or the words that introduce it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.core.names import heading_name, is_generic, strip_marks, term_form
from content.core.spots import Spot
from content.core.subjects import Subject, display_name, heading_subject, is_label
from content.core.terms import Pack

_FEATURE = r"特[点性征色]|优[点势]|好处|亮点|要点|功能(?:特性)?|能力|说明|总结|简介|概述|概览|一览|介绍|详解|基础|features?|benefits?|advantages?|characteristics?|properties|key (?:points|facts)|highlights|overview|summary|what it (?:is|does)|at a glance"
_MEMBERS = r"类型|种类|分类|类别|模式|方式|选项|组件|组成(?:部分)?|部分|策略|顺序|优先级|级别|等级|存储类|路由策略|语言|协议|工具|概念|术语|指令|命令|参数|成员|角色|原则|规则|方法|types?|kinds?|modes?|options?|components?|parts?|policies|classes|languages|tools?|concepts|instructions|commands|parameters|strategies"
_STEPS = r"步骤|流程|过程|工作原理|怎么|如何|操作|做法|steps?|procedure|how to|how it works|workflow|process|in this order"
_OTHER = r"场景|用途|用例|限制|缺点|不足|注意(?:事项)?|价格|定价|计费(?:方式)?|收费(?:方式)?|成本|use cases?|limits?|limitations?|drawbacks?|pricing|when to use(?: it)?"
_KIND = re.compile(
    rf"(?P<steps>{_STEPS})|(?P<members>{_MEMBERS})|(?P<feature>{_FEATURE})|(?P<other>{_OTHER})", re.I
)
_MISTAKES = re.compile(
    r"误[解区]|常见错误|易错|陷阱|谣言|mistakes?|myths?|misconceptions?|pitfalls?|wrong", re.I
)
_MISCELLANY = re.compile(r"其[他它]|更多|\b(?:other|more|misc)", re.I)
_SEQUENCE = re.compile(r"策略|规则|顺序|优先级|polic|rules|order", re.I)
_SAYS = re.compile(r"支持|包括|提供|可以|需要|support|include|provide")
_EXAMPLE = re.compile(
    r"示例|例子|举例|案例|实战|演示|练习|参考|链接|example|sample|exercise|reference|demo|walk-?through", re.I
)
_FILLER = re.compile(
    r"^(?:以下|如下|下列|下面)|(?:如下|以下|下列)(?:几[个种点项])?|主要|常见的?|常用的?|一些|几[个种点项]|[:：]\s*$|^(?:it|they) (?:has|have)|the following|these|here are(?: some)?",
    re.I,
)


_TITLE = re.compile(
    r"^(?:(?:下面|以下|这里|如下)(?:是|为)?|如果(?:你|您)?(?:想要?|要|需要)|(?:你|您)(?:想要?|需要)|要想|为了|if you (?:want|need) to |to |here (?:is|are) (?:the )?|the following )|(?:如下|as follows|以下几?个?步骤|[，,]?\s*(?:你|您)?(?:可以|需要|要)|[，,]?\s*(?:you (?:can|need to|must)|do this))$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a list tells of. ``aspect`` and ``attribute`` say what of it; ``confidence`` is that of an item.

    ``members``: the items are parts or kinds of the subject, and a pair in the list tells of its own key.
    """

    subject: Subject | None
    attribute: str
    aspect: str
    confidence: float
    members: bool = False
    steps: bool = False

    @property
    def listing(self) -> bool:
        """Whether each item is a value of one attribute: use cases, limits, drawbacks."""
        return not self.members and not self.steps and self.aspect != "feature"


def misleads(spot: Spot) -> bool:
    """Whether the block stands where a note quotes what is wrong, or makes up an example."""
    names = [heading.text for heading in spot.block.path[-2:]]
    return any(_MISTAKES.search(name) for name in names) or any(_EXAMPLE.search(name) for name in names[-1:])


def names_steps(heading: str) -> bool:
    """Whether a heading announces steps: 步骤, 工作原理, how it works."""
    kind = _KIND.search(heading_name(heading))
    return bool(kind and kind["steps"])


def owner_of(spot: Spot, glossary: Pack, antecedent: Subject | None, *, english: bool) -> Owner | None:
    """The owner of the list that ``spot`` is an item of; None when nobody can tell."""
    above = heading_subject(spot.block.path, glossary) or _about(spot, glossary)
    if spot.lead:
        return _by_lead(spot, glossary, antecedent or above, above, english)
    if not spot.block.path:
        return None
    name = heading_name(spot.block.path[-1].text)
    term = glossary.find(name)
    if term:
        subject = Subject(term.id, display_name(name, term), True)
        return Owner(subject, "feature" if english else "特点", "feature", 0.66)
    kind = _KIND.search(name)
    if above is None:
        steps = spot.block.ordered and bool(kind and (kind["steps"] or _SEQUENCE.search(kind[0])))
        return Owner(None, name, term_form(name), 0.64 if steps else 0.5, members=not steps, steps=steps)
    return _owner(above, name, kind, glossary, english)


def _about(spot: Spot, glossary: Pack) -> Subject | None:
    """The term that the last heading starts or ends with: EFS 的不同模式, Benefits of Lambda."""
    if not spot.block.path:
        return None
    name = heading_name(spot.block.path[-1].text)
    led = glossary.find_leading(name)
    if led and not re.search(
        r"和|与|或|、|/|\bvs\b|\band\b|\bor\b|对比|区别|比较|选择", name[led[1] :], re.I
    ):
        rest = name[led[1] :]
        if not rest.strip() or re.match(r"\s*(?:服务)?\s*(?:的|支持|['’]s |\s)", rest) or _KIND.search(rest):
            return Subject(led[0].id, display_name(name[: led[1]], led[0]), True)
    of = re.search(r"\b(?:of|for|in|with|on) (.{2,40})$", name)
    term = glossary.find(of[1]) if of else None
    return Subject(term.id, display_name(of[1], term), True) if of and term else None


def _by_lead(
    spot: Spot, glossary: Pack, subject: Subject | None, above: Subject | None, english: bool
) -> Owner | None:
    lead = strip_marks(spot.lead).strip()
    sentences = re.split(r"[。；]|(?<=[a-z])\. ", lead.rstrip("。 "))
    lead = sentences[-1].strip()
    if len(sentences) > 1 and not glossary.find_leading(lead):
        opening = glossary.find_leading(sentences[0])
        subject = (
            Subject(opening[0].id, display_name(sentences[0][: opening[1]], opening[0]), True)
            if opening
            else None
        )
        above = subject
    colon = lead.endswith((":", "："))
    bare = lead.rstrip(":： ")
    if spot.parent and not colon:
        return None  # an item below another one, not introduced by it
    term = glossary.find(bare)
    if term:
        return Owner(
            Subject(term.id, display_name(bare, term), True),
            "feature" if english else "特点",
            "feature",
            0.62,
        )
    led = glossary.find_leading(bare)
    if led:
        subject = Subject(led[0].id, display_name(bare[: led[1]], led[0]), True)
    elif spot.parent:
        subject = above
    kind = _last(bare)
    known = glossary.find_attribute(_FILLER.sub("", bare))
    if (kind and kind["steps"]) or (
        re.search(r"(?:你|您)?(?:需要|可以|要)$|需要|as follows$", bare) and spot.block.ordered
    ):
        title = _TITLE.sub("", bare).strip("，, ") or bare
        return Owner(subject, title, term_form(title), 0.62, steps=True)
    if subject is None or _EXAMPLE.search(bare):
        return None
    if known:
        return Owner(subject, _FILLER.sub("", bare).strip(), known.id, 0.74)
    if spot.parent and _SAYS.search(bare):
        return None  # 网关类型支持以下服务 tells of something else than the list above it
    if spot.parent and is_label(bare):
        return Owner(subject, bare, term_form(bare), 0.6, members=bool(kind and kind["members"]))
    if kind is None:
        return None
    return _owner(subject, kind[0], kind, glossary, english)


def _last(text: str) -> re.Match[str] | None:
    """The last word of ``text`` that says what kind of list follows."""
    return max(_KIND.finditer(text), key=re.Match.end, default=None)


def _owner(
    subject: Subject, name: str, kind: re.Match[str] | None, glossary: Pack, english: bool
) -> Owner | None:
    """By the words of a heading or lead: features, kinds, steps, or an attribute by its own name."""
    led = glossary.find_leading(name)
    rest = re.sub(r"^\s*(?:服务)?\s*(?:的|['’]s)?\s*", "", name[led[1] :]) if led else name
    rest = re.sub(r"\s+(?:of|for) .+$", "", rest).strip()
    known = glossary.find_attribute(rest) or glossary.find_attribute(name)
    if _MISCELLANY.search(rest):
        return Owner(subject, rest, term_form(rest), 0.5)
    if known and known.id != "definition":
        return Owner(subject, rest or name, known.id, 0.76, members=bool(kind and kind["members"]))
    if kind and kind["steps"]:
        return Owner(subject, rest or name, term_form(rest or name), 0.66, steps=True)
    if kind and kind["members"]:
        return Owner(subject, rest or kind[0], term_form(rest or kind[0]), 0.68, members=True)
    if known or (kind and kind["feature"]) or is_generic(rest):
        return Owner(subject, "feature" if english else "特点", "feature", 0.76 if kind else 0.55)
    if kind:
        return Owner(subject, rest, term_form(rest), 0.7)
    return Owner(subject, rest, term_form(rest), 0.55) if rest and is_label(rest) else None
