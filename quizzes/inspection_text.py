"""The report of ``inspect_notes`` for people: what was read, in lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from content.core.text import is_wide
from quizzes.core.grading import Shape, shape_of

_BOLD = re.compile(r"\*\*(?!\s)([^*]+)(?<!\s)\*\*")


def text_lines(report: dict[str, Any]) -> Iterator[str]:
    """The lines of a report as ``inspect_paths`` makes it.

    Whatever a review file can name (questions, glued tables, conflicts) is shown with its key.
    """
    for note in report["notes"]:
        yield f"# {note['path']} ({note['language']}): {note['title']}, {len(note['blocks'])} blocks"
        for remark in note["diagnostics"]:
            yield f"  line {remark['line']}: {remark['message']} [{remark['code']}]"
    yield from _titled("facts", report["facts"])
    for fact in report["facts"]:
        yield (
            f"  {_place(fact)} [{fact['rule']} {fact['confidence']:.2f}]"
            f" {fact['subject']} | {fact['attribute']} | {fact['value']}"
        )
    yield from _titled("tables", report["tables"])
    for table in report["tables"]:
        yield from _table(table)
    yield from _titled("questions", report["questions"])
    for question in report["questions"]:
        yield from _question(question)
    yield from _titled("conflicts", report["conflicts"])
    for conflict in report["conflicts"]:
        yield f"  {conflict['subject']} | {conflict['attribute']}: {conflict['reason']} (key {conflict['key']})"
        for claim in conflict["claims"]:
            yield f"    {_place(claim)} {claim['value']}"


def _titled(name: str, entries: Sequence[Any]) -> Iterator[str]:
    yield ""
    yield f"{len(entries)} {name}"


def _place(entry: dict[str, Any]) -> str:
    return f"{entry['note']}:{entry['lines'][0]}"


def _table(table: dict[str, Any]) -> Iterator[str]:
    """Title and terms; of a glued table also what a review file needs to confirm it."""
    glued = table["origin"] == "glued"
    origin = f"glued, {'confirmed' if table['confirmed'] else 'not confirmed'}" if glued else table["origin"]
    key = f" (key {table['key']})" if glued else ""
    yield f"  [{origin}] {table['title']}: {' / '.join(table['terms'])}{key}"
    if "repairs" in table:
        yield f"    header: {' | '.join(table['header'])}"
    for row in table.get("repairs", ()):
        likeliest = " | ".join(row["cells"][0]) if row["cells"] else "no suggestion"
        yield f"    line {row['lines'][0]}: {likeliest}"


def _question(question: dict[str, Any]) -> Iterator[str]:
    flaws = f" FLAWS: {', '.join(question['flaws'])}" if question["flaws"] else ""
    yield ""
    yield f"  {_place(question)} [{question['kind']} {question['evidence']} {question['status']}]{flaws}"
    yield f"  {emphasised(question['stem'])} (key {question['key']}, hash {question['hash']})"
    shape = shape_of(question["kind"])
    choices = question["choices"]
    if shape is Shape.ORDER:
        choices = sorted(choices, key=lambda choice: int(choice["place"]))
    for choice in choices:
        yield f"    {_choice(choice, shape, told=choice['correct'] is (question['kind'] == 'negative'))}"
    yield f"    → {emphasised(question['explanation'])}"


def _choice(choice: dict[str, Any], shape: Shape, *, told: bool) -> str:
    """One option; ``told``: with the other term that it is true of."""
    text = emphasised(choice["text"])
    if shape is Shape.ORDER:
        return f"{choice['place']}. {text}"
    if shape is Shape.MATCH:
        return f"{choice['partner']} ← {text}"
    true_of = choice.get("true_of", "")
    said = f"  (true of {true_of})" if told and true_of not in ("", choice["text"]) else ""
    return f"{'*' if choice['correct'] else ' '} {text}{said}"


def emphasised(text: str) -> str:
    """``text`` with what stands in ``**bold**`` in capitals, or in brackets 【】 where there are none."""

    def loud(found: re.Match[str]) -> str:
        return f"【{found[1]}】" if any(map(is_wide, found[1])) else found[1].upper()

    return _BOLD.sub(loud, text)
