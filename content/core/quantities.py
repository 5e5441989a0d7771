"""Quantities: the numbers of a claim with their units, bounds and ranges, and when two of them disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isclose

_SCALES: dict[str, dict[float, str]] = {
    "time": {
        0.001: "ms 毫秒 millisecond milliseconds",
        1: "s sec secs second seconds 秒 秒钟",
        60: "min mins minute minutes 分 分钟",
        3600: "h hr hrs hour hours 小时",
        86400: "day days 天 日",
        604800: "week weeks 周 星期",
        2592000: "month months 月 个月",
        31536000: "year years 年",
    },
    "bytes": {
        1: "byte bytes 字节",
        1e3: "kb k字节",
        2**10: "kib",
        1e6: "mb",
        2**20: "mib",
        1e9: "gb g",
        2**30: "gib",
        1e12: "tb t",
        2**40: "tib",
        1e15: "pb",
        2**50: "pib",
    },
    "bits per second": {1e3: "kbps kbit/s", 1e6: "mbps mbit/s", 1e9: "gbps gbit/s", 1e12: "tbps"},
    "bytes per second": {
        1e3: "kb/s",
        2**10: "kib/s",
        1e6: "mb/s",
        2**20: "mib/s",
        1e9: "gb/s",
        2**30: "gib/s",
    },
    "percent": {1: "% percent"},
    "operations per second": {1: "iops rps qps tps 次/秒"},
    "US dollars": {1: "美元 usd dollar dollars 美金"},
    "yuan": {1: "元 人民币 rmb cny"},
    "processors": {1: "vcpu vcpus cpu cpus core cores 核"},
}
_UNITS = {
    name: (dim, scale)
    for dim, many in _SCALES.items()
    for scale, names in many.items()
    for name in names.split()
}
_CLASSIFIERS = "个台次种份条倍人项块张名位组款类枚台"
_MULTIPLIERS = {
    "百万": 1e6,
    "千万": 1e7,
    "百": 100,
    "千": 1e3,
    "万": 1e4,
    "亿": 1e8,
    "k": 1e3,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SPELLED = "two three four five six seven eight nine ten eleven twelve"
_WORDS = {word: n for n, word in enumerate(_SPELLED.split(), start=2)}

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MULT = r"(?:百万|千万|百|千|万|亿|k(?![a-z])|thousand\b|million\b|billion\b)"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_TAIL = rf"\s*(?:(?P<unit{{0}}>{_UNIT})(?![a-z/])|(?P<cl{{0}}>[{_CLASSIFIERS}]))?"
_TO = r"\s*(?:-|–|—|~|～|至|到|to)\s*"
_BEFORE = r"(?<![a-z0-9._/第:-])"  # no part of an identifier, a version, an address or an ordinal
_QUANTITY = re.compile(
    rf"(?a){_BEFORE}(?P<dollar>\$\s*)?(?P<num1>{_NUM})\s*(?P<mult1>{_MULT})?{_TAIL.format(1)}"
    rf"(?:{_TO}(?P<num2>{_NUM})\s*(?P<mult2>{_MULT})?{_TAIL.format(2)})?(?![\d.]*[a-z]*\d)"
)
_SPELLED_ZH = re.compile(
    rf"(?<![第\u4e00-\u9fff]一)(?<!第)([零一二两三四五六七八九十百]+)\s*(?=[{_CLASSIFIERS}]|分钟|小时|天|秒|年|周)"
)
_SPELLED_EN = re.compile(rf"(?a)\b({'|'.join(_WORDS)})\b(?=[ -][a-z])")
_ONE_ZH = re.compile(
    r"(?<![\u4e00-\u9fff])一(?=年|天|小时|分钟|秒|周|个月)|(?<=[为是长到存留])一(?=年|天|小时|分钟|周|个月)"
)
_ONE_EN = re.compile(r"(?a)\bone\b(?= (?:second|minute|hour|day|week|month|year)s?\b)")
_NINES = re.compile(r"(?a)(\d+)(?:\s*个\s*9(?![\d.%a-z])|[\s-]*(?:9s|nines)\b)")
_NOUN = re.compile(r"\s*([\u4e00-\u9fff]{1,4}|[a-z][a-z-]+)?")
_LABEL = re.compile(
    r"(?a)(?:\b(?:layer|version|v|step|gen|generation|level|part|port|python|java)|端口|版本|第)$"
)
_NO_NOUN = re.compile(
    r"in|per|for|of|by|at|to|and|or|with|on|is|are|each|every|a|the|if|as|from|that|which|times"
    r"|到|至|和|或|与|的|左右|以上|以下|以内"
)

_BOUNDS = (
    ("default", r"默认|缺省|预设|default"),
    ("initial", r"初始|initial"),
    ("recommended", r"建议|推荐|recommended"),
    ("about", r"大?约|左右|大概|接近|近似|几乎|about|around|approximately|roughly|nearly|~"),
    (
        "max",
        r"最[长高大多]|至多|不(?:能|可|得)?(?:超过|大于|多于)|上限|以内|之内|高达|可达|≤|<=|少于|小于|低于"
        r"|up to|at most|max(?:imum)?\b|no more than|limited to|\blimit|less than|fewer than|\bunder\b|\bbelow\b|within",
    ),
    (
        "min",
        r"最[少小低短]|至少|不(?:少|低|小)于|起步?(?![动停])|以上|≥|>=|超过|大于|多于|下限|at least|min(?:imum)?\b|no less than|more than|\bover\b",
    ),
)
BOUND_WORDS = re.compile("(?a)" + "|".join(pattern for _, pattern in _BOUNDS))
_BOUND_PATTERNS = tuple((kind, re.compile(f"(?a){pattern}")) for kind, pattern in _BOUNDS)
_APART = frozenset(["default", "initial", "recommended"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range in the base unit of its ``dimension``: seconds, bytes, percent …

    ``noun`` is what is counted when there is no unit; ``unit`` the unit as written; ``span`` where it stands.
    """

    dimension: str
    low: float
    high: float
    unit: str
    noun: str
    span: tuple[int, int]


