"""Names: the forms in which terms are compared, and what can be a name at all."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.text import match_form

_VENDOR = re.compile(r"^(?:amazon web services|amazon|aws|亚马逊)(?=[^a-z0-9])\s*")
_VENDORS = ("amazon", "aws", "亚马逊")
_CJK_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[a-z0-9])|(?<=[a-z0-9])\s+(?=[\u3400-\u9fff])")
LEADING_MARKS = re.compile(
    r"(?P<marks>[\s*`“\"]*)(?:(?:the|an?)\s+)?(?:(?:amazon|aws|亚马逊)\s*)?(?:的\s*)?", re.I
)
PLURAL = re.compile(r"(?:s|es)?(?![a-z0-9-])(?!['’]s\b)|(?=['’]s\b)", re.I)
_MARKS = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\([^)\s]{0,500}\)")
PARENTHESES = re.compile(r"^(.*?)\s*[(（]([^()（）]+)[)）]\s*(.*)$")
_WHAT_IS = re.compile(
    r"^(?:什么是|what (?:is|are)(?: an?| the)?)\s*(.+?)[?？]?$|^(.+?)\s*(?:是什么|指什么)[?？]?$"
    r"|^what (?:an? |the )?(.+?) (?:is|are|means)[?？]?$",
    re.I,
)
NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.、)]|[一二三四五六七八九十]+、)\s*")
LATIN_NAME = re.compile(r"^[A-Z][\w.+/-]*(?: (?:[A-Z][\w.+/-]*|of|and|for|as|a|on))*$", re.ASCII)
_CJK_NOUN = re.compile(r"^[\u3400-\u9fffA-Za-z0-9 .+/-]{2,12}$")
_NOT_A_NOUN = re.compile(
    r"[的了吗呢在从与和或及把被将如何怎么为什么之后之前第中]|(?<![超延限计定工小实])时|^[不无没有可以能需要使用支持允许提供创建进行关于]|[?？!！,，。;；:：]"
)
_GENERIC = frozenset(
    [
        "特点",
        "特性",
        "优点",
        "缺点",
        "优势",
        "好处",
        "使用场景",
        "应用场景",
        "适用场景",
        "常用场景",
        "场景",
        "对比",
        "比较",
        "区别",
        "总结",
        "小结",
        "概述",
        "简介",
        "介绍",
        "背景",
        "背景介绍",
        "引言",
        "前言",
        "注意",
        "注意事项",
        "说明",
        "示例",
        "例子",
        "例如",
        "描述",
        "核心概念",
        "基本概念",
        "概念",
        "其他概念",
        "其他",
        "更多",
        "参考",
        "参考资料",
        "链接",
        "步骤",
        "流程",
        "工作原理",
        "原理",
        "架构",
        "常见问题",
        "问题",
        "练习",
        "测验",
        "小测",
        "自测",
        "答案",
        "解析",
        "目录",
        "内容",
        "结论",
        "价格",
        "定价",
        "计费",
        "计费方式",
        "成本",
        "功能",
        "用例",
        "限制",
        "最佳实践",
        "要点",
        "回顾",
        "分类",
        "类型",
        "方式",
        "选项",
        "命令",
        "参数",
        "名称",
        "术语",
        "用途",
        "作用",
        "目标",
        "结构",
        "组成",
        "模式",
        "提示",
        "备注",
        "重要",
        "最后",
        "首先",
        "事件源",
        "优化",
        "改进",
        "性能优化",
        "安全",
        "安全性",
        "安全加固",
        "部署",
        "扩展",
        "附录",
        "后记",
        "配置",
        "环境",
        "使用",
        "安装",
        "准备",
        "准备工作",
        "时间",
        "结果",
        "原因",
        "目的",
        "文章目的",
        "features",
        "feature",
        "overview",
        "introduction",
        "summary",
        "use",
        "cases",
        "use",
        "case",
        "notes",
        "note",
        "comparison",
        "compare",
        "conclusion",
        "example",
        "examples",
        "background",
        "pricing",
        "price",
        "cost",
        "limits",
        "limitations",
        "quiz",
        "questions",
        "question",
        "answer",
        "answers",
        "faq",
        "references",
        "benefits",
        "advantages",
        "disadvantages",
        "pros",
        "cons",
        "key",
        "points",
        "key",
        "concepts",
        "concepts",
        "other",
        "others",
        "more",
        "definition",
        "definitions",
        "how",
        "it",
        "works",
        "architecture",
        "steps",
        "contents",
        "appendix",
        "tip",
        "tips",
        "warning",
        "important",
        "best",
        "practices",
        "best",
        "practice",
        "types",
        "type",
        "options",
        "check",
        "yourself",
        "recap",
        "terms",
        "security",
        "performance",
        "deployment",
        "scaling",
        "when",
        "to",
        "use",
        "it",
        "what",
        "it",
        "is",
    ]
) | frozenset(
    [
        "use cases",
        "use case",
        "key points",
        "key concepts",
        "how it works",
        "best practices",
        "best practice",
        "check yourself",
        "when to use it",
        "what it is",
        "pros and cons",
        "at a glance",
        "side by side",
        "in short",
    ]
)


@lru_cache(maxsize=1 << 12)
def strip_marks(text: str) -> str:
    """``text`` without bold, code and link markers."""
    if "**" in text or "__" in text or "`" in text:
        text = _MARKS.sub("", text)
    return (_LINK.sub(r"\1", text) if "](" in text else text).strip()


def squeeze(text: str) -> str:
    """``text`` without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=1 << 12)  # the same few names are compared over and over
