"""Questions from facts: planned once on fact keys, worded per language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s

from content.core.claims import Conflict, Fact, Rule
from content.core.names import strip_marks
from content.core.terms import Pack
from quizzes.core import wording
from quizzes.core.bank import Bank, index_facts
from quizzes.core.checks import Context, find_flaws, names, near, width
from quizzes.core.distractors import (
    TABLE_RULES,
    group_of,
    is_nominal,
    near_misses,
    pick,
    related,
    salient,
    stable,
    too_alike,
)
from quizzes.core.drafts import Draft, DraftChoice, DraftText, Evidence, QuestionKind

_LEAST = 2  # wrong options: fewer make no question


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is asked: the fact, and the wrong options as fact keys or as made-up texts.

    ``shape`` says what the options show: ``value``, ``term`` or ``pair`` (attribute and value).
    """

    kind: QuestionKind
    fact: str
    variant: str
    shape: str
    evidence: Evidence
    wrong: tuple[str, ...] = ()
    made: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        parts = (self.kind.value, self.variant, self.fact) if self.variant else (self.kind.value, self.fact)
        return blake2s("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def generate_questions(
    facts: Iterable[Fact], *, pack: Pack, conflicts: Iterable[Conflict] = ()
) -> tuple[Draft, ...]:
    """Every question that the facts of one course carry, in the order of the notes.

    Twins share a key and give one draft in two languages. Drafts that fail a check carry the flaw.
    """
    bank = index_facts(facts, pack=pack, conflicts=conflicts)
    drafts: dict[str, Draft] = {}
    said: set[str] = set()
    for fact in bank.leading:
        for plan in _plans(fact, bank):
            draft = _draft(plan, bank)
            wordings = tuple(
                f"{text.language}|{text.stem}|" + "|".join(sorted(c.text for c in text.choices if c.correct))
                for text in draft.texts
            )
            if draft.texts and not set(wordings) & said:
                said.update(wordings)
                drafts.setdefault(draft.key, draft)
    return tuple(drafts.values())


def _plans(fact: Fact, bank: Bank) -> Iterator[_Plan]:
    if fact.rule is Rule.WRITTEN:
        yield _Plan(QuestionKind.WRITTEN, fact.key, "", "written", Evidence.WRITTEN)
    elif fact.confidence < 0.6 or not fact.term:
        return
    elif fact.rule is Rule.ABBREVIATION:
        yield from _expansion_plan(fact, bank)
    elif fact.rule in TABLE_RULES:
        yield from _table_plans(fact, bank)
    elif fact.aspect == "definition":
        yield from _definition_plans(fact, bank)
    else:
        yield from _attribute_plan(fact, bank)


def _expansion_plan(fact: Fact, bank: Bank) -> Iterator[_Plan]:
    known = (*bank.pack.true_expansions(fact.subject), *bank.truths(fact))
    if len(fact.subject) < 3 and not bank.pack.true_expansions(fact.subject):
        return  # two letters stand for many things
    made = near_misses(fact.subject, fact.value, known=known, seed=fact.key)
    if made:
        yield _Plan(QuestionKind.ABBREVIATION, fact.key, "", "value", Evidence.CONSTRUCTED, made=made)


def _table_plans(fact: Fact, bank: Bank) -> Iterator[_Plan]:
    peers = bank.peers(fact)
    wrong = pick(fact, peers, seed=fact.key, forbidden=bank.truths(fact))
    if len(wrong) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.ATTRIBUTE, fact.key, "", "value", Evidence.SAME_TABLE, keys)
    told = bank.versions[fact.key].values()
    echoed = any(near(peer.value, fact.value) for peer in peers)  # then the value does not tell them apart
    unnamed = [f for f in peers if not _named(f, told, bank)]
    if len(unnamed) >= _LEAST and not echoed and not _named(fact, told, bank):
        keys = tuple(f.key for f in unnamed[:3])
        yield _Plan(QuestionKind.CONTRAST, fact.key, "", "term", Evidence.SAME_TABLE, keys)
    if len(peers) == 1 and fact.rule is Rule.TABLE_COLUMN:
        yield from _rather_plan(fact, bank)


