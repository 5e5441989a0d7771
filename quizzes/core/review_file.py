"""Reading ``review.yaml``, the decisions that stand beside a course's notes; see ``docs/review.md``."""

from __future__ import annotations

import re

import yaml

from content.core.yaml_nodes import Fields, YamlMistake, compose, entries, line_of, text_of
from quizzes.core.decisions import STATUSES, Decision, Decisions, RepairedTable, Resolution, Wording

_PLACE = re.compile(r"(?P<note>.+\.(?:md|markdown|txt)):(?P<line>[1-9][0-9]{0,8})")
_SECTIONS = ("questions", "tables", "conflicts")


def parse_review(text: str) -> Decisions:
    """The decisions in the text of a ``review.yaml``.

    Every scalar is read as text: a hash of digits only stays a hash. Raises YamlMistake with a sentence
    that says what to mend, and the line.
    """
    sections = entries(compose(text, "The review file"), "The review file", _SECTIONS)
    return Decisions(
        {
            key: _question(key, node)
            for key, node in entries(sections.get("questions"), "`questions:`").items()
        },
        {key: _table(key, node) for key, node in entries(sections.get("tables"), "`tables:`").items()},
        {
            key: _resolution(key, node)
            for key, node in entries(sections.get("conflicts"), "`conflicts:`").items()
        },
    )


def _question(key: str, node: yaml.Node) -> Decision:
    what = f"Question {key}"
    fields = _fields(node, what, ("status", "hash", "reason", "text"))
    status = _scalar(fields, "status", what)
    if status not in STATUSES:
        raise YamlMistake(
            f"{what} has the status {status!r}; it must be one of {', '.join(STATUSES)}.",
            line=line_of(fields.get("status", node)),
        )
    hashed = _scalar(fields, "hash", what)
    if not hashed and (status != "draft" or "text" in fields):
        raise YamlMistake(
            f"{what} has no hash; add the hash of the wording that was read, as inspect_notes prints it.",
            line=line_of(node),
        )
    texts = {
        language: _wording(f"{what}, {language},", entry)
        for language, entry in entries(fields.get("text"), f"{what}, text,", ("zh", "en", "mixed")).items()
    }
    return Decision(status, hashed, _scalar(fields, "reason", what), texts, line_of(node))


def _wording(what: str, node: yaml.Node) -> Wording:
    fields = _fields(node, what, ("stem", "choices", "explanation"))
    choices = _texts(fields["choices"], f"{what} choices") if "choices" in fields else None
    stem = _scalar(fields, "stem", what) if "stem" in fields else None
    for words in (*(choices or ()), *(() if stem is None else (stem,))):
        if not words.strip():
            raise YamlMistake(f"{what} has an empty stem or choice; write it out.", line=line_of(node))
    return Wording(stem, choices, _scalar(fields, "explanation", what) if "explanation" in fields else None)


def _table(key: str, node: yaml.Node) -> RepairedTable:
    what = f"Table {key}"
    fields = _fields(node, what, ("header", "rows", "reason"))
    if "header" not in fields or not isinstance(rows := fields.get("rows"), yaml.SequenceNode):
        raise YamlMistake(f"{what} must have a `header:` and a list of `rows:`.", line=line_of(node))
    header = _texts(fields["header"], f"{what}, header,")
    cells = []
    for row in rows.value:
        cells.append(_texts(row, f"A row of table {key}"))
        if len(cells[-1]) != len(header):
            raise YamlMistake(
                f"A row of table {key} has {len(cells[-1])} cells, its header {len(header)}.",
                line=line_of(row),
            )
    return RepairedTable(header, tuple(cells), line_of(node))


def _resolution(key: str, node: yaml.Node) -> Resolution:
    what = f"Conflict {key}"
    fields = _fields(node, what, ("keep", "both", "reason"))
    keep, both = _scalar(fields, "keep", what), _scalar(fields, "both", what)
    reason = _scalar(fields, "reason", what)
    if bool(keep) == bool(both) or both not in ("", "true"):
        raise YamlMistake(
            f"{what} must have either `keep:` with the claim that holds or `both: true`.", line=line_of(node)
        )
    if both and not reason:
        raise YamlMistake(
            f"{what} keeps both claims; say in `reason:` why both can be true.", line=line_of(node)
        )
    place = _PLACE.fullmatch(keep)
    if place:
        return Resolution(False, place["note"], int(place["line"]), "", reason, line_of(node))
    return Resolution(bool(both), "", 0, keep, reason, line_of(node))


def _fields(node: yaml.Node, what: str, allowed: tuple[str, ...]) -> Fields:
    if not isinstance(node, yaml.MappingNode):
        raise YamlMistake(f"{what} must have {', '.join(allowed)}.", line=line_of(node))
    return entries(node, what, allowed)


def _scalar(fields: Fields, name: str, what: str) -> str:
    return text_of(fields[name], f"{what} {name}") if name in fields else ""


def _texts(node: yaml.Node, what: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise YamlMistake(f"{what} must be a list of texts.", line=line_of(node))
    return tuple(text_of(entry, f"An entry of {what}") for entry in node.value)
