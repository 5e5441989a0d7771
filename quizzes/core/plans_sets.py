"""Plans over several facts of one table or list: negative, multiple, matching, ordering."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from content.core.claims import Fact, Polarity, Rule
from content.core.names import strip_marks
from content.core.terms import Pack
from quizzes.core.bank import Bank
from quizzes.core.distractors import TABLE_RULES, stable
from quizzes.core.drafts import Evidence, QuestionKind
from quizzes.core.likeness import Reading, names_any, near, overlap, read, read_near, width
from quizzes.core.option_types import form_of
from quizzes.core.plans import Option, Plan, Show
from quizzes.core.plans_single import OPEN_ASPECTS, asks_nothing
from quizzes.core.soundness import holds_virtue

_TERMS = 8
_MATCHED = 4
_LONG = 7
"""Rows from which on a term gets two negative questions."""
_ROWS = 2
"""Matching questions from one table."""
_STEPS = (3, 6)


def set_plans(group: Sequence[Fact], bank: Bank) -> Iterator[Plan]:
    """Everything that the facts of one table or list, in their order, can be asked together."""
    sound = [fact for fact in group if bank.usable(fact, bank.languages(group[0]))]
    if not sound:
        return
    if sound[0].rule in TABLE_RULES:
        yield from _table_sets(sound, bank)
    elif sound[0].rule is Rule.STEP:
        yield from _ordering_plan(sound, bank)
    else:
        yield from _matching_list(sound, bank)


def _table_sets(facts: Sequence[Fact], bank: Bank) -> Iterator[Plan]:
    terms = list(dict.fromkeys(fact.term for fact in facts))[:_TERMS]
    rows: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        if fact.term in terms and not asks_nothing(fact):
            rows.setdefault(fact.attribute, {}).setdefault(fact.term, fact)
    named = _names_of((fact for row in rows.values() for fact in row.values()), bank)
    quotable = frozenset(
        fact.key for row in rows.values() for fact in row.values() if _quotable(fact, named, bank)
    )
    for term in terms:
        yield from _true_and_false(term, rows, quotable, bank)
    if len(terms) == 2 and bank.pack.nested(*terms):
        yield from _of_one_only(terms[0], terms[1], rows, quotable, bank)
        yield from _of_one_only(terms[1], terms[0], rows, quotable, bank)
    yield from _matching_rows(rows, named, bank)


def _true_and_false(
    term: str, rows: dict[str, dict[str, Fact]], quotable: frozenset[str], bank: Bank
) -> Iterator[Plan]:
    """What does not hold of a term, and which two hold: wrong options are a sibling's cells of other rows."""
    mine = [row[term] for row in rows.values() if term in row and row[term].key in quotable]
    mine = [fact for fact in mine if fact.aspect != "definition"]
    true = [read(fact.value) for fact in mine]
    false = [
        sibling
        for row in rows.values()
        for sibling in row.values()
        if term in row
        and sibling.term != term
        and sibling.aspect != "definition"
        and sibling.key in quotable
        and _contradicts(sibling, row[term], true, bank.pack)
    ]
    seed = mine[0].key if mine else ""
    ordered = sorted(false, key=lambda f: stable(seed, f.key))
    made = 0
    for lie in ordered:
        if made == 1 + (len(mine) >= _LONG):
            break
        beside = _alike(lie, [f for f in mine if f.attribute != lie.attribute], bank)[:3]
        if len(beside) == 3:
            options = (Option(Show.PAIR, True, lie.key), *(Option(Show.PAIR, False, f.key) for f in beside))
            anchor = rows[lie.attribute][term]
            yield Plan(QuestionKind.NEGATIVE, anchor.key, "not", Evidence.SAME_TABLE, options)
            made += 1
    lies: dict[str, Fact] = {}
    for lie in sorted(false, key=lambda f: stable(seed, "two", f.key)):
        lies.setdefault(lie.attribute, lie)
    wrong = list(lies.values())[:1]
    wrong += _alike(wrong[0], list(lies.values())[1:], bank)[:2] if wrong else []
    right = [f for f in mine if f.attribute not in {w.attribute for w in wrong}]
    if wrong:
        right = _alike(wrong[0], right, bank)[:2]
    if len(wrong) >= 2 and len(right) == 2:
        options = (
            *(Option(Show.PAIR, True, f.key) for f in right),
            *(Option(Show.PAIR, False, f.key) for f in wrong),
        )
        yield Plan(QuestionKind.MULTIPLE, right[0].key, "several", Evidence.SAME_TABLE, options)


