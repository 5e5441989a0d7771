"""Questions with a flaw in how it is worded, each beside a sound one."""

from __future__ import annotations

from dataclasses import replace

from quizzes.core.checks import Context
from quizzes.core.drafts import DraftText
from tests.quizzes.drafts_to_check import CLOZE, ENGLISH, PLAIN, SOUND, TERMS, WRITTEN, asked

# Each row: the flaw, a text that has it, a text like it that has not, and the context of both.
WORDING: list[tuple[str, DraftText, DraftText, Context]] = [
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
