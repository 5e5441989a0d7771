"""From the text of a note to its blocks. Author mistakes come back as diagnostics, never as exceptions."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import yaml

from content.core.document import Block, BlockKind, Diagnostic, Heading, ParsedNote
from content.core.headings import HeadingIds, find_bare_headings, heading_words, level_numbered, open_path
from content.core.lineshapes import multi_number, single_number
from content.core.scanning import Piece, Scanner
from content.core.text import split_lines
from content.core.wrapping import measure_wrapping

MAX_LINES = 20_000
MAX_FRONT_MATTER = 200
MAX_FRONT_BRACKETS = 200

_FILE_NAME = re.compile(
    r"(?P<slug>.+?)(?:\.(?P<language>zh|en)(?:[-_]\w+)?)?\.(?:md|markdown|txt)", re.IGNORECASE
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z]+")
_YAML_ERRORS = (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError)


def parse_note(source: str, *, path: str, slug: str | None = None, language: str | None = None) -> ParsedNote:
    """Parse one note.

    ``slug`` and ``language`` default to what the file name says (``ecs.zh.md`` is ``ecs`` in ``zh``); a name
    without a language has it found from the text. Never raises on bad text. Notes longer than ``MAX_LINES``
    come back without blocks and with the diagnostic ``too-long``; a caller refuses those, and those with
    ``front-matter``.
    """
    lines = split_lines(source)
    name = _FILE_NAME.fullmatch(PurePosixPath(path).name)
    slug = slug or (name["slug"] if name else PurePosixPath(path).name) or "note"
    language = language or (name["language"] or "" if name else "").lower() or detect_language(source)
    if len(lines) > MAX_LINES:
        remark = Diagnostic(
            MAX_LINES + 1,
            "too-long",
            f"The note has {len(lines)} lines; at most {MAX_LINES} can be read. Split it.",
        )
        return ParsedNote(path, slug, language, slug, tuple(lines), (), (remark,))
    front, front_matter, diagnostics = _read_front_matter(lines)
    scanner = Scanner(
        lines, measure_wrapping(lines), _numbers_headings(lines), position=front.last if front else 0
    )
    scanner.run()
    pieces = [front, *scanner.pieces] if front else scanner.pieces
    find_bare_headings(pieces, lines)
    level_numbered(pieces)
    blocks = _assemble(pieces, lines)
    diagnostics = sorted([*diagnostics, *scanner.diagnostics], key=lambda remark: (remark.line, remark.code))
    title = _title(front_matter, blocks) or slug
    return ParsedNote(path, slug, language, title, tuple(lines), blocks, tuple(diagnostics), front_matter)


def detect_language(text: str) -> str:
    """``zh``, ``en`` or ``mixed``, by the share of Han characters among characters and words.

    Chinese notes full of English product names are Chinese: a word counts once, however long.
    """
    sample = text[:200_000]
    han = len(_HAN.findall(sample))
    words = len(_WORD.findall(sample))
    share = han / (han + words) if han + words else 0.0
    return "zh" if share >= 0.45 else "mixed" if share > 0.1 else "en"


def _read_front_matter(lines: list[str]) -> tuple[Piece | None, dict[str, object], list[Diagnostic]]:
    if not lines or lines[0].rstrip() != "---":
        return None, {}, []
    for index in range(1, min(len(lines), MAX_FRONT_MATTER)):
        if lines[index].rstrip() in ("---", "..."):
            break
    else:
        if len(lines) > 1 and re.match(r"[A-Za-z_]+:", lines[1]):
            return (
                None,
                {},
                [Diagnostic(1, "front-matter", "The front matter is not closed by a line `---`.")],
            )
        return None, {}, []
    piece = Piece(BlockKind.FRONT_MATTER, 1, index + 1, "")
    source = "\n".join(lines[1:index])
    if len(source) > MAX_FRONT_MATTER * 80 or source.count("[") + source.count("{") > MAX_FRONT_BRACKETS:
        message = (
            "The front matter is too long or too deeply nested; keep it to a few plain `key: value` lines."
        )
        return piece, {}, [Diagnostic(1, "front-matter", message)]
    try:
        data = yaml.safe_load(source)
    except _YAML_ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        line = min(index + 1, mark.line + 2) if mark is not None else 1
        problem = getattr(error, "problem", None) or "it cannot be read"
        return (
            piece,
            {},
            [Diagnostic(line, "front-matter", f"The front matter is not valid YAML: {problem}.")],
        )
    if data is None:
        return piece, {}, []
    if not isinstance(data, dict):
        return (
            piece,
            {},
            [Diagnostic(1, "front-matter", "The front matter must be a list of `key: value` lines.")],
        )
    return piece, {str(key): value for key, value in data.items()}, []


def _numbers_headings(lines: list[str]) -> bool:
    """Whether the note numbers its headings: two deep ones alone on their lines, or a marked one."""
    alone = 0
    for index, line in enumerate(lines):
        if not line or len(line) > 200:
            continue
        if line[0].isdigit():
            below = lines[index + 1] if index + 1 < len(lines) else ""
            if multi_number(line) and not below.strip() and (index == 0 or not lines[index - 1].strip()):
                alone += 1
            elif single_number(line) and len(below) > 2 and not below.strip("-= \t"):
                return True
        elif line[0] == "#" and single_number(line.lstrip("# \t")):
            return True
        elif line[0] in "一二三四五六七八九十" and re.match(r"[一二三四五六七八九十]{1,3}、", line):
            alone += 1
        if alone >= 2:
            return True
    return False


def _assemble(pieces: list[Piece], lines: list[str]) -> tuple[Block, ...]:
    """Give every piece its headings, and every heading its id."""
    ids = HeadingIds([piece.heading_id for piece in pieces if piece.heading_id])
    stack: list[Heading] = []
    blocks: list[Block] = []
    for piece in pieces:
        plain = piece.plain
        if piece.kind is BlockKind.HEADING:
            text = heading_words(piece.heading_text)
            plain = piece.plain.strip().rstrip("：: \t") or piece.plain
            open_path(stack, piece.level)
            stack.append(Heading(ids.take(piece.heading_id, text), text, piece.level))
        elif piece.kind is BlockKind.QUIZ and piece.level:
            open_path(stack, piece.level)
        blocks.append(
            Block(
                kind=piece.kind,
                lines=piece.lines,
                text="\n".join(lines[piece.first - 1 : piece.last]),
                plain=plain,
                path=tuple(stack),
                level=piece.level,
                ordered=piece.ordered,
                key=piece.key,
                value=piece.value,
                table=piece.table,
                names=piece.names,
                quiz=piece.quiz,
            )
        )
    return tuple(blocks)


def _title(front_matter: dict[str, object], blocks: tuple[Block, ...]) -> str:
    given = front_matter.get("title")
    if isinstance(given, str) and given.strip():
        return given.strip()
    headings = [block.path[-1] for block in blocks if block.kind is BlockKind.HEADING]
    first = next((heading for heading in headings if heading.level == 1), headings[0] if headings else None)
    return first.text if first else ""
