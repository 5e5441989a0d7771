"""The answer stated below a question written inside a note, and the options that it names."""

from __future__ import annotations

import html
import re

from content.core.lineshapes import join_text
from content.core.quiz_lines import ANSWER, MAX_LINE, TAG, is_running_text, without_item
from content.core.quiz_options import DraftOption, OptionReading
from content.core.text import match_form

_LETTERS = re.compile(
    r"[（(]?([A-Ha-h](?:\s*(?:[,，、和与&/]|and\b)?\s*[A-H](?![A-Za-z]))*)[）)]?(?![A-Za-z])[.、．:：]?\s*(.*)",
    re.DOTALL,
)
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{1,400})[”\"」』’'](.*)", re.DOTALL)


def read_answer(lines: list[str], reading: OptionReading, stop: int) -> tuple[str, int, int, bool] | None:
    """What is said to be right, its line, the line after its paragraph, and whether a ``<details>`` is open."""
    position = reading.position
    in_details = False
    while position < stop:
        text = lines[position].strip()
        bare = (
            html.unescape(TAG.sub(" ", text)).strip()
            if text.startswith("<")
            else without_item(lines[position])
        )
        in_details = (in_details or "<details" in text.lower()) and "</details" not in text.lower()
        found = ANSWER.match(bare) if len(bare) <= MAX_LINE else None
        if found is not None:
            said = found.group(1) or (
                html.unescape(TAG.sub(" ", text.split("</summary>")[-1])) if "</summary>" in text else ""
            )
            return _answer_paragraph(lines, position, said, in_details=in_details)
        if bare and not text.startswith("<"):
            return None
        if (
            bare
            and "summary" in text.lower()
            and match_form(bare).rstrip(":：")
            in ("答案", "answer", "显示答案", "查看答案", "show answer", "正确答案")
        ):
            following = _next_text(lines, position + 1, stop)
            if following is None:
                return None
            inner = ANSWER.match(lines[following].strip())
            said = inner.group(1) if inner else lines[following].strip()
            return _answer_paragraph(lines, following, said, in_details=in_details)
        position += 1
    return None


def _next_text(lines: list[str], start: int, stop: int) -> int | None:
    for index in range(start, stop):
        if lines[index].strip():
            return index if len(lines[index]) <= MAX_LINE else None
    return None


def _answer_paragraph(
    lines: list[str], line: int, said: str, *, in_details: bool
) -> tuple[str, int, int, bool]:
    """Add the lines that wrap on from the answer; an empty answer is found on the next line."""
    said = TAG.sub(" ", said).strip()
    end = line + 1
    if not said:
        following = _next_text(lines, end, min(len(lines), end + 3))
        if following is not None:
            said, line, end = without_item(lines[following]), following, following + 1
    while end < len(lines) and is_running_text(lines[end]):
        said = join_text(said, lines[end].strip())
        end += 1
    return said, line, end, in_details


def match_answer(said: str, options: list[DraftOption]) -> tuple[set[int], str]:
    """Indexes of the right options, and what the answer says beyond naming them."""
    said = said.strip().strip("*").strip()
    quoted = _QUOTED.match(said)
    if quoted is not None:
        right = _same_text(quoted.group(1), options)
        if right:
            return right, _trim(quoted.group(2))
    letters = _LETTERS.match(said)
    if letters is not None:
        indexes = {ord(letter) - ord("A") for letter in re.findall("[A-H]", letters.group(1).upper())}
        if max(indexes) < len(options):
            return indexes, _trim(
                _without_option(letters.group(2), [options[index] for index in sorted(indexes)])
            )
        return set(), ""
    for index, option in sorted(enumerate(options), key=lambda pair: -len(pair[1].text)):
        rest = _after(said, option.text)
        if rest is not None:
            return {index}, _trim(rest)
    return set(), ""


def _same_text(said: str, options: list[DraftOption]) -> set[int]:
    wanted = _comparable(said)
    return {index for index, option in enumerate(options) if _comparable(option.text) == wanted}


def _comparable(text: str) -> str:
    return match_form(text).strip("。.;；,， *`")


def _after(said: str, option: str) -> str | None:
    """What follows the option's text at the start of ``said``; None if it does not start so."""
    text = option.rstrip("。.;； ")
    if text and said.casefold().startswith(text.casefold()):
        rest = said[len(text) :]
        if not rest or not (rest[0].isalnum() and text[-1].isalnum() and rest[0].isascii()):
            return rest
    return None


def _without_option(rest: str, options: list[DraftOption]) -> str:
    """Drop the option's text repeated after its letter: ``B. 按需付费，因为…``."""
    bare = rest.lstrip('（(“" ')
    for option in options:
        after = _after(bare, option.text)
        if after is not None:
            return after.lstrip('）)”"')
    return rest


def _trim(text: str) -> str:
    return text.strip().lstrip("，,。.；;：:、—-–*) ）").strip()
