"""English stems and explanations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from content.core.claims import Fact, Rule
from quizzes.core.wording import attribute_of, capitalise, decapitalise, shown, tidy

_ASKED = {
    "price": "How is {x} billed?",
    "use-case": "What is {x} best suited to?",
    "storage-type": "What type of storage is {x}?",
    "scaling": "How does {x} scale?",
    "size-limit": "What is the capacity of {x}?",
    "infrastructure": "Which of these is true of the infrastructure of {x}?",
    "definition": "Which of these describes {x}?",
    "function": "What is the purpose of {x}?",
    "example": "Which of these is an example of {x}?",
    "analogy": "What is {x} likened to?",
    "access": "Which of these is true of access to {x}?",
    "contains": "What does {x} contain?",
    "expansion": "What does {x} stand for?",
}
_HOLDS = {
    "use-case": "Which of these is best suited to “{v}”?",
    "function": "Which of these has the purpose “{v}”?",
    "analogy": "Which of these is likened to “{v}”?",
    "example": "Of which of these is “{v}” an example?",
    "contains": "Which of these contains “{v}”?",
    "definition": "Which of these is described as “{v}”?",
}
_HOW_MANY = {
    "time-limit": "What is the time limit of {x}?",
    "size-limit": "What is the size limit of {x}?",
}
_QUESTION = re.compile(r"^(?:how|what|which|where|when|who|whose|why|whether|can|does|is|are|do)\b", re.I)
_CLAUSE = re.compile(
    r"^(?:after|before|during|in|on|at|under|(?:best |well )?(?:used|suited|good|best|ideal) (?:for|to|in|by|with|of|when)|several|able|if|with|without|for|needs?|supports?|per|how many|how much)\b",
    re.I,
)
_ABSTRACT = re.compile(
    r"(?:bility|(?<!capac)(?<!quant)ity|ness|ance|ence|sharing|scaling|mapping|networking|isolation|integration|growth|control|handling|behaviou?r|access|(?<!mo)(?<!require)(?<!environ)(?<!instru)(?<!ele)ment)$",
    re.I,
)
_VERB_ALONE = re.compile(
    r"^(?:(?P<state>(?:best )?(?:used|suited|suitable|good|designed|intended|meant|made|ideal) (?:for|to|in|by|with|of))"
    r"|supports|requires|needs|includes|contains|provides|uses|stores|runs|allows|handles|replaces|manages)$",
    re.I,
)
_VERBAL = re.compile(r"(?:can|cannot|may|must|is|are|has|have|does|do|will|not|no|yes)\b", re.I)
_PLURAL = re.compile(r"(?<![sui])s$")
_STATEMENTS = (Rule.PREDICATE, Rule.LIMIT, Rule.COMPARISON)
_COUNT = {2: "two", 3: "three"}
_SINGULAR = re.compile(r"^(?:(?!is\b|has\b|does\b)[a-z]+[^s]s|is|has|does|can|must|may|cannot|will)\b")


def ask_value(fact: Fact, name: str) -> str:
    """What is the attribute of this term?"""
    known = _ASKED.get(fact.aspect)
    attribute = _attribute(fact)
    found = _VERB_ALONE.match(attribute)
    if found and not known:
        return _fill(
            "What {b} {x} {a}?" if found["state"] else "What does {x} {a}?",
            b=_be(name),
            x=name,
            a=decapitalise(attribute) if found["state"] else _base(attribute),
        )
    if fact.aspect in ("example", "definition"):
        name = _one(name)
    return _fill(known or _ask_for(attribute), x=name, a=_inside(attribute, name), A=attribute)


def _attribute(fact: Fact) -> str:
    """The attribute; a Title Cased one in sentence case."""
    return _sentence_case(attribute_of(fact))


@lru_cache(maxsize=1 << 12)
def _sentence_case(attribute: str) -> str:
    words = re.findall(r"[A-Za-z][A-Za-z-]*", attribute)
    titled = [word for word in words if len(word) > 3]
    if len(words) < 2 or not titled or not all(word[0].isupper() for word in titled):
        return attribute
    first, *rest = re.split(r"(?<=\s)", attribute)
    return first + "".join(decapitalise(word) if re.match(r"[A-Z][a-z]+", word) else word for word in rest)


@lru_cache(maxsize=1 << 12)
def _base(verb: str) -> str:
    """The base form of a third-person verb: supports → support."""
    return re.sub(r"s$", "", decapitalise(verb))


def _inside(attribute: str, name: str) -> str:
    """An attribute inside a sentence; ``it`` in it is the subject."""
    return re.sub(r"\b(?:it|they)\b", name, decapitalise(attribute))


@lru_cache(maxsize=1 << 12)
def _ask_for(attribute: str) -> str:
    about_it = re.search(r"\b(?:it|they)\b", attribute) is not None
    if re.match(r"how (?:many|much)$", attribute, re.I):
        return "Which of these is true of {x}?"
    if re.match(r"(?:who|can|does|is|are|do|where is|where are)\b", attribute, re.I):
        return "{A} for {x}?" if not about_it else "Which of these is true of {x} as to “{A}”?"
    if _QUESTION.match(attribute):
        return "Which of these says {a}?" if about_it else "Which of these says {a} for {x}?"
    if re.match(r"(?:after|before|during|in|on|at|under|if|with|without)\b", attribute, re.I):
        return "{A}, which of these is true of {x}?"
    if _CLAUSE.match(attribute):
        return "As to {a}, which of these is true of {x}?"
    if about_it:
        return "What is the {a}?"
    if _ABSTRACT.search(_head(attribute)):
        return "Which of these is true of the {a} of {x}?"
    verb = _be(attribute)
    if re.search(r"\b(?:of|to|for|from|when|if|on|in|by|with|per|without)\b", attribute):
        return f"For {{x}}, what {verb} the {{a}}?"
    return f"What {verb} the {{a}} of {{x}}?"


@lru_cache(maxsize=1 << 12)
def is_noun_phrase(attribute: str) -> bool:
    """Whether one can say ``the A of X``."""
    if re.match(r"(?!pricing|billing|naming|networking)[a-z]+ing\b .", attribute, re.I):
        return False  # taking back capacity
    aside = _QUESTION.match(attribute) or _CLAUSE.match(attribute) or _ABSTRACT.search(_head(attribute))
    return not aside and not re.search(r"\b(?:it|they)\b", attribute)


def _be(attribute: str) -> str:
    return "are" if _PLURAL.search(_head(attribute)) else "is"


@lru_cache(maxsize=1 << 12)
def _head(attribute: str) -> str:
    """The noun phrase before the first preposition or participle."""
    return re.split(r" (?:of|to|for|from|in|on|by|when|with|per|built|kept|held|\w+ed)\b", attribute)[0]


def ask_term(fact: Fact) -> str:
    """Of which term does this value hold?"""
    attribute, value = _attribute(fact), shown(fact.value, "en")
    small = _quoted(value)
    known = _HOLDS.get(fact.aspect)
    if known:
        return _fill(known, v=small)
    found = _VERB_ALONE.match(attribute)
    if found:
        form = "Which of these is {a} “{v}”?" if found["state"] else "Which of these {a} “{v}”?"
        return _fill(form, a=decapitalise(attribute), v=small)
    if is_noun_phrase(attribute):
        return _fill(
            "For which of these {b} the {a} “{v}”?", b=_be(attribute), a=decapitalise(attribute), v=small
        )
    if re.search(r"\b(?:it|they)\b", attribute) or _QUESTION.match(attribute) or _CLAUSE.match(attribute):
        return _fill("Which of these is described by “{a}: {v}”?", a=attribute, v=small)
    return _fill("As to {a}, which of these is described as “{v}”?", a=decapitalise(attribute), v=small)


def ask_rather(name: str, other: str) -> str:
    """What is true of one term and not of the other?"""
    return _fill("Which of these is true of {x} and not of {y}?", x=name, y=other)


def ask_name(fact: Fact, within: str = "") -> str:
    """Which term is this the definition of? ``within`` is the heading of the list it stands in."""
    value = _quoted(shown(fact.value, "en"))
    if within:
        return _fill("Under “{w}”, which one is described as “{v}”?", w=within, v=value)
    return _fill(_HOLDS["definition"], v=value)


def ask_meaning(name: str, within: str = "") -> str:
    """What is this term? ``within`` is the heading of the list without which its name says nothing."""
    if within:
        return _fill("Under “{w}”, what does {x} mean?", w=within, x=name)
    return _fill(_ASKED["definition"], x=_one(name))


def ask_expansion(name: str, *, vendor: bool = False) -> str:
    """What does this abbreviation stand for?"""
    return _fill("In AWS, what does {x} stand for?" if vendor else _ASKED["expansion"], x=name)


def ask_number(fact: Fact, name: str) -> str:
    """How much or how many is the attribute of this term?"""
    attribute = _attribute(fact)
    known = _HOW_MANY.get(fact.aspect)
    if known or not is_noun_phrase(attribute):
        return _fill(known or _ask_for(attribute), x=name, a=_inside(attribute, name), A=attribute)
    form = "For {x}, what {b} the {a}?" if " " in attribute else "What {b} the {a} of {x}?"
    return _fill(form, x=name, b=_be(attribute), a=decapitalise(attribute))


def ask_gap(sentence: str) -> str:
    """Which number fills the gap in this sentence?"""
    return _fill("Which of these completes the statement? “{s}”", s=sentence)


def ask_not(name: str) -> str:
    """Which does not hold of this term?"""
    return _fill("Which of these is **NOT** true of {x}?", x=name)


def ask_several(name: str, count: int) -> str:
    """Which two, or three, hold of this term?"""
    return _fill("Which {n} of these are true of {x}? (Choose {n})", x=name, n=_COUNT[count])


def ask_several_rather(name: str, other: str, count: int) -> str:
    """Which two are true of one term and not of the other?"""
    return _fill(
        "Which {n} of these are true of {x} and not of {y}? (Choose {n})", x=name, y=other, n=_COUNT[count]
    )


def ask_members(fact: Fact, name: str, count: int) -> str:
    """Which two belong to this term?"""
    attribute = _attribute(fact)
    if fact.aspect == "contains" or not is_noun_phrase(attribute):
        return _fill("Which {n} of these belong to {x}? (Choose {n})", x=name, n=_COUNT[count])
    return _fill(
        "Which {n} of these are among the {a} of {x}? (Choose {n})",
        x=name,
        a=decapitalise(attribute),
        n=_COUNT[count],
    )


def ask_matches(fact: Fact, ask: str) -> str:
    """Which text belongs to which term?"""
    attribute = _attribute(fact)
    if ask == "meaning":
        return "Match each description with the term it describes."
    if is_noun_phrase(attribute) and _be(attribute) == "is":
        return _fill("Match each {a} with its term.", a=decapitalise(attribute))
    return _fill("Match each text on “{a}” with the term it is about.", a=decapitalise(attribute))


def ask_order(title: str) -> str:
    """In which order do these steps come?"""
    return _fill("Put the steps of “{t}” in order.", t=title)


def ask_holder(fact: Fact) -> str:
    """Of which term is this statement true?"""
    return _fill("Which of these {v}?", v=shown(fact.value, "en").rstrip("."))


def is_singular(value: str) -> bool:
    """Whether a predicate can follow ``which of these``: its verb is in the third person, or modal."""
    return _SINGULAR.match(value) is not None


_IT = re.compile(r"\bit\b")


def sentence(fact: Fact, name: str, value: str = "") -> str:
    """What a fact says, as a sentence without its full stop; ``value`` in place of the fact's own."""
    attribute = _attribute(fact)
    value = value or shown(fact.value, "en").rstrip(".")
    if fact.rule in _STATEMENTS:
        return _fill("{x} {v}", x=name, v=value)
    if fact.aspect == "expansion":
        return _fill("{x} stands for {v}", x=name, v=value)
    if fact.aspect == "definition":
        known = re.match(r"an? ", value, re.I)
        return _fill("{x} is {v}" if known else "“{v}” describes {x}", x=_one(name), v=_quoted(value))
    alone = _VERB_ALONE.match(attribute)
    if alone:
        form = "{x} {b} {a} “{v}”" if alone["state"] else "{x} {a} “{v}”"
        return _fill(form, x=name, b=_be(name), a=decapitalise(attribute), v=_quoted(value))
    if fact.rule in (Rule.FEATURE, Rule.AGENT):
        verb = is_singular(decapitalise(value))
        return _fill("{x} {v}" if verb else "{x}: {v}", x=name, v=_quoted(value))
    if _IT.search(attribute):
        form = "{A}: “{v}”" if _QUESTION.match(attribute) else "The {a} is “{v}”"
        asked = _inside(attribute, name)
        return _fill(form, A=asked[:1].upper() + asked[1:], a=asked, v=_quoted(value))
    if is_noun_phrase(attribute) and not _VERBAL.match(value):
        form = "For {x}, the {a} {b} “{v}”" if " " in attribute else "The {a} of {x} {b} “{v}”"
        return _fill(form, x=name, a=decapitalise(attribute), b=_be(attribute), v=_quoted(value))
    return _fill("As to “{a}”, “{v}” is true of {x}", x=name, a=decapitalise(attribute), v=_quoted(value))


