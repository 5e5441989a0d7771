"""Cues: what lets somebody who never read the notes find the right option."""

from __future__ import annotations

import re
from functools import lru_cache

from content.core.names import strip_marks, term_form
from quizzes.core.drafts import QuestionKind
from quizzes.core.items import Item
from quizzes.core.likeness import bare, names, names_any
from quizzes.core.soundness import GAP
from quizzes.core.telling import telling_words

_SHORT = 12
"""Below this width nobody sees which option is the longer."""

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|《[^》]*》")
_EMPHASISED = re.compile(
    r"\*\*[^*]*(?:不|非|没|无|错|误|\b(?:not|except|false|never|incorrect|least|cannot)\b)[^*]*\*\*|\b(?:NOT|EXCEPT|NEVER|CANNOT)\b",
    re.I,
)
_SHOUTED = re.compile(r"\b(?:NOT|EXCEPT|NEVER|CANNOT|FALSE)\b")
_DENYING = re.compile(
    r"(?:下列|以下|哪|什么).{0,24}?(?:(?<![而在])不(?!同|断|仅|但|少)|错误|并非|没有|无法|(?<![删移去清解])除外|例外)|(?:除了|(?<![删移去清解])除).{1,12}?[外了].{0,6}?(?:哪|什么)|(?:不|没有|错误|无法)[^，。]{0,10}(?:的)?是(?:哪|下列|以下)"
    r"|\b(?:which|what|who)\b.*(?:(?<!and )\bnot\b|n['’]t\b|\bexcept\b|\bincorrect\b|\bfalse\b|\bnever\b|\bcannot\b|\bleast\b)|\bexcept\b",
    re.I,
)
_DENIAL = re.compile(r"[不错非没无例除]|not|n['’]t|except|incorrect|false|never|least", re.I)
"""What every denying stem holds. Few stems have any of it."""
_SEQUENCE = re.compile(
    r"^(?:首先|第[一二三四五六七八九十\d]+步?|然后|接着|接下来|随后|之后|最后|最终|最初|先[^进前]|再(?!次|生)|步骤\s*\d|\d+[.、)）]"
    r"|first(?:ly)?\b|second(?:ly)?\b|third(?:ly)?\b|then\b|next\b|after that\b|afterwards\b|finally\b|last(?:ly)?\b|step \d|to begin with)",
    re.I,
)
_PROPER = re.compile(r"[A-Z]|[\u3400-\u9fff]{2}")  # host and 卷 are words of the language first
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ARTICLE = re.compile(r"\ban?$", re.I)
_MANY = re.compile(r"\b(?:many|several|these|those|few|two|three|four)$", re.I)
_WHAT_IS = re.compile(r"(?:what|which) (is|are) the\b", re.I)
_SPELLED = re.compile(r"[A-Z][A-Z0-9]{1,4}s?")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|ti)|hour|honest|8|11\b|18\b)", re.I)
_PLURAL = re.compile(r"(?<![sui])s$")


def uneven_length(item: Item) -> bool:
    """The longest option above 2.6 times the shortest, or the key above 1.5 times the longest wrong one."""
    right = [max(one.width, _SHORT) for one in item.right]
    wrong = [max(one.width, _SHORT) for one in item.wrong]
    if not right or not wrong:
        return False
    widths = right + wrong
    return max(widths) > 2.6 * min(widths) or max(right) > 1.5 * max(wrong)


def answer_in_stem(item: Item) -> bool:
    """An option that is a name, or another name of the right one, or the right text, stands in the stem."""
    context = item.context
    if item.kind is QuestionKind.MATCHING:
        return any(_names_partner(item, text, partner) for text, partner in item.pairs)
    if context.terms_as_options:
        names_told = (*[one.text for one in item.options], *(context.answer_names if item.right else ()))
        if names_any(item.stem, names_told):
            return True
    elif _only_the_key_names(item, context.subject_names):
        return True
    return any(len(one.reading.bare) >= 4 and one.reading.bare in bare(item.stem) for one in item.right)


def _names_partner(item: Item, text: str, partner: str) -> bool:
    term = item.context.pack.find(partner)
    return names_any(text, (partner, *(term.names() if term else ())))


def _only_the_key_names(item: Item, subjects: tuple[str, ...]) -> bool:
    """Whether the term asked about stands in the right option and in no wrong one."""
    return any(_names_any(one.text, subjects) for one in item.right) and not any(
        _names_any(one.text, subjects) for one in item.wrong
    )


