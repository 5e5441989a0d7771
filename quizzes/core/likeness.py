"""How alike two texts are, how long they look, and whether one names the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters, digits

from content.core.facts import polarity_of
from content.core.identity import similarity
from content.core.names import strip_marks, term_form

NEAR = 0.72
_HAN = re.compile(r"[\u3400-\u9fff]+")
_SAID = re.compile(r"[^\W_]+|(?<=\d)\.(?=\d)|(?<=[^\W_])[+#]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LETTERS = frozenset(ascii_letters + digits)
_PLURALS = ("", "s", "es")
_CLAUSE_END = re.compile(r"[，,；;。、]")
_DENIED = re.compile(
    r"(?:不|无|未|非|没有|不能|无法|(?:\bnot|\bno|\bnever|\bcannot|\bwithout)(?: \w+)?\s*)$", re.I
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What comparing needs of a text: its bare form, the character pairs of that and its numbers, in order."""

    text: str
    bare: str
    pairs: frozenset[str]
    numbers: tuple[str, ...]


@lru_cache(maxsize=1 << 13)  # every text is compared with many others
def read(text: str) -> Reading:
    """``text`` as it is compared."""
    form = bare(text)
    pairs = frozenset(map("".join, pairwise(form)))
    return Reading(text, form, pairs, tuple(_NUMBER.findall(form)))


def near(left: str, right: str) -> bool:
    """Whether two options say nearly the same: bigrams overlap by more than 0.72, or one holds the other."""
    return read_near(read(left), read(right))


def overlap(left: str, right: str) -> bool:
    """Whether one value is a case of the other: they are near, or one holds the other, and both or none deny."""
    one, other = read(left), read(right)
    if read_near(one, other):
        return True
    a, b = one.bare, other.bare
    contained = bool(a and b) and (a in b or b in a)
    return contained and polarity_of(left) is polarity_of(right)


def read_near(left: Reading, right: Reading) -> bool:
    """``near`` for texts that have been read."""
    a, b = left.bare, right.bare
    if a == b or (len(b) >= 3 and b in a) or (len(a) >= 3 and a in b):
        return True
    mine, theirs = left.pairs, right.pairs
    few, many = len(mine), len(theirs)
    if few <= NEAR * many or many <= NEAR * few:
        return False  # too unlike in length to share enough; spares most comparisons
    shared = len(mine & theirs)
    return shared > NEAR * (few + many - shared)


def _overlap(left: Reading, right: Reading) -> bool:
    """Whether shared pairs make up more than 0.72 of all pairs of both."""
    shared = len(left.pairs & right.pairs)
    return shared > NEAR * (len(left.pairs) + len(right.pairs) - shared)


def says_same(left: str, right: str) -> bool:
    """Whether one text being true makes the other true: near, with the same numbers, and neither denied.

    ``支持 SMB`` is near ``不支持 SMB``, and ``15 分钟`` near ``30 分钟``, yet they say other things. A text inside
    another counts when it is one of its clauses or makes up most of it: ``GPU`` is not ``需要 GPU 的负载``.
    """
    return reads_same(read(left), read(right))


def reads_same(left: Reading, right: Reading) -> bool:
    """``says_same`` for texts that have been read."""
    if left.bare == right.bare:
        return True
    short, long = (left, right) if len(left.bare) <= len(right.bare) else (right, left)
    held = len(short.bare) >= 3 and short.bare in long.bare
    if not held and not _overlap(short, long):
        return False
    if not set(short.numbers) <= set(long.numbers):
        return False
    if held and _is_most_of(short.bare, long.bare, left.text, right.text):
        return not _is_denied(strip_marks(left.text), strip_marks(right.text))
    same = left.numbers == right.numbers and polarity_of(left.text) is polarity_of(right.text)
    return same and _overlap(left, right)


def _is_most_of(short: str, long: str, left: str, right: str) -> bool:
    if len(short) >= 0.6 * len(long):
        return True
    clauses = _CLAUSE_END.split(max(left, right, key=lambda text: len(bare(text))))
    return any(bare(clause) == short for clause in clauses)


def _is_denied(left: str, right: str) -> bool:
    """Whether the longer text denies what the shorter one says."""
    short, long = sorted((left, right), key=lambda text: len(bare(text)))
    words = re.escape(short.strip(" 。.;；"))
    found = re.search(words, long, re.I)
    return (
        bool(_DENIED.search(long[: found.start()])) if found else polarity_of(left) is not polarity_of(right)
    )


def jaccard(left: str, right: str) -> float:
    """Shared character bigrams over all, from 0 to 1."""
    dice = similarity(left, right)
    return dice / (2 - dice)


@lru_cache(maxsize=1 << 13)
def bare(text: str) -> str:
    """``text`` as compared by the checks: folded, without markup, spaces and punctuation; ``1.5`` and ``C++`` keep theirs."""
    return "".join(_SAID.findall(term_form(strip_marks(text))))


@lru_cache(maxsize=1 << 13)
def width(text: str) -> float:
    """How long an option looks: a Chinese character counts as two Latin letters."""
    plain = strip_marks(text)
    return len(plain) if plain.isascii() else len(plain) + sum(map(len, _HAN.findall(plain)))


def names(stem: str, name: str) -> bool:
    """Whether ``name`` stands in the stem as a word of its own; ``FROM`` is not the word from."""
    return names_any(stem, (name,))


def names_any(stem: str, known: Iterable[str]) -> bool:
    """Whether any of the names in ``known`` stands in the stem."""
    folded = term_form(stem)
    for word, literal in map(_spelling, known):
        text = stem if literal else folded
        if word in text and word and _stands(word, text, plural=not literal):
            return True
    return False


@lru_cache(maxsize=1 << 13)
def _spelling(name: str) -> tuple[str, bool]:
    """What is looked for of a name, and whether in just these letters."""
    plain = strip_marks(name)
    literal = plain.isupper() and plain.isascii()
    return (plain if literal else term_form(name)), literal


def _stands(word: str, text: str, *, plural: bool) -> bool:
    """Whether ``word`` stands in ``text`` as a word of its own, as it is or with an English plural ending."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if text[start - 1 : start] not in _LETTERS:
            endings = (end, end + 1, end + 2) if plural else (end,)
            if any(text[end:at] in _PLURALS and text[at : at + 1] not in _LETTERS for at in endings):
                return True
        start = text.find(word, start + 1)
    return False
