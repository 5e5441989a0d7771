"""Conflicts: claims about one term that cannot both be true. Nobody decides here who is right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2s
from itertools import combinations, permutations

from content.core.claims import Claim, Conflict, Fact, Rule
from content.core.contradiction import contradiction, twin_contradiction
from content.core.document import Diagnostic
from content.core.opposed_claims import ReadClaim, claim_reader, fold
from content.core.qualifiers import is_past, is_quoted, scopes
from content.core.terms import Pack, WrongClaim
from content.core.text import match_form

_MOST = 100
"""Different claims about one question of one term that are compared: more are no notes."""

TWINS_DIFFER = "twins-differ"
"""The code of a diagnostic about a fact whose twin says something else."""

_LEAST = 0.4
"""Confidence below which a fact is too unsure to contradict anything."""


def find_conflicts(
    facts: Iterable[Fact], *, pack: Pack, resolved: Collection[str] = ()
) -> tuple[Conflict, ...]:
    """Contradictions among the facts of one course, and claims that the pack knows to be wrong.

    Reasons: ``number``, ``polarity``, ``antonym``, ``agent``, ``category``, ``expansion`` and
    ``known-wrong: <what is right>``. Twins are one claim, unless their numbers or their sense differ. Conflicts
    whose key is in ``resolved`` are left out. Linear in the number of facts.
    """
    ordered = sorted(
        (f for f in facts if f.rule is not Rule.WRITTEN), key=lambda f: (f.note, f.lines, f.place, f.language)
    )
    found = [*_expansions(ordered, pack), *_contradictions(ordered, pack), *_known_wrong(ordered, pack)]
    left_out = frozenset(resolved)
    return tuple(conflict for conflict in found if conflict.key not in left_out)


def twin_diagnostics(facts: Iterable[Fact], *, pack: Pack) -> tuple[tuple[str, Diagnostic], ...]:
    """``(path of the note, diagnostic)`` for every fact whose twin says another number or the opposite."""
    told: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: (f.note, f.lines, f.place)):
        if fact.rule is not Rule.WRITTEN:
            told.setdefault(fact.key, []).append(fact)
    read = claim_reader(pack)
    found = []
    for facts_of_key in told.values():
        for fact, twin in permutations(facts_of_key, 2):
            if fact.language != twin.language and (reason := twin_contradiction(read(fact), read(twin))):
                message = (
                    f"“{fact.value}” and its twin “{twin.value}” ({twin.note}, line {twin.lines[0]}) differ:"
                    f" {reason}. Correct one of the two."
                )
                found.append((fact.note, Diagnostic(fact.lines[0], TWINS_DIFFER, message)))
    return tuple(found)


def disputed(facts: Iterable[Fact], conflicts: Iterable[Conflict]) -> frozenset[str]:
    """Keys of the facts that stand in a conflict, of their twins, and of facts that say the same words of the
    same term on the same line under another rule."""
    facts = tuple(facts)
    keys = {key for conflict in conflicts for key in conflict.facts}
    said: dict[tuple[str, str, int], list[str]] = {}
    for fact in facts:
        if fact.key in keys:
            said.setdefault((fact.note, fact.term, fact.lines[0]), []).append(match_form(fact.value))
    for fact in facts:
        if fact.key not in keys:
            value = match_form(fact.value)
            near = said.get((fact.note, fact.term, fact.lines[0]), ())[:_MOST]
            if any(value in other or other in value for other in near):
                keys.add(fact.key)
    return frozenset(keys)


def _conflict(facts: Sequence[Fact], reason: str) -> Conflict:
    texts = sorted({fold(fact.value) for fact in facts})
    stable = "\x1f".join((facts[0].term, reason.partition(":")[0], *texts))
    return Conflict(
        facts[0].subject,
        facts[0].attribute,
        reason,
        tuple(Claim(fact.value, fact.note, fact.lines) for fact in facts),
        blake2s(stable.encode(), digest_size=6).hexdigest(),
        tuple(fact.key for fact in facts),
    )


def _expansions(facts: Sequence[Fact], pack: Pack) -> Iterator[Conflict]:
    """Abbreviations with more than one full name, of which not all are known to be true."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.aspect == "expansion":
            groups.setdefault(fact.term, []).append(fact)
    for members in groups.values():
        true = pack.true_expansions(_abbreviation(members[0], pack))
        known = {_spelling(text) for text in true}
        spelled = {_spelling(fact.value) for fact in members}
        if spelled <= known or (not known and len(spelled) == 1):
            continue
        if len(spelled) > 1:
            yield _conflict(members, "expansion")
        else:
            yield _conflict(members, f"known-wrong: {true[0]}")


def _abbreviation(fact: Fact, pack: Pack) -> str:
    term = pack.get(fact.term)
    return term.abbreviation if term and term.abbreviation else fact.subject


def _spelling(text: str) -> str:
    """A full name without vendor, hyphens and plural."""
    words = re.sub(r"(?a)^(?:amazon|aws) |\bthe ", "", re.sub(r"[\s-]+", " ", match_form(text))).split()
    return " ".join(word.rstrip("s") if len(word) > 3 and not word.endswith("ss") else word for word in words)


def _contradictions(facts: Sequence[Fact], pack: Pack) -> Iterator[Conflict]:
    """Pairs that contradict each other, joined where they share a claim."""
    read = claim_reader(pack)
    members = _equal_claims(facts)
    claims = [read(group[0]) for group in members]
    pairs: dict[tuple[int, int], str] = {}
    for i, j in _opposed(claims):
        if (i, j) not in pairs and (reason := contradiction(claims[i], claims[j])):
            pairs[i, j] = reason
    pairs |= _differing_twins(claims, members)
    for reason, indexes in _joined(pairs):
        yield _conflict([fact for i in indexes for fact in members[i]], reason)


