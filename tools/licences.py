"""Refuse a run-time package whose licence is not on the list: ``python -m tools.licences``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later",
    "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Python-2.0",
    "Unlicense", "Zlib",
}  # fmt: skip
# Packages whose metadata says nothing, with what their licence file says; of fsrs-rs-python that of the fsrs crate by the
# same authors, which is all but a few lines of it (docs/decisions/0009-memory-by-fsrs.md).
READ_BY_US = {"fsrs-rs-python": "BSD-3-Clause", "pysqlite3": "Zlib"}
SPELLINGS = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}


def pinned(requirements: Path) -> list[str]:
    """The names of the packages that a locked list pins."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", requirements.read_text("utf-8"), re.MULTILINE)


def licence(package: str) -> str:
    """The licence of an installed package, as an SPDX expression where its metadata can be read as one."""
    if package in READ_BY_US:
        return READ_BY_US[package]
    fields = metadata(package)
    if expression := fields.get("License-Expression"):
        return str(expression)
    classifiers = [value for key, value in fields.items() if key == "Classifier" and "License ::" in value]
    stated = [str(fields.get("License") or ""), *(value.rpartition(":: ")[2] for value in classifiers)]
    for text in stated:
        known = SPELLINGS.get(text.strip().lower(), text.strip())
        if known in ALLOWED:
            return known
    return " / ".join(filter(None, (text.strip()[:80] for text in stated))) or "none stated"


def is_allowed(expression: str) -> bool:
    """Whether one alternative of the expression has nothing but allowed licences."""
    flat = expression.replace("(", " ").replace(")", " ")
    return any(
        all(part.strip() in ALLOWED for part in re.split(r"\bAND\b", choice))
        for choice in re.split(r"\bOR\b", flat)
    )


def refusals(requirements: Path) -> Iterator[str]:
    """A sentence for each package that may not be shipped with."""
    for package in pinned(requirements):
        try:
            stated = licence(package)
        except PackageNotFoundError:
            yield f"{package} is locked but not installed; run `make check`, which installs it."
            continue
        if not is_allowed(stated):
            yield f"{package} has the licence “{stated}”, which is not on the list in tools/licences.py."


def main() -> int:
    """Print every refusal; 1 when there is one."""
    found = list(refusals(ROOT / "requirements.txt"))
    for sentence in found:
        print(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
