"""Where a note tells what is often mistaken about a term."""

from __future__ import annotations

import pytest

from content.core.corrections import Statement, place_corrections
from content.core.terms import WrongClaim


def wrong(zh: str, en: str = "", term: str = "crane") -> WrongClaim:
    return WrongClaim("id", term, (("x",),), (), zh, en, "2026-01-01")


def said(line: int, text: str, *, term: str = "crane", defines: bool = False) -> Statement:
    return Statement(term, (line, line), text, defines)


NOTE = (
    said(3, "A crane is a machine that lifts loads", defines=True),
    said(9, "power of a crane fed by the grid on shore"),
    said(9, "driver"),
)


def test_a_correction_stands_at_the_line_that_shares_most_words_with_it() -> None:
    claim = wrong("", "A crane takes current from the grid alone, never from engines")
    assert place_corrections([claim], NOTE, language="en") == [((9, 9), claim.en)]


def test_one_that_no_line_is_near_stands_at_the_definition() -> None:
    claim = wrong("", "Whoever climbs needs permission beforehand")
    assert place_corrections([claim], NOTE, language="en") == [((3, 3), claim.en)]


def test_a_note_that_only_mentions_the_term_tells_nothing() -> None:
    claim = wrong("", "A crane takes current from the grid alone, never from engines")
    assert place_corrections([claim], NOTE[1:], language="en") == []
    assert place_corrections([wrong("", claim.en, term="hull")], NOTE, language="en") == []


def test_what_the_note_says_itself_is_not_said_again() -> None:
    claim = wrong("", "The power of a crane is fed by the grid on shore")
    assert place_corrections([claim], NOTE, language="en") == []


@pytest.mark.parametrize(
    ("claim", "language", "text"),
    [
        (wrong("起重机由电网供电，不烧柴油", "fed by the grid"), "zh", "起重机由电网供电，不烧柴油"),
        (wrong("起重机由电网供电，不烧柴油"), "en", "起重机由电网供电，不烧柴油"),
        (wrong("", "never diesel"), "zh", "never diesel"),
    ],
)
def test_it_is_told_in_the_language_of_the_note_where_there_is_one(claim, language, text) -> None:
    notes = [said(3, "起重机是一种机械", defines=True), said(5, "起重机 供电 由岸上电网供电")]
    ((_lines, told),) = place_corrections([claim], notes, language=language)
    assert told == text


def test_chinese_is_compared_by_pairs_of_characters() -> None:
    notes = [said(3, "起重机是一种机械", defines=True), said(5, "供电方式 由岸上电网供电")]
    assert place_corrections([wrong("起重机由岸上电网供电，从不烧柴油")], notes, language="zh") == [
        ((5, 5), "起重机由岸上电网供电，从不烧柴油")
    ]
