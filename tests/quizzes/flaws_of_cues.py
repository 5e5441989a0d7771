"""Questions with a flaw in what gives the answer away, each beside a sound one."""

from __future__ import annotations

from dataclasses import replace

from quizzes.core.checks import Context
from quizzes.core.drafts import DraftText
from tests.quizzes.drafts_to_check import (
    CLOZE,
    ENGLISH,
    MATCHING,
    NEGATIVE,
    NUMBER,
    ORDERING,
    PACK,
    PAIRS,
    PLAIN,
    SOUND,
    STEPS,
    TERMS,
    asked,
    matched,
    ordered,
    owned,
)

# Each row: the flaw, a text that has it, a text like it that has not, and the context of both.
CUES: list[tuple[str, DraftText, DraftText, Context]] = [
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
]