def _of_one_only(
    term: str, other: str, rows: dict[str, dict[str, Fact]], quotable: frozenset[str], bank: Bank
) -> Iterator[Plan]:
    """Which two are said of a term and not of what it is a part or way of, or the other way round."""
    told = [
        (row[term], row[other])
        for row in rows.values()
        if term in row and other in row and not overlap(row[term].value, row[other].value)
    ]
    apart = [
        pair
        for pair in told
        if pair[0].aspect not in OPEN_ASPECTS | {"definition"}
        and all(fact.key in quotable and not holds_virtue(fact.value) for fact in pair)
    ]
    ordered = sorted(apart, key=lambda pair: stable(term, "only", pair[0].key))
    right = [mine for mine, _ in ordered[:2]]
    wrong = _alike(right[0], [theirs for _, theirs in ordered[2:]], bank)[:3] if right else []
    if len(right) == 2 and len(wrong) >= 2:
        options = (
            *(Option(Show.PAIR, True, f.key) for f in right),
            *(Option(Show.PAIR, False, f.key) for f in wrong),
        )
        yield Plan(
            QuestionKind.MULTIPLE, right[0].key, "several-rather", Evidence.SAME_TABLE, options, "rather"
        )


def _contradicts(sibling: Fact, own: Fact, true: Sequence[Reading], pack: Pack) -> bool:
    """Whether a sibling's cell is false of the term: the attribute has one value, and the term's is another."""
    if sibling.aspect in OPEN_ASPECTS or holds_virtue(sibling.value) or pack.nested(sibling.term, own.term):
        return False
    if overlap(sibling.value, own.value):
        return False
    said = read(sibling.value)
    return not any(read_near(said, other) for other in true)


def _quotable(fact: Fact, named: Mapping[str, Collection[str]], bank: Bank) -> bool:
    """Whether a cell can stand as an option: it names no term of its table and is no long text."""
    if not 2 <= width(strip_marks(fact.value)) <= 90 or fact.polarity is Polarity.NEGATIVE:
        return False
    if any(form_of(version.value) == "code" for version in bank.versions[fact.key].values()):
        return False
    return _unnamed(fact, named, bank)


def _names_of(facts: Iterable[Fact], bank: Bank) -> dict[str, Collection[str]]:
    """The terms of a table as each language calls them."""
    named: dict[str, dict[str, None]] = {}
    for fact in {fact.term: fact for fact in facts}.values():
        for language, version in bank.versions[fact.key].items():
            named.setdefault(language, {})[version.subject] = None
    return {language: tuple(spoken) for language, spoken in named.items()}


def _unnamed(fact: Fact, named: Mapping[str, Collection[str]], bank: Bank) -> bool:
    """Whether a cell names no term of its table."""
    told = bank.versions[fact.key].items()
    return not any(names_any(version.value, named.get(language, ())) for language, version in told)


def _alike(model: Fact, facts: Sequence[Fact], bank: Bank) -> list[Fact]:
    """Facts whose text is as long as that of ``model`` come first; those far longer or shorter are left out."""
    ratios = {f.key: _ratio(model, f, bank) for f in facts}
    kept = [f for f in facts if ratios[f.key] <= 2]
    return sorted(kept, key=lambda f: (int(3 * ratios[f.key]), stable(model.key, f.key)))


def _ratio(model: Fact, fact: Fact, bank: Bank) -> float:
    """How many times as long the longer of two pairs looks, in the language where that is most."""
    ratios = []
    for language, version in bank.versions[fact.key].items():
        if language in bank.versions[model.key]:
            sizes = (_shown(version), _shown(bank.versions[model.key][language]))
            ratios.append(max(sizes) / min(sizes))
    return max(ratios)


