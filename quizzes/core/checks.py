"""Hard checks on a worded question. Each has a name, listed with its source in ``docs/question-checks.md``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations

from content.core.names import strip_marks
from quizzes.core import cues, soundness
from quizzes.core.check_context import Context
from quizzes.core.drafts import DraftText, QuestionKind
from quizzes.core.likeness import NEAR, bare, jaccard, names, near, read, read_near, says_same, width
from quizzes.core.option_types import NUMERIC, OptionType, family, form_of, option_type, plain_sort, quantity

__all__ = [
    "CHECKS",
    "NEAR",
    "Context",
    "bare",
    "find_flaws",
    "form_of",
    "jaccard",
    "names",
    "near",
    "says_same",
    "width",
]

_ALL_NONE = re.compile(
    r"以上(?:都|全|皆|均|所有)|(?:都|全部|均)(?:是|对|正确)$|以上皆|没有正确|(?:都|均)不(?:是|对|正确)|^[A-D]\s*[和与、及]\s*[A-D]$"
    r"|\b(?:all|none|both|neither|any) of (?:the )?(?:above|these|them|following|options)\b|^both [A-D] and [A-D]$",
    re.I,
)
_COUNTS = {
    2: r"[两二]\s*[项个条种]|(?<![A-Za-z0-9.])2(?![A-Za-z0-9.])|\btwo\b",
    3: r"三\s*[项个条种]|(?<![A-Za-z0-9.])3(?![A-Za-z0-9.])|\bthree\b",
}
_REQUEST = re.compile(
    r"^(?:请|把|将|选|按|为|从|对|给|排|依|match|put|order|arrange|choose|select|pick|sort|drag|pair|complete|fill)",
    re.I,
)
_ODD = frozenset((OptionType.PROTOCOL, OptionType.AGENT))
_COUNTED = (QuestionKind.NUMBER, QuestionKind.CLOZE)
_UNKEYED = (QuestionKind.MATCHING, QuestionKind.ORDERING)
_SHORTEST_STEM, _LONGEST_STEM, _LONGEST_WRITTEN = 8, 300, 1200
_LONGEST_OPTION = 220


def find_flaws(text: DraftText, context: Context) -> tuple[str, ...]:
    """The names of the checks that ``text`` fails, in the order of ``CHECKS``."""
    return tuple([name for name, check in CHECKS.items() if check(text, context)])


def is_sound(text: DraftText, context: Context, *, doubts: Iterable[str] = ()) -> bool:
    """Whether ``text`` passes every check; those named in ``doubts`` are tried first."""
    doubtful = any(CHECKS[name](text, context) for name in doubts)
    return not doubtful and not any(check(text, context) for check in CHECKS.values())


def _wrong_number_of_keys(text: DraftText, context: Context) -> bool:
    right, count = sum(choice.correct for choice in text.choices), len(text.choices)
    if context.kind is QuestionKind.WRITTEN:
        return not 1 <= right < count
    if context.kind is QuestionKind.MULTIPLE:
        stated = _COUNTS.get(right)
        return right not in (2, 3) or stated is None or re.search(stated, text.stem, re.I) is None
    if context.kind in _UNKEYED:
        return right != count
    return right != 1


def _too_few_options(text: DraftText, context: Context) -> bool:
    fewest = {QuestionKind.WRITTEN: 2, QuestionKind.MULTIPLE: 4}.get(context.kind, 3)
    right = sum(choice.correct for choice in text.choices)
    if context.kind is QuestionKind.MULTIPLE and len(text.choices) - right < 2:
        return True
    return len(text.choices) < fewest


def _broken_pairs(text: DraftText, context: Context) -> bool:
    """Partners that repeat or are missing; places that are not 1, 2, 3 … or are listed in order."""
    if context.kind is QuestionKind.MATCHING:
        partners = [bare(choice.partner) for choice in text.choices]
        return not all(partners) or len(set(partners)) < len(partners)
    if context.kind is QuestionKind.ORDERING:
        places = [choice.place for choice in text.choices]
        return sorted(places) != list(range(1, len(places) + 1)) or places == sorted(places)
    return False


def _duplicate_options(text: DraftText, context: Context) -> bool:
    literal = (QuestionKind.ABBREVIATION, QuestionKind.WRITTEN, QuestionKind.ORDERING, *_COUNTED)
    if context.kind in literal or context.terms_as_options:
        forms = [bare(choice.text) for choice in text.choices]
        return len(set(forms)) < len(forms)  # near misses and related names are the point
    return any(read_near(a, b) for a, b in combinations([read(c.text) for c in text.choices], 2))


def _true_distractor(text: DraftText, context: Context) -> bool:
    """What should be false of the subject is said of it somewhere: under any attribute, in any note, in the pack."""
    kind = context.kind
    if kind in (QuestionKind.WRITTEN, *_UNKEYED):
        return False
    wrong = [choice for choice in text.choices if choice.correct is (kind is QuestionKind.NEGATIVE)]
    if kind is QuestionKind.ABBREVIATION:
        short = next((choice.true_of for choice in text.choices if choice.correct), "")
        true = {bare(value) for value in (*context.true_values, *context.pack.true_expansions(short))}
        return any(bare(choice.text) in true for choice in wrong)
    if context.terms_as_options:
        return any(_also_true_of(choice.text, text, context) for choice in wrong)
    return any(_true_of_subject(choice.text, text, context) for choice in wrong)


def _true_of_subject(option: str, text: DraftText, context: Context) -> bool:
    if (
        option_type(option, context.pack) in NUMERIC
    ):  # a number is true of an attribute, not of the subject as such
        return any(bare(option) == bare(value) for value in context.true_values)
    said = {option, _value_of(option)}
    if any(says_same(one, value) for one in said for value in context.true_values):
        return True
    return any(context.truths.holds(one, language=text.language, term=context.term) for one in said)


@lru_cache(maxsize=1 << 12)
def _value_of(option: str) -> str:
    """What an option says; one that is a pair (attribute: value) says its value."""
    return re.sub(r"^[^：:]{1,40}(?:：|: )(?=.)", "", option)


def _also_true_of(name: str, text: DraftText, context: Context) -> bool:
    if bare(name) in {bare(other) for other in context.answer_names}:
        return True
    about = context.truths.term_id(name, language=text.language)
    return bool(context.asked) and context.truths.holds(context.asked, language=text.language, term=about)


def _generic_virtue(text: DraftText, context: Context) -> bool:
    exempt = context.kind in (QuestionKind.WRITTEN, *_UNKEYED) or context.terms_as_options
    return not exempt and any(soundness.is_virtue(c.text) for c in text.choices if not c.correct)


def _any_option(fault: str) -> Callable[[DraftText, Context], bool]:
    def check(text: DraftText, context: Context) -> bool:
        exempt = context.kind is QuestionKind.WRITTEN or context.terms_as_options
        return not exempt and _faulty_option(text, fault)

    return check


def _any_text(fault: str, fails: Callable[[str], bool]) -> Callable[[DraftText, Context], bool]:
    def check(text: DraftText, context: Context) -> bool:
        return _faulty_option(text, fault) or fails(text.stem)

    return check


def _faulty_option(text: DraftText, fault: str) -> bool:
    return fault in _faults_among(tuple([choice.text for choice in text.choices]), text.language)


@lru_cache(maxsize=1 << 8)  # asked for by many checks in a row
def _faults_among(options: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(fault for option in options for fault in soundness.faults_of(option, language))


def _deictic_option(text: DraftText, context: Context) -> bool:
    if context.kind is QuestionKind.ORDERING:
        return False  # a step may point to what an earlier step made
    return _any_option("deictic")(text, context)


def _deictic_stem(text: DraftText, context: Context) -> bool:
    if context.kind is QuestionKind.WRITTEN:
        return (
            re.search(r"上述|上文|上图|下图|如图|the (?:above|figure|diagram)", text.stem, re.I) is not None
        )
    return soundness.points_elsewhere(text.stem, stem=True)


def _bad_stem(text: DraftText, context: Context) -> bool:
    """Neither a question, nor a request, nor a sentence with a gap; or too short or too long to be one."""
    stem, size = text.stem.strip(), width(text.stem)
    if context.kind is QuestionKind.WRITTEN:
        return not 4 <= size <= _LONGEST_WRITTEN
    if not _SHORTEST_STEM <= size <= _LONGEST_STEM:
        return True
    gaps = len(soundness.GAP.findall(stem))
    if context.kind is QuestionKind.CLOZE:
        return gaps != 1
    asks = re.search(r"[？?][”」\"）)*]*$", stem) or (
        re.search(r"[？?]", stem) and stem.endswith(("”", "）", ")"))
    )
    return not (
        asks
        or gaps
        or ((context.kind in _UNKEYED or context.kind is QuestionKind.MULTIPLE) and _REQUEST.match(stem))
    )


def _long_option(text: DraftText, context: Context) -> bool:
    longest = _LONGEST_OPTION * (2 if context.kind is QuestionKind.WRITTEN else 1)
    return any(not strip_marks(choice.text) or width(choice.text) > longest for choice in text.choices)


def _wrong_language(text: DraftText, context: Context) -> bool:
    if context.kind is QuestionKind.WRITTEN:
        return False
    names = text.language != "en" and context.kind is QuestionKind.ABBREVIATION
    if not names and _faulty_option(text, "wrong-language"):
        return True
    # What is not foreign with its marks is not without them either: spares stripping most texts.
    return any(
        soundness.is_foreign(part, text.language) and soundness.is_foreign(strip_marks(part), text.language)
        for part in (text.stem, text.explanation)
    )


def _not_a_name(text: DraftText, context: Context) -> bool:
    """A term asked about, or offered as an option, is no name: 特点, Features, a whole clause."""
    if context.kind is QuestionKind.WRITTEN:
        return False
    offered = [choice.text for choice in text.choices] if context.terms_as_options else []
    partners = [choice.partner for choice in text.choices if choice.partner]
    return any(
        not soundness.is_name(name, context.pack)
        for name in (*context.subject_names[:1], *offered, *partners)
    )


def _all_or_none(text: DraftText, context: Context) -> bool:
    return any(_speaks_of_options(choice.text) for choice in text.choices)


@lru_cache(maxsize=1 << 12)
def _speaks_of_options(text: str) -> bool:
    return _ALL_NONE.search(strip_marks(text)) is not None


def _mixed_forms(text: DraftText, context: Context) -> bool:
    """Numbers, commands or yes-and-no beside phrases; or the right option alone a verb phrase, a protocol, an agent."""
    exempt = (QuestionKind.WRITTEN, QuestionKind.ABBREVIATION, *_UNKEYED)
    if context.terms_as_options or context.kind in exempt or len(text.choices) < 2:
        return False
    said = [(_value_of(choice.text), choice.correct) for choice in text.choices]
    kinds = [(option_type(one, context.pack), right) for one, right in said]
    families = {family(kind) for kind, _ in kinds}
    if len(families) > 1 and families - {"verbal", "nominal"}:
        return True
    right, wrong = {k for k, ok in kinds if ok}, {k for k, ok in kinds if not ok}
    if bool(_ODD & (right ^ wrong)) and right.isdisjoint(wrong):
        return True
    sorts = [(plain_sort(one, kind), ok) for (one, ok), (kind, _) in zip(said, kinds, strict=True)]
    right_sort, wrong_sort = {sort for sort, ok in sorts if ok}, {sort for sort, ok in sorts if not ok}
    return right_sort ^ wrong_sort == {"verbal", "nominal"} and len(right_sort) == 1


def _mixed_units(text: DraftText, context: Context) -> bool:
    """Numbers that measure different things; in a number question also other units, or decimals in the key alone."""
    if context.terms_as_options or context.kind in (QuestionKind.WRITTEN, *_UNKEYED):
        return False
    kinds = {option_type(choice.text, context.pack) for choice in text.choices}
    if not kinds <= NUMERIC:
        return context.kind is QuestionKind.NUMBER and not all(quantity(c.text)[2] for c in text.choices)
    measures = [quantity(choice.text) for choice in text.choices]
    if len({dimension for dimension, _, _ in measures}) > 1:
        return True
    if context.kind not in _COUNTED:
        return False
    right = {form for choice, (_, _, form) in zip(text.choices, measures, strict=True) if choice.correct}
    wrong = {form for choice, (_, _, form) in zip(text.choices, measures, strict=True) if not choice.correct}
    return len({unit for _, unit, _ in measures}) > 1 or right.isdisjoint(wrong)


def _no_explanation(text: DraftText, context: Context) -> bool:
    return context.kind is not QuestionKind.WRITTEN and not text.explanation.strip()


def _in_conflict(text: DraftText, context: Context) -> bool:
    return context.disputed


CHECKS: dict[str, Callable[[DraftText, Context], bool]] = {
    "not-one-key": _wrong_number_of_keys,
    "too-few-options": _too_few_options,
    "broken-pairs": _broken_pairs,
    "duplicate-options": _duplicate_options,
    "true-distractor": _true_distractor,
    "uneven-length": cues.uneven_length,
    "answer-in-stem": cues.answer_in_stem,
    "repeated-word": cues.clang,
    "named-distractor": cues.named_distractor,
    "precise-number": cues.precise_number,
    "negation-cue": cues.negation_cue,
    "plain-negation": cues.plain_negation,
    "absolute-cue": cues.absolute_cue,
    "grammar-cue": cues.grammar_cue,
    "sequence-cue": cues.sequence_cue,
    "mixed-forms": _mixed_forms,
    "mixed-units": _mixed_units,
    "all-or-none": _all_or_none,
    "generic-virtue": _generic_virtue,
    "vague-option": _any_option("vague"),
    "deictic-option": _deictic_option,
    "deictic-stem": _deictic_stem,
    "fragment": _any_option("fragment"),
    "truncated": _any_text("truncated", soundness.is_truncated),
    "residue": _any_text("residue", soundness.has_residue),
    "unbalanced-brackets": _any_text("unbalanced-brackets", soundness.is_unbalanced),
    "wrong-language": _wrong_language,
    "not-a-name": _not_a_name,
    "bad-stem": _bad_stem,
    "long-option": _long_option,
    "no-explanation": _no_explanation,
    "in-conflict": _in_conflict,
}
