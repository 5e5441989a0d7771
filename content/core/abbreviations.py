"""Abbreviations and what they stand for, checked by their initials."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.names import strip_marks


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


_CAPITALS = re.compile(r"[A-Z][A-Za-z0-9/]*[A-Z0-9]")
_SPELLS = re.compile(r"[(（:：是为即]|stands for|is short for")
"""What stands between an abbreviation and its expansion. Few sentences have any of it."""
_ABBR = r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9/]{1,7}"
_WORDS = r"[A-Z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+){1,5}"
_ARTICLES = frozenset(("A", "An", "The"))
_VENDOR = re.compile(r"^(?:Amazon|AWS) ")
# How an expansion is written, whether its abbreviation comes first, and how sure it then is.
_PATTERNS = tuple(
    (re.compile(pattern), first, confidence)
    for pattern, first, confidence in (
        (rf"({_ABBR})\s*(?:是|为|即|stands for|is short for)\s*(?:the )?[“\"]?((?:Amazon |AWS )?{_WORDS})[”\"]?", True, 0.95),
        (rf"({_ABBR})\s*[:：]\s*({_WORDS})", True, 0.8),
        (rf"({_ABBR})\s*[(（]((?:Amazon |AWS )?{_WORDS})[)）]", True, 0.9),
        (rf"((?:[A-Za-z0-9-]+ )+[A-Za-z0-9-]+)\s*[(（](?:Amazon |AWS )?({_ABBR})[)）]", False, 0.9),
        (rf"[(（]({_WORDS})[,，]\s*({_ABBR})[)）]", False, 0.9),
    )
)  # fmt: skip


@lru_cache(maxsize=1 << 12)  # asked for terms, for facts and for pairs
def find_expansions(text: str) -> tuple[tuple[str, str, float], ...]:
    """``(abbreviation, expansion, confidence)`` for every expansion in ``text`` whose initials agree."""
    if not _CAPITALS.search(text):
        return ()
    plain, found = strip_marks(text), list[tuple[str, str, float]]()
    if not _SPELLS.search(plain):
        return ()
    for pattern, first, confidence in _PATTERNS:
        for match in pattern.finditer(plain):
            name, words = (match[1], match[2]) if first else (match[2], match[1])
            found.append((name, words, confidence))
    out: dict[tuple[str, str], float] = {}
    for name, expansion, confidence in found:
        if name.islower() or (not any(c.isupper() for c in name[1:]) and not name[-1].isdigit()):
            continue
        fitted = _fit(name, expansion) or _fit(name, _VENDOR.sub("", expansion))
        if fitted:
            out[name, fitted] = max(confidence, out.get((name, fitted), 0.0))
    return tuple((name, expansion, confidence) for (name, expansion), confidence in out.items())


_TRANSLATED = re.compile(
    r"([\u3400-\u9fff]{2,12})\s*[(（](?:Amazon |AWS )?([A-Z][A-Za-z]+(?: [A-Za-z]+){1,4})[)）]"
)


def find_translations(text: str) -> tuple[tuple[str, str], ...]:
    """``(Chinese name, English name)`` for every 中文名(English Name) in ``text``."""
    if "(" not in text and "（" not in text:
        return ()
    return tuple((match[1], match[2]) for match in _TRANSLATED.finditer(strip_marks(text)))


def initials(words: str) -> str:
    """The initials of ``words`` as capitals."""
    return "".join(word[0].upper() for word in words.split())


def _fit(abbreviation: str, words: str) -> str:
    """The run of words at either end of ``words`` whose initials spell ``abbreviation``."""
    parts = words.split()
    for size in range(2, len(parts) + 1):
        for run in (parts[-size:], parts[:size]):
            text = " ".join(run)
            if run[0][0].isupper() and run[0] not in _ARTICLES and initials_match(abbreviation, text):
                return text
    return ""
