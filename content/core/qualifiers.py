"""Qualifiers: the region, generation, time or condition under which a claim holds, and claims only quoted."""

from __future__ import annotations

import re
from functools import lru_cache

_SCOPES = re.compile(
    r"(?a)(?<![a-z0-9])[a-z]{2}-(?:[a-z]+-)+\d\b"  # us-east-1
    r"|中国|北京|宁夏|东京|新加坡|香港|悉尼|弗吉尼亚|俄勒冈|法兰克福|伦敦|首尔|大阪|孟买|欧洲|美国|美东|美西|亚太|海外|国内"
    r"|\b(?:tokyo|beijing|ningxia|virginia|oregon|frankfurt|ireland|singapore|sydney|china|europe|asia)\b"
    r"|第\s*[一二三四五六七八九\d]+\s*代|[上新旧老前]一代|当前一代|[老旧新]版本?|(?:平台)?版本\s*[\d.]+"
    r"|\b(?:previous|current|new|old|first|second|third|latest)[- ]generation\b|\b(?:older|newer|latest|legacy)\b"
    r"|\b(?:platform )?version \d[\d.]*|\bgen(?:eration)? ?\d\b|(?<![a-z])v\d[\d.]*\b"
    r"|标准(?!化|输)|高级版?|企业版|专业版|免费(?:套餐|额度|层|版)|试用|付费版|突发|预置|按需模式|经典|传统|多可用区|单可用区"
    r"|\b(?:standard|express|fifo|premium|enterprise|basic|free tier|trial|burst(?:ing)?|provisioned|elastic|classic|max i/o"
    r"|general purpose|intelligent-tiering|glacier|one zone|infrequent access|multi-az|single-az)\b"
    r"|每(?:个|台|次|条|张|份|位)?\s*(?:[\u4e00-\u9fff]{1,3}|[a-z]+)|\b(?:per|each|every) [a-z]+|单个?[\u4e00-\u9fff]{2}"
    r"|(?<![\d.,])(?:19[89]|20[0-3])\d(?=\s*年|[^\d.,%]|$)"
    r"|一般(?!用途)|通常|往往|常常|有时|可能(?!性)|部分|某些|有些|大多数?|大部分|最好|建议|推荐|尽量|理论上"
    r"|\b(?:usually|often|sometimes|may|might|some|most(?!ly)|recommended|typically|generally|in theory|mostly)\b"
    r"|默认|缺省|直接|立即|同时|单独|完全|所有|全部|任何|任意|\bdefault\b|\b(?:directly|immediately|simultaneously|alone|fully|all|any)\b"
    r"|内网|公网|外网|跨区域|跨账户|同一区域|cross-region|cross-account"
)
_CODE = re.compile(r"(?<![a-z0-9.-])[a-z]{1,5}\d[a-z0-9]*(?:\.[a-z0-9]+)*")
_CONDITION = re.compile(
    r"(?a)(?:如果|若|假如|倘若|只要|只有|仅当|仅在|除非|除了|除|对于|针对|当(?!前|地|今|作))[^,;。]*"
    r"|(?:启用|开启|打开|配合|搭配)[^,;。]{1,20}?(?:时|后|才|可)"
    r"|(?:在|使用|选择|采用)[^,;。在]{1,24}?(?:时候|之前|之后|期间|情况下|模式下|下|时(?!间|长|刻|候))"
    r"|[^,;。在]{1,10}(?:停止|运行|启动|终止|创建|断开|空闲|失败)(?:状态下|时(?!间|长|刻))(?:候)?"
    r"|\b(?:if|when|whenever|while|unless|until|once|only (?:in|for|on|when|with|if|after)|except|as long as|provided that|after|before|during"
    r"|without|with|for)\b[^,;.]*"
)
_PAST = re.compile(
    r"(?a)以前|之前|此前|过去|曾经?(?!经)|早期|最初|原先|原来|当初|迁移前|升级前|变更前|旧名|旧称|原名|曾用名"
    r"|\b(?:formerly|previously|used to|initially|originally|before|in the past|early|once|back then|at launch|former name)\b"
)
_LATER = re.compile(
    r"(?a)以后|之后|此后|从[^,]{0,12}(?:起|开始)|自[^,]{0,12}(?:起|以来|开始)|\b(?:since|after|from (?:19|20)\d\d)\b"
)
_HEADING_TIME = re.compile(r"(?a)[前后]$|^(?:before|after)\b|\b(?:before|after)$")
_EXAMPLE = re.compile(
    r"(?a)例如|比如|譬如|举例|示例|假设|\be\.g\.|\bfor (?:example|instance)\b|\bexamples?\b|\bsay,|\bsuppose\b"
)
_QUOTED = re.compile(
    r"(?a)误解|误区|误以为|误认为|以为|常见错误|错误(?:的)?(?:说法|认识|观点|理解|看法|描述|选项|答案)|是错(?:误)?的|是不对的|不正确|有人(?:说|认为)"
    r"|谣言|传言|这种说法|判断(?:题|正误)|被误|常被说成|\bmyths?\b|misconceptions?|\bmistakes?\b|\bmistaken(?:ly)?\b|\bwrongly\b|\bincorrect"
    r"|\b(?:is|are) (?:false|wrong)\b|\b(?:people|beginners|many) (?:think|believe|say|assume)\b|\bclaims? that\b|\btrue or false\b|\bwrong\b|错误[:：]?$|^错误?$|^错[:：]"
)


@lru_cache(maxsize=1 << 12)
def is_quoted(text: str) -> bool:
    """Whether the folded text reports a claim without making it: a misconception, a wrong statement."""
    return _QUOTED.search(text) is not None


@lru_cache(maxsize=1 << 12)
def is_example(text: str) -> bool:
    """Whether the folded text speaks of one example, which binds nobody."""
    return _EXAMPLE.search(text) is not None


@lru_cache(maxsize=1 << 12)
def is_past(text: str) -> bool:
    """Whether the folded text speaks of what once was."""
    return _PAST.search(text) is not None


def scopes(text: str) -> frozenset[str]:
    """Regions, generations, editions, model codes, dates and hedges in the folded text."""
    found = {re.sub(r"\s+", "", match[0]) for match in _SCOPES.finditer(text)}
    found |= {match[0] for match in _CODE.finditer(text)}
    if _PAST.search(text):
        found.add("past")
    if _LATER.search(text):
        found.add("later")
    return frozenset(found)


def heading_time(text: str) -> frozenset[str]:
    """``before`` or ``after`` when a folded heading ends in it (迁移前, After the move)."""
    found = _HEADING_TIME.search(text)
    return frozenset([found[0]] if found else [])


def conditions(text: str) -> tuple[str, ...]:
    """The phrases of the folded text under which it holds: 当…时, 在…模式下, if …, only with …"""
    return tuple(re.sub(r"\s+", "", match[0]) for match in _CONDITION.finditer(text))
