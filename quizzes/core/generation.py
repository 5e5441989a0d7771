"""Questions from facts: planned once on fact keys, worded per language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s

from content.core.claims import Conflict, Fact, Rule
from content.core.conflicts import disputed
from content.core.terms import Pack, strip_marks
from quizzes.core import wording
from quizzes.core.checks import Context, find_flaws, names, near, width
from quizzes.core.distractors import TABLE_RULES, group_of, is_nominal, near_misses, pick, related, salient, stable, too_alike
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


@dataclass(frozen=True, slots=True)
class _Bank:
    """The facts of a course, indexed. ``told`` lists the facts of a term and aspect in one language."""

    facts: tuple[Fact, ...]
    by_key: Mapping[str, Mapping[str, Fact]]
    groups: Mapping[tuple[str, str], tuple[Fact, ...]]
    told: Mapping[tuple[str, str, str], tuple[Fact, ...]]
    prose: tuple[str, ...]
    disputed: frozenset[str]
    pack: Pack

    def usable(self, fact: Fact, languages: Iterable[str]) -> bool:
        """Whether a fact may be an option: undisputed, sure enough, told in all of ``languages``."""
        told = self.by_key[fact.key]
        return fact.key not in self.disputed and fact.confidence >= 0.6 and all(one in told for one in languages)

    def echoed(self, fact: Fact, peers: Iterable[Fact]) -> bool:
        """Whether a sibling's value is near that of ``fact``, so that the value does not tell them apart."""
        return any(near(peer.value, fact.value) for peer in peers)

    def truths(self, fact: Fact) -> tuple[str, ...]:
        """What the notes say of the subject under the same attribute."""
        return tuple(f.value for f in self.told.get((fact.language, fact.term, fact.aspect), ()))


def generate_questions(
    facts: Iterable[Fact], *, pack: Pack, conflicts: Iterable[Conflict] = ()
) -> tuple[Draft, ...]:
    """Every question that the facts of one course carry, in the order of the notes.

    Twins share a key and give one draft in two languages. Drafts that fail a check carry the flaw.
    """
    bank = _bank(tuple(facts), pack, tuple(conflicts))
    drafts: dict[str, Draft] = {}
    said: set[tuple[str, ...]] = set()
    for fact in _leading(bank):
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


def _bank(facts: tuple[Fact, ...], pack: Pack, conflicts: tuple[Conflict, ...]) -> _Bank:
    by_key: dict[str, dict[str, Fact]] = {}
    groups: dict[tuple[str, str], dict[str, Fact]] = {}
    told: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        by_key.setdefault(fact.key, {}).setdefault(fact.language, fact)
        groups.setdefault(group_of(fact), {}).setdefault(fact.key, fact)
        told.setdefault((fact.language, fact.term, fact.aspect), []).append(fact)
    return _Bank(
        facts, by_key, {g: tuple(m.values()) for g, m in groups.items()},
        {k: tuple(m) for k, m in told.items()},
        tuple(f.value for f in facts if f.language == "en"), disputed(facts, conflicts), pack,
    )


def _leading(bank: _Bank) -> Iterator[Fact]:
    """One fact per key: the first, in the order given."""
    seen: set[str] = set()
    for fact in bank.facts:
        if fact.key not in seen:
            seen.add(fact.key)
            yield fact


def _plans(fact: Fact, bank: _Bank) -> Iterator[_Plan]:
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


def _expansion_plan(fact: Fact, bank: _Bank) -> Iterator[_Plan]:
    known = (*bank.pack.true_expansions(fact.subject), *bank.truths(fact))
    if len(fact.subject) < 3 and not bank.pack.true_expansions(fact.subject):
        return  # two letters stand for many things
    made = near_misses(fact.subject, fact.value, known=known, seed=fact.key)
    if made:
        yield _Plan(QuestionKind.ABBREVIATION, fact.key, "", "value", Evidence.CONSTRUCTED, made=made)


