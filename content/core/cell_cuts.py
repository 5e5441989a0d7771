"""How likely a cell of a glued row ends at a place, and how much a stretch of it looks like a cell.

Every score is a sum of rewards and penalties in one unit, about the weight of one piece of evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log2

import rjieba

from content.core.cell_words import CLAUSE_WORDS, LABEL_ENDS, STRONG_STARTS, VOCABULARY, WEAK_STARTS
from content.core.clause_statistics import ClauseStatistics
from content.core.terms import Pack
from content.core.text import is_wide

_STARTS = dict.fromkeys(WEAK_STARTS, 1.0) | dict.fromkeys(STRONG_STARTS, 2.0)
_LONGEST_START = max(map(len, _STARTS))
_NO_END = frozenset(
    "的和与或及以在从被把为是由按对向将给到跟让使其这该每各当如则而但并且又也还就都才更最很较不没可能需无有只仅能会要"
)
_NO_BEGIN = frozenset("的了等们和与或及着过性化者式型级吗呢吧，。、：；！？,;:!?)）】》”%~/·")
_NO_END_MARK = frozenset("，、：；,;:(（【《“~/-·&+@#")
_UNITS = frozenset("个天年月日小时分秒台次倍层条种位块份级万亿千百元")
_NUMBER_LEADS = (
    "第",
    "最大",
    "最小",
    "最多",
    "最少",
    "最长",
    "最短",
    "至少",
    "至多",
    "高达",
    "约",
    "默认",
    "每",
    "达",
    "前",
    "后",
    "超过",
    "为",
    "有",
    "到",
)
_SHORT = frozenset("是否有无高中低快慢大小多少强弱好差贵")
_LONGEST_NAME = 24
_OPENING, _CLOSING = "(（[【《“", ")）]】》”"
_LATIN_RUN = re.compile(r"[A-Za-z0-9+#.-]+")

# Parts of speech as ICTCLAS tags them, by first letter: what ends and begins a cell, and what two words make one.
_ENDS_WITH = {"d": -2.0, "p": -2.0, "c": -2.0, "u": -2.5, "b": -1.5}
_BEGINS_WITH = {"v": 0.3, "d": 0.5, "p": 0.5, "r": 0.2, "b": 0.4, "u": -3.0, "f": -1.5, "y": -2.0, "q": -0.5}
_JOINS = {
    "vn": -1.2,
    "an": -0.8,
    "nn": -0.4,
    "mq": -2.5,
    "nv": 0.4,
    "nd": 0.4,
    "np": 0.4,
    "nb": 0.4,
    "vb": -0.8,
    "vm": -0.8,
    "vr": -0.6,
    "va": -0.4,
    "jn": -0.5,
}
_INSIDE_WORD = -2.2

CERTAIN = 6.0
"""A penalty that ordinary evidence does not outweigh."""


def cut_scores(row: str, statistics: ClauseStatistics, pack: Pack) -> list[float]:
    """For each place 0 to ``len(row)``, the score of a cell ending there; the two ends score 0."""
    words = _word_scores(row)
    depth, open_at = 0, []
    for character in row:
        open_at.append(depth)
        depth += (character in _OPENING) - (character in _CLOSING)
        depth = max(depth, 0)
    runs = _latin_cuts(row, statistics, pack)
    scores = [0.0] * (len(row) + 1)
    for place in range(1, len(row)):
        scores[place] = (
            _characters_score(row, place, statistics, words.get(place) == _INSIDE_WORD)
            + runs.get(place, 0.0)
            - (CERTAIN if open_at[place] else 0.0)
            + words.get(place, 0.0)
        )
    return scores


def _word_scores(row: str) -> dict[int, float]:
    """Scores of the places inside Chinese words and between them, by their parts of speech."""
    scores: dict[int, float] = {}
    position, before = 0, ""
    for word, tag in rjieba.tag(row):
        if before and is_wide(row[position - 1]) and is_wide(row[position]):
            scores[position] = (
                _ENDS_WITH.get(before[0], 0.0)
                + _BEGINS_WITH.get(tag[0], 0.0)
                + _JOINS.get(before[0] + tag[0], 0.0)
            )
        if len(word) > 1 and is_wide(word[0]):
            for inside in range(position + 1, position + len(word)):
                scores[inside] = _INSIDE_WORD
        position, before = position + len(word), tag
    return scores


def _latin_cuts(row: str, statistics: ClauseStatistics, pack: Pack) -> dict[int, float]:
    """Scores of the places inside runs of Latin letters and digits."""
    scores: dict[int, float] = {}
    for run in _LATIN_RUN.finditer(row):
        text, start = run.group(), run.start()
        whole = _known(text, statistics, pack)
        for offset in range(1, len(text)):
            score = _inside_run(text, offset)
            left, right = text[:offset], text[offset:]
            if whole:
                score = min(score, -4.0)
            elif _known(left, statistics, pack) and _known(right, statistics, pack):
                score = 1.0
            scores[start + offset] = score
    return scores


def _known(text: str, statistics: ClauseStatistics, pack: Pack) -> bool:
    return text in VOCABULARY or (len(text) > 1 and (text in statistics.words or bool(pack.find(text))))


def _inside_run(text: str, offset: int) -> float:
    before, after = text[offset - 1], text[offset]
    following = text[offset + 1 : offset + 2]
    if before.isdigit() and (after.isdigit() or after in ".-"):
        return -CERTAIN
    if before in ".-+" or after in ".-+#":
        return -CERTAIN
    if before.isdigit():
        return 0.0 if after.isupper() and following.islower() else -3.0
    if after.isdigit():
        return -2.0 if before.islower() and offset > 3 else -4.0
    if before.islower() and after.isupper():
        return 1.0 if following.islower() else 0.2 if following else -1.0
    if before.isupper() and after.isupper() and following.islower() and offset > 1:
        return 0.5 if text[:offset] in VOCABULARY else -0.5  # the S of HTTPServer begins a word
    return -CERTAIN


def _characters_score(row: str, place: int, statistics: ClauseStatistics, inside: bool) -> float:
    before, after = row[place - 1], row[place]
    if before.isspace() or after.isspace():
        return -CERTAIN  # cells are copied without the space around them
    score = 0.0
    if before in _NO_END_MARK or after in _NO_BEGIN:
        score -= 4.0
    if after in "到至所之于":
        score -= 1.5
    if before in _NO_END:
        score -= 2.5
    start = next(
        (row[place : place + n] for n in range(_LONGEST_START, 0, -1) if row[place : place + n] in _STARTS),
        "",
    )
    if start and not inside:
        score += _STARTS[start] * (1.0 if len(start) > 1 else 0.7)
    if before in "%。!！?？" or before in _CLOSING:
        score += 1.0
    if after.isdigit() and not before.isdigit():
        score -= 1.2 if row[:place].endswith(_NUMBER_LEADS) else 0.2
    if before.isdigit() and after in _UNITS:
        score -= 2.5
    score += 3.0 * (statistics.begin_rate(after) + statistics.end_rate(before) - 0.25)
    return score - 2.5 * min(1.0, statistics.association(before + after))


def cell_score(cell: str, statistics: ClauseStatistics, pack: Pack) -> float:
    """How much ``cell`` looks like the whole of a cell, its length aside."""
    score = 0.0
    if len(cell) == 1 and not cell.isdigit():
        score -= 0.5 if cell in _SHORT else 3.0
    short = len(cell) <= (_LONGEST_NAME if cell.isascii() else _LONGEST_NAME // 2)
    if cell in statistics.clauses or (short and (pack.find(cell) or pack.find_attribute(cell))):
        score += 1.5
    if cell.count("(") + cell.count("（") != cell.count(")") + cell.count("）"):
        score -= 3.0
    return score


def length_score(length: int, fair: float) -> float:
    """What a cell of ``length`` characters loses where the cells of its row have ``fair`` on average."""
    return -1.2 * abs(log2(length / max(fair, 1.0)))


def label_score(label: str, statistics: ClauseStatistics, pack: Pack) -> float:
    """How much ``label`` looks like the name of a row."""
    if pack.find_attribute(label) or pack.find(label):
        return 3.0 + 0.5 * len(label)  # the longest known name, not the known beginning of one
    length = len(label) if not label.isascii() else len(label.split()) * 2 + 1
    score = 1.0 if label in statistics.clauses else 0.0
    if label.endswith(LABEL_ENDS) or (label.isascii() and label.istitle()):
        score += 2.0
    if any(label.find(word) > 0 for word in CLAUSE_WORDS):
        score -= 2.0
    if length == 1:
        score -= 2.5
    return score - (0.6 * (length - 6) if length > 6 else 0.2 * abs(length - 4))


def pair_score(left: str, right: str) -> float:
    """How much two cells of a row look alike: equal, one denying the other, or with the same beginning or end."""
    if left == right:
        return 3.0
    head = _shared(left, right)
    tail = _shared(left[::-1], right[::-1]) if left[-1] == right[-1] else 0
    if tail and abs(len(left) - len(right)) <= 2 and (left in _denials(right) or right in _denials(left)):
        return 5.0
    score = (1.0 * min(head, 4) if head > 1 else 0.4 * head) + (
        0.7 * min(tail, 4) if tail > 1 else 0.2 * tail
    )
    if (head or tail) and (left in right or right in left):
        score += 0.8
    if _class(left[0]) == _class(right[0]) and _class(left[-1]) == _class(right[-1]):
        score += 0.6
    return score


def _denials(text: str) -> tuple[str, ...]:
    """What denies ``text``, word for word."""
    able = "不能" + text[2:] if text.startswith("可以") else ""
    have = "没有" + text[1:] if text.startswith("有") else "无" + text[1:]
    return "不" + text, "无需" + text[2:] if text.startswith("需要") else "", able, have, "非" + text


def _shared(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count


@lru_cache(maxsize=1 << 12)
def _class(character: str) -> str:
    if character.isdigit():
        return "digit"
    if is_wide(character):
        return "wide"
    return "upper" if character.isupper() else "lower" if character.islower() else character
