"""Which questions wait for nothing but a person's yes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from quizzes.core.drafts import Draft, DraftChoice, DraftText, Evidence, QuestionKind
from quizzes.core.publishing import publishable

NOTE = "cloth.zh.md"
OTHER = "wool.zh.md"


def draft(
    *,
    evidence: Evidence = Evidence.SAME_TABLE,
    confidence: float = 0.9,
    flaws: tuple[str, ...] = (),
    languages: Iterable[str] = ("zh",),
) -> Draft:
    names = ("丝绸", "亚麻", "羊毛")
    choices = tuple(
        DraftChoice(f"{name}的价格", i == 0, name, name, OTHER if i else NOTE, (i + 1, i + 1))
        for i, name in enumerate(names)
    )
    texts = tuple(DraftText(language, "?", choices, "", NOTE, (1, 1), flaws) for language in languages)
    return Draft("k", QuestionKind.ATTRIBUTE, "f", evidence, confidence, texts)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"evidence": Evidence.CONSTRUCTED}, True),
        ({"evidence": Evidence.OTHER_TERM}, True),
        ({"evidence": Evidence.OPEN_WORLD}, False),
        ({"evidence": Evidence.OPEN_WORLD, "confidence": 1.0}, False),
        ({"confidence": 0.75}, True),
        ({"confidence": 0.74}, False),
        ({"evidence": Evidence.WRITTEN, "confidence": 0.9}, True),
        ({"evidence": Evidence.WRITTEN, "confidence": 0.8}, False),
        ({"flaws": ("fragment",)}, False),
        ({"flaws": ("in-conflict",)}, False),
        ({"languages": ()}, False),
    ],
)
def test_publishable_means_that_only_a_persons_yes_is_missing(
    change: dict[str, object], expected: bool
) -> None:
    assert publishable(draft(**change)) is expected  # type: ignore[arg-type]


def test_a_flaw_in_one_language_is_enough_to_hold_a_question_back() -> None:
    both = draft(languages=("zh", "en"))
    assert publishable(both)
    assert not publishable(replace(both, texts=(both.texts[0], replace(both.texts[1], flaws=("fragment",)))))