_DIGIT = re.compile(r"\d")
_NUMERALS = frozenset("一二两三四五六七八九十")


@lru_cache(maxsize=1 << 12)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities in ``text``, which must be folded (``match_form``), in order.

    Years, versions, ordinals and numbers inside names (``gp3``, ``us-east-1``) are none.
    """
    text = _with_digits(text)
    if not _DIGIT.search(text):
        return ()
    found = []
    end = 0
    for match in _QUANTITY.finditer(text):
        quantity = _quantity(text, match) if match.start() >= end else None
        if quantity:
            found.append(quantity)
            end = quantity.span[1]
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def without_quantities(text: str) -> str:
    """``text`` (folded) without its quantities and the words that bound them."""
    spelled = _with_digits(text)
    parts, last = [], 0
    for quantity in find_quantities(text):
        parts.append(spelled[last : quantity.span[0]])
        last = quantity.span[1]
    parts.append(spelled[last:])
    return BOUND_WORDS.sub("", " ".join(parts))


@lru_cache(maxsize=1 << 12)
def bound_kinds(text: str) -> frozenset[str]:
    """What the numbers of ``text`` are: ``max``, ``min``, ``default``, ``initial``, ``recommended``, ``about``.

    "不超过" is a maximum although "超过" alone would be a minimum.
    """
    kinds = set()
    for kind, pattern in _BOUND_PATTERNS:
        if pattern.search(text):
            kinds.add(kind)
            text = pattern.sub(" ", text)
    return frozenset(kinds)


def disagree(one: Quantity, other: Quantity, kinds: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the two cannot both be true of one attribute; ``kinds`` say what each bounds."""
    if one.dimension != other.dimension or not _same_noun(one.noun, other.noun):
        return False
    if kinds & _APART != others & _APART:
        return False
    near = (
        0.25
        if "about" in kinds | others
        else 0.1
        if one.unit != other.unit and one.dimension[:5] == "bytes"
        else 1e-12
    )
    if _close(one.low, other.low, near) and _close(one.high, other.high, near):
        return False
    (low, high), (low2, high2) = _interval(one, kinds), _interval(other, others)
    if kinds & {"max", "min"} and kinds & {"max", "min"} == others & {"max", "min"}:
        return True  # two maxima that differ
    if one.low != one.high and other.low != other.high:
        return True  # two ranges with another end
    return high < low2 * (1 - near) or high2 < low * (1 - near)


