"""Sentences: where they part, which define something, and what of them can stand alone."""

from __future__ import annotations

import re

from content.core.text import match_form

SENTENCE_END = re.compile(
    r"(?<=[。！？!?；])|(?<=[.!?;])\s+(?=[A-Z\u3400-\u9fff`*])|(?<=[a-z][.!?])(?=[\u3400-\u9fff])|\n|<br\s*/?>"
)
_GROUPED = re.compile(r"\d,\d{3}(?!\d)")
DEIXIS = re.compile(
    r"[您你我他它]|我们|(?<!应)该|此(?:外|时|)|这|那些|上述|以下|下面|如下|(?<!文)本文|前者|后者"
    r"|\b(?:it|this|these|those|your?|we|our|they|their|them|above|below|following|former|latter)\b",
    re.I,
)
_BREAK = re.compile(
    r"^\s*(?:但|而|因此|所以|从而|例如|比如|如果|其中|这|它|除了|因为|由于|but|so|however|while|whereas|although|for example)",
    re.I,
)
OPENING = re.compile(
    r"^\s*(?:示例|例如|比如|如果|因此|所以|当|但|而|同时|另外|此外|其中|这|该|上述|以下|下面|本|if|when|while|this|that|these|those"
    r"|it|they|there|for example|so|however|but|what|which|one|each|here)(?=[^a-z]|$)",
    re.I,
)
ZH_DEFINITION = re.compile(
    r"^(?P<name>[^，。；：:,;]{1,40}?)\s*(?:(?<![规法原准守总细])则|就|便|也|其实|实际上)?(?:是|指的是|是指|指)\s*"
    r"(?P<value>[*`]*(?:(?:AWS|Amazon|亚马逊)[^，,。]{0,6}(?:提供|推出)的)?\s*(?:一种|一个|一项|一款|一类|一组|一份|一套|一台|一张|一段|一块)\S.*)$"
)
EN_DEFINITION = re.compile(
    r"^(?:The |An? )?(?P<name>[\w`*][\w`*()/.+ -]{0,58}?) (?:is|are) (?P<value>(?:an?|the) \S.*)$"
)
_DANGLING = re.compile(
    r"(?<=.)[，,]\s*(?:对于|当|如果|为了|随着|虽然|尽管|除了|在[^，,]*(?:时|后|中|情况下)|(?:if|when|while|for|in|although) )[^，,]*$",
    re.I,
)
_CASE = re.compile(r"[^，,。]{0,4}?(?:如果|假如|一旦)")
_IN_TURN = re.compile(r"这(?:样|种|有|将|会|也|可|意味|使得?|让)|此举")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_NAME = re.compile(r"[(（]([^()（）]{2,})[)）]$")
_LIMIT = {"zh": 44, "en": 130}


def trim_value(value: str, sentence: str = "") -> str:
    """The clauses of ``value`` that stand alone and fit an option; empty when not even the first does."""
    chinese = _HAN.search(sentence or value) is not None
    limit, kept = _LIMIT["zh" if chinese else "en"], ""
    for clause in split_clauses(value.strip().rstrip("。.;；!！")):
        bare = clause.lstrip("，,；; ")
        if DEIXIS.search(clause) or (
            kept and (clause[0] in ";；" or _BREAK.match(bare) or _length(kept + clause) > limit)
        ):
            break
        kept += clause
    kept = _DANGLING.sub("", kept).rstrip("，,、；; ")
    return kept if _length(kept) <= 2 * limit and kept.count("(") == kept.count(")") else ""


def _length(text: str) -> int:
    """Characters of a text, bold and code marks aside."""
    return len(text) - text.count("*") - text.count("`")


def said_of(key: str, value: str) -> str:
    """What a pair says of its term: the first sentence up to an aside, without the term and its verb in front."""
    first = SENTENCE_END.split(value)[0].strip().rstrip("。.;；！")
    first = re.sub(rf"^(?:{re.escape(key)}\s*)?(?:是|指的是|is)(?=[^否])\s*", "", first)
    first = _without_aside(first, key)
    return "" if len(key) > 1 and match_form(first).startswith(match_form(key)) else first


def without_other_name(key: str, value: str) -> str:
    """``value`` without the term's name in brackets that it starts with again: 持续集成（CI）：CI 是一种 …"""
    named = _OTHER_NAME.search(key)
    return (
        re.sub(rf"^{re.escape(named[1].strip())}\s*(?:是|指的是|is )(?=[^否])\s*", "", value)
        if named
        else value
    )


