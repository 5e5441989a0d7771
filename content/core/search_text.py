"""Text as search sees it: one form for all scripts and widths, tokens for the index, and where a hit stands.

Chinese is found by pairs of characters, so that no dictionary decides what can be found; other scripts by words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

import opencc

LONGEST_QUERY = 100
_MOST_WORDS = 8
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_PLAIN = re.compile("[\x00-\x7f\u4e00-\u9fff，。、；：？！（）《》“”‘’—…·]*")
_IS_HAN = re.compile(f"[{_HAN}]")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: ``words`` as they are found in folded text, ``tokens`` as in the index.

    ``prefixes`` are those that a token may begin with: a single character, and the last word, which may be unfinished.
    """

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    prefixes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; ``hit`` where it is what was looked for."""

    text: str
    hit: bool


def search_form(text: str) -> str:
    """``text`` in the form in which it is looked for: NFKC, small letters, simplified characters.

    Punctuation, which nobody looks for, may stay as it is: most Chinese text has nothing else for NFKC to change, and
    looking costs a tenth of changing.
    """
    if text.isascii():
        return text.lower()
    if not _PLAIN.fullmatch(text):
        text = unicodedata.normalize("NFKC", text)
    table, traditional = _simplified()
    form = text.casefold()
    return form.translate(table) if traditional.search(form) else form


@cache
def _simplified() -> tuple[dict[int, str], re.Pattern[str]]:
    """Traditional characters to simplified ones, one by one, so that notes and queries always agree; and any of them."""
    traditional = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    table = {ord(one): other for one, other in zip(traditional, simplified, strict=True) if one != other}
    return table, re.compile(f"[{''.join(map(chr, table))}]")


_character_form = lru_cache(maxsize=1 << 13)(search_form)


def words_of(text: str) -> tuple[str, ...]:
    """The runs of Chinese characters and the words of other scripts in ``text``, folded, in order."""
    return tuple(_RUN.findall(search_form(text)))


def index_tokens(text: str) -> tuple[str, ...]:
    """What the index keeps of ``text``, each token once: words without their plural, pairs of Chinese characters.

    The last character of each Chinese run stands alone too, so that a single character is found as a beginning.
    """
    tokens: dict[str, None] = {}
    for word in words_of(text):
        if _IS_HAN.match(word):
            tokens.update(dict.fromkeys(_pairs(word)))
            tokens.setdefault(word[-1])
        else:
            tokens.setdefault(_singular(word))
    return tuple(tokens)


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _singular(word: str) -> str:
    """An English word without the s of its plural: both sides of a search lose it."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def read_query(text: str) -> Query:
    """What ``text`` looks for: every word of it, in any order. Nothing when it holds no letter or digit."""
    words = tuple(dict.fromkeys(words_of(text[:LONGEST_QUERY])))[:_MOST_WORDS]
    tokens: dict[str, None] = {}
    prefixes: dict[str, None] = {}
    for place, word in enumerate(words, start=1):
        if not _IS_HAN.match(word):
            (prefixes if place == len(words) else tokens).setdefault(_singular(word))
        elif len(word) == 1:
            prefixes.setdefault(word)
        else:
            tokens.update(dict.fromkeys(_pairs(word)))
    return Query(words, tuple(tokens), tuple(prefixes))


def count_hits(form: str, words: Iterable[str]) -> tuple[int, int]:
    """How many different ``words`` stand in a text in search form, and how often all of them together."""
    counts = [len(_pattern(word).findall(form)) for word in words]
    return sum(count > 0 for count in counts), sum(counts)


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    """Where a folded word stands in folded text: Chinese anywhere, other words where a word begins."""
    if _IS_HAN.match(word):
        return re.compile(re.escape(word))
    return re.compile(rf"(?<![^\W_{_HAN}]){re.escape(_singular(word))}s?")


def mark_hits(text: str, words: Iterable[str], *, most: int) -> tuple[Piece, ...]:
    """``text`` in pieces, those that are one of ``words`` marked; cut to about ``most`` characters around the first."""
    form, places = _folded(text)
    found = sorted(match.span() for word in words for match in _pattern(word).finditer(form))
    spans = [(places[start], places[end - 1] + 1) for start, end in found]
    first = max(spans[0][0] - most // 3, 0) if spans and spans[0][1] > most else 0
    last = min(first + most, len(text))
    pieces = [Piece("…", False)] if first else []
    position = first
    for start, end in spans:
        if start < position or end > last:
            continue
        if start > position:
            pieces.append(Piece(text[position:start], False))
        pieces.append(Piece(text[start:end], True))
        position = end
    if position < last:
        pieces.append(Piece(text[position:last], False))
    return (*pieces, Piece("…", False)) if last < len(text) else tuple(pieces)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The search form of ``text``, and for each of its characters the place in ``text`` that it comes from."""
    if _PLAIN.fullmatch(text):
        return search_form(text), range(len(text))
    form: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = _character_form(character)
        form.append(folded)
        places.extend([place] * len(folded))
    return "".join(form), places


def nearest(word: str, names: Sequence[str], *, most: int = 5) -> list[str]:
    """Those of ``names`` (in search form) that read most like ``word``, the nearest first."""
    return get_close_matches(search_form(word), names, n=most, cutoff=0.5)