def _named(option: Fact, told: Iterable[Fact], bank: Bank) -> bool:
    """Whether the option's name stands in what is asked, in any language of ``told``."""
    versions = bank.versions[option.key]
    return any(
        names(f"{fact.attribute} {fact.value}", versions[fact.language].subject)
        for fact in told
        if fact.language in versions
    )


def _rather_plan(fact: Fact, bank: Bank) -> Iterator[_Plan]:
    """In a table of two terms: what holds of one and not of the other, options from other rows."""
    languages = tuple(bank.versions[fact.key])
    members = [f for f in bank.groups[group_of(fact)][:120] if bank.usable(f, languages)]
    mine = {f.attribute: f.value for f in members if f.term == fact.term}
    theirs = [
        f
        for f in members
        if f.term != fact.term
        and f.attribute != fact.attribute
        and not near(mine.get(f.attribute, f.value), f.value)
    ]
    wrong = pick(fact, theirs, seed=fact.key, forbidden=tuple(mine.values()))
    if len(wrong) >= _LEAST and len({f.term for f in members}) == 2:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.CONTRAST, fact.key, "", "pair", Evidence.SAME_TABLE, keys)


def _attribute_plan(fact: Fact, bank: Bank) -> Iterator[_Plan]:
    """The same attribute of terms of the same kind, told anywhere in the course."""
    peers = [f for f in bank.told_of_kin(fact) if related(fact, f, bank.pack) >= 2]
    wrong = pick(fact, peers, seed=fact.key, forbidden=bank.truths(fact))
    if len({f.term for f in wrong}) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.ATTRIBUTE, fact.key, "", "value", Evidence.OTHER_TERM, keys)


def _definition_plans(fact: Fact, bank: Bank) -> Iterator[_Plan]:
    if not all(_defines(f) for f in bank.versions[fact.key].values()):
        return
    truths = bank.truths(fact)
    siblings: dict[str, Fact] = {}
    kin = [(related(fact, other, bank.pack), other) for other in bank.told_of_kin(fact)]
    for near_by, other in sorted(kin, key=lambda pair: (-pair[0], stable(fact.key, pair[1].key))):
        told = bank.versions[other.key]
        clear = near_by > 0 and all(_defines(f) for f in told.values())
        if clear and not any(too_alike(other.value, truth) for truth in truths):
            siblings.setdefault(other.term, other)
    close = tuple(siblings.values())
    unnamed = [f for f in close if not _named(f, bank.versions[fact.key].values(), bank)]
    if len(unnamed) >= _LEAST and not _named(fact, bank.versions[fact.key].values(), bank):
        keys = tuple(f.key for f in unnamed[:3])
        yield _Plan(QuestionKind.DEFINITION, fact.key, "name", "term", Evidence.OTHER_TERM, keys)
    wrong = pick(fact, close[:6], seed=fact.key, forbidden=truths)
    if len(wrong) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.DEFINITION, fact.key, "meaning", "value", Evidence.OTHER_TERM, keys)


def _defines(fact: Fact) -> bool:
    """Whether a definition stands alone: a noun phrase that says enough to tell its term from others."""
    text = strip_marks(fact.value)
    if not 14 <= width(text) <= 150 or near(text, fact.subject) or not is_nominal(text):
        return False
    return len(salient(text)) >= (4 if fact.language == "en" else 5)


def _draft(plan: _Plan, bank: Bank) -> Draft:
    told = bank.versions[plan.fact]
    texts = []
    for language in sorted(told, key=("zh", "mixed", "en").index):
        fact = told[language]
        text = _written(fact) if plan.shape == "written" else _worded(plan, fact, bank)
        texts.append(replace(text, flaws=find_flaws(text, _context(plan, fact, bank))))
    first = told[texts[0].language]
    confidence = min(f.confidence for f in (first, *(bank.versions[k][first.language] for k in plan.wrong)))
    draft = Draft(plan.key, plan.kind, plan.fact, plan.evidence, confidence, tuple(texts))
    return _with_twin_check(draft)


