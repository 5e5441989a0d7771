"""Items: a worded question as the checks look at it, with the profiles of its texts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from quizzes.core.check_context import Context
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from quizzes.core.profiles import Profile, profile
from quizzes.core.soundness import marred

_NONE = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Item:
    """A worded question and what is known beside its words. Build with ``read_item``.

    ``options`` are in the order of ``choices``; ``faults`` is what keeps any of them from standing alone, and what
    mars the stem.
    """

    text: DraftText
    context: Context
    kind: QuestionKind
    language: str
    stem: str
    choices: tuple[DraftChoice, ...]
    options: tuple[Profile, ...]
    right: tuple[Profile, ...]
    wrong: tuple[Profile, ...]
    faults: frozenset[str]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Options and their partners, where they have one."""
        return [(choice.text, choice.partner) for choice in self.choices if choice.partner]


def read_item(text: DraftText, context: Context) -> Item:
    """``text`` with the profiles of its stem and options."""
    language, choices = text.language, text.choices
    options = [profile(choice.text, language) for choice in choices]
    told = [choice.correct for choice in choices]
    return Item(
        text,
        context,
        context.kind,
        language,
        text.stem,
        choices,
        tuple(options),
        tuple(compress(options, told)),
        tuple([one for one, correct in zip(options, told, strict=True) if not correct]),
        _NONE.union(marred(text.stem), *[one.faults for one in options if one.faults]),
    )
