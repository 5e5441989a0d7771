"""Bytes to text, text to lines."""

from __future__ import annotations

import pytest

from content.core.text import UndecodableNote, decode_note, display_width, match_form, split_lines

SIMPLIFIED = "这是一份关于潮汐的学习笔记，我们从中可以知道海水为什么会上涨。\n第二行也有内容。\n"
TRADITIONAL = "這是一份關於潮汐的學習筆記，我們從中可以知道海水為什麼會上漲。\n第二行也有內容。\n"
ENGLISH = "Tides rise and fall — twice a day.\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (ENGLISH, "utf-8", "utf-8"),
        (SIMPLIFIED + ENGLISH, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        ("ECS 與 Fargate 的差別，在於誰來管理機器。\n", "big5", "big5"),
        (SIMPLIFIED, "utf-16", "utf-16"),
    ],
)
def test_each_encoding_comes_back_as_the_text_that_was_written(text: str, codec: str, name: str) -> None:
    assert decode_note(text.encode(codec)) == (text, name, ())


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"\x00" * 400,
        b"\x01\x02\x03\x04text\x05\x06\x07" * 40,
        b"caf\xe9 na\xefve r\xe9sum\xe9 d\xe9j\xe0 vu",
        b"\xff\xfe\x00\xd8a",
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UndecodableNote, match=r"^[A-Z].*\.$"):
        decode_note(data)


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("潮\u200b汐", "潮汐"),
        ("a\u202eb", "ab"),
        ("a\x00b", "ab"),
        ("x\ufeffy", "xy"),
        ("a\x0cb", "ab"),
    ],
)
def test_characters_nobody_can_see_are_removed_and_reported_by_line(source: str, clean: str) -> None:
    text, _, remarks = decode_note(f"first line of some length\n{source}\nthird".encode())
    assert text == f"first line of some length\n{clean}\nthird"
    assert [(remark.line, remark.code) for remark in remarks] == [(2, "hidden-characters")]


def test_tabs_and_all_line_ends_survive_cleaning() -> None:
    assert decode_note(b"a\tb\r\nc\xe2\x80\x8b\rd\n")[0] == "a\tb\r\nc\rd\n"


def test_only_real_line_ends_end_lines() -> None:
    assert split_lines("a\r\nb\rc\nd\x0ce\x85f\u2028g\n") == ["a", "b", "c", "d\x0ce\x85f\u2028g"]
    assert split_lines("") == []
    assert split_lines("a\n\n") == ["a", ""]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ＥＣＳ  服务", "ecs 服务"),
        ("Auto\u3000Scaling ", "auto scaling"),
        ("（弹性）", "(弹性)"),
    ],
)
def test_matching_ignores_width_case_and_spacing(text: str, form: str) -> None:
    assert match_form(text) == form


def test_chinese_characters_take_two_columns() -> None:
    assert (display_width("ab"), display_width("潮汐ab，")) == (2, 8)
