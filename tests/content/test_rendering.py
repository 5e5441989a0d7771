"""Notes as HTML that knows its lines."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from content.core.parsing import parse_note
from content.core.rendering import cite, render_note

CORPUS = sorted((Path(__file__).resolve().parents[1] / "corpus").glob("*.*"))


def render(source: str, path: str = "note.zh.md") -> str:
    return render_note(parse_note(source, path=path))


def cited(html: str) -> list[str]:
    return re.findall(r'<(\w+)[^>]*data-lines="([\d-]+)" class="cited', html) and [
        f"{tag} {lines}"
        for tag, lines in re.findall(r'<(\w+)(?=[^>]*class="cited)[^>]*data-lines="([\d-]+)"', html)
    ]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            "## 潮汐\n### 大潮 {#spring}",
            '<h2 id="潮汐" data-lines="1-1"><span id="L1">潮汐</span></h2>\n'
            '<h3 id="spring" data-lines="2-2"><span id="L2">大潮</span></h3>',
        ),
        (
            "## t\n正文 **重点** and `code`",
            '<p id="L2" data-lines="2-2">正文 <strong>重点</strong> and <code>code</code></p>',
        ),
        ("## t\n潮差: 最大", '<p class="pair" id="L2" data-lines="2-2"><strong>潮差</strong>: 最大</p>'),
        ("> 甲\n> 乙", '<blockquote id="L1" data-lines="1-2"><p>甲<br>\n乙</p></blockquote>'),
        ("```\na < b\n```", '<pre id="L1" data-lines="1-3"><code>a &lt; b</code></pre>'),
        ("甲\n\n---", '<hr id="L3" data-lines="3-3">'),
    ],
)
def test_each_block_is_an_element_with_its_lines(source: str, html: str) -> None:
    assert html in render(source)


def test_lists_nest_and_an_outer_item_spans_its_inner_ones() -> None:
    html = render("- 甲\n  1. 乙\n  2. 丙\n- 丁").replace("\n", "")
    assert html == (
        '<ul><li id="L1" data-lines="1-3"><span data-lines="1-1">甲</span><ol><li id="L2" data-lines="2-2">乙</li>'
        '<li id="L3" data-lines="3-3">丙</li></ol></li><li id="L4" data-lines="4-4">丁</li></ul>'
    )


def test_a_table_scrolls_in_its_own_box_and_aligns_by_class() -> None:
    html = render("| 月相 | 潮差 |\n|---|--:|\n| 朔 | 大 |")
    assert '<div class="table-scroll"><table data-lines="1-3">' in html
    assert '<tr id="L3" data-lines="3-3"><td>朔</td><td class="align-right">大</td></tr>' in html
    assert "style=" not in html


@pytest.mark.parametrize(("path", "word"), [("q.zh.md", "答案"), ("q.en.md", "Answer")])
def test_a_quiz_hides_its_answer_in_details(path: str, word: str) -> None:
    html = render("何时大潮？\nA. 新月\nB. 上弦月\n答案：A，引力叠加。", path)
    assert html.startswith('<section class="quiz" id="L1" data-lines="1-4">')
    assert f"<summary>{word}</summary>" in html
    assert html.index("<details") < html.index("引力叠加")


def test_the_title_is_not_repeated_but_its_address_stays() -> None:
    html = render("# 潮汐\n## 大潮")
    assert html == '<span id="潮汐"></span>\n<h2 id="大潮" data-lines="2-2"><span id="L2">大潮</span></h2>'


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "正文 <img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "# <b onclick=x>标题</b>",
        "| <iframe src=x> | b |\n|---|---|\n| <svg/onload=x> | 2 |",
        "- <a href='javascript:x'>y</a>",
        "键: <style>*{}</style>",
        "```\n</code><script>x</script>\n```",
        "[x](JaVaScRiPt:alert(1))",
        "[x](//evil.example/)",
    ],
)
def test_nothing_in_a_note_becomes_active_content(source: str) -> None:
    html = render(source)
    assert not re.search(
        r"<(?:script|img|iframe|svg|style|b)\b|<[^>]*\b(?:on\w+|style)=|<[^>]*\bhref=", html, re.IGNORECASE
    )


def test_links_to_the_web_mail_and_headings_are_kept() -> None:
    html = render("看 [甲](https://example.org/a) 和 [乙](#大潮) 或 [丙](mailto:a@example.org)")
    assert re.findall(r'href="([^"]*)"', html) == ["https://example.org/a", "#大潮", "mailto:a@example.org"]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_ids_are_unique_and_every_block_can_be_pointed_to(path: Path) -> None:
    note = parse_note(path.read_text(encoding="utf-8"), path=path.name)
    html = render_note(note)
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for block in note.blocks:
        hidden = block.kind == "front_matter" or (
            block.kind == "heading" and block.path[-1].text == note.title
        )
        assert hidden or f"L{block.lines[0]}" in ids
    assert render_note(note) == html


@pytest.mark.parametrize(
    ("lines", "elements"),
    [
        ((3, 3), ["p 3-3"]),
        ((5, 5), ["span 5-5"]),
        ((6, 6), ["li 6-6"]),
        ((5, 7), ["span 5-5", "li 6-6", "li 7-7"]),
        ((11, 11), ["tr 11-11"]),
        ((1, 1), ["h2 1-1"]),
        ((40, 41), []),
        ((13, 13), ["p 13-14"]),
    ],
)
def test_citing_marks_the_smallest_elements_on_the_lines(lines: tuple[int, int], elements: list[str]) -> None:
    html = render(
        "## 潮汐\n\n正文一句话。\n\n- 甲\n  - 乙\n- 丙\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n第一行没有写完\n第二行。\n\n## 完"
    )
    assert cited(cite(html, lines)) == elements
    assert re.sub(r' class="cited"', "", cite(html, lines)) == html


def test_citing_keeps_the_classes_an_element_has() -> None:
    assert 'class="cited pair"' in cite(render("## t\n潮差: 最大"), (2, 2))


@pytest.mark.parametrize(
    "source",
    [
        "[" * 25_000,
        "*_`<(" * 3_000,
        "\n".join("  " * depth + "- x" for depth in range(300)),
        ("[" * 150 + "\n\n") * 300,
        ("**a " * 45 + "\n\n") * 300,
    ],
)
def test_hostile_text_renders_in_little_time(source: str) -> None:
    started = time.process_time()
    assert render(source)
    assert time.process_time() - started < 3
