"""Questions written inside a note, with their options, the stated answer and its explanation.

A stem is followed by two to eight options and an answer. Reading looks ahead a bounded number of lines, so
that a note full of question marks costs no more than any other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from content.core.document import Diagnostic, Option, Quiz, Span
from content.core.lineshapes import (
    HEADING_WIDTH,
    atx_heading,
    join_text,
    key_value,
    list_marker,
    split_heading_id,
    underline_level,
)
from content.core.quiz_lines import (
    ANSWER,
    EXPLANATION,
    MAX_LINE,
    TAG,
    asks,
    is_running_text,
    option_of,
)
from content.core.quiz_options import MAX_OPTIONS, OptionReading, read_options
from content.core.stated_answers import match_answer, read_answer
from content.core.text import display_width

_MAX_AHEAD = 60
_MAX_STEM_LINES = 6

_ANSWER_HINT = re.compile(r"答案|\b[Aa][Nn][Ss](?:[Ww][Ee][Rr])?|\[[xX✓√]\]")


class FoundQuiz(NamedTuple):
    """A question read from the lines up to ``end`` (0-based, exclusive); no ``quiz`` if it was refused."""

    quiz: Quiz | None
    end: int
    diagnostics: list[Diagnostic]


def lines_before_answers(lines: list[str]) -> bytearray:
    """1 for each line close enough above an answer to be looked at as the stem of a question, else 0."""
    near = bytearray(len(lines))
    ahead = _MAX_AHEAD + _MAX_STEM_LINES
    for index, line in enumerate(lines):
        if _ANSWER_HINT.search(line, 0, MAX_LINE):
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
    reading = OptionReading(stem_end)
    _skip_underline(lines, reading)
    stop = min(len(lines), reading.position + _MAX_AHEAD)
    read_options(lines, reading, stop)
    if not 2 <= len(reading.options) <= MAX_OPTIONS:
        return None
    stem = _stem_text(lines, start, stem_end)
    answer = read_answer(lines, reading, stop)
    if answer is None:
        if reading.form != "box" or not any(option.ticked for option in reading.options):
            return None
        right = {index for index, option in enumerate(reading.options) if option.ticked}
        rest, answer_line, end, in_details = "", 0, reading.position, False
    else:
        said, answer_line, end, in_details = answer
        right, rest = match_answer(said, reading.options)
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
        if not text or len(line) > MAX_LINE or text[0] == "|" or option_of(line)[0] in ("letter", "box"):
            return None
        if index > start and (atx_heading(line) or list_marker(line) or ANSWER.match(text)):
            return None
        if asks(text):
            return index + 1
        if atx_heading(line) or underline_level(lines[index + 1] if index + 1 < len(lines) else ""):
            return None
    return None


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


def _skip_underline(lines: list[str], reading: OptionReading) -> None:
    if reading.position < len(lines) and underline_level(lines[reading.position]):
        reading.position += 1


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
        if not text or (in_details and text[0] == "<" and not TAG.sub("", text).strip()):
            position += 1
            continue
        marked = EXPLANATION.match(text) if len(text) <= MAX_LINE else None
        follows = (in_details and is_running_text(lines[position])) or (
            may_follow and _belongs(lines, position)
        )
        if marked is None and not follows:
            break
        may_follow = may_follow and in_details
        body, following = _paragraph(lines, position, marked.group(1) if marked else text)
        parts.append(TAG.sub(" ", body).strip())
        first, last = (position if first < 0 else first), following - 1
        position = end = following
    span = (first + 1, last + 1) if parts else None
    return "\n".join(part for part in parts if part), span, end


def _paragraph(lines: list[str], position: int, text: str) -> tuple[str, int]:
    """Text of the paragraph that begins with ``text``, and the line after it."""
    position += 1
    while position < len(lines) and is_running_text(lines[position]):
        text = join_text(text, lines[position].strip())
        position += 1
    return text, position


def _belongs(lines: list[str], position: int) -> bool:
    """Whether the paragraph here is plain text about the answer: no heading, list, pair or next question."""
    line = lines[position]
    below = lines[position + 1] if position + 1 < len(lines) else ""
    return (
        is_running_text(line)
        and not underline_level(below)
        and key_value(line.strip()) is None
        and display_width(line.strip()) > HEADING_WIDTH
        and line.rstrip().endswith(("。", ".", "！", "”", "）", ")"))
        and _stem_end(lines, position) is None
    )
