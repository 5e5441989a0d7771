"""How a fact is asked: recognised among options while it is young, recalled when it has settled."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from random import Random

from learn.core.memory import Memory

RECALL_FROM, RECALL_ALWAYS = 4.0, 21.0
"""Days of stability from which recall is asked as well, and from which nothing else is."""

_LOOSE = re.compile(r"[\s\-‐‑–—_·.]+")


class Way(StrEnum):
    """How a fact can be asked in study."""

    FLASHCARD = "flashcard"
    TYPED = "typed"
    CHOICE = "choice"


def choose_way(memory: Memory | None, *, has_question: bool, can_type: bool, seed: str) -> Way:
    """The way to ask: among options at first, then more and more often by recall; short names are typed."""
    recalled = Way.TYPED if can_type else Way.FLASHCARD
    if not has_question:
        return recalled if memory else Way.FLASHCARD
    if memory is None or memory.stability < RECALL_FROM:
        return Way.CHOICE
    if memory.stability >= RECALL_ALWAYS:
        return recalled
    share = (memory.stability - RECALL_FROM) / (RECALL_ALWAYS - RECALL_FROM)
    return recalled if Random(seed).random() < 0.5 + share / 2 else Way.CHOICE


def answer_form(text: str) -> str:
    """A typed answer as it is compared: NFKC, letter case, spaces and hyphens aside."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_same_answer(given: str, wanted: str) -> bool:
    """Whether a typed answer is the wanted one."""
    return bool(answer_form(given)) and answer_form(given) == answer_form(wanted)
