"""Where a note and its twin in the other language differ in shape, keys or numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, zip_longest
from pathlib import PurePosixPath

from content.core.conflicts import TWINS_DIFFER
from content.core.document import Block, BlockKind, Diagnostic, ParsedNote, Quiz, Table
from content.core.lineshapes import split_heading_id
from content.core.twin_numbers import differing_numbers

_MISSING = "Here is {} that is missing below {{twin}}; write it there, or take it out."

Finding = tuple[str, Diagnostic]
"""The path of a note and what is to be said about one of its lines."""

_KINDS = {
    BlockKind.FRONT_MATTER: "front matter",
    BlockKind.PARAGRAPH: "a paragraph",
    BlockKind.KEY_VALUE: "a paragraph",  # that it reads `key: value` can be chance
    BlockKind.LIST_ITEM: "a list item",
    BlockKind.TABLE: "a table",
    BlockKind.GLUED_TABLE: "a glued table",
    BlockKind.CODE: "code",
    BlockKind.QUOTE: "a quotation",
    BlockKind.QUIZ: "a question",
    BlockKind.RULE: "a rule",
}


def twin_mistakes(note: ParsedNote, twin: ParsedNote) -> tuple[Finding, ...]:
    """What keeps two notes from being twins, each difference told once, in the order of the note.

    Twins have the same headings with the same ids in the same order; below each the same paragraphs, list items,
    tables of the same shape and questions with the same options, keys and explanations; and everywhere the same
    numbers. Where one of them has something that the other lacks, what follows below that heading is not compared.
    """
    return tuple(
        _finding(one, twin.path, note.path) if one.in_twin else _finding(one, note.path, twin.path)
        for one in _notes(_sections(note), _sections(twin))
    )


@dataclass(frozen=True, slots=True)
class _Difference:
    """What is to be said of ``line``, where ``{twin}`` stands for the line ``other`` of the other note."""

    line: int
    other: int
    what: str
    in_twin: bool = False
    """Whether ``line`` is one of the twin, which alone has something there."""


def _finding(one: _Difference, path: str, other: str) -> Finding:
    place = f"{PurePosixPath(other).name}, line {one.other}"
    return path, Diagnostic(one.line, TWINS_DIFFER, one.what.replace("{twin}", place))


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, or none at the beginning of a note, and the blocks between it and the next."""

    heading: Block | None
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        return _written_id(self.heading) if self.heading else ""

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def line(self) -> int:
        return self.heading.lines[0] if self.heading else 1


def _sections(note: ParsedNote) -> list[_Section]:
    starts = [index for index, block in enumerate(note.blocks) if block.kind is BlockKind.HEADING]
    sections = [_Section(None, note.blocks[: starts[0] if starts else None])]
    for start, end in zip_longest(starts, starts[1:]):
        sections.append(_Section(note.blocks[start], note.blocks[start + 1 : end]))
    return sections


def _written_id(block: Block) -> str:
    return split_heading_id(block.text.split("\n", 1)[0].rstrip())[1]


def _notes(mine: Sequence[_Section], theirs: Sequence[_Section]) -> Iterator[_Difference]:
    keys, twin_keys = ([(one.level, one.id) for one in sections] for sections in (mine, theirs))
    for tag, i, i_end, j, j_end in SequenceMatcher(None, keys, twin_keys, False).get_opcodes():
        if tag == "equal":
            for section, other in zip(mine[i:i_end], theirs[j:j_end], strict=True):
                yield from _same_section(section, other)
            continue
        yield from _strange(mine[i:i_end], theirs, j)
        yield from _strange(theirs[j:j_end], mine, i, in_twin=True)


def _strange(
    sections: Sequence[_Section], others: Sequence[_Section], place: int, *, in_twin: bool = False
) -> Iterator[_Difference]:
    """Headings that the other note does not have at ``place``; one that it has elsewhere is told of once."""
    elsewhere = {other.id: other.line for other in others if other.id}
    for section in sections:
        name = f"The heading {{#{section.id}}}" if section.id else "The heading without an id"
        if section.id not in elsewhere:
            line = others[min(place, len(others) - 1)].line
            what = (
                f"{name} is missing near {{twin}}; write it there with the same id and level, or take it out."
            )
            yield _Difference(section.line, line, what, in_twin)
        elif not in_twin:
            what = f"{name} stands in another order or at another level in {{twin}}; make both alike."
            yield _Difference(section.line, elsewhere[section.id], what)