def _with_twin_check(draft: Draft) -> Draft:
    """Flag texts whose right choices are not at the same places in both languages."""
    marks = {tuple(choice.correct for choice in text.choices) for text in draft.texts}
    if len(marks) <= 1:
        return draft
    return replace(draft, texts=tuple(replace(t, flaws=(*t.flaws, "twins-differ")) for t in draft.texts))


def _context(plan: _Plan, fact: Fact, bank: Bank) -> Context:
    term = bank.pack.get(fact.term)
    called = (fact.subject, *(term.names() if term else ()))
    involved = {plan.fact, *plan.wrong}
    truths = bank.truths(fact) if plan.shape == "value" else ()
    return Context(
        plan.kind,
        answer_names=called if plan.shape == "term" else (),
        subject_names=called if plan.shape in ("value", "pair") and not plan.made else (),
        true_values=truths,
        terms_as_options=plan.shape == "term",
        disputed=bool(involved & bank.disputed),
    )


def _written(fact: Fact) -> DraftText:
    choices = tuple(
        DraftChoice(strip_marks(o.text), o.correct, fact.key if o.correct else "", "", fact.note, o.lines)
        for o in fact.options
    )
    return DraftText(
        fact.language, strip_marks(fact.attribute), choices, fact.explanation, fact.note, fact.lines
    )


def _worded(plan: _Plan, fact: Fact, bank: Bank) -> DraftText:
    others = tuple(bank.versions[key][fact.language] for key in plan.wrong)
    choices = [(stable(plan.key, fact.key), _choice(plan, fact, True))]
    choices += [(stable(plan.key, other.key), _choice(plan, other, False)) for other in others]
    for number, made in enumerate(plan.made):
        choice = DraftChoice(made, False, constructed=True)
        choices.append((stable(plan.key, str(number), "made"), choice))
    ordered = tuple(choice for _, choice in sorted(choices, key=lambda pair: pair[0]))
    stem, why = _stem(plan, fact, others, bank)
    return DraftText(fact.language, wording.tidy(stem), ordered, wording.tidy(why), fact.note, fact.lines)


def _choice(plan: _Plan, fact: Fact, correct: bool) -> DraftChoice:
    value, gap = strip_marks(fact.value), ": " if fact.language == "en" else "："
    shown = {
        "value": value,
        "term": strip_marks(fact.subject),
        "pair": f"{strip_marks(fact.attribute)}{gap}{value}",
    }
    return DraftChoice(shown[plan.shape], correct, fact.key, fact.subject, fact.note, fact.lines)


def _stem(plan: _Plan, fact: Fact, others: Sequence[Fact], bank: Bank) -> tuple[str, str]:
    """The stem and the explanation of a plan in the language of ``fact``."""
    name = wording.subject_name(fact, words=bank.words, pack=bank.pack)
    if plan.kind is QuestionKind.ABBREVIATION:
        return wording.ask_expansion(fact.subject, fact.language), wording.explain_expansion(fact)
    if plan.kind is QuestionKind.DEFINITION:
        stem = wording.ask_name(fact) if plan.variant == "name" else wording.ask_meaning(name, fact.language)
        return stem, wording.explain(fact, others, definition=True)
    if plan.shape == "pair":
        other = wording.subject_name(others[0], words=bank.words, pack=bank.pack)
        return wording.ask_rather(name, other, fact.language), wording.explain(fact, others)
    stem = (
        wording.ask_attribute(fact, name) if plan.kind is QuestionKind.ATTRIBUTE else wording.ask_term(fact)
    )
    return stem, wording.explain(fact, others)
