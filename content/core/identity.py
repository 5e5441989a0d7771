"""Identity: which of today's facts is which of yesterday's, so that an edit loses nobody's memory."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2s

from content.core.claims import Fact, Rule
from content.core.text import display_width, match_form

SAME = 0.5
"""The least score at which two facts are taken for one; tried on seeded edits."""

_NEAREST = 24
"""Old facts of one trait that a new one is compared with, nearest first: keeps huge notes linear."""

_PROSE = frozenset(
    {Rule.FEATURE, Rule.PREDICATE, Rule.PROPERTY, Rule.LIMIT, Rule.MEMBERSHIP, Rule.COMPARISON, Rule.AGENT}
)
_SLIGHT = re.compile(r"[\s*`_]+|[。.;；!！]+$")
_DASHES = re.compile(r"[-‐‑‒–—―~]+")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]+|(?<![a-z0-9])_+|_+(?![a-z0-9])")
_QUIET = re.compile(
    r"""(?<=\d)[ ,](?=\d{3}(?!\d))|(?<!\d)\s+|\s+(?!\d)|["'“”‘’「」『』《》〈〉()\[\]{}、,;。!?…·•\\]"""
    r"|\.(?![a-z0-9])|(?<!\d):|:(?!\d)|-(?!\d)",
)


def content_hash(fact: Fact) -> str:
    """16 hexadecimal digits of what a fact claims: other value, number or polarity, other hash.

    White space, widths, letter case, punctuation, markup and the order of options do not count.
    """
    options = sorted(f"{int(option.correct)}{claim_form(option.text)}" for option in fact.options)
    value = "" if fact.options else claim_form(fact.value)
    parts = (fact.term, fact.aspect, value, fact.polarity.value, *options)
    if fact.options:
        parts = (*parts, claim_form(fact.attribute))
    return blake2s("\x1f".join(parts).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=1 << 12)
def claim_form(text: str) -> str:
    """``text`` as far as it claims something: folded, without markup, and without punctuation and spaces but
    where they change a number or a name (``1.5``, ``5-10``, ``1:1``, ``app.py``).
    """
    plain = _MARKUP.sub(r"\1", match_form(text))
    return _QUIET.sub("", _DASHES.sub("-", plain))


