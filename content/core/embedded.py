"""Questions written inside a note, with their options, the stated answer and its explanation.

A stem is followed by two to eight options and an answer. Reading looks ahead a bounded number of lines, so
that a note full of question marks costs no more than any other.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from content.core.document import Diagnostic, Option, Quiz, Span
from content.core.lineshapes import (
    HEADING_WIDTH,
    atx_heading,
    fence_of,
    is_residue,
    is_rule,
    join_text,
    key_value,
    list_marker,
    split_heading_id,
    underline_level,
)
from content.core.text import display_width, match_form

MAX_OPTIONS = 8
_MAX_AHEAD = 60
_MAX_STEM_LINES = 6
_MAX_LINE = 4_000

_STEM_END = re.compile(
    r"(?:[？?]|[？?][）)]|(?:是|为|包括|有|are|is)[：:]?|[（(]\s*[）)][。.]?|_{2,}[。.]?)$"
)
_BLANK_IN_STEM = re.compile(r"[（(][ \u3000]*[）)]|_{3,}")
_LETTERED = re.compile(r"[（(]?([A-Ha-h])(?:[.、．:：)）]|\s[-–]\s)\s*(\S.*)", re.DOTALL)
_TICKED = re.compile(r"\[([ xX✓√])\]\s*(\S.*)", re.DOTALL)
_ANSWER = re.compile(
    r"(?:\*\*|__|>|\s)*【?(?:正确答案|正確答案|参考答案|參考答案|标准答案|答案|correct answers?|answers?|ans)】?"
    r"(?:\*\*|__)?\s*(?:[:：]|是|为|為|is\b|are\b)\s*[:：]?\s*(?:\*\*|__)?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_EXPLANATION = re.compile(
    r"(?:\*\*|__|>|\s)*【?(?:答案解析|解析|解释|解釋|说明|說明|原因|explanation|why|rationale|reason)】?(?:\*\*|__)?"
    r"\s*[:：]\s*(?:\*\*|__)?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile(
    r"[（(]?([A-Ha-h](?:\s*(?:[,，、和与&/]|and\b)?\s*[A-H](?![A-Za-z]))*)[）)]?(?![A-Za-z])[.、．:：]?\s*(.*)",
    re.DOTALL,
)
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{1,400})[”\"」』’'](.*)", re.DOTALL)
_ANSWER_HINT = re.compile(r"答案|\b[Aa][Nn][Ss](?:[Ww][Ee][Rr])?|\[[xX✓√]\]")
_TAG = re.compile(r"</?(?:details|summary|p|br|b|strong|em)\b[^<>]{0,100}>", re.IGNORECASE)


class FoundQuiz(NamedTuple):
    """A question read from the lines up to ``end`` (0-based, exclusive); no ``quiz`` if it was refused."""

    quiz: Quiz | None
    end: int
    diagnostics: list[Diagnostic]


@dataclass(slots=True)
class _Draft:
    """An option being read: its letter if it has one, and whether a box beside it is ticked."""

    text: str
    first: int
    last: int
    letter: str = ""
    ticked: bool = False


@dataclass(slots=True)
class _Reading:
    """Where reading stands: the 0-based line, the options so far, and what form they take."""

    position: int
    options: list[_Draft] = field(default_factory=list)
    form: str = ""


def lines_before_answers(lines: list[str]) -> bytearray:
    """1 for each line close enough above an answer to be looked at as the stem of a question, else 0."""
    near = bytearray(len(lines))
    ahead = _MAX_AHEAD + _MAX_STEM_LINES
    for index, line in enumerate(lines):
        if _ANSWER_HINT.search(line, 0, _MAX_LINE):
            start = max(0, index - ahead)
            near[start : index + 1] = b"\x01" * (index + 1 - start)
    return near


def read_quiz(lines: list[str], start: int) -> FoundQuiz | None:
    """Read the question whose stem begins at the 0-based line ``start``, or return None.

    A question whose answer fits none of its options comes back without ``quiz`` and with a diagnostic.
    """
    stem_end = _stem_end(lines, start)
    if stem_end is None:
        return None
    reading = _Reading(stem_end)
    _skip_underline(lines, reading)
    stop = min(len(lines), reading.position + _MAX_AHEAD)
    _read_options(lines, reading, stop)
    if not 2 <= len(reading.options) <= MAX_OPTIONS:
        return None
    stem = _stem_text(lines, start, stem_end)
    answer = _read_answer(lines, reading, stop)
    if answer is None:
        if reading.form != "box" or not any(option.ticked for option in reading.options):
            return None
        right = {index for index, option in enumerate(reading.options) if option.ticked}
        rest, answer_line, end, in_details = "", 0, reading.position, False
    else:
        said, answer_line, end, in_details = answer
        right, rest = _match_answer(said, reading.options)
        if not right:
            remark = Diagnostic(
                answer_line + 1,
                "quiz-answer",
                f"The stated answer “{said[:60]}” fits none of the options of “{stem[:40]}”.",
            )
            return FoundQuiz(None, start, [remark])
    explanation, span, end = _read_explanation(
        lines, end, rest, answer_line, in_details=in_details, closed=answer is None
    )
    options = tuple(
        Option(option.text, index in right, (option.first + 1, option.last + 1))
        for index, option in enumerate(reading.options)
    )
    quiz = Quiz(stem, (start + 1, stem_end), options, explanation, span)
    return FoundQuiz(quiz, end, [])


# -- the stem ------------------------------------------------------------------------------------------


def _stem_end(lines: list[str], start: int) -> int | None:
    """The 0-based line after the stem, or None when no stem begins here."""
    for index in range(start, min(len(lines), start + _MAX_STEM_LINES)):
        line = lines[index]
        text = line.strip()
        if not text or len(line) > _MAX_LINE or text[0] == "|" or _option_of(line)[0] in ("letter", "box"):
            return None
        if index > start and (atx_heading(line) or list_marker(line) or _ANSWER.match(text)):
            return None
        if asks(text):
            return index + 1
        if atx_heading(line) or underline_level(lines[index + 1] if index + 1 < len(lines) else ""):
            return None
    return None


def asks(text: str) -> bool:
    """Whether the line ends like a question or holds a blank to be filled."""
    bare = split_heading_id(text)[0].rstrip("*_# ") if text[-1] != "_" else text
    return bool(_STEM_END.search(bare[-12:])) or _BLANK_IN_STEM.search(text) is not None


def _stem_text(lines: list[str], start: int, end: int) -> str:
    text = ""
    for line in lines[start:end]:
        text = join_text(text, line.strip())
    heading = atx_heading(text)
    if heading is not None:
        text = split_heading_id(heading[1])[0]
    marker = list_marker(text)
    if marker is not None and marker.text:
        text = marker.text
    if text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        text = text[2:-2].strip()
    return text


def _skip_underline(lines: list[str], reading: _Reading) -> None:
    if reading.position < len(lines) and underline_level(lines[reading.position]):
        reading.position += 1


# -- the options ---------------------------------------------------------------------------------------


def _option_of(line: str) -> tuple[str, str, str]:
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


def _read_options(lines: list[str], reading: _Reading, stop: int) -> None:
    """Read options until an answer, or anything that is no option, stands at ``reading.position``."""
    blanks = 0
    while reading.position < stop:
        line = lines[reading.position]
        text = line.strip()
        if not text:
            blanks += 1
            if blanks > 3:
                return
            reading.position += 1
            continue
        if _ends_options(line, text):
            return
        form, mark, option = _option_of(line)
        if not reading.form:
            reading.form = form
        if form != reading.form:
            if form == "item" or not _continues(reading, blanks, line):
                return
            last = reading.options[-1]
            last.text, last.last = join_text(last.text, text), reading.position
        elif not _follows(reading, form, mark):
            return
        else:
            reading.options.append(
                _Draft(
                    option,
                    reading.position,
                    reading.position,
                    mark if form == "letter" else "",
                    form == "box" and mark != " ",
                )
            )
        if len(reading.options) > MAX_OPTIONS:
            return
        blanks = 0
        reading.position += 1


def _ends_options(line: str, text: str) -> bool:
    return (
        len(line) > _MAX_LINE
        or text[0] in "|<"
        or atx_heading(line) is not None
        or is_rule(line)
        or bool(fence_of(line))
        or is_residue(line)
        or _ANSWER.match(_without_item(line)) is not None
        or _EXPLANATION.match(text) is not None
    )


def _without_item(line: str) -> str:
    marker = list_marker(line)
    return marker.text if marker is not None else line.strip()


def _continues(reading: _Reading, blanks: int, line: str) -> bool:
    return bool(reading.options) and reading.form != "bare" and blanks == 0 and line[:1] != ""


def _follows(reading: _Reading, form: str, mark: str) -> bool:
    """Letters must run A, B, C; another A begins something else."""
    return form != "letter" or mark == chr(ord("A") + len(reading.options))


# -- the answer ----------------------------------------------------------------------------------------


def _read_answer(lines: list[str], reading: _Reading, stop: int) -> tuple[str, int, int, bool] | None:
    """What is said to be right, its line, the line after its paragraph, and whether a ``<details>`` is open."""
    position = reading.position
    in_details = False
    while position < stop:
        text = lines[position].strip()
        bare = (
            html.unescape(_TAG.sub(" ", text)).strip()
            if text.startswith("<")
            else _without_item(lines[position])
        )
        in_details = (in_details or "<details" in text.lower()) and "</details" not in text.lower()
        found = _ANSWER.match(bare) if len(bare) <= _MAX_LINE else None
        if found is not None:
            said = found.group(1) or (
                html.unescape(_TAG.sub(" ", text.split("</summary>")[-1])) if "</summary>" in text else ""
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
            inner = _ANSWER.match(lines[following].strip())
            said = inner.group(1) if inner else lines[following].strip()
            return _answer_paragraph(lines, following, said, in_details=in_details)
        position += 1
    return None


def _next_text(lines: list[str], start: int, stop: int) -> int | None:
    for index in range(start, stop):
        if lines[index].strip():
            return index if len(lines[index]) <= _MAX_LINE else None
    return None


def _answer_paragraph(
    lines: list[str], line: int, said: str, *, in_details: bool
) -> tuple[str, int, int, bool]:
    """Add the lines that wrap on from the answer; an empty answer is found on the next line."""
    said = _TAG.sub(" ", said).strip()
    end = line + 1
    if not said:
        following = _next_text(lines, end, min(len(lines), end + 3))
        if following is not None:
            said, line, end = _without_item(lines[following]), following, following + 1
    while end < len(lines) and _is_running_text(lines[end]):
        said = join_text(said, lines[end].strip())
        end += 1
    return said, line, end, in_details


def _is_running_text(line: str) -> bool:
    text = line.strip()
    return (
        bool(text)
        and len(line) <= _MAX_LINE
        and text[0] not in "<|>"
        and atx_heading(line) is None
        and list_marker(line) is None
        and not is_rule(line)
        and not fence_of(line)
        and not is_residue(line)
        and _EXPLANATION.match(text) is None
        and _ANSWER.match(text) is None
        and _option_of(line)[0] == "bare"
        and not asks(text)
    )


def _match_answer(said: str, options: list[_Draft]) -> tuple[set[int], str]:
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


def _same_text(said: str, options: list[_Draft]) -> set[int]:
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


def _without_option(rest: str, options: list[_Draft]) -> str:
    """Drop the option's text repeated after its letter: ``B. 按需付费，因为…``."""
    bare = rest.lstrip('（(“" ')
    for option in options:
        after = _after(bare, option.text)
        if after is not None:
            return after.lstrip('）)”"')
    return rest


