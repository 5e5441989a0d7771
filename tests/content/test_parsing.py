"""What each kind of line becomes."""

from __future__ import annotations

import pytest

from content.core.document import BlockKind, ParsedNote
from content.core.parsing import parse_note
from tests.content.parsed_notes import CORPUS_DIR, SEEDS, codes, of_kind, parse, read


def shapes(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.plain) for block in parse(text).blocks]


def outline(note: ParsedNote) -> list[tuple[int, str]]:
    return [(block.level, block.path[-1].text) for block in note.blocks if block.kind is BlockKind.HEADING]


# -- headings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "level", "text", "name"),
    [
        ("## 潮汐", 2, "潮汐", "潮汐"),
        ("##潮汐：", 2, "潮汐", "潮汐"),
        ("### Lock gates ###", 3, "Lock gates", "lock-gates"),
        ("# C#", 1, "C#", "c"),
        ("## Fargate 与 ECS {#pair}", 2, "Fargate 与 ECS", "pair"),
        ("## 2.1 概念", 2, "概念", "概念"),
    ],
)
def test_a_line_with_marks_is_a_heading(line: str, level: int, text: str, name: str) -> None:
    heading = parse(line).blocks[0].path[-1]
    assert (heading.level, heading.text, heading.id) == (level, text, name)


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        ("蜂箱", "heading"),
        ("Hives", "heading"),
        ("为什么要通风？", "paragraph"),
        ("蜂箱要通风。", "paragraph"),
        ("- 蜂箱", "list_item"),
    ],
)
def test_an_underline_makes_a_heading_only_of_what_can_be_one(above: str, kind: str) -> None:
    blocks = parse(f"{above}\n---\n").blocks
    assert blocks[0].kind == kind
    assert [block.kind for block in blocks[1:]] == ([] if kind == "heading" else [BlockKind.RULE])


def test_dashes_after_a_blank_line_are_a_rule() -> None:
    assert shapes("蜂箱\n\n---\n")[-1] == ("rule", "")


def test_equal_headings_get_different_ids_and_written_ids_come_first() -> None:
    note = parse("# 特点\n## 特点\n## 别的 {#特点-2}\n## 特点\n")
    assert [block.path[-1].id for block in note.blocks] == ["特点", "特点-3", "特点-2", "特点-4"]


def test_numbers_give_headings_their_level() -> None:
    note = read(CORPUS_DIR / "beekeeping.zh.md")
    assert outline(note) == [
        (1, "蜜蜂养殖入门：从蜂箱到蜂蜜"),
        (2, "准备"),
        (3, "选址"),
        (3, "工具"),
        (2, "日常管理"),
        (3, "检查蜂群"),
        (4, "检查流程"),
        (5, "打开箱盖"),
        (5, "提出巢脾"),
        (3, "记录"),
        (3, "收尾"),
    ]


def test_a_lone_number_carries_on_the_numbering_of_the_marked_headings() -> None:
    note = read(CORPUS_DIR / "tea.zh.txt")
    assert outline(note) == [(1, "简介"), (1, "基本概念"), (2, "绿茶 (Green tea)"), (2, "红茶 (Black tea)")]


def test_short_lines_alone_head_a_note_that_marks_none_and_generic_ones_hang_below() -> None:
    note = read(CORPUS_DIR / "looms.zh.txt")
    assert outline(note) == [
        (1, "织机"),
        (2, "织机的分类"),
        (1, "梭织机"),
        (2, "什么是梭织机"),
        (2, "特点"),
        (1, "喷气织机(Air Jet Loom)"),
        (2, "使用场景"),
        (1, "剑杆织机(Rapier Loom)"),
        (2, "比较"),
        (2, "注意"),
    ]


def test_short_lines_stay_paragraphs_in_a_note_with_marked_headings() -> None:
    assert ("paragraph", "梭织机") in shapes("# 织机\n\n梭织机\n\n正文。\n")


# -- running text --------------------------------------------------------------------------------------


