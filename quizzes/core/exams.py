"""Drawing the questions of an exam by its blueprint: weights per domain exactly, uniform over facts."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Pool = Mapping[str, Iterable[tuple[int, int]]]
"""Pairs of (fact id, question id) by domain."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a paper: the question that takes it, its domain, and whether it counts."""

    question: int
    domain: str
    scored: bool


class TooFewQuestions(ValueError):
    """The pool has fewer facts of a domain than the blueprint asks for; '' stands for all domains."""

    def __init__(self, domain: str, *, wanted: int, found: int) -> None:
        super().__init__(
            f"The domain {domain!r} has {found} facts with a question; the paper needs {wanted}."
        )
        self.domain, self.wanted, self.found = domain, wanted, found


def allot(seats: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole seats by weight: largest remainder (Hare quota), equal remainders in the order of ``weights``."""
    total = sum(weights.values())
    shares = {domain: Fraction(seats * weight, total) for domain, weight in weights.items()}
    allotted = {domain: int(share) for domain, share in shares.items()}
    left = seats - sum(allotted.values())
    by_remainder = sorted(shares, key=lambda domain: allotted[domain] - shares[domain])
    for domain in by_remainder[:left]:
        allotted[domain] += 1
    return allotted


def plan_exam(
    pool: Pool, *, questions: int, unscored: int = 0, weights: Mapping[str, int] | None = None, seed: int
) -> tuple[Seat, ...]:
    """Draw a paper of ``questions``, of which ``unscored`` are pilots mixed among the others.

    Scored seats follow ``weights`` exactly; without weights they come from everywhere. Within a domain the draw is
    uniform over facts and then over a fact's questions; no two questions are on one fact. Pilots come from all
    facts that are left. The same pool and seed give the same paper. Raises TooFewQuestions.
    """
    draw = random.Random(seed)
    facts = {domain: _by_fact(pairs) for domain, pairs in sorted(pool.items())}
    wanted = allot(questions - unscored, weights) if weights else {"": questions - unscored}
    paper: list[Seat] = []
    used: set[int] = set()
    for domain, count in wanted.items():
        homes = [domain] if weights else list(facts)
        paper += _draw(facts, homes, count, used, draw, domain, scored=True)
    paper += _draw(facts, list(facts), unscored, used, draw, "", scored=False)
    draw.shuffle(paper)
    return tuple(paper)


def _by_fact(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for fact, question in sorted(pairs):
        found.setdefault(fact, []).append(question)
    return found


def _draw(
    facts: Mapping[str, Mapping[int, Sequence[int]]],
    homes: Sequence[str],
    count: int,
    used: set[int],
    draw: random.Random,
    domain: str,
    *,
    scored: bool,
) -> list[Seat]:
    """``count`` seats from the facts of ``homes`` that are not ``used`` yet, and mark those used."""
    free = [(fact, home) for home in homes for fact in facts.get(home, ()) if fact not in used]
    if len(free) < count:
        raise TooFewQuestions(domain, wanted=count, found=len(free))
    chosen = draw.sample(free, k=count)
    used.update(fact for fact, _home in chosen)
    return [Seat(draw.choice(facts[home][fact]), home, scored) for fact, home in chosen]
