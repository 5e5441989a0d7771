"""Putting decisions on drafts: which status a draft has, and a person's words in place of the generated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from content.core.claims import Conflict, Fact
from content.core.terms import Pack
from quizzes.core.bank import Bank, index_facts
from quizzes.core.check_context import Context
from quizzes.core.checks import CHECKS, find_flaws
from quizzes.core.decisions import Decision, Decisions, Wording, draft_hash
from quizzes.core.drafts import Draft, DraftText

_OF_FACTS = frozenset({"in-conflict", "twins-differ"})
"""Flaws that no other wording can mend."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft as a learner would see it, its status, and the draft as it was generated."""

    draft: Draft
    status: str
    generated: Draft

    @property
    def hash(self) -> str:
        """What a decision in ``review.yaml`` names: the hash of the generated wording."""
        return draft_hash(self.generated)

    @property
    def edited(self) -> bool:
        """Whether a person's words stand in it."""
        return self.draft is not self.generated


@dataclass(frozen=True, slots=True)
class Remark:
    """A decision that could not be followed: a full sentence, and its line in the review file."""

    line: int
    message: str


def review_drafts(
    drafts: Sequence[Draft],
    decisions: Decisions,
    *,
    facts: Iterable[Fact],
    pack: Pack,
    conflicts: Iterable[Conflict] = (),
) -> tuple[tuple[Reviewed, ...], tuple[Remark, ...]]:
    """Every draft with its status and edited words, in the same order, and the edits that do not fit.

    An edit whose shape does not fit its draft is left out, and the draft waits for a person again. The
    checks run on edited words as on generated ones.
    """
    bank: Bank | None = None
    done, remarks = [], []
    for draft in drafts:
        decision = decisions.find(draft)
        if decision is None or not decision.texts:
            done.append(Reviewed(draft, decision.status if decision else "draft", draft))
        elif misfit := _misfit(draft, decision):
            done.append(Reviewed(draft, "draft", draft))
            remarks.append(Remark(decision.line, misfit))
        else:
            bank = bank or index_facts(facts, pack=pack, conflicts=conflicts)
            done.append(Reviewed(_reworded(draft, decision, bank), decision.status, draft))
    return tuple(done), tuple(remarks)


def as_worded_now(reviewed: Iterable[Reviewed]) -> Decisions:
    """Decisions by the hash of what a learner would see, for whoever stores drafts with edits in place."""
    return Decisions(
        {r.draft.key: Decision(r.status, draft_hash(r.draft)) for r in reviewed if r.status != "draft"}
    )


def _misfit(draft: Draft, decision: Decision) -> str:
    """What keeps the edited words from standing in the draft, as a sentence; empty when they fit."""
    told = {text.language: text for text in draft.texts}
    for language, wording in decision.texts.items():
        if language not in told:
            return f"Question {draft.key} is edited in {language!r}, but the notes state it in {', '.join(told)}."
        wanted, given = len(told[language].choices), len(wording.choices or ())
        if wording.choices is not None and given != wanted:
            return (
                f"Question {draft.key} has {wanted} choices, but its edited text in {language!r} has {given}."
            )
    return ""


def _reworded(draft: Draft, decision: Decision, bank: Bank) -> Draft:
    texts = []
    for text in draft.texts:
        wording = decision.texts.get(text.language)
        if wording:
            kept = tuple(flaw for flaw in text.flaws if flaw in _OF_FACTS or flaw not in CHECKS)
            new = _with_words(text, wording)
            found = find_flaws(new, _context(draft, text, bank))
            text = replace(new, flaws=tuple(dict.fromkeys((*found, *kept))))  # noqa: PLW2901
        texts.append(text)
    return replace(draft, texts=tuple(texts))


def _with_words(text: DraftText, wording: Wording) -> DraftText:
    words = wording.choices or tuple(choice.text for choice in text.choices)
    return replace(
        text,
        stem=text.stem if wording.stem is None else wording.stem.strip(),
        choices=tuple(
            replace(choice, text=new.strip()) for choice, new in zip(text.choices, words, strict=True)
        ),
        explanation=text.explanation if wording.explanation is None else wording.explanation.strip(),
    )


def _context(draft: Draft, generated: DraftText, bank: Bank) -> Context:
    """What the checks must know, read off the generated wording and the facts that it rests on."""
    fact = bank.versions[draft.fact][generated.language]
    term = bank.pack.get(fact.term)
    called = (fact.subject, *(term.names() if term else ()))
    of_terms = shows_terms(generated)
    of_values = not of_terms and not any(choice.constructed for choice in generated.choices)
    involved = {draft.fact, *(choice.fact for choice in generated.choices)}
    return Context(
        draft.kind,
        answer_names=called if of_terms else (),
        subject_names=called if of_values else (),
        true_values=bank.truths(fact) if of_values else (),
        terms_as_options=of_terms,
        disputed=bool(involved & bank.disputed),
        pack=bank.pack,
        truths=bank.sayings,
        term=fact.term,
        asked=fact.value if of_terms else "",
    )


def shows_terms(text: DraftText) -> bool:
    """Whether the options of a generated wording are the names of terms."""
    named = [choice for choice in text.choices if choice.true_of]
    return bool(named) and all(choice.text == choice.true_of for choice in named)
