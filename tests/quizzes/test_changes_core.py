"""Whether a fact says something else, and which words are others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.changes import MOST_WORDS, Told, compare, says_otherwise

WAS = Told("EBS 的范围是什么？", "一个可用区", ("| 范围 | 一个可用区 |",))


@pytest.mark.parametrize(
    ("now", "otherwise"),
    [
        (Told("EBS 的范围是什么？", "一个区域", ("| 范围 | 一个区域 |",)), True),
        (Told("EBS 不支持什么？", "一个可用区", ("| 范围 | 不支持一个可用区 |",)), True),
        (Told("EBS 的范围是什么？", "**一个可用区**。", ("| 范围 | **一个可用区**。 |",)), False),
        (Told("EBS 的作用范围？", "一个可用区", ("| 范围 | 一个可用区 |",)), False),
        (Told("EBS 的范围是什么？", "一个可用区", ("| 范围 | 一个可用区 | 新的一格 |",)), False),
    ],
    ids=["value", "polarity", "markup", "our own wording of the front", "something else in the line"],
)
def test_a_fact_says_something_else_when_both_its_card_and_its_lines_claim_it(now, otherwise):
    assert says_otherwise(WAS, now) is otherwise
    assert says_otherwise(now, WAS) is otherwise


@pytest.mark.parametrize(
    ("before", "after", "struck", "written"),
    [
        ("one Availability Zone", "one edge location", ["Availability Zone"], ["edge location"]),
        ("单个可用区之内", "跨两个可用区", ["单", "之内"], ["跨两"]),
        ("上限是 5 GB。", "上限是 10 GB。", ["5"], ["10"]),
        ("支持 Windows", "不支持 Windows", [], ["不"]),
        ("the same", "the same", [], []),
    ],
)
def test_the_words_that_are_others_are_marked_in_english_and_characters_in_chinese(
    before, after, struck, written
):
    old, new = compare(before, after)
    assert [piece.text for piece in old if piece.changed] == struck
    assert [piece.text for piece in new if piece.changed] == written


@given(st.text("ab 一二\n|", max_size=40), st.text("ab 一二\n|", max_size=40))
def test_pieces_join_to_the_texts_and_those_not_marked_are_the_same_in_both(before, after):
    old, new = compare(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    assert [piece.text for piece in old if not piece.changed] == [
        piece.text for piece in new if not piece.changed
    ]


def test_a_line_too_long_to_compare_is_marked_whole():
    long = "一" * (MOST_WORDS + 1)
    assert [piece.changed for piece in compare(long, long + "二")[0]] == [True]
