"""What a plan is: a question on fact keys, before it is worded in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2s

from quizzes.core.distractors import stable
from quizzes.core.drafts import Evidence, QuestionKind

_SPARES = 2


class Show(StrEnum):
    """What of its fact an option shows."""

    VALUE = "value"
    TERM = "term"
    PAIR = "pair"  # attribute and value
    MEMBER = "member"  # one member of a listing, by its place
    NUMBER = "number"  # the value of the asked fact with another number in it
    AMOUNT = "amount"  # a number and its unit alone
    WORD = "word"  # a magnitude in words alone
    MADE = "made"  # a text made up by rule, the same in every language


@dataclass(frozen=True, slots=True)
class Option:
    """One option: what is shown of which fact. A pack term that no note tells of has ``term`` and no fact.

    ``made`` is the made-up text, or the number that stands in place of the right one.
    """

    show: Show
    correct: bool
    fact: str = ""
    part: int = -1
    term: str = ""
    made: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A question in no language yet.

    ``ask`` picks the stem within its kind; ``variant`` tells plans of one kind about one fact apart.
    ``ascending`` keeps the options in the order given; all others are shuffled by a hash, and a sole right one is
    dealt its place by a hash of the key, so that each place is as likely whatever the wrong ones are. ``spare``
    holds wrong options that may stand in for others.
    """

    kind: QuestionKind
    fact: str
    ask: str
    evidence: Evidence
    options: tuple[Option, ...]
    variant: str = ""
    ascending: bool = False
    spare: tuple[Option, ...] = ()

    @property
    def key(self) -> str:
        """12 hexadecimal digits: the same for the same kind of question about the same fact."""
        return _question_key(self.kind, self.variant, self.fact)

    def alternatives(self) -> Iterator[Plan]:
        """The same question with other wrong options: each in turn left out, or replaced by a spare one."""
        wrong = [option for option in self.options if not option.correct]
        if self.ascending or (not self.spare and len(wrong) < 3):
            return
        for spare in self.spare[:_SPARES]:
            for one in wrong:
                kept = tuple(spare if option is one else option for option in self.options)
                yield replace(self, options=kept, spare=())
        if len(wrong) == 3:
            for one in wrong:
                yield replace(self, options=tuple(o for o in self.options if o is not one), spare=())

    def facts(self) -> tuple[str, ...]:
        """Every fact that the question rests on, the one asked about first."""
        return tuple(dict.fromkeys([self.fact, *[option.fact for option in self.options if option.fact]]))

    def listed(self) -> tuple[Option, ...]:
        """The options in the order in which they are shown, the same in every language."""
        if self.ascending:
            return self.options
        right = [option for option in self.options if option.correct]
        if len(right) != 1:
            shuffled = tuple(sorted(self.options, key=self._shuffled))
            places = [option.place for option in shuffled]
            return shuffled if places != sorted(places) or not any(places) else shuffled[::-1]
        listed = sorted((option for option in self.options if not option.correct), key=self._shuffled)
        place = int(stable(self.key, "place"), 16) % len(self.options)
        return (*listed[:place], *right, *listed[place:])

    def _shuffled(self, option: Option) -> str:
        return stable(self.key, option.fact, option.term, option.made, str(option.part))


@lru_cache(maxsize=1 << 10)  # asked for with every option of a plan
def _question_key(kind: str, variant: str, fact: str) -> str:
    parts = (kind, variant, fact) if variant else (kind, fact)
    return blake2s("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def among(show: Show, right: str, wrong: tuple[str, ...], bare: tuple[str, ...] = ()) -> tuple[Option, ...]:
    """One right option and wrong ones, each shown the same way; ``bare`` are ids of pack terms."""
    return (
        Option(show, True, right),
        *(Option(show, False, key) for key in wrong),
        *(Option(show, False, term=term) for term in bare),
    )
