"""Chinese stems and explanations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from content.core.claims import Fact, Rule
from content.core.predicates import predicate_of
from quizzes.core.wording import attribute_of, joined, shown, tidy

_ASKED = {
    "price": "{x} 如何计费？",
    "use-case": "{x} 适合什么场景？",
    "storage-type": "{x} 属于哪种存储类型？",
    "scaling": "{x} 如何扩缩？",
    "size-limit": "{x} 的容量是多少？",
    "definition": "下列哪一项是对 {x} 的正确描述？",
    "function": "{x} 的作用是什么？",
    "example": "下列哪一项是 {x} 的例子？",
    "analogy": "{x} 好比下列哪一项？",
    "contains": "{x} 包含什么？",
    "expansion": "缩写 {x} 的全称是什么？",
}
# What stands between a term and its value when one asks for the term.
_HOLDS = {
    "use-case": "下列哪一项适合“{v}”？",
    "function": "下列哪一项的作用是“{v}”？",
    "analogy": "下列哪一项好比“{v}”？",
    "example": "“{v}”是下列哪一项的例子？",
    "contains": "下列哪一项包含“{v}”？",
    "definition": "“{v}”说的是下列哪一项？",
}
_HOW_MANY = {
    "time-limit": "{x} 的时间上限是多少？",
    "size-limit": "{x} 的容量上限是多少？",
    "price": "{x} 的价格是多少？",
}
_NOUN = re.compile(
    r"(?:方式|类型|边界|形式|对象|职责|影响|用途|来源|位置|范围|依据|模式|数量|时间|上限|下限|大小|时长|粒度|单位|程度|手段|价格|内核|后果|过程|方法|"
    r"步骤|期限|责任|时机|现象|做法|权限|代价|内容|地点|环境|界面|命令|关系|等级|协议|端口|角色|目标|成本|规模|机制|接口|周期|速度|维度|起点|本质|存储|工具|网络|"
    r"层|层级|级别|格式|策略|语言|目的|功能|作用|特点|优点|缺点|优势|劣势|要求|条件|原因|结果|名称|系统|平台|服务|架构|组件|标准|版本|方案|场景|费用|延迟|带宽|"
    r"吞吐量?|容量|限制|默认值|值|次数|频率|顺序|团队|负载|东西|问题|状态|资源|区域|路径|文件|目录|结构|介质|算法|单元|主体|人|者|方|量|数|率|期|点|法|物|处|项|地|例子|示例|比喻|类比|成员|模型|保证|类别|内存|IOPS|通路|安排|建议|准备|前提|风险|幅度|侧重|系列|信号|事|部分|变化|设置|材料|设施|操作|产出|本领|特长|途径|买家|时刻|防御|缘由|处理|退路|规则|身份|理由|时段|痕迹|授权|映射|输入|输出|动作|回应|历史|入口|归属|瓶颈|寿命|工作|去向|节奏|渠道|语法|引擎|流程)$"
)
_SUITS = re.compile(r"适[合用](?![^的]*(?:前提|条件|场景|范围|对象|团队)$)[^的]{2,4}$")
_QUESTION = re.compile(r"什么|哪|谁|多少|如何|怎样|怎么|几[个种次台天]|是否|能否|可否|有无|吗$")
_WHEN = re.compile(r"(?:之后|之前|以后|以前|期间|时候?|后|前)$")
_VERB_OF = re.compile(
    r"^(?:适合|适用|支持|回答|需要|包含|使用|采用|面向|提供|依赖|解决|具有|允许|占用|负责|管理|保存|存放|针对|处理)(?:于)?的"
)
_IS_A = re.compile(r"^(?:(?:AWS|Amazon|亚马逊)\s*\S{0,6}的)?\s*一[种个项款类组份套台张段块]|^指(?:的是|代)")
_STATEMENTS = (Rule.PREDICATE, Rule.LIMIT, Rule.COMPARISON)
# What frames the title of a procedure: 如果你想 …，你需要
_TASK = re.compile(
    r"^(?:如果|若|要|为了)?(?:[你您]|我们)?(?:想要?|需要|要)?(?=[^，,]{4})|[，,]?\s*(?:[你您]|我们)?(?:需要|可以|应该?|必须|要)(?:做|执行|完成)?(?:[^，,]{0,8}步骤)?$|(?:的)?步骤$"
)
_MEASURED = re.compile(
    r"^(?:约|不到|超过|至少|至多|最[多少长大高])?\s*\d[\d.,]*\s*(?:[-–—~～到至]\s*\d[\d.,]*\s*)?[^\d\s]{0,6}(?:以[内上下])?$"
)
_COUNT = {2: "两", 3: "三"}


def ask_value(fact: Fact, name: str) -> str:
    """What is the attribute of this term?"""
    attribute = attribute_of(fact)
    known = _ASKED.get(fact.aspect)
    asked = known or _ask_for(attribute)
    if fact.aspect == "price" and "计费" in fact.value:
        asked = "{x} 如何收费？"  # the answer's own word would give it away
    if not known and not _QUESTION.search(attribute) and _MEASURED.match(shown(fact.value, "zh")):
        return ask_number(fact, name)
    return _join(asked, x=name, a=attribute)


@lru_cache(maxsize=1 << 12)
def _ask_for(attribute: str) -> str:
    if re.match(r"如何|怎样|怎么|是什么|在哪|能否|可否|是否", attribute):
        return "{x} {a}？"
    if _QUESTION.search(attribute):
        return "对于 {x}，{a}？"
    if _WHEN.search(attribute):
        return "{a}，下列哪一项符合 {x} 的情况？"
    if _SUITS.match(attribute):
        return "{x} {a}什么？"
    if _VERB_OF.match(attribute):
        return "{x} {a}是什么？"
    if is_noun_phrase(attribute):
        return "就 {x} 而言，{a}是什么？" if "的" in attribute else "{x} 的{a}是什么？"
    return "关于 {x} 的{a}，下列哪一项正确？"


@lru_cache(maxsize=1 << 12)
def is_noun_phrase(attribute: str) -> bool:
    """Whether ``X 的 A 是什么`` can be asked of an attribute."""
    asks = (
        _QUESTION.search(attribute)
        or re.match(r"可(?!选|写|见)|需要?|不", attribute)
        or re.match(r"适[合用](?![^的]*(?:前提|条件|范围|对象|团队)$)", attribute)
    )
    return not asks and _NOUN.search(attribute) is not None and not attribute.endswith(("性", "化"))


def ask_term(fact: Fact) -> str:
    """Of which term does this value hold?"""
    attribute, value = attribute_of(fact), shown(fact.value, "zh")
    if value in ("支持", "不支持") and not _QUESTION.search(attribute):
        return _join("下列哪一项{v} {a}？", v=value, a=attribute)
    known = _HOLDS.get(fact.aspect)
    if known and (fact.aspect != "use-case" or not re.match(r"适[合用]", value)):
        return _join(known, v=value, a=attribute)
    if _SUITS.match(attribute):
        return _join("下列哪一项{a}“{v}”？", v=value, a=attribute)
    if _VERB_OF.match(attribute) or (is_noun_phrase(attribute) and "的" not in attribute):
        form = "下列哪一项{a}是“{v}”？" if _VERB_OF.match(attribute) else "下列哪一项的{a}是“{v}”？"
        return _join(form, v=value, a=attribute)
    if is_noun_phrase(attribute):
        return _join("在下列哪一项中，{a}是“{v}”？", v=value, a=attribute)
    if _QUESTION.search(attribute) or _WHEN.search(attribute):
        return _join("“{a}：{v}”说的是下列哪一项？", v=value, a=attribute)
    short = re.search(r"[\u3400-\u9fff]$", attribute) and len(attribute) <= 6 and "的" not in attribute
    if short and not predicate_of(attribute):
        return _join("下列哪一项的{a}是“{v}”？", v=value, a=attribute)
    return _join("关于{a}，“{v}”说的是下列哪一项？", v=value, a=attribute)


def ask_rather(name: str, other: str) -> str:
    """What is true of one term and not of the other?"""
    return _join("下列哪一项说的是 {x}，而不是 {y}？", x=name, y=other)


def ask_name(fact: Fact, within: str = "") -> str:
    """Which term is this the definition of? ``within`` is the heading of the list it stands in."""
    if within:
        return _join("在“{w}”中，“{v}”说的是哪一项？", w=within, v=shown(fact.value, "zh"))
    return _join("“{v}”说的是下列哪一项？", v=shown(fact.value, "zh"))


def ask_meaning(name: str, within: str = "") -> str:
    """What is this term? ``within`` is the heading of the list without which its name says nothing."""
    if within:
        return _join("在“{w}”中，{x} 表示什么？", w=within, x=name)
    return _join(_ASKED["definition"], x=name)


def ask_expansion(name: str, *, vendor: bool = False) -> str:
    """What does this abbreviation stand for? ``vendor``: it is a name of AWS, others may use it otherwise."""
    return _join("在 AWS 中，" + _ASKED["expansion"] if vendor else _ASKED["expansion"], x=name)


def ask_number(fact: Fact, name: str) -> str:
    """How much or how many is the attribute of this term?"""
    attribute = attribute_of(fact)
    known = _HOW_MANY.get(fact.aspect)
    if known and not _QUESTION.search(attribute):
        return _join(known, x=name)
    if _QUESTION.search(attribute):
        return _join(_ask_for(attribute), x=name, a=attribute)
    return _join(
        "就 {x} 而言，{a}是多少？" if "的" in attribute else "{x} 的{a}是多少？", x=name, a=attribute
    )


def ask_gap(sentence: str) -> str:
    """Which number fills the gap in this sentence?"""
    return _join("下面的空格处应填什么？“{s}”", s=sentence)


def ask_not(name: str) -> str:
    """Which does not hold of this term?"""
    return _join("关于 {x}，下列哪一项**不**正确？", x=name)


def ask_several(name: str, count: int) -> str:
    """Which two, or three, hold of this term?"""
    return _join("关于 {x}，下列哪{n}项正确？（选{n}项）", x=name, n=_COUNT[count])


def ask_several_rather(name: str, other: str, count: int) -> str:
    """Which two are true of one term and not of the other?"""
    return _join("下列哪{n}项说的是 {x}，而不是 {y}？（选{n}项）", x=name, y=other, n=_COUNT[count])


def ask_members(fact: Fact, name: str, count: int) -> str:
    """Which two belong to this term?"""
    attribute = attribute_of(fact)
    if fact.aspect == "contains" or not is_noun_phrase(attribute):
        return _join("下列哪{n}项属于 {x}？（选{n}项）", x=name, n=_COUNT[count])
    return _join("下列哪{n}项属于 {x} 的{a}？（选{n}项）", x=name, a=attribute, n=_COUNT[count])


def ask_matches(fact: Fact, ask: str) -> str:
    """Which text belongs to which term?"""
    attribute = attribute_of(fact)
    if ask == "meaning":
        return "请把每条描述与它所说的术语配对。"
    if is_noun_phrase(attribute) and "的" not in attribute:
        return _join("请配对：下列各项分别是哪个术语的{a}？", a=attribute)
    return _join("请配对：关于“{a}”，下列各项分别说的是哪个术语？", a=attribute)


def ask_order(title: str) -> str:
    """In which order do these steps come?"""
    return _join("请按先后顺序排列“{t}”的各个步骤。", t=_TASK.sub("", title))


def ask_holder(fact: Fact) -> str:
    """Of which term is this statement true?"""
    return _join("下列哪一项{v}？", v=shown(fact.value, "zh"))


def sentence(fact: Fact, name: str, value: str = "") -> str:
    """What a fact says, as a sentence without its full stop; ``value`` in place of the fact's own."""
    value, attribute = value or shown(fact.value, "zh"), attribute_of(fact)
    if fact.rule in _STATEMENTS:
        return _join("{x} {v}", x=name, v=value)
    if fact.aspect == "expansion":
        return _join("{x} 是 {v} 的缩写", x=name, v=value)
    if fact.aspect == "definition":
        return _join("{x} 是{v}" if _IS_A.match(value) else "“{v}”说的是 {x}", x=name, v=value)
    if fact.rule in (Rule.FEATURE, Rule.AGENT):
        return _join("{x} {v}" if predicate_of(value) else "{x}：{v}", x=name, v=value)
    if value in ("支持", "不支持") and not _QUESTION.search(attribute):
        return _join("{x} {v} {a}", x=name, a=attribute, v=value)
    if is_noun_phrase(attribute) and not _VERB_OF.match(attribute):
        form = "对 {x} 来说，{a}是“{v}”" if "的" in attribute else "{x} 的{a}是“{v}”"
        return _join(form, x=name, a=attribute, v=value)
    if _VERB_OF.match(attribute):
        return _join("{x} {a}是“{v}”", x=name, a=attribute, v=value)
    return _join("关于“{a}”，{x} 对应的是“{v}”", x=name, a=attribute, v=value)


def true_of(texts: Sequence[tuple[str, str]], *, statements: bool = False) -> str:
    """What wrong options are true of: pairs of text and name."""
    return "；".join(_join("“{v}”说的是 {x}", v=text, x=name) for text, name in texts) + "。" if texts else ""


def not_told(names: Sequence[str]) -> str:
    """Names of which the notes say no such thing."""
    return _join("笔记没有这样描述 {n}。", n="、".join(names)) if names else ""


def rest_true(name: str) -> str:
    """The other options hold of the term."""
    return _join("其余各项都符合 {x}。", x=name)


def words_changed() -> str:
    """The wrong expansions were made up."""
    return "其他选项改动了其中的单词，不是全称。"


def numbers_changed() -> str:
    """The wrong numbers were made up."""
    return "其他选项中的数字与笔记不符。"


def in_order(steps: Sequence[str]) -> str:
    """The steps of a procedure, in order."""
    return tidy("正确的顺序是：" + "；".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)) + "。")


@lru_cache(maxsize=1 << 12)  # what is true of a term is said in the explanation of many questions
def _join(form: str, **parts: str) -> str:
    """``form`` filled in, with a space between Latin and Han and none between Han and Han."""
    return joined(form.format(**parts))
