"""Marks: the names and numbers in a text by which one of several like things can be told."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.names import strip_marks
from content.core.terms import Pack

_NAMED = re.compile(
    r"(?<![A-Za-z])(?:[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*|[a-z]+[A-Z][A-Za-z]+|[A-Z][a-z]{3,}|\d+)"
)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_EVERYWHERE = frozenset(
    (
        *(
            "AWS",
            *("PB", "TB", "GB", "MB", "KB", "TiB", "GiB", "MiB", "Gbps", "Mbps", "IOPS", "IP"),
            "Amazon",
            "API",
            "APIs",
            "Azure",
            "Cloud",
            "Web",
            "Windows",
            "Linux",
            "SDK",
            "CLI",
            "Service",
        ),
        *("Services", "App", "IT", "Internet", "HTTPS", "IO", "URL", "Docker"),
    )
)


def marks_in(text: str, pack: Pack) -> frozenset[str]:
    """Names and numbers in ``text``, folded; not the pack's terms, nor what stands in any note."""
    return frozenset(mark.casefold() for mark in _names_in(text) if not pack.find(mark))


@lru_cache(maxsize=1 << 12)
def _names_in(text: str) -> tuple[str, ...]:
    plain = _ASIDE.sub(" ", strip_marks(text))  # DNS (Domain Name System) is but DNS
    return tuple(mark for mark in _NAMED.findall(plain) if mark not in _EVERYWHERE)
