"""A plan worded in one language: stem, options and explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import ModuleType

from content.core.claims import Fact, Rule
from content.core.names import heading_name, strip_marks
from content.core.terms import Term
from quizzes.core import wording_en, wording_zh
from quizzes.core.amounts import sole_quantity
from quizzes.core.bank import Bank
from quizzes.core.distractors import group_of
from quizzes.core.drafts import DraftChoice, DraftText, QuestionKind
from quizzes.core.likeness import names, width
from quizzes.core.magnitudes import sole_magnitude
from quizzes.core.members import members_of
from quizzes.core.plans import Option, Plan, Show
from quizzes.core.plans_numbers import STATEMENTS
from quizzes.core.plans_single import is_parallel
from quizzes.core.spoken import Spoken
from quizzes.core.wording import attribute_of, called_term, shown, spaced

GAP = "____"
_SMALL = re.compile(r"[a-z]{2,}(?=[ -]|$)")
"""An English noun at the start of a name."""


def word_plan(plan: Plan, listed: Iterable[Option], fact: Fact, bank: Bank) -> DraftText:
    """The plan, its options as ``listed``, in the language of ``fact``: a version of the fact it asks about."""
    voice = wording_en if fact.language == "en" else wording_zh
    choices = tuple([_choice(option, plan, fact, bank) for option in listed])
    stem = _stem(plan, fact, bank, voice)
    why = _explanation(plan, fact, choices, bank, voice)
    return DraftText(fact.language, stem, choices, why, fact.note, fact.lines)


def word_written(fact: Fact) -> DraftText:
    """A question as it stands in the note."""
    choices = tuple(
        DraftChoice(strip_marks(o.text), o.correct, fact.key if o.correct else "", "", fact.note, o.lines)
        for o in fact.options
    )
    stem = strip_marks(fact.attribute)
    return DraftText(fact.language, stem, choices, fact.explanation, fact.note, fact.lines)


def _choice(option: Option, plan: Plan, asked: Fact, bank: Bank) -> DraftChoice:
    if option.fact and option.show in _QUOTED and plan.kind not in _PAIRED:
        about = option.fact, asked.language, option.show, option.correct
        choice = bank.choices.get(about)
        if choice is None:
            choice = bank.choices[about] = _quoted(option, bank.versions[option.fact][asked.language], bank)
        return choice
    language, spoken = asked.language, bank.spoken(asked)
    if option.term:
        term = bank.pack.get(option.term)
        text = _as_option(called_term(term, spoken.called, language), term, language) if term else option.term
        return DraftChoice(text, option.correct, constructed=True)  # no note tells of it
    if option.show is Show.MADE:
        return DraftChoice(option.made, option.correct, constructed=True)
    if option.show in (Show.NUMBER, Show.AMOUNT):
        text = _with_number(option, asked)
        if option.correct:
            return DraftChoice(text, True, asked.key, spoken.called, asked.note, asked.lines)
        return DraftChoice(text, False, constructed=True)
    if option.show is Show.WORD:
        magnitude = sole_magnitude(asked.value)
        word = magnitude.word if magnitude else ""
        return DraftChoice(word, True, asked.key, spoken.called, asked.note, asked.lines)
    fact = bank.versions[option.fact][language]
    name, partner = bank.spoken(fact).called, ""
    if option.show is Show.MEMBER:
        text = shown(members_of(fact.value)[option.part], language)
    else:
        text = bank.spoken(fact).value
        partner = name if plan.kind is QuestionKind.MATCHING else ""
    return DraftChoice(
        text, option.correct, fact.key, name, fact.note, fact.lines, partner=partner, place=option.place
    )


_QUOTED = frozenset((Show.VALUE, Show.TERM, Show.PAIR))
_PAIRED = frozenset((QuestionKind.MATCHING, QuestionKind.ORDERING))


def _quoted(option: Option, fact: Fact, bank: Bank) -> DraftChoice:
    """A fact as an option: its value, its term, or its attribute and value."""
    spoken, language = bank.spoken(fact), fact.language
    text, name = spoken.value, spoken.called
    if option.show is Show.TERM:
        text = name = _as_option(name, bank.pack.get(fact.term), language)
    elif option.show is Show.PAIR:
        attribute = attribute_of(fact)
        text = f"{attribute}: {text}" if language == "en" else f"{spaced(attribute)}：{text}"
    return DraftChoice(text, option.correct, fact.key, name, fact.note, fact.lines)


def _as_option(name: str, term: Term | None, language: str) -> str:
    """A name among the options: English nouns begin with a capital, so that none stands out.

    What is written alike in Chinese (kubelet, docker rm) is a name of its own and stays as it is.
    """
    if language != "en" or not term or not term.zh:
        return name
    first = _SMALL.match(name)
    return name[0].upper() + name[1:] if first and first[0] not in term.zh else name


def _with_number(option: Option, fact: Fact) -> str:
    """The value with the option's number in it, or that number with its unit alone."""
    quantity, plain = sole_quantity(fact.value), strip_marks(fact.value)
    if quantity is None:
        return plain
    digits = quantity.digits if option.correct else option.made
    amount = quantity.with_number(digits)
    if option.show is Show.AMOUNT:
        return amount if fact.language == "en" else spaced(amount)
    return shown(plain[: quantity.start] + amount + plain[quantity.end :], fact.language)


