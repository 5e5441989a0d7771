"""Terms: the things notes talk about, from a domain pack and from the notes themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import yaml

from content.core.document import Block, BlockKind, ParsedNote
from content.core.text import match_form

_VENDOR = re.compile(r"^(?:amazon web services|amazon|aws|亚马逊)(?=[^a-z0-9])\s*")
_CJK_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[a-z0-9])|(?<=[a-z0-9])\s+(?=[\u3400-\u9fff])")
_MARKS = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_PARENTHESES = re.compile(r"^(.*?)\s*[(（]([^()（）]+)[)）]\s*(.*)$")
_WHAT_IS = re.compile(r"^(?:什么是|what (?:is|are)(?: an?| the)?)\s*(.+?)[?？]?$|^(.+?)\s*(?:是什么|指什么)[?？]?$"
    r"|^what (?:an? |the )?(.+?) (?:is|are|means)[?？]?$",
    re.I,
)
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.、)]|[一二三四五六七八九十]+、)\s*")
_LATIN_NAME = re.compile(r"^[A-Z][\w.+/-]*(?: (?:[A-Z][\w.+/-]*|of|and|for|as|a|on))*$", re.ASCII)
_CJK_NOUN = re.compile(r"^[\u3400-\u9fffA-Za-z0-9 .+/-]{2,12}$")
_NOT_A_NOUN = re.compile(
    r"[的了吗呢在从与和或及把被将如何怎么为什么之后之前第中时]|^[不无没有可以能需要使用支持允许提供创建进行关于]|[?？!！,，。;；:：]"
)
_GENERIC = frozenset(
    """特点 特性 优点 缺点 优势 好处 使用场景 应用场景 适用场景 常用场景 场景 对比 比较 区别 总结 小结 概述 简介 介绍 背景
    背景介绍 引言 前言 注意 注意事项 说明 示例 例子 例如 描述 核心概念 基本概念 概念 其他概念 其他 更多 参考 参考资料 链接 步骤
    流程 工作原理 原理 架构 常见问题 问题 练习 测验 小测 自测 答案 解析 目录 内容 结论 价格 定价 计费 计费方式 成本 功能 用例 限制
    最佳实践 要点 回顾 分类 类型 方式 选项 命令 参数 名称 术语 用途 作用 目标 结构 组成 模式 提示 备注 重要 最后 首先 事件源
    优化 改进 性能优化 安全 安全性 安全加固 部署 扩展 附录 后记 配置 环境 使用 安装 准备 准备工作 时间 结果 原因 目的 文章目的
    features feature overview introduction summary use cases use case notes note comparison compare conclusion
    example examples background pricing price cost limits limitations quiz questions question answer answers faq references
    benefits advantages disadvantages pros cons key points key concepts concepts other others more definition definitions
    how it works architecture steps contents appendix tip tips warning important best practices best practice types type
    options check yourself recap terms security performance deployment scaling when to use it what it is""".split()
) | frozenset(
    ["use cases", "use case", "key points", "key concepts", "how it works", "best practices", "best practice",
     "check yourself", "when to use it", "what it is", "pros and cons", "at a glance", "side by side", "in short"]
)


@dataclass(frozen=True, slots=True)
class Term:
    """Something notes talk about. ``id`` is language-neutral; any name may be empty."""

    id: str
    zh: str = ""
    en: str = ""
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""

    def names(self) -> tuple[str, ...]:
        """Every name, the most specific language names first, none empty."""
        return tuple(name for name in (self.zh, self.en, self.abbreviation, *self.aliases) if name)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute under all its names; ``zh[0]`` and ``en[0]`` are shown."""

    id: str
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongClaim:
    """A statement known to be wrong: each of ``says`` is a set of fragments that stand together in it."""

    id: str
    term: str
    says: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    zh: str
    en: str
    checked: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What is known of a domain. Build with ``load_pack`` or ``Pack.build``, so that its indexes are right."""

    terms: tuple[Term, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    expansions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    claims: tuple[WrongClaim, ...] = ()
    _by_name: Mapping[str, Term] = field(default_factory=dict, repr=False, compare=False)
    _by_attribute: Mapping[str, Attribute] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def build(
        cls,
        terms: Iterable[Term] = (),
        attributes: Iterable[Attribute] = (),
        expansions: Mapping[str, tuple[str, ...]] | None = None,
        claims: Iterable[WrongClaim] = (),
    ) -> Pack:
        """Index the data; where two terms share a name, the first keeps it."""
        terms, attributes = tuple(terms), tuple(attributes)
        by_name: dict[str, Term] = {}
        for term in terms:
            for name in term.names():
                by_name.setdefault(term_form(name), term)
        by_attribute: dict[str, Attribute] = {}
        for attribute in attributes:
            for name in (*attribute.zh, *attribute.en):
                by_attribute.setdefault(term_form(name), attribute)
        return cls(terms, attributes, MappingProxyType(dict(expansions or {})), tuple(claims), by_name, by_attribute)

    def find(self, text: str) -> Term | None:
        """The term that ``text`` names, whole: vendor prefix and markup aside, ``zh(en)`` by either part."""
        for form in _forms(text):
            if form in self._by_name:
                return self._by_name[form]
        return None

    def find_attribute(self, text: str) -> Attribute | None:
        """The attribute that ``text`` names, whole."""
        for form in _forms(text):
            if form in self._by_attribute:
                return self._by_attribute[form]
        return None

    def get(self, term_id: str) -> Term | None:
        """The term with this id."""
        return next((term for term in self.terms if term.id == term_id), None)

    def true_expansions(self, abbreviation: str) -> tuple[str, ...]:
        """Every expansion of ``abbreviation`` that is known to be true."""
        wanted = match_form(abbreviation)
        own = tuple(t.en for t in self.terms if t.en and match_form(t.abbreviation) == wanted)
        extra = tuple(e for abbr, many in self.expansions.items() if match_form(abbr) == wanted for e in many)
        return own + extra

    def with_terms(self, extra: Iterable[Term]) -> Pack:
        """This pack and ``extra``, whose names never take those of the pack's own terms."""
        extra = tuple(extra)
        return Pack.build((*self.terms, *extra), self.attributes, self.expansions, self.claims) if extra else self