def test_a_sentence_wrapped_over_blank_lines_becomes_one_paragraph() -> None:
    note = read(CORPUS_DIR / "looms.zh.txt")
    wrapped = [
        block.lines for block in of_kind(note, BlockKind.PARAGRAPH) if block.lines[0] != block.lines[1]
    ]
    assert wrapped == [(13, 17), (31, 33)]
    assert "早期的工匠们已经懂得" in of_kind(note, BlockKind.PARAGRAPH)[0].plain


def test_english_lines_are_joined_with_a_space_and_chinese_ones_without() -> None:
    english = "The lock keeper opens the paddles slowly so that the water in the chamber\nrises evenly."
    chinese = "守闸人慢慢打开闸门上的小水阀让闸室里的水位平稳上升直到与上游的河道齐平为止然后\n再开闸。"
    assert shapes(english) == [("paragraph", english.replace("\n", " "))]
    assert shapes(chinese) == [("paragraph", chinese.replace("\n", ""))]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("价格: 低廉", ("价格", "低廉")),
        ("价格：低廉", ("价格", "低廉")),
        ("Pound lock: a chamber", ("Pound lock", "a chamber")),
        ("**Flash lock**: one gate", ("Flash lock", "one gate")),
        ("**粘土：** 软", ("粘土", "软")),
        ("`RUN`：运行", ("RUN", "运行")),
        ("ECS 服务：托管 containers", ("ECS 服务", "托管 containers")),
        ("https://example.org/x", None),
        ("14:03 开闸", None),
        ("14:03", None),
        ("他说，这样: 不好", None),
        ("需要以下工具：", None),
        ("a very long key that nobody would call a key at all: value", None),
        ("x = {a: 1}", None),
    ],
)
def test_a_short_key_before_a_colon_is_a_pair(line: str, pair: tuple[str, str] | None) -> None:
    block = parse(f"# t\n\n{line}\n").blocks[1]
    assert (block.kind is BlockKind.KEY_VALUE) == (pair is not None)
    assert (block.key, block.value) == (pair or ("", ""))
    item = parse(f"- {line}\n").blocks[0]
    assert (item.key, item.value) == (pair or ("", ""))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("水深: 航道常年由挖泥船维护，满载的远洋货轮在任何潮位都可以安全进出，无需等候。", "货物: 散货"),
        ("水深：航道常年由挖泥船维护，满载的远洋货轮在任何潮位都可以安全进出而无需等候", "货物：散货"),
        (
            "Depth: dredged all year round, so that loaded ships come and go at any state of the tide",
            "Cargo: coal",
        ),
        ("吞吐量: the quay handles about 400 ships a year, 多数是在附近海域作业的散货船和渔船", "Cargo：煤"),
    ],
)
def test_a_pair_below_a_long_pair_is_a_pair_of_its_own(first: str, second: str) -> None:
    blocks = parse(f"# 码头\n\n{first}\n{second}\n").blocks[1:]
    assert [block.text for block in blocks] == [first, second]
    assert all(block.key for block in blocks)


@pytest.mark.parametrize(
    ("below", "value", "plain"),
    [
        ("\n  > 见附录。", "散货", "货物: 散货\n见附录。"),
        ("\n  > see the annex\n  > of the port", "散货", "货物: 散货\nsee the annex\nof the port"),
        (
            "\n\n  第二段。\n  "
            + "每年约有四百艘远洋货轮在这里停靠并装卸各类货物然后前往下一个港口去"
            + "\n  补给。",
            "散货",
            "货物: 散货\n第二段。\n每年约有四百艘远洋货轮在这里停靠并装卸各类货物然后前往下一个港口去补给。",
        ),
    ],
)
def test_the_value_of_an_item_ends_where_its_first_paragraph_ends(below: str, value: str, plain: str) -> None:
    block = parse(f"- 货物: 散货{below}\n").blocks[0]
    assert (block.value, block.plain) == (value, plain)