def _equal_claims(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts in groups that say the same in the same words; the first stands for its group."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if fact.aspect not in ("expansion", "step", "question") and fact.term and fact.confidence >= _LEAST:
            said = (fact.term, fact.aspect, fold(fact.attribute), fold(fact.value), match_form(fact.heading))
            groups.setdefault((*said, fact.language), []).append(fact)
    return list(groups.values())


def _opposed(claims: Sequence[ReadClaim]) -> Iterator[tuple[int, int]]:
    """Pairs of claims about one term that answer one question differently."""
    questions: dict[tuple[str, str], dict[str, list[int]]] = {}
    asked: Counter[tuple[str, str]] = Counter()
    for i, claim in enumerate(claims):
        for slot, side in sorted(_answers(claim)):
            question = (claim.fact.term, slot)
            asked[question] += 1
            if asked[question] <= _MOST:
                questions.setdefault(question, {}).setdefault(side, []).append(i)
    for sides in questions.values():
        for mine, theirs in combinations(sides.values(), 2):
            yield from ((min(i, j), max(i, j)) for i in mine for j in theirs if i != j)


def _answers(claim: ReadClaim) -> set[tuple[str, str]]:
    """What a claim answers: each question with the side it takes, a number being a side of its own."""
    found: set[tuple[str, str]] = set()
    for clause in claim.clauses:
        found |= {(stance.slot, stance.side) for stance in clause.stances}
        found |= {(q.dimension, f"{q.low} {q.high}") for q in clause.quantities}
        if clause.modal:
            found.add(("can", clause.modal.side))
    if len(claim.clauses) == 1:
        found.add((f"sense of {claim.fact.aspect}", claim.fact.polarity.value))
    return found


def _differing_twins(
    claims: Sequence[ReadClaim], members: Sequence[Sequence[Fact]]
) -> dict[tuple[int, int], str]:
    """Facts that share a key in two languages and differ in a number or in their sense."""
    by_key: dict[str, int] = {}
    found = {}
    for j, claim in enumerate(claims):
        for fact in members[j]:
            i = by_key.setdefault(fact.key, j) if fact.key else j
            if claims[i].fact.language != fact.language and (i, j) not in found:
                reason = twin_contradiction(claims[i], claim)
                if reason:
                    found[i, j] = reason
    return found


def _joined(pairs: Mapping[tuple[int, int], str]) -> list[tuple[str, list[int]]]:
    """Pairs of one reason joined into groups where they share a member, in order of their first members."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for (i, j), reason in sorted(pairs.items()):
        one, other = sorted((root((reason, i)), root((reason, j))))
        parent[other] = one
    groups: dict[tuple[str, int], list[int]] = {}
    for node in sorted(parent):
        groups.setdefault(root(node), []).append(node[1])
    return sorted(((reason, members) for (reason, _), members in groups.items()), key=lambda g: (g[1], g[0]))


def _known_wrong(facts: Sequence[Fact], pack: Pack) -> Iterator[Conflict]:
    by_term = _by_term(pack.claims)
    for fact in facts:
        if fact.aspect == "expansion" or fact.term not in by_term:
            continue
        whole = f"{fold(fact.attribute)}: {fold(fact.value)}"
        for wrong, says in by_term[fact.term]:
            if any(_stands(parts, whole) for parts in says) and not _excused(fact, whole, wrong):
                right = (wrong.en or wrong.zh) if fact.language == "en" else (wrong.zh or wrong.en)
                yield _conflict([fact], f"known-wrong: {right}")


@lru_cache(maxsize=4)  # every course is compared with the claims of the pack
def _by_term(claims: tuple[WrongClaim, ...]) -> Mapping[str, Sequence[tuple[WrongClaim, list[list[str]]]]]:
    """Claims by the term that they are about, with what they say, folded."""
    found: dict[str, list[tuple[WrongClaim, list[list[str]]]]] = {}
    for wrong in claims:
        says = [[fold(part) for part in parts] for parts in wrong.says]
        found.setdefault(wrong.term, []).append((wrong, says))
    return found


def _excused(fact: Fact, whole: str, wrong: WrongClaim) -> bool:
    """Whether the claim is only quoted, or speaks of the past or of a special case that makes it true."""
    heading = fold(fact.heading)
    told = is_quoted(whole) or is_quoted(heading) or is_past(whole) or "later" in scopes(whole)
    return told or any(fold(part) in whole for part in wrong.unless)


_SENTENCE = re.compile(r"[。;!]|\.\s|(?<!\d),(?!\d)")
_DENIES = re.compile(
    r"(?a)不(?!同|仅|断)|无(?!服务器|论)|没|未|并非|而非|\b(?:not|no|never|cannot|without|except|rather)\b|n't\b|除外"
)


def _stands(parts: Sequence[str], whole: str) -> bool:
    """Whether all ``parts`` stand in ``whole`` as words of their own, and are not denied there."""
    if not all(part in whole for part in parts):
        return False
    if not all(_as_words(part).search(whole) for part in parts):
        return False
    if any(_DENIES.search(part) for part in parts):
        return True
    clauses = [clause for clause in _SENTENCE.split(whole) if any(part in clause for part in parts)]
    return not any(_DENIES.search(re.split("而不是|rather than", clause)[0]) for clause in clauses)


@lru_cache(maxsize=1024)
def _as_words(part: str) -> re.Pattern[str]:
    """``part`` where no Latin word goes on beyond it: smb, not smbclient."""
    return re.compile(rf"(?<![a-z0-9](?=[a-z0-9])){re.escape(part)}(?!(?<=[a-z0-9])[a-z0-9])")