def strip_marks(text: str) -> str:
    """``text`` without bold, code and link markers."""
    return _LINK.sub(r"\1", _MARKS.sub("", text)).strip()


def term_form(text: str) -> str:
    """The form in which names are compared: like ``match_form``, without vendor prefix and article."""
    form = match_form(strip_marks(text)).strip(" :：。.")
    form = re.sub(r"^(?:the|an?) ", "", _VENDOR.sub("", form))
    return _CJK_GAP.sub("", form)


def _forms(text: str) -> tuple[str, ...]:
    """The whole name, then what stands before and inside a pair of parentheses."""
    found = _PARENTHESES.match(strip_marks(text))
    parts = [text, *((found[1] + found[3], found[2]) if found else ())]
    return tuple(form for form in map(term_form, parts) if form)


def heading_name(text: str) -> str:
    """What a heading is about: ``2.1 什么是 X？`` and ``What is X?`` give ``X``, others themselves."""
    bare = _NUMBERING.sub("", strip_marks(text)).rstrip(":： ")
    found = _WHAT_IS.match(bare)
    return (found[1] or found[2] or found[3]).strip() if found else bare


def is_generic(text: str) -> bool:
    """Whether a heading says what kind of section it is, not what it is about."""
    return match_form(heading_name(text)) in _GENERIC


def is_noun(text: str) -> bool:
    """Whether ``text`` can be a name: short, no clause, no verb in front, no question."""
    bare = strip_marks(text)
    if not bare or is_generic(bare) or len(bare) > 40:
        return False
    if _LATIN_NAME.match(bare):
        return True
    if re.search(r"[\u3400-\u9fff]", bare):
        return bool(_CJK_NOUN.match(bare)) and not _NOT_A_NOUN.search(bare)
    return bool(re.match(r"^[\w`.+/-]+(?: [\w`.+/-]+){0,3}$", bare)) and not re.match(
        r"(?i)(?:no|not|how|why|what|when|if|it|this|that|you|we|to|use|using|can) ", bare + " "
    )


