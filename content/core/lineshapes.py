"""What one line of a note looks like, taken by itself.

Every pattern here is linear: no nested repetition, and each is anchored at the start of the line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from content.core.text import display_width, is_wide

SENTENCE_ENDS = (*"。！？；!?;…", "。”", "？”", "。）", ".)", ".", ":", "：")
KEY_WIDTH = 30
HEADING_WIDTH = 44

_LIST = re.compile(
    r"([ \t]*)(?:([•●▪◦‣·])[ \t]*|([-*+–])(?:[ \t]+|$)|(\d{1,3})(?:[.)．）](?:[ \t]+|$|(?=[^\x00-\x7f]))|、[ \t]*))(.*)",
    re.DOTALL,
)
_ATX = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*(.*)", re.DOTALL)
_EXPLICIT_ID = re.compile(r"\{#([\w:.-]+)\}[ \t]*$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([^`]*)$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RESIDUE = re.compile(
    r"(?:image-\d{8,}(?:\.\w{3,4})?|跳到主要内容|跳至主要內容|skip to (?:main )?content)$", re.IGNORECASE
)
_MULTI_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,5})(?:[.、．][ \t]*|[ \t]+)(\S.*)", re.DOTALL)
_SINGLE_NUMBER = re.compile(r"(\d{1,2})[.、．][ \t]*(?!\d)(\S.*)", re.DOTALL)
_KEY_VALUE = re.compile(r"([^:：\n]{1,60})([:：])(.*)", re.DOTALL)
_KEY_STOPS = re.compile(r"[，。；？！,;?!“”\"|<>={}\[\]]|//|以下|如下|下列|下面|\.\s")
_CODE_LIKE = re.compile(r"[$>]\s|[{}();=<>]|^(?:sudo|docker|aws|npm|pip|git|curl|cd|ls|kubectl|eksctl|sam)\b")

_GENERIC = re.compile(
    r"(?:什么是|为什么|怎么|如何|what (?:is|are)\b|why\b|how\b).*|.*(?:是什么|的(?:特点|好处|优点|缺点|分类|分类和特点))"
    r"|(?:主要|核心|常用|典型|基本)?(?:特点|特性|优点|缺点|优势|劣势|概念|描述|简介|概述|定义|对比|比较|区别|示例|例子|注意|注意事项"
    r"|总结|小结|功能|用途|价格|定价|限制|(?:使用|应用|适用|常用)?场景|分类|原理|步骤)"
    r"|[一二两三四五]种方式比较|其他概念"
    r"|(?:key )?(?:features?|concepts?|use cases?|overview|introduction|summary|benefits?|limits?|limitations?|pricing"
    r"|comparison|examples?|notes?|definition|advantages|disadvantages|pros(?: and cons)?|cons)",
    re.IGNORECASE,
)


class ListMarker(NamedTuple):
    """The start of a list item: its indent in columns, whether it is numbered, its number and its text."""

    indent: int
    ordered: bool
    number: int
    text: str


def indent_of(line: str) -> int:
    """Columns of white space before the text; a tab goes to the next multiple of four."""
    columns = 0
    for character in line:
        if character == "\t":
            columns += 4 - columns % 4
        elif character in " \u3000\u00a0":
            columns += 1
        else:
            break
    return columns


def list_marker(line: str) -> ListMarker | None:
    """Read the marker of a list item, or None."""
    found = _LIST.match(line)
    if found is None:
        return None
    number = found.group(4)
    return ListMarker(indent_of(found.group(1)), number is not None, int(number or 0), found.group(5).strip())


def atx_heading(line: str) -> tuple[int, str] | None:
    """Level and raw text of a ``#`` heading, also without the space after the marks."""
    if "#" not in line[:4]:
        return None
    found = _ATX.match(line)
    if found is None:
        return None
    marks, text = found.group(1), found.group(2).strip()
    spaced = line.lstrip()[len(marks) : len(marks) + 1] in ("", " ", "\t")
    if not spaced and (text[0] in "!#" or (len(marks) == 1 and (text[0].isdigit() or " #" in text))):
        return None  # A shebang, an issue number or a row of hashtags.
    return len(marks), _without_closing_marks(text)


def _without_closing_marks(text: str) -> str:
    bare = text.rstrip("#")
    if bare != text and (not bare or bare[-1] in " \t" or text.endswith("##")):
        return bare.rstrip()
    return text


