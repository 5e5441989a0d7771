"""A fact as questions say it: what many of them quote, put into words once."""

from __future__ import annotations

from dataclasses import dataclass

from content.core.claims import Fact
from content.core.terms import Pack
from quizzes.core import wording_en, wording_zh
from quizzes.core.wording import called, shown, subject_name


@dataclass(frozen=True, slots=True)
class Spoken:
    """A fact in the words of its language. Get one with ``Bank.spoken``.

    ``called`` is the name to show for its subject, ``subject`` that name as it reads inside a sentence, ``names`` are
    all that the subject goes by, as written first. ``value`` is as shown, ``sentence`` the whole fact with its full stop.
    """

    called: str
    subject: str
    names: tuple[str, ...]
    value: str
    sentence: str


def say(fact: Fact, *, words: frozenset[str], pack: Pack) -> Spoken:
    """``fact`` in words; ``words`` are the ``common_words`` of its course."""
    english = fact.language == "en"
    subject, term = subject_name(fact, words=words, pack=pack), pack.get(fact.term)
    sentence = (
        wording_en.sentence(fact, subject) + "." if english else wording_zh.sentence(fact, subject) + "。"
    )
    return Spoken(
        called(fact, pack),
        subject,
        tuple(dict.fromkeys((fact.subject, *(term.names() if term else ())))),
        shown(fact.value, "en" if english else "zh"),
        sentence,
    )
