"""Texts of a note that were left in the other language, judged by script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.core.document import Block, BlockKind, Diagnostic, ParsedNote

UNTRANSLATED = "untranslated"

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.KEY_VALUE, BlockKind.QUOTE})
_NAMES = {"zh": "Chinese", "en": "English"}
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CODE = re.compile(r"`[^`]*`|https?://\S+")
_NAMED = re.compile(r"[(（“「《\"][^)）”」》\"]*[)）”」》\"]")
_TOKEN = re.compile(r"(?a)\w+(?:[-._:/@]\w+)*")
_ORDINARY = re.compile(r"[A-Za-z][a-z]{2,}")


def untranslated(note: ParsedNote) -> tuple[Diagnostic, ...]:
    """Headings, paragraphs, table rows, questions, options and explanations that are not in the note's language.

    In an English note that is whatever has Chinese characters outside code, brackets and quotation marks. In a
    Chinese note it is whatever has none, unless its words are names: what the note's Chinese texts use as well, and,
    but for headings and header rows, what begins with a capital. Notes in other languages have nothing.
    """
    if note.language not in _NAMES:
        return ()
    texts = [text for block in note.blocks for text in _texts(block)]
    names = _words(" ".join(text for _line, _what, text, _title in texts if _HAN.search(text)))
    return tuple(
        Diagnostic(
            line,
            UNTRANSLATED,
            f"{what} “{_short(text)}” is not in {_NAMES[note.language]}; translate it.",
        )
        for line, what, text, is_title in texts
        if (_is_chinese(text) if note.language == "en" else _is_english(text, names, is_title))
    )


def _texts(block: Block) -> Iterator[tuple[int, str, str, bool]]:
    """The texts of a block: line, what it is, the text, and whether its words are capitalised as a title is."""
    line = block.lines[0]
    if block.kind is BlockKind.HEADING:
        yield line, "The heading", block.path[-1].text, True
    elif block.table:
        for number, row in enumerate((block.table.header, *block.table.rows)):
            what = "The table row" if number else "The header row"
            yield row[0].line, what, " | ".join(cell.text for cell in row), not number
    elif block.quiz:
        quiz = block.quiz
        yield line, "The question", quiz.stem, False
        for option in quiz.options:
            yield option.lines[0], "The option", option.text, False
        if quiz.explanation_lines:
            yield quiz.explanation_lines[0], "The explanation", quiz.explanation, False
    elif block.kind in _PROSE:
        yield line, "The text", block.plain, False


def _is_chinese(text: str) -> bool:
    return _HAN.search(_NAMED.sub(" ", _CODE.sub(" ", text))) is not None


def _is_english(text: str, names: frozenset[str], is_title: bool) -> bool:
    if _HAN.search(text):
        return False
    strange = _words(_CODE.sub(" ", text)) - names
    return any(is_title or word[0].islower() for word in strange)


def _words(text: str) -> frozenset[str]:
    """Words of three letters or more as they are written, without abbreviations, compounds and what has digits."""
    return frozenset(word for word in _TOKEN.findall(text) if _ORDINARY.fullmatch(word))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
