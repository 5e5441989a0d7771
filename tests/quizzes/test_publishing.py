"""What is published: by a person's yes, or by the record of its template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from quizzes.core.drafts import Draft, DraftChoice, DraftText, Evidence, QuestionKind
from quizzes.core.publishing import Template, acceptance, may_publish, publishable, template_of
from quizzes.core.reviewing import Reviewed
from tests.quizzes.test_generation import drafts_of, twins

NOTE = "cloth.zh.md"
OTHER = "wool.zh.md"


def draft(
    *,
    kind: QuestionKind = QuestionKind.ATTRIBUTE,
    evidence: Evidence = Evidence.SAME_TABLE,
    confidence: float = 0.9,
    flaws: tuple[str, ...] = (),
    languages: Iterable[str] = ("zh",),
    terms: bool = False,
) -> Draft:
    names = ("丝绸", "亚麻", "羊毛")
    choices = tuple(
        DraftChoice(
            name if terms else f"{name}的价格", i == 0, name, name, OTHER if i else NOTE, (i + 1, i + 1)
        )
        for i, name in enumerate(names)
    )
    texts = tuple(DraftText(language, "?", choices, "", NOTE, (1, 1), flaws) for language in languages)
    return Draft("k", kind, "f", evidence, confidence, texts)


def undecided(one: Draft) -> Reviewed:
    return Reviewed(one, "draft", one)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"evidence": Evidence.CONSTRUCTED}, True),
        ({"evidence": Evidence.OTHER_TERM}, True),
        ({"evidence": Evidence.OPEN_WORLD}, False),
        ({"evidence": Evidence.OPEN_WORLD, "confidence": 1.0}, False),
        ({"confidence": 0.75}, True),
        ({"confidence": 0.74}, False),
        ({"evidence": Evidence.WRITTEN, "confidence": 0.9}, True),
        ({"evidence": Evidence.WRITTEN, "confidence": 0.8}, False),
        ({"flaws": ("fragment",)}, False),
        ({"flaws": ("in-conflict",)}, False),
        ({"languages": ()}, False),
    ],
)
def test_publishable_means_that_only_a_persons_yes_is_missing(
    change: dict[str, object], expected: bool
) -> None:
    assert publishable(draft(**change)) is expected  # type: ignore[arg-type]


def test_a_flaw_in_one_language_is_enough_to_hold_a_question_back() -> None:
    both = draft(languages=("zh", "en"))
    assert publishable(both)
    assert not publishable(replace(both, texts=(both.texts[0], replace(both.texts[1], flaws=("fragment",)))))


@pytest.mark.parametrize(
    ("status", "flaws", "expected"),
    [
        ("approved", (), True),
        ("approved", ("uneven-length",), True),
        ("approved", ("in-conflict",), False),
        ("approved", ("twins-differ",), False),
        ("rejected", (), False),
        ("draft", (), False),
    ],
)
def test_a_person_decides_but_never_over_a_fact_in_doubt(
    status: str, flaws: tuple[str, ...], expected: bool
) -> None:
    one = draft(flaws=flaws)
    assert may_publish(Reviewed(one, status, one)) is expected


@pytest.mark.parametrize(
    ("record", "confirmed", "change", "expected"),
    [
        ((45, 50), (NOTE, OTHER), {}, True),
        ((44, 50), (NOTE, OTHER), {}, False),
        ((49, 49), (NOTE, OTHER), {}, False),
        ((90, 100), (NOTE, OTHER), {}, True),
        ((50, 50), (NOTE,), {}, False),
        ((50, 50), (), {}, False),
        ((50, 50), (NOTE, OTHER), {"confidence": 0.7}, False),
        ((50, 50), (NOTE, OTHER), {"evidence": Evidence.WRITTEN}, False),
        ((50, 50), (NOTE, OTHER), {"evidence": Evidence.OPEN_WORLD}, False),
        ((50, 50), (NOTE, OTHER), {"flaws": ("fragment",)}, False),
    ],
)
def test_a_template_that_earned_it_publishes_without_a_person_from_confirmed_notes(
    record: tuple[int, int], confirmed: tuple[str, ...], change: dict[str, object], expected: bool
) -> None:
    one = draft(**change)  # type: ignore[arg-type]
    earned = {template_of(one): record}
    assert may_publish(undecided(one), acceptance=earned, confirmed_notes=confirmed) is expected


def test_the_record_of_one_template_says_nothing_of_another() -> None:
    one = draft()
    others = [draft(terms=True), draft(languages=("zh", "en")), draft(kind=QuestionKind.CONTRAST)]
    earned = {template_of(other): (60, 60) for other in others}
    assert len(earned) == 3
    assert not may_publish(undecided(one), acceptance=earned, confirmed_notes=(NOTE, OTHER))


def test_generated_drafts_fall_into_templates_by_kind_sort_of_options_and_languages() -> None:
    templates = {template_of(one) for one in drafts_of(*twins())}
    assert Template(QuestionKind.ATTRIBUTE, "value", ("en", "zh")) in templates
    assert Template(QuestionKind.CONTRAST, "term", ("en", "zh")) in templates


def test_acceptance_counts_what_was_approved_as_generated_among_what_was_decided() -> None:
    one, other = draft(), draft(terms=True)
    edited = replace(one, texts=tuple(replace(text, stem="!") for text in one.texts))
    reviewed = [
        Reviewed(one, "approved", one),
        Reviewed(one, "rejected", one),
        Reviewed(edited, "approved", one),
        Reviewed(one, "draft", one),
        Reviewed(other, "approved", other),
    ]
    assert acceptance(reviewed) == {template_of(one): (1, 3), template_of(other): (1, 1)}
