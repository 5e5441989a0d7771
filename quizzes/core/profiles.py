"""Profiles: what the checks need to know of one text, found out once and only where it is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from content.core.claims import Polarity
from content.core.facts import polarity_of
from content.core.names import strip_marks, term_form
from quizzes.core import soundness
from quizzes.core.likeness import Reading, bare, read, width
from quizzes.core.option_types import sort_by_opening
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


@dataclass(frozen=True)
class Profile:
    """A text of a question, in its language, with what the checks ask of it. Get one with ``profile``."""

    text: str
    language: str

    @cached_property
    def plain(self) -> str:
        """The text without marks."""
        return strip_marks(self.text)

    @cached_property
    def bare(self) -> str:
        """The text as it is compared."""
        return bare(self.text)

    @cached_property
    def reading(self) -> Reading:
        """The text as it is compared with others."""
        return read(self.text)

    @cached_property
    def form(self) -> str:
        """The text as names in it are compared."""
        return term_form(self.plain)

    @cached_property
    def width(self) -> float:
        """How long the text looks."""
        return width(self.text)

    @cached_property
    def value(self) -> str:
        """What the text says; one that is a pair (attribute: value) says its value."""
        return _PAIR.sub("", self.text)

    @cached_property
    def faults(self) -> frozenset[str]:
        """What keeps the text from standing alone, as names of checks."""
        return frozenset(soundness.faults_of(self.text, self.language))

    @cached_property
    def words(self) -> frozenset[str]:
        """What the text can be told by."""
        return telling_words(self.text)

    @cached_property
    def denies(self) -> bool:
        """Whether the text denies something."""
        return polarity_of(self.text) is Polarity.NEGATIVE

    @cached_property
    def is_absolute(self) -> bool:
        """Whether the text says always, never, 总是, 一定."""
        return _ABSOLUTE.search(self.text) is not None

    @cached_property
    def is_virtue(self) -> bool:
        """Whether the text praises and no more."""
        return soundness.is_virtue(self.text)

    @cached_property
    def speaks_of_options(self) -> bool:
        """Whether the text is about other options: all of the above, A 和 B."""
        return _ALL_NONE.search(self.plain) is not None

    @cached_property
    def opening(self) -> str:
        """Whether what the text says surely begins as a verb phrase or as a noun phrase."""
        return sort_by_opening(self.value)


@lru_cache(maxsize=1 << 12)
def profile(text: str, language: str) -> Profile:
    """The profile of a text, the same one for as long as it is in use: options stand in many questions."""
    return Profile(text, language)
