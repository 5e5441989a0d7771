"""Questions with a flaw in what is right and what is not, each beside a sound one."""

from __future__ import annotations

from dataclasses import replace

from quizzes.core.checks import Context
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from tests.quizzes.drafts_to_check import (
    ENGLISH,
    MATCHING,
    MULTIPLE,
    NUMBER,
    OF_SILK,
    ORDERING,
    PACK,
    PAIRS,
    PLAIN,
    SOUND,
    STEPS,
    TABLE,
    TERMS,
    TWO,
    asked,
    matched,
    ordered,
    several,
    told,
)

# Each row: the flaw, a text that has it, a text like it that has not, and the context of both.
KEYS: list[tuple[str, DraftText, DraftText, Context]] = [
    (
        "not-one-key",
        replace(SOUND, choices=tuple(replace(c, correct=True) for c in SOUND.choices)),
        SOUND,
        PLAIN,
    ),
    (
        "not-one-key",
        replace(SOUND, choices=tuple(replace(c, correct=False) for c in SOUND.choices)),
        SOUND,
        PLAIN,
    ),
    ("not-one-key", replace(TWO, stem="下列哪些是丝绸的特征？"), TWO, MULTIPLE),
    ("not-one-key", replace(TWO, stem="下列哪三项是丝绸的特征？"), TWO, MULTIPLE),
    (
        "not-one-key",
        replace(PAIRS, choices=(*PAIRS.choices, DraftChoice("别的", False, partner="棉"))),
        PAIRS,
        MATCHING,
    ),
    ("too-few-options", asked("丝绸如何计费？", "按匹计算", "按米称量"), SOUND, PLAIN),
    (
        "too-few-options",
        several("哪两项是丝绸的特征？", ("按匹出售", "容易起皱"), ("遇水变硬",)),
        TWO,
        MULTIPLE,
    ),
    (
        "broken-pairs",
        matched(("织得最轻", "丝绸"), ("浸水后变硬", "丝绸"), ("冬天保暖", "羊毛")),
        PAIRS,
        MATCHING,
    ),
    ("broken-pairs", ordered(("绕线上机", 2), ("缫出生丝", 1), ("剪下布匹", 4)), STEPS, ORDERING),
    ("broken-pairs", ordered(("缫出生丝", 1), ("绕线上机", 2), ("剪下布匹", 3)), STEPS, ORDERING),
    ("duplicate-options", asked("怎样卖？", "按匹计算", "按米称量", "按米称量。"), SOUND, PLAIN),
    ("duplicate-options", asked("怎样卖？", "按匹计算", "按米称量", "只能按米称量"), SOUND, PLAIN),
    (
        "duplicate-options",
        asked(
            "怎样织？",
            "在隔离房间里织成染好的整匹布",
            "在隔离房间里织成染好的整匹纱",
            "在露天院子里逐段缝补全部衣服",
        ),
        SOUND,
        PLAIN,
    ),
    (
        "duplicate-options",
        asked("How?", "Paid by bolt", "Paid by bolts", "Weighed in pounds"),
        ENGLISH,
        PLAIN,
    ),
    (
        "duplicate-options",
        asked("最宽多少？", "1.5 米", "15 米", "1.5  米"),
        asked("最宽多少？", "1.5 米", "15 米", "2.5 米"),
        NUMBER,
    ),
    ("true-distractor", SOUND, SOUND, replace(PLAIN, true_values=("按斤称出重量",))),
    (
        "true-distractor",
        asked("丝绸怎样计价？", "按匹计算", "凉爽顺滑", "按斤出售"),
        asked("丝绸怎样计价？", "按匹计算", "粗硬厚重", "按斤出售"),
        OF_SILK,
    ),
    (
        "true-distractor",
        asked("下列哪一项说的是丝绸？", "成本：按匹计算", "手感：凉爽顺滑", "产地：高山之上"),
        asked("下列哪一项说的是丝绸？", "成本：按匹计算", "染色：支持冷染", "产地：高山之上"),
        OF_SILK,
    ),
    (
        "true-distractor",
        asked("哪种面料的手感凉爽顺滑？", "丝绸", "亚麻", "羊毛"),
        asked("哪种面料的手感凉爽顺滑？", "丝绸", "棉布", "羊毛"),
        replace(TERMS, truths=told(TABLE), asked="凉爽顺滑"),
    ),
    (
        "true-distractor",
        asked("丝绸**不**具备哪一项？", "凉爽顺滑", "按匹计算", "可以机洗"),
        asked("丝绸**不**具备哪一项？", "粗硬厚重", "按匹计算", "可以机洗"),
        replace(OF_SILK, kind=QuestionKind.NEGATIVE),
    ),
    (
        "true-distractor",
        replace(
            asked("缩写 SLK 的全称是什么？", "x"),
            choices=(
                DraftChoice("Silk", True, true_of="SLK"),
                DraftChoice("Soft Linen Knit", False),
                DraftChoice("Soft Lace Kit", False),
            ),
        ),
        replace(
            asked("缩写 SLK 的全称是什么？", "x"),
            choices=(
                DraftChoice("Silk", True, true_of="SLK"),
                DraftChoice("Soft Linen Knot", False),
                DraftChoice("Soft Lace Kit", False),
            ),
        ),
        Context(QuestionKind.ABBREVIATION, pack=PACK),
    ),
]
