"""Questions from facts: planned once on fact keys, worded per language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from content.core.claims import Conflict, Fact, Rule
from content.core.terms import Pack
from quizzes.core.bank import Bank, index_facts
from quizzes.core.check_context import Context
from quizzes.core.checks import find_flaws, is_sound
from quizzes.core.difficulty import prior_difficulty
from quizzes.core.distractors import TABLE_RULES, group_of
from quizzes.core.drafts import Draft, DraftText, Evidence, QuestionKind
from quizzes.core.plans import Plan, Show
from quizzes.core.plans_numbers import number_plan
from quizzes.core.plans_prose import prose_plans
from quizzes.core.plans_sets import set_plans
from quizzes.core.plans_single import attribute_plan, definition_plans, expansion_plan, table_plans
from quizzes.core.worded import word_plan, word_written

_PER_FACT = 3
_PER_STEM = 3
"""Questions with the same stem: the first ones are kept, in the order of the notes."""
_PER_GROUP = 400
"""Facts of one table or list that are asked about: a longer one is there to look things up in."""
_CURABLE = frozenset(
    ("uneven-length", "mixed-forms", "mixed-units", "negation-cue", "duplicate-options", "true-distractor")
) | {"grammar-cue", "absolute-cue", "deictic-option", "vague-option", "fragment", "generic-virtue"}
"""Flaws that other wrong options may not have."""
_LANGUAGES = ("zh", "mixed", "en")


def generate_questions(
    facts: Iterable[Fact], *, pack: Pack, conflicts: Iterable[Conflict] = ()
) -> tuple[Draft, ...]:
    """Every question that the facts of one course carry, in the order of the notes.

    Twins share a key and give one draft in two languages. Drafts that fail a check carry the flaw. Of those
    without a flaw, at most three ask about one fact, and no more than two share a stem.
    """
    bank = index_facts(facts, pack=pack, conflicts=conflicts)
    together = _plans_together(bank)
    drafts: dict[str, Draft] = {}
    asked: Counter[str] = Counter()
    said: set[str] = set()
    for fact in bank.leading:
        if bank.at[fact.key][1] >= _PER_GROUP or group_of(fact) in bank.unnamed:
            continue
        kept = 0
        for plan in _plans(fact, together.get(fact.key, ()), bank):
            if kept == _PER_FACT:
                break
            draft = _best_draft(plan, bank)
            if draft is None:
                continue
            stems = [f"{text.language}|{text.stem}" for text in draft.texts]
            whole = [f"{stem}|{_answers(text)}" for stem, text in zip(stems, draft.texts, strict=True)]
            if set(whole) & said or (not draft.flaws and _worn(plan, stems, asked)):
                continue
            said.update(whole)
            drafts.setdefault(draft.key, draft)
            if not draft.flaws:
                asked.update(stems)
                kept += 1
    return tuple(drafts.values())


def _answers(text: DraftText) -> str:
    return "|".join(sorted(choice.text for choice in text.choices if choice.correct))


def _worn(plan: Plan, stems: list[str], asked: Counter[str]) -> bool:
    return plan.kind is not QuestionKind.WRITTEN and any(asked[stem] >= _PER_STEM for stem in stems)


def _plans(fact: Fact, together: tuple[Plan, ...], bank: Bank) -> Iterator[Plan]:
    """What to ask about a fact, the best first; ``together`` are questions on its whole table or list."""
    if fact.rule is Rule.WRITTEN:
        yield Plan(QuestionKind.WRITTEN, fact.key, "written", Evidence.WRITTEN, ())
    elif fact.confidence >= 0.6 and fact.term:
        single = _fact_plans(fact, bank)
        yield from islice(single, 1)
        yield from together
        yield from single


def _fact_plans(fact: Fact, bank: Bank) -> Iterator[Plan]:
    if fact.rule is Rule.ABBREVIATION:
        yield from expansion_plan(fact, bank)
    elif fact.rule in TABLE_RULES:
        yield from table_plans(fact, bank)
        yield from number_plan(fact, bank)
    elif fact.aspect == "definition":
        yield from definition_plans(fact, bank)
        yield from number_plan(fact, bank)
    elif fact.rule in (Rule.KEY_VALUE, Rule.PROPERTY):
        yield from number_plan(fact, bank)
        yield from attribute_plan(fact, bank)
    else:
        yield from prose_plans(fact, bank)


def _best_draft(plan: Plan, bank: Bank) -> Draft | None:
    """The plan as a draft; where its wrong options spoil it, with others that do not."""
    worded = _worded(plan, bank)
    if not worded:
        return None
    draft = _draft(plan, [_checked(text, context) for text, context in worded], bank)
    if draft.flaws and _CURABLE.issuperset(draft.flaws):
        for other in plan.alternatives():
            again = _worded(other, bank)
            if again and all(is_sound(text, context, doubts=draft.flaws) for text, context in again):
                cured = _draft(other, [text for text, _ in again], bank)
                if not cured.flaws:
                    return cured
    return draft


def _checked(text: DraftText, context: Context) -> DraftText:
    flaws = find_flaws(text, context)
    return replace(text, flaws=flaws) if flaws else text


def _worded(plan: Plan, bank: Bank) -> list[tuple[DraftText, Context]]:
    """The plan in every language that tells all its facts, with what the checks must know."""
    told, listed, facts = bank.versions[plan.fact], plan.listed(), plan.facts()
    versions = [bank.versions[key] for key in facts]
    disputed = not bank.disputed.isdisjoint(facts)
    found = []
    for language in _LANGUAGES:
        if all(language in version for version in versions):
            fact = told[language]
            text = word_written(fact) if plan.ask == "written" else word_plan(plan, listed, fact, bank)
            found.append((text, _context(plan, fact, bank, disputed=disputed)))
    return found


def _draft(plan: Plan, texts: Sequence[DraftText], bank: Bank) -> Draft:
    first = texts[0]
    confidence = min(bank.versions[key][first.language].confidence for key in plan.facts())
    difficulty = prior_difficulty(plan.kind, plan.evidence, first)
    draft = Draft(plan.key, plan.kind, plan.fact, plan.evidence, confidence, tuple(texts), difficulty)
    return _with_twin_check(draft)


def _with_twin_check(draft: Draft) -> Draft:
    """Flag texts whose right choices are not at the same places in both languages."""
    marks = [[choice.correct for choice in text.choices] for text in draft.texts]
    if marks.count(marks[0]) == len(marks):
        return draft
    return replace(draft, texts=tuple(replace(t, flaws=(*t.flaws, "twins-differ")) for t in draft.texts))


def _context(plan: Plan, fact: Fact, bank: Bank, *, disputed: bool) -> Context:
    called = bank.spoken(fact).names
    shows = {option.show for option in plan.options}
    terms = shows == {Show.TERM}
    return Context(
        plan.kind,
        answer_names=called if terms else (),
        subject_names=called if not terms and Show.MADE not in shows else (),
        true_values=bank.truths(fact) if shows == {Show.VALUE} else (),
        terms_as_options=terms,
        disputed=disputed,
        pack=bank.pack,
        truths=bank.sayings,
        term=fact.term,
        asked=fact.value if terms else "",
    )


def _plans_together(bank: Bank) -> dict[str, tuple[Plan, ...]]:
    """Questions on whole tables and lists, by the key of the fact they ask about first."""
    found: dict[str, list[Plan]] = {}
    for group in bank.groups.values():
        for plan in set_plans(group, bank):
            found.setdefault(plan.fact, []).append(plan)
    return {key: tuple(plans) for key, plans in found.items()}
