"""The report of inspecting as people read it: every kind of question, glued tables and conflicts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from quizzes.inspection_text import emphasised
from tests.quizzes.test_generation_sets import EN, ZH

STEPS_ZH = """# 丝绸 {#silk}

## 丝绸的制作步骤 {#steps}

1. 在春天采摘新鲜的桑叶
2. 用桑叶喂养刚孵化的蚕
3. 把蚕茧放进热水里煮软
4. 从蚕茧上抽出细长的丝线
"""
STEPS_EN = """# Silk {#silk}

## How to make silk {#steps}

1. Pick the fresh leaves of the mulberry tree
2. Feed the leaves to the newly hatched worms
3. Boil the cocoons in a pot of hot water
4. Reel a long thread from the cocoons
"""
GLUED = "# 存储\n\nEBS 是块存储。EFS 是文件存储。\n\n特性EBSEFS\n存储类型块存储文件存储\n是否共享不可以可以\n价格便宜较贵\n"


def printed(folder: Path, **notes: str) -> list[str]:
    for name, text in notes.items():
        (folder / f"{name.replace('_', '.')}.md").write_text(text, "utf-8")
    out = io.StringIO()
    call_command("inspect_notes", str(folder), format="text", stdout=out)
    return out.getvalue().splitlines()


def questions(lines: list[str], kind: str) -> list[list[str]]:
    """The lines of each question of ``kind``: where it stands, stem, options, explanation."""
    heads = [number for number, line in enumerate(lines) if f" [{kind} " in line]
    return [lines[head : lines.index("", head)] for head in heads]


def test_a_matching_question_shows_what_belongs_to_each_term(tmp_path: Path) -> None:
    zh, en = questions(printed(tmp_path, fabrics_zh=ZH, fabrics_en=EN), "matching")[:2]
    for question, names, text in ((zh, {"丝绸", "亚麻", "羊毛"}, ZH), (en, {"Silk", "Linen", "Wool"}, EN)):
        pairs = [line.strip().split(" ← ") for line in question[2:-1]]
        assert {partner for partner, _ in pairs} == names
        assert all(f"| {said} |" in text for _, said in pairs)
        assert "*" not in "".join(question)


def test_an_ordering_question_shows_its_steps_numbered_in_the_right_order(tmp_path: Path) -> None:
    lines = printed(tmp_path, silk_zh=STEPS_ZH, silk_en=STEPS_EN)
    zh, en = questions(lines, "ordering")
    assert [line.strip() for line in zh[2:6]] == [
        "1. 在春天采摘新鲜的桑叶",
        "2. 用桑叶喂养刚孵化的蚕",
        "3. 把蚕茧放进热水里煮软",
        "4. 从蚕茧上抽出细长的丝线",
    ]
    assert en[2].strip() == "1. Pick the fresh leaves of the mulberry tree"


def test_a_negative_question_shows_its_negation_and_what_its_key_is_true_of(tmp_path: Path) -> None:
    for language, text, negation in (("zh", ZH, "【不】"), ("en", EN, " NOT ")):
        shown = questions(printed(tmp_path, **{f"fabrics_{language}": text}), "negative")
        assert shown
        for question in shown:
            if ".md:" in question[0] and f".{language}.md" in question[0]:
                assert negation in question[1]
                assert "*" not in question[1]
            (key,) = [line for line in question[2:-1] if line.startswith("    * ")]
            assert "(true of " in key
            assert sum("(true of " in line for line in question) == 1


def test_a_multiple_question_marks_every_right_option_and_says_whose_the_wrong_ones_are(
    tmp_path: Path,
) -> None:
    shown = questions(printed(tmp_path, fabrics_zh=ZH), "multiple")
    assert shown
    for question in shown:
        options = question[2:-1]
        marked = [line.startswith("    * ") for line in options]
        assert sum(marked) == 2
        assert [("(true of " in line) for line in options] == [not one for one in marked]
        assert question[-1].startswith("    → ")


def test_every_question_says_how_a_review_file_names_it(tmp_path: Path) -> None:
    lines = printed(tmp_path, fabrics_zh=ZH)
    stems = [question[1] for question in questions(lines, "attribute")]
    assert stems
    assert all(stem.endswith(")") and "(key " in stem and ", hash " in stem for stem in stems)


def test_a_glued_table_shows_what_confirming_it_takes_until_it_is_confirmed(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("title: T\n", "utf-8")
    lines = printed(tmp_path, storage_zh=GLUED)
    at = next(number for number, line in enumerate(lines) if "[glued, not confirmed]" in line)
    key = lines[at].rpartition("(key ")[2].rstrip(")")
    assert lines[at + 1 : at + 5] == [
        "    header: 特性 | EBS | EFS",
        "    line 6: 存储类型 | 块存储 | 文件存储",
        "    line 7: 是否共享 | 不可以 | 可以",
        "    line 8: 价格 | 便宜 | 较贵",
    ]
    (tmp_path / "review.yaml").write_text(
        f"tables:\n  {key}:\n    header: [特性, EBS, EFS]\n    rows:\n      - [存储类型, 块存储, 文件存储]\n",
        "utf-8",
    )
    lines = printed(tmp_path)
    at = next(number for number, line in enumerate(lines) if "[glued, confirmed]" in line)
    assert lines[at].endswith(f"(key {key})")
    assert not any(line.strip().startswith("line 6") for line in lines[at:])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("哪一项**不**正确？", "哪一项【不】正确？"),
        ("Which is **not** true?", "Which is NOT true?"),
        ("mixed：**不 not**", "mixed：【不 not】"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
    ],
)  # fmt: skip
def test_bold_words_stand_out_without_their_marks(text: str, shown: str) -> None:
    assert emphasised(text) == shown
