"""The course that ships: all of it for tests that take their time, a few of its notes for the others."""

from __future__ import annotations

from pathlib import Path

NOTES = Path(__file__).parents[1] / "content" / "notes" / "aws-foundations"
FEW = tuple(
    NOTES / f"{slug}.{language}.md" for slug in ("containers", "ecs", "fargate") for language in ("zh", "en")
)


def copy_few(folder: Path) -> None:
    """Put the few notes into ``folder``, as a course of their own."""
    folder.mkdir(exist_ok=True)
    for path in FEW:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "course.yaml").write_text("title: {zh: 容器, en: Containers}\nlanguages: [zh, en]\n", "utf-8")