def align_twins(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts in their order; twins agree on what they are of: the one that is not English says it.

    Wording, lines and polarity stay each twin's own, so that a difference between them shows.
    """
    leading: dict[str, Fact] = {}
    for fact in facts:
        if fact.language != "en":
            leading.setdefault(fact.key, fact)
    aligned = []
    for fact in facts:
        lead = leading.get(fact.key, fact)
        aligned.append(
            replace(fact, term=lead.term, aspect=lead.aspect, rule=lead.rule, confidence=lead.confidence)
        )
    return tuple(aligned)


def match_facts(
    new: Sequence[Fact],
    *,
    old: Iterable[Fact] = (),
    twins: Iterable[Fact] = (),
    retired: Iterable[Fact] = (),
) -> tuple[Fact, ...]:
    """``new`` with lasting keys, in the same order: from the ``old`` fact that it is, else from a ``retired``
    one that comes back, else from its twin in the other language (same slug, place and rule), else its own
    birth key. No key twice in one language, and never that of an old fact which it is not.

    ``old`` are the facts of the note as it last was, ``retired`` those that vanished from it before.
    """
    former, gone = _in_own_words(tuple(old), new), _in_own_words(tuple(retired), new)
    keys: dict[int, str] = {}
    for ours, theirs, vanished in _by_home(new, former, gone) if former or gone else ():
        if ours and (theirs or vanished):
            _Matching(new, former, gone, ours, theirs, vanished).run(keys)
    left = {(f.slug, f.language, f.key) for f in former}
    _match_twins(new, tuple(twins), keys, left)
    taken = {(new[i].slug, new[i].language, key) for i, key in keys.items()}
    taken |= left | {(f.slug, f.language, f.key) for f in gone}
    for i, fact in enumerate(new):
        if i not in keys:
            key, turn = fact.key, 0
            while (fact.slug, fact.language, key) in taken:
                turn += 1
                key = blake2s(f"{fact.key}\x1f{turn}".encode(), digest_size=6).hexdigest()
            keys[i] = key
            taken.add((fact.slug, fact.language, key))
    return tuple([fact if fact.key == keys[i] else fact.keyed(keys[i]) for i, fact in enumerate(new)])


def _in_own_words(was: Sequence[Fact], new: Sequence[Fact]) -> tuple[Fact, ...]:
    """``was`` with the term and aspect that their own subject and attribute are read as today.

    Stored ones are those of the leading twin, which differ where the pack does not know both names (范围, Scope).
    """
    read: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for fact in new:
        read.setdefault(_words_about(fact), set()).add(_slot(fact))
    own = []
    for fact in was:
        slots = read.get(_words_about(fact), ())
        term, aspect = next(iter(slots)) if len(slots) == 1 else _slot(fact)
        own.append(replace(fact, term=term, aspect=aspect))
    return tuple(own)


def _words_about(fact: Fact) -> tuple[str, ...]:
    return fact.slug, fact.language, fact.rule.value, claim_form(fact.subject), claim_form(fact.attribute)


def _by_home(*sequences: Sequence[Fact]) -> Iterator[list[list[int]]]:
    """For each slug and language, the indices of its facts in each of the sequences, in reading order."""
    homes: dict[tuple[str, str], list[list[int]]] = {}
    for which, facts in enumerate(sequences):
        for i, fact in enumerate(facts):
            empty: list[list[int]] = [[] for _ in sequences]
            homes.setdefault((fact.slug, fact.language), empty)[which].append(i)
    for parts in homes.values():
        for facts, part in zip(sequences, parts, strict=True):
            part.sort(key=lambda i: (facts[i].lines, _natural(facts[i].place), i))
        yield parts


def _natural(place: str) -> tuple[tuple[int, int, str], ...]:
    pieces = re.findall(r"\d+|\D+", place)
    return tuple((0, int(p), "") if p.isdecimal() and len(p) < 10 else (1, 0, p) for p in pieces)


def _match_twins(
    new: Sequence[Fact], twins: Sequence[Fact], keys: dict[int, str], left: set[tuple[str, str, str]]
) -> None:
    twin_of = _twin_finder(new, twins)
    taken = left | {(new[i].slug, new[i].language, key) for i, key in keys.items()}
    for i, fact in enumerate(new):
        twin = twin_of(fact)
        if i in keys or twin is None or twin.language == fact.language:
            continue
        if (fact.slug, fact.language, twin.key) not in taken:
            keys[i] = twin.key
            taken.add((fact.slug, fact.language, twin.key))


def _twin_finder(new: Sequence[Fact], twins: Sequence[Fact]) -> Callable[[Fact], Fact | None]:
    """A function that gives the twin of a fact: what stands in its place, unless another term's fact does.

    A sentence that only one language reads as a claim moves the places after it: then the one fact of the same
    section, rule, term and attribute is the twin.
    """
    by_place = {(t.slug, t.place, t.rule): t for t in reversed(twins)}
    theirs, ours = _by_claim(twins), _by_claim(new)

    def find(fact: Fact) -> Fact | None:
        twin = by_place.get((fact.slug, fact.place, fact.rule))
        same = theirs.get(_told_under(fact), ())
        if twin and (twin.term == fact.term or not (same or _told_under(twin) in ours)):
            return twin
        return same[0] if len(same) == len(ours[_told_under(fact)]) == 1 else None

    return find


def _by_claim(facts: Iterable[Fact]) -> dict[tuple[str, ...], list[Fact]]:
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        found.setdefault(_told_under(fact), []).append(fact)
    return found


def _told_under(fact: Fact) -> tuple[str, ...]:
    """What a fact and its twin share wherever they stand in their section, if languages agree on the term."""
    return fact.slug, fact.place.split("/")[0], fact.rule, fact.term, fact.aspect


class _Matching:
    """One note's facts now (``ours``), as it last was (``theirs``), and those that vanished before."""

    def __init__(
        self,
        new: Sequence[Fact],
        old: Sequence[Fact],
        retired: Sequence[Fact],
        ours: list[int],
        theirs: list[int],
        gone: list[int],
    ) -> None:
        self.ours, self.index = [new[i] for i in ours], ours
        self.theirs, self.gone = [old[j] for j in theirs], [retired[j] for j in gone]
        self.now, self.then = Counter(map(_slot, self.ours)), Counter(map(_slot, self.theirs))
        self.is_now: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def run(self, keys: dict[int, str]) -> None:
        """Exact claims first, here and among the vanished; then the best scores, in the same order."""
        _exact(self.ours, self.theirs, self.is_now, ())
        _exact(self.ours, self.gone, self.back, self.is_now)
        for _ in range(2):  # what the first round finds are neighbours in the second
            self._likeliest(self.theirs, self.is_now, self.back, aligned=True)
        self._likeliest(self.gone, self.back, self.is_now, aligned=False)
        for facts, found in ((self.gone, self.back), (self.theirs, self.is_now)):
            keys.update({self.index[i]: facts[j].key for i, j in found.items()})

    def _likeliest(
        self, was: Sequence[Fact], found: dict[int, int], others: Mapping[int, int], *, aligned: bool
    ) -> None:
        free = [i for i in range(len(self.ours)) if i not in found and i not in others]
        used = set(found.values())
        if not free or len(used) == len(was):
            return
        beside = self._beside(found, len(was)) if aligned else {}
        traits: dict[tuple[str, ...], list[int]] = {}
        for j in range(len(was)):
            for trait in _traits(was[j]) if j not in used else ():
                traits.setdefault(trait, []).append(j)
        scored = []
        for i in free:
            near = beside.get(i, {})
            at = min(near, default=i)
            maybe = dict.fromkeys(j for j in near if j not in used)
            for trait in _traits(self.ours[i]):
                maybe.update(dict.fromkeys(_nearest(traits.get(trait, []), at)))
            for j in maybe:
                score = self._score(self.ours[i], was[j], near.get(j, 0), aligned=aligned)
                if score >= SAME:
                    scored.append((-score, abs(at - j), i, j))
        for _, _, i, j in sorted(scored):
            if i not in found and j not in used:
                found[i] = j
                used.add(j)

    def _beside(self, found: Mapping[int, int], count: int) -> dict[int, dict[int, int]]:
        """For each new fact, the old ones as far from a known neighbour as it is: one side or both."""
        beside: dict[int, dict[int, int]] = {}
        for order, step, start in ((range(len(self.ours)), 1, -1), (range(len(self.ours))[::-1], -1, count)):
            j = start
            for i in order:
                j = found[i] if i in found else j + step
                if i not in found and 0 <= j < count:
                    sides = beside.setdefault(i, {})
                    sides[j] = sides.get(j, 0) + 1
        return beside

    def _score(self, fact: Fact, was: Fact, neighbours: int, *, aligned: bool) -> float:
        """How surely two facts are one, 0 to 1.2."""
        slot, old_slot = _slot(fact), _slot(was)
        alike = _likeness(fact, was)
        if slot != old_slot:
            # A renamed term or attribute leaves its slot empty; where both slots stay, they are two facts.
            if aligned and (self.now[old_slot] >= self.then[old_slot] or self.now[slot] <= self.then[slot]):
                return 0.0
            # The aspect of a sentence is its verb, so other words make another aspect; a cell's is its header.
            prose = fact.rule in _PROSE and was.rule in _PROSE
            if alike < 0.3 and not (prose and fact.term == was.term and neighbours == 2):
                return 0.0
        single = slot == old_slot and self.now[slot] <= 1 and self.then[slot] <= 1
        telling = alike == 1 and display_width(claim_form(fact.value)) >= 8
        score = 0.2 * (fact.term == was.term) + 0.2 * (fact.aspect == was.aspect) + 0.4 * alike
        score += 0.15 * (single or telling) + 0.15 * neighbours
        return score + 0.05 * (fact.heading_id == was.heading_id) + 0.05 * (fact.place == was.place)


def _slot(fact: Fact) -> tuple[str, str]:
    """What a fact speaks about. Several facts may: the items of a list, or the steps of a procedure."""
    return fact.term, fact.aspect


def _exact(ours: Sequence[Fact], was: Sequence[Fact], found: dict[int, int], others: Iterable[int]) -> None:
    """Pair the same claims word for word, wherever they stand: at the same place first, then in order."""
    skip = set(others)
    for same_place in (True, False):
        free: dict[tuple[str, ...], list[int]] = {}
        used = set(found.values())
        for j in reversed(range(len(was))):
            if j not in used:
                free.setdefault(_claim(was[j], same_place), []).append(j)
        for i, fact in enumerate(ours):
            if i not in skip and i not in found and free.get(claim := _claim(fact, same_place)):
                found[i] = free[claim].pop()


def _claim(fact: Fact, placed: bool) -> tuple[str, ...]:
    stem = claim_form(fact.attribute) if fact.rule is Rule.WRITTEN else ""
    return (*_slot(fact), claim_form(fact.value), stem, fact.place if placed else "")


def _traits(fact: Fact) -> tuple[tuple[str, ...], ...]:
    """What two facts must share, at least one of, to be compared when they do not stand alike."""
    words = claim_form(fact.attribute if fact.rule is Rule.WRITTEN else fact.value)
    return (
        ("about", *_slot(fact)),
        ("section", fact.heading_id, fact.term),
        ("place", fact.place),
        ("words", words),
        ("start", words[:8]),
        ("end", words[-8:]),
    )


def _nearest(candidates: Sequence[int], at: int) -> Sequence[int]:
    """The few of ascending ``candidates`` that are nearest to ``at``."""
    if len(candidates) <= _NEAREST:
        return candidates
    middle = bisect_left(candidates, at)
    start = max(0, min(middle - _NEAREST // 2, len(candidates) - _NEAREST))
    return candidates[start : start + _NEAREST]


def _likeness(fact: Fact, was: Fact) -> float:
    """How alike the words are, 0 to 1; of written questions stem, answer and options."""
    value = similarity(fact.value, was.value)
    if fact.rule is not Rule.WRITTEN:
        return value
    stem = similarity(fact.attribute, was.attribute)
    if not fact.options or not was.options:
        return 0.7 * stem + 0.3 * value
    options = [" ".join(option.text for option in one.options) for one in (fact, was)]
    return 0.5 * stem + 0.2 * value + 0.3 * similarity(*options)


def similarity(left: str, right: str) -> float:
    """Dice coefficient of character bigrams, 0 to 1."""
    a, b = _bigrams(left), _bigrams(right)
    if not a or not b:
        return float(_bare(left) == _bare(right))
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=1 << 12)  # every text is compared with many others
def _bigrams(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


@lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str:
    return _SLIGHT.sub("", match_form(text))
