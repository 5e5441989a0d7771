"""Reading ``review.yaml``, the decisions that stand beside a course's notes; see ``docs/review.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from quizzes.core.decisions import STATUSES, Decision, Decisions, RepairedTable, Resolution, Wording

_PLACE = re.compile(r"(?P<note>.+\.(?:md|markdown|txt)):(?P<line>[1-9][0-9]{0,8})")
_SECTIONS = ("questions", "tables", "conflicts")


class ReviewFileError(ValueError):
    """A ``review.yaml`` that cannot be used; ``line`` is 1-based."""

    def __init__(self, message: str, *, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def parse_review(text: str) -> Decisions:
    """The decisions in the text of a ``review.yaml``.

    Every scalar is read as text: a hash of digits only stays a hash. Raises ReviewFileError with a sentence
    that says what to mend, and the line.
    """
    sections = dict(_entries(_compose(text), "The review file", _SECTIONS))
    return Decisions(
        {key: _question(key, node) for key, node in _entries(sections.get("questions"), "`questions:`")},
        {key: _table(key, node) for key, node in _entries(sections.get("tables"), "`tables:`")},
        {key: _resolution(key, node) for key, node in _entries(sections.get("conflicts"), "`conflicts:`")},
    )


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ReviewFileError(
            "The review file is not valid YAML; mend that line.", line=mark.line + 1 if mark else 1
        ) from None
    except RecursionError:
        raise ReviewFileError("The review file is nested too deeply; write it flat.") from None


def _entries(
    node: yaml.Node | None, what: str, allowed: tuple[str, ...] = ()
) -> Iterator[tuple[str, yaml.Node]]:
    """Keys and values of a mapping (none of an empty one); each key once, and only ``allowed`` ones."""
    if node is None or _is_null(node):
        return
    if not isinstance(node, yaml.MappingNode):
        raise ReviewFileError(f"{what} must be a mapping of names to entries.", line=_line(node))
    seen: set[str] = set()
    for name, value in node.value:
        key = _text(name, f"A name in {what}")
        if key in seen:
            raise ReviewFileError(f"{what} has {key!r} twice; keep one of them.", line=_line(name))
        if allowed and key not in allowed:
            raise ReviewFileError(f"{what} has {key!r}; it can have {', '.join(allowed)}.", line=_line(name))
        seen.add(key)
        yield key, value


def _question(key: str, node: yaml.Node) -> Decision:
    what = f"Question {key}"
    fields = _fields(node, what, ("status", "hash", "reason", "text"))
    status = _scalar(fields, "status", what)
    if status not in STATUSES:
        raise ReviewFileError(
            f"{what} has the status {status!r}; it must be one of {', '.join(STATUSES)}.",
            line=_line(fields.get("status", node)),
        )
    hashed = _scalar(fields, "hash", what)
    if not hashed and (status != "draft" or "text" in fields):
        raise ReviewFileError(
            f"{what} has no hash; add the hash of the wording that was read, as inspect_notes prints it.",
            line=_line(node),
        )
    texts = {
        language: _wording(f"{what}, {language},", entry)
        for language, entry in _entries(fields.get("text"), f"{what}, text,", ("zh", "en", "mixed"))
    }
    return Decision(status, hashed, _scalar(fields, "reason", what), texts, _line(node))


def _wording(what: str, node: yaml.Node) -> Wording:
    fields = _fields(node, what, ("stem", "choices", "explanation"))
    choices = _texts(fields["choices"], f"{what} choices") if "choices" in fields else None
    stem = _scalar(fields, "stem", what) if "stem" in fields else None
    for words in (*(choices or ()), *(() if stem is None else (stem,))):
        if not words.strip():
            raise ReviewFileError(f"{what} has an empty stem or choice; write it out.", line=_line(node))
    return Wording(stem, choices, _scalar(fields, "explanation", what) if "explanation" in fields else None)


def _table(key: str, node: yaml.Node) -> RepairedTable:
    what = f"Table {key}"
    fields = _fields(node, what, ("header", "rows", "reason"))
    if "header" not in fields or not isinstance(rows := fields.get("rows"), yaml.SequenceNode):
        raise ReviewFileError(f"{what} must have a `header:` and a list of `rows:`.", line=_line(node))
    header = _texts(fields["header"], f"{what}, header,")
    cells = []
    for row in rows.value:
        cells.append(_texts(row, f"A row of table {key}"))
        if len(cells[-1]) != len(header):
            raise ReviewFileError(
                f"A row of table {key} has {len(cells[-1])} cells, its header {len(header)}.",
                line=_line(row),
            )
    return RepairedTable(header, tuple(cells), _line(node))


def _resolution(key: str, node: yaml.Node) -> Resolution:
    what = f"Conflict {key}"
    fields = _fields(node, what, ("keep", "both", "reason"))
    keep, both = _scalar(fields, "keep", what), _scalar(fields, "both", what)
    reason = _scalar(fields, "reason", what)
    if bool(keep) == bool(both) or both not in ("", "true"):
        raise ReviewFileError(
            f"{what} must have either `keep:` with the claim that holds or `both: true`.", line=_line(node)
        )
    if both and not reason:
        raise ReviewFileError(
            f"{what} keeps both claims; say in `reason:` why both can be true.", line=_line(node)
        )
    place = _PLACE.fullmatch(keep)
    if place:
        return Resolution(False, place["note"], int(place["line"]), "", reason, _line(node))
    return Resolution(bool(both), "", 0, keep, reason, _line(node))


def _fields(node: yaml.Node, what: str, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise ReviewFileError(f"{what} must have {', '.join(allowed)}.", line=_line(node))
    return dict(_entries(node, what, allowed))


def _scalar(fields: dict[str, yaml.Node], name: str, what: str) -> str:
    return _text(fields[name], f"{what} {name}") if name in fields else ""


def _texts(node: yaml.Node, what: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise ReviewFileError(f"{what} must be a list of texts.", line=_line(node))
    return tuple(_text(entry, f"An entry of {what}") for entry in node.value)


def _text(node: yaml.Node, what: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise ReviewFileError(f"{what} must be a text.", line=_line(node))
    return "" if _is_null(node) else str(node.value)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
