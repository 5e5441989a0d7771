"""Notes to parse, and the questions that tests ask of what came out."""

from __future__ import annotations

import os
from pathlib import Path

from content.core.document import Block, BlockKind, ParsedNote
from content.core.parsing import parse_note

HERE = Path(__file__).resolve()
CORPUS_DIR = HERE.parents[1] / "corpus"
CORPUS = sorted(CORPUS_DIR.glob("*.*"))
SEEDS_DIR = Path(os.environ.get("KAODIAN_SEEDS") or HERE.parents[3] / "shared" / "seeds")
SEEDS = sorted(SEEDS_DIR.glob("*.txt")) if SEEDS_DIR.is_dir() else []


def parse(text: str, path: str = "note.zh.md") -> ParsedNote:
    return parse_note(text, path=path)


def read(path: Path) -> ParsedNote:
    return parse_note(path.read_text(encoding="utf-8"), path=path.name)


def of_kind(note: ParsedNote, kind: BlockKind) -> list[Block]:
    return [block for block in note.blocks if block.kind is kind]


def codes(note: ParsedNote) -> list[tuple[int, str]]:
    return [(remark.line, remark.code) for remark in note.diagnostics]


def assert_sound(note: ParsedNote) -> None:
    """The promises every parse keeps."""
    covered: set[int] = set()
    last = 0
    for block in note.blocks:
        assert 1 <= block.lines[0] <= block.lines[1] <= len(note.lines)
        assert block.lines[0] > last
        last = block.lines[1]
        assert block.text == "\n".join(note.lines[block.lines[0] - 1 : block.lines[1]])
        covered.update(range(block.lines[0], block.lines[1] + 1))
        if block.quiz is not None:
            spans = [block.quiz.stem_lines, *(option.lines for option in block.quiz.options)]
            spans += [block.quiz.explanation_lines] if block.quiz.explanation_lines else []
            assert all(block.lines[0] <= first <= end <= block.lines[1] for first, end in spans)
    covered.update(remark.line for remark in note.diagnostics)
    assert [
        number for number, line in enumerate(note.lines, 1) if line.strip() and number not in covered
    ] == []
    ids = [block.path[-1].id for block in note.blocks if block.kind is BlockKind.HEADING]
    assert len(ids) == len(set(ids))
