"""Seeded edits of whole notes: facts keep their keys, and what changed its meaning is flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from content.core.claims import Fact
from content.core.facts import extract_facts
from content.core.identity import claim_form, content_hash, match_facts
from content.core.parsing import parse_note
from content.core.terms import Pack, load_pack
from tests.content.edits import EDITS, MEANING, Edit, Edited, then, true_pairs
from tests.content.parsed_notes import SEEDS

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "content" / "notes" / "aws-foundations").glob("*.md"))

ZH = """# 印刷 {#printing}

## 活字 {#type}

活字是一种可以反复使用的单字印模。

- 价格：每枚 3 文
- 材料：铅、锡和锑的合金
- 高度：23 毫米
- 保管：由排字工人负责

活字支持重新排版，不需要雕刻整块木板。活字最多可以使用 5000 次。

## 雕版 {#block}

雕版是一种把整页文字刻在木板上的印版。

- 价格：每块 400 文
- 材料：梨木或枣木
- 保管：由书坊负责

雕版不支持修改单个字，需要按页存放。

## 比较 {#compare}

| 对比项 | 活字 | 雕版 | 石版 |
|---|---|---|---|
| 准备时间 | 排一页约 2 小时 | 刻一页约 3 天 | 画一页约 5 小时 |
| 修改方式 | 自动换掉一个字 | 手动补刻一块 | 磨平之后重画 |
| 适用场景 | 常改的报纸 | 长销的经书 | 带图的海报 |
| 存放空间 | 字盘共享一间库房 | 每种书独享一个架子 | 石板靠墙排成一列 |

## 步骤 {#steps}

1. 按照原稿挑出活字。
2. 把活字排进字盘。
3. 刷墨之后铺上纸张。
4. 印完把活字放回原处。

## 自测 {#quiz}

### 报纸每天改版，用哪一种印版最合适？ {#q1}

- A. 活字
- B. 雕版
- C. 石版

答案：A

解析：活字可以拆开再排。
"""
EN = """# Lamps {#lamps}

## Oil lamp {#oil}

An oil lamp is a vessel that burns oil through a wick.

- Price: 4 coins a week
- Fuel: rapeseed or whale oil
- Burning time: 12 hours
- Upkeep: done by the lamplighter

The oil lamp supports shutters and does not need a pipe. It can be lit up to 9 times a day.

## Gas lamp {#gas}

A gas lamp is a burner that is fed through a pipe.

- Price: 7 coins a week
- Fuel: coal gas
- Upkeep: done by the gas works

The gas lamp requires a public main and cannot be carried.

## Compared {#compare}

| Aspect | Oil lamp | Gas lamp | Arc lamp |
|---|---|---|---|
| Lighting | a manual task at dusk | an automatic valve at dusk | a switch in the station |
| Range | 6 metres of street | 15 metres of street | 60 metres of square |
| Wear | the wick is trimmed before use | the mantle is shared by two burners | the carbons burn away |
| Place | private yards and stables | public streets and bridges | harbours and stations |

## Check yourself {#quiz}

### Which lamp lights a square of 50 metres on its own? {#q1}

- A. Oil lamp
- B. Gas lamp
- C. Arc lamp

Answer: C

Explanation: its range is 60 metres.
"""
MIXED = """# Typesetting 排版 {#typesetting}

## Linotype {#linotype}

Linotype 是一种整行铸字的机器。

- 速度：每小时 6000 个字符
- Operator: 一名受过训练的工人
- 维护：由 vendor 负责

Linotype 支持 hot metal，不支持逐字修改。

## Monotype {#monotype}

Monotype 是一种逐字铸字的机器。

- 速度：每小时 9000 个字符
- Operator: 两名工人分工
- 维护：由印厂负责

## 对比 Compared {#compare}

| 特性 | Linotype | Monotype |
|---|---|---|
| 单位 | 一整行 slug | 单个 sort |
| 纠错 | 需要重铸 whole line | 手动替换 single sort |
| 适合 | daily newspaper | 数学书和 tables |
"""
PACK = load_pack(
    """