def _without_aside(text: str, key: str) -> str:
    """``text`` without what only follows from it: 折扣很大，如果别人要用，实例会被收回.

    A case with its outcome behind it, what 这 does in turn, and a clause that starts anew with the term.
    """
    clauses = split_clauses(text)
    for number, clause in enumerate(clauses[1:], start=1):
        bare = clause.lstrip("，,；; ")
        goes_on = number + 1 < len(clauses)
        if (
            _IN_TURN.match(bare)
            or (goes_on and _CASE.match(bare))
            or (len(key) > 1 and match_form(bare).startswith(match_form(key)))
        ):
            return "".join(clauses[:number]).rstrip("，,；;、 ")
    return text


ADVERBIAL = re.compile(
    r"^(?:而(?=\s*[A-Z])|如今|目前|现在|另外|此外|同时|一般(?:来说|情况下)?|通常(?:情况下)?|默认情况下|总之|总的来说|简而言之|简单来说|首先|其次|然后|接着|最后|当然|实际上|事实上|需要注意的是|值得注意的是"
    r"|in short|by default|in general|generally|usually|typically|today|first|second|then|finally|also|in addition|moreover|note that|in fact|in practice|overall)[，,]?\s*",
    re.I,
)
"""Words before the subject that change nothing of whom the sentence is about."""

CONTINUES = re.compile(
    r"\s*(?:用于|用来|以便?|从而|因此|所以|来|使|让|包括|例如|比如|如|即|也就是|其中|而不|but|so|which|that|such as|including|to )",
    re.I,
)
"""A clause that only goes on with the one before."""

ZH_NOMINAL = re.compile(
    r"(?:(?<![规法原准守总细])则|就|便|也|其实|实际上)?(?:是|指的是|是指|指)\s*(?P<value>[*`]*(?:(?:AWS|Amazon|亚马逊)[^，,。]{0,6}(?:提供|推出|上)的?)?\s*(?:一种|一个|一项|一款|一类|一组|一份|一套|一台|一张|一段|一块|一系列|一门)\S.*"
    r"|[^，,。]{2,40}?(?:服务|工具|技术|平台|仓库|注册表|系统|网络|协议|引擎|存储|设备|数据库|框架|接口|格式|文件|模型|架构|机制|容器|防火墙|路由器|队列|集合|单元|语言|组件|命令|方式|方案|环境|分组|群组|方法|过程|实践|策略|标准|规范|镜像|资源|功能|集群|区域|数据中心|网关|控制器|代理|账户|身份|凭证|密钥|证书|规则|列表|记录|文档|模板|脚本|程序|软件|产品|套件)(?=[，,（(]|$).*)$"
)
"""What a definition says: a noun phrase with 一种 or the like, or with the head noun of one."""

_TAKES_BACK = re.compile(
    r"[\s，,；;*]*(?:但|不过|然而|可是|除非|除了|仅当|前提是|以及|but\b|except|unless|only (?:if|when)|however|as long as|provided)",
    re.I,
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OPEN_END = re.compile(
    r"(?:(?<![小实延计随超定按及准同临平])时|时候|(?<![前最背落])后|之前|以前|情况下|来说|而言|的话|(?<![新旧己有用大小多少])的|(?<![柔平温缓总之饱中共谐])和|(?<![参给赋])与|(?<![涉普])及|(?<![可难足予加用])以|(?<![合归])并|[或、，,：:（(—-]|(?:分别|就|而|即|也|都|只)是|分别为|而|因为|由于|如果|例如|比如|\b(?:and|or|of|the|an?|to|for|with|by|in|on|at|that|which|such as))$",
    re.I,
)


def is_chinese(text: str) -> bool:
    """Whether any of ``text`` is Chinese."""
    return _CHINESE.search(text) is not None


def ends_open(text: str) -> bool:
    """Whether ``text`` breaks off, or leaves a bracket open."""
    bare = text.rstrip(" *`")
    return _OPEN_END.search(bare) is not None or any(
        bare.count(left) != bare.count(right) for left, right in (("(", ")"), ("（", "）"), ("“", "”"))
    )


def is_cut_short(value: str, whole: str) -> bool:
    """Whether ``whole`` goes on after ``value`` with what takes part of it back: 但…, except…"""
    rest = whole[whole.find(value) + len(value) :] if value and value in whole else ""
    return _TAKES_BACK.match(rest) is not None


def split_sentences(text: str) -> list[str]:
    """The sentences of running text, none empty; a line end parts them too."""
    return [part.strip() for part in SENTENCE_END.split(text) if part and part.strip()]


def split_clauses(text: str) -> list[str]:
    """Clauses with the comma in front of each but the first, so that joining gives ``text`` again."""
    clauses, start, depth = [], 0, 0
    for position, character in enumerate(text):
        if character in "(（[【“":
            depth += 1
        elif character in ")）]】”":
            depth -= 1
        elif (
            character in "，,；;"
            and depth <= 0
            and position > start
            and not _GROUPED.match(text, position - 1)
        ):
            clauses.append(text[start:position])
            start = position
    return [*clauses, text[start:]]
