"""What a learner sends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import QueryDict

from content.models import Language
from quizzes.core.grading import Shape
from quizzes.exams import Given
from quizzes.models import Attempt


class AnswerForm:
    """An answer as the browser sent it: shown option numbers, the item's key, language and time taken.

    For an item that is arranged there is a number for every shown option instead: its place in the order,
    from 1, or which of the partners, from 1 in the order of ``partners``, it belongs to.

    Nothing here raises: what cannot be read becomes an empty choice or a key that fits no item, and
    ``answer_item`` then refuses with a sentence.
    """

    def __init__(
        self,
        data: QueryDict,
        *,
        order: list[int],
        fallback: str,
        shape: Shape = Shape.CHOOSE,
        partners: Sequence[int] = (),
    ) -> None:
        self.given = {order[shown]: _number(data.get(f"place-{shown}", "")) for shown in range(len(order))}
        self.arranged = _arranged(self.given, shape, partners)
        shown = {int(value) for value in data.getlist("choice") if value.isdecimal() and len(value) < 4}
        self.chosen = frozenset(order[number] for number in shown if number < len(order))
        language = data.get("language", "")
        self.language = language if language in Language.values else fallback
        self.key = _uuid(data.get("key", ""))
        time = data.get("milliseconds", "")
        self.milliseconds = int(time) if time.isdecimal() and len(time) < 10 else None
        confidence = data.get("confidence", "")
        self.confidence = confidence if confidence in Attempt.Confidence.values else ""

    def answer(self) -> dict[str, Any]:
        """The arguments of ``answer_item`` that the browser decides."""
        return {
            "key": self.key,
            "chosen": self.chosen,
            "arranged": self.arranged,
            "language": self.language,
            "milliseconds": self.milliseconds,
            "confidence": self.confidence,
        }


class ExamForm(AnswerForm):
    """An item of an exam as the browser sent it: the answer, if any, and what is marked beside it.

    A script numbers what it sends from one page (``n``, from 1), so that a repeat is known as such; without a
    script every submission is new.
    """

    def __init__(self, data: QueryDict, **options: Any) -> None:
        super().__init__(data, **options)
        order: list[int] = options["order"]
        struck = {int(value) for value in data.getlist("struck") if value.isdecimal() and len(value) < 4}
        self.struck = frozenset(order[number] for number in struck if number < len(order))
        self.flagged = data.get("flagged", "") == "on"
        flip = data.get("flip", "")
        self.next_language = flip if flip in Language.values else self.language
        self.flips = _number(data.get("flips", "")) + (flip in Language.values)
        number = data.get("n", "")
        self.key = uuid5(self.key, number) if number.isdecimal() and len(number) < 9 else uuid4()
        self.is_partly_arranged = not self.arranged and any(self.given.values())

    def left(self) -> Given:
        """The item as the learner left it."""
        return Given(
            chosen=self.chosen,
            arranged=self.arranged,
            confidence=self.confidence,
            language=self.language,
            flips=self.flips,
            flagged=self.flagged,
            struck=self.struck,
            milliseconds=self.milliseconds,
        )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _arranged(given: dict[int, int], shape: Shape, partners: Sequence[int]) -> tuple[int, ...]:
    """The given numbers as an arrangement of choice positions; empty when one is missing or taken twice."""
    if shape is Shape.ORDER and sorted(given.values()) == list(range(1, len(given) + 1)):
        return tuple(sorted(given, key=lambda position: given[position]))
    if shape is Shape.MATCH and all(1 <= number <= len(partners) for number in given.values()):
        return tuple(partners[given[position] - 1] for position in sorted(given))
    return ()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
