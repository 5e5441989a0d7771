"""Seeded edits of notes, each with the truth about what became of every line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from content.core.claims import Fact, Rule

TABLES = (Rule.TABLE_COLUMN, Rule.TABLE_ROW)
OPPOSITES = (
    ("自动", "手动"),
    ("同步", "异步"),
    ("支持", "不支持"),
    ("需要", "不需要"),
    ("可以", "不可以"),
    ("无需", "需要"),
    ("共享", "独享"),
    ("公有", "私有"),
    ("之前", "之后"),
    ("最大", "最小"),
    ("增加", "减少"),
    ("启动", "停止"),
    ("只读", "可写"),
    ("管理", "不管理"),
    ("automatic", "manual"),
    ("public", "private"),
    ("shared", "separate"),
    ("before", "after"),
    ("read-only", "writable"),
    ("with", "without"),
    ("can", "cannot"),
    ("is", "is not"),
    ("start", "stop"),
    ("always", "never"),
    ("one", "two"),
)
HAN = re.compile(r"[\u4e00-\u9fff]")
_WIDTHS = str.maketrans(
    {**{chr(c): chr(c + 0xFEE0) for c in range(0x30, 0x3A)}, "，": ",", ",": "，", "(": "（", ")": "）"}
)


@dataclass(frozen=True)
class Edited:
    """An edited note: ``origin`` gives each new line's old number (1-based) or None when it is new.

    ``aims`` are the old facts whose value was edited, by old line and value; ``columns`` says which column
    a table's column became, by old line.
    """

    lines: list[str]
    origin: list[int | None]
    aims: frozenset[tuple[int, str]] = frozenset()
    columns: Mapping[int, Mapping[int, int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


Edit = Callable[[Sequence[str], Sequence[Fact], Random], Edited | None]


def true_pairs(old: Sequence[Fact], new: Sequence[Fact], edited: Edited) -> list[tuple[int, int]]:
    """Indices of an old and a new fact that are one, as the edit itself knows: same line, same slot there."""
    before: dict[tuple[object, ...], list[int]] = {}
    after: dict[tuple[object, ...], list[int]] = {}
    for i, fact in enumerate(old):
        columns = edited.columns.get(fact.lines[0], {})
        before.setdefault((fact.lines[0], *_slot(fact, columns)), []).append(i)
    for j, fact in enumerate(new):
        if (line := edited.origin[fact.lines[0] - 1]) is not None:
            after.setdefault((line, *_slot(fact, {})), []).append(j)
    return [
        pair
        for where, ours in before.items()
        if len(ours) == len(theirs := after.get(where, []))
        for pair in zip(ours, theirs, strict=True)
    ]


def _slot(fact: Fact, columns: Mapping[int, int]) -> tuple[object, ...]:
    if fact.rule in TABLES:
        column = int(fact.place.rpartition("c")[2])
        return ("table", columns.get(column, column))
    return (fact.rule,)


def _unchanged(lines: Sequence[str]) -> tuple[list[str], list[int | None]]:
    return list(lines), list(range(1, len(lines) + 1))


def _in_value(
    lines: Sequence[str], facts: Sequence[Fact], random: Random, change: Callable[[str], str]
) -> Edited | None:
    """Change the value of one fact where it stands on its one line."""
    fact = random.choice(facts)
    line = lines[fact.lines[0] - 1]
    start = line.rfind(fact.value)
    if fact.lines[0] != fact.lines[1] or start < 0 or not fact.value or fact.rule is Rule.WRITTEN:
        return None
    value = change(fact.value)
    if value == fact.value:
        return None
    new, origin = _unchanged(lines)
    new[fact.lines[0] - 1] = line[:start] + value + line[start + len(fact.value) :]
    return Edited(new, origin, frozenset({(fact.lines[0], fact.value)}))


def change_number(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    def change(value: str) -> str:
        found = list(re.finditer(r"(?<![\w.-])\d+(?![\w-])|(?<=[\u4e00-\u9fff])\d+", value))
        if not found:
            return value
        at = random.choice(found)
        other = str(int(at[0]) + random.choice((1, 2, 5, 10, int(at[0]) + 1)))
        return value[: at.start()] + other + value[at.end() :]

    numbered = [fact for fact in facts if re.search(r"\d", fact.value)]
    return _in_value(lines, numbered, random, change) if numbered else None


def reverse_meaning(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """A negation put in or taken out, or a word changed for its opposite."""

    def change(value: str) -> str:
        hits = []
        for pair in OPPOSITES:
            for word, other in (pair, pair[::-1]):
                edge = r"\b" if word.isascii() else ""
                found = re.search(f"{edge}{word}{edge}", value)
                if found and not (word in other and other in value):
                    hits.append((found, other))
        if not hits:
            return value
        at, other = random.choice(hits)
        return value[: at.start()] + other + value[at.end() :]

    return _in_value(lines, facts, random, change)


def replace_words(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """Half of a value or all of it says something else."""
    zh = ("每年清点一次", "由船长保管", "铜制的外壳", "三班倒的工人", "盐仓的门口")
    en = ("counted once a year", "kept by the captain", "a case of brass", "the gate of the salt store")

    def change(value: str) -> str:
        other = random.choice(zh if HAN.search(value) else en)
        keep = random.choice((0, len(value) // 2))
        return value[:keep] + ("" if HAN.search(value) or not keep else " ") + other

    plain = [
        fact for fact in facts if "`" not in fact.value and "*" not in fact.value and "[" not in fact.value
    ]
    return _in_value(lines, plain, random, change) if plain else None


def make_typo(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    def change(value: str) -> str:
        spots = [i for i, c in enumerate(value) if HAN.match(c) or (c.isascii() and c.isalpha())]
        if len(spots) < 3:
            return value
        i = random.choice(spots)
        letter = random.choice("的地得在再作做") if HAN.match(value[i]) else random.choice("aeiou")
        return random.choice((value[:i] + value[i + 1 :], value[:i] + letter + value[i + 1 :]))

    return _in_value(lines, facts, random, change)


def polish(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """Other punctuation, spaces, width, case or bold; the same meaning."""

    def spaced(value: str) -> str:
        if re.search(r"(?<=[\u4e00-\u9fff]) (?=\w)", value):
            return re.sub(r"(?<=[\u4e00-\u9fff]) (?=\w)|(?<=\w) (?=[\u4e00-\u9fff])", "", value)
        return re.sub(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])", " ", value)

    def bold(value: str) -> str:
        found = re.search(r"[\u4e00-\u9fff]{2,4}|\b[A-Za-z]{4,}\b", value)
        if not found or "`" in value or "*" in value or "[" in value:
            return value
        return value[: found.start()] + f"**{found[0]}**" + value[found.end() :]

    def case(value: str) -> str:
        return value[0].swapcase() + value[1:]

    def quotes(value: str) -> str:
        return value.translate(str.maketrans({"“": "「", "”": "」", "‘": "'", "’": "'"}))

    def pause(value: str) -> str:
        return re.sub(r"、", "，", value, count=1) if "、" in value else value.replace(", ", "; ", 1)

    def close(value: str) -> str:
        return value.rstrip("。.;；") + random.choice(("", "。" if HAN.search(value) else ".", "；"))

    ways = (spaced, bold, quotes, pause, lambda value: value.translate(_WIDTHS))
    way = random.choice((*ways, case, close))
    sound = [fact for fact in facts if not re.search(r"[`|/]", fact.value)]
    if way is case:
        sound = [fact for fact in sound if fact.rule is not Rule.ABBREVIATION]  # its letters are its sense
    if way is close:  # a full stop may only come where the line ends
        sound = [
            fact for fact in sound if re.search(rf"{re.escape(fact.value)}[ |]*$", lines[fact.lines[0] - 1])
        ]
    return _in_value(lines, sound, random, way) if sound else None


def _runs(lines: Sequence[str], belongs: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Spans ``[start, end)`` of neighbouring lines that belong together, of two lines and more."""
    runs, start = [], 0
    for i in range(len(lines) + 1):
        if i == len(lines) or not belongs(lines[i]):
            if i - start >= 2:
                runs.append((start, i))
            start = i + 1
    return runs


