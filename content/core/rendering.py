"""A parsed note as safe HTML in which every element knows its lines.

Elements are built from blocks, so scraped notes look as their structure was understood. Python-Markdown
only sees the text inside one block, with every other kind of syntax switched off, and only short texts: it is
quadratic on hostile ones. The whole is sanitised once at the end.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator, Sequence

import markdown
import nh3
from markdown.blockprocessors import ParagraphProcessor
from markdown.util import Registry

from content.core.document import Block, BlockKind, Cell, ParsedNote, Quiz, Span, Table
from content.core.lineshapes import key_value

MAX_INLINE = 20_000
MAX_MARKS = 200

_TAGS = {
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "pre",
    "code",
    "blockquote",
    "section",
    "details",
    "summary",
    "strong",
    "em",
    "a",
    "span",
    "br",
    "hr",
}
_ATTRIBUTES = {"*": {"class", "id", "data-lines"}, "a": {"href"}, "th": {"scope"}, "ol": {"start"}}
_MARKS = re.compile(r"[\[*_`<(]")
_NEEDS_MARKDOWN = re.compile(r"[*_`\[<\\&]")
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()]{0,500}\)")
_BAD_HREF = re.compile(r'<a href="(?!https?://|mailto:|#)[^"]*"', re.IGNORECASE)
_SPAN = re.compile(r'data-lines="(\d+)-(\d+)"')
_LETTERS = "ABCDEFGH"

# A converter takes a millisecond to build and keeps state while it converts: one for each thread.
_own = threading.local()


def render_note(note: ParsedNote) -> str:
    """Render the blocks of a note.

    Headings start at ``h2`` (the page shows the title as ``h1``). Blocks, list items and table rows carry
    ``data-lines="first-last"`` and the id ``L<first>``; a heading keeps its own id, with ``L<first>`` inside.
    Lines that parsing dropped are not shown. The same note gives the same HTML.
    """
    writer = _Writer(note)
    parts: list[str] = []
    items: list[Block] = []
    for block in note.blocks:
        if block.kind is BlockKind.LIST_ITEM:
            items.append(block)
            continue
        parts.extend(writer.lists(items))
        items.clear()
        parts.append(writer.block(block))
    parts.extend(writer.lists(items))
    # Text taken from a file that was never decoded by us may hold lone surrogates, which no HTML can.
    joined = "\n".join(part for part in parts if part).encode("utf-8", "replace").decode("utf-8")
    return nh3.clean(
        joined,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def cite(html: str, lines: Span) -> str:
    """Mark with ``class="cited"`` the smallest elements whose lines overlap ``lines``."""
    first, last = lines
    chosen: list[tuple[int, int, int]] = []
    for found in _SPAN.finditer(html):
        start, end = int(found.group(1)), int(found.group(2))
        if end < first or start > last:
            continue
        # An element comes after those around it, and lies within their lines.
        while chosen and chosen[-1][0] <= start and end <= chosen[-1][1]:
            chosen.pop()
        chosen.append((start, end, found.start()))
    pieces: list[str] = []
    position = 0
    for _, _, attribute in chosen:
        opening = html.rindex("<", 0, attribute)
        closing = html.index(">", attribute)
        tag = html[opening:closing]
        styled = ' class="' in tag
        tag = tag.replace(' class="', ' class="cited ', 1) if styled else f'{tag} class="cited"'
        pieces.extend((html[position:opening], tag))
        position = closing
    return "".join((*pieces, html[position:]))


def render_inline(text: str) -> str:
    """Bold, emphasis, code and links of one block; its line breaks stay. Not sanitised yet."""
    if not _NEEDS_MARKDOWN.search(text):
        return html.escape(text, quote=False).replace("\n", "<br>\n")
    if len(text) > MAX_INLINE or len(_MARKS.findall(text)) > MAX_MARKS:
        return html.escape(text, quote=False).replace("\n", "<br>\n")
    return "<br>\n".join(_markdown_line(line) for line in text.split("\n"))


def _markdown_line(line: str) -> str:
    text = _IMAGE.sub(r"\1", line).strip()
    if not _NEEDS_MARKDOWN.search(text):
        return html.escape(text, quote=False)
    body = _inline_markdown().convert(text).removeprefix("<p>").removesuffix("</p>")
    return _BAD_HREF.sub("<a", body)


def _inline_markdown() -> markdown.Markdown:
    """A converter that knows paragraphs and inline marks only: no blocks, no raw HTML, no references."""
    converter: markdown.Markdown | None = getattr(_own, "converter", None)
    if converter is None:
        converter = markdown.Markdown(output_format="html")
        converter.parser.blockprocessors = Registry()
        converter.parser.blockprocessors.register(ParagraphProcessor(converter.parser), "paragraph", 10)
        converter.preprocessors.deregister("html_block")
        for name in (
            "html",
            "image_link",
            "image_reference",
            "short_image_ref",
            "reference",
            "short_reference",
        ):
            converter.inlinePatterns.deregister(name)
        _own.converter = converter
    return converter.reset()


def _at(lines: Span, *, anchor: bool = True) -> str:
    """The attributes that tie an element to its lines."""
    spot = f' id="L{lines[0]}"' if anchor else ""
    return f'{spot} data-lines="{lines[0]}-{lines[1]}"'


class _Writer:
    """Writes the blocks of one note; knows its language and how far to shift its headings."""

    def __init__(self, note: ParsedNote) -> None:
        headings = [block for block in note.blocks if block.kind is BlockKind.HEADING]
        tops = [block for block in headings if block.level == 1]
        shown = headings
        self.title_block: Block | None = None
        if headings and tops == headings[:1] and tops[0].path[-1].text == note.title:
            self.title_block, shown = tops[0], headings[1:]
        self.shift = 2 - min((block.level for block in shown), default=1)
        self.answer_word = "Answer" if note.language == "en" else "答案"
        self.answer_mark = ": " if note.language == "en" else "："

    def block(self, block: Block) -> str:
        """HTML of one block that is no list item."""
        at = _at(block.lines)
        match block.kind:
            case BlockKind.HEADING:
                return self._heading(block)
            case BlockKind.PARAGRAPH:
                return f"<p{at}>{render_inline(block.plain)}</p>" if block.plain else ""
            case BlockKind.KEY_VALUE:
                return f'<p class="pair"{at}>{_pair(block)}</p>'
            case BlockKind.TABLE:
                return _table(block)
            case BlockKind.GLUED_TABLE:
                return _glued(block)
            case BlockKind.CODE:
                return f"<pre{at}><code>{html.escape(block.plain, quote=False)}</code></pre>"
            case BlockKind.QUOTE:
                return f"<blockquote{at}><p>{render_inline(block.plain)}</p></blockquote>"
            case BlockKind.RULE:
                return f"<hr{at}>"
            case BlockKind.QUIZ:
                return self._quiz(block, block.quiz) if block.quiz is not None else ""
            case _:
                return ""

    def _heading(self, block: Block) -> str:
        name = html.escape(block.path[-1].id)
        if block is self.title_block:
            return f'<span id="{name}"></span>'
        tag = f"h{max(2, min(6, block.level + self.shift))}"
        text = f'<span id="L{block.lines[0]}">{render_inline(block.plain)}</span>'
        return f'<{tag} id="{name}"{_at(block.lines, anchor=False)}>{text}</{tag}>'

    def lists(self, items: list[Block]) -> Iterator[str]:
        """Nested lists of consecutive items; the nesting is at most the parser's depth."""
        open_tags: list[str] = []
        for index, item in enumerate(items):
            depth = min(item.level, len(open_tags))
            tag = "ol" if item.ordered else "ul"
            while len(open_tags) > depth + 1:
                yield f"</li></{open_tags.pop()}>"
            if len(open_tags) == depth + 1:
                yield "</li>"
                if open_tags[-1] != tag:
                    yield f"</{open_tags.pop()}>"
            if len(open_tags) == depth:
                open_tags.append(tag)
                yield _opening(tag, item)
            yield _item(item, _last_line(items, index))
        while open_tags:
            yield f"</li></{open_tags.pop()}>"

    def _quiz(self, block: Block, quiz: Quiz) -> str:
        right = [index for index, option in enumerate(quiz.options) if option.correct]
        options = "".join(
            f"<li{_at(option.lines)}>{render_inline(option.text)}</li>" for option in quiz.options
        )
        names = ", ".join(_LETTERS[index] for index in right)
        texts = "; ".join(render_inline(quiz.options[index].text) for index in right)
        said = f"<p>{names}{self.answer_mark}{texts}</p>"
        if quiz.explanation:
            anchor = _at(quiz.explanation_lines) if quiz.explanation_lines else ""
            said += f"<p{anchor}>{render_inline(quiz.explanation)}</p>"
        # The section and its stem begin on the same line: the id goes to the outer one.
        return (
            f'<section class="quiz"{_at(block.lines)}>'
            f'<p class="stem"{_at(quiz.stem_lines, anchor=False)}>{render_inline(quiz.stem)}</p>'
            f'<ol class="options">{options}</ol>'
            f'<details class="answer"><summary>{self.answer_word}</summary>{said}</details></section>'
        )