_names_any = lru_cache(maxsize=1 << 12)(names_any)


def named_distractor(item: Item) -> bool:
    """A wrong option names the other term that it is true of, so that nobody need know it to rule it out."""
    return any(
        not choice.correct
        and names(choice.text, choice.true_of)
        and _PROPER.search(choice.true_of)
        and not any(
            names(choice.true_of, mine) or names(mine, choice.true_of) for mine in item.context.subject_names
        )
        for choice in item.choices
    )


def precise_number(item: Item) -> bool:
    """Of numbers, the right one alone is not round: 244 beside 100, 150 and 400. Powers of two are their own scale."""
    told = [(_DIGITS.search(choice.text), choice.correct) for choice in item.choices]
    if not all(found for found, _ in told):
        return False
    numbers = [(found[0].replace(",", ""), right) for found, right in told if found]
    if all("." not in number and int(number).bit_count() == 1 for number, _ in numbers):
        return False
    right = [_significant(number) for number, ok in numbers if ok]
    wrong = [_significant(number) for number, ok in numbers if not ok]
    return bool(right and wrong) and min(right) >= 3 and min(right) > max(wrong)


def _significant(number: str) -> int:
    """How many digits a number has that are not leading or closing zeros."""
    return len(number.replace(".", "").strip("0"))


def clang(item: Item) -> bool:
    """A telling word of the stem comes back in every right option and in no wrong one: 模块化划分 ← “模块”."""
    if not item.right or not item.wrong:
        return False
    telling = item.right[0].words.intersection(*[one.words for one in item.right[1:]])
    telling = telling.difference(*[one.words for one in item.wrong])
    if not telling:
        return False
    plain, of_names = term_form(strip_marks(item.stem)), item.context.terms_as_options
    # A word that stands twice fits both sides: 队列 in “FIFO 队列，而不是标准队列”.
    said = [word for word in telling if word in plain and (of_names or plain.count(word) == 1)]
    return bool(said) and not telling_words(item.stem).isdisjoint(said)


def negation_cue(item: Item) -> bool:
    """Only the right option denies something."""
    if not item.right or not item.wrong:
        return False
    return all(one.denies for one in item.right) and not any(one.denies for one in item.wrong)


def plain_negation(item: Item) -> bool:
    """The stem denies without emphasis, or asks for the exception and does not say so in bold or capitals."""
    stem = _QUOTED.sub(" ", item.stem)
    denies = item.kind is QuestionKind.NEGATIVE or (
        _DENIAL.search(stem) is not None and _DENYING.search(strip_marks(stem)) is not None
    )
    return denies and not _SHOUTED.search(stem) and not ("**" in stem and _EMPHASISED.search(stem))


def absolute_cue(item: Item) -> bool:
    """Always, never, 总是, 一定 stand only in wrong options; not where they are part of a name."""
    return any(one.is_absolute for one in item.wrong) and not any(one.is_absolute for one in item.right)


def grammar_cue(item: Item) -> bool:
    """An English article or plural before the gap, or at the end of the stem, fits the right option and not all others."""
    if item.language != "en":
        return False
    stem = item.stem
    gap = GAP.search(stem)
    if gap:
        before = stem[: gap.start()].rstrip(' *`“"')
        if _ARTICLE.search(before):
            return len({_takes_an(one.plain) for one in item.options}) > 1
        if _MANY.search(before):
            return len({_is_plural(one.plain) for one in item.options}) > 1
    number = _WHAT_IS.match(stem)
    if (
        number
        and item.kind is not QuestionKind.MULTIPLE
        and all(len(one.plain.split()) <= 3 for one in item.options)
    ):
        fits = number[1].lower() == "are"
        return any(_is_plural(one.plain) is fits for one in item.right) and not any(
            _is_plural(one.plain) is fits for one in item.wrong
        )
    return False


def _takes_an(option: str) -> bool:
    """Whether ``an`` stands before the option: by sound where letters are spelled out (an MQTT topic)."""
    first = option.split(maxsplit=1)[0] if option.split() else ""
    if _SPELLED.fullmatch(first):
        return first[0] in "AEFHILMNORSX"
    return _VOWEL.match(first) is not None


def _is_plural(option: str) -> bool:
    words = option.split()
    return bool(words) and _PLURAL.search(words[-1]) is not None and not words[-1].isupper()


def sequence_cue(item: Item) -> bool:
    """A step to be put in order says itself where it stands: 首先, 第二步, finally."""
    return any(_SEQUENCE.match(one.plain) for one in item.options)
