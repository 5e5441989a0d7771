"""What holds of every note: spans inside the file, quotes found at their lines, the same result twice."""

from __future__ import annotations

import html
import os
import re

import pytest
from hypothesis import given, settings

from content.core.claims import Fact, Rule
from content.core.document import Block, ParsedNote, Span
from content.core.facts import extract_facts
from content.core.identity import match_facts
from content.core.terms import EMPTY_PACK, load_pack
from tests.arch.source import ROOT
from tests.content.generated_notes import POOLS, notes
from tests.content.parsed_notes import assert_sound, parse

EXAMPLES = 10_002 if os.environ.get("KAODIAN_DEEP") == "1" else 2_001
PACK = load_pack((ROOT / "content" / "packs" / "aws.yaml").read_text("utf-8"))

_MARKER = re.compile(r"^[ \t]*(?:(?:[-*+•●▪◦‣·–]|\d{1,3}[.)．）、]|#{1,6})[ \t]*)?", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MARKUP = re.compile(r"[\s*_`~\\|>#]+")


def squeeze(text: str) -> str:
    """``text`` without white space, markers of list items and the marks of inline Markdown."""
    return _MARKUP.sub("", html.unescape(text))


def stands(quoted: str, note: ParsedNote, lines: Span) -> bool:
    """Whether every line of ``quoted`` can be read on ``lines`` of the note, markup aside."""
    source = "\n".join(note.lines[lines[0] - 1 : lines[1]])
    seen = [squeeze(source), squeeze(_MARKER.sub("", source)), squeeze(_TAG.sub("", source))]
    return all(
        any(squeeze(part) in text or squeeze(_TAG.sub("", part)) in text for text in seen)
        for part in quoted.split("\n")
    )


def assert_within(lines: Span, outer: Span) -> None:
    assert outer[0] <= lines[0] <= lines[1] <= outer[1]


def assert_block_is_quoted(block: Block, note: ParsedNote) -> None:
    """What a block says beyond its source is on its lines too."""
    for text in (block.plain, block.key, block.value, *block.names):
        assert stands(text, note, block.lines), (block.kind, text)
    for row in (block.table.header, *block.table.rows) if block.table else ():
        for cell in row:
            assert_within((cell.line, cell.line), block.lines)
            assert stands(cell.text, note, (cell.line, cell.line)), cell
    if block.quiz is not None:
        assert stands(block.quiz.stem, note, block.quiz.stem_lines), block.quiz
        assert block.quiz.options
        for option in block.quiz.options:
            assert stands(option.text, note, option.lines), option
        if block.quiz.explanation_lines:
            assert_within(block.quiz.explanation_lines, block.lines)
            assert stands(block.quiz.explanation, note, block.quiz.explanation_lines), block.quiz


def assert_fact_is_quoted(fact: Fact, note: ParsedNote, homes: list[Span]) -> None:
    """A fact rests on lines of one block, and its value is quoted from them."""
    assert any(first <= fact.lines[0] <= fact.lines[1] <= last for first, last in homes), fact
    assert 0 < fact.confidence <= 1
    assert fact.term or fact.rule is Rule.WRITTEN
    if fact.rule is Rule.WRITTEN:
        assert stands(fact.attribute, note, fact.lines), fact
        for option in fact.options:
            assert stands(option.text, note, option.lines), fact
    else:
        assert fact.value.strip(), fact
        assert stands(fact.value, note, fact.lines), fact


@pytest.mark.slow
@pytest.mark.parametrize("language", POOLS)
def test_every_note_is_read_without_error_the_same_twice_and_quoted_from_its_lines(language: str) -> None:
    @settings(max_examples=EXAMPLES // len(POOLS))
    @given(notes(language))
    def holds(source: str) -> None:
        note = parse(source, f"note.{language}.md" if language != "mixed" else "note.md")
        assert_sound(note)
        assert parse(source, note.path) == note
        for block in note.blocks:
            assert_block_is_quoted(block, note)
        homes = [block.lines for block in note.blocks]
        for pack in (PACK, EMPTY_PACK):
            facts = extract_facts(note, pack=pack)
            assert extract_facts(note, pack=pack) == facts
            assert len({fact.key for fact in facts}) == len(facts)
            assert match_facts(facts, old=facts) == facts
            for fact in facts:
                assert_fact_is_quoted(fact, note, homes)

    holds()