def _opening(tag: str, item: Block) -> str:
    number = re.match(r"\s*(\d{1,3})", item.text) if tag == "ol" else None
    start = int(number.group(1)) if number else 1
    return f'<ol start="{start}">' if start != 1 else f"<{tag}>"


def _item(item: Block, last: int) -> str:
    body = _pair(item) if item.key else render_inline(item.plain)
    if last > item.lines[1]:
        # The item holds further items: its own words get an element of their own, so that they can be cited.
        body = f"<span{_at(item.lines, anchor=False)}>{body}</span>"
    return f"<li{_at((item.lines[0], last))}>{body}"


def _last_line(items: Sequence[Block], index: int) -> int:
    """Last line of an item and of the deeper items directly under it."""
    last = items[index].lines[1]
    for below in items[index + 1 :]:
        if below.level <= items[index].level:
            break
        last = below.lines[1]
    return last


def _pair(block: Block) -> str:
    """The key set off from the value, written as the author wrote them."""
    bare = re.match(r"([^:：\n]{1,60})([:：]\s*)", block.plain)
    if (
        bare is None
        or key_value(block.plain) is None
        or "*" in bare.group(1)
        or block.plain[bare.end() :][:2] == "**"
    ):
        return render_inline(block.plain)
    return f"<strong>{render_inline(bare.group(1))}</strong>{bare.group(2)}{render_inline(block.plain[bare.end() :])}"


