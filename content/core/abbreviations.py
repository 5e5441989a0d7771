"""Abbreviations and what they stand for, checked by their initials."""

from __future__ import annotations

import re

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


def find_expansions(text: str) -> tuple[tuple[str, str, float], ...]:
    """``(abbreviation, expansion, confidence)`` for every expansion in ``text`` whose initials agree."""
    plain, found = strip_marks(text), []
    abbr, words = r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9/]{1,7}", r"[A-Z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+){1,5}"
    vendor = re.compile(r"^(?:Amazon|AWS) ")
    sure = (
        rf"({abbr})\s*(?:是|为|即|stands for|is short for)\s*(?:the )?[“\"]?((?:Amazon |AWS )?{words})[”\"]?"
    )
    for match in re.finditer(sure, plain):
        found.append((match[1], match[2], 0.95))
    for match in re.finditer(rf"({abbr})\s*[:：]\s*({words})", plain):
        found.append((match[1], match[2], 0.8))
    for match in re.finditer(rf"({abbr})\s*[(（]((?:Amazon |AWS )?{words})[)）]", plain):
        found.append((match[1], match[2], 0.9))
    for match in re.finditer(
        rf"((?:[A-Za-z0-9-]+ )+[A-Za-z0-9-]+)\s*[(（](?:Amazon |AWS )?({abbr})[)）]", plain
    ):
        found.append((match[2], match[1], 0.9))
    for match in re.finditer(rf"[(（]({words})[,，]\s*({abbr})[)）]", plain):
        found.append((match[2], match[1], 0.9))
    out: dict[tuple[str, str], float] = {}
    for name, expansion, confidence in found:
        if name.islower() or (not any(c.isupper() for c in name[1:]) and not name[-1].isdigit()):
            continue
        fitted = _fit(name, vendor.sub("", expansion))
        if fitted:
            out[name, fitted] = max(confidence, out.get((name, fitted), 0.0))
    return tuple((name, expansion, confidence) for (name, expansion), confidence in out.items())


def _fit(abbreviation: str, words: str) -> str:
    """The run of words at either end of ``words`` whose initials spell ``abbreviation``."""
    parts = words.split()
    for size in range(2, len(parts) + 1):
        for run in (parts[-size:], parts[:size]):
            text = " ".join(run)
            if run[0][0].isupper() and initials_match(abbreviation, text):
                return text
    return ""
