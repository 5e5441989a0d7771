"""How a fact is asked: recognised among options while it is young, recalled when it has settled."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from learn.core.memory import Memory

RECALL_FROM, RECALL_ALWAYS = 4.0, 21.0
"""Days of stability from which recall is asked as well, and from which nothing else is."""

_LOOSE = re.compile(r"[\s\-‐‑–—_·.]+")


class Way(StrEnum):
    """How a fact can be asked in study."""

    FLASHCARD = "flashcard"
    CLOZE = "cloze"
    CELL = "cell"
    TYPED = "typed"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Means:
    """In which ways besides question and answer a fact can be asked."""

    has_question: bool = False
    can_type: bool = False
    has_cloze: bool = False
    in_table: bool = False


def choose_way(memory: Memory | None, means: Means, *, seed: str) -> Way:
    """The way to ask: among options at first, then more and more often by recall.

    Short names are typed; what stands in a table or has a number to leave out is asked so in turn.
    """
    draw = Random(seed)
    ways = [Way.FLASHCARD, *([Way.CELL] if means.in_table else []), *([Way.CLOZE] if means.has_cloze else [])]
    recalled = Way.TYPED if means.can_type else draw.choice(ways)
    if not means.has_question:
        return recalled if memory else Way.FLASHCARD
    if memory is None or memory.stability < RECALL_FROM:
        return Way.CHOICE
    if memory.stability >= RECALL_ALWAYS:
        return recalled
    share = (memory.stability - RECALL_FROM) / (RECALL_ALWAYS - RECALL_FROM)
    return recalled if draw.random() < 0.5 + share / 2 else Way.CHOICE


def answer_form(text: str) -> str:
    """A typed answer as it is compared: NFKC, letter case, spaces and hyphens aside."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_same_answer(given: str, wanted: str) -> bool:
    """Whether a typed answer is the wanted one."""
    return bool(answer_form(given)) and answer_form(given) == answer_form(wanted)
