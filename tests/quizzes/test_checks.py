"""Every hard check: a question that fails it, and the sound one beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.core.checks import CHECKS, Context, find_flaws
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from quizzes.core.grading import grade

PLAIN = Context(QuestionKind.ATTRIBUTE)
TERMS = Context(QuestionKind.CONTRAST, terms_as_options=True)


def asked(stem: str, right: str, *wrong: str) -> DraftText:
    choices = (DraftChoice(right, True), *(DraftChoice(text, False) for text in wrong))
    return DraftText("zh", stem, choices, "", "a.zh.md", (1, 1))


SOUND = asked("丝绸如何计费？", "按匹计算价格", "按米计算长度", "按斤称出重量")


def test_a_sound_question_has_no_flaw() -> None:
    assert find_flaws(SOUND, PLAIN) == ()
    assert find_flaws(asked("Which?", "Paid by the bolt", "Sold per metre", "Weighed in pounds"), PLAIN) == ()


@pytest.mark.parametrize(
    ("flaw", "text", "context"),
    [
        (
            "not-one-key",
            replace(SOUND, choices=tuple(replace(c, correct=True) for c in SOUND.choices)),
            PLAIN,
        ),
        (
            "not-one-key",
            replace(SOUND, choices=tuple(replace(c, correct=False) for c in SOUND.choices)),
            PLAIN,
        ),
        ("too-few-options", asked("问？", "按匹计算", "按米称量"), PLAIN),
        ("duplicate-options", asked("问？", "按匹计算", "按米称量", "按米称量。"), PLAIN),
        ("duplicate-options", asked("问？", "按匹计算", "按米称量", "只能按米称量"), PLAIN),
        (
            "duplicate-options",
            asked(
                "问？",
                "在隔离环境里运行打包好的应用程序",
                "在隔离环境里运行打包好的应用软件",
                "在宿主机上直接编译安装全部软件",
            ),
            PLAIN,
        ),
        (
            "duplicate-options",
            asked("Which?", "Paid by the bolt", "Paid by the bolts", "Weighed in pounds"),
            PLAIN,
        ),
        ("uneven-length", asked("问？", "按匹计算", "按米称量并且逐段登记在册再核对一遍", "按斤出售"), PLAIN),
        ("uneven-length", asked("问？", "先按匹计算再逐段登记在册", "按米称量", "按斤出售"), PLAIN),
        ("answer-in-stem", asked("哪一种由丝绸线织成？", "丝绸", "亚麻", "羊毛"), TERMS),
        ("answer-in-stem", asked("Which uses silks?", "Silk", "Linen", "Wool"), TERMS),
        (
            "answer-in-stem",
            asked("蚕丝做的是哪一种？", "丝绸", "亚麻", "羊毛"),
            replace(TERMS, answer_names=("蚕丝",)),
        ),
        ("answer-in-stem", asked("按匹计算价格的是？", "按匹计算价格", "按米称量", "按斤出售"), PLAIN),
        (
            "answer-in-stem",
            asked("What does LIST do?", "LIST shows it all", "Drops a name", "Adds a colour"),
            replace(PLAIN, subject_names=("LIST",)),
        ),
        ("true-distractor", SOUND, replace(PLAIN, true_values=("按匹计算价格", "按斤称出重量"))),
        ("vague-option", asked("问？", "按匹计算", "提供许多功能", "按斤出售"), PLAIN),
        (
            "vague-option",
            asked("Which?", "Paid by the bolt", "a fully managed service", "Sold by weight"),
            PLAIN,
        ),
        ("deictic-option", asked("问？", "按匹计算", "它按米称量", "按斤出售"), PLAIN),
        (
            "deictic-option",
            asked("Which?", "Paid by the bolt", "Weighed in your shop", "Sold per metre"),
            PLAIN,
        ),
        ("fragment", asked("问？", "按匹计算", "按米称量的", "按斤出售"), PLAIN),
        ("fragment", asked("Which?", "Paid by the bolt", "Weighed and", "Sold per metre"), PLAIN),
        ("unbalanced-brackets", asked("问？", "按匹计算", "按米（称量", "按斤出售"), PLAIN),
        ("negation-cue", asked("问？", "不按匹计算", "按米称量", "按斤出售"), PLAIN),
        ("negation-cue", asked("Which?", "Not paid by bolt", "Weighed in shops", "Sold per metre"), PLAIN),
        ("mixed-forms", asked("问？", "最长 15 分钟", "按米称量", "按斤出售"), PLAIN),
        ("mixed-forms", asked("Which?", "`docker build`", "Weighed in shops", "Sold per metre"), PLAIN),
        ("all-or-none", asked("问？", "按匹计算", "按米称量", "以上都是"), PLAIN),
        ("all-or-none", asked("Which?", "Paid by the bolt", "Weighed in shops", "All of the above"), PLAIN),
        ("absolute-cue", asked("问？", "按匹计算", "总是按米称量", "按斤出售"), PLAIN),
        ("absolute-cue", asked("Which?", "Paid by the bolt", "Never weighed", "Sold per metre"), PLAIN),
        ("in-conflict", SOUND, replace(PLAIN, disputed=True)),
    ],
)
def test_each_check_finds_its_flaw(flaw: str, text: DraftText, context: Context) -> None:
    assert flaw in find_flaws(text, context)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        (asked("Which names the base image?", "FROM", "RUN", "COPY"), TERMS),
        (asked("What is copied from the host?", "COPY", "RUN", "FROM"), TERMS),
        (asked("下列哪一项的“颜色”是“白”？", "绢", "天鹅绒面料", "亚麻"), TERMS),
        (asked("问？", "不按匹计算", "不按米称量", "按斤出售"), PLAIN),
        (asked("问？", "注册新的版本", "停掉旧的换新的", "调整期望的数量"), PLAIN),
        (asked("CLI？", "kubectl", "docker service", "aws ecs"), PLAIN),
        (
            asked("问？", "最长 15 分钟", "最长 30 分钟", "最长 60 分钟"),
            replace(PLAIN, kind=QuestionKind.WRITTEN),
        ),
    ],
)
def test_sound_questions_pass(text: DraftText, context: Context) -> None:
    assert find_flaws(text, context) == ()


def test_a_written_question_may_have_several_right_options_but_not_all() -> None:
    written = Context(QuestionKind.WRITTEN)
    several = replace(SOUND, choices=(*SOUND.choices, DraftChoice("按打装箱", True)))
    assert find_flaws(several, written) == ()
    none = replace(SOUND, choices=tuple(replace(c, correct=False) for c in SOUND.choices))
    assert find_flaws(none, written) == ("not-one-key",)
    assert "too-few-options" in find_flaws(replace(SOUND, choices=SOUND.choices[:1]), written)


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
