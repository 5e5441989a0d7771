"""Every hard check: a question that fails it, and the sound one beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from content.core.terms import load_pack
from quizzes.core.checks import CHECKS, Context, find_flaws
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from quizzes.core.grading import grade
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


def told(text: str, language: str = "zh") -> Truths:
    """What a note says."""
    return index_truths(facts_of(text, language))


TABLE = "# 对比\n\n| 特性 | 丝绸 | 亚麻 |\n|---|---|---|\n| 成本 | 按匹计算 | 按米计算 |\n| 手感 | 凉爽顺滑 | 凉爽顺滑 |\n| 染色 | 不支持冷染 | 支持冷染 |\n"
OF_SILK = replace(PLAIN, truths=told(TABLE), term="silk")

# Each row: the flaw, a text that has it, a text like it that has not, and the context of both.
CASES: list[tuple[str, DraftText, DraftText, Context]] = [
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
    (
        "uneven-length",
        asked("怎样卖？", "按匹计算", "按米称量并且逐段登记在册再核对一遍", "按斤出售"),
        SOUND,
        PLAIN,
    ),
    ("uneven-length", asked("怎样卖？", "先按匹计算再逐段登记在册", "按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "uneven-length",
        asked("How?", "Paid by the bolt before it is cut", "Sold per metre", "Weighed"),
        ENGLISH,
        PLAIN,
    ),
    (
        "answer-in-stem",
        asked("哪一种由丝绸线织成？", "丝绸", "亚麻", "羊毛"),
        asked("哪一种最轻？", "丝绸", "亚麻", "羊毛"),
        TERMS,
    ),
    (
        "answer-in-stem",
        asked("Which uses silks?", "Silk", "Linen", "Wool"),
        asked("Which is lightest?", "Silk", "Linen", "Wool"),
        TERMS,
    ),
    (
        "answer-in-stem",
        asked("蚕丝做的是哪一种？", "丝绸", "亚麻", "羊毛"),
        asked("虫茧做的是哪一种？", "丝绸", "亚麻", "羊毛"),
        replace(TERMS, answer_names=("蚕丝",)),
    ),
    ("answer-in-stem", asked("按匹计算价格的是？", "按匹计算价格", "按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "answer-in-stem",
        asked("What does LIST do?", "LIST shows it all", "Drops a name", "Adds a colour"),
        asked("What does LIST do?", "Shows it all", "Drops a name", "Adds a colour"),
        replace(PLAIN, subject_names=("LIST",)),
    ),
    (
        "answer-in-stem",
        asked("SLK 用 ____ 织成，蚕丝很细。", "丝绸", "亚麻", "羊毛"),
        asked("夏装用 ____ 织成，纱线很细。", "丝绸", "亚麻", "羊毛"),
        replace(CLOZE, answer_names=("SLK", "蚕丝")),
    ),
    (
        "answer-in-stem",
        matched(("丝绸最轻", "丝绸"), ("浸水后变硬", "亚麻"), ("冬天保暖", "羊毛")),
        PAIRS,
        MATCHING,
    ),
    (
        "repeated-word",
        asked("织机的模块有什么好处？", "模块化划分工序", "缩短停机时间", "减少纱线浪费"),
        asked("织机的模块有什么好处？", "分段划分工序", "缩短停机时间", "减少纱线浪费"),
        PLAIN,
    ),
    (
        "repeated-word",
        asked("What is the dye of a kimono?", "Dyeing by hand", "Printing in strips", "Bleaching in sun"),
        asked("What is the dye of a kimono?", "Painting by hand", "Printing in strips", "Bleaching in sun"),
        PLAIN,
    ),
    (
        "repeated-word",
        asked("哪种面料以“轻薄透气”著称？", "轻薄纱", "亚麻", "羊毛"),
        asked("哪种面料以“凉爽透气”著称？", "轻薄纱", "亚麻", "羊毛"),
        TERMS,
    ),
    (
        "answer-in-stem",
        matched(("SLK 织得最轻", "丝绸"), ("浸水后变硬", "亚麻"), ("冬天保暖", "羊毛")),
        PAIRS,
        replace(MATCHING, pack=PACK),
    ),
    (
        "named-distractor",
        owned("丝绸怎样卖？", ("按匹计算", "丝绸"), ("亚麻按米称量", "亚麻"), ("按斤出售", "羊毛")),
        owned("丝绸怎样卖？", ("按匹计算", "丝绸"), ("按米称量", "亚麻"), ("按斤出售", "羊毛")),
        replace(PLAIN, subject_names=("丝绸",)),
    ),
    (
        "precise-number",
        asked("最重多少？", "244 斤", "100 斤", "150 斤", "400 斤"),
        asked("最重多少？", "1024 斤", "128 斤", "256 斤", "512 斤"),
        NUMBER,
    ),
    (
        "precise-number",
        asked("最重多少？", "244 斤", "100 斤", "150 斤", "400 斤"),
        asked("最重多少？", "244 斤", "122 斤", "366 斤", "488 斤"),
        NUMBER,
    ),
    (
        "negation-cue",
        asked("怎样卖？", "不按匹计算", "按米称量", "按斤出售"),
        asked("怎样卖？", "不按匹计算", "不按米称量", "按斤出售"),
        PLAIN,
    ),
    (
        "negation-cue",
        asked("How?", "Not paid by bolt", "Weighed in shops", "Sold per metre"),
        asked("How?", "Not paid by bolt", "Never weighed in", "Sold per metre"),
        PLAIN,
    ),
    (
        "plain-negation",
        asked("下列哪一项不是丝绸的特点？", "遇水变硬", "夏天凉爽", "按匹出售"),
        asked("下列哪一项**不**是丝绸的特点？", "遇水变硬", "夏天凉爽", "按匹出售"),
        NEGATIVE,
    ),
    (
        "plain-negation",
        asked("Which is not true of silk?", "Hard when wet", "Cool in summer", "Sold by bolt"),
        asked("Which is **not** true of silk?", "Hard when wet", "Cool in summer", "Sold by bolt"),
        NEGATIVE,
    ),
    (
        "plain-negation",
        asked("Which is never true of silk?", "Hard when wet", "Cool in summer", "Sold by bolt"),
        asked("Which is NOT true of silk?", "Hard when wet", "Cool in summer", "Sold by bolt"),
        PLAIN,
    ),
    (
        "plain-negation",
        asked("以下说法错误的是哪一项？", "遇水变硬", "夏天凉爽", "按匹出售"),
        asked("下列哪一项说的是丝绸，而不是亚麻？", "遇水变软", "夏天凉爽", "按匹出售"),
        PLAIN,
    ),
    ("absolute-cue", asked("怎样卖？", "按匹计算", "总是按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "absolute-cue",
        asked("How?", "Paid by the bolt", "Never weighed", "Sold per metre"),
        asked("How?", "Always by bolt", "Never weighed", "Sold per metre"),
        PLAIN,
    ),
    (
        "grammar-cue",
        asked("Cloth is wound on an ____ first.", "axle", "roller", "drum"),
        asked("Cloth is wound on an ____ first.", "axle", "arbor", "idler"),
        CLOZE,
    ),
    (
        "grammar-cue",
        asked("The mill has many ____ inside.", "looms", "owner", "roof"),
        asked("The mill has many ____ inside.", "looms", "owners", "roofs"),
        CLOZE,
    ),
    (
        "grammar-cue",
        asked("What are the parts of a loom?", "Two beams", "A wheel", "One chain"),
        asked("What are the parts of a loom?", "Two beams", "Four wheels", "Six chains"),
        PLAIN,
    ),
    ("sequence-cue", ordered(("最后剪下布匹", 3), ("缫出生丝", 1), ("绕线上机", 2)), STEPS, ORDERING),
    (
        "mixed-forms",
        asked("织多久？", "最长 15 分钟", "按米称量", "按斤出售"),
        asked("织多久？", "最长 15 分钟", "最长 30 分钟", "最长 60 分钟"),
        PLAIN,
    ),
    (
        "mixed-forms",
        asked("Which runs?", "`loom start`", "Weighed in shops", "Sold per metre"),
        asked("Which runs?", "`loom start`", "`loom stop`", "`loom spin`"),
        PLAIN,
    ),
    ("mixed-forms", asked("能机洗吗？", "支持", "按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "mixed-forms",
        asked("谁来修织机？", "用户", "换掉整根横梁", "给齿轮上油"),
        asked("谁来修织机？", "用户", "厂商", "双方"),
        PLAIN,
    ),
    (
        "mixed-forms",
        asked("Which links looms?", "BALE", "A red thread", "The long beam"),
        asked("Which links looms?", "BALE", "HTTP", "NFS"),
        replace(PLAIN, pack=PACK),
    ),
    (
        "mixed-forms",
        asked("丝绸是什么？", "一种轻薄的面料", "支持机器洗涤", "无需熨烫即可"),
        asked("丝绸是什么？", "一种轻薄的面料", "一种厚重的毡子", "一种结实的绳索"),
        PLAIN,
    ),
    (
        "mixed-units",
        asked("织多久？", "15 分钟", "30 GB", "20 分钟"),
        asked("织多久？", "15 分钟", "900 秒", "20 分钟"),
        PLAIN,
    ),
    (
        "mixed-units",
        asked("织多久？", "15 分钟", "900 秒", "20 分钟"),
        asked("织多久？", "15 分钟", "90 分钟", "20 分钟"),
        NUMBER,
    ),
    (
        "mixed-units",
        asked("How wide?", "1.5 m", "3 m", "6 m"),
        asked("How wide?", "1.5 m", "2.5 m", "6 m"),
        NUMBER,
    ),
    ("all-or-none", asked("怎样卖？", "按匹计算", "按米称量", "以上都是"), SOUND, PLAIN),
    (
        "all-or-none",
        asked("How?", "Paid by the bolt", "Weighed in shops", "All of the above"),
        ENGLISH,
        PLAIN,
    ),
    ("all-or-none", asked("怎样卖？", "按匹计算", "按米称量", "A 和 B"), SOUND, WRITTEN),
    ("generic-virtue", asked("丝绸怎样？", "按匹计算", "高可用", "按斤出售"), SOUND, PLAIN),
    (
        "generic-virtue",
        asked("丝绸怎样？", "按匹计算", "易于管理和部署", "按斤出售"),
        asked("丝绸怎样？", "易于管理", "按米称量", "按斤出售"),
        PLAIN,
    ),
    (
        "generic-virtue",
        asked("How?", "Paid by bolt", "Highly scalable", "Sold per metre"),
        asked("How?", "Paid by bolt", "Scales by hand", "Sold per metre"),
        PLAIN,
    ),
    ("vague-option", asked("怎样卖？", "按匹计算", "提供许多功能", "按斤出售"), SOUND, PLAIN),
    (
        "vague-option",
        asked("How?", "Paid by the bolt", "a fully managed service", "Sold by weight"),
        ENGLISH,
        PLAIN,
    ),
    (
        "deictic-option",
        asked("怎样卖？", "按匹计算", "它按米称量", "按斤出售"),
        asked("怎样卖？", "按匹计算", "应该按米称", "按斤出售"),
        PLAIN,
    ),
    (
        "deictic-option",
        asked("How?", "Paid by the bolt", "Weighed in your shop", "Sold per metre"),
        ENGLISH,
        PLAIN,
    ),
    ("deictic-stem", asked("该面料如何计费？", "按匹计算", "按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "deictic-stem",
        asked("上述面料如何计费？", "按匹计算", "按米称量", "按斤出售"),
        asked("以下哪种方式适合丝绸？", "按匹计算", "按米称量", "按斤出售"),
        PLAIN,
    ),
    (
        "deictic-stem",
        asked("How is this cloth billed?", "Paid by the bolt", "Sold per metre", "Weighed in pounds"),
        asked("Which of these is true of silk?", "Paid by the bolt", "Sold per metre", "Weighed in pounds"),
        PLAIN,
    ),
    (
        "fragment",
        asked("怎样卖？", "按匹计算", "按米称量的", "按斤出售"),
        asked("怎样卖？", "全新的", "按米称量", "按斤出售"),
        PLAIN,
    ),
    (
        "fragment",
        asked("怎样卖？", "按匹计算", "按米称量：", "按斤出售"),
        asked("怎样卖？", "与邻居合卖", "按米称量", "按斤出售"),
        PLAIN,
    ),
    ("fragment", asked("How?", "Paid by the bolt", "Weighed and", "Sold per metre"), ENGLISH, PLAIN),
    ("truncated", asked("怎样卖？", "按匹计算", "按米称量……", "按斤出售"), SOUND, PLAIN),
    ("truncated", asked("How?", "Paid by the bolt", "Weighed in...", "Sold per metre"), ENGLISH, PLAIN),
    ("residue", asked("怎样卖？", "按匹计算", "按米称量 image-20230101.png", "按斤出售"), SOUND, PLAIN),
    (
        "residue",
        asked("How?", "Paid by the bolt", "See https://example.org", "Sold per metre"),
        ENGLISH,
        PLAIN,
    ),
    (
        "residue",
        asked("丝绸<br>如何计费？", "按匹计算", "按米称量", "按斤出售"),
        asked("丝绸 <长度> 如何填？", "按匹计算", "按米称量", "按斤出售"),
        PLAIN,
    ),
    (
        "residue",
        asked("怎样卖？", "按匹计算", "**按米称量", "按斤出售"),
        asked("怎样卖？", "按匹计算", "**按米**称量", "按斤出售"),
        PLAIN,
    ),
    ("residue", asked("能洗吗？", "✅ 可以冷水洗", "❌ 只能干洗", "按斤出售"), SOUND, PLAIN),
    ("unbalanced-brackets", asked("怎样卖？", "按匹计算", "按米（称量", "按斤出售"), SOUND, PLAIN),
    ("unbalanced-brackets", asked("“丝绸如何计费？", "按匹计算", "按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "wrong-language",
        asked("How is silk billed?", "按匹 by bolt", "Sold per metre", "Weighed in pounds", language="en"),
        ENGLISH,
        PLAIN,
    ),
    (
        "wrong-language",
        asked("丝绸如何计费？", "paid by the bolt", "按米称量", "按斤出售"),
        asked("哪种线最细？", "Silk Thread", "Linen Yarn", "Wool Top"),
        PLAIN,
    ),
    ("wrong-language", replace(ENGLISH, explanation="见原文。"), ENGLISH, PLAIN),
    ("not-a-name", SOUND, SOUND, replace(PLAIN, subject_names=("特点",))),
    (
        "not-a-name",
        asked("哪一种最轻？", "丝绸", "Features", "羊毛"),
        asked("哪一种最轻？", "丝绸", "Fleece", "羊毛"),
        TERMS,
    ),
    (
        "not-a-name",
        asked("哪一种最轻？", "丝绸", "为了更轻，要多织", "羊毛"),
        asked("哪一种最轻？", "丝绸", "0.25 vCPU", "羊毛"),
        TERMS,
    ),
    ("bad-stem", asked("丝绸的计费方式", "按匹计算", "按米称量", "按斤出售"), SOUND, PLAIN),
    ("bad-stem", asked("卖？", "按匹计算", "按米称量", "按斤出售"), SOUND, PLAIN),
    (
        "bad-stem",
        asked("问" * 151 + "？", "按匹计算", "按米称量", "按斤出售"),
        asked("问" * 149 + "？", "按匹计算", "按米称量", "按斤出售"),
        PLAIN,
    ),
    (
        "bad-stem",
        asked("夏装用什么织成？", "丝绸", "亚麻", "羊毛"),
        asked("夏装用 ____ 织成。", "丝绸", "亚麻", "羊毛"),
        CLOZE,
    ),
    (
        "bad-stem",
        asked("夏装用 ____ 织成，冬装用 ____ 织成。", "丝绸", "亚麻", "羊毛"),
        asked("夏装用（　　）织成。", "丝绸", "亚麻", "羊毛"),
        CLOZE,
    ),
    ("long-option", asked("怎样卖？", "", "按米称量", "按斤出售"), SOUND, PLAIN),
    ("long-option", asked("怎样卖？", "按匹" * 60, "按米" * 60 + "称", "按斤" * 60), SOUND, PLAIN),
    ("no-explanation", replace(SOUND, explanation=" "), SOUND, PLAIN),
    ("in-conflict", SOUND, SOUND, replace(PLAIN, disputed=True)),
]


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
