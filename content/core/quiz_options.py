"""The options below a question written inside a note."""

from __future__ import annotations

from dataclasses import dataclass, field

from content.core.lineshapes import atx_heading, fence_of, is_residue, is_rule, join_text
from content.core.quiz_lines import ANSWER, EXPLANATION, MAX_LINE, option_of, without_item

MAX_OPTIONS = 8


@dataclass(slots=True)
class DraftOption:
    """An option being read: its letter if it has one, and whether a box beside it is ticked."""

    text: str
    first: int
    last: int
    letter: str = ""
    ticked: bool = False


@dataclass(slots=True)
class OptionReading:
    """Where reading stands: the 0-based line, the options so far, and what form they take."""

    position: int
    options: list[DraftOption] = field(default_factory=list)
    form: str = ""


def read_options(lines: list[str], reading: OptionReading, stop: int) -> None:
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
        form, mark, option = option_of(line)
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
                DraftOption(
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
        len(line) > MAX_LINE
        or text[0] in "|<"
        or atx_heading(line) is not None
        or is_rule(line)
        or bool(fence_of(line))
        or is_residue(line)
        or ANSWER.match(without_item(line)) is not None
        or EXPLANATION.match(text) is not None
    )


def _continues(reading: OptionReading, blanks: int, line: str) -> bool:
    return bool(reading.options) and reading.form != "bare" and blanks == 0 and line[:1] != ""


def _follows(reading: OptionReading, form: str, mark: str) -> bool:
    """Letters must run A, B, C; another A begins something else."""
    return form != "letter" or mark == chr(ord("A") + len(reading.options))