terms:
  - {id: type, zh: 活字, en: movable type, kind: printing}
  - {id: block, zh: 雕版, en: woodblock, kind: printing}
  - {id: litho, zh: 石版, en: lithography, kind: printing}
  - {id: oil-lamp, zh: 油灯, en: oil lamp, kind: lamp}
  - {id: gas-lamp, zh: 煤气灯, en: gas lamp, kind: lamp}
  - {id: arc-lamp, zh: 弧光灯, en: arc lamp, kind: lamp}
  - {id: linotype, zh: 行铸机, en: Linotype, kind: machine}
  - {id: monotype, zh: 字铸机, en: Monotype, kind: machine}
attributes:
  - {id: price, zh: [价格], en: [price]}
  - {id: material, zh: [材料], en: [material, fuel]}
  - {id: upkeep, zh: [保管, 维护], en: [upkeep]}
  - {id: use-case, zh: [适用场景, 适合], en: [place]}
"""
)


@cache
def _aws() -> Pack:
    return load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text("utf-8"))


def read(text: str, path: str) -> tuple[Fact, ...]:
    pack = PACK if path in OWN else _aws()
    return extract_facts(parse_note(text, path=path), pack=pack)


OWN = {"printing.zh.md": ZH, "lamps.en.md": EN, "typesetting.md": MIXED}


@cache
def _notes(which: str) -> dict[str, tuple[list[str], tuple[Fact, ...]]]:
    """Lines and facts, under keys that say where they come from, of own, shipped or scraped notes."""
    paths = {"own": (), "shipped": SHIPPED, "scraped": SEEDS}[which]
    texts = OWN if which == "own" else {path.name: path.read_text("utf-8") for path in paths}
    notes = {}
    for path, text in texts.items():
        facts = tuple(replace(fact, key=f"old{i}") for i, fact in enumerate(read(text, path)))
        notes[path] = (text.rstrip("\n").split("\n"), facts)
    return notes


def edits_of(which: str, kinds: Iterable[str], *, each: int, seed: int) -> Iterable[tuple[str, str, Edited]]:
    """``each`` edits of every kind: the kind, the note and the edit. Where none fits, another note is taken."""
    random = Random(seed)
    notes = _notes(which)
    for kind in kinds:
        done = 0
        for _ in range(each * 30):
            path = random.choice(sorted(notes))
            lines, facts = notes[path]
            edited = EDITS[kind](lines, facts, random)
            if edited is not None and edited.lines != lines:
                yield kind, path, edited
                done += 1
            if done == each:
                break


def tally(cases: Iterable[tuple[str, str, Edited]], which: str) -> Counter[tuple[str, str]]:
    """By kind of edit: ``edits``; ``touched`` facts (that differ in anything now) and how many of them were
    ``lost``; facts ``stolen`` by something new; edited facts ``aimed`` at and ``flagged``; other facts that
    stand as they stood, and how many of them were flagged for ``nothing``.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for kind, path, edited in cases:
        was = _notes(which)[path][1]
        now = match_facts(read(edited.text, path), old=was)
        pairs = true_pairs(was, now, edited)
        touched = [(i, j) for i, j in pairs if _shown(was[i]) != _shown(now[j])]
        counts[kind, "edits"] += 1
        counts[kind, "touched"] += len(touched)
        counts[kind, "lost"] += sum(was[i].key != now[j].key for i, j in pairs)
        known = {j for _, j in pairs}
        former = {fact.key: fact for fact in was}
        counts[kind, "stolen"] += sum(
            fact.key in former and claim_form(fact.value) != claim_form(former[fact.key].value)
            for j, fact in enumerate(now)
            if j not in known
        )
        today = {fact.key: fact for fact in now}
        for fact in was:
            stale = fact.key not in today or content_hash(today[fact.key]) != content_hash(fact)
            if (fact.lines[0], fact.value) in edited.aims:
                if fact.key in today and _origin(today[fact.key], edited) != fact.lines[0]:
                    continue  # the note says it in the same words on another line, and still does
                counts[kind, "aimed"] += 1
                counts[kind, "flagged"] += stale
            elif fact.key in today and _said(today[fact.key]) == _said(fact):
                counts[kind, "nothing"] += stale
    return counts


def _origin(fact: Fact, edited: Edited) -> int | None:
    return edited.origin[fact.lines[0] - 1]


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.term, fact.aspect, fact.value, fact.polarity, fact.attribute, fact.options


