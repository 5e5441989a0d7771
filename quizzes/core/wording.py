"""How facts read inside a sentence: names, attributes, spaces between Latin and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from content.core.claims import Fact
from content.core.names import strip_marks
from content.core.terms import Pack, Term

HAN = re.compile(r"[\u3400-\u9fff]")
_VENDOR = re.compile(r"^(?:Amazon Web Services|Amazon|AWS|亚马逊)\s*(?=\S)", re.I)
_GAP = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])")
_HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff])\s*[,;] ?|[,;] ?(?=[\u3400-\u9fff])")
_EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\uFE0F]+\s*")
_LOOSE = re.compile(r" (?:(?=[，。？；、：”）])|(?<=[“（，。；：、] ))")
_BETWEEN_HAN = re.compile(
    r" (?:(?=[，。？；、：”）])|(?<=[“（，。；：、] )|(?<=[\u3400-\u9fff“”？] )(?=[\u3400-\u9fff“”]))"
)
_MASS = re.compile(
    r"(?:storage|computing|compute|networking|scaling|orchestration|discovery|balancing|pricing|access|data|delivery|integration|polling|concurrency|authori[sz]ation|authentication|throttling|caching|monitoring|logging|encryption|replication|versioning|protection)$",
    re.I,
)
_COUNTED = re.compile(
    r" (?:instance|host|reservation|group|volume|balancer|image|template|plan|type|state|workflow|node|queue|topic"
    r"|function|environment|policy|hook|target|listener|endpoint|destination|machine|interface|adapter|address)$",
    re.I,
)
"""Heads of names that keep their capitals and still take an article: the Dedicated Host."""
_NOT_COUNTED = frozenset(("serverless", "microservices"))
_NAMES = frozenset(
    (
        *(
            "Windows",
            "Linux",
            "Docker",
            "Dockerfile",
            "Amazon",
            "Kubernetes",
            "Fargate",
            "Lambda",
            "Lightsail",
        ),
        *(
            "Python",
            "Java",
            "I",
            "Swarm",
            "Compose",
            "Redis",
            "Cognito",
            "Beanstalk",
            "Spot",
            "Express",
            "Kinesis",
            "Graviton",
            "Intel",
            "Nitro",
            "Inferentia",
            "Trainium",
            "Jenkins",
            "Terraform",
            "Helm",
            "Karpenter",
            "Ubuntu",
            "Debian",
            "Alpine",
            "Nginx",
            "Node",
            "Memcached",
            "Aurora",
            "Glacier",
            "Route",
        ),
    )
)


def common_words(facts: Iterable[Fact]) -> frozenset[str]:
    """The words that stand in small letters in the English values of a course: they tell nouns from names."""
    english = " ".join(fact.value for fact in facts if fact.language == "en")
    return frozenset(re.findall(r"(?<![\w-])[a-z][a-z-]+", english))


def called(fact: Fact, pack: Pack) -> str:
    """The name to show for a fact's subject: as written, but ``EC2`` for ``Amazon EC2`` and for the long name."""
    name = strip_marks(fact.subject)
    term = pack.get(fact.term)
    if term:
        bare = _VENDOR.sub("", name)
        if term.abbreviation and bare.casefold() == term.en.casefold():
            name = term.abbreviation
        elif bare.casefold() == term.en.casefold() and not term.en[:1].islower():
            name = term.en  # docker as Docker
        elif bare != name and len(bare) > 1 and (found := pack.find(bare)) and found.id == fact.term:
            name = bare
    return name if fact.language == "en" else spaced(name)


def called_term(term: Term, beside: str, language: str) -> str:
    """The name to show for a pack term beside another name: in its script, abbreviated where that is."""
    if language == "en":
        return term.abbreviation or term.en or term.zh
    if HAN.search(beside):
        return term.zh or term.en or term.abbreviation
    return term.abbreviation or term.zh or term.en


def subject_name(fact: Fact, *, words: frozenset[str], pack: Pack) -> str:
    """The subject as it reads inside a sentence: English common nouns get ``the`` and a small letter.

    ``words`` are those that stand in English values: a name that also stands there in small letters is a noun.
    """
    name = called(fact, pack)
    if fact.language != "en":
        return name
    term = pack.get(fact.term)
    small = decapitalise(name)
    if re.match(r"(?:most|all|any|some|each|every|other|many|the|an?)(?![\w-])", name, re.I):
        return small
    common = term.en[:1].islower() if term and term.en else False
    if term and not common and _COUNTED.search(name):
        return f"the {name}"
    if fact.subject.startswith("`"):
        return name if fact.subject.endswith("`") else f"the {name}"  # code, alone or with its noun
    if not re.search(r"[a-z]$", name):
        counted = term is not None and name == term.abbreviation and _COUNTED.search(f" {term.en}")
        noun = common and term is not None and (" " in name or name == term.abbreviation)
        return f"the {name}" if counted or noun else name
    if not common and " " in name:
        common = name.split()[-1].islower()
    if not common and small != name and not term:
        common = small in words or f"{small}s" in words
    if not common or name.lower() in _NOT_COUNTED or _MASS.search(name):
        return small if common else name
    return f"the {small}"


@lru_cache(maxsize=1 << 12)
def shown(text: str, language: str) -> str:
    """A quoted text as it is shown: without markup; in Chinese with Chinese commas, and spaces around Latin."""
    plain = strip_marks(text)
    if not text.startswith("`"):
        plain = (_EMOJI.sub("", plain).strip() or plain).replace("\\$", "$").rstrip("。;；")
    if language == "en":
        return plain
    return spaced(_HALF_WIDTH.sub(lambda found: "，" if "," in found[0] else "；", plain))


def spaced(text: str) -> str:
    """``text`` with a space between Latin and Han."""
    return _GAP.sub(" ", text)


@lru_cache(maxsize=1 << 12)
def decapitalise(text: str) -> str:
    """``text`` with a small first letter, unless its first word is a name or an abbreviation."""
    first = re.match(
        r"[A-Z][a-z]*(?=[\s,;:’'-]|$)(?! [A-Z][a-z])|(?:Several|Many|Most|All|Every|Each|One|Two|Any|No|The|An?)\b",
        text,
    )
    if not first or first[0] in _NAMES:
        return text
    return text[0].lower() + text[1:]


_ARTICLES = ("the ", "a ", "an ", "it ", "its ")


def capitalise(text: str) -> str:
    """``text`` with a large first letter, unless it starts with a name such as ``awsvpc``."""
    return text[:1].upper() + text[1:] if text.startswith(_ARTICLES) else text


def attribute_of(fact: Fact) -> str:
    """The attribute without markup and closing punctuation."""
    return strip_marks(fact.attribute).strip("？?：: ")


def tidy(text: str) -> str:
    """No space at the start, before Chinese punctuation or after an opening quote, and never two."""
    return _LOOSE.sub("", _single_spaced(text)).strip()


def joined(text: str) -> str:
    """A Chinese sentence put together from parts: tidy, ``spaced``, and without a space between Han and Han."""
    return _BETWEEN_HAN.sub("", _single_spaced(spaced(text))).strip()


def _single_spaced(text: str) -> str:
    return re.sub(r" {2,}", " ", text) if "  " in text else text
