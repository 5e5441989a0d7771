"""Answers: facts from a question with its answer on the next line, as interview notes have them."""

from __future__ import annotations

import re

from content.core.claims import Fact, Rule
from content.core.document import ParsedNote
from content.core.names import asks_what_is, heading_name, term_form
from content.core.pairs import definition_word
from content.core.predicates import predicate_of
from content.core.sentences import ADVERBIAL, ends_open, split_sentences, trim_value
from content.core.spots import Spot, locate, make_fact
from content.core.subjects import Subject, display_name
from content.core.terms import Pack

_QUESTION_AND_ANSWER = re.compile(
    r"^(?:\d+[.、]\s*)?(?:Q\d*[:：.]\s*)?(?P<asked>[^\n?？]{4,60})[?？]\s*\n?\s*(?:答案?|A\d*|Answer)[:：]\s*(?P<answer>\S[^\n]*)$",
    re.I,
)


def answered_facts(note: ParsedNote, spot: Spot, glossary: Pack) -> list[Fact]:
    """A question with its answer below: what X is, or what the A of X is."""
    found = _QUESTION_AND_ANSWER.match(spot.block.plain)
    if not found:
        return []
    asked = ADVERBIAL.sub("", re.sub(r"^(?:在\s*)?AWS\s*中?的?", "", found["asked"].strip()))
    value = trim_value(split_sentences(found["answer"])[0])
    if not value or ends_open(value):
        return []
    if asks_what_is(asked) and (term := glossary.find(heading_name(asked))):
        subject, attribute, aspect = (
            Subject(term.id, display_name(heading_name(asked), term), True),
            definition_word(note),
            "definition",
        )
    else:
        led = glossary.find_leading(asked)
        of = re.match(r"\s*的(?:主要)?(.{2,10}?)(?:是什么|有哪些|是多少)$", asked[led[1] :]) if led else None
        if not led or not of:
            return []
        subject = Subject(led[0].id, display_name(asked[: led[1]], led[0]), True)
        known = glossary.find_attribute(of[1])
        attribute, aspect = of[1], known.id if known else term_form(of[1])
    about = glossary.find_leading(value)
    if about and about[0].id == subject.id and predicate_of(value[about[1] :]):
        value = value[about[1] :].strip()
    lines = locate(note, spot.block.lines, value)
    return [
        make_fact(
            note,
            spot,
            subject,
            attribute=attribute,
            value=value,
            aspect=aspect,
            rule=Rule.KEY_VALUE,
            confidence=0.72,
            lines=lines,
        )
    ]
