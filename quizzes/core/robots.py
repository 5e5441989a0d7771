"""Test-wise robots: they answer from the look of a question alone, and must do no better than chance on a bank.

Each robot gives every option of a wording a value and picks the highest. Among options that look equal to it a
robot guesses; its score counts such a guess by its expectation, so that a robot with nothing to go by scores
exactly chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from math import sqrt

from content.core.names import strip_marks
from quizzes.core.drafts import Draft, DraftText, QuestionKind
from quizzes.core.likeness import jaccard, width
from quizzes.core.telling import telling_words

Z_95 = 1.6449
"""The 95th percentile of the normal distribution: one-sided, as only doing better than chance matters."""

MARGIN = 0.05
LEAST = 30
"""Fewer questions than this say nothing about a robot: the normal approximation fails."""

_ABSOLUTE = re.compile(
    r"总是|总会|从不|从来|一定|绝对|绝不|永远|必然|必须|必定|完全|一律|毫无|所有|全部|任何|只能|只有|仅"
    r"|\b(?:always|never|absolutely|totally|completely|all|none|every|only|must|any|no)\b",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")


@dataclass(frozen=True, slots=True)
class RobotScore:
    """How a robot did on the wordings in one language.

    ``right`` of ``asked`` questions were met (guesses by their expectation), where blind guessing meets ``chance`` (a share, 0 to 1).
    ``lower`` and ``upper`` are the one-sided 95 % Wilson bounds of the robot's true share.
    """

    robot: str
    language: str
    asked: int
    right: float
    chance: float
    lower: float
    upper: float

    @property
    def share(self) -> float:
        """The share of questions met, 0 to 1."""
        return self.right / self.asked if self.asked else 0.0


def longest(text: DraftText) -> list[float]:
    """The longest option: authors qualify what must be right."""
    return [width(choice.text) for choice in text.choices]


def always_b(text: DraftText) -> list[float]:
    """The second option."""
    return [float(index == 1) for index in range(len(text.choices))]


def most_specific(text: DraftText) -> list[float]:
    """The option with the most numbers, Latin words and clauses."""
    return [_detail(choice.text) for choice in text.choices]


def stem_overlap(text: DraftText) -> list[float]:
    """The option that shares most of its telling words with the stem."""
    stem = telling_words(text.stem)
    words = [telling_words(choice.text) for choice in text.choices]
    return [len(own & stem) / max(len(own), 1) for own in words]


def no_absolutes(text: DraftText) -> list[float]:
    """Any option without always, never, only, all, must."""
    return [-float(bool(_ABSOLUTE.search(choice.text))) for choice in text.choices]


def most_central(text: DraftText) -> list[float]:
    """Options only: the one most like the others, as if the wrong ones were made from it."""
    options = [choice.text for choice in text.choices]
    return [sum(jaccard(one, other) for other in options if other is not one) for one in options]


def odd_one_out(text: DraftText) -> list[float]:
    """Options only: the one least like the others."""
    return [-score for score in most_central(text)]


def middle_number(text: DraftText) -> list[float]:
    """Neither the smallest nor the largest number."""
    values = _numbers(text)
    inner = sorted(values)[1:-1]
    return [float(value in inner) for value in values]


def largest_number(text: DraftText) -> list[float]:
    """The largest number: limits are worth telling when they are high."""
    return _numbers(text)


ROBOTS: dict[str, Callable[[DraftText], list[float]]] = {
    "longest": longest,
    "always-b": always_b,
    "most-specific": most_specific,
    "stem-overlap": stem_overlap,
    "no-absolutes": no_absolutes,
    "most-central": most_central,
    "odd-one-out": odd_one_out,
    "middle-number": middle_number,
    "largest-number": largest_number,
}


def favourites(robot: str, text: DraftText) -> tuple[int, ...]:
    """The indexes of the options that a robot likes best, ties and all."""
    values = ROBOTS[robot](text)
    return tuple(index for index, value in enumerate(values) if value == max(values))


def answer(robot: str, text: DraftText) -> int:
    """The index of the option that a robot picks: among its favourites one by a hash of the wording."""
    liked = favourites(robot, text)
    seed = "\x1f".join((text.stem, *(choice.text for choice in text.choices)))
    turn = int.from_bytes(blake2s(seed.encode(), digest_size=4, person=b"robot").digest(), "big")
    return liked[turn % len(liked)]


def robot_scores(drafts: Iterable[Draft]) -> tuple[RobotScore, ...]:
    """Every robot's score per language, over the wordings that have one right option among several.

    Twins are scored apart: a bank may be fair in Chinese and give itself away in English, and two wordings
    of one question are no independent trials.
    """
    by_language: dict[str, list[DraftText]] = {}
    for draft in drafts:
        for text in draft.texts:
            if draft.kind is not QuestionKind.WRITTEN and sum(choice.correct for choice in text.choices) == 1:
                by_language.setdefault(text.language, []).append(text)
    return tuple(
        _score(name, language, texts) for language, texts in sorted(by_language.items()) for name in ROBOTS
    )


def biased(drafts: Iterable[Draft], *, margin: float = MARGIN) -> tuple[RobotScore, ...]:
    """The robots that beat chance on a bank, worst first; an empty tuple when the bank gives nothing away.

    A guesser on ``n`` questions whose mean chance is ``c`` scores at most ``c + z·sqrt(c(1-c)/n)`` in 95 of 100
    banks; for four options and 200 questions that bound is ``c`` + 5.0 points. A robot is reported when it
    does better than a guesser could, and by more than ``margin``: when the lower Wilson bound of its share
    ``p``, ``(p + z²/2n - z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)`` with z = 1.645 (Wilson 1927; one-sided 95 %), lies
    above ``c``, and ``p > c + margin``, on at least 30 questions. With fewer than 200 questions the first condition decides (too few to
    tell), with more the second (a lead of less than five points helps nobody).
    """
    found = [
        score
        for score in robot_scores(drafts)
        if score.asked >= LEAST and score.lower > score.chance and score.share > score.chance + margin
    ]
    return tuple(sorted(found, key=lambda score: (score.chance - score.share, score.robot, score.language)))


def _score(robot: str, language: str, texts: Sequence[DraftText]) -> RobotScore:
    right = sum(_expected(robot, text) for text in texts)
    chance = sum(1 / len(text.choices) for text in texts) / len(texts)
    lower, upper = wilson(right, len(texts))
    return RobotScore(robot, language, len(texts), right, chance, lower, upper)


def _expected(robot: str, text: DraftText) -> float:
    """The chance that a robot picks the right option, guessing among its favourites."""
    liked = favourites(robot, text)
    return sum(text.choices[index].correct for index in liked) / len(liked)


def wilson(right: float, asked: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score bounds of a share (Wilson 1927); 0 and 1 where nothing was asked."""
    if not asked:
        return 0.0, 1.0
    share, spread = right / asked, z * z / asked
    centre = share + spread / 2
    reach = z * sqrt(share * (1 - share) / asked + spread / (4 * asked))
    return (centre - reach) / (1 + spread), (centre + reach) / (1 + spread)


def _detail(option: str) -> float:
    plain = strip_marks(option)
    clauses = len(re.findall(r"[，,、；;（(]", plain))
    return 2.0 * len(_NUMBER.findall(plain)) + len(_LATIN.findall(plain)) + clauses + width(plain) / 40


def _numbers(text: DraftText) -> list[float]:
    """The first number of each option; all alike unless every option has one."""
    firsts = [_NUMBER.search(choice.text) for choice in text.choices]
    if not all(firsts):
        return [0.0] * len(text.choices)
    return [float(found[0]) for found in firsts if found]
