"""Catalogues of the interface's texts: extracted, merged, checked and compiled in Python.

English is the source; each folder of ``learn/locale`` holds the ``django.po`` of another language. Compiled
catalogues lie under ``KAODIAN_HOME``, because nothing is written into the source tree at run time.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "learn" / "locale"
APPS = ("content", "quizzes", "learn")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> Iterator[Path]:
    """The Python files and templates that may hold texts of the interface."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for suffix in ("*.html", "*.txt"):
        yield from sorted((ROOT / "templates").rglob(suffix))


def read_source(path: Path) -> tuple[str, bytes]:
    """The extractor to use and what it reads: a template of Django's is turned into calls of gettext."""
    text = path.read_text("utf-8")
    if "jinja2" in path.parts:
        return "jinja2", text.encode()
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    return "python", text.encode()


def extract_catalogue() -> Catalog:
    """Every text that the code and the templates use."""
    found = Catalog(project="Kaodian", charset="utf-8")
    for path in sources():
        method, source = read_source(path)
        options = {"encoding": "utf-8", "newstyle_gettext": "true"}
        for line, message, comments, context in extract(
            method, io.BytesIO(source), KEYWORDS, ["Translators:"], options
        ):
            place = (path.relative_to(ROOT).as_posix(), line)
            found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


def catalogue_files() -> list[Path]:
    """The ``.po`` of each language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def read_catalogue(path: Path) -> Catalog:
    """One language's texts."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def update_catalogue(path: Path) -> None:
    """Merge the texts now in use into one language's file; translations stay, guesses are marked fuzzy."""
    catalogue = read_catalogue(path) if path.exists() else Catalog(locale=path.parent.parent.name)
    used = extract_catalogue()
    catalogue.update(used, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    path.write_bytes(buffer.getvalue())


def faults(path: Path, used: Catalog) -> Iterator[str]:
    """One sentence for every text that is missing, untranslated, doubtful or no longer used in a language."""
    catalogue, name = read_catalogue(path), path.relative_to(ROOT).as_posix()
    for message in used:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        text = message.id if isinstance(message.id, str) else message.id[0]
        if known is None:
            places = ", ".join(f"{place}:{line}" for place, line in message.locations)
            yield f"{name} lacks “{text}” ({places}); run `make catalogues`."
        elif known.fuzzy:
            yield f"{name} marks the translation of “{text}” as fuzzy; read it and remove the mark."
        elif not is_translated(known.string):
            yield f"{name} does not translate “{text}”."
        else:
            for error in known.check(catalogue):
                yield f"{name} translates “{text}” wrongly: {error}."


def is_translated(string: str | Iterable[str]) -> bool:
    """Whether every form of a translation is filled in."""
    return bool(string) if isinstance(string, str) else bool(list(string)) and all(string)


def check_catalogues() -> list[str]:
    """What stands between the catalogues and a whole interface in every language; empty when nothing does."""
    used = extract_catalogue()
    return [fault for path in catalogue_files() for fault in faults(path, used)]


def is_stale(source: Path, target: Path) -> bool:
    """Whether a compiled catalogue is absent or was made from another version of its source."""
    return not target.exists() or target.stat().st_mtime_ns != source.stat().st_mtime_ns


def compile_catalogues(folder: Path) -> list[Path]:
    """Compile into ``folder`` what is stale there; returns the files written, each whole or not at all."""
    written = []
    for source in catalogue_files():
        target = folder / source.relative_to(LOCALE).with_suffix(".mo")
        if not is_stale(source, target):
            continue
        stamp = source.stat()
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}.partial")
        with partial.open("wb") as file:
            write_mo(file, read_catalogue(source))
        os.utime(partial, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        partial.replace(target)
        written.append(target)
    return written
