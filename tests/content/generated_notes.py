"""Notes made up for property tests: every construct the parser knows, whole and broken, in three languages."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

Words = Callable[[str], str]
"""Draws one entry of the pool of that name."""

POOLS: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "term": (
            "弹性计算云",
            "对象存储",
            "Amazon ECS",
            "AWS Fargate",
            "负载均衡器",
            "灯塔",
            "潮汐表",
            "`docker run`",
        ),
        "attribute": ("价格", "使用场景", "存储类型", "最大容量", "特点", "启动时间", "可用性", "备注"),
        "phrase": (
            "按实际使用量付费",
            "最长 15 分钟",
            "不支持 SMB 协议",
            "支持跨可用区复制，但是不支持加密",
            "AWS 负责启动和停止容器",
            "16 TiB",
            "**自动**扩展（无需人工）",
            "见[手册](https://example.com/a_b)",
            "—",
            "",
        ),
        "sentence": (
            "{t}是一种托管的{a}服务，能够运行容器。",
            "{t}的{a}是{p}。",
            "{t} 是 Elastic Container Service 的缩写。",
            "与{t}相比，{u}更适合小文件；{p}。",
            "{t}包括{u}、任务和集群。",
            "如果没有{u}，{t}就不能工作，因为它{p}",
            "应用负载均衡器(Application Load Balancer)工作在第 7 层!",
            "使用{t}时需要先创建{u}，",
        ),
        "heading": (
            "{t}",
            "什么是{t}？",
            "{t}的{a}",
            "特点",
            "使用场景",
            "{t} vs {u}",
            "对比",
            "2.1 {t}",
            "一、{t}",
        ),
        "stem": ("{t}的{a}是什么？", "以下哪一项说明{t}（ ）", "下列关于{u}的说法，正确的是："),
        "answer": ("答案：{l}", "正确答案：{l}，因为{p}。", "**答案**: {l}", "解析：{p}"),
        "corner": ("特性", "名称", "对比项"),
    },
    "en": {
        "term": (
            "Amazon EBS",
            "Lambda",
            "the launch template",
            "S3",
            "A lighthouse",
            "Tide table",
            "`COPY`",
            "NLB",
        ),
        "attribute": (
            "Price",
            "Use cases",
            "Storage type",
            "Limit",
            "Features",
            "Start-up time",
            "Notes",
            "key",
        ),
        "phrase": (
            "pay per request",
            "up to 15 minutes",
            "does not support SMB",
            "supports replication, but not encryption",
            "AWS manages the hosts",
            "16 TiB",
            "**scales** automatically (no action)",
            "see [the manual](https://example.com/a_b)",
            "n/a",
            "",
        ),
        "sentence": (
            "{t} is a managed service that runs containers.",
            "The {a} of {t} is {p}.",
            "ECS stands for Elastic Container Service.",
            "Compared with {u}, {t} is cheaper; {p}.",
            "{t} consists of {u}, tasks and clusters.",
            "If {u} is missing, {t} cannot start because it {p}",
            "Application Load Balancer (ALB) works at layer 7!",
            "When using {t}, create {u} first,",
        ),
        "heading": (
            "{t}",
            "What is {t}?",
            "{a} of {t}",
            "Features",
            "Use cases",
            "{t} vs {u}",
            "2.1 {t}",
            "3. {t}",
        ),
        "stem": ("What is the {a} of {t}?", "Which of these describes {t}?", "{u} is ____"),
        "answer": ("Answer: {l}", "Correct answer: {l}, because {p}.", "**Answer**: {l}", "Explanation: {p}"),
        "corner": ("Feature", "Name", "Item"),
    },
}
POOLS["mixed"] = {name: POOLS["zh"][name] + POOLS["en"][name] for name in POOLS["zh"]}

ODD = (
    "\u3000",
    "\u00a0",
    "\u2028",
    "\x85",
    "\x0b",
    "\u200b",
    "\ufeff",
    "\u202e",
    "e\u0301",
    "ﬁ",
    "Ⅳ",
    "㎡",
    "İ",
    "ß",
    "🗼",
    "𠮷",
    "👩\u200d🚀",
    "\ud7ff",
    "\t",
    "\\",
    "|",
    "`",
    "**",
    "[",
    "](",
    "<",
    "-->",
    "{#x}",
    "：",
    ":",
    "。",
    "１２",
    "①",
)
LINE_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\n\n")


def _heading(draw: DrawFn, say: Words) -> list[str]:
    text = say("heading")
    form = draw(st.sampled_from(("#", "##", "###", "####### ", "##x", "=", "-", "bare", "id", "closed")))
    if form in "=-":
        return ["", text, form * draw(st.integers(1, 5)), ""]
    if form == "bare":
        return ["", text, ""]
    if form == "id":
        return [f"## {text} {{#part-{draw(st.integers(1, 3))}}}"]
    return (
        [f"### {text} ##"]
        if form == "closed"
        else [f"{form.rstrip('x')}{' ' if form[-1] != 'x' else ''}{text}"]
    )


def _wrapped(draw: DrawFn, text: str) -> list[str]:
    """``text`` on one line, or broken where a narrow or an ordinary window would break it."""
    width = draw(st.sampled_from((0, 0, 24, 39)))
    if width and text.isascii():
        width *= 2
    rows = [text[at : at + width] for at in range(0, len(text), width)] if width else [text]
    return "\n\n".join(rows).split("\n") if draw(st.integers(0, 4)) == 0 else rows


def _paragraph(draw: DrawFn, say: Words) -> list[str]:
    text = "".join(say("sentence") for _ in range(draw(st.integers(1, 3))))
    return [*_wrapped(draw, text), ""]


def _items(draw: DrawFn, say: Words) -> list[str]:
    marker = draw(st.sampled_from(("- ", "* ", "• ", "•", "1. ", "2、", "– ", "+ ")))
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        indent = " " * draw(st.sampled_from((0, 0, 0, 2, 4, 7)))
        text = draw(st.sampled_from(("{a}: {p}", "{t}：{p}", "{p}", "{t}", "")))
        lines.append(indent + marker + (_fill(text, say) if text else say("sentence")))
        if draw(st.integers(0, 4)) == 0:
            lines.append(indent + "  " + say("phrase"))
    return [*lines, ""]


def _pairs(draw: DrawFn, say: Words) -> list[str]:
    forms = (
        "{a}: {p}",
        "{a}：{p}",
        "**{a}**: {p}",
        "{t}: {p}",
        "{a}:{p}",
        "`{a}`：{p}",
        "12:30",
        "http://x.org",
    )
    return [_fill(draw(st.sampled_from(forms)), say) for _ in range(draw(st.integers(1, 3)))] + [""]


def _table(draw: DrawFn, say: Words) -> list[str]:
    width = draw(st.integers(1, 4))
    head = [say("corner"), *(say("term") for _ in range(width))]
    rule = ["---", *(draw(st.sampled_from(("---", ":-:", "-", "--:"))) for _ in range(width))]
    rows = [
        [say(draw(st.sampled_from(("attribute", "term")))), *(say("phrase") for _ in range(width))]
        for _ in range(draw(st.integers(0, 3)))
    ]
    if rows and draw(st.integers(0, 3)) == 0:
        rows[-1] = [*rows[-1][: draw(st.integers(0, width))], "a\\|b", "`c|d`"]
    edge = draw(st.sampled_from(("| ", "|", "")))
    return [f"{edge}{' | '.join(row)}{edge[::-1]}" for row in (head, rule, *rows)] + [""]


def _glued(draw: DrawFn, say: Words) -> list[str]:
    terms = [say("term") for _ in range(draw(st.integers(2, 3)))]
    rows = [say("attribute") + "".join(say("phrase") for _ in terms) for _ in range(draw(st.integers(2, 4)))]
    return ["", *terms, "", say("corner") + "".join(terms), *rows, ""]


def _quiz(draw: DrawFn, say: Words) -> list[str]:
    form = draw(st.sampled_from(("{l}. {p}", "- [{x}] {p}", "- {p}", "{l}）{t}", "{p}")))
    count = draw(st.integers(2, 5))
    right = draw(st.integers(0, count - 1))
    options = [
        _fill(form, say).replace("{l}", "ABCDE"[index]).replace("{x}", "x" if index == right else " ")
        for index in range(count)
    ]
    answer = say("answer").replace("{l}", "ABCDE"[right])
    fold = draw(st.integers(0, 3)) == 0
    shown = ["<details><summary>Answer</summary>", answer, "</details>"] if fold else [answer]
    return [say("stem"), *[""] * draw(st.integers(0, 1)), *options, "", *shown, ""]


def _code(draw: DrawFn, say: Words) -> list[str]:
    fence = draw(st.sampled_from(("```", "```sh", "~~~", "````")))
    closing = draw(st.sampled_from((fence[:3], fence.rstrip("sh"), "")))
    return [fence, "docker run -p 80:80 x", say("sentence"), *([closing] if closing else [])]


def _quote(draw: DrawFn, say: Words) -> list[str]:
    marks = draw(st.sampled_from(("> ", ">", "> > ", " > ")))
    return [marks + say("sentence") for _ in range(draw(st.integers(1, 2)))]


def _residue(draw: DrawFn, say: Words) -> list[str]:
    lines = (
        "---",
        "***",
        "<!-- note",
        "-->",
        "<br>",
        "<p>",
        "image-20240101010101",
        "跳到主要内容",
        "    x = f(1);",
    )
    return [draw(st.sampled_from(lines))]


def _noise(draw: DrawFn, say: Words) -> list[str]:
    return draw(st.text(max_size=40)).split("\n")


def _chapter(draw: DrawFn, say: Words) -> list[str]:
    """A heading that names a term, and what it is about below it, as in notes that are in order."""
    lines = ["#" * draw(st.integers(1, 3)) + " " + say("term"), ""]
    if draw(st.booleans()):
        lines += ["#### " + say("attribute"), ""]
    marker = draw(st.sampled_from(("- ", "", "1. ")))
    for _ in range(3):
        form = draw(st.sampled_from(("{a}: {p}", "{a}：{p}, {p}, {p}, {p}, {p}, {p}", "{p}")))
        lines += _wrapped(draw, marker + _fill(form, say))
    return [*lines, "", *(_paragraph(draw, say) if draw(st.booleans()) else [])]


_BLOCKS = (_heading, _paragraph, _items, _pairs, _table, _glued, _quiz, _code, _quote, _residue, _noise)
_OFTEN = (*_BLOCKS, _chapter, _chapter, _chapter, _paragraph, _items, _pairs, _table, _quiz)
_SLOTS = {"t": "term", "u": "term", "a": "attribute", "p": "phrase"}


def _fill(text: str, say: Words) -> str:
    for slot, pool in _SLOTS.items():
        while f"{{{slot}}}" in text:
            text = text.replace(f"{{{slot}}}", say(pool), 1)
    return text


@st.composite
def notes(draw: DrawFn, language: str) -> str:
    """The source of a note of up to some forty lines in ``language`` (``zh``, ``en`` or ``mixed``)."""
    pool = POOLS[language]

    def say(name: str) -> str:
        return _fill(draw(st.sampled_from(pool[name])), say)

    lines: list[str] = []
    if draw(st.integers(0, 9)) == 0:
        lines += ["---", draw(st.sampled_from(("title: 灯塔", "title: [", "a: b", "- x"))), "---"]
    for block in draw(st.lists(st.sampled_from(_OFTEN), min_size=1, max_size=7)):
        lines += block(draw, say)
    end = draw(st.sampled_from(LINE_ENDS))
    text = end.join(lines)
    for at, odd in draw(
        st.lists(st.tuples(st.floats(0, 1), st.sampled_from((*ODD, *LINE_ENDS))), max_size=3)
    ):
        cut = int(at * len(text))
        text = text[:cut] + odd + text[cut + draw(st.integers(0, 2)) :]
    return text
