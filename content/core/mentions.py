"""Where running text mentions known terms, by any of their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from content.core.terms import Pack
from content.core.text import is_wide, match_form

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9+-]*[a-z0-9+])?")
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=[\u3400-\u9fff])")


def mention_finder(pack: Pack) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the ids of the terms a text mentions, once each, in the order of the text.

    Names in Latin letters count as whole words, Chinese ones anywhere; where names overlap, the first and longest
    counts. Its time is linear in the length of the text.
    """
    by_start: dict[str, dict[str, str]] = {}
    for term in pack.terms:
        for name in map(_name_form, term.names()):
            start = name[0] if is_wide(name[0]) else _first_word(name)
            if start:
                by_start.setdefault(start, {}).setdefault(name, term.id)
    names = {
        start: sorted(known.items(), key=lambda item: -len(item[0])) for start, known in by_start.items()
    }
    wide = "".join(sorted(start for start in names if is_wide(start[0])))
    pattern = re.compile(f"{_WORD.pattern}|[{wide}]") if wide else _WORD

    def find(text: str) -> tuple[str, ...]:
        form = _form(text)
        found: dict[str, None] = {}
        position = 0
        while match := pattern.search(form, position):
            position = match.end()
            for name, term in names.get(match.group(), ()):
                end = match.start() + len(name)
                if form.startswith(name, match.start()) and (is_wide(name[0]) or not _WORD.match(form, end)):
                    found.setdefault(term)
                    position = end
                    break
        return tuple(found)

    return find


def _first_word(name: str) -> str:
    word = _WORD.match(name)
    return word.group() if word else ""


@lru_cache(maxsize=1 << 12)  # every course looks for the names of the pack
def _name_form(name: str) -> str:
    return _form(name)


def _form(text: str) -> str:
    return _GAP.sub("", match_form(text))
