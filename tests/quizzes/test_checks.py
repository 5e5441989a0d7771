"""Every hard check: a question that fails it, and the sound one beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.core.checks import CHECKS, Context, find_flaws
from quizzes.core.drafts import DraftChoice, DraftText
from quizzes.core.grading import grade
from tests.quizzes.drafts_to_check import (
    ENGLISH,
    MATCHING,
    MULTIPLE,
    NUMBER,
    ORDERING,
    PAIRS,
    PLAIN,
    SOUND,
    STEPS,
    TERMS,
    TWO,
    WRITTEN,
    asked,
    ordered,
)
from tests.quizzes.flaws_of_cues import CUES
from tests.quizzes.flaws_of_keys import KEYS
from tests.quizzes.flaws_of_wording import WORDING

CASES = (*KEYS, *CUES, *WORDING)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        (SOUND, PLAIN),
        (ENGLISH, PLAIN),
        (PAIRS, MATCHING),
        (STEPS, ORDERING),
        (TWO, MULTIPLE),
    ],
)
def test_a_sound_question_has_no_flaw(text: DraftText, context: Context) -> None:
    assert find_flaws(text, context) == ()


@pytest.mark.parametrize(("flaw", "text", "sound", "context"), CASES)
def test_each_check_finds_its_flaw_and_passes_what_is_like_it(
    flaw: str, text: DraftText, sound: DraftText, context: Context
) -> None:
    assert flaw in find_flaws(text, context)
    near = context if sound is not text else PLAIN
    assert flaw not in find_flaws(sound, near)


def test_every_check_has_a_case() -> None:
    assert set(CHECKS) == {flaw for flaw, *_ in CASES}


@pytest.mark.parametrize(
    ("text", "context"),
    [
        (asked("Which names the base image?", "FROM", "RUN", "COPY"), TERMS),
        (asked("What is copied from the host?", "COPY", "RUN", "FROM"), TERMS),
        (asked("下列哪一项的“颜色”是“白”？", "绢", "天鹅绒面料", "亚麻"), TERMS),
        (asked("怎样换旧布？", "注册新的版本", "停掉旧的换新的", "调整期望的数量"), PLAIN),
        (asked("用哪个命令行？", "kubectl", "docker service", "aws ecs"), PLAIN),
        (asked("下列哪一项是 EFS 的协议？", "NFS", "SMB", "HTTPS"), PLAIN),
        (asked("最长运行多久？", "15 分钟", "30 分钟", "60 分钟"), NUMBER),
        (asked("下列哪一项可在不剪断纱线的情况下接长？", "络筒机", "剑杆织机", "整经机"), TERMS),
        (asked("容器删除之后，卷怎样？", "保留到被移走", "立刻一起消失", "仍在原来的路径"), PLAIN),
        (asked("磁盘可选多大？", "0.5、1 或 2 GB", "16–60 GB", "60、120 或 244 GB"), PLAIN),
        (asked("丝绸的内核是什么？", "与邻居共用的梭子", "整机自带的梭子", "另外购买的梭子"), PLAIN),
    ],
)
def test_sound_questions_pass(text: DraftText, context: Context) -> None:
    assert find_flaws(text, context) == ()


def test_a_written_question_may_have_several_right_options_but_not_all() -> None:
    three = replace(SOUND, choices=(*SOUND.choices, DraftChoice("按打装箱", True)))
    assert find_flaws(three, WRITTEN) == ()
    none = replace(SOUND, choices=tuple(replace(c, correct=False) for c in SOUND.choices))
    assert find_flaws(none, WRITTEN) == ("not-one-key",)
    assert "too-few-options" in find_flaws(replace(SOUND, choices=SOUND.choices[:1]), WRITTEN)


def test_every_check_is_explained_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "question-checks.md").read_text(encoding="utf-8")
    assert [name for name in (*CHECKS, "twins-differ") if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("correct", "chosen", "right"),
    [
        ({1}, {1}, True),
        ({0, 2}, {2, 0}, True),
        ({0, 2}, {0}, False),
        ({0, 2}, {0, 1, 2}, False),
        ({1}, set(), False),
        (set(), set(), False),
    ],
)
def test_an_answer_is_right_only_when_it_is_wholly_right(
    correct: set[int], chosen: set[int], right: bool
) -> None:
    assert grade(frozenset(correct), frozenset(chosen)) is right


def test_a_step_may_point_to_what_an_earlier_step_made() -> None:
    steps = ordered(("织一匹布", 1), ("给这个布卷染色", 2), ("把它剪成三段", 3))
    assert "deictic-option" not in find_flaws(steps, ORDERING)
    assert "deictic-option" in find_flaws(asked("丝绸怎么用？", "做衣服", "给这个布卷染色", "做屏风"), PLAIN)


def test_a_name_with_always_in_it_is_no_cue() -> None:
    named = asked("哪一项最费线？", "on-failure", "always", "never")
    assert "absolute-cue" not in find_flaws(named, TERMS)
    assert "absolute-cue" in find_flaws(named, PLAIN)