def _trim(text: str) -> str:
    return text.strip().lstrip("，,。.；;：:、—-–*) ）").strip()


# -- the explanation -----------------------------------------------------------------------------------


def _read_explanation(
    lines: list[str], end: int, rest: str, answer_line: int, *, in_details: bool, closed: bool
) -> tuple[str, Span | None, int]:
    """Explanation, its lines, and the line after it.

    ``rest`` is what the answer's own paragraph says beyond the answer. ``closed`` means that there was no
    answer line, so only a marked explanation can follow.
    """
    parts = [rest] if rest else []
    first, last = (answer_line, end - 1) if rest else (-1, -1)
    may_follow = not closed
    position = end
    while position < len(lines) and position - end <= 3:
        text = lines[position].strip()
        if text.lower().startswith("</details"):
            end = position + 1
            break
        if not text or (in_details and text[0] == "<" and not _TAG.sub("", text).strip()):
            position += 1
            continue
        marked = _EXPLANATION.match(text) if len(text) <= _MAX_LINE else None
        follows = (in_details and _is_running_text(lines[position])) or (
            may_follow and _belongs(lines, position)
        )
        if marked is None and not follows:
            break
        may_follow = may_follow and in_details
        body, following = _paragraph(lines, position, marked.group(1) if marked else text)
        parts.append(_TAG.sub(" ", body).strip())
        first, last = (position if first < 0 else first), following - 1
        position = end = following
    span = (first + 1, last + 1) if parts else None
    return "\n".join(part for part in parts if part), span, end


def _paragraph(lines: list[str], position: int, text: str) -> tuple[str, int]:
    """Text of the paragraph that begins with ``text``, and the line after it."""
    position += 1
    while position < len(lines) and _is_running_text(lines[position]):
        text = join_text(text, lines[position].strip())
        position += 1
    return text, position


def _belongs(lines: list[str], position: int) -> bool:
    """Whether the paragraph here is plain text about the answer: no heading, list, pair or next question."""
    line = lines[position]
    below = lines[position + 1] if position + 1 < len(lines) else ""
    return (
        _is_running_text(line)
        and not underline_level(below)
        and key_value(line.strip()) is None
        and display_width(line.strip()) > HEADING_WIDTH
        and line.rstrip().endswith(("。", ".", "！", "”", "）", ")"))
        and _stem_end(lines, position) is None
    )
