"""What holds for every text whatever it is, hostile ones included."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.core.parsing import MAX_LINES
from tests.content.parsed_notes import CORPUS, SEEDS, assert_sound, codes, parse, read

# -- every text ----------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        "# 标题",
        "## Heading {#x}",
        "##无空格##",
        "正文一句话。",
        "A plain sentence.",
        "- item",
        "  - 子项",
        "1. one",
        "2、二",
        "• 圆点",
        "",
        "",
        "---",
        "===",
        "```py",
        "~~~",
        "| a | b |",
        "|---|:-:|",
        "| 1 |",
        "键: 值",
        "key：value",
        "什么最大？",
        "A. 甲",
        "B. 乙",
        "答案：B",
        "正确答案是“甲”，因为。",
        "- [x] yes",
        "- [ ] no",
        "> quote",
        "    code();",
        "<details>",
        "</details>",
        "<!-- note",
        "-->",
        "image-20240101010101",
        "1.1. 小节",
        "2. 独立",
        "特性ECSEKS",
        "ECS",
        "EKS",
        "[",
        "*_`",
    ]
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=30), max_size=30).map("\n".join))
def test_any_text_parses_soundly_and_the_same_twice(source: str) -> None:
    note = parse(source)
    assert_sound(note)
    assert parse(source) == note


@pytest.mark.parametrize("path", [*CORPUS, *SEEDS], ids=lambda path: path.name)
def test_whole_notes_parse_soundly(path: Path) -> None:
    assert_sound(read(path))


# -- hostile input -------------------------------------------------------------------------------------

HOSTILE = {
    "brackets": "[" * 25_000,
    "one long line": "潮a " * 300_000,
    "deep quotes": ">" * 300 + " x",
    "deep lists": "\n".join(" " * (2 * depth) + "- x" for depth in range(300)),
    "stars": "*a _b " * 4_000,
    "colons": "a:" * 10_000,
    "pipes": "|" * 19_000 + "\n" + "|-" * 9_000,
    "backticks": "|`" * 9_000 + "\n|-|-|",
    "questions": "什么？\n" * 15_000,
    "letters": "A. x？\n" * 15_000,
    "options": ("什么？\n" + "甲\n" * 7) * 2_000,
    "hashes": "#" * 20_000,
    "numbers": "1." * 9_000,
    "spaces": " " * 19_000 + "x",
    "yaml": "---\n" + "[" * 5_000 + "\n---\n",
    "tags": "<p>" * 6_000,
    "many rows": "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 15_000,
    "dashes": "- " * 9_000,
    "answered": ("什么？\n" + "甲\n" * 7 + "\n答案：丙\n") * 1_800,
    "glued": ("ECSEKS\n甲乙\n丙丁\n\n") * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_notes_parse_in_time_that_grows_with_their_size(name: str) -> None:
    source = HOSTILE[name]
    started = time.process_time()
    assert_sound(parse(source))
    assert time.process_time() - started < 4 + len(source) / 200_000


def test_a_note_of_too_many_lines_is_refused_with_one_remark() -> None:
    note = parse("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 100_000)
    assert (note.blocks, codes(note)) == ((), [(MAX_LINES + 1, "too-long")])
