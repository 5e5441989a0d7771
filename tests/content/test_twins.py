"""Where a note and its twin in the other language differ."""

from __future__ import annotations

import pytest

from content.core.parsing import parse_note
from content.core.twins import twin_mistakes

ZH = """---
title: 港口
---

# 港口 {#harbour}

港口有 3 个码头。

## 起重机 {#cranes}

| 特性 | 门座机 | 浮吊 |
|---|---|---|
| 准备时间 | 40 分钟 | 90 分钟 |

1. 固定船身。
2. 放下吊钩。

## 灯塔 {#lights}

- 高度：25 米
- 射程：两海里

### 哪一种灯每 5 秒闪一次？ {#q1}

- A. 红灯
- B. 白灯
- C. 绿灯

答案：B

解析：白灯每 5 秒闪一次。
"""
EN = """---
title: The harbour
---

# The harbour {#harbour}

The harbour has three quays.

## Cranes {#cranes}

| Feature | Portal crane | Floating crane |
|---|---|---|
| Time to prepare | 40 minutes | 90 minutes |

1. Moor the ship.
2. Lower the hook.

## Lights {#lights}

- Height: 25 metres
- Range: 2 nautical miles

### Which light flashes every 5 seconds? {#q1}

- A. The red one
- B. The white one
- C. The green one

Answer: B

Explanation: the white one flashes every 5 seconds.
"""


def mistakes(zh=ZH, en=EN):
    notes = parse_note(zh, path="notes/port.zh.md"), parse_note(en, path="notes/port.en.md")
    return [(path, mistake.line, mistake.message) for path, mistake in twin_mistakes(*notes)]


def test_twins_have_nothing_to_mend_whichever_comes_first():
    assert mistakes() == []
    assert mistakes(EN, ZH) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        (
            "{#lights}",
            "{#lamps}",
            18,
            "The heading {#lights} is missing near port.en.md, line 18; write it there with the same id and level",
        ),
        (
            "## Cranes",
            "### Cranes",
            9,
            "{#cranes} stands in another order or at another level in port.en.md, line 9",
        ),
        (
            "| Feature | Portal crane | Floating crane |\n|---|---|---|\n| Time to prepare | 40 minutes | 90 minutes |",
            "| Feature | Portal crane |\n|---|---|\n| Time to prepare | 40 minutes |",
            11,
            "The table has 3 × 1 cells (columns × rows), and that of port.en.md, line 11 2 × 1; give both",
        ),
        (
            "| Time to prepare | 40 minutes | 90 minutes |\n",
            "",
            11,
            "3 × 1 cells (columns × rows), and that of port.en.md, line 11 3 × 0; give both",
        ),
        (
            "| 40 minutes |",
            "| 45 minutes |",
            13,
            "The number 40 is 45 in port.en.md, line 13; correct one of the two.",
        ),
        ("three quays", "several quays", 7, "The number 3 is missing in port.en.md, line 7; write it there"),
        ("2 nautical", "12 nautical", 21, "The number 12 of port.en.md, line 21 is missing; write it here"),
        ("Range: 2 nautical miles", "Range: far", 21, ""),
        (
            "1. Moor",
            "- Moor",
            15,
            "a list item, and in port.en.md, line 15 a list item of another depth or numbering",
        ),
        (
            "- Height",
            "Height",
            20,
            "Here is a list item, and in port.en.md, line 20 a paragraph; give both the same",
        ),
        (
            "\n2. Lower the hook.",
            "",
            16,
            "Here is a list item that is missing below port.en.md, line 9; write it there",
        ),
        (
            "{#q1}",
            "{#q2}",
            23,
            "The question has the id “q1”, and that of port.en.md, line 23 “q2”; write the same.",
        ),
        (
            "\n- C. The green one",
            "",
            23,
            "The question has 3 options, and that of port.en.md, line 23 2; give both the same.",
        ),
        (
            "Answer: B",
            "Answer: C",
            23,
            "The answer is B, and in port.en.md, line 23 C; put the options into the same",
        ),
        ("every 5 seconds?", "every 6 seconds?", 23, "The number 5 is 6 in port.en.md, line 23"),
        ("every 5 seconds.", "every 7 seconds.", 31, "The number 5 is 7 in port.en.md, line 31"),
        (
            "\nExplanation: the white one flashes every 5 seconds.\n",
            "",
            23,
            "The explanation follows the question, and none in",
        ),
    ],
)
def test_a_difference_is_told_with_both_places_and_what_to_do(old, new, line, sentence):
    assert EN.count(old) == 1
    found = mistakes(en=EN.replace(old, new))
    if not sentence:
        # Numbers in words only excuse: a lost 两 is no alarm.
        assert found == []
        return
    assert ("notes/port.zh.md", line) in {one[:2] for one in found}
    assert any(sentence in message for _path, at, message in found if at == line), found


def test_what_only_the_second_note_has_is_told_there():
    found = mistakes(en=EN.replace("2. Lower the hook.", "2. Lower the hook.\n3. Lift."))
    assert found == [
        (
            "notes/port.en.md",
            17,
            "Here is a list item that is missing below port.zh.md, line 9; write it there, or take it out.",
        )
    ]


def test_a_heading_that_only_the_second_note_has_is_told_there():
    found = mistakes(en=EN.replace("## Lights", "## Fog {#fog}\n\n## Lights"))
    assert [one[:2] for one in found] == [("notes/port.en.md", 18)]
    assert "The heading {#fog} is missing near port.zh.md, line 18" in found[0][2]


def test_numbers_in_headings_and_options_are_compared():
    zh = ZH.replace("## 灯塔", "## 4 座灯塔").replace("C. 绿灯", "C. 6 号灯")
    en = EN.replace("## Lights", "## Five lights").replace("C. The green one", "C. Number 9")
    assert [(at, message.split(" in port")[0]) for _path, at, message in mistakes(zh, en)] == [
        (18, "The number 4 is missing"),
        (27, "The number 6 is 9"),
    ]


def test_sections_in_another_order_are_told_once():
    crane, light = EN.index("## Cranes"), EN.index("## Lights")
    turned = EN[:crane] + EN[light:] + "\n" + EN[crane:light]
    found = mistakes(en=turned)
    assert len(found) == 1
    assert "stands in another order or at another level" in found[0][2]


def test_headings_of_both_without_an_id_are_told_but_titles_need_none():
    found = mistakes(*(text.replace(" {#harbour}", "").replace(" {#cranes}", "") for text in (ZH, EN)))
    assert found == [
        (
            "notes/port.zh.md",
            9,
            "The heading has no id, nor has port.en.md, line 9; write the same {#id} behind both.",
        )
    ]


def test_one_missing_block_does_not_bring_findings_about_all_that_follows():
    found = mistakes(en=EN.replace("- Height: 25 metres\n", ""))
    assert [at for _path, at, _message in found] == [21]


@pytest.mark.parametrize("text", ["", "港口\n", "# 港口\n", "- a\n- b\n"])
def test_notes_without_sections_are_compared_too(text):
    assert mistakes(text, text) == []
    assert mistakes(text, text + "\n\n```\nx\n```\n") != []
