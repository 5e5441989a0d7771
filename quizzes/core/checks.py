"""Hard checks on a worded question. Each has a name, listed in ``docs/question-checks.md``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from content.core.facts import polarity_of
from content.core.identity import similarity
from content.core.names import strip_marks, term_form
from quizzes.core.drafts import DraftText, QuestionKind

NEAR = 0.72
_CJK = re.compile(r"[\u3400-\u9fff]")
_ALL_NONE = re.compile(
    r"以上(?:都|全|皆|均|所有)|(?:都|全部|均)(?:是|对|正确)$|以上皆|没有正确|\b(?:all|none|both|neither) of (?:the )?(?:above|these)\b",
    re.I,
)
_ABSOLUTE = re.compile(
    r"总是|从不|一定|绝对|永远|必然|完全不|\b(?:always|never|absolutely|must always|in all cases)\b", re.I
)
_DEICTIC = re.compile(
    r"[您你我它]|我们|上述|以下|如下|前者|后者|本文|该(?!死)|这(?:个|些|种|样|里)|\b(?:this|these|those|your?|we|our|the (?:above|former|latter|following))\b",
    re.I,
)
_FRAGMENT = re.compile(
    r"(?:(?<![新旧己有用大小多少])的|[和与或及、，,：:（(]|\b(?:and|or|of|the|a|an))$|^[，,、。；;）)的]",
    re.I,
)
_VAGUE = re.compile(
    r"^(?:一[种个项款])?(?:完全)?(?:托管|云|强大|重要|常用|灵活|简单)?的?(?:提供)?(?:许多|很多|多种|各种|一些)?(?:服务|功能|工具|技术|平台|等)$"
    r"|^(?:an? )?(?:fully )?(?:managed |cloud |powerful |important |useful )*(?:service|tool|platform|feature|technology|thing)s?$"
    r"|^(?:视情况而定|其他|各种|等等|it depends|various|other|others|several)$",
    re.I,
)
_PAIRS = (("(", ")"), ("（", "）"), ("“", "”"), ("「", "」"), ("[", "]"), ("《", "》"))


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks must know beside the wording.

    ``answer_names`` are further names of the right answer, ``subject_names`` those of the term asked about, ``true_values`` what the notes say of the
    subject under the attribute asked for, ``disputed`` whether a fact used here is in a conflict.
    """

    kind: QuestionKind
    answer_names: tuple[str, ...] = ()
    subject_names: tuple[str, ...] = ()
    true_values: tuple[str, ...] = ()
    terms_as_options: bool = False
    disputed: bool = False


def find_flaws(text: DraftText, context: Context) -> tuple[str, ...]:
    """The names of the checks that ``text`` fails, in the order of ``CHECKS``."""
    return tuple(name for name, check in CHECKS.items() if check(text, context))


def near(left: str, right: str) -> bool:
    """Whether two options say nearly the same: bigrams overlap by more than 0.72, or one holds the other."""
    a, b = bare(left), bare(right)
    if a == b:
        return True
    contained = min(len(a), len(b)) >= 3 and (a in b or b in a)
    return contained or jaccard(a, b) > NEAR


def jaccard(left: str, right: str) -> float:
    """Shared character bigrams over all, from 0 to 1."""
    dice = similarity(left, right)
    return dice / (2 - dice)


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """``text`` as compared by the checks: folded, without markup, spaces and punctuation."""
    return re.sub(r"[\s\W_]+", "", term_form(strip_marks(text)))


def width(text: str) -> float:
    """How long an option looks: a Chinese character counts as two Latin letters."""
    plain = strip_marks(text)
    return len(plain) + len(_CJK.findall(plain))


def _wrong_number_of_keys(text: DraftText, context: Context) -> bool:
    right = sum(choice.correct for choice in text.choices)
    if context.kind is QuestionKind.WRITTEN:
        return not 1 <= right < len(text.choices)
    return right != 1


def _too_few_options(text: DraftText, context: Context) -> bool:
    return len(text.choices) < (2 if context.kind is QuestionKind.WRITTEN else 3)


def _duplicate_options(text: DraftText, context: Context) -> bool:
    pairs = combinations([choice.text for choice in text.choices], 2)
    if (
        context.kind is QuestionKind.ABBREVIATION
        or context.kind is QuestionKind.WRITTEN
        or context.terms_as_options
    ):
        return any(bare(a) == bare(b) for a, b in pairs)  # near misses and related names are the point
    return any(near(a, b) for a, b in pairs)


def _uneven_length(text: DraftText, context: Context) -> bool:
    if context.terms_as_options:
        return False  # a name is as long as it is
    widths = [max(width(choice.text), 6) for choice in text.choices]
    right = [max(width(choice.text), 6) for choice in text.choices if choice.correct]
    wrong = [max(width(choice.text), 6) for choice in text.choices if not choice.correct]
    if not right or not wrong:
        return False
    return max(widths) > 2.6 * min(widths) or max(right) > 1.5 * max(wrong)