def initials_match(abbreviation: str, expansion: str) -> bool:
    """Whether the capitals of ``abbreviation`` are the initials of ``expansion``, small words optional."""
    letters = re.sub(r"[^a-z0-9]", "", abbreviation.lower())
    words = re.findall(r"[a-z0-9]+", expansion.lower())
    small = {"of", "and", "as", "a", "the", "for", "to", "in", "on"}
    every = "".join(word[0] for word in words)
    without = "".join(word[0] for word in words if word not in small)
    if len(letters) < 2 or len(words) < 2:
        return False
    if re.fullmatch(r"[a-z]\d", letters):  # S3, EC2: the digit counts repeated initials
        return every == letters[0] * int(letters[1])
    if re.fullmatch(r"[a-z]+\d", letters):
        head, count = letters[:-1], int(letters[-1])
        return every == head[:-1] + head[-1] * count
    return letters in (every, without)


def find_expansions(text: str) -> tuple[tuple[str, str, float], ...]:
    """``(abbreviation, expansion, confidence)`` for every expansion in ``text`` whose initials agree."""
    plain, found = strip_marks(text), []
    abbr, words = r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9/]{1,7}", r"[A-Z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+){1,5}"
    vendor = re.compile(r"^(?:Amazon|AWS) ")
    sure = rf"({abbr})\s*(?:是|为|即|stands for|is short for)\s*(?:the )?[“\"]?((?:Amazon |AWS )?{words})[”\"]?"
    for match in re.finditer(sure, plain):
        found.append((match[1], match[2], 0.95))
    for match in re.finditer(rf"({abbr})\s*[:：]\s*({words})", plain):
        found.append((match[1], match[2], 0.8))
    for match in re.finditer(rf"({abbr})\s*[(（]((?:Amazon |AWS )?{words})[)）]", plain):
        found.append((match[1], match[2], 0.9))
    for match in re.finditer(rf"((?:[A-Za-z0-9-]+ )+[A-Za-z0-9-]+)\s*[(（](?:Amazon |AWS )?({abbr})[)）]", plain):
        found.append((match[2], match[1], 0.9))
    for match in re.finditer(rf"[(（]({words})[,，]\s*({abbr})[)）]", plain):
        found.append((match[2], match[1], 0.9))
    out: dict[tuple[str, str], float] = {}
    for name, expansion, confidence in found:
        if name.islower() or not any(c.isupper() for c in name[1:]) and not name[-1].isdigit():
            continue
        fitted = _fit(name, vendor.sub("", expansion))
        if fitted:
            out[name, fitted] = max(confidence, out.get((name, fitted), 0.0))
    return tuple((name, expansion, confidence) for (name, expansion), confidence in out.items())


def _fit(abbreviation: str, words: str) -> str:
    """The run of words at either end of ``words`` whose initials spell ``abbreviation``."""
    parts = words.split()
    for size in range(2, len(parts) + 1):
        for run in (parts[-size:], parts[:size]):
            text = " ".join(run)
            if run[0][0].isupper() and initials_match(abbreviation, text):
                return text
    return ""


def note_terms(note: ParsedNote, pack: Pack) -> Pack:
    """``pack`` joined with the terms that ``note`` itself defines; the pack's own names win."""
    extra: dict[str, Term] = {}
    for block in note.blocks:
        for term in _defined_by(block, pack):
            if not any(pack.find(name) for name in term.names()):
                extra.setdefault(term.id, term)
    return pack.with_terms(extra.values())


def _defined_by(block: Block, pack: Pack) -> tuple[Term, ...]:
    """Terms that one block brings: expansions anywhere, headings that name something."""
    if block.kind in (BlockKind.CODE, BlockKind.QUIZ, BlockKind.FRONT_MATTER):
        return ()
    terms = []
    for name, expansion, _ in find_expansions(block.plain):
        terms.append(Term(id=term_form(name), en=expansion, abbreviation=name))
    if block.kind is BlockKind.HEADING and block.path:
        terms += _named_by_heading(block.path[-1].text, pack)
    return tuple(terms)


