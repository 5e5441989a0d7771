"""What search finds in a note, written in the transaction that stores the note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import connection, transaction

from content.core.document import BlockKind, ParsedNote
from content.core.names import strip_marks
from content.core.parsing import parse_note
from content.core.pinyin import spellings
from content.core.search_text import index_tokens
from content.facts import BATCH
from content.models import Note, Passage

_LONGEST = 1_500
"""Characters after which a passage ends with the piece that it has reached."""
_ANCHOR = re.compile(r' id="L(\d+)"')
_LEAD = re.compile(r"^\s*(?:#{1,6}\s+|[-*+>]\s+|\d{1,3}[.)、]\s*|\|\s*)+")
_HEADING_ID = re.compile(r"\s*\{#[^{}]*\}\s*$")
_DELIMITERS = re.compile(r"^[\s|:=_*`~-]*$")
_CELLS = re.compile(r"\s*\|\s*")
_FIELDS = ("heading", "text", "starts", "heading_tokens", "text_tokens")


def index_note(row: Note, note: ParsedNote) -> None:
    """Bring the passages of ``row`` in line with ``note``, its current text. To be called inside a transaction."""
    passages = [
        Passage(
            note=row,
            position=position,
            heading=heading,
            text="\n".join(text for _line, text in pieces),
            starts=" ".join(str(line) for line, _text in pieces),
            heading_tokens=_tokens(heading, *spellings(heading), *(() if position else _title_tokens(note))),
            text_tokens=_tokens(above, *(text for _line, text in pieces)),
        )
        for position, (above, heading, pieces) in enumerate(_sections(row, note))
    ]
    Passage.objects.bulk_create(
        passages, BATCH, update_conflicts=True, unique_fields=("note", "position"), update_fields=_FIELDS
    )
    row.passages.filter(position__gte=len(passages)).delete()


def forget_note(row: Note) -> None:
    """Let search find nothing in a note that is no longer there."""
    row.passages.all().delete()


def rebuild_index() -> int:
    """Index every note that is there, each in a transaction of its own; returns how many they are."""
    notes = Note.objects.filter(current__isnull=False).select_related("current")
    count = 0
    for row in notes.iterator(chunk_size=20):
        with transaction.atomic():
            if row.retired_at is None and row.current:
                text = row.current.source
                index_note(row, parse_note(text, path=row.path, slug=row.slug, language=row.language))
                count += 1
            else:
                forget_note(row)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO content_passage_index(content_passage_index) VALUES ('rebuild')")
    return count


def _title_tokens(note: ParsedNote) -> tuple[str, ...]:
    return (note.title, *spellings(note.title))


def _tokens(*texts: str) -> str:
    return " ".join(index_tokens("\n".join(texts)))


def _sections(row: Note, note: ParsedNote) -> Iterator[tuple[str, str, list[tuple[int, str]]]]:
    """The stretches of a note: the headings above, the heading, and pieces with their first lines.

    A piece begins where the rendered note has an anchor, so that a link to it arrives.
    """
    anchors = {int(found) for found in _ANCHOR.findall(row.current.html if row.current else "")}
    headings = {block.lines[0]: block.path for block in note.blocks if block.kind is BlockKind.HEADING}
    hidden = {
        line
        for block in note.blocks
        if block.kind is BlockKind.FRONT_MATTER
        for line in range(block.lines[0], block.lines[1] + 1)
    }
    above, heading, pieces, size = "", note.title, [], 0
    for number, line in enumerate(note.lines, start=1):
        path = headings.get(number)
        if (path or size > _LONGEST) and pieces and (path or number in anchors):
            yield above, heading, pieces
            pieces, size = [], 0
        if path:
            heading, above = path[-1].text, "\n".join([note.title, *(one.text for one in path[:-1])])
        text = "" if number in hidden else _plain(line)
        if not text:
            continue
        size += len(text)
        if pieces and number not in anchors:
            first, before = pieces[-1]
            pieces[-1] = (first, f"{before} {text}")
        else:
            # What stands before the first anchor is the title: the page opens at its top.
            pieces.append((number if number in anchors else 0, text))
    if pieces:
        yield above, heading, pieces


def _plain(line: str) -> str:
    """A line of Markdown as it reads: without marks, cells parted by dots; nothing for rules and fences."""
    if _DELIMITERS.match(line):
        return ""
    text = _HEADING_ID.sub("", _LEAD.sub("", line)).strip().strip("|").strip()
    return " ".join(strip_marks(_CELLS.sub(" · ", text)).split())