def _same_section(mine: _Section, theirs: _Section) -> Iterator[_Difference]:
    # The title of a note needs no id: each note has one.
    if mine.level > 1 and not mine.id:
        what = "The heading has no id, nor has {twin}; write the same {#id} behind both."
        yield _Difference(mine.line, theirs.line, what)
    if mine.heading and theirs.heading:
        yield from _numbers(mine.heading.text, theirs.heading.text, mine.line, theirs.line)
    for block, other in zip_longest(mine.blocks, theirs.blocks):
        if block is None or other is None or _form(block) != _form(other):
            yield _shapes(block, other, mine, theirs)
            return
    for block, other in zip(mine.blocks, theirs.blocks, strict=True):
        yield from _blocks(block, other)


def _shapes(block: Block | None, other: Block | None, mine: _Section, theirs: _Section) -> _Difference:
    """How two sections differ at these blocks, of which one may be missing."""
    if block and other:
        kind, twin_kind = _KINDS[block.kind], _KINDS[other.kind]
        if kind == twin_kind:
            twin_kind += " of another depth or numbering"
        what = f"Here is {kind}, and in {{twin}} {twin_kind}; give both the same blocks in the same order."
        return _Difference(block.lines[0], other.lines[0], what)
    if block:
        return _Difference(block.lines[0], theirs.line, _MISSING.format(_KINDS[block.kind]))
    assert other is not None
    return _Difference(other.lines[0], mine.line, _MISSING.format(_KINDS[other.kind]), in_twin=True)


def _blocks(block: Block, other: Block) -> Iterator[_Difference]:
    if block.table and other.table:
        yield from _tables(block.table, other.table)
    elif block.quiz and other.quiz:
        if _written_id(block) != _written_id(other):
            what = f"The question has the id “{_written_id(block)}”, and that of {{twin}} “{_written_id(other)}”; write the same."
            yield _Difference(block.lines[0], other.lines[0], what)
        yield from _questions(block.quiz, other.quiz)
    else:
        yield from _numbers(block.text, other.text, block.lines[0], other.lines[0])


def _tables(mine: Table, theirs: Table) -> Iterator[_Difference]:
    shape, other = ((len(table.header), len(table.rows)) for table in (mine, theirs))
    if shape != other:
        yield _Difference(
            mine.header[0].line,
            theirs.header[0].line,
            f"The table has {shape[0]} × {shape[1]} cells (columns × rows), and that of {{twin}} {other[0]} × {other[1]};"
            " give both the same rows and columns.",
        )
        return
    rows = zip((mine.header, *mine.rows), (theirs.header, *theirs.rows), strict=True)
    for cell, twin in chain.from_iterable(zip(*pair, strict=True) for pair in rows):
        yield from _numbers(cell.text, twin.text, cell.line, twin.line)


def _questions(mine: Quiz, theirs: Quiz) -> Iterator[_Difference]:
    line, other = mine.stem_lines[0], theirs.stem_lines[0]
    yield from _numbers(mine.stem, theirs.stem, line, other)
    if len(mine.options) != len(theirs.options):
        what = f"The question has {len(mine.options)} options, and that of {{twin}} {len(theirs.options)}; give both the same."
        yield _Difference(line, other, what)
    else:
        if (keys := _keys(mine)) != (twin_keys := _keys(theirs)):
            what = f"The answer is {keys}, and in {{twin}} {twin_keys}; put the options into the same order."
            yield _Difference(line, other, what)
        for option, twin in zip(mine.options, theirs.options, strict=True):
            yield from _numbers(option.text, twin.text, option.lines[0], twin.lines[0])
    if mine.explanation_lines and theirs.explanation_lines:
        lines = mine.explanation_lines[0], theirs.explanation_lines[0]
        yield from _numbers(mine.explanation, theirs.explanation, *lines)
    elif mine.explanation_lines or theirs.explanation_lines:
        has, lacks = ("The", "none") if mine.explanation_lines else ("No", "one")
        what = f"{has} explanation follows the question, and {lacks} in {{twin}}; write both or neither."
        yield _Difference(line, other, what)


def _numbers(text: str, twin: str, line: int, other: int) -> Iterator[_Difference]:
    ours, theirs = differing_numbers(text, twin)
    if ours and theirs:
        what = f"The number {_listed(ours)} is {_listed(theirs)} in {{twin}}; correct one of the two."
    elif ours:
        what = f"The number {_listed(ours)} is missing in {{twin}}; write it there, or take it out."
    elif theirs:
        what = f"The number {_listed(theirs)} of {{twin}} is missing; write it here, or take it out there."
    else:
        return
    yield _Difference(line, other, what)


def _form(block: Block) -> tuple[str, int, bool]:
    if block.kind is BlockKind.LIST_ITEM:
        return _KINDS[block.kind], block.level, block.ordered
    return _KINDS[block.kind], 0, False


def _keys(quiz: Quiz) -> str:
    return " and ".join(chr(ord("A") + place) for place, option in enumerate(quiz.options) if option.correct)


def _listed(numbers: Sequence[str]) -> str:
    return ", ".join(numbers)
