"""Reading ``review.yaml``: what it may say, and a clear sentence with a line for what it may not."""

from __future__ import annotations

import pytest

from content.core.yaml_nodes import YamlMistake
from quizzes.core.decisions import Decision, Decisions, RepairedTable, Resolution, Wording
from quizzes.core.review_file import parse_review

WHOLE = """
questions:
  4f2a90c1d3e7: {status: approved, hash: 012345678901}
  51d0aa7e9c42:
    status: rejected
    hash: 12e456789012
    reason: 两个选项都对。
  7c55e0f1a2b3:
    status: approved
    hash: 6d7e8f901a2b
    text:
      zh: {stem: 哪种布最轻？, choices: [丝绸, "1.50", yes], explanation: ''}
      en: {stem: "Which cloth is lightest?"}
tables:
  t1:
    header: [特性, 丝绸, 亚麻]
    rows:
      - [价格, 昂贵, ~]
      - [厚度, 2, 3]
conflicts:
  c1: {keep: "cloth.zh.md:12", reason: checked}
  c2: {keep: 文件存储}
  c3: {both: true, reason: one speaks of thread}
"""


def test_every_section_is_read_with_the_lines_it_stands_on() -> None:
    decisions = parse_review(WHOLE)
    assert decisions.questions == {
        "4f2a90c1d3e7": Decision("approved", "012345678901", line=3),
        "51d0aa7e9c42": Decision("rejected", "12e456789012", "两个选项都对。", line=5),
        "7c55e0f1a2b3": Decision(
            "approved",
            "6d7e8f901a2b",
            texts={
                "zh": Wording("哪种布最轻？", ("丝绸", "1.50", "yes"), ""),
                "en": Wording("Which cloth is lightest?"),
            },
            line=9,
        ),
    }
    assert decisions.tables == {
        "t1": RepairedTable(("特性", "丝绸", "亚麻"), (("价格", "昂贵", ""), ("厚度", "2", "3")), line=16)
    }
    assert decisions.conflicts == {
        "c1": Resolution(note="cloth.zh.md", note_line=12, reason="checked", line=21),
        "c2": Resolution(value="文件存储", line=22),
        "c3": Resolution(both=True, reason="one speaks of thread", line=23),
    }


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "questions:\n", "questions: {}\ntables:\nconflicts:\n"]
)
def test_an_empty_file_or_section_decides_nothing(text: str) -> None:
    assert parse_review(text) == Decisions()


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("questions: [", 1, "not valid YAML"),
        ("- a\n- b\n", 1, "The review file must be a list of `name: value` lines."),
        ("questions:\n  - a\n", 2, "`questions:` must be a list of `name: value` lines."),
        ("question:\n  a: b\n", 1, "has 'question'; it can have questions, tables, conflicts."),
        ("questions:\n\n  k: yes\n", 3, "Question k must have status, hash, reason, text."),
        ("questions:\n  k: {status: fine, hash: a}\n", 2, "the status 'fine'; it must be one of draft"),
        (
            "questions:\n  k:\n    hash: a\n    state: b\n",
            4,
            "Question k has 'state'; it can have status, hash",
        ),
        ("questions:\n  k: {status: approved}\n", 2, "Question k has no hash; add the hash"),
        ("questions:\n  k: {status: draft, text: {zh: {stem: a}}}\n", 2, "Question k has no hash"),
        ("questions:\n  a: {status: draft}\n  a: {status: draft}\n", 3, "has 'a' twice; keep one of them."),
        ("questions:\n  k:\n    status: draft\n    hash: [a]\n", 4, "Question k hash must be a text."),
        ("questions:\n  ? [a]\n  : b\n", 2, "A name in `questions:` must be a text."),
        (
            "questions:\n  k:\n    status: draft\n    hash: a\n    text:\n      fr: {stem: a}\n",
            6,
            "has 'fr'; it can have zh, en, mixed.",
        ),
        (
            "questions:\n  k:\n    status: draft\n    hash: a\n    text:\n      zh:\n        choices: a\n",
            7,
            "Question k, zh, choices must be a list of texts.",
        ),
        (
            "questions:\n  k:\n    status: draft\n    hash: a\n    text:\n      zh: {choices: [a, '']}\n",
            6,
            "Question k, zh, has an empty stem or choice; write it out.",
        ),
        ("tables:\n  t: {header: [a, b]}\n", 2, "Table t must have a `header:` and a list of `rows:`."),
        ("tables:\n  t:\n    header: [a, b]\n    rows:\n      - [c]\n", 5, "has 1 cells, its header 2."),
        ("tables:\n  t:\n    header: [a, [b]]\n    rows: []\n", 3, "must be a text."),
        ("conflicts:\n  c: {reason: a}\n", 2, "Conflict c must have either `keep:`"),
        ("conflicts:\n  c: {keep: a, both: true, reason: b}\n", 2, "Conflict c must have either `keep:`"),
        ("conflicts:\n  c: {both: no, reason: b}\n", 2, "Conflict c must have either `keep:`"),
        ("conflicts:\n  c: {both: true}\n", 2, "Conflict c keeps both claims; say in `reason:`"),
        ("a: " + "[" * 3000 + "]" * 3000, 1, "nested too deeply"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_its_line(text: str, line: int, sentence: str) -> None:
    with pytest.raises(YamlMistake) as error:
        parse_review(text)
    assert sentence in str(error.value)
    assert error.value.line == line
    assert str(error.value).endswith(".")
