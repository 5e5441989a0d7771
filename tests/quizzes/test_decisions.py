"""Which decision counts for which draft, and a person's words in place of the generated ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.core.claims import Fact
from quizzes.core.decisions import Decision, Decisions, Wording, draft_hash
from quizzes.core.drafts import Draft, DraftChoice, DraftText, Evidence, QuestionKind
from quizzes.core.reviewing import Reviewed, as_worded_now, review_drafts
from tests.content.test_facts import PACK
from tests.quizzes.test_generation import drafts_of, twins


def sound() -> Draft:
    """A draft in two languages without a flaw whose options are values."""
    return next(
        d
        for d in drafts_of(*twins())
        if d.kind is QuestionKind.ATTRIBUTE and not d.flaws and len(d.texts) == 2
    )


def decided(draft: Draft, status: str = "approved", key: str = "", **more: object) -> Decisions:
    return Decisions({key or draft.key: Decision(status, draft_hash(draft), **more)})  # type: ignore[arg-type]


def reviewed(draft: Draft, decisions: Decisions, facts: tuple[Fact, ...] = ()) -> Reviewed:
    (one,), remarks = review_drafts([draft], decisions, facts=facts or twins(), pack=PACK)
    assert remarks == ()
    return one


def in_texts(draft: Draft, **change: object) -> Draft:
    return replace(draft, texts=tuple(replace(text, **change) for text in draft.texts))  # type: ignore[arg-type]


def in_first_choice(draft: Draft, **change: object) -> Draft:
    texts = tuple(
        replace(text, choices=(replace(text.choices[0], **change), *text.choices[1:]))  # type: ignore[arg-type]
        for text in draft.texts
    )
    return replace(draft, texts=texts)


def test_a_decision_counts_for_the_wording_that_was_read_and_no_other() -> None:
    draft = sound()
    assert decided(draft).status_of(draft) == "approved"
    assert decided(draft, "rejected").status_of(draft) == "rejected"
    assert decided(draft).status_of(in_texts(draft, stem="Another stem?")) == "draft"


def test_a_change_in_one_language_alone_makes_a_draft_again() -> None:
    draft = sound()
    english = tuple(
        replace(text, explanation="Other words.") if text.language == "en" else text for text in draft.texts
    )
    assert decided(draft).status_of(replace(draft, texts=english)) == "draft"


def test_a_decision_under_an_unknown_key_is_found_by_its_hash() -> None:
    draft = sound()
    assert decided(draft, key="another").status_of(draft) == "approved"
    assert decided(draft, key="another").status_of(in_texts(draft, stem="Another stem?")) == "draft"


def test_two_entries_that_differ_about_one_hash_decide_nothing_but_under_its_own_key() -> None:
    draft = sound()
    both = {**decided(draft, key="a").questions, **decided(draft, "rejected", key="b").questions}
    assert Decisions(both).status_of(draft) == "draft"
    assert Decisions({**both, **decided(draft).questions}).status_of(draft) == "approved"


def test_a_draft_without_partners_and_places_keeps_the_hash_that_review_files_name() -> None:
    choices = (DraftChoice("昂贵", True, true_of="丝绸"), DraftChoice("便宜", False, true_of="亚麻"))
    text = DraftText("zh", "丝绸的价格？", choices, "见表。", "n", (1, 1))
    draft = Draft("k", QuestionKind.ATTRIBUTE, "f", Evidence.SAME_TABLE, 0.9, (text,))
    assert draft_hash(draft) == "d708fb29aab5"


@pytest.mark.parametrize("change", [{"lines": (40, 41)}, {"note": "moved.zh.md"}, {"fact": "other"}])
def test_lines_notes_and_facts_do_not_change_the_hash(change: dict[str, object]) -> None:
    assert draft_hash(in_first_choice(sound(), **change)) == draft_hash(sound())


@pytest.mark.parametrize(
    "change",
    [{"text": "other"}, {"correct": None}, {"true_of": "other"}, {"partner": "丝绸"}, {"place": 2}],
)
def test_all_that_a_learner_reads_of_a_choice_changes_the_hash(change: dict[str, object]) -> None:
    assert draft_hash(in_first_choice(sound(), **change)) != draft_hash(sound())


def test_partners_and_places_are_told_apart() -> None:
    places = [draft_hash(in_first_choice(sound(), place=place)) for place in (0, 1, 2)]
    partners = [draft_hash(in_first_choice(sound(), partner=name)) for name in ("1", "2", "place 1")]
    assert len({*places, *partners}) == 6


def test_edited_words_replace_the_generated_ones_and_nothing_else() -> None:
    draft = sound()
    zh = next(text for text in draft.texts if text.language == "zh")
    words = tuple(choice.text + "，照旧" for choice in zh.choices)
    one = reviewed(draft, decided(draft, texts={"zh": Wording("丝绸怎样计价？", words, None)}))
    new = next(text for text in one.draft.texts if text.language == "zh")
    assert (one.status, one.edited, one.hash) == ("approved", True, draft_hash(draft))
    assert (new.stem, tuple(c.text for c in new.choices)) == ("丝绸怎样计价？", words)
    assert new.explanation == zh.explanation
    assert [(c.correct, c.fact, c.lines) for c in new.choices] == [
        (c.correct, c.fact, c.lines) for c in zh.choices
    ]
    assert [t for t in one.draft.texts if t.language == "en"] == [
        t for t in draft.texts if t.language == "en"
    ]
    assert one.draft.key == draft.key


def test_the_checks_run_on_edited_words() -> None:
    draft = sound()
    zh = next(text for text in draft.texts if text.language == "zh")
    key = next(choice.text for choice in zh.choices if choice.correct)
    bad = reviewed(draft, decided(draft, texts={"zh": Wording(stem=f"丝绸{key}，它怎样计价？")}))
    assert "answer-in-stem" in bad.draft.flaws
    same = reviewed(draft, decided(draft, texts={"zh": Wording(choices=(key,) * len(zh.choices))}))
    assert "duplicate-options" in same.draft.flaws


def test_an_edit_can_mend_a_flaw_of_words_but_not_one_of_facts() -> None:
    draft = in_texts(sound(), flaws=("uneven-length", "in-conflict", "twins-differ"))
    edits = {text.language: Wording(explanation="…") for text in draft.texts}
    assert reviewed(draft, decided(draft, texts=edits)).draft.flaws == ("in-conflict", "twins-differ")


def test_an_edit_for_a_wording_that_changed_is_not_used() -> None:
    draft = sound()
    decisions = decided(draft, texts={"zh": Wording(stem="丝绸怎样计价？")})
    changed = in_texts(draft, explanation="New.")
    one = reviewed(changed, decisions)
    assert (one.status, one.edited, one.draft) == ("draft", False, changed)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"zh": Wording(choices=("甲", "乙"))}, "choices, but its edited text in 'zh' has 2."),
        ({"mixed": Wording(stem="?")}, "is edited in 'mixed', but the notes state it in zh, en."),
    ],
)
def test_an_edit_that_does_not_fit_is_reported_and_the_question_waits(
    texts: dict[str, Wording], sentence: str
) -> None:
    draft = sound()
    decisions = decided(draft, texts=texts, line=7)
    (one,), (remark,) = review_drafts([draft], decisions, facts=twins(), pack=PACK)
    assert (one.status, one.draft) == ("draft", draft)
    assert (remark.line, sentence in remark.message) == (7, True)


def test_whoever_stores_edited_drafts_finds_their_status_by_what_they_say_now() -> None:
    draft = sound()
    one = reviewed(draft, decided(draft, texts={"zh": Wording(stem="丝绸怎样计价？")}))
    assert as_worded_now([one]).status_of(one.draft) == "approved"
    assert as_worded_now([one]).status_of(draft) == "draft"


def test_the_fingerprint_follows_every_decision_and_not_its_line() -> None:
    draft = sound()
    plain = decided(draft)
    assert plain.fingerprint() == decided(draft, line=9).fingerprint()
    others = [
        Decisions(),
        decided(draft, "rejected"),
        decided(draft, reason="…"),
        decided(draft, texts={"zh": Wording(stem="…")}),
        decided(draft, texts={"zh": Wording(explanation="…")}),
    ]
    assert len({plain.fingerprint(), *(one.fingerprint() for one in others)}) == 6