def _interval(quantity: Quantity, kinds: frozenset[str]) -> tuple[float, float]:
    if quantity.low != quantity.high or {"max", "min"} <= kinds:
        return quantity.low, quantity.high
    if "max" in kinds:
        return 0.0, quantity.high
    return (quantity.low, inf) if "min" in kinds else (quantity.low, quantity.high)


def _close(one: float, other: float, near: float) -> bool:
    return isclose(one, other, rel_tol=near) or abs(one - other) <= near * max(abs(one), abs(other))


def _same_noun(one: str, other: str) -> bool:
    if not one or not other:
        return True
    if one.isascii() != other.isascii():
        return False
    if one.isascii():
        return one.rstrip("s") == other.rstrip("s")
    size = min(len(one), len(other), 3)
    return one[:size] == other[:size]


def _with_digits(text: str) -> str:
    """``text`` with spelled numbers as digits; a lone 一 (一个) is an article, not a number."""
    if not _NUMERALS.isdisjoint(text):
        text = _ONE_ZH.sub("1", text)
        text = _SPELLED_ZH.sub(lambda m: m[0] if m[1] == "一" else str(_chinese(m[1])) + " ", text)
    text = _ONE_EN.sub("1", text)
    return _SPELLED_EN.sub(lambda m: str(_WORDS[m[1]]), text)


def _chinese(digits: str) -> int:
    total, current = 0, 0
    for character in digits:
        if character in "十百":
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
        else:
            current = current * 10 + _DIGITS[character]
    return total + current


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    nines = _NINES.match(text, match.start())
    if nines and not match["unit1"]:
        value = 100 - 10.0 ** (2 - min(int(nines[1]), 15))
        return Quantity("percent", value, value, "%", "", nines.span())
    unit = match["unit2"] or match["unit1"] or ""
    first = _number(match["num1"]) * _MULTIPLIERS.get(match["mult1"] or match["mult2"] or "", 1)
    second = first
    if match["num2"]:
        second = _number(match["num2"]) * _MULTIPLIERS.get(match["mult2"] or "", 1)
    if _is_year(text, match):
        return None
    if match["dollar"]:
        return Quantity("US dollars", first, second, "$", "", match.span())
    if unit:
        dimension, scale = _UNITS[unit]
        low = first * _UNITS[match["unit1"] or unit][1]
        if _UNITS[match["unit1"] or unit][0] != dimension:
            return None
        return Quantity(dimension, low, second * scale, unit, "", match.span())
    before = text[: match.start()].rstrip()
    if _LABEL.search(before):
        return None
    noun = _NOUN.match(text, match.end())
    counted = noun[1] or "" if noun else ""
    return Quantity("count", first, second, "", "" if _NO_NOUN.fullmatch(counted) else counted, match.span())


def _is_year(text: str, match: re.Match[str]) -> bool:
    """A four-digit year: 2020 年, in 2020, since 2020."""
    if not re.fullmatch(r"(?:19[89]|20[0-3])\d", match["num1"]):
        return False
    if match["unit1"] == "年" or re.match(r"\s*年", text[match.end("num1") :]):
        return True
    return (
        re.search(r"(?:in|since|before|after|until|from|by|年|自|从)\s*$", text[: match.start()]) is not None
    )


def _number(text: str) -> float:
    return float(text.replace(",", ""))
