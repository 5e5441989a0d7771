"""Drawing the questions of an exam by its blueprint: weights per domain exactly, uniform over facts.

The pool is known by dense ranks alone, so that a draw costs the same from a small and from a big bank.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Pool = Mapping[str, range]
"""The ranks of the facts with questions, by domain; the ranges do not overlap."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a paper: the rank of its fact, the domain, and whether it counts.

    ``pick``, from 0 up to but not 1, decides among the fact's questions: see ``pick_question``.
    """

    fact: int
    domain: str
    scored: bool
    pick: float


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
    everywhere = tuple(pool[domain] for domain in sorted(pool))
    wanted = allot(questions - unscored, weights) if weights else {"": questions - unscored}
    homes = {domain: (pool.get(domain, range(0)),) if weights else everywhere for domain in wanted}
    chosen: dict[int, bool] = {}
    for domain, count in wanted.items():
        chosen |= dict.fromkeys(_sample(homes[domain], count, (), draw, domain), True)
    chosen |= dict.fromkeys(_sample(everywhere, unscored, chosen, draw, ""), False)
    paper = [Seat(fact, _home(pool, fact), scored, draw.random()) for fact, scored in chosen.items()]
    draw.shuffle(paper)
    return tuple(paper)


def pick_question(seat: Seat, questions: Sequence[int]) -> int:
    """The one of a fact's ``questions`` that takes the seat."""
    return questions[int(seat.pick * len(questions))]


def _sample(
    ranges: Sequence[range], count: int, used: Collection[int], draw: random.Random, domain: str
) -> list[int]:
    """``count`` ranks of ``ranges`` that are not ``used``, each set of them as likely as any other."""
    total = sum(map(len, ranges))
    free = total - sum(any(fact in ranks for ranks in ranges) for fact in used)
    if free < count:
        raise TooFewQuestions(domain, wanted=count, found=free)
    # Of so many facts enough are free, whichever they are, and the free among them are a sample too.
    places = draw.sample(range(total), k=min(total, count + len(used)))
    ranks = (_rank(ranges, place) for place in places)
    return [rank for rank in ranks if rank not in used][:count]


def _rank(ranges: Sequence[range], place: int) -> int:
    """The rank at a place in the chain of ``ranges``."""
    for ranks in ranges:
        if place < len(ranks):
            return ranks[place]
        place -= len(ranks)
    raise IndexError(place)


def _home(pool: Pool, fact: int) -> str:
    return next(domain for domain, ranks in pool.items() if fact in ranks)
