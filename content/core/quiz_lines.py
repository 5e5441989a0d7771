"""What a single line of a question written inside a note is: stem, option, answer, explanation or none."""

from __future__ import annotations

import re

from content.core.lineshapes import (
    atx_heading,
    fence_of,
    is_residue,
    is_rule,
    list_marker,
    split_heading_id,
)

MAX_LINE = 4_000

_STEM_END = re.compile(
    r"(?:[？?]|[？?][）)]|(?:是|为|包括|有|are|is)[：:]?|[（(]\s*[）)][。.]?|_{2,}[。.]?)$"
)
_BLANK_IN_STEM = re.compile(r"[（(][ \u3000]*[）)]|_{3,}")
_LETTERED = re.compile(r"[（(]?([A-Ha-h])(?:[.、．:：)）]|\s[-–]\s)\s*(\S.*)", re.DOTALL)
_TICKED = re.compile(r"\[([ xX✓√])\]\s*(\S.*)", re.DOTALL)
ANSWER = re.compile(
    r"(?:\*\*|__|>|\s)*【?(?:正确答案|正確答案|参考答案|參考答案|标准答案|答案|correct answers?|answers?|ans)】?"
    r"(?:\*\*|__)?\s*(?:[:：]|是|为|為|is\b|are\b)\s*[:：]?\s*(?:\*\*|__)?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
EXPLANATION = re.compile(
    r"(?:\*\*|__|>|\s)*【?(?:答案解析|解析|解释|解釋|说明|說明|原因|explanation|why|rationale|reason)】?(?:\*\*|__)?"
    r"\s*[:：]\s*(?:\*\*|__)?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"</?(?:details|summary|p|br|b|strong|em)\b[^<>]{0,100}>", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether the line ends like a question or holds a blank to be filled."""
    bare = split_heading_id(text)[0].rstrip("*_# ") if text[-1] != "_" else text
    return bool(_STEM_END.search(bare[-12:])) or _BLANK_IN_STEM.search(text) is not None


def option_of(line: str) -> tuple[str, str, str]:
    """Form, letter or tick, and text of an option line. Form is letter, box, item or bare."""
    text = line.strip()
    marker = list_marker(line)
    inner = marker.text if marker is not None else text
    ticked = _TICKED.match(inner) if marker is not None else None
    if ticked is not None:
        return "box", ticked.group(1), ticked.group(2).strip()
    lettered = _LETTERED.match(inner.strip("*"))
    if lettered is not None:
        return "letter", lettered.group(1).upper(), lettered.group(2).strip()
    return ("item", "", inner) if marker is not None else ("bare", "", text)


def without_item(line: str) -> str:
    """The text of the line without a list marker."""
    marker = list_marker(line)
    return marker.text if marker is not None else line.strip()


def is_running_text(line: str) -> bool:
    """Whether the line is plain text, which may wrap on from the line above: no option, answer or question."""
    text = line.strip()
    return (
        bool(text)
        and len(line) <= MAX_LINE
        and text[0] not in "<|>"
        and atx_heading(line) is None
        and list_marker(line) is None
        and not is_rule(line)
        and not fence_of(line)
        and not is_residue(line)
        and EXPLANATION.match(text) is None
        and ANSWER.match(text) is None
        and option_of(line)[0] == "bare"
        and not asks(text)
    )
