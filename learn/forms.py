"""What a learner sends."""

from __future__ import annotations

from collections.abc import Mapping

from content.models import Language
from learn.core.memory import Rating
from learn.study_pages import Sent

_RATINGS = {rating.value: rating for rating in Rating}
_MOST_FLIPS = 99
_LONGEST_TYPED, _LONGEST_NUMBER = 300, 12


def read_answer(sent: Mapping[str, str]) -> Sent:
    """What the page sent. Nothing of it is refused: no answer is lost for a time or a count that cannot be read.

    A dozen lines in place of a ``Form``, which would be a twentieth of the work of an answer.
    """
    language = sent.get("language", "")
    return Sent(
        item=sent.get("item", ""),
        rating=_RATINGS.get(_number(sent, "rating") or 0),
        choice=_number(sent, "choice"),
        typed=sent.get("typed", "").strip()[:_LONGEST_TYPED],
        show=bool(sent.get("show")),
        language=language if language in Language.values else "",
        milliseconds=_number(sent, "milliseconds"),
        flips=min(_number(sent, "flips") or 0, _MOST_FLIPS),
    )


def _number(sent: Mapping[str, str], name: str) -> int | None:
    text = sent.get(name, "").strip()
    return int(text) if len(text) <= _LONGEST_NUMBER and text.isascii() and text.isdecimal() else None
