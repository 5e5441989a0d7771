"""The members of a listing that stands in a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.names import strip_marks

_SPLIT = re.compile(
    r"\s*(?:、|；|;|，|,\s*(?:and|or)\s+|,\s|\s+(?:and|or)\s+|(?<=[^\s])(?:以及|和|与|及|或)(?=[^\s]))\s*"
)
_LEAD = re.compile(r"^(?:包括|包含|含有|由|分为|分成|有|includes?|contains?|consists? of)(?:了)?\s*", re.I)
_REST = re.compile(r"(?:等等?(?:.{0,6})?|等.{0,4}[组种类]成|组成|and so on|etc\.?)$", re.I)
_MOST = 8


@lru_cache(maxsize=1 << 12)
def members_of(text: str) -> tuple[str, ...]:
    """``A、B 和 C`` as its members; empty when the text is no plain listing of names."""
    plain = _REST.sub("", _LEAD.sub("", strip_marks(text).strip("。. "))).strip()
    hidden = re.sub(r"[(（][^()（）]*[)）]", lambda m: "\x00" * len(m[0]), plain)
    members, start = [], 0
    for found in _SPLIT.finditer(hidden):
        members.append(plain[start : found.start()])
        start = found.end()
    members.append(plain[start:])
    members = [member.strip() for member in members]
    fit = all(2 <= len(member) <= 40 and not re.search(r"[。；;:：]", member) for member in members)
    return tuple(members) if fit and 2 <= len(members) <= _MOST else ()
