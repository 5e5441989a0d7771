"""HTTP as bytes: what is measured is the server, not how a library takes a response apart."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=;\r]+)=([^;\r]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before the body of a response."""

    status: int
    length: int
    """Bytes of the body."""
    cookies: Mapping[str, str]


def request(
    method: str, path: str, cookies: Mapping[str, str], form: Mapping[str, str] | None = None
) -> bytes:
    """A request as it is sent over a connection that stays open; ``form`` as htmx posts it."""
    body = urllib.parse.urlencode(form).encode() if form is not None else b""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", "HX-Request: true"]
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read_head(head: bytes) -> Head:
    """The head of a response up to its blank line; raises ValueError when it does not say how long the body is."""
    length = _LENGTH.search(head)
    if not length:
        raise ValueError(f"The response tells no length: {head[:300]!r}.")
    cookies = {name.decode(): value.decode() for name, value in _COOKIE.findall(head)}
    return Head(int(head.split(b" ", 2)[1]), int(length[1]), cookies)
