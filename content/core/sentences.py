"""Sentences: where they part, which define something, and what of them can stand alone."""

from __future__ import annotations

import re

from content.core.text import match_form

SENTENCE_END = re.compile(r"(?<=[。！？!?；])|(?<=[.!?])\s+(?=[A-Z\u3400-\u9fff`*])")
_CLAUSE_END = re.compile(r"(?<=[，,])")
_DEIXIS = re.compile(
    r"[您你我他它]|我们|该|此(?:外|时|)|这|那些|上述|以下|下面|如下|本文|前者|后者"
    r"|\b(?:it|its|this|that|these|those|your?|we|our|they|their|them|above|below|following|former|latter)\b",
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
    r"^(?P<name>[^，。；：:,;]{1,40}?)\s*(?:是|指的是|是指|指)\s*"
    r"(?P<value>(?:(?:AWS|Amazon|亚马逊)[^，,。]{0,6}(?:提供|推出)的)?\s*(?:一种|一个|一项|一款|一类|一组|一份|一套|一台|一张|一段|一块)\S.*)$"
)
EN_DEFINITION = re.compile(
    r"^(?:The |An? )?(?P<name>[\w`*][\w`*()/.+ -]{0,58}?) (?:is|are) (?P<value>(?:an?|the) \S.*)$"
)
_LIMIT = {"zh": 44, "en": 130}


def trim_value(value: str, sentence: str = "") -> str:
    """The clauses of ``value`` that stand alone and fit an option; empty when not even the first does."""
    chinese = re.search(r"[\u3400-\u9fff]", sentence or value) is not None
    limit, kept = _LIMIT["zh" if chinese else "en"], ""
    for clause in _CLAUSE_END.split(value.strip().rstrip("。.;；!！")):
        if _DEIXIS.search(clause) or (kept and (_BREAK.match(clause) or len(kept + clause) > limit)):
            break
        kept += clause
    kept = kept.rstrip("，,、 ")
    return kept if len(kept) <= 2 * limit and kept.count("(") == kept.count(")") else ""


def said_of(key: str, value: str) -> str:
    """What a pair says of its term: the first sentence, without the term and its verb in front."""
    first = SENTENCE_END.split(value)[0].strip().rstrip("。.;；！")
    first = re.sub(rf"^(?:{re.escape(key)}\s*)?(?:是|指的是|is)(?=[^否])\s*", "", first)
    return "" if match_form(first).startswith(match_form(key)) else first