def true_of(texts: Sequence[tuple[str, str]], *, statements: bool = False) -> str:
    """What wrong options are true of: pairs of text and name. A bare value only goes with its name."""
    if not texts:
        return ""
    verb = "is true of" if statements else "goes with"
    return _fill("{s}.", s="; ".join(f"“{text}” {verb} {name}" for text, name in texts))


_ONLY = re.compile(r"the (?:letter \w|.*\b(?:state|status|mode|policy|factor)$)")
"""Names of which there is one: the stopping state, the letter d."""


def _one(name: str) -> str:
    """A name with ``the`` as one of its kind: the AMI as an AMI."""
    if not name.startswith("the ") or _ONLY.match(name):
        return name
    bare = name[4:]
    spelled = re.match(r"[A-Z]{2,5}\d?(?![A-Za-z_])", bare)
    vowel = re.match(r"[AEFHILMNORSX]" if spelled else r"(?!uni|us[aeu]|one|eu)[aeiouAEIOU]", bare)
    return f"{'an' if vowel else 'a'} {bare}"


def not_told(names: Sequence[str]) -> str:
    """Names of which the notes say no such thing."""
    return f"The notes say no such thing of {' or '.join(names)}." if names else ""


def rest_true(name: str) -> str:
    """The other options hold of the term."""
    return f"The others are true of {name}."


def words_changed() -> str:
    """The wrong expansions were made up."""
    return "The other options have words changed."


def numbers_changed() -> str:
    """The wrong numbers were made up."""
    return "The numbers in the other options are not those of the note."


def in_order(steps: Sequence[str]) -> str:
    """The steps of a procedure, in order."""
    return "The order is: " + "; ".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)) + "."


def _quoted(value: str) -> str:
    return decapitalise(value)


@lru_cache(maxsize=1 << 12)  # what is true of a term is said in the explanation of many questions
def _fill(form: str, **parts: str) -> str:
    return capitalise(tidy(form.format(**parts)))
