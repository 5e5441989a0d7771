"""Hard checks on a worded question. Each has a name, listed with its source in ``docs/question-checks.md``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from content.core.names import strip_marks
from quizzes.core import cues, soundness
from quizzes.core.check_context import Context
from quizzes.core.drafts import DraftText, QuestionKind
from quizzes.core.items import Item, read_item
from quizzes.core.likeness import bare, read, read_near, reads_same, width
from quizzes.core.option_types import OptionType, family, option_type, plain_sort, quantity
from quizzes.core.profiles import Profile

_COUNTS = {
    2: re.compile(r"[两二]\s*[项个条种]|(?<![A-Za-z0-9.])2(?![A-Za-z0-9.])|\btwo\b", re.I),
    3: re.compile(r"三\s*[项个条种]|(?<![A-Za-z0-9.])3(?![A-Za-z0-9.])|\bthree\b", re.I),
}
_REQUEST = re.compile(
    r"^(?:请|把|将|选|按|为|从|对|给|排|依|match|put|order|arrange|choose|select|pick|sort|drag|pair|complete|fill)",
    re.I,
)
_ASKS = re.compile(r"[？?][”」\"）)*]*$|[？?](?s:.*)[”）)]\Z")
_ELSEWHERE = re.compile(r"上述|上文|上图|下图|如图|the (?:above|figure|diagram)", re.I)
_ODD = frozenset((OptionType.PROTOCOL, OptionType.AGENT))
_WRITTEN = frozenset({QuestionKind.WRITTEN})
_UNKEYED = frozenset({QuestionKind.MATCHING, QuestionKind.ORDERING})
_COUNTED = frozenset({QuestionKind.NUMBER, QuestionKind.CLOZE})
_ALL = frozenset(QuestionKind)
_LITERAL = _COUNTED | {QuestionKind.ABBREVIATION, QuestionKind.WRITTEN, QuestionKind.ORDERING}
_SHORTEST_STEM, _LONGEST_STEM, _LONGEST_WRITTEN = 8, 300, 1200
_LONGEST_OPTION = 220


def _wrong_number_of_keys(item: Item) -> bool:
    right, count = len(item.right), len(item.options)
    if item.kind is QuestionKind.WRITTEN:
        return not 1 <= right < count
    if item.kind is QuestionKind.MULTIPLE:
        stated = _COUNTS.get(right)
        return stated is None or stated.search(item.stem) is None
    if item.kind in _UNKEYED:
        return right != count
    return right != 1


def _too_few_options(item: Item) -> bool:
    if item.kind is QuestionKind.MULTIPLE:
        return len(item.wrong) < 2 or len(item.options) < 4
    return len(item.options) < (2 if item.kind is QuestionKind.WRITTEN else 3)


def _broken_pairs(item: Item) -> bool:
    """Partners that repeat or are missing; places that are not 1, 2, 3 … or are listed in order."""
    if item.kind is QuestionKind.MATCHING:
        partners = [bare(choice.partner) for choice in item.choices]
        return not all(partners) or len(set(partners)) < len(partners)
    places = [choice.place for choice in item.choices]
    return sorted(places) != list(range(1, len(places) + 1)) or places == sorted(places)


def _duplicate_options(item: Item) -> bool:
    if item.kind in _LITERAL or item.context.terms_as_options:
        return len({one.reading.bare for one in item.options}) < len(
            item.options
        )  # near misses are the point
    return any(read_near(a.reading, b.reading) for a, b in combinations(item.options, 2))


def _true_distractor(item: Item) -> bool:
    """What should be false of the subject is said of it somewhere: under any attribute, in any note, in the pack."""
    context = item.context
    wrong = item.right if item.kind is QuestionKind.NEGATIVE else item.wrong
    if item.kind is QuestionKind.ABBREVIATION:
        short = next((choice.true_of for choice in item.choices if choice.correct), "")
        true = {bare(value) for value in (*context.true_values, *context.pack.true_expansions(short))}
        return any(one.reading.bare in true for one in wrong)
    if context.terms_as_options:
        return any(_also_true_of(one, item) for one in wrong)
    about = context.truths.about(context.term, language=item.language)
    further = [read(value) for value in context.true_values if value not in about.texts]
    for option in wrong:
        if option.is_numeric:  # true of an attribute, not of the subject
            if any(option.reading.bare == bare(value) for value in context.true_values):
                return True
        elif any(
            context.truths.hold(one, language=item.language, term=context.term)
            or any(reads_same(one, other) for other in further)
            for one in option.readings
        ):
            return True
    return False


def _also_true_of(name: Profile, item: Item) -> bool:
    context = item.context
    if any(name.reading.bare == bare(other) for other in context.answer_names):
        return True
    if not context.asked:
        return False
    about = context.truths.term_id(name.text, language=item.language)
    return context.truths.holds(context.asked, language=item.language, term=about)


def _generic_virtue(item: Item) -> bool:
    return any(one.is_virtue for one in item.wrong)


def _has(fault: str) -> Callable[[Item], bool]:
    return lambda item: fault in item.faults


def _deictic_stem(item: Item) -> bool:
    if item.kind is QuestionKind.WRITTEN:
        return _ELSEWHERE.search(item.stem) is not None
    return soundness.points_elsewhere(item.stem, stem=True)


def _bad_stem(item: Item) -> bool:
    """Neither a question, nor a request, nor a sentence with a gap; or too short or too long to be one."""
    stem, size = item.stem.strip(), width(item.stem)
    if item.kind is QuestionKind.WRITTEN:
        return not 4 <= size <= _LONGEST_WRITTEN
    if not _SHORTEST_STEM <= size <= _LONGEST_STEM:
        return True
    if item.kind is QuestionKind.CLOZE:
        return len(soundness.GAP.findall(stem)) != 1
    if _ASKS.search(stem) or soundness.GAP.search(stem):
        return False
    may_request = item.kind in _UNKEYED or item.kind is QuestionKind.MULTIPLE
    return not (may_request and _REQUEST.match(stem))


def _long_option(item: Item) -> bool:
    longest = _LONGEST_OPTION * (2 if item.kind is QuestionKind.WRITTEN else 1)
    return any(not one.plain or one.width > longest for one in item.options)


def _wrong_language(item: Item) -> bool:
    language = item.language
    names = language != "en" and item.kind is QuestionKind.ABBREVIATION
    if not names and "wrong-language" in item.faults:
        return True
    # What is not foreign with its marks is not without them either: spares stripping most texts.
    return any(
        soundness.is_foreign(part, language) and soundness.is_foreign(strip_marks(part), language)
        for part in (item.stem, item.text.explanation)
    )


def _not_a_name(item: Item) -> bool:
    """A term asked about, or offered as an option, is no name: 特点, Features, a whole clause."""
    offered = [one.text for one in item.options] if item.context.terms_as_options else []
    partners = [choice.partner for choice in item.choices if choice.partner]
    return any(
        not soundness.is_name(name, item.context.pack)
        for name in (*item.context.subject_names[:1], *offered, *partners)
    )


def _mixed_forms(item: Item) -> bool:
    """Numbers, commands or yes-and-no beside phrases; or the right option alone a verb phrase, a protocol, an agent."""
    if len(item.options) < 2:
        return False
    pack = item.context.pack
    right = [(option_type(one.value, pack), one) for one in item.right]
    wrong = [(option_type(one.value, pack), one) for one in item.wrong]
    families = {family(kind) for kind, _ in (*right, *wrong)}
    if len(families) > 1 and families - {"verbal", "nominal"}:
        return True
    right_kinds, wrong_kinds = {kind for kind, _ in right}, {kind for kind, _ in wrong}
    if bool(_ODD & (right_kinds ^ wrong_kinds)) and right_kinds.isdisjoint(wrong_kinds):
        return True
    right_sorts = {plain_sort(one.value, kind) for kind, one in right}
    if len(right_sorts) != 1:
        return False
    wrong_sorts = {plain_sort(one.value, kind) for kind, one in wrong}
    return right_sorts ^ wrong_sorts == {"verbal", "nominal"}


def _mixed_units(item: Item) -> bool:
    """Numbers that measure different things; in a number question also other units, or decimals in the key alone."""
    if not all(one.is_numeric for one in item.options):
        return item.kind is QuestionKind.NUMBER and not all(quantity(one.text)[2] for one in item.options)
    right, wrong = [quantity(one.text) for one in item.right], [quantity(one.text) for one in item.wrong]
    measures = (*right, *wrong)
    if len({dimension for dimension, _, _ in measures}) > 1:
        return True
    if item.kind not in _COUNTED:
        return False
    several = len({unit for _, unit, _ in measures}) > 1
    return several or {form for *_, form in right}.isdisjoint([form for *_, form in wrong])


def _no_explanation(item: Item) -> bool:
    return not item.text.explanation.strip()


def _in_conflict(item: Item) -> bool:
    return item.context.disputed


@dataclass(frozen=True, slots=True)
class Check:
    """Whether an item ``fails``. Items of the kinds in ``exempt`` are not asked, nor those whose options are names
    of terms if ``names`` are exempt, nor those none of whose texts has a fault if it is a check ``by_fault``."""

    fails: Callable[[Item], bool]
    exempt: frozenset[QuestionKind] = frozenset()
    names: bool = False
    by_fault: bool = False


CHECKS: dict[str, Check] = {
    "not-one-key": Check(_wrong_number_of_keys),
    "too-few-options": Check(_too_few_options),
    "broken-pairs": Check(_broken_pairs, exempt=_ALL - _UNKEYED),
    "duplicate-options": Check(_duplicate_options),
    "true-distractor": Check(_true_distractor, exempt=_WRITTEN | _UNKEYED),
    "uneven-length": Check(cues.uneven_length, names=True),
    "answer-in-stem": Check(cues.answer_in_stem, exempt=_WRITTEN | {QuestionKind.ORDERING}),
    "repeated-word": Check(cues.clang, exempt=_WRITTEN | _UNKEYED | {QuestionKind.ABBREVIATION}),
    "named-distractor": Check(
        cues.named_distractor, exempt=_WRITTEN | _UNKEYED | {QuestionKind.NEGATIVE}, names=True
    ),
    "precise-number": Check(cues.precise_number, exempt=_ALL - _COUNTED),
    "negation-cue": Check(cues.negation_cue, exempt=_WRITTEN, names=True),
    "plain-negation": Check(cues.plain_negation, exempt=_WRITTEN),
    "absolute-cue": Check(cues.absolute_cue, names=True),
    "grammar-cue": Check(cues.grammar_cue, exempt=_WRITTEN | _UNKEYED),
    "sequence-cue": Check(cues.sequence_cue, exempt=_ALL - {QuestionKind.ORDERING}),
    "mixed-forms": Check(_mixed_forms, exempt=_WRITTEN | _UNKEYED | {QuestionKind.ABBREVIATION}, names=True),
    "mixed-units": Check(_mixed_units, exempt=_WRITTEN | _UNKEYED, names=True),
    "all-or-none": Check(_has("all-or-none"), by_fault=True),
    "generic-virtue": Check(_generic_virtue, exempt=_WRITTEN | _UNKEYED, names=True),
    "vague-option": Check(_has("vague"), exempt=_WRITTEN, names=True, by_fault=True),
    # A step may point to what an earlier step made.
    "deictic-option": Check(
        _has("deictic"), exempt=_WRITTEN | {QuestionKind.ORDERING}, names=True, by_fault=True
    ),
    "deictic-stem": Check(_deictic_stem),
    "fragment": Check(_has("fragment"), exempt=_WRITTEN, names=True, by_fault=True),
    "truncated": Check(_has("truncated"), by_fault=True),
    "residue": Check(_has("residue"), by_fault=True),
    "unbalanced-brackets": Check(_has("unbalanced-brackets"), by_fault=True),
    "wrong-language": Check(_wrong_language, exempt=_WRITTEN),
    "not-a-name": Check(_not_a_name, exempt=_WRITTEN),
    "bad-stem": Check(_bad_stem),
    "long-option": Check(_long_option),
    "no-explanation": Check(_no_explanation, exempt=_WRITTEN),
    "in-conflict": Check(_in_conflict),
}
_ASKED = {
    (kind, of_names, faulty): {
        name: check.fails
        for name, check in CHECKS.items()
        if kind not in check.exempt and not (of_names and check.names) and (faulty or not check.by_fault)
    }
    for kind in QuestionKind
    for of_names in (False, True)
    for faulty in (False, True)
}
"""The checks that an item is put to, by its kind, whether its options are names and whether any text has a fault."""


def _checks_of(item: Item) -> dict[str, Callable[[Item], bool]]:
    return _ASKED[item.kind, item.context.terms_as_options, bool(item.faults)]


def find_flaws(text: DraftText, context: Context) -> tuple[str, ...]:
    """The names of the checks that ``text`` fails, in the order of ``CHECKS``."""
    item = read_item(text, context)
    asked = _checks_of(item)
    return tuple([name for name, fails in asked.items() if fails(item)])


def is_sound(text: DraftText, context: Context, *, doubts: Iterable[str] = ()) -> bool:
    """Whether ``text`` passes every check; those named in ``doubts`` are tried first."""
    item = read_item(text, context)
    asked = _checks_of(item)
    doubtful = any(asked[name](item) for name in doubts if name in asked)
    return not doubtful and not any(fails(item) for fails in asked.values())
