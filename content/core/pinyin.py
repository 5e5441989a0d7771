"""How Chinese names are pronounced: for sorting, and for finding them by pinyin or its initials."""

from __future__ import annotations

import re

from content.core.search_text import search_form, words_of

_HAN = re.compile(r"[\u3400-\u9fff]")


def sort_key(name: str) -> str:
    """``name`` as it is sorted: pinyin of its characters with a space between syllables, other scripts folded."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 25 MB that only writing needs

    return " ".join(" ".join(lazy_pinyin(search_form(name))).split())


def spellings(name: str) -> tuple[str, ...]:
    """The pinyin of ``name`` written together, and the initials of its characters; nothing without Chinese.

    Letters and digits among the characters stay as they are: EC2 实例 is ec2shili and ec2sl.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    joined = "".join(words_of(name))
    if not _HAN.search(joined):
        return ()
    initials = lazy_pinyin(joined, style=Style.FIRST_LETTER)
    return tuple(dict.fromkeys(("".join(lazy_pinyin(joined)), "".join(initials))))
