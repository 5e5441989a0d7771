"""Which way a table reads: terms as columns, or terms as rows."""

from __future__ import annotations

from content.core.names import term_form
from content.core.terms import Pack

_COLUMN_CORNERS = frozenset(
    [
        "特性",
        "特点",
        "特征",
        "对比项",
        "对比项目",
        "对比",
        "比较",
        "比较项",
        "比较项目",
        "项目",
        "维度",
        "方面",
        "属性",
        "指标",
        "区别",
        "对比维度",
        "比较维度",
        "问题",
        "内容",
        "feature",
        "features",
        "aspect",
        "property",
        "attribute",
        "attributes",
        "criterion",
        "criteria",
        "characteristic",
        "dimension",
        "comparison",
        "question",
    ]
)
_ROW_CORNERS = frozenset(
    [
        "名称",
        "命令",
        "指令",
        "参数",
        "方案",
        "服务",
        "术语",
        "概念",
        "类型",
        "选项",
        "方式",
        "组件",
        "工具",
        "模式",
        "策略",
        "字段",
        "缩写",
        "存储",
        "启动类型",
        "状态",
        "部分",
        "name",
        "command",
        "instruction",
        "parameter",
        "parameters",
        "option",
        "options",
        "service",
        "services",
        "term",
        "terms",
        "concept",
        "type",
        "component",
        "tool",
        "mode",
        "strategy",
        "field",
        "abbreviation",
        "storage",
        "kind",
        "part",
        "state",
    ]
) | {"launch type", "load balancer", "purchase option"}


_ATTRIBUTE_WORDS = frozenset(
    [
        "命令",
        "原因",
        "说明",
        "描述",
        "作用",
        "用途",
        "含义",
        "示例",
        "例子",
        "备注",
        "功能",
        "特点",
        "默认值",
        "值",
        "类型",
        "语法",
        "用法",
        "介绍",
        "解释",
        "场景",
        "使用场景",
        "优点",
        "缺点",
        "定义",
        "command",
        "reason",
        "description",
        "meaning",
        "purpose",
        "example",
        "examples",
        "notes",
        "note",
        "function",
        "default",
        "value",
        "type",
        "syntax",
        "usage",
        "definition",
        "summary",
        "details",
        "pros",
        "cons",
    ]
)
"""Header words that say what the cells below them tell of the names on the left."""


def table_orientation(header: tuple[str, ...], side: tuple[str, ...], glossary: Pack) -> tuple[bool, bool]:
    """``(columns are terms, that is sure)``: by the corner's word, then by which axis holds known terms."""
    top = tuple(text for text in header[1:] if text.strip())
    if top and all(term_form(text) in _ATTRIBUTE_WORDS for text in top):
        return False, True
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


def is_corner(text: str) -> bool:
    """Whether ``text`` is a word for the corner of a table, such as 特性, 名称 or Feature."""
    form = term_form(text)
    return form in _COLUMN_CORNERS or form in _ROW_CORNERS or form in ("功能", "item")
