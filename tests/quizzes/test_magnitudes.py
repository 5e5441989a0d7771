"""Magnitudes in words, and the gaps that ask for them."""

from __future__ import annotations

import pytest

from quizzes.core.drafts import QuestionKind
from quizzes.core.magnitudes import sole_magnitude, steps_around
from tests.content.test_facts import facts_of
from tests.quizzes.test_generation import drafts_of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("每秒可以处理数百万个请求", "数百万"),
        ("工作在第四层", "第四层"),
        ("handles millions of requests", "millions"),
        ("works at layer 4", "layer 4"),
        ("有数百根线和数千个结", ""),
        ("有 3 卷和数百根线", ""),
        ("百万富翁", ""),
        ("可以存放 PB 级的花样", "PB"),
        ("高达TB级别的图库", "TB"),
        ("图库放在 GB 网络上", ""),
        ("从 GB 级长到 PB 级", ""),
    ],
)
def test_a_text_has_a_sole_magnitude_only_without_another_number(text: str, word: str) -> None:
    found = sole_magnitude(text)
    assert (found.word if found else "") == word
    assert not found or text[found.start : found.end] == word


def test_the_steps_around_a_magnitude_are_neighbours_and_its_rank_tells_nothing() -> None:
    magnitude = sole_magnitude("数万个结")
    assert magnitude is not None
    ranks = set()
    for seed in map(str, range(40)):
        steps = steps_around(magnitude, seed=seed)
        assert len(set(steps)) == 4
        ranks.add(steps.index("数万"))
    assert ranks == {0, 1, 2, 3}


def test_a_magnitude_in_a_statement_is_asked_as_a_gap_in_the_order_of_its_scale() -> None:
    (draft,) = [d for d in drafts_of(*facts_of("喷气织机可以打出数万个结。")) if d.kind is QuestionKind.CLOZE]
    (text,) = draft.texts
    assert "____个结" in text.stem
    shown = [choice.text for choice in text.choices]
    assert [choice.text for choice in text.choices if choice.correct] == ["数万"]
    scale = ["数十", "数百", "数千", "数万", "数十万", "数百万", "数千万", "数亿"]
    assert shown == [word for word in scale if word in shown]


def test_the_order_of_a_size_is_asked_among_its_neighbours() -> None:
    (draft,) = [
        d for d in drafts_of(*facts_of("喷气织机可以处理PB级的花样。")) if d.kind is QuestionKind.CLOZE
    ]
    (text,) = draft.texts
    assert "____级的花样" in text.stem
    assert [choice.text for choice in text.choices if choice.correct] == ["PB"]
    shown = [choice.text for choice in text.choices]
    assert shown == [size for size in ("KB", "MB", "GB", "TB", "PB", "EB") if size in shown]
    assert not draft.flaws
