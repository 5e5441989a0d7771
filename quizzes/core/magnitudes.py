"""Magnitudes and ordinals in words: 数百万, millions, 第四层, with the other steps of their scales."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.core.names import strip_marks
from quizzes.core.distractors import WANTED, stable

_SCALES = (
    ("数十", "数百", "数千", "数万", "数十万", "数百万", "数千万", "数亿"),
    ("几十", "几百", "几千", "几万", "几十万", "几百万", "几千万"),
    ("上百", "上千", "上万", "上百万", "上千万"),
    ("dozens", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions", "billions"),
    tuple(f"第{n}层" for n in "一二三四五六七"),
    tuple(f"layer {n}" for n in "1234567"),
)
_SIZES = ("KB", "MB", "GB", "TB", "PB", "EB")
"""Sizes count as magnitudes where 级 stands behind: PB 级, TB 级别."""
_PLACES = {word.lower(): (scale, step) for scale in (*_SCALES, _SIZES) for step, word in enumerate(scale)}
_WORDS = sorted((re.escape(word) for scale in _SCALES for word in scale), key=len, reverse=True)
_WORD = re.compile(
    rf"(?<![A-Za-z])(?:(?:{'|'.join(_WORDS)})(?![A-Za-z])|(?:{'|'.join(_SIZES)})(?=\s*级))", re.I
)
_FIGURE = re.compile(r"(?<![A-Za-z])\d")


_SIGNS = (*"数几上第级", "dozen", "hundred", "thousand", "million", "billion", "layer")
"""One of these stands in everything that ``_WORD`` finds. Few texts have any."""


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A word that says how many, about how much or which one, from ``start`` to ``end`` of the bare text."""

    word: str
    start: int
    end: int

    @property
    def step(self) -> str:
        """The word as it stands on its scale."""
        scale, step = _PLACES[self.word.lower()]
        return scale[step]


def sole_magnitude(text: str) -> Magnitude | None:
    """The one magnitude in ``text``, when it has exactly one and no figures."""
    plain = strip_marks(text)
    folded = plain.lower()
    if not any(sign in folded for sign in _SIGNS):
        return None
    found = list(_WORD.finditer(plain))
    figures = _FIGURE.search(_WORD.sub("", plain))
    return (
        Magnitude(found[0][0], found[0].start(), found[0].end()) if len(found) == 1 and not figures else None
    )


def steps_around(magnitude: Magnitude, *, seed: str) -> tuple[str, ...]:
    """Four neighbouring steps of the scale, the right one among them at a rank that ``seed`` draws."""
    scale, step = _PLACES[magnitude.word.lower()]
    starts = [n for n in range(len(scale) - WANTED) if n <= step <= n + WANTED]
    first = starts[int(stable(seed, "rank"), 16) % len(starts)]
    return scale[first : first + WANTED + 1]