def _table(block: Block) -> str:
    table = block.table
    if table is None:
        return ""
    head = _row(table.header, table.alignments, "th", block.lines[0])
    written = (*table.rows, *_unrepaired(block, table)) if table.repaired else table.rows
    rows = "\n".join(
        _row(row, table.alignments, "td", row[0].line)
        for row in sorted(written, key=lambda cells: cells[0].line)
    )
    return (
        f'<div class="table-scroll"><table{_at(block.lines, anchor=False)}><thead>{head}</thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _unrepaired(block: Block, table: Table) -> Iterator[tuple[Cell, ...]]:
    """Lines of a repaired table that nobody took apart: each is one cell, so that a reader misses nothing."""
    done = {row[0].line for row in table.rows}
    for line, text in enumerate(block.text.split("\n")[1:], start=block.lines[0] + 1):
        if line not in done:
            yield (Cell(text.strip(), line),)


def _row(cells: tuple[Cell, ...], alignments: tuple[str, ...], tag: str, line: int) -> str:
    written = []
    for index, cell in enumerate(cells):
        side = alignments[index] if index < len(alignments) else ""
        extra = (f' class="align-{side}"' if side else "") + (' scope="col"' if tag == "th" else "")
        written.append(f"<{tag}{extra}>{render_inline(cell.text)}</{tag}>")
    return f"<tr{_at((line, line))}>{''.join(written)}</tr>"


def _glued(block: Block) -> str:
    """Rows as they were copied: where they break is not known, only the names of the columns are."""
    first = block.lines[0]
    names = " · ".join(html.escape(name, quote=False) for name in block.names)
    rows = "".join(
        f"<p{_at((first + offset, first + offset))}>{render_inline(row)}</p>"
        for offset, row in enumerate(block.plain.split("\n"))
        if offset
    )
    return (
        f'<div class="glued-table"{_at(block.lines, anchor=False)}>'
        f"<p{_at((first, first))}><strong>{names}</strong></p>{rows}</div>"
    )