def split_heading_id(text: str) -> tuple[str, str]:
    """Split ``Text {#id}`` into the text and the explicit id, which may be empty."""
    found = _EXPLICIT_ID.search(text) if text.endswith("}") else None
    return (text[: found.start()].rstrip(), found.group(1)) if found else (text, "")


def is_rule(line: str) -> bool:
    """A line of three or more ``-``, ``*`` or ``_``."""
    return line.lstrip()[:1] in ("-", "*", "_") and _RULE.match(line) is not None


def underline_level(line: str) -> int:
    """1 for a setext underline of ``=``, 2 for one of ``-``, else 0."""
    if line.lstrip()[:1] not in ("=", "-"):
        return 0
    found = _UNDERLINE.match(line)
    return 0 if found is None else 1 if found.group(1)[0] == "=" else 2


def fence_of(line: str) -> str:
    """The opening marks of a code fence, or an empty string."""
    if line.lstrip()[:3] not in ("```", "~~~"):
        return ""
    found = _FENCE.match(line)
    return found.group(1) if found else ""


def is_residue(line: str) -> bool:
    """What copying a web page leaves behind: names of pasted images, links to the main content."""
    return _RESIDUE.match(line.strip()) is not None


def multi_number(line: str) -> tuple[int, str] | None:
    """Depth and text of ``2.1.3. ECS``, when the line could be a heading."""
    found = _MULTI_NUMBER.match(line) if line[:1].isdigit() else None
    if found is None or not heading_like(found.group(2)):
        return None
    return found.group(1).count(".") + 1, found.group(2).strip()


def single_number(line: str) -> tuple[int, str] | None:
    """Number and text of ``1. 引言``, when the line could be a heading."""
    found = _SINGLE_NUMBER.match(line) if line[:1].isdigit() else None
    if found is None or not heading_like(found.group(2)):
        return None
    return int(found.group(1)), found.group(2).strip()


def heading_like(text: str) -> bool:
    """Short, and no sentence."""
    return display_width(text) <= 64 and not ends_sentence(text) and "。" not in text


def is_generic_heading(text: str) -> bool:
    """A heading that names no subject of its own, such as 特点 or Features: it hangs under the one above."""
    return _GENERIC.fullmatch(text.strip()) is not None


def key_value(text: str) -> tuple[str, str] | None:
    """Split ``key: value``; None for addresses, times, code, long keys and empty values."""
    found = _KEY_VALUE.match(text)
    if found is None:
        return None
    key, value = found.group(1).strip(), found.group(3)
    if key.startswith(("**", "__")):
        mark = key[:2]
        if key.endswith(mark):
            key = key[2:-2]
        elif value.startswith(mark):
            key, value = key[2:], value[2:]
        elif key.count(mark) == 2:  # only part of the key is bold
            key = key.replace(mark, "")
        else:
            return None
    if len(key) > 2 and key[0] == key[-1] == "`":
        key = key[1:-1]
    value = value.strip()
    if not key or not value or not _good_key(key) or value.startswith(("//", "=", ":")):
        return None
    if (
        found.group(2) == ":"
        and key[-1].isdigit()
        and value[0].isdigit()
        and not found.group(3)[:1].isspace()
    ):
        return None  # A time or a ratio.
    return key, value


def _good_key(key: str) -> bool:
    if display_width(key) > KEY_WIDTH or _KEY_STOPS.search(key) or "`" in key:
        return False
    if key.count("(") != key.count(")") or key.count("（") != key.count("）") or len(key.split()) > 5:
        return False
    return any(character.isalnum() for character in key) and key.lower() not in (
        "http",
        "https",
        "ftp",
        "mailto",
    )


def ends_sentence(text: str) -> bool:
    """Whether the text closes a sentence (a colon does too: what follows is another piece)."""
    return text.rstrip().endswith(SENTENCE_ENDS)


def looks_like_code(text: str) -> bool:
    """For indented lines: symbols of code and no running Chinese."""
    return _CODE_LIKE.search(text) is not None and not any(is_wide(character) for character in text)


def join_text(left: str, right: str) -> str:
    """Join two halves of a wrapped sentence: with a space, unless Chinese stands at the seam."""
    if not left or not right:
        return left or right
    return left + right if is_wide(left[-1]) or is_wide(right[0]) else f"{left} {right}"
