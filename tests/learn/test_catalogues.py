"""Catalogues are whole, compile only when stale, and are updated without loss."""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from learn import cataloguing


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one module, one template and an empty Chinese catalogue."""
    for folder in (*cataloguing.APPS, "templates", "learn/locale/zh_Hans/LC_MESSAGES"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "learn/texts.py").write_text(
        '_("Continue")\nngettext("%(n)s card", "%(n)s cards", 2)\n', "utf-8"
    )
    (tmp_path / "templates/page.html").write_text(
        '{% load i18n %}{% translate "Read again" %}'
        "{% blocktranslate with x=y %}Hello {{ x }}{% endblocktranslate %}",
        "utf-8",
    )
    monkeypatch.setattr(cataloguing, "ROOT", tmp_path)
    monkeypatch.setattr(cataloguing, "LOCALE", tmp_path / "learn/locale")
    write(tmp_path / "learn/locale/zh_Hans/LC_MESSAGES/django.po", {})
    return tmp_path


def write(path: Path, texts: dict[str | tuple[str, str], str | tuple[str, ...]], fuzzy: str = "") -> None:
    """A catalogue with these translations."""
    catalogue = Catalog(locale="zh_Hans")
    for message, translation in texts.items():
        catalogue.add(message, translation, flags=["fuzzy"] if message == fuzzy else [])
    buffer = io.BytesIO()
    write_po(buffer, catalogue)
    path.write_bytes(buffer.getvalue())


WHOLE: dict[str | tuple[str, str], str | tuple[str, ...]] = {
    "Continue": "继续",
    ("%(n)s card", "%(n)s cards"): ("%(n)s 张卡片",),
    "Read again": "再读一遍",
    "Hello %(x)s": "你好，%(x)s",
}


def po(tree: Path) -> Path:
    """The catalogue of the small project."""
    return tree / "learn/locale/zh_Hans/LC_MESSAGES/django.po"


@pytest.mark.slow
def test_every_text_of_the_interface_is_translated() -> None:
    assert cataloguing.catalogue_files()
    assert cataloguing.check_catalogues() == []


def test_texts_are_found_in_code_and_templates(tree: Path) -> None:
    assert {message.id for message in cataloguing.extract_catalogue() if message.id} == set(WHOLE)


def test_a_whole_catalogue_has_no_fault(tree: Path) -> None:
    write(po(tree), WHOLE)
    assert cataloguing.check_catalogues() == []


def test_missing_untranslated_fuzzy_and_wrong_translations_are_told(tree: Path) -> None:
    write(po(tree), {"Continue": "", "Read again": "再读", "Hello %(x)s": "你好，%(y)s"}, fuzzy="Read again")
    found = "\n".join(cataloguing.check_catalogues())
    assert "lacks “%(n)s card” (learn/texts.py:2)" in found
    assert "does not translate “Continue”" in found
    assert "“Read again” as fuzzy" in found
    assert "“Hello %(x)s” wrongly" in found


def test_an_update_keeps_translations_and_adds_what_is_new(tree: Path) -> None:
    write(po(tree), {"Continue": "继续", "Gone": "不在了"})
    cataloguing.update_catalogue(po(tree))
    merged = cataloguing.read_catalogue(po(tree))
    assert merged["Continue"].string == "继续"
    assert not merged["Read again"].string
    assert "Gone" not in merged
    assert "fuzzy" not in po(tree).read_text("utf-8")


def test_an_update_of_what_is_up_to_date_changes_nothing(tree: Path) -> None:
    write(po(tree), WHOLE)
    cataloguing.update_catalogue(po(tree))
    before = po(tree).read_bytes()
    cataloguing.update_catalogue(po(tree))
    assert po(tree).read_bytes() == before


def test_only_a_stale_catalogue_is_compiled(tree: Path) -> None:
    write(po(tree), WHOLE)
    home = tree / "home"
    (compiled,) = cataloguing.compile_catalogues(home)
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Continue") == "继续"
    assert cataloguing.compile_catalogues(home) == []
    os.utime(po(tree), (1, 1))
    assert cataloguing.compile_catalogues(home) == [compiled]
    assert sorted(path.name for path in compiled.parent.iterdir()) == ["django.mo"]