def _shown(fact: Fact) -> float:
    return max(_pair_width(fact.attribute, fact.value), 6)


@lru_cache(maxsize=1 << 12)
def _pair_width(attribute: str, value: str) -> float:
    return width(strip_marks(f"{attribute}{value}"))


def _matching_rows(
    rows: dict[str, dict[str, Fact]], named: Mapping[str, Collection[str]], bank: Bank
) -> Iterator[Plan]:
    made = 0
    for attribute in sorted(rows, key=lambda one: stable(one, str(len(rows)))):
        facts = list(rows[attribute].values())
        quotable = [f for f in facts if width(f.value) >= 6 and _unnamed(f, named, bank)]
        if made < _ROWS and _distinct(quotable[:_MATCHED]) and len(quotable) == len(facts):
            made += 1
            yield _matching(quotable[:_MATCHED], "attribute", Evidence.SAME_TABLE)


def _matching_list(facts: Sequence[Fact], bank: Bank) -> Iterator[Plan]:
    """A list of pairs whose keys are terms: which text belongs to which term."""
    pairs: dict[str, Fact] = {}
    for fact in facts:
        if fact.rule is Rule.KEY_VALUE and fact.aspect == "definition":
            pairs.setdefault(fact.term, fact)
    named = _names_of(pairs.values(), bank)
    quotable = [f for f in pairs.values() if width(f.value) >= 8 and _quotable(f, named, bank)]
    chosen = _evenly_long(quotable)
    if chosen:
        ordered = [f for f in pairs.values() if f in chosen]
        yield _matching(ordered, "meaning", Evidence.OTHER_TERM)


def _evenly_long(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Four of the texts, else three, that look alike in length; none when no such set is distinct."""
    by_width = sorted(facts, key=lambda f: (width(f.value), f.key))
    for size in (_MATCHED, _MATCHED - 1):
        windows = [by_width[start : start + size] for start in range(len(by_width) - size + 1)]
        sound = [window for window in windows if _distinct(window)]
        if sound:
            return min(sound, key=lambda window: width(window[-1].value) / max(width(window[0].value), 1))
    return ()


def _distinct(facts: Sequence[Fact]) -> bool:
    """Whether each text can belong to one term only."""
    if not 3 <= len(facts) <= _MATCHED or len({form_of(f.value) for f in facts}) > 1:
        return False
    widths = [max(width(f.value), 6) for f in facts]
    apart = not any(near(a.value, b.value) for a, b in combinations(facts, 2))
    return apart and max(widths) <= 2.6 * min(widths)


def _matching(facts: Sequence[Fact], ask: str, evidence: Evidence) -> Plan:
    options = tuple(Option(Show.VALUE, True, f.key) for f in facts)
    return Plan(QuestionKind.MATCHING, facts[0].key, ask, evidence, options)


_BACKWARDS = re.compile(r"^(?:如果|若|或者?|否则|另外|注意|if\b|or\b|otherwise\b|note\b|optional)", re.I)


def _ordering_plan(facts: Sequence[Fact], bank: Bank) -> Iterator[Plan]:
    """The steps of one procedure, to be put in order."""
    by_title: dict[str, list[Fact]] = {}
    for fact in facts:
        by_title.setdefault(fact.attribute, []).append(fact)
    for told in by_title.values():
        steps = _without_last_resort(told)
        texts = [strip_marks(f.value) for f in steps]
        sound = all(8 <= width(text) <= 120 and not _BACKWARDS.match(text) for text in texts)
        apart = not any(near(a, b) for a, b in combinations(texts, 2))
        if _STEPS[0] <= len(steps) <= _STEPS[1] and sound and apart:
            options = tuple(
                Option(Show.VALUE, True, f.key, place=place) for place, f in enumerate(steps, start=1)
            )
            yield Plan(QuestionKind.ORDERING, steps[0].key, "order", Evidence.CONSTRUCTED, options)


def _without_last_resort(steps: Sequence[Fact]) -> Sequence[Fact]:
    """The steps without what is done only if all of them leave it open: 如果一样，则随机."""
    return steps[:-1] if _BACKWARDS.match(strip_marks(steps[-1].value)) else steps
