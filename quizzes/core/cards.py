"""Flashcards: the two faces of a fact in one language, and which facts are fit for one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from content.core.claims import Conflict, Fact, Rule
from content.core.conflicts import disputed
from content.core.names import is_generic, strip_marks
from content.core.terms import Pack
from quizzes.core import wording_en, wording_zh
from quizzes.core.amounts import sole_quantity
from quizzes.core.likeness import bare, names, width
from quizzes.core.option_types import NUMERIC, option_type
from quizzes.core.soundness import faults_of, is_name, is_virtue, points_elsewhere
from quizzes.core.worded import gapped
from quizzes.core.wording import attribute_of, called, common_words, shown, subject_name, tidy

LEAST_CONFIDENCE = 0.6
_LONGEST_FRONT, _LONGEST_BACK, _LONGEST_ATTRIBUTE = 160, 160, 40
_SHORTEST_STATEMENT = 8
_MOST_ALIKE = 3
"""Facts that one front may ask for: a learner can be asked for one of three features, not for one of eight."""

# What asks to pick from a list has no place on a card.
_PICKS = re.compile(r"下列|哪一项|以下|\bwhich of these\b|\bwhich of the following\b", re.I)

# Open questions by aspect; the second is asked when the fact denies something.
_OPEN_ZH: Mapping[str, tuple[str, str]] = {
    "definition": ("什么是 {x}？", "什么是 {x}？"),
    "feature": ("{x} 有什么特点？", "{x} 有什么特点？"),
    "supports": ("{x} 支持什么？", "{x} 不支持什么？"),
    "requires": ("{x} 需要什么？", "{x} 不需要什么？"),
    "provides": ("{x} 提供什么？", "{x} 不提供什么？"),
    "allows": ("{x} 允许做什么？", "{x} 不允许做什么？"),
    "used-for": ("{x} 用来做什么？", "{x} 不用来做什么？"),
    "can": ("{x} 能做什么？", "{x} 不能做什么？"),
    "has": ("{x} 有什么？", "{x} 没有什么？"),
    "uses": ("{x} 使用什么？", "{x} 不使用什么？"),
    "integrates": ("{x} 与什么集成？", "{x} 不与什么集成？"),
    "depends": ("{x} 依赖什么？", "{x} 不依赖什么？"),
    "where": ("{x} 在哪里起作用？", "{x} 不能用在哪里？"),
    "contains": ("{x} 包含什么？", "{x} 不包含什么？"),
    "agent": ("使用 {x} 时，谁负责什么？", "使用 {x} 时，谁不必负责什么？"),
    "limit": ("{x} 的上限是多少？", "{x} 的上限是多少？"),
    "example": ("请举一个 {x} 的例子。", "请举一个 {x} 的例子。"),
    "analogy": ("{x} 好比什么？", "{x} 好比什么？"),
}
_OPEN_EN: Mapping[str, tuple[str, str]] = {
    "definition": ("What is {x}?", "What is {x}?"),
    "feature": ("What is a feature of {x}?", "What is a feature of {x}?"),
    "supports": ("What does {x} support?", "What does {x} not support?"),
    "requires": ("What does {x} require?", "What does {x} not require?"),
    "provides": ("What does {x} provide?", "What does {x} not provide?"),
    "allows": ("What does {x} allow?", "What does {x} not allow?"),
    "used-for": ("What is {x} used for?", "What is {x} not used for?"),
    "can": ("What can {x} do?", "What can {x} not do?"),
    "has": ("What does {x} have?", "What does {x} not have?"),
    "uses": ("What does {x} use?", "What does {x} not use?"),
    "integrates": ("What does {x} integrate with?", "What does {x} not integrate with?"),
    "depends": ("What does {x} depend on?", "What does {x} not depend on?"),
    "where": ("Where does {x} apply?", "Where does {x} not apply?"),
    "contains": ("What does {x} contain?", "What does {x} not contain?"),
    "agent": ("With {x}, who is responsible for what?", "With {x}, who need not do what?"),
    "limit": ("What is the limit of {x}?", "What is the limit of {x}?"),
    "example": ("What is an example of {x}?", "What is an example of {x}?"),
    "analogy": ("What is {x} likened to?", "What is {x} likened to?"),
}
# Aspects that only say that something is said.
_SAYS_NOTHING = frozenset(("does", "is"))
_WHEN_ZH = re.compile(r"(?:之后|之前|以后|以前|期间|时候|(?<![超延小定实计准按及临用耗])时)$")
_WHEN_EN = re.compile(r"(?:after|before|during|when|if|while|without|with|in|on|at|under)\b", re.I)
_DENIES = re.compile(
    r"(?:还|也|都|均|并|仍|只)?(?:不(?!同|断|仅|但|少)|无(?:需|法|须)|没有|未|禁止)|在[^，,]{1,20}(?:不|无法)"
    r"|(?:does|do|is|are|can|may|must|need|will|has|have) ?n(?:o|['’])t\b|no \b|cannot\b|never\b",
    re.I,
)
_PLACED = re.compile(r"([\u3400-\u9fff]{2,4})在(?=[^，,])")


@dataclass(frozen=True, slots=True)
class CardFaces:
    """A question and its answer in one language; ``alike`` is how many facts the front could ask for.

    ``cloze`` is the statement with a gap, where it has a number to leave out, and ``gap`` what fills it.
    """

    language: str
    front: str
    back: str
    alike: int = 1
    cloze: str = ""
    gap: str = ""


def card_faces(
    fact: Fact, *, pack: Pack, words: frozenset[str] = frozenset(), alike: int = 1
) -> CardFaces | None:
    """The faces of ``fact``; None when no question asks for its value.

    ``words`` are the small-letter words of the course's English values: they tell common nouns
    from names. ``alike`` facts of the course say something of this subject under this attribute.
    """
    if fact.rule is Rule.WRITTEN:
        return _written_faces(fact)
    zh = fact.language != "en"
    name = called(fact, pack) if zh else subject_name(fact, words=words, pack=pack)
    front = _front(fact, name, zh, pack)
    if not front:
        return None
    if alike > 1 and fact.aspect != "definition":  # any good definition answers
        front += f"（共 {alike} 点，答出一点）" if zh else f" (one of {alike})"
    back = shown(fact.value, "zh" if zh else "en")
    return CardFaces(fact.language, front, back, alike, *_cloze(fact, called(fact, pack)))


def _cloze(fact: Fact, name: str) -> tuple[str, str]:
    """The statement with its one number left out, and the number with its unit; empty where there is none."""
    quantity = sole_quantity(fact.value)
    if quantity is None or fact.rule is Rule.STEP:
        return "", ""
    voice = wording_zh if fact.language != "en" else wording_en
    statement = gapped(fact, name, voice)
    amount = strip_marks(fact.value)[quantity.start : quantity.end]
    return (statement, amount) if amount not in statement else ("", "")


def _front(fact: Fact, name: str, zh: bool, pack: Pack) -> str:
    if fact.rule is Rule.STEP:
        return _step_front(fact, zh)
    if fact.aspect in _SAYS_NOTHING:
        return ""
    if fact.aspect == "expansion":
        return wording_zh.ask_expansion(name) if zh else wording_en.ask_expansion(name)
    if fact.aspect.startswith("versus:"):
        return _fill(
            "与{a}相比，{x} 怎样？" if zh else "How does {x} compare with {a}?", name, _other(fact), zh
        )
    form = (_OPEN_ZH if zh else _OPEN_EN).get(fact.aspect)
    if form and (fact.aspect != "contains" or fact.rule is not Rule.MEMBERSHIP or is_generic(fact.attribute)):
        return _fill(_said_so(form[_denies(fact)], fact, name), name, "", zh)
    if option_type(fact.value, pack) in NUMERIC:
        return wording_zh.ask_number(fact, name) if zh else wording_en.ask_number(fact, name)
    asked = wording_zh.ask_value(fact, name) if zh else wording_en.ask_value(fact, name)
    return asked if not _PICKS.search(asked) else _open_front(fact, name, zh)


def _denies(fact: Fact) -> bool:
    """Whether what is said begins with a denial; one further on (可在不中断的情况下…) does not turn the question."""
    return fact.rule is Rule.PREDICATE and _DENIES.match(strip_marks(fact.value)) is not None


def _said_so(form: str, fact: Fact, name: str) -> str:
    """``form``, nearer to the words of the fact: 存储在 asks where it is stored, 会 what it will do."""
    value = strip_marks(fact.value)
    placed = _PLACED.match(value)
    if fact.aspect == "where" and placed:
        return "{x} " + placed[1] + "在哪里？"
    if fact.aspect == "can" and value.startswith(("会", "将")):
        return "{x} 会做什么？"
    if fact.aspect == "definition" and name.startswith("the "):
        return f"What is meant by “{name[4:]}”?"
    return form


def _open_front(fact: Fact, name: str, zh: bool) -> str:
    """A question without a list to pick from, for attributes that no plain question fits."""
    attribute = attribute_of(fact)
    if zh:
        form = "{a}，{x} 会怎样？" if _WHEN_ZH.search(attribute) else "{x} 的{a}是怎样的？"
    else:
        form = "{a}: what happens to {x}?" if _WHEN_EN.match(attribute) else "{a}: what holds for {x}?"
    return _fill(form, name, attribute, zh)


def _step_front(fact: Fact, zh: bool) -> str:
    place = re.search(r"(\d+)\D*$", fact.place)
    if not place:
        return ""
    form = "{a}：第 {n} 步是什么？" if zh else "{a}: what is step {n}?"
    return _fill(form.replace("{n}", str(int(place[1]))), "", attribute_of(fact), zh)


def _other(fact: Fact) -> str:
    return fact.aspect.removeprefix("versus:").replace("-", " ").upper()


def _fill(form: str, name: str, attribute: str, zh: bool) -> str:
    filled = form.format(x=name, a=attribute)
    if not zh:
        return filled[:1].upper() + filled[1:]
    return tidy(re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", shown(filled, "zh")))


def _written_faces(fact: Fact) -> CardFaces:
    """A question written in a note, with its options: without them “which of these” has no answer."""
    options = "\n".join(f"{chr(65 + i)}. {strip_marks(o.text)}" for i, o in enumerate(fact.options))
    right = "\n".join(strip_marks(o.text) for o in fact.options if o.correct) or strip_marks(fact.value)
    return CardFaces(fact.language, f"{strip_marks(fact.attribute)}\n{options}".strip(), right)


def card_faults(fact: Fact, faces: CardFaces | None, *, pack: Pack) -> tuple[str, ...]:
    """Why a wording is no good card, as names: those of ``faults_of`` and ``no-front``, ``unknown-subject``,
    ``no-attribute``, ``length``, ``answer-in-front``, ``many-answers``, ``generic-virtue``.
    """
    if faces is None:
        return ("no-front",)
    if fact.rule is Rule.WRITTEN:
        return () if fact.options and faces.back and width(faces.front) <= 1200 else ("length",)
    found = dict.fromkeys(faults_of(fact.value, fact.language))
    checks = (
        ("unknown-subject", not fact.term or not is_name(fact.subject, pack) or _is_attribute(fact, pack)),
        ("no-attribute", not (pack.find_attribute(fact.attribute) or _is_attribute_name(fact))),
        ("deictic", points_elsewhere(faces.front, stem=True)),
        ("wrong-language", "wrong-language" in faults_of(faces.front, fact.language)),
        ("length", not _fits(fact, faces)),
        ("answer-in-front", _front_tells(fact, faces)),
        ("many-answers", faces.alike > _MOST_ALIKE),
        ("generic-virtue", is_virtue(fact.value)),
        ("vague", fact.rule is Rule.PREDICATE and width(fact.value) < _SHORTEST_STATEMENT),
    )
    found |= dict.fromkeys(name for name, failed in checks if failed)
    return tuple(found)


def _is_attribute(fact: Fact, pack: Pack) -> bool:
    """Whether the subject is itself the name of an attribute (价格, Use cases): then the term is missing."""
    return pack.find(fact.subject) is None and pack.find_attribute(fact.subject) is not None


def _is_attribute_name(fact: Fact) -> bool:
    attribute = attribute_of(fact)
    if fact.rule in (Rule.PREDICATE, Rule.LIMIT, Rule.COMPARISON, Rule.AGENT, Rule.STEP, Rule.FEATURE):
        return bool(attribute)
    label = bool(attribute) and width(attribute) <= _LONGEST_ATTRIBUTE
    return label and not faults_of(attribute, fact.language) and not re.search(r"[。；;]|\.\s", attribute)


def _fits(fact: Fact, faces: CardFaces) -> bool:
    return (
        (width(faces.back) >= 2 or faces.back.isdigit())
        and width(faces.back) <= _LONGEST_BACK
        and width(faces.front) <= _LONGEST_FRONT
    )


def _front_tells(fact: Fact, faces: CardFaces) -> bool:
    front, back = bare(faces.front), bare(faces.back)
    return back == bare(fact.subject) or (len(back) >= 3 and back in front) or names(faces.front, faces.back)


@dataclass(frozen=True, slots=True)
class CardDraft:
    """A card that a course's notes yield: the key of its fact, its faces, and what it shares with other facts.

    ``siblings`` name the table row, the list, and the subject with its attribute: asking one of them soon after
    another gives the answer away.
    """

    fact: str
    faces: tuple[CardFaces, ...]
    siblings: tuple[str, ...]


def make_cards(facts: Iterable[Fact], conflicts: Iterable[Conflict], *, pack: Pack) -> tuple[CardDraft, ...]:
    """The cards of one course, in the order in which ``facts`` first tell of them."""
    facts = tuple(facts)
    fit = card_keys(facts, conflicts, pack=pack)
    alike = fronts_alike(facts)
    words = common_words(facts)
    told: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.key in fit:
            told.setdefault(fact.key, []).append(fact)
    drafts = []
    for key, wordings in told.items():
        faces = [card_faces(f, pack=pack, words=words, alike=alike[asks_for(f)]) for f in wordings]
        drafts.append(CardDraft(key, tuple(one for one in faces if one), siblings_of(wordings[0])))
    return tuple(drafts)


def siblings_of(fact: Fact) -> tuple[str, ...]:
    """What a fact shares with others: ``row:…``, ``list:…`` and ``of:…``, whichever it has."""
    found = [f"of:{fact.term}/{fact.aspect}"] if fact.aspect != "definition" else []
    group, _, position = f"{fact.slug}/{fact.place}".rpartition("/")
    cell = re.fullmatch(r"(r\d+)c\d+", position)
    if cell:
        found.append(f"row:{group}/{cell[1]}")
    elif fact.rule in (Rule.FEATURE, Rule.STEP, Rule.KEY_VALUE):
        found.append(f"list:{group}")
    return tuple(found)


def fit_for_card(told: Iterable[Fact], *, pack: Pack, disputed: Collection[str], alike: int = 1) -> bool:
    """Whether a fact, given in all its languages, makes a card: sure enough, undisputed, sound in each.

    ``disputed`` are the keys of the facts that stand in a conflict.
    """
    told = tuple(told)
    return bool(told) and all(
        fact.confidence >= LEAST_CONFIDENCE
        and fact.key not in disputed
        and not card_faults(fact, card_faces(fact, pack=pack, alike=alike), pack=pack)
        for fact in told
    )


def card_keys(facts: Iterable[Fact], conflicts: Iterable[Conflict], *, pack: Pack) -> frozenset[str]:
    """The keys of the facts of one course that are fit for a card, in one pass over them."""
    facts = tuple(facts)
    told: dict[str, list[Fact]] = {}
    for fact in facts:
        told.setdefault(fact.key, []).append(fact)
    alike = fronts_alike(facts)
    doubtful = disputed(facts, conflicts)
    return frozenset(
        key
        for key, wordings in told.items()
        if fit_for_card(
            wordings, pack=pack, disputed=doubtful, alike=max(alike[asks_for(fact)] for fact in wordings)
        )
    )


def asks_for(fact: Fact) -> tuple[str, ...]:
    """What the front of a fact asks for: facts with the same answer to this share a front."""
    if fact.rule in (Rule.WRITTEN, Rule.STEP):
        return (fact.language, fact.key)
    return (fact.language, fact.term, fact.aspect, str(_denies(fact)))


def fronts_alike(facts: Iterable[Fact]) -> dict[tuple[str, ...], int]:
    """How many different values each front asks for."""
    values: dict[tuple[str, ...], set[str]] = {}
    for fact in facts:
        values.setdefault(asks_for(fact), set()).add(bare(fact.value))
    return {front: len(found) for front, found in values.items()}
