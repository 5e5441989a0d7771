"""Procedures told by numbered headings: 1. 构建镜像, 2. 推送镜像 under 工作原理 or Steps."""

from __future__ import annotations

import re

from content.core.claims import Fact, Rule
from content.core.document import ParsedNote
from content.core.names import heading_name, term_form
from content.core.owners import names_steps
from content.core.spots import Spot, make_fact
from content.core.subjects import Subject, display_name
from content.core.terms import Pack

_NUMBERED = re.compile(r"^[#\s*]*(?:第|步骤\s*|step\s+)?(?P<number>\d{1,2})(?:[.、)）:：步]|\s)(?!\d)", re.I)


def heading_step(note: ParsedNote, spot: Spot, glossary: Pack) -> Fact | None:
    """The step that a numbered heading names, when the heading above it announces steps."""
    path = spot.block.path
    numbered = _NUMBERED.match(spot.block.plain)
    if len(path) < 2 or not numbered or not names_steps(path[-2].text):
        return None
    title, value = heading_name(path[-2].text), path[-1].text.strip()
    led = glossary.find_leading(title)
    rest = re.sub(r"^\s*(?:服务)?\s*(?:的|['’]s)?\s*", "", title[led[1] :]) if led else ""
    subject = Subject(term_form(title), title, False)
    if led and rest:
        subject, title = Subject(led[0].id, display_name(title[: led[1]], led[0]), True), rest
    return make_fact(
        note,
        spot,
        subject,
        attribute=title,
        value=value,
        aspect="step",
        rule=Rule.STEP,
        confidence=0.66,
        lines=spot.block.lines,
        place=f"{path[-2].id}/steps/{numbered['number']}",
    )
