"""Where running text mentions known terms, by any of their names."""

from __future__ import annotations

import re
from collections.abc import Callable

from content.core.terms import Pack
from content.core.text import is_wide, match_form

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9+-]*[a-z0-9+])?")
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=[\u3400-\u9fff])")


def mention_finder(pack: Pack) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the ids of the terms a text mentions, once each, in the order of the text.

    Names in Latin letters count as whole words, Chinese ones anywhere; where names overlap, the first and longest
    counts. Its time is linear in the length of the text.
    """
    chinese: dict[str, str] = {}
    latin: dict[str, dict[str, str]] = {}
    for term in pack.terms:
        for name in map(_form, term.names()):
            first = _WORD.match(name)
            if is_wide(name[0]):
                chinese.setdefault(name, term.id)
            elif first:
                latin.setdefault(first.group(), {}).setdefault(name, term.id)
    names = {word: sorted(known.items(), key=lambda item: -len(item[0])) for word, known in latin.items()}
    longest = sorted(chinese, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join((_WORD.pattern, *map(re.escape, longest))))

    def find(text: str) -> tuple[str, ...]:
        form = _form(text)
        found: dict[str, None] = {}
        position = 0
        while match := pattern.search(form, position):
            position = match.end()
            if match.group() in chinese:
                found.setdefault(chinese[match.group()])
            for name, term in names.get(match.group(), ()):
                end = match.start() + len(name)
                if form.startswith(name, match.start()) and not _WORD.match(form, end):
                    found.setdefault(term)
                    position = end
                    break
        return tuple(found)

    return find


def _form(text: str) -> str:
    return _GAP.sub("", match_form(text))
