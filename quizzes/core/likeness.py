"""How alike two texts are, how long they look, and whether one names the other."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.facts import polarity_of
from content.core.identity import similarity
from content.core.names import strip_marks, term_form

NEAR = 0.72
_CJK = re.compile(r"[\u3400-\u9fff]")
_NOISE = re.compile(r"(?<=\d)(\.)(?=\d)|(?<=\w)([+#]+)|[\s\W_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE_END = re.compile(r"[，,；;。、]")
_DENIED = re.compile(
    r"(?:不|无|未|非|没有|不能|无法|(?:\bnot|\bno|\bnever|\bcannot|\bwithout)(?: \w+)?\s*)$", re.I
)


def near(left: str, right: str) -> bool:
    """Whether two options say nearly the same: bigrams overlap by more than 0.72, or one holds the other."""
    a, b = bare(left), bare(right)
    if a == b:
        return True
    contained = min(len(a), len(b)) >= 3 and (a in b or b in a)
    return contained or jaccard(a, b) > NEAR


def says_same(left: str, right: str) -> bool:
    """Whether one text being true makes the other true: near, with the same numbers, and neither denied.

    ``支持 SMB`` is near ``不支持 SMB``, and ``15 分钟`` near ``30 分钟``, yet they say other things. A text inside
    another counts when it is one of its clauses or makes up most of it: ``GPU`` is not ``需要 GPU 的负载``.
    """
    a, b = bare(left), bare(right)
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    held = len(short) >= 3 and short in long
    if not held and len(short) < 0.5 * len(long):
        return False  # too unlike in length to share enough; spares most comparisons
    if not set(_NUMBER.findall(short)) <= set(_NUMBER.findall(long)):
        return False
    if held and _is_most_of(short, long, left, right):
        return not _is_denied(strip_marks(left), strip_marks(right))
    if not held and jaccard(a, b) <= NEAR:
        return False
    same_numbers = _NUMBER.findall(a) == _NUMBER.findall(b)
    return same_numbers and polarity_of(left) is polarity_of(right) and jaccard(a, b) > NEAR


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


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """``text`` as compared by the checks: folded, without markup, spaces and punctuation; ``1.5`` and ``C++`` keep theirs."""
    return _NOISE.sub(lambda m: m[1] or m[2] or "", term_form(strip_marks(text)))


@lru_cache(maxsize=1 << 14)
def width(text: str) -> float:
    """How long an option looks: a Chinese character counts as two Latin letters."""
    plain = strip_marks(text)
    return len(plain) + len(_CJK.findall(plain))


def names(stem: str, name: str) -> bool:
    """Whether ``name`` stands in the stem as a word of its own; ``FROM`` is not the word from."""
    plain = strip_marks(name)
    if plain.isupper() and plain.isascii():
        return (
            plain in stem
            and re.search(rf"(?<![A-Za-z0-9]){re.escape(plain)}(?![A-Za-z0-9])", stem) is not None
        )
    form, text = term_form(name), term_form(stem)
    return (
        bool(form)
        and form in text  # most are not: spares building the pattern
        and re.search(rf"(?<![a-z0-9]){re.escape(form)}(?:s|es)?(?![a-z0-9])", text) is not None
    )
