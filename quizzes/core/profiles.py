"""Profiles: what the checks need to know of one option, found out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from content.core.claims import Polarity
from content.core.facts import polarity_of
from content.core.names import strip_marks
from quizzes.core import soundness
from quizzes.core.likeness import Reading, read, width
from quizzes.core.option_types import NUMERIC, shape_of
from quizzes.core.telling import telling_words

_ALL_NONE = re.compile(
    r"以上(?:都|全|皆|均|所有)|(?:都|全部|均)(?:是|对|正确)$|以上皆|没有正确|(?:都|均)不(?:是|对|正确)|^[A-D]\s*[和与、及]\s*[A-D]$"
    r"|\b(?:all|none|both|neither|any) of (?:the )?(?:above|these|them|following|options)\b|^both [A-D] and [A-D]$",
    re.I,
)
_ABSOLUTE = re.compile(
    r"总是|总会|从不|从来|一定|绝对|绝不|永远|必然|必定|完全不|一律|毫无|百分之百|100%"
    r"|\b(?:always|never|absolutely|totally|completely|under no circumstances|in all cases)\b",
    re.I,
)
_PAIR = re.compile(r"^[^：:]{1,40}(?:：|: )(?=.)")


@dataclass(frozen=True, slots=True)
class Profile:
    """An option and what the checks ask of it. Get one with ``profile``.

    ``value`` is what it says: of a pair (attribute: value) only the value; ``readings`` are of the text and of that.
    ``faults`` are names of checks that it
    fails by itself; ``words`` is what it can be told by.
    """

    text: str
    plain: str
    value: str
    is_numeric: bool
    width: float
    reading: Reading
    readings: tuple[Reading, ...]
    faults: frozenset[str]
    words: frozenset[str]
    denies: bool
    is_absolute: bool
    is_virtue: bool


@lru_cache(maxsize=1 << 12)  # an option stands in many questions
def profile(text: str, language: str) -> Profile:
    """The profile of an option in its language."""
    plain, value = strip_marks(text), _PAIR.sub("", text)
    faults = soundness.faults_of(text, language)
    return Profile(
        text,
        plain,
        value,
        shape_of(text) in NUMERIC,
        width(text),
        read(text),
        (read(text),) if value == text else (read(text), read(value)),
        frozenset((*faults, "all-or-none") if _ALL_NONE.search(plain) else faults),
        telling_words(text),
        polarity_of(text) is Polarity.NEGATIVE,
        _ABSOLUTE.search(text) is not None,
        soundness.is_virtue(text),
    )