def _is_item(line: str) -> bool:
    return re.match(r"- (?![A-Da-d][.)、])", line) is not None


def _body_rows(lines: Sequence[str]) -> list[tuple[int, int]]:
    tables = _runs(lines, lambda line: line.startswith("|"))
    return [(start + 2, end) for start, end in tables if end - start > 2]


def _sequence(lines: Sequence[str], order: Sequence[int]) -> Edited:
    return Edited([lines[i] for i in order], [i + 1 for i in order])


def reorder(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    runs = [run for run in _runs(lines, _is_item) + _body_rows(lines) if run[1] - run[0] > 1]
    if not runs:
        return None
    start, end = random.choice(runs)
    inside = list(range(start, end))
    random.shuffle(inside)
    return _sequence(lines, [*range(start), *inside, *range(end, len(lines))])


def rename_heading(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """Another text, and now and then another id."""
    stated = {fact.heading for fact in facts}
    headings = [
        i for i, line in enumerate(lines) if line.startswith("##") and "?" not in line and "？" not in line
    ]
    headings = [i for i in headings if any(text and text in lines[i] for text in stated)]
    if not headings:
        return None
    at = random.choice(headings)
    found = re.fullmatch(r"(#+) (.*?)(\s*\{#([\w-]+)\})?", lines[at])
    if not found:
        return None
    more = "概览" if HAN.search(found[2]) else " in short"
    text = random.choice((found[2] + more, more.strip() + " " + found[2]))
    mark = random.choice((found[3] or "", f" {{#new-{found[4]}}}" if found[4] else ""))
    new, origin = _unchanged(lines)
    new[at] = f"{found[1]} {text}{mark}"
    return Edited(new, origin)


def _blocks(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of lines between blank lines that are no heading, code or front matter."""
    spans, start, fenced = [], 0, False
    for i in range(len(lines) + 1):
        if i < len(lines) and lines[i].startswith(("```", "---")):
            fenced = not fenced
            start = i + 1
        elif i == len(lines) or not lines[i].strip():
            if i > start and not fenced and not lines[start].startswith("#"):
                spans.append((start, i))
            start = i + 1
    return spans


def move_block(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """A paragraph, list or table goes to the end of another section of its chapter."""
    blocks = [
        b
        for b in _blocks(lines)
        if not re.match(r"-? ?[A-D][.)、]|答案|解析|Answer|Explanation", lines[b[0]])
    ]
    blocks = [b for b in blocks if any(b[0] < fact.lines[0] <= b[1] for fact in facts)]
    targets = [i for i, line in enumerate(lines) if line.startswith("## ")]
    if not blocks or not targets:
        return None
    start, end = random.choice(blocks)
    target = random.choice(targets)
    if start <= target < end:
        return None
    rest = [i for i in range(len(lines)) if not start <= i < end]
    cut = rest.index(target)
    order = [*rest[:cut], *range(start, end), *rest[cut:]]
    edited = _sequence(lines, order)
    at = order.index(target)
    return Edited(
        [*edited.lines[:at], "", *edited.lines[at:]], [*edited.origin[:at], None, *edited.origin[at:]]
    )


def move_section(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """A whole section changes places with the next."""
    heads = [i for i, line in enumerate(lines) if line.startswith("## ")]
    if len(heads) < 3:
        return None
    at = random.randrange(len(heads) - 2)
    a, b, c = heads[at], heads[at + 1], heads[at + 2]
    return _sequence(lines, [*range(a), *range(b, c), *range(a, b), *range(c, len(lines))])


def insert_line(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """A row, an item or a paragraph that was not there."""
    places: list[tuple[int, str]] = []
    for start, end in _body_rows(lines):
        cells = lines[start].count("|") - 1
        words = (
            ["补充的一栏", "甲说", "乙说", "丙说", "丁说", "戊说"]
            if HAN.search(lines[start])
            else list("ABCDEF")
        )
        row = [f"{words[0]} {random.randrange(90)}", *(f"{w} {random.randrange(90)}" for w in words[1:cells])]
        places.append((random.randint(start, end), "| " + " | ".join(row[:cells]) + " |"))
    for start, end in _runs(lines, _is_item):
        zh = HAN.search(lines[start])
        item = "- 价格：另行约定的数目" if zh else "- Price: a sum agreed upon elsewhere"
        places.append((random.randint(start, end), item))
    for start, _ in _blocks(lines):
        if not lines[start].startswith(("-", "|", "答", "解", "Answer", "Expl")):
            zh = HAN.search(lines[start])
            text = "灯芯是一种吸油的棉绳。" if zh else "A wick is a cotton cord that draws up oil."
            places.append((start, text + "\n"))
    if not places:
        return None
    at, text = random.choice(places)
    added = text.split("\n")
    new, origin = _unchanged(lines)
    return Edited([*new[:at], *added, *new[at:]], [*origin[:at], *(None for _ in added), *origin[at:]])


def insert_column(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    rows = _body_rows(lines)
    if not rows:
        return None
    start, end = random.choice(rows)
    count = lines[start].count("|") - 1
    at = random.randint(1, count)
    new, origin = _unchanged(lines)
    for i in range(start - 2, end):
        cells = lines[i].strip().strip("|").split("|")
        if len(cells) != count or "\\|" in lines[i]:
            return None
        zh = HAN.search("".join(lines[start - 2 : end]))
        head, value = ("牛皮", f"晒干后裁成 {i} 条") if zh else ("Leather", f"dried and cut into {i} strips")
        cells.insert(at, "---" if i == start - 1 else f" {head if i == start - 2 else value} ")
        new[i] = "|" + "|".join(cells) + "|"
    shift = {column: column + (column >= at) for column in range(1, count)}
    return Edited(new, origin, columns=dict.fromkeys(range(start + 1, end + 1), shift))


def delete_block(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    """A block, or one line of a list or table, is gone."""
    spans = [*_blocks(lines)]
    spans += [(i, i + 1) for run in _runs(lines, _is_item) + _body_rows(lines) for i in range(*run)]
    spans = [s for s in spans if any(s[0] < fact.lines[0] <= s[1] for fact in facts)]
    if not spans:
        return None
    start, end = random.choice(spans)
    return _sequence(lines, [*range(start), *range(end, len(lines))])


MEANING: Mapping[str, Edit] = {
    "number": change_number,
    "reversed": reverse_meaning,
    "replaced": replace_words,
}
STRUCTURE: Mapping[str, Edit] = {
    "reorder": reorder,
    "heading renamed": rename_heading,
    "block moved": move_block,
    "section moved": move_section,
    "line inserted": insert_line,
    "column inserted": insert_column,
    "deleted": delete_block,
}
EDITS: Mapping[str, Edit] = {**MEANING, "typo": make_typo, "polished": polish, **STRUCTURE}


def then(first: Edited, second: Edited) -> Edited:
    """Two edits one after the other as one edit of the first text; aims and columns are dropped."""
    origin = [None if i is None else first.origin[i - 1] for i in second.origin]
    return Edited(second.lines, origin)
