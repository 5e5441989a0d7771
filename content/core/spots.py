"""Spots: the blocks of a note with all that reading them needs to know of their surroundings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from content.core.claims import Fact, Polarity
from content.core.document import Block, BlockKind, Heading, ParsedNote, Span
from content.core.names import strip_marks
from content.core.subjects import Subject

_NEGATIVE = re.compile(
    r"不(?!同|断|仅|但|论|管是|错)|无(?!服务器|论|缝|限|状态|线)|没有|未|禁止|\b(?:no|not|cannot|never|without|none)\b|n['’]t\b",
    re.I,
)
_DENYING = ("不", "无", "没有", "未", "禁止", "no", "never", "without", "n't", "n’t")
"""One of these stands in everything that ``_NEGATIVE`` finds."""
# Negations that only say how something else is done.
_ASIDE = re.compile(r"在不[^，,。]*?(?:情况|前提)下|而不[^，,。]*|\bwithout [^,.;]*", re.I)
_NAMES = {BlockKind.TABLE: "table", BlockKind.QUIZ: "quiz", BlockKind.HEADING: "heading"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A block, the group it stands in (``<heading id>/<kind+ordinal>``) and its place there.

    ``lead`` is what introduces a list: the paragraph above it that ends in a colon, or the item above that an
    indented item belongs to; ``parent`` says that it is such an item. ``leads``: items below belong to this one.
    """

    block: Block
    heading: Heading | None
    group: str
    position: int
    lead: str = ""
    parent: bool = False
    leads: bool = False

    @property
    def place(self) -> str:
        """Where a fact of this block was born."""
        return f"{self.group}/{self.position}"


def find_spots(note: ParsedNote) -> Iterator[Spot]:
    """Blocks with their place; neighbouring items under one heading make one list, neighbouring pairs another.

    The items below an item are a list of their own, ``<heading id>/list1.3`` for those below the third.
    """
    counts: Counter[tuple[str, str]] = Counter()
    previous, position, above = ("", BlockKind.PARAGRAPH), 0, ""
    parents: list[tuple[Block, int]] = []
    for block, below in zip_longest(note.blocks, note.blocks[1:]):
        heading = block.path[-1] if block.path else None
        home = heading.id if heading else ""
        listed = block.kind in (BlockKind.LIST_ITEM, BlockKind.KEY_VALUE)
        kind = "list" if listed else _NAMES.get(block.kind, "text")
        if listed and previous == (home, block.kind):
            position += 1
        else:
            counts[home, kind] += 1
            position = 1
            parents = []
        previous = (home, block.kind)
        lead, parent, within = "", False, ""
        if listed:
            while parents and parents[-1][0].level >= block.level:
                parents.pop()
            lead, parent = (parents[-1][0].plain, True) if parents else (above, False)
            if block.kind is BlockKind.LIST_ITEM:
                within = f".{parents[-1][1]}" if parents else ""
                parents.append((block, position))
        elif block.kind is BlockKind.PARAGRAPH:
            above = block.plain if block.plain.rstrip("* ").endswith((":", "：")) else ""
        else:
            above = ""
        deeper = below is not None and below.kind is BlockKind.LIST_ITEM and below.level > block.level
        leads = deeper and block.kind is BlockKind.LIST_ITEM
        group = f"{home}/{kind}{counts[home, kind]}{within}"
        yield Spot(block, heading, group, position, lead, parent, leads)


@lru_cache(maxsize=1 << 12)
def polarity_of(text: str) -> Polarity:
    """Whether ``text`` denies something."""
    plain = strip_marks(text)
    folded = plain.lower()
    denies = any(word in folded for word in _DENYING) and _NEGATIVE.search(_ASIDE.sub("", plain)) is not None
    return Polarity.NEGATIVE if denies else Polarity.POSITIVE


def make_fact(note: ParsedNote, spot: Spot, subject: Subject, **more: object) -> Fact:
    """A fact told at ``spot``, still without a key; ``more`` gives the rest and may override its place."""
    attribute, value = str(more.pop("attribute")), str(more.pop("value"))
    defaults: dict[str, object] = {
        "polarity": polarity_of(f"{attribute} {value}"),
        "place": spot.place,
        "heading_id": spot.heading.id if spot.heading else "",
        "heading": spot.heading.text if spot.heading else "",
    }
    return Fact(
        key="",
        note=note.path,
        slug=note.slug,
        language=note.language,
        subject=subject.name,
        term=subject.id,
        attribute=attribute,
        value=value,
        **(defaults | more),  # type: ignore[arg-type]
    )


def locate(note: ParsedNote, span: Span, text: str) -> Span:
    """The lines within ``span`` on which ``text`` stands, white space aside; ``span`` if it is not found."""
    if span[0] == span[1]:
        return span
    offsets, joined = [], ""
    for number in range(span[0], span[1] + 1):
        squeezed = re.sub(r"\s+", "", note.lines[number - 1]) if number <= len(note.lines) else ""
        joined += squeezed
        offsets.append((len(joined), number))
    wanted = re.sub(r"\s+", "", text)
    start = joined.find(wanted)
    if start < 0 or not wanted:
        return span
    first = next(number for end, number in offsets if start < end)
    last = next(number for end, number in offsets if start + len(wanted) <= end)
    return first, last
