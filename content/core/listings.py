"""Listings inside a sentence: 包括 A、B 和 C; has A, B and C; supports six engines: A, B and C."""

from __future__ import annotations

import re

from content.core.sentences import is_chinese

_LONGEST = 160
_LIST_ZH = re.compile(
    r"(?:主要|可以|一共|共)*(?:包括|包含|含有|分为|分成|有|提供|支持)(?:了)?(?:以下|如下|下列)?(?:[一二两三四五六七八九十几多\d]+\s*[种个类大项层款])?"
    r"(?:(?P<label>[^:：、，,]{0,10})[:：])?\s*(?P<list>(?:[^。；;，,、]{1,40}、)+[^。；;，,、]{1,40}?)(?:等(?:等|多种|[^，,。]{0,8})?)?(?=[，,]|$)"
)
_LIST_EN = re.compile(
    r"(?:includes?|contains?|consists? of|comprises?|is made (?:up )?of|are made (?:up )?of|has|have)\b(?:[^:,]{0,40}:)?\s*"
    r"(?P<list>[^.;:,]+(?:, [^.;:,]+)*,? (?:and|or) [^.;:,]+)$"
    r"|(?:supports?|offers?|provides?) (?P<label>(?:[\w-]+ ){0,3}[\w-]+):\s*(?P<labelled>[^.;:,]+(?:, [^.;:,]+)*,? (?:and|or) [^.;:,]+)$",
    re.I,
)


def find_listing(said: str, kind: str) -> tuple[str, str] | None:
    """What the list is of, where it says so in front of a colon, and the list itself, as written.

    ``said`` starts with its verb, which is of ``kind`` (``content.core.predicates``).
    """
    if kind not in ("contains", "has", "supports", "provides", "limit"):
        return None
    chinese = is_chinese(said)
    found = _LIST_ZH.match(said) if chinese else _LIST_EN.match(said)
    members = (found["list"] if chinese else found["list"] or found["labelled"]) if found else ""
    if not found or not members or len(members) > _LONGEST:
        return None
    label = (found["label"] or "").strip()
    if not label and (kind not in ("contains", "has") or (kind == "has" and chinese)):
        return None  # 提供高效、可靠的… lists adjectives as often as things
    return (label if len(label) > 1 else ""), members.strip()
