"""Where running text mentions known terms, by any of their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from content.core.terms import Pack, Term
from content.core.text import is_wide, match_form

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9+-]*[a-z0-9+])?")
_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=[\u3400-\u9fff])")


_Names = Mapping[str, tuple[tuple[str, str], ...]]
"""Names with the ids of their terms, the longest first, by their first word or wide character."""


def mention_finder(pack: Pack, own: Iterable[Term] = ()) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the ids of the terms a text mentions, once each, in the order of the text.

    The terms are those of ``pack`` and ``own``, whose names never take those of the pack. Names in Latin letters count
    as whole words, Chinese ones anywhere; where names overlap, the first and longest counts. Its time is linear in the
    length of the text.
    """
    names = _with_names(_names_of(pack.terms), own)
    wide = "".join(sorted(start for start in names if is_wide(start[0])))
    pattern = re.compile(f"{_WORD.pattern}|[{wide}]") if wide else _WORD

    def find(text: str) -> tuple[str, ...]:
        form = _form(text)
        found: dict[str, None] = {}
        if names.keys().isdisjoint(pattern.findall(form)):
            return ()
        position = 0
        for match in pattern.finditer(form):
            start = match.start()
            for name, term in names.get(match[0], ()) if start >= position else ():
                end = start + len(name)
                if form.startswith(name, start) and (is_wide(name[0]) or not _WORD.match(form, end)):
                    found.setdefault(term)
                    position = end
                    break
        return tuple(found)

    return find


@lru_cache(maxsize=4)  # every course looks for the names of the pack
def _names_of(terms: tuple[Term, ...]) -> _Names:
    return _with_names({}, terms)


def _with_names(known: _Names, terms: Iterable[Term]) -> _Names:
    """``known`` and the names of ``terms``; of two terms with one name the first keeps it."""
    added: dict[str, dict[str, str]] = {}
    for term in terms:
        for name in map(_form, term.names()):
            start = name[0] if is_wide(name[0]) else _first_word(name)
            if start:
                added.setdefault(start, dict(known.get(start, ()))).setdefault(name, term.id)
    ordered = {
        start: tuple(sorted(names.items(), key=lambda item: -len(item[0]))) for start, names in added.items()
    }
    return {**known, **ordered}


def _first_word(name: str) -> str:
    word = _WORD.match(name)
    return word.group() if word else ""


def _form(text: str) -> str:
    return _GAP.sub("", match_form(text))
