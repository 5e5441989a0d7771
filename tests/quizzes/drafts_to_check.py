"""Drafts and contexts for tests of the checks, and short ways to write them."""

from __future__ import annotations

from dataclasses import replace

from content.core.terms import load_pack
from quizzes.core.checks import Context
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from quizzes.core.truths import Truths, index_truths
from tests.content.test_facts import facts_of

PLAIN = Context(QuestionKind.ATTRIBUTE)
TERMS = Context(QuestionKind.CONTRAST, terms_as_options=True)
NUMBER = Context(QuestionKind.NUMBER)
CLOZE = Context(QuestionKind.CLOZE, terms_as_options=True)
NEGATIVE = Context(QuestionKind.NEGATIVE)
MULTIPLE = Context(QuestionKind.MULTIPLE)
MATCHING = Context(QuestionKind.MATCHING)
ORDERING = Context(QuestionKind.ORDERING)
WRITTEN = Context(QuestionKind.WRITTEN)
PACK = load_pack(
    "terms:\n"
    "  - {id: silk, zh: 丝绸, en: silk, abbreviation: SLK, kind: fabric}\n"
    "  - {id: bale, en: BALE, kind: protocol}\n"
    "expansions:\n  SLK: [Soft Linen Knit]\n"
)


def asked(stem: str, right: str, *wrong: str, language: str = "") -> DraftText:
    """A question with its explanation; in English when its stem is."""
    choices = (DraftChoice(right, True), *(DraftChoice(text, False) for text in wrong))
    spoken = language or ("en" if stem.isascii() or stem.startswith("Which") else "zh")
    return DraftText(spoken, stem, choices, "Ok." if spoken == "en" else "见原文。", "a.zh.md", (1, 1))


def several(stem: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> DraftText:
    """A question with several right options."""
    choices = tuple(DraftChoice(text, True) for text in right) + tuple(
        DraftChoice(text, False) for text in wrong
    )
    return replace(asked(stem, "x"), choices=choices)


def matched(*pairs: tuple[str, str]) -> DraftText:
    """A matching question of texts and partners."""
    choices = tuple(DraftChoice(text, True, partner=partner) for text, partner in pairs)
    return replace(asked("下列说法各属于哪种面料？", "x"), choices=choices)


def ordered(*steps: tuple[str, int]) -> DraftText:
    """An ordering question of steps and places."""
    choices = tuple(DraftChoice(text, True, place=place) for text, place in steps)
    return replace(asked("把织布的步骤按先后排列。", "x"), choices=choices)


def owned(stem: str, right: tuple[str, str], *wrong: tuple[str, str]) -> DraftText:
    """A question whose options say what they are true of."""
    choices = tuple(DraftChoice(text, i == 0, true_of=of) for i, (text, of) in enumerate((right, *wrong)))
    return replace(asked(stem, "x"), choices=choices)


SOUND = asked("丝绸如何计费？", "按匹计算价格", "按米计算长度", "按斤称出重量")
ENGLISH = asked("How is cloth billed?", "Paid by the bolt", "Sold per metre", "Weighed in pounds")
PAIRS = matched(("织得最轻", "丝绸"), ("浸水后变硬", "亚麻"), ("冬天保暖", "羊毛"))
STEPS = ordered(("绕线上机", 2), ("缫出生丝", 1), ("剪下布匹", 3))
TWO = several("下列哪两项是丝绸的特征？", ("按匹出售", "容易起皱"), ("按米裁剪", "遇水变硬", "冬天保暖"))


def told(text: str, language: str = "zh") -> Truths:
    """What a note says."""
    return index_truths(facts_of(text, language))


TABLE = "# 对比\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 按匹计算 | 按米计算 |\n| 手感 | 凉爽顺滑 | 凉爽顺滑 |\n| 染色 | 不支持冷染 | 支持冷染 |\n"
OF_SILK = replace(PLAIN, truths=told(TABLE), term="silk")
