"""Tables whose cells were glued together when a page was copied, such as ``特性Amazon S3EBSEFS``.

Only the first line is taken apart, into names that the note uses elsewhere. Where the rows below break is
for a person to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.core.lineshapes import ends_sentence, list_marker
from content.core.text import display_width, is_wide

_MAX_HEADER = 60
_MAX_NAME = 40
_MAX_NAMES = 8
_MIN_ROWS = 3
_MAX_ROWS = 60

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#./-]*(?: [A-Z][A-Za-z0-9+#./-]*){0,4}")
_PAREN = re.compile(r"[（(]([A-Za-z][A-Za-z0-9 -]{1,60})[)）]")
_SPLIT = re.compile(
    r"\s*(?:、|/|(?<![A-Za-z])(?:vs|and)(?![A-Za-z])\.?|和|与|或|的区别|的对比|对比|比较)\s*", re.IGNORECASE
)
_HEADER_WORDS = (
    "特性",
    "对比项",
    "对比",
    "名称",
    "功能",
    "项目",
    "类型",
    "方案",
    "服务",
    "维度",
    "指标",
    "Feature",
    "Name",
    "Item",
)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Where the note uses each name: the first and last 1-based line."""

    seen: dict[str, tuple[int, int]]

    def known(self, name: str, first: int, last: int) -> bool:
        """Whether the name is used outside the lines ``first`` to ``last``."""
        lines = self.seen.get(name)
        return lines is not None and (lines[0] < first or lines[1] > last)


def has_glued_shape(lines: list[str], start: int) -> int:
    """How many lines from the 0-based ``start`` could be a glued table, or 0."""
    if start and lines[start - 1].strip():
        return 0
    end = start
    while end < len(lines) and lines[end].strip() and end - start < _MAX_ROWS:
        line = lines[end]
        if (
            len(line) > 400
            or line[0] in " \t#>|`<"
            or list_marker(line)
            or line.rstrip().endswith(("。", "；"))
        ):
            return 0
        end += 1
    header = lines[start].strip()
    if (
        end - start < _MIN_ROWS
        or display_width(header) > _MAX_HEADER
        or ends_sentence(header)
        or "，" in header
    ):
        return 0
    return end - start


def collect_names(lines: list[str]) -> NameIndex:
    """Names in the note: short lines alone, Latin words, words in brackets, initials of expansions."""
    seen: dict[str, tuple[int, int]] = {}
    for index, line in enumerate(lines):
        if len(line) > 4_000:
            continue
        alone = (not index or not lines[index - 1].strip()) and (
            index + 1 >= len(lines) or not lines[index + 1].strip()
        )
        for name in _names_in(line, alone=alone):
            first, _ = seen.get(name, (index + 1, 0))
            seen[name] = (first, index + 1)
    return NameIndex(seen)


def _names_in(line: str, *, alone: bool) -> set[str]:
    names = set()
    for found in _LATIN.findall(line):
        names.add(found.rstrip(".-/"))
        names.update(word.rstrip(".-/") for word in found.split())
    for inner in _PAREN.findall(line):
        words = re.findall(r"[A-Za-z]+", inner)
        if len(words) > 1:
            names.add("".join(word[0] for word in words).upper())
    if (alone or line[:1] == "#") and display_width(line) <= _MAX_HEADER:
        text = line.strip("#：: \t")
        for part in (text, *_SPLIT.split(text)):
            names.add(part)
            names.add(re.split(r"[(（]", part)[0].strip())
    return {name for name in names if 1 < len(name) <= _MAX_NAME}


def split_header(header: str, names: NameIndex, *, first: int, last: int) -> tuple[str, ...]:
    """Cut ``header`` into the fewest known names, two or more; empty if it cannot be done.

    A Latin name followed by a known Chinese one may be one column (``EC2实例存储``), and a short Chinese word
    before two or more names may be the corner of the table (``管理EKSECS``).
    """
    text = header.strip()
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * (len(text) + 1)
    best[0] = (0, ())
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - _MAX_NAME), end):
            so_far = best[start]
            if so_far is None or len(so_far[1]) >= _MAX_NAMES:
                continue
            cost = _cost(text[start:end], start == 0, names, first, last)
            if cost and (best[end] is None or so_far[0] + cost < (best[end] or (0, ()))[0]):
                best[end] = (so_far[0] + cost, (*so_far[1], text[start:end].strip()))
    found = best[len(text)]
    if found is None or len(found[1]) < 2 or " ".join(found[1]) == text:
        return ()
    if found[0] % 10 == 5 and len(found[1]) < 3:
        return ()  # A guessed corner needs two known names beside it.
    return found[1]


def _cost(part: str, at_start: bool, names: NameIndex, first: int, last: int) -> int:
    """10 for a known name, more for a guess, 0 for no name."""
    name = part.strip()
    if not name or part[0] == " ":
        return 0
    if names.known(name, first, last) or name in _HEADER_WORDS:
        return 10
    latin = _LATIN.match(name)
    if (
        latin is not None
        and is_wide(name[latin.end() :][:1] or "a")
        and names.known(latin.group(), first, last)
        and names.known(name[latin.end() :], first, last)
    ):
        return 11
    if at_start and 2 <= len(name) <= 4 and all(is_wide(character) for character in name):
        return 25
    return 0
