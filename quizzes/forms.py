"""What a learner sends."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from content.models import Language


class AnswerForm:
    """An answer as the browser sent it: shown option numbers, the item's key, language and time taken.

    Nothing here raises: what cannot be read becomes an empty choice or a key that fits no item, and
    ``answer_item`` then refuses with a sentence.
    """

    def __init__(self, data: QueryDict, *, order: list[int], fallback: str) -> None:
        shown = {int(value) for value in data.getlist("choice") if value.isdecimal() and len(value) < 4}
        self.chosen = frozenset(order[number] for number in shown if number < len(order))
        language = data.get("language", "")
        self.language = language if language in Language.values else fallback
        self.key = _uuid(data.get("key", ""))
        time = data.get("milliseconds", "")
        self.milliseconds = int(time) if time.isdecimal() and len(time) < 10 else None

    def answer(self) -> dict[str, Any]:
        """The arguments of ``answer_item`` that the browser decides."""
        return {
            "key": self.key,
            "chosen": self.chosen,
            "language": self.language,
            "milliseconds": self.milliseconds,
        }


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
