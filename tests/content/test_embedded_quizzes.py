"""Questions written inside notes."""

from __future__ import annotations

import pytest

from content.core.document import Block, BlockKind, Quiz
from content.core.parsing import parse_note


def blocks_of(source: str) -> tuple[Block, ...]:
    return parse_note(source, path="note.md").blocks


def only_quiz(source: str) -> Quiz:
    quizzes = [block.quiz for block in blocks_of(source) if block.quiz is not None]
    assert len(quizzes) == 1
    return quizzes[0]


def facts(quiz: Quiz) -> tuple[str, list[str], list[int], str]:
    right = [index for index, option in enumerate(quiz.options) if option.correct]
    return quiz.stem, [option.text for option in quiz.options], right, quiz.explanation


TIDES = ["新月", "上弦月"]

CASES = {
    "bare lines with the answer in quotes": (
        "## 何时大潮？\n\n新月\n\n上弦月\n\n正确答案是“新月”，引力叠加。\n",
        ("何时大潮？", TIDES, [0], "引力叠加。"),
    ),
    "setext heading": ("何时大潮?\n---\n新月\n上弦月\n答案：新月\n", ("何时大潮?", TIDES, [0], "")),
    "letters with a point": ("何时大潮？\nA. 新月\nB. 上弦月\n正确答案：A\n", ("何时大潮？", TIDES, [0], "")),
    "letters with a bracket": (
        "何时大潮（ ）\nA) 新月\nB) 上弦月\n答案：B。不对。\n",
        ("何时大潮（ ）", TIDES, [1], "不对。"),
    ),
    "letters with a comma": (
        "1. 何时大潮？\nA、新月\nB、上弦月\n答案是 A\n解析：引力叠加。\n",
        ("何时大潮？", TIDES, [0], "引力叠加。"),
    ),
    "letters with a colon": (
        "大潮出现的时间是：\nA：新月\nB：上弦月\n【答案】：A\n",
        ("大潮出现的时间是：", TIDES, [0], ""),
    ),
    "letters in brackets": (
        "大潮在____出现\n(A) 新月\n(B) 上弦月\n答案: a\n",
        ("大潮在____出现", TIDES, [0], ""),
    ),
    "lettered list items": (
        "何时大潮？\n\n- A. 新月\n- B. 上弦月\n\n- 答案：A\n",
        ("何时大潮？", TIDES, [0], ""),
    ),
    "plain list items": (
        "何时大潮？\n\n- 新月\n- 上弦月\n\n答案：新月，引力叠加。\n",
        ("何时大潮？", TIDES, [0], "引力叠加。"),
    ),
    "answer in bold": (
        "**何时大潮？**\nA. 新月\nB. 上弦月\n\n**答案：** A\n",
        ("何时大潮？", TIDES, [0], ""),
    ),
    "ticked box": ("何时大潮？\n- [x] 新月\n- [ ] 上弦月\n", ("何时大潮？", TIDES, [0], "")),
    "ticked box, explained": (
        "When?\n\n- [ ] 上弦月\n- [X] new moon\n\nExplanation: they line up.\n",
        ("When?", ["上弦月", "new moon"], [1], "they line up."),
    ),
    "several right": (
        "Which two?\nA. new moon\nB. half moon\nC. full moon\nAnswer: A, C\n",
        ("Which two?", ["new moon", "half moon", "full moon"], [0, 2], ""),
    ),
    "several right, Chinese": (
        "何时大潮？\nA. 朔\nB. 望\nC. 上弦\n答案：A、B\n",
        ("何时大潮？", ["朔", "望", "上弦"], [0, 1], ""),
    ),
    "answer repeats the option": (
        "何时大潮？\nA. 新月\nB. 上弦月\n答案：A. 新月，引力叠加。\n",
        ("何时大潮？", TIDES, [0], "引力叠加。"),
    ),
    "correct answer, English": (
        "When is spring tide?\nA) New moon\nB) Noon\n\nCorrect answer: A\n\nExplanation: Sun and moon align.\n",
        ("When is spring tide?", ["New moon", "Noon"], [0], "Sun and moon align."),
    ),
    "wrapped option": (
        "When?\nA. At new\n   moon\nB. Noon\nAnswer: B\n",
        ("When?", ["At new moon", "Noon"], [1], ""),
    ),
    "wrapped stem": (
        "When is the\nspring tide?\nA. Noon\nB. Night\nAnswer: B\n",
        ("When is the spring tide?", ["Noon", "Night"], [1], ""),
    ),
    "details": (
        "何时大潮？\n- A: 新月\n- B: 上弦月\n\n<details>\n<summary>答案</summary>\n\nA，引力叠加。\n\n日月同侧。\n</details>\n\n后文。\n",
        ("何时大潮？", TIDES, [0], "引力叠加。\n日月同侧。"),
    ),
    "details on one line": (
        "When?\nA. Noon\nB. Night\n<details><summary>Answer: B</summary>It is dark.</details>\n",
        ("When?", ["Noon", "Night"], [1], "It is dark."),
    ),
    "traditional": (
        "何時大潮？\nA. 朔\nB. 上弦\n正確答案：A\n解釋：引力疊加。\n",
        ("何時大潮？", ["朔", "上弦"], [0], "引力疊加。"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_question_with_options_and_an_answer_is_read_whole(name: str) -> None:
    source, expected = CASES[name]
    assert facts(only_quiz(source)) == expected


def test_spans_reach_from_the_stem_to_the_explanation() -> None:
    source = "# 笔记\n\n## 何时大潮？\n\n新月\n\n上弦月\n\n正确答案是“新月”，引力叠加。\n\n解析：日月同侧。\n\n## 下一节\n"
    block = next(block for block in blocks_of(source) if block.quiz is not None)
    assert block.lines == (3, 11)
    assert block.quiz is not None
    assert block.quiz.stem_lines == (3, 3)
    assert [option.lines for option in block.quiz.options] == [(5, 5), (7, 7)]
    assert block.quiz.explanation_lines == (9, 11)
    assert [heading.text for heading in block.path] == ["笔记"]


def test_a_paragraph_after_the_answer_explains_it_but_the_next_question_does_not() -> None:
    more = "日、月、地三者大致在一条直线上，两种引力叠加，潮差因此最大，航海者格外留意。"
    source = f"何时大潮？\n甲\n乙\n答案：甲\n\n{more}\n\n何时小潮？\n甲\n乙\n答案：乙\n"
    quizzes = [block.quiz for block in blocks_of(source) if block.quiz is not None]
    assert [(quiz.stem, quiz.explanation) for quiz in quizzes] == [("何时大潮？", more), ("何时小潮？", "")]


@pytest.mark.parametrize(
    "source",
    [
        "何时大潮？\nA. 新月\nB. 上弦月\n答案：C\n",
        "何时大潮？\n\n新月\n\n上弦月\n\n答案：满月\n",
        "When?\nA. Noon\nB. Night\nAnswer: dawn\n",
    ],
)
def test_an_answer_that_fits_no_option_is_remarked_and_makes_no_quiz(source: str) -> None:
    note = parse_note(source, path="note.md")
    assert [remark.code for remark in note.diagnostics] == ["quiz-answer"]
    assert all(block.kind is not BlockKind.QUIZ for block in note.blocks)


@pytest.mark.parametrize(
    "source",
    [
        "## 有哪些特点？\n- 便宜\n- 耐用\n\n普通文字。\n",
        "## What is it?\n\nA lock.\n\nA gate.\n",
        "何时大潮？\n- [ ] 新月\n- [ ] 上弦月\n",
        "## 为什么？\n只有一个选项\n答案：只有一个选项\n",
        "答案：A\n",
    ],
)
def test_a_question_without_options_or_answer_is_no_quiz(source: str) -> None:
    note = parse_note(source, path="note.md")
    assert all(block.kind is not BlockKind.QUIZ for block in note.blocks)
    assert note.diagnostics == ()