def _named_by_heading(text: str, pack: Pack) -> tuple[Term, ...]:
    name = heading_name(text)
    asked = name != _NUMBERING.sub("", strip_marks(text)).rstrip(":： ")
    found = _PARENTHESES.match(name)
    if is_generic(name) or pack.find_attribute(name):
        return ()
    if found and not found[3] and is_noun(found[1]) and _LATIN_NAME.match(found[2]):
        return (Term(id=term_form(found[2]), zh=found[1], en=found[2]),)
    latin = _LATIN_NAME.match(name) and len(name.split()) <= 4
    if is_noun(name) and (asked or latin):
        blank = Term(id=term_form(name))
        return (replace(blank, zh=name) if re.search(r"[\u3400-\u9fff]", name) else replace(blank, en=name),)
    return ()


def load_pack(text: str) -> Pack:
    """Read a pack from YAML. Raises ``ValueError`` with a sentence that says what is wrong and where."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"The pack is not valid YAML: {error}.") from error
    if data is None:
        return EMPTY_PACK
    if not isinstance(data, dict):
        raise ValueError("The pack must be a mapping with the keys terms, attributes, expansions and claims.")
    unknown = sorted(set(map(str, data)) - {"terms", "attributes", "expansions", "claims"})
    if unknown:
        raise ValueError(f"The pack has an unknown key: {unknown[0]}. Known are terms, attributes, expansions, claims.")
    terms = tuple(_term(row, number) for number, row in _rows(data, "terms"))
    seen: set[str] = set()
    for term in terms:
        if term.id in seen:
            raise ValueError(f"The pack has two terms with the id {term.id}; give each its own.")
        seen.add(term.id)
    attributes = tuple(_attribute(row, number) for number, row in _rows(data, "attributes"))
    claims = tuple(_claim(row, number) for number, row in _rows(data, "claims"))
    expansions = data.get("expansions") or {}
    if not isinstance(expansions, dict):
        raise ValueError("The pack's expansions must map an abbreviation to a list of expansions.")
    spelled = {str(name): _strings(many, f"expansions of {name}") for name, many in expansions.items()}
    return Pack.build(terms, attributes, spelled, claims)


def _rows(data: Mapping[str, Any], key: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    rows = data.get(key) or []
    if not isinstance(rows, list):
        raise ValueError(f"The pack's {key} must be a list.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not row.get("id"):
            raise ValueError(f"Entry {number} of the pack's {key} must be a mapping with an id.")
        yield number, row


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str | int | float) for item in value):
        raise ValueError(f"The pack's {where} must be a list of texts.")
    return tuple(str(item) for item in value)


def _term(row: Mapping[str, Any], number: int) -> Term:
    aliases = _strings(row.get("aliases") or [], f"aliases of {row['id']}")
    names = {key: str(row.get(key) or "") for key in ("zh", "en", "abbreviation", "kind")}
    if not (names["zh"] or names["en"] or names["abbreviation"]):
        raise ValueError(f"Entry {number} of the pack's terms ({row['id']}) needs a name: zh, en or abbreviation.")
    return Term(id=str(row["id"]), aliases=aliases, **names)


def _attribute(row: Mapping[str, Any], number: int) -> Attribute:
    names = {key: _strings(row.get(key) or [], f"{key} names of attribute {row['id']}") for key in ("zh", "en")}
    if not (names["zh"] or names["en"]):
        raise ValueError(f"Entry {number} of the pack's attributes ({row['id']}) needs a name: zh or en.")
    return Attribute(str(row["id"]), names["zh"], names["en"])


def _claim(row: Mapping[str, Any], number: int) -> WrongClaim:
    says = row.get("says")
    if not isinstance(says, list) or not says:
        raise ValueError(f"Entry {number} of the pack's claims ({row['id']}) must list what it says.")
    if not row.get("checked") or not (row.get("zh") or row.get("en")):
        raise ValueError(f"Entry {number} of the pack's claims ({row['id']}) needs a correction and the date checked.")
    return WrongClaim(
        id=str(row["id"]),
        term=str(row.get("term") or ""),
        says=tuple(_strings(one, f"claim {row['id']}") for one in says),
        unless=_strings(row.get("unless") or [], f"claim {row['id']}"),
        zh=str(row.get("zh") or ""),
        en=str(row.get("en") or ""),
        checked=str(row["checked"]),
    )


EMPTY_PACK = Pack.build()
