"""What a person's word on a contradiction changes: which facts may be asked again."""

from __future__ import annotations

import pytest

from content.core.claims import Claim, Conflict
from quizzes.core.decisions import Decisions, Resolution
from quizzes.core.settling import standing, unresolved

CONFLICT = Conflict(
    "EFS",
    "可用性",
    "number",
    (
        Claim("99.9%", "notes/old.zh.md", (4, 4)),
        Claim("99.99%", "notes/new.zh.md", (7, 8)),
        Claim("99.9%", "notes/more.zh.md", (2, 2)),
    ),
    "abcabcabcabc",
    ("f1", "f2", "f3"),
)


def decided(**how: object) -> Decisions:
    return Decisions(conflicts={CONFLICT.key: Resolution(**how)})  # type: ignore[arg-type]


def test_a_conflict_that_nobody_resolved_disputes_every_claim() -> None:
    assert standing([CONFLICT], Decisions()) == unresolved([CONFLICT], Decisions()) == (CONFLICT,)


def test_where_both_claims_hold_nothing_is_disputed() -> None:
    assert standing([CONFLICT], decided(both=True)) == unresolved([CONFLICT], decided(both=True)) == ()


@pytest.mark.parametrize(
    ("how", "left"),
    [
        ({"note": "new.zh.md", "note_line": 8}, ("f1", "f3")),
        ({"note": "old.zh.md", "note_line": 4}, ("f2",)),
        ({"value": "99.99%"}, ("f1", "f3")),
        ({"value": "99.9%"}, ("f2",)),
    ],
)
def test_the_claim_that_holds_may_be_asked_and_the_others_may_not(
    how: dict[str, object], left: tuple[str, ...]
) -> None:
    (rest,) = standing([CONFLICT], decided(**how))
    assert rest.facts == left
    assert len(rest.claims) == len(left)
    assert unresolved([CONFLICT], decided(**how)) == ()


@pytest.mark.parametrize(
    "how", [{"value": "98%"}, {"note": "ew.zh.md", "note_line": 7}, {"note": "new.zh.md", "note_line": 1}]
)
def test_a_resolution_that_names_no_claim_resolves_nothing(how: dict[str, object]) -> None:
    assert standing([CONFLICT], decided(**how)) == unresolved([CONFLICT], decided(**how)) == (CONFLICT,)
