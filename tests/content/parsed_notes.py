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