# -- lists ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "items"),
    [
        ("- a\n  - b\n    - c\n- d", [(0, False, "a"), (1, False, "b"), (2, False, "c"), (0, False, "d")]),
        ("  • 甲\n    • 乙\n  • 丙", [(0, False, "甲"), (1, False, "乙"), (0, False, "丙")]),
        ("1. 甲\n2. 乙\n   - 丙", [(0, True, "甲"), (0, True, "乙"), (1, False, "丙")]),
        ("1、甲\n2、乙", [(0, True, "甲"), (0, True, "乙")]),
        ("1) one\n2) two 二", [(0, True, "one"), (0, True, "two 二")]),
        ("* a\n+ b", [(0, False, "a"), (0, False, "b")]),
    ],
)
def test_list_items_know_their_depth_and_order(source: str, items: list[tuple[int, bool, str]]) -> None:
    assert [(block.level, block.ordered, block.plain) for block in parse(source).blocks] == items


def test_lines_indented_under_an_item_belong_to_it() -> None:
    note = parse("# t\n- 釉料\n  `长石 40%`\n\n  还要加水\n外面\n")
    assert [(block.kind.value, block.lines) for block in note.blocks[1:]] == [
        ("list_item", (2, 5)),
        ("paragraph", (6, 6)),
    ]
    assert note.blocks[1].plain == "釉料\n`长石 40%`\n还要加水"


@pytest.mark.parametrize(
    "line", ["**粗体** 开头", "-5 度", "2024 年", "1.5 GB of memory", "*emphasis* first"]
)
def test_what_only_looks_like_a_marker_is_text(line: str) -> None:
    assert shapes(f"# t\n{line}\n")[1] == ("paragraph", line)


# -- tables --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "| 部件 | 材料 |\n|---|:-:|\n| 闸门 | 橡木 \\| 钢 |\n| 门槛 | `a|b` |",
        "部件 | 材料\n--- | :-:\n闸门 | 橡木 \\| 钢\n门槛 | `a|b`",
    ],
)
def test_a_pipe_table_is_read_with_and_without_outer_pipes(source: str) -> None:
    table = parse(source).blocks[0].table
    assert table is not None
    assert [cell.text for cell in table.header] == ["部件", "材料"]
    assert [[cell.text for cell in row] for row in table.rows] == [["闸门", "橡木 | 钢"], ["门槛", "`a|b`"]]
    assert [row[0].line for row in table.rows] == [3, 4]
    assert table.alignments == ("", "center")


def test_ragged_rows_are_padded_and_remarked_and_lose_nothing() -> None:
    note = parse("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n")
    table = note.blocks[0].table
    assert table is not None
    assert [[cell.text for cell in row] for row in table.rows] == [["1", ""], ["1", "2 | 3"]]
    assert codes(note) == [(3, "table-ragged"), (4, "table-ragged")]


@pytest.mark.parametrize(
    ("names", "header"),
    [
        (("特性", "梭织机", "AJL", "RL"), "特性梭织机AJLRL"),
        (("梭织机", "AJL"), "梭织机AJL"),
        (("Air Jet Loom", "RL"), "Air Jet LoomRL"),
    ],
)
def test_the_columns_of_a_glued_table_are_names_the_note_uses(names: tuple[str, ...], header: str) -> None:
    before = "梭织机\n\n喷气织机(Air Jet Loom)\n\n剑杆织机(Rapier Loom)\n\n正文。\n\n"
    note = parse(f"{before}{header}\n慢快中等\n最大较小较小\n\n完。\n")
    glued = of_kind(note, BlockKind.GLUED_TABLE)
    assert [(block.names, block.lines) for block in glued] == [(names, (9, 11))]
    assert codes(note) == [(9, "glued-table")]


def test_three_short_lines_of_ordinary_words_are_no_glued_table() -> None:
    assert shapes("# t\n\nPython\nNode.js\nGo\n")[1] == ("paragraph", "Python\nNode.js\nGo")


# -- code, quotes, residue, front matter ---------------------------------------------------------------


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_fenced_code_is_kept_as_written(fence: str) -> None:
    note = parse(f"正文\n{fence}sh\n# 不是标题\n\n- x\n{fence}\n后面")
    assert [(block.kind.value, block.plain) for block in note.blocks] == [
        ("paragraph", "正文"),
        ("code", "# 不是标题\n\n- x"),
        ("paragraph", "后面"),
    ]


