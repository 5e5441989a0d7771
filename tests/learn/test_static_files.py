"""Static files under names that change with their content."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from learn.static_files import NamedByContent
from tests.arch.source import ROOT

IMPORTED = re.compile(r'from "\./([^"]+)"')


def test_scripts_import_one_another_by_the_names_that_change_with_their_content(tmp_path: Path) -> None:
    ours = FileSystemStorage(ROOT / "static")
    kept = NamedByContent(location=tmp_path, base_url="/static/")
    paths = {}
    for name in (f"js/{path.name}" for path in (ROOT / "static" / "js").glob("*.js")):
        kept.save(name, ours.open(name))
        paths[name] = (ours, name)
    faults = [done for *_, done in kept.post_process(paths) if isinstance(done, Exception)]
    imported = {
        name
        for path in (tmp_path / "js").glob("*.????????????.js")
        for name in IMPORTED.findall(path.read_text("utf-8"))
    }
    assert faults == []
    assert {re.sub(r"\.[0-9a-f]{12}\.js$", "", name) for name in imported} >= {"asking", "exam_queue"}
    assert all(
        (tmp_path / "js" / name).is_file() and re.search(r"\.[0-9a-f]{12}\.js$", name) for name in imported
    )
