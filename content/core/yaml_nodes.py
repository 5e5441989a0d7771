"""Reading YAML as nodes that know their lines, so that a mistake can be named with its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

Fields = dict[str, yaml.Node]

_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where it was built: a course's decisions are read at every start."""
_DEEPEST = 100


class YamlMistake(ValueError):
    """A YAML text that cannot be used, in a full sentence; ``line`` is 1-based."""

    def __init__(self, message: str, *, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def compose(text: str, what: str) -> yaml.Node | None:
    """The root node of ``text``, or None when it is empty; ``what`` names the file in sentences."""
    if _is_shallow(text):
        try:
            return yaml.compose(text, Loader=_FAST)
        except yaml.YAMLError:
            pass  # the parser in Python names the line more exactly
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise YamlMistake(
            f"{what} is not valid YAML ({problem}); mend that line.", line=mark.line + 1 if mark else 1
        ) from None
    except RecursionError:
        raise YamlMistake(f"{what} is nested too deeply; write it flat.") from None


def _is_shallow(text: str) -> bool:
    """Whether no more than so many levels can be open at once: the parser in C does not survive the deepest texts.

    Brackets inside texts count too; then the parser in Python reads what the other could have read.
    """
    depth = 0
    for line in text.splitlines():
        depth += sum(map(line.count, "[{")) - sum(map(line.count, "]}"))
        nested = line.count("- ") + line.count("? ") + line.count("[") + line.count("{")
        if depth > _DEEPEST or nested > _DEEPEST or len(line) - len(line.lstrip()) > _DEEPEST:
            return False
    return True


def load(text: str) -> Any:
    """The data in ``text``, of which nothing but plain YAML is believed. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_FAST if _is_shallow(text) else yaml.SafeLoader)


def line_of(node: yaml.Node) -> int:
    """The line where a node begins, from 1."""
    return int(node.start_mark.line) + 1


def is_null(node: yaml.Node) -> bool:
    """Whether nothing stands where a value could."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def entries(node: yaml.Node | None, what: str, allowed: Iterable[str] = ()) -> Fields:
    """Names and values of a mapping, each name once; none when there is no node or it is empty.

    With ``allowed``, other names are mistakes.
    """
    if node is None or is_null(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise YamlMistake(f"{what} must be a list of `name: value` lines.", line=line_of(node))
    allowed = tuple(allowed)
    found: Fields = {}
    for name, value in node.value:
        key = text_of(name, f"A name in {what}")
        if key in found:
            raise YamlMistake(f"{what} has {key!r} twice; keep one of them.", line=line_of(name))
        if allowed and key not in allowed:
            raise YamlMistake(f"{what} has {key!r}; it can have {', '.join(allowed)}.", line=line_of(name))
        found[key] = value
    return found


def fields(node: yaml.Node, what: str, allowed: Iterable[str] = ()) -> Fields:
    """Like ``entries``, without names that have no value."""
    return {key: value for key, value in entries(node, what, allowed).items() if not is_null(value)}


def items(node: yaml.Node | None, what: str) -> tuple[yaml.Node, ...]:
    """The entries of a list; none when there is no node."""
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise YamlMistake(f"{what} must be a list, one `- entry` a line.", line=line_of(node))
    return tuple(node.value)


def text_of(node: yaml.Node, what: str) -> str:
    """The text of a scalar."""
    if not isinstance(node, yaml.ScalarNode):
        raise YamlMistake(f"{what} must be a text.", line=line_of(node))
    return "" if is_null(node) else str(node.value)


def whole_of(node: yaml.Node, what: str, *, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``."""
    value = text_of(node, what)
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise YamlMistake(
            f"{what} is {value!r}; it must be a whole number from {least} to {most}.", line=line_of(node)
        )
    return int(value)


def truth_of(node: yaml.Node, what: str) -> bool:
    """``true`` or ``false``."""
    value = text_of(node, what)
    if value not in {"true", "false"}:
        raise YamlMistake(f"{what} is {value!r}; it must be true or false.", line=line_of(node))
    return value == "true"