def _answer_in_stem(text: DraftText, context: Context) -> bool:
    if context.kind is QuestionKind.WRITTEN:
        return False
    if not context.terms_as_options and _only_the_key_names(text, context.subject_names):
        return True
    for choice in text.choices:
        known = (choice.text, *context.answer_names) if choice.correct else (choice.text,)
        if context.terms_as_options and any(names(text.stem, name) for name in known):
            return True
        if choice.correct and len(bare(choice.text)) >= 4 and bare(choice.text) in bare(text.stem):
            return True
    return False


def _only_the_key_names(text: DraftText, subjects: tuple[str, ...]) -> bool:
    """Whether the term asked about stands in the right option and in no wrong one."""
    naming = {choice.correct for choice in text.choices if any(names(choice.text, name) for name in subjects)}
    return naming == {True}


def names(stem: str, name: str) -> bool:
    """Whether ``name`` stands in the stem as a word of its own; ``FROM`` is not the word from."""
    plain = strip_marks(name)
    if plain.isupper() and plain.isascii():
        return re.search(rf"(?<![A-Za-z0-9]){re.escape(plain)}(?![A-Za-z0-9])", stem) is not None
    form = term_form(name)
    return (
        bool(form)
        and re.search(rf"(?<![a-z0-9]){re.escape(form)}(?:s|es)?(?![a-z0-9])", term_form(stem)) is not None
    )


def _true_distractor(text: DraftText, context: Context) -> bool:
    wrong = [choice.text for choice in text.choices if not choice.correct]
    return any(near(option, value) for option in wrong for value in context.true_values)


def _any_option(pattern: re.Pattern[str]) -> Callable[[DraftText, Context], bool]:
    def check(text: DraftText, context: Context) -> bool:
        exempt = context.kind is QuestionKind.WRITTEN or context.terms_as_options
        return not exempt and any(pattern.search(strip_marks(choice.text)) for choice in text.choices)

    return check


def _all_or_none(text: DraftText, context: Context) -> bool:
    return any(_ALL_NONE.search(strip_marks(choice.text)) for choice in text.choices)


def _unbalanced(text: DraftText, context: Context) -> bool:
    texts = [text.stem, *(choice.text for choice in text.choices)]
    return any(one.count(left) != one.count(right) for one in texts for left, right in _PAIRS)


def _negation_cue(text: DraftText, context: Context) -> bool:
    if context.kind is QuestionKind.WRITTEN:
        return False
    right = [polarity_of(choice.text) for choice in text.choices if choice.correct]
    wrong = [polarity_of(choice.text) for choice in text.choices if not choice.correct]
    return (
        bool(right and wrong) and len(set(right)) == 1 and right[0] == "negative" and "negative" not in wrong
    )


def _absolute_cue(text: DraftText, context: Context) -> bool:
    wrong = any(_ABSOLUTE.search(choice.text) for choice in text.choices if not choice.correct)
    right = any(_ABSOLUTE.search(choice.text) for choice in text.choices if choice.correct)
    return wrong and not right


def _mixed_forms(text: DraftText, context: Context) -> bool:
    """One option in another script, or the only one that is a number, a command or a whole sentence."""
    if context.terms_as_options or context.kind is QuestionKind.WRITTEN or len(text.choices) < 2:
        return False
    forms = [form_of(choice.text) for choice in text.choices]
    return len(set(forms)) > 1


def form_of(text: str) -> str:
    """``number``, ``code``, ``clause`` or ``phrase``: options of one question share it."""
    plain = strip_marks(text)
    if re.fullmatch(r"[`\w./:-]*[_/$][`\w./: -]*|`[^`]+`", text.strip()):
        return "code"
    if re.match(r"^(?:约|最[多长大高少小]|至[多少]|up to |at (?:most|least) )?\s*\d", plain, re.I):
        return "number"
    if re.search(r"[。；;]", plain.rstrip("。；;")) or re.search(r"\.\s", plain):
        return "clause"
    return "phrase"


def _in_conflict(text: DraftText, context: Context) -> bool:
    return context.disputed


CHECKS: dict[str, Callable[[DraftText, Context], bool]] = {
    "not-one-key": _wrong_number_of_keys,
    "too-few-options": _too_few_options,
    "duplicate-options": _duplicate_options,
    "uneven-length": _uneven_length,
    "answer-in-stem": _answer_in_stem,
    "true-distractor": _true_distractor,
    "vague-option": _any_option(_VAGUE),
    "deictic-option": _any_option(_DEICTIC),
    "fragment": _any_option(_FRAGMENT),
    "unbalanced-brackets": _unbalanced,
    "negation-cue": _negation_cue,
    "mixed-forms": _mixed_forms,
    "all-or-none": _all_or_none,
    "absolute-cue": _absolute_cue,
    "in-conflict": _in_conflict,
}
