"""Whether a text and its translation hold the same numbers.

Only digits raise an alarm. Numbers in words excuse: 两 or *two* stands for a 2 of the other side. What units, words
and the sense of a claim have to agree in is looked at fact by fact, in ``content.core.contradiction``.
"""

from __future__ import annotations

import re
import unicodedata

_TARGET = re.compile(r"\]\([^)]*\)|https?://[^\s<>“”（）()，。、；]+")
_IDENTIFIER = re.compile(r"(?a)[A-Za-z][A-Za-z0-9]*(?:[-._:/@+]+[A-Za-z0-9]+)*")
_DOTTED = re.compile(r"(?a)(?<![\w.])\d+(?:\.\d+){2,}(?:/\d+)?")
_WIDE_STOP = re.compile("[，：；、。（）]")  # beside a number, never inside one
_NUMBER = re.compile(
    r"(?ai)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"(?:\s*(?P<times>千万|百万|十万|[百千万亿]|(?:hundred|thousand|million|billion)\b|k(?![a-z/])))?"
)
_TIMES = {
    "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8,
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3,
}  # fmt: skip

_HAN_DIGITS = {character: float(value) for value, character in enumerate("零一二三四五六七八九")}
_HAN_DIGITS |= {"〇": 0.0, "两": 2.0, "双": 2.0, "半": 0.5}
_HAN_TENS = {"十": 1e1, "百": 1e2, "千": 1e3}
_HAN_MYRIADS = {"万": 1e4, "亿": 1e8}
_HAN_NUMBER = re.compile(f"[{''.join((*_HAN_DIGITS, *_HAN_TENS, *_HAN_MYRIADS))}]+")

_WORDS = (
    (0, "zero no none not nothing free without never"),
    (0.25, "quarter"),
    (0.5, "half"),
    (1, "one once an a single per each every first sole only hourly daily weekly monthly yearly january"),
    (2, "two twice second both pair double doubled february"),
    (3, "three third triple march"),
    (4, "four fourth quarters april"),
    (5, "five fifth may"),
    (6, "six sixth june"),
    (7, "seven seventh july"),
    (8, "eight eighth august"),
    (9, "nine ninth nines september"),
    (10, "ten tenth october"),
    (11, "eleven november"),
    (12, "twelve dozen december"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (17, "seventeen"),
    (18, "eighteen"),
    (19, "nineteen"),
    (20, "twenty"),
    (30, "thirty"),
    (40, "forty"),
    (50, "fifty"),
    (60, "sixty"),
    (70, "seventy"),
    (80, "eighty"),
    (90, "ninety"),
    (1e2, "hundred"),
    (1e3, "thousand"),
    (1e6, "million"),
    (1e9, "billion"),
)
_VALUES = {word: float(value) for value, words in _WORDS for word in words.split()}
_LATIN_WORD = re.compile(r"[a-z]+")
_NOUGHT_OR_ONE_ZH = {0.0: re.compile("[无不没]|免费"), 1.0: re.compile("[单每独唯首仅]")}


def differing_numbers(text: str, twin: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers, as written, that only ``text`` has and that only ``twin`` has; both empty when they agree."""
    return _missing(text, twin), _missing(twin, text)


def _missing(text: str, twin: str) -> tuple[str, ...]:
    """What ``text`` has in digits and ``twin`` neither in digits nor in words."""
    told = _in_digits(twin)
    told |= dict.fromkeys(_in_words(twin), "")
    return tuple(shown for value, shown in _in_digits(text).items() if value not in told)


def _in_digits(text: str) -> dict[float | str, str]:
    """Each number in digits and how it is first written; versions and addresses stand for themselves.

    The digits of a name, such as EC2 or t3.micro, are no number.
    """
    plain = unicodedata.normalize("NFKC", _TARGET.sub(" ", _WIDE_STOP.sub(" ", text)))
    found: dict[float | str, str] = {match[0]: match[0] for match in _DOTTED.finditer(plain)}
    plain = _DOTTED.sub(" ", plain)
    plain = _IDENTIFIER.sub(lambda match: " " if re.search(r"\d", match[0]) else match[0], plain)
    for match in _NUMBER.finditer(plain):
        times = _TIMES[match["times"].lower()] if match["times"] else 1.0
        found.setdefault(float(match["digits"].replace(",", "")) * times, match[0].strip())
    return found


def _in_words(text: str) -> set[float]:
    """What the words of ``text`` can be read as; whatever they mean, they only excuse."""
    folded = text.casefold()
    values = {_han_value(match[0]) for match in _HAN_NUMBER.finditer(folded)}
    values |= {value for value, pattern in _NOUGHT_OR_ONE_ZH.items() if pattern.search(folded)}
    before = 0.0
    for match in _LATIN_WORD.finditer(folded):
        value = _VALUES.get(match[0], 0.0)
        if match[0] in _VALUES:
            # Twenty-five and three hundred.
            values |= {value, before + value, before * value}
        before = value
    return values


def _han_value(word: str) -> float:
    """十二 is 12, 三百五十 is 350, 百万 is 1,000,000; what is no number comes out as some number."""
    total = section = digit = 0.0
    for character in word:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_TENS:
            section += (digit or 1.0) * _HAN_TENS[character]
            digit = 0.0
        else:
            total = (total + section + digit or 1.0) * _HAN_MYRIADS[character]
            section = digit = 0.0
    return total + section + digit