def test_a_fence_left_open_takes_the_rest_and_is_remarked() -> None:
    note = parse("```\ncode\n# x\n")
    assert (note.blocks[0].lines, codes(note)) == ((1, 3), [(1, "open-fence")])


def test_a_quote_is_one_block_without_its_marks() -> None:
    assert shapes("> 甲\n> > 乙\n") == [("quote", "甲\n乙")]


def test_web_residue_tags_and_comments_are_dropped_and_named() -> None:
    note = parse("Skip to main content\n\nimage-20240102030405\n\n<!-- 草稿\n二 -->\n<div>\n\n正文。\n")
    assert [block.plain for block in note.blocks] == ["正文。"]
    assert codes(note) == [(1, "residue"), (3, "residue"), (5, "html"), (6, "html"), (7, "html")]


def test_front_matter_gives_the_title_and_is_a_block() -> None:
    note = parse("---\ntitle: 潮汐\ntags: [a]\n---\n# 别的\n")
    assert (note.title, note.front_matter, note.blocks[0].lines) == (
        "潮汐",
        {"title": "潮汐", "tags": ["a"]},
        (1, 4),
    )


@pytest.mark.parametrize(
    ("front", "line"), [("title: [a\nb: c", 3), ("- a\n- b", 1), ("a: b: c", 2), ("d: 2024-99-99", 1)]
)
def test_broken_front_matter_is_remarked_and_the_note_still_parsed(front: str, line: int) -> None:
    note = parse(f"---\n{front}\n---\n# 潮汐\n")
    assert codes(note) == [(line, "front-matter")]
    assert note.title == "潮汐"


# -- names and languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("notes/ecs.zh.md", "x", ("ecs", "zh")),
        ("ecs.en.md", "潮汐", ("ecs", "en")),
        ("foo.txt", "潮汐是海水的涨落", ("foo", "zh")),
        ("foo.txt", "Tides rise and fall.", ("foo", "en")),
        ("lens.md", "lens 透镜 mirror 镜 light refracts often here", ("lens", "mixed")),
        ("a.b.md", "Amazon ECS 在 EC2 实例上运行 Docker 容器，Fargate 不用 EC2 实例", ("a.b", "zh")),
    ],
)
def test_slug_and_language_come_from_the_name_else_the_text(
    path: str, text: str, expected: tuple[str, str]
) -> None:
    note = parse_note(text, path=path)
    assert (note.slug, note.language) == expected


def test_given_slug_and_language_win() -> None:
    note = parse_note("x", path="a.zh.md", slug="b", language="en")
    assert (note.slug, note.language, note.title) == ("b", "en", "b")


# -- the seed notes, where they are at hand ------------------------------------------------------------

needs_seeds = pytest.mark.skipif(len(SEEDS) < 5, reason="the seed notes are not here")


@needs_seeds
def test_the_seed_without_marks_yields_its_headings_and_glued_tables() -> None:
    note = read(SEEDS[1])
    assert 80 <= len(of_kind(note, BlockKind.HEADING)) <= 92
    assert [block.names for block in of_kind(note, BlockKind.GLUED_TABLE)] == [
        ("EC2实例存储", "EBS存储"),
        ("启动配置", "启动模版"),
        ("CPG", "PPG", "SPG"),
        ("特性", "Amazon S3", "EBS", "EFS"),
        ("管理", "EKS", "ECS"),
        ("EC2", "Fargate"),
    ]


@needs_seeds
def test_the_seed_with_quizzes_yields_both_with_answer_and_explanation() -> None:
    quizzes = [block.quiz for block in read(SEEDS[0]).blocks if block.quiz is not None]
    assert [[option.correct for option in quiz.options] for quiz in quizzes] == [
        [False, False, False, True]
    ] * 2
    assert [quiz.explanation_lines for quiz in quizzes] == [(254, 254), (266, 268)]
