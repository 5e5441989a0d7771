"""Arrows between the apps, and between the layers inside an app, point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.arch.source import APPS, ROOT, core_modules, dotted, imports, modules, name, tree

MAY_IMPORT = {
    "content": {"content"},
    "quizzes": {"content", "quizzes"},
    "learn": {"content", "quizzes", "learn"},
}
BANNED_IN_CORE = {
    "asyncio", "datetime.datetime.now", "django", "getpass", "glob", "io.open", "logging", "os",
    "multiprocessing", "pathlib.Path", "secrets", "shutil", "socket", "sqlite3", "subprocess",
    "tempfile", "time", "urllib.request", "uuid",
}  # fmt: skip
BANNED_CALLS_IN_CORE = {"open", "input", "print", "id", "hash"}
BANNED_METHODS_IN_CORE = {"now", "today", "utcnow"}
BANNED_NAMES = {"utils", "helpers", "services", "common", "signals", "misc"}
LONGEST_MODULE = 400
# Methods of rows, managers and querysets that write.
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "asave", "adelete", "aupdate",
}  # fmt: skip


def layer(path: Path) -> str:
    """Which layer of its app a module is in; modules of the project package itself are ``project``."""
    inside = path.relative_to(ROOT).parts[1:]
    first = inside[0].removesuffix(".py")
    if first in {"core", "models"}:
        return first
    if first in {"views", "forms", "admin", "urls", "templatetags", "management", "serve", "wsgi"}:
        return "face"
    return "use case"


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_the_apps_below_it(app: str) -> None:
    wrong = [
        f"{name(path)}:{line} imports {what}"
        for path in modules(app)
        for line, what in imports(path)
        if what.split(".")[0] in set(APPS) - MAY_IMPORT[app]
    ]
    assert wrong == []


FORBIDDEN_LAYERS = {
    "core": {"models", "use case", "face"},
    "models": {"use case", "face"},
    "use case": {"face"},
    "face": set(),
}
# Modules of the project as such, in no layer.
PROJECT_WIDE = {"apps", "settings", "databases", "urls", "middleware", "context"}
PACKAGES = {ROOT / app / "__init__.py" for app in APPS}


def imported_path(what: str) -> Path | None:
    """The file of ours that a dotted name comes from, or None."""
    parts = what.split(".")
    while parts:
        base = ROOT.joinpath(*parts)
        for candidate in (base.with_suffix(".py"), base / "__init__.py"):
            if candidate.exists():
                return candidate
        parts.pop()
    return None


@pytest.mark.parametrize("app", APPS)
def test_a_layer_imports_only_the_layers_below_it(app: str) -> None:
    wrong = []
    for path in modules(app):
        for line, what in imports(path):
            target = imported_path(what) if what.split(".")[0] in APPS else None
            if target is None or target.stem in PROJECT_WIDE or target in PACKAGES:
                continue
            if layer(target) in FORBIDDEN_LAYERS[layer(path)]:
                wrong.append(
                    f"{name(path)}:{line} ({layer(path)}) imports {dotted(target)} ({layer(target)})"
                )
    assert wrong == []


@pytest.mark.slow
def test_every_core_imports_without_django() -> None:
    code = (
        "import sys, importlib\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'django': raise ImportError('django is out of reach')\n"
        "sys.meta_path.insert(0, Block())\n"
        f"for module in {[dotted(path) for path in core_modules()]!r}: importlib.import_module(module)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_core_reads_no_clock_chance_environment_or_file() -> None:
    wrong = []
    for path in core_modules():
        for line, what in imports(path):
            parts = what.split(".")
            prefixes = {".".join(parts[: end + 1]) for end in range(len(parts))}
            if prefixes & BANNED_IN_CORE or (
                parts[0] == "random" and what not in {"random", "random.Random"}
            ):
                wrong.append(f"{name(path)}:{line} imports {what}")
        for node in ast.walk(tree(path)):
            # A generator with a seed of its own is welcome; the shared one is not.
            if (
                isinstance(node, ast.Attribute)
                and ast.unparse(node.value) == "random"
                and node.attr != "Random"
            ):
                wrong.append(f"{name(path)}:{node.lineno} uses random.{node.attr}")
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in BANNED_CALLS_IN_CORE:
                wrong.append(f"{name(path)}:{node.lineno} calls {node.func.id}()")
            if isinstance(node.func, ast.Attribute) and node.func.attr in BANNED_METHODS_IN_CORE:
                wrong.append(f"{name(path)}:{node.lineno} calls .{node.func.attr}()")
    assert wrong == []


def test_views_write_no_rows() -> None:
    wrong = [
        f"{name(path)}:{node.lineno} calls .{node.func.attr}()"
        for path in modules(*APPS)
        if path.stem == "views" or "views" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert wrong == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    wrong = [
        name(path)
        for path in modules(*APPS, "tools", "tests")
        if BANNED_NAMES & {path.stem, *path.parts[-2:-1]}
    ]
    assert wrong == []


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    wrong = {
        name(path): lines
        for path in modules(*APPS, "tools")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert wrong == {}
