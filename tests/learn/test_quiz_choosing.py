"""Which questions fit a learner's wish, and what to loosen."""

from __future__ import annotations

import pytest

from learn.core.choosing import Candidate, Group, Only, Wish, count_facts, fitting, group_of, loosenings


def candidate(fact, question, **changes):
    options = {
        "group": Group.ONE,
        "languages": frozenset({"zh", "en"}),
        "places": frozenset({"quay", "quay#depth"}),
        "term": "Quay",
        "standings": frozenset(),
    } | changes
    return Candidate(fact, question, **options)


BANK = [
    candidate(1, 11),
    candidate(1, 12, group=Group.SEVERAL),
    candidate(2, 21, places=frozenset({"mole", "mole#length"}), term="Mole"),
    candidate(3, 31, languages=frozenset({"zh"}), standings=frozenset({Only.WEAK, Only.MISTAKES})),
    candidate(
        4, 41, standings=frozenset({Only.UNSEEN}), term="Buoy", places=frozenset({"quay", "quay#light"})
    ),
]


@pytest.mark.parametrize(
    ("wish", "questions"),
    [
        (Wish(), {11, 12, 21, 31, 41}),
        (Wish(sections=frozenset({"mole"})), {21}),
        (Wish(sections=frozenset({"quay#light"})), {41}),
        (Wish(terms=frozenset({"Mole", "Buoy"})), {21, 41}),
        (Wish(sections=frozenset({"mole"}), terms=frozenset({"Buoy"})), {21, 41}),
        (Wish(groups=frozenset({Group.SEVERAL})), {12}),
        (Wish(language="en"), {11, 12, 21, 41}),
        (Wish(only=Only.MISTAKES), {31}),
        (Wish(only=Only.UNSEEN), {41}),
        (Wish(only=Only.WEAK, language="en"), set()),
    ],
)
def test_a_wish_is_fulfilled_by_the_questions_that_fit_all_of_it(wish, questions):
    assert {question for _fact, question in fitting(BANK, wish)} == questions


def test_facts_are_counted_once_however_many_questions_they_have():
    assert count_facts([(1, 11), (1, 12), (2, 21)]) == 2


def test_what_is_worth_loosening_is_told_with_what_it_brings_the_most_first():
    wish = Wish(language="en", only=Only.WEAK, groups=frozenset({Group.ONE}))
    assert loosenings(BANK, wish) == [("only", 3), ("language", 1)]
    assert loosenings(BANK, Wish()) == []


@pytest.mark.parametrize(
    ("kind", "group"),
    [("attribute", Group.ONE), ("multiple", Group.SEVERAL), ("matching", Group.MATCH), ("ordering", Group.ORDER), ("written", Group.WRITTEN)],
)  # fmt: skip
def test_kinds_are_grouped_by_how_they_are_answered(kind, group):
    assert group_of(kind) is group