def _shown(fact: Fact) -> tuple[object, ...]:
    return (*_said(fact), fact.place, fact.heading_id, fact.rule)


def total(counts: Counter[tuple[str, str]], what: str, kinds: Iterable[str] = EDITS) -> int:
    return sum(counts[kind, what] for kind in kinds)


def assert_identity(counts: Counter[tuple[str, str]]) -> None:
    """The promises about keys and stale flags, over all that was counted."""
    shown = {key: count for key, count in sorted(counts.items()) if key[1] in {"lost", "stolen"} and count}
    assert total(counts, "lost") <= 0.01 * total(counts, "touched"), shown
    assert total(counts, "stolen") <= 0.01 * total(counts, "touched"), shown
    assert total(counts, "flagged", MEANING) >= 0.98 * total(counts, "aimed", MEANING) > 0, counts
    assert total(counts, "flagged", ["polished"]) <= max(1, 0.1 * total(counts, "aimed", ["polished"])), (
        counts
    )
    assert total(counts, "nothing") == 0, counts


@cache
def _tally(which: str, each: int, seed: int) -> Counter[tuple[str, str]]:
    return tally(edits_of(which, EDITS, each=each, seed=seed), which)


@pytest.mark.slow
def test_own_notes_in_both_languages_and_mixed_keep_their_facts_under_every_kind_of_edit() -> None:
    counts = _tally("own", 20, 1)
    assert total(counts, "edits") >= 200
    assert all(counts[kind, "edits"] >= 10 for kind in EDITS)
    assert_identity(counts)


@pytest.mark.slow
def test_the_shipped_notes_keep_their_facts_under_every_kind_of_edit() -> None:
    counts = _tally("shipped", 6, 2)
    assert total(counts, "edits") >= 60
    assert_identity(counts)


@pytest.mark.slow
@pytest.mark.deep
@pytest.mark.parametrize("which", ["own", "shipped", "scraped"])
def test_thousands_of_edits_keep_facts_and_flag_what_changed_meaning(which: str, deep: bool) -> None:
    if not _notes(which):
        pytest.skip("these notes are not here")
    assert_identity(_tally(which, 100 if deep else 4, 3))


@pytest.mark.deep
def test_two_and_three_edits_at_once_lose_no_facts_either(deep: bool) -> None:
    random = Random(4)
    lost = touched = 0
    for _ in range(400 if deep else 40):
        path = random.choice(sorted(OWN))
        lines, was = _notes("own")[path]
        edited = Edited(list(lines), list(range(1, len(lines) + 1)))
        for _ in range(random.choice((2, 3))):
            facts = read(edited.text, path)
            following = _some_edit(edited.lines, facts, random)
            edited = then(edited, following) if following else edited
        now = match_facts(read(edited.text, path), old=was)
        pairs = true_pairs(was, now, edited)
        touched += sum(_shown(was[i]) != _shown(now[j]) for i, j in pairs)
        lost += sum(was[i].key != now[j].key for i, j in pairs)
    assert touched > 100
    assert lost <= 0.01 * touched


def _some_edit(lines: Sequence[str], facts: Sequence[Fact], random: Random) -> Edited | None:
    kinds = sorted(set(EDITS) - {"column inserted"})  # whose columns the next edit would not know
    edit: Edit = EDITS[random.choice(kinds)]
    return edit(lines, facts, random)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["own", "shipped"])
def test_what_was_deleted_and_comes_back_later_has_its_old_keys(which: str) -> None:
    random = Random(5)
    checked = 0
    for _, path, gone in edits_of(which, ["deleted"], each=8, seed=6):
        lines, first = _notes(which)[path]
        second = match_facts(read(gone.text, path), old=first)
        left = {fact.key for fact in second}
        retired = [fact for fact in first if fact.key not in left]
        other = EDITS["number"](lines, first, random) or EDITS["polished"](lines, first, random)
        third = match_facts(
            read(other.text if other else "\n".join(lines), path), old=second, retired=retired
        )
        by_key = {fact.key: fact for fact in third}
        checked += len(retired)
        assert all(fact.key in by_key for fact in retired)
        for fact in retired:
            back = by_key[fact.key]
            assert (back.term, back.aspect, back.place) == (fact.term, fact.aspect, fact.place)
    assert checked >= 10
