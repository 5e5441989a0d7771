"""Text as search sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.core.pinyin import sort_key, spellings
from content.core.search_text import count_hits, index_tokens, mark_hits, nearest, read_query, words_of


def shown(text: str, query: str, most: int = 200) -> str:
    return "".join(f"[{p.text}]" if p.hit else p.text for p in mark_hits(text, words_of(query), most=most))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("负载均衡器", ("负载", "载均", "均衡", "衡器", "器")),
        ("負載均衡器", ("负载", "载均", "均衡", "衡器", "器")),
        ("ＥＣ２ 实例", ("ec2", "实例", "例")),
        ("Containers, containers!", ("container",)),
        ("t3.micro", ("t3", "micro")),
        ("云", ("云",)),
        ("?!—", ()),
    ],
)
def test_scripts_widths_and_plurals_come_to_the_same_tokens(text, tokens):
    assert index_tokens(text) == tokens


@pytest.mark.parametrize(
    ("text", "words", "tokens", "prefixes"),
    [
        ("负载均衡", ("负载均衡",), ("负载", "载均", "均衡"), ()),
        ("load balan", ("load", "balan"), ("load",), ("balan",)),
        ("云 load", ("云", "load"), (), ("云", "load")),
        ('\' OR "x" *', ("or", "x"), ("or",), ("x",)),
        ("(NEAR)", ("near",), (), ("near",)),
        ("--;%_", (), (), ()),
    ],
)
def test_a_query_is_words_whatever_signs_stand_between(text, words, tokens, prefixes):
    query = read_query(text)
    assert (query.words, query.tokens, query.prefixes) == (words, tokens, prefixes)
    assert bool(query) is bool(words)


@given(st.text(max_size=400))
def test_no_token_of_a_query_holds_anything_but_letters_and_digits(text):
    query = read_query(text)
    assert all(token.isalnum() for token in (*query.tokens, *query.prefixes))
    assert len(query.words) <= 8


@given(st.text(max_size=200), st.text(min_size=1, max_size=10))
def test_marking_hits_leaves_the_text_as_it_is(text, query):
    pieces = mark_hits(text, words_of(query), most=1_000)
    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("用 ALB 做負載均衡", "alb 负载", "用 [ALB] 做[負載]均衡"),
        ("ＡＬＢ 与 NLB", "alb", "[ＡＬＢ] 与 NLB"),
        ("password or order", "or", "password [or] [or]der"),
        ("two containers", "container", "two [containers]"),
    ],
)
def test_what_was_looked_for_is_marked_where_a_word_begins(text, query, marked):
    assert shown(text, query) == marked


def test_a_long_text_is_cut_around_its_first_hit():
    assert shown("一" * 300 + "灯塔" + "二" * 300, "灯塔", most=60) == (f"…{'一' * 20}[灯塔]{'二' * 38}…")


def test_hits_count_each_word_once_and_all_together():
    assert count_hits("灯塔旁的灯塔和浮标", ("灯塔", "浮标", "船")) == (2, 3)


def test_names_are_spelled_in_pinyin_and_by_initials():
    assert spellings("负载均衡器") == ("fuzaijunhengqi", "fzjhq")
    assert spellings("EC2 实例") == ("ec2shili", "ec2sl")
    assert spellings("Lambda") == ()
    assert sorted(["重启", "门座机", "浮吊", "ALB"], key=sort_key) == ["ALB", "重启", "浮吊", "门座机"]


def test_the_nearest_names_are_those_that_read_alike():
    assert nearest("负载局衡器", ["负载均衡器", "灯塔"]) == ["负载均衡器"]