def gapped(fact: Fact, name: str, voice: ModuleType) -> str:
    """What a fact says, as a sentence with a gap in place of its number."""
    plain = strip_marks(fact.value)
    quantity = sole_quantity(fact.value) or sole_magnitude(fact.value)
    if quantity is None:
        return plain
    value = f"{plain[: quantity.start]}{GAP}{plain[quantity.end :]}"
    if fact.rule in STATEMENTS:
        return str(voice.sentence(fact, name, value))
    sep = ": " if fact.language == "en" else "："
    attribute = attribute_of(fact)
    if fact.aspect in ("definition", "feature") or fact.rule is Rule.FEATURE:
        return f"{name}{sep}{value}"
    return f"{name}{', ' if fact.language == 'en' else '，'}{attribute}{sep}{value}"


_CLASS = re.compile(
    r"(?:选项|类型|模式|方式|策略|组件|指令|命令|角色|参数|种类|阶段|状态|方案|级别)$"
    r"|(?:options|types|modes|strategies|components|instructions|commands|roles|parameters|kinds|stages|states|tiers|classes)$",
    re.I,
)


_GENERAL = frozenset(["", "concept", "disk", "protocol", "container-tool"])
"""Kinds whose abbreviations mean the same everywhere."""
_BARE = 3
"""A name this narrow (i, g) means something only in its list."""


def list_heading(plan: Plan, fact: Fact, bank: Bank) -> str:
    """The heading of a list of parallel pairs, when it names what they are (扩展选项) and all options are."""
    heading = heading_name(fact.heading)
    if not _CLASS.search(heading) or width(heading) > 24 or names(heading, fact.subject):
        return ""
    same = {group_of(bank.versions[option.fact][fact.language]) for option in plan.options if option.fact}
    listed = is_parallel(fact, bank) and all(option.fact for option in plan.options)
    return heading if listed and len(same) == 1 else ""


def _stem(plan: Plan, fact: Fact, bank: Bank, voice: ModuleType) -> str:
    spoken = bank.spoken(fact)
    name = spoken.subject
    match plan.ask:
        case "term":
            return str(voice.ask_term(fact))
        case "rather":
            wrong = next(option.fact for option in plan.options if not option.correct)
            other = bank.versions[wrong][fact.language]
            return str(voice.ask_rather(name, bank.spoken(other).subject))
        case "name":
            return str(voice.ask_name(fact, list_heading(plan, fact, bank)))
        case "meaning" if plan.kind is QuestionKind.DEFINITION:
            within = list_heading(plan, fact, bank) if width(fact.subject) <= _BARE else ""
            return str(voice.ask_meaning(name, within))
        case "expansion":
            known = bank.pack.get(fact.term)
            vendor = known is not None and known.kind not in _GENERAL
            return str(voice.ask_expansion(fact.subject, vendor=vendor))
        case "number":
            return str(voice.ask_number(fact, name))
        case "gap":
            return str(voice.ask_gap(gapped(fact, spoken.called, voice)))
        case "not":
            return str(voice.ask_not(name))
        case "several":
            return str(voice.ask_several(name, sum(option.correct for option in plan.options)))
        case "several-rather":
            wrong = next(option.fact for option in plan.options if not option.correct)
            rival = bank.spoken(bank.versions[wrong][fact.language]).subject
            return str(voice.ask_several_rather(name, rival, sum(option.correct for option in plan.options)))
        case "members":
            return str(voice.ask_members(fact, name, sum(option.correct for option in plan.options)))
        case "order":
            return str(voice.ask_order(attribute_of(fact)))
        case "holder":
            return str(voice.ask_holder(fact))
    if plan.kind is QuestionKind.MATCHING:
        return str(voice.ask_matches(fact, plan.ask))
    return str(voice.ask_value(fact, name))


def _explanation(
    plan: Plan, fact: Fact, choices: tuple[DraftChoice, ...], bank: Bank, voice: ModuleType
) -> str:
    """Why the right options are right, and what each wrong one is true of."""

    def told(choice: DraftChoice) -> Spoken:
        return bank.spoken(bank.versions[choice.fact][fact.language])

    gap = " " if fact.language == "en" else ""
    own, kind = bank.spoken(fact), plan.kind
    if kind is QuestionKind.ORDERING:
        return str(voice.in_order([c.text for c in sorted(choices, key=lambda c: c.place)]))
    if kind is QuestionKind.MATCHING:
        return str(voice.true_of([(c.text, told(c).subject) for c in choices]))
    if kind is QuestionKind.NEGATIVE:
        lie = next(told(choice) for choice in choices if choice.correct)
        return gap.join((lie.sentence, own.sentence, str(voice.rest_true(own.subject))))
    said = own.sentence
    if plan.ask in ("several", "several-rather"):
        said = gap.join([told(choice).sentence for choice in choices if choice.correct])
    if kind is QuestionKind.ABBREVIATION:
        return said + gap + str(voice.words_changed())
    if kind in (QuestionKind.NUMBER, QuestionKind.CLOZE):
        return said + gap + str(voice.numbers_changed())
    wrong = [choice for choice in choices if not choice.correct]
    if plan.ask == "holder":  # what else the notes say of them is beside the point
        return said + gap + str(voice.not_told([choice.text for choice in wrong]))
    silent = [choice.text for choice in wrong if not choice.fact]
    others = [(told(choice), choice.text) for choice in wrong if choice.fact]
    shows = {option.show for option in plan.options}
    if shows == {Show.TERM}:
        others = [(other, other.value) for other, _ in others]
    statements = fact.rule in STATEMENTS or Show.PAIR in shows
    true = str(voice.true_of([(text, other.subject) for other, text in others], statements=statements))
    return gap.join([part for part in (said, true, str(voice.not_told(silent))) if part])