def _table_plans(fact: Fact, bank: _Bank) -> Iterator[_Plan]:
    languages = tuple(bank.by_key[fact.key])
    members = [f for f in bank.groups[group_of(fact)] if bank.usable(f, languages)]
    peers = [f for f in members if f.aspect == fact.aspect and f.attribute == fact.attribute and f.term != fact.term]
    wrong = pick(fact, peers, seed=fact.key, forbidden=bank.truths(fact))
    if len(wrong) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.ATTRIBUTE, fact.key, "", "value", Evidence.SAME_TABLE, keys)
    told = bank.by_key[fact.key].values()
    unlike = [f for f in peers if not near(f.value, fact.value) and not _named(f, told, bank)]
    if len(unlike) >= _LEAST and not _named(fact, told, bank) and not bank.echoed(fact, peers):
        keys = tuple(f.key for f in unlike[:3])
        yield _Plan(QuestionKind.CONTRAST, fact.key, "", "term", Evidence.SAME_TABLE, keys)
    terms = {f.term for f in bank.groups[group_of(fact)]}
    if len(terms) == 2 and peers and fact.rule is Rule.TABLE_COLUMN:
        yield from _rather_plan(fact, members, bank)


def _named(option: Fact, told: Iterable[Fact], bank: _Bank) -> bool:
    """Whether the option's name stands in what is asked, in any language of ``told``."""
    versions = bank.by_key[option.key]
    return any(
        names(f"{fact.attribute} {fact.value}", versions[fact.language].subject) for fact in told if fact.language in versions
    )


def _rather_plan(fact: Fact, members: Sequence[Fact], bank: _Bank) -> Iterator[_Plan]:
    """In a table of two terms: what holds of one and not of the other, options from other rows."""
    mine = {f.attribute: f.value for f in members if f.term == fact.term}
    theirs = [
        f for f in members
        if f.term != fact.term and f.attribute != fact.attribute and not near(mine.get(f.attribute, f.value), f.value)
    ]
    wrong = pick(fact, theirs, seed=fact.key, forbidden=tuple(mine.values()))
    if len(wrong) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.CONTRAST, fact.key, "", "pair", Evidence.SAME_TABLE, keys)


def _attribute_plan(fact: Fact, bank: _Bank) -> Iterator[_Plan]:
    """The same attribute of terms of the same kind, told anywhere in the course."""
    languages = tuple(bank.by_key[fact.key])
    peers = [
        f for f in _leading(bank)
        if f.aspect == fact.aspect and related(fact, f, bank.pack) >= 2 and bank.usable(f, languages)
    ]
    wrong = pick(fact, peers, seed=fact.key, forbidden=bank.truths(fact))
    if len({f.term for f in wrong}) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.ATTRIBUTE, fact.key, "", "value", Evidence.OTHER_TERM, keys)


def _definition_plans(fact: Fact, bank: _Bank) -> Iterator[_Plan]:
    languages = tuple(bank.by_key[fact.key])
    if not all(_defines(f, bank) for f in bank.by_key[fact.key].values()):
        return
    truths = bank.truths(fact)
    siblings: dict[str, Fact] = {}
    for other in sorted(_leading(bank), key=lambda f: (-related(fact, f, bank.pack), stable(fact.key, f.key))):
        if other.rule is Rule.WRITTEN or other.aspect != "definition" or not related(fact, other, bank.pack):
            continue
        told = bank.by_key[other.key]
        if bank.usable(other, languages) and all(_defines(f, bank) for f in told.values()):
            if not any(too_alike(other.value, truth) for truth in truths):
                siblings.setdefault(other.term, other)
    close = tuple(siblings.values())
    unnamed = [f for f in close if not _named(f, bank.by_key[fact.key].values(), bank)]
    if len(unnamed) >= _LEAST and not _named(fact, bank.by_key[fact.key].values(), bank):
        keys = tuple(f.key for f in unnamed[:3])
        yield _Plan(QuestionKind.DEFINITION, fact.key, "name", "term", Evidence.OTHER_TERM, keys)
    wrong = pick(fact, close[:6], seed=fact.key, forbidden=truths)
    if len(wrong) >= _LEAST:
        keys = tuple(f.key for f in wrong)
        yield _Plan(QuestionKind.DEFINITION, fact.key, "meaning", "value", Evidence.OTHER_TERM, keys)


