"""Where a rendered note first speaks of a term."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

_TOKEN = re.compile(r"<(/?)([a-z]+[1-6]?)\b[^<>]*>|[^<]+")
_SHUT = frozenset(("h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "button", "summary", "th"))
"""What is a name, a link or a control already keeps its words as they are."""


def underline(rendered: str, names: Mapping[str, str], wrap: Callable[[str, str], str]) -> str:
    """The HTML with the first mention of each term given to ``wrap(key, mention)``, both as HTML.

    ``names`` has what a text may say and the key of the term it means. Of names that overlap the longest counts; a
    Latin name is found whole, in the case in which it is written.
    """
    keys = {html.escape(name, quote=False): key for name, key in names.items() if name}
    if not keys:
        return rendered
    pattern = re.compile("|".join(_whole(name) for name in sorted(keys, key=lambda name: (-len(name), name))))
    done: set[str] = set()

    def mark(found: re.Match[str]) -> str:
        key = keys[found[0]]
        if key in done:
            return found[0]
        done.add(key)
        return wrap(key, found[0])

    parts, shut = [], 0
    for token in _TOKEN.finditer(rendered):
        if token[2] is None:
            parts.append(token[0] if shut else pattern.sub(mark, token[0]))
            continue
        if token[2] in _SHUT:
            shut += -1 if token[1] else 1
        parts.append(token[0])
    return "".join(parts)


def _whole(name: str) -> str:
    before = r"(?<![A-Za-z0-9_-])" if name[0].isascii() else ""
    after = r"(?![A-Za-z0-9_-])" if name[-1].isascii() else ""
    return before + re.escape(name) + after
