"""What was left in the other language."""

from __future__ import annotations

import pytest

from content.core.parsing import parse_note
from content.core.untranslated import untranslated

ZH = """# 容器 {#containers}

Docker 用 Compose 启动几个容器，网络模式有 awsvpc。

## Docker Compose {#compose}

| 方面 | Docker | awsvpc |
|---|---|---|
| 命令 | `docker run hello` | Compose |

### 用哪一个？ {#q1}

- A. App Runner
- B. Compose

答案：B

解析：Compose 读一个文件。
"""
EN = """# Containers {#containers}

Docker (“容器”) starts with `启动` in code.

## Compose {#compose}

| Aspect | Docker |
|---|---|
| Command | run |

### Which one? {#q1}

- A. App Runner
- B. Compose

Answer: B

Explanation: Compose reads a file.
"""


def found(text, language):
    note = parse_note(text, path=f"containers.{language}.md")
    return [(remark.line, remark.message) for remark in untranslated(note)]


@pytest.mark.parametrize(("text", "language"), [(ZH, "zh"), (EN, "en")])
def test_names_and_code_need_no_translation(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        (
            "## Docker Compose",
            "## Common mistakes",
            5,
            "The heading “Common mistakes” is not in Chinese; translate it.",
        ),
        ("## Docker Compose", "## Limits", 5, "The heading “Limits” is not in Chinese"),
        ("| 方面 |", "| Aspect |", 7, "The header row “Aspect | Docker | awsvpc” is not in Chinese"),
        ("| 命令 |", "| the command |", 9, "The table row “the command | "),
        (
            "### 用哪一个？",
            "### Which one fits best?",
            11,
            "The question “Which one fits best?” is not in Chinese",
        ),
        ("App Runner", "the other one", 13, "The option “the other one” is not in Chinese"),
        (
            "Compose 读一个文件。",
            "Compose reads a file.",
            18,
            "The explanation “Compose reads a file.” is not in",
        ),
        (
            "Docker 用 Compose 启动几个容器，网络模式有 awsvpc。",
            "Docker starts it.",
            3,
            "The text “Docker starts it.” is",
        ),
    ],
)
def test_english_in_a_chinese_note_is_told_with_its_line(old, new, line, sentence):
    remarks = found(ZH.replace(old, new, 1), "zh")
    assert any(at == line and sentence in message for at, message in remarks), remarks


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("## Compose", "## 常见误解", 5, "The heading “常见误解” is not in English; translate it."),
        ("| Aspect |", "| 方面 |", 7, "The header row “方面 | Docker” is not in English"),
        ("| run |", "| 运行 |", 9, "The table row “Command | 运行” is not in English"),
        ("Which one?", "Which 一个?", 11, "The question “Which 一个?” is not in English"),
        ("App Runner", "别的", 13, "The option “别的” is not in English"),
        ("Compose reads a file.", "读文件。", 18, "The explanation “读文件。” is not in English"),
        ("Docker (“容器”) starts", "容器 starts", 3, "The text “容器 starts with"),
    ],
)
def test_chinese_in_an_english_note_is_told_with_its_line(old, new, line, sentence):
    remarks = found(EN.replace(old, new, 1), "en")
    assert any(at == line and sentence in message for at, message in remarks), remarks


def test_notes_in_mixed_language_have_nothing_untranslated():
    note = parse_note("# 容器\n\n## Common mistakes\n", path="x.md", language="mixed")
    assert untranslated(note) == ()
