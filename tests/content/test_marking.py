"""Pieces set into a rendered note, and two languages of it side by side."""

from __future__ import annotations

import pytest

from content.core.marking import align, anchor_of, anchors, room_below, set_in, without_ids
from content.core.parsing import parse_note
from content.core.rendering import render_note

NOTE = """# Harbour

A harbour shelters ships.

## Depth

| | tide | channel |
|---|---|---|
| Measured by | gauge | lead |

- first
- second
  - below

## Lights

    code
"""


def rendered(text: str = NOTE) -> str:
    return render_note(parse_note(text, path="harbour.en.md", language="en"))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((3, 3), "A harbour"),
        ((9, 9), "Measured by"),
        ((11, 11), "first"),
        ((12, 12), "second"),
        ((13, 13), "below"),
        ((12, 13), "second"),
    ],
)
def test_a_piece_comes_right_before_the_words_of_its_lines(lines, text):
    html = rendered()
    place = anchor_of(anchors(html), lines)
    assert set_in(html, [(place.position, "@")]).split("@")[1].startswith(text)


@pytest.mark.parametrize("lines", [(1, 1), (5, 5), (99, 99)])
def test_a_heading_and_lines_that_are_not_shown_have_no_place(lines):
    assert anchor_of(anchors(rendered()), lines) is None


def test_setting_in_changes_nothing_else():
    html = rendered()
    pieces = [(place.position, "@") for place in anchors(html)]
    assert len(pieces) >= 6
    assert set_in(html, reversed(pieces)).replace("@", "") == html


def test_rows_begin_at_the_headings_that_both_share_in_order():
    left = '<p>a</p><h2 id="x">X</h2><p>b</p><h2 id="only">O</h2><p>c</p><h2 id="y">Y</h2>'
    right = '<p>1</p><h2 id="x">甲</h2><p>2</p><h2 id="y">乙</h2><p>3</p>'
    assert align(left, right) == [
        ("<p>a</p>", "<p>1</p>"),
        ('<h2 id="x">X</h2><p>b</p><h2 id="only">O</h2><p>c</p>', '<h2 id="x">甲</h2><p>2</p>'),
        ('<h2 id="y">Y</h2>', '<h2 id="y">乙</h2><p>3</p>'),
    ]


@pytest.mark.parametrize("order", ["xyz", "zyx", "yxz", "z", "", "abc"])
def test_no_text_is_lost_whatever_the_other_side_has(order):
    left = "<p>a</p>" + "".join(f'<h2 id="{name}">{name}</h2>' for name in "xyz")
    right = "<p>b</p>" + "".join(f'<h2 id="{name}">{name}</h2>' for name in order)
    rows = align(left, right)
    assert "".join(one for one, _other in rows) == left
    assert "".join(other for _one, other in rows) == right


def test_the_twin_loses_its_ids_and_nothing_else():
    assert (
        without_ids('<h2 id="a" data-lines="1-1"><span id="L1">id="b"</span></h2>')
        == '<h2 data-lines="1-1"><span>id="b"</span></h2>'
    )


@pytest.mark.parametrize(
    ("html", "lines", "before"),
    [
        ('<p data-lines="3-4">one <em>two</em></p><p>three</p>', (4, 4), "<p>three</p>"),
        ('<ul><li data-lines="3-3">one</li><li data-lines="4-4">two</li></ul>', (3, 3), '</li><li data-lines="4-4">'),
        ('<ul><li data-lines="3-4"><span data-lines="3-3">one</span><ul><li data-lines="4-4">x</li></ul></li></ul>',
         (3, 3), "<ul><li data-lines=\"4-4\">x"),
        ('<ul><li data-lines="3-4"><span data-lines="3-3">one</span><ul><li data-lines="4-4">x</li></ul></li></ul>',
         (4, 4), "</li></ul></li></ul>"),
        ('<div class="table-scroll"><table data-lines="3-5"><tr data-lines="5-5"><td>a</td></tr></table></div><p>b</p>',
         (5, 5), "<p>b</p>"),
        ('<section data-lines="3-9"><p data-lines="3-3">a</p><div>b</div></section><p>c</p>', (7, 7), "<p>c</p>"),
    ],
)  # fmt: skip
def test_a_block_finds_room_below_the_smallest_element_that_shows_its_lines(html, lines, before):
    place = room_below(html, lines)
    assert place is not None
    assert html[place:].startswith(before)


@pytest.mark.parametrize(
    "html", ["", "<p>no lines</p>", '<h2 data-lines="3-3">a</h2>', '<p data-lines="3-3">broken']
)
def test_where_nothing_shows_the_lines_there_is_no_room(html):
    assert room_below(html, (3, 3)) is None