def _defines(fact: Fact, bank: _Bank) -> bool:
    """Whether a definition stands alone: a noun phrase that says enough to tell its term from others."""
    text = strip_marks(fact.value)
    if not 14 <= width(text) <= 150 or near(text, fact.subject) or not is_nominal(text):
        return False
    return len(salient(text)) >= (4 if fact.language == "en" else 5)


def _draft(plan: _Plan, bank: _Bank) -> Draft:
    told = bank.by_key[plan.fact]
    texts = []
    for language in sorted(told, key=("zh", "mixed", "en").index):
        fact = told[language]
        text = _written(fact) if plan.shape == "written" else _worded(plan, fact, bank)
        texts.append(replace(text, flaws=find_flaws(text, _context(plan, fact, bank))))
    first = told[texts[0].language]
    confidence = min(f.confidence for f in (first, *(bank.by_key[k][first.language] for k in plan.wrong)))
    draft = Draft(plan.key, plan.kind, plan.fact, plan.evidence, confidence, tuple(texts))
    return _with_twin_check(draft)


def _with_twin_check(draft: Draft) -> Draft:
    """Flag texts whose right choices are not at the same places in both languages."""
    marks = {tuple(choice.correct for choice in text.choices) for text in draft.texts}
    if len(marks) <= 1:
        return draft
    return replace(draft, texts=tuple(replace(t, flaws=(*t.flaws, "twins-differ")) for t in draft.texts))


def _context(plan: _Plan, fact: Fact, bank: _Bank) -> Context:
    term = bank.pack.get(fact.term)
    names = (fact.subject, *(term.names() if term else ())) if plan.shape == "term" else ()
    involved = {plan.fact, *plan.wrong}
    truths = bank.truths(fact) if plan.shape == "value" else ()
    return Context(plan.kind, names, truths, plan.shape == "term", bool(involved & bank.disputed))


def _written(fact: Fact) -> DraftText:
    choices = tuple(
        DraftChoice(strip_marks(o.text), o.correct, fact.key if o.correct else "", "", fact.note, o.lines)
        for o in fact.options
    )
    return DraftText(fact.language, strip_marks(fact.attribute), choices, fact.explanation, fact.note, fact.lines)


def _worded(plan: _Plan, fact: Fact, bank: _Bank) -> DraftText:
    others = tuple(bank.by_key[key][fact.language] for key in plan.wrong)
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
    shown = {"value": value, "term": strip_marks(fact.subject), "pair": f"{strip_marks(fact.attribute)}{gap}{value}"}
    return DraftChoice(shown[plan.shape], correct, fact.key, fact.subject, fact.note, fact.lines)


def _stem(plan: _Plan, fact: Fact, others: Sequence[Fact], bank: _Bank) -> tuple[str, str]:
    """The stem and the explanation of a plan in the language of ``fact``."""
    name = wording.subject_name(fact, prose=bank.prose, pack=bank.pack)
    if plan.kind is QuestionKind.ABBREVIATION:
        return wording.ask_expansion(fact.subject, fact.language), wording.explain_expansion(fact)
    if plan.kind is QuestionKind.DEFINITION:
        stem = wording.ask_name(fact) if plan.variant == "name" else wording.ask_meaning(name, fact.language)
        return stem, wording.explain(fact, others, definition=True)
    if plan.shape == "pair":
        other = wording.subject_name(others[0], prose=bank.prose, pack=bank.pack)
        return wording.ask_rather(name, other, fact.language), wording.explain(fact, others)
    stem = wording.ask_attribute(fact, name) if plan.kind is QuestionKind.ATTRIBUTE else wording.ask_term(fact)
    return stem, wording.explain(fact, others)