def term_form(text: str) -> str:
    """The form in which names are compared: like ``match_form``, without vendor prefix and article."""
    form = match_form(strip_marks(text)).strip(" :：。.")
    if form.startswith(_VENDORS):
        form = _VENDOR.sub("", form)
    if form.startswith(("the ", "a ", "an ")):
        form = form.partition(" ")[2]
    return form if form.isascii() or " " not in form else _CJK_GAP.sub("", form)


@lru_cache(maxsize=1 << 12)
def name_forms(text: str) -> tuple[str, ...]:
    """The whole name, then what stands before and inside a pair of parentheses."""
    found = PARENTHESES.match(strip_marks(text))
    inner = (found[2],) if found and not found[3] else ()  # A (B) C is no B
    parts = [text, *((found[1] + found[3], *inner) if found else ())]
    return tuple(form for form in map(term_form, parts) if form)


@lru_cache(maxsize=1 << 12)
def heading_name(text: str) -> str:
    """What a heading is about: ``2.1 什么是 X？`` and ``What is X?`` give ``X``, others themselves."""
    bare = NUMBERING.sub("", strip_marks(text)).rstrip(":： ")
    found = _WHAT_IS.match(bare)
    return (found[1] or found[2] or found[3]).strip() if found else bare


def asks_what_is(text: str) -> bool:
    """Whether a heading asks what something is: 什么是 X, X 是什么, What is X?"""
    return _WHAT_IS.match(strip_marks(text).rstrip(":： ")) is not None


def is_generic(text: str) -> bool:
    """Whether a heading says what kind of section it is, not what it is about."""
    return match_form(heading_name(text)) in _GENERIC


def is_noun(text: str) -> bool:
    """Whether ``text`` can be a name: short, no clause, no verb in front, no question."""
    bare = strip_marks(text)
    if not bare or is_generic(bare) or len(bare) > 40:
        return False
    if LATIN_NAME.match(bare):
        return True
    if re.search(r"[\u3400-\u9fff]", bare):
        return bool(_CJK_NOUN.match(bare)) and not _NOT_A_NOUN.search(bare)
    return bool(re.match(r"^[\w`.+/-]+(?: [\w`.+/-]+){0,3}$", bare)) and not re.match(
        r"(?i)(?:no|not|how|why|what|when|if|it|this|that|you|we|to|use|using|can) ", bare + " "
    )
