"""Numbers with their units, and other numbers that could stand in their place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from content.core.names import strip_marks
from quizzes.core.distractors import WANTED, stable

_WORDS = {
    "minute": "minutes?|min|分钟",
    "second": "seconds?|秒钟|秒",
    "millisecond": "milliseconds?|ms|毫秒",
    "hour": "hours?|小时|个小时",
    "day": "days?|天",
    "week": "weeks?|周",
    "month": "months?|个月",
    "year": "years?|年",
    "percent": "%|percent|per cent",
    "byte": "bytes?|字节",
    "kb": "KB|KiB",
    "mb": "MB|MiB",
    "gb": "GB|GiB|G",
    "tb": "TB|TiB",
    "pb": "PB|PiB",
    "mbps": "Mbps|Mb/s|MB/s|MiB/s",
    "gbps": "Gbps|Gb/s|GB/s|GiB/s",
    "iops": "IOPS",
    "vcpu": "vCPUs?",
    "time": "times|次",
    "fold": "倍",
    "thing": "个|台|份|条|级|块|张|核|人|位",
    "kind": "种|类",
}
_COUNTED = (
    "tasks?|instances?|containers?|functions?|buckets?|accounts?|volumes?|layers?|requests?|rules?|targets?|messages?|connections?|"
    "partitions?|replicas?|nodes?|zones?|regions?|copies|files?|objects?|tags?|groups?|users?|services?|clusters?|characters?|items?|"
    "streams?|shards?|subnets?|versions?|environments?|snapshots?|attempts?|retries|steps?|points?|keys?|policies|roles?|vms?"
)
_UNIT = (
    "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
    + f"|(?P<counted>(?:[a-z][a-z-]+ ){{0,2}}?(?:{_COUNTED}))"
)
_QUANTITY = re.compile(
    rf"(?<![A-Za-z0-9.,/:_-])(?<!第)(?<!第 )(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?P<gap>[ -]?)(?:{_UNIT})(?![A-Za-z+])",
    re.I,
)
_NUMERAL = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})*")
_TIME = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14400, 43200)
_HOURS = (1, 2, 4, 6, 8, 12, 24, 36, 48, 72, 96, 168, 240, 336, 720)
_DAYS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 365, 730, 1095, 1825)
_NINES = (50, 70, 80, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 99.9999, 99.99999)
_SHARES = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90)
_COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 60, 75)
_FEW = 6
"""Up to here every number is as round as the next."""
_ROUND_STEPS = tuple(sorted((digit * 10**zeros for digit in (1, 2, 5) for zeros in range(9)), reverse=True))
_MOST_STEPS = 10
"""Steps that fit below an unround number: finer ones would ask for a number and not for its size."""
_SIZES = ("byte", "kb", "mb", "gb", "tb", "pb")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: ``text`` as written, from ``start`` to ``end``; ``digits`` is the number alone."""

    digits: str
    number: float
    unit: str
    text: str
    start: int
    end: int

    def with_number(self, digits: str) -> str:
        """The quantity with another number, written the same way."""
        return digits + self.text[len(self.digits) :]


@lru_cache(maxsize=1 << 12)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number in ``text`` that has a known unit."""
    found = []
    for match in _QUANTITY.finditer(strip_marks(text)):
        unit = match.lastgroup or ""
        if unit == "counted":
            unit = match["counted"].split()[-1].lower().rstrip("s")
        number = float(match["number"].replace(",", ""))
        if unit == "year" and number > 100:
            continue  # a date
        found.append(Quantity(match["number"], number, unit, match[0], match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def sole_quantity(text: str) -> Quantity | None:
    """The one number of ``text``, when it has exactly one and that has a unit."""
    plain = strip_marks(text)
    found = find_quantities(text)
    return found[0] if len(found) == 1 and len(_NUMERAL.findall(plain)) == 1 else None


def near_numbers(quantity: Quantity, *, forbidden: Iterable[float], seed: str) -> tuple[str, ...]:
    """Three other numbers in ascending order, as the notes would write them; empty when there are not three.

    How many of them are smaller than the right one is drawn by ``seed``, so that its rank tells nothing.
    They stand well apart, as steps of a scale do, and none is among ``forbidden``. Beside a number that is no
    step of its scale (35 minutes, 244 MiB) they are no steps either: its unround look tells nothing.
    """
    ladder = _ladder(quantity)
    avoid = {*forbidden, quantity.number}
    if quantity.number not in ladder and _looks_unround(quantity.number):
        return _near_unround(quantity, avoid, seed)
    apart = 1.4 if quantity.number > 6 else 1.15
    if quantity.unit == "percent":
        apart = 1.0 if quantity.number >= 90 else 1.1
    odd = (
        {1, 4, 6, 8} if ladder[:8] == _COUNTS[:8] and quantity.number > 8 else {1}
    )  # beside 10 one expects 5
    free = [step for step in ladder if step not in avoid and step not in odd]
    below = _spaced([step for step in reversed(free) if step < quantity.number], quantity.number, apart)
    above = _spaced([step for step in free if step > quantity.number], quantity.number, apart)
    splits = [n for n in range(WANTED + 1) if n <= len(below) and WANTED - n <= len(above)]
    if not splits or quantity.number in (0, 1):
        return ()
    under = splits[int(stable(seed, "rank"), 16) % len(splits)]
    chosen = sorted((*below[:under], *above[: WANTED - under]))
    return tuple(_written(step, quantity) for step in chosen)


def _looks_unround(number: float) -> bool:
    """Whether a number that is no step of its scale stands out: a small one does not, nor 7 × 1024."""
    return number % 1 != 0 or (number > _FEW and number % 1024 != 0)


def _near_unround(quantity: Quantity, avoid: Container[float], seed: str) -> tuple[str, ...]:
    """Three numbers that differ from an unround one by equal round steps; the rank drawn first that leaves three."""
    first = int(stable(seed, "rank"), 16)
    steps = [step for step in _ROUND_STEPS if 2 <= quantity.number / step <= _MOST_STEPS]
    for under in ((first + n) % (WANTED + 1) for n in range(WANTED + 1)):
        places = [place - under for place in range(WANTED + 1) if place != under]
        for step in steps:
            made = [round(quantity.number + step * place, 6) for place in places]
            sound = made[0] > 0 and not any(number in avoid for number in made)
            if sound and (quantity.unit != "percent" or made[-1] < 100):
                return tuple(_written(number, quantity) for number in made)
    return ()


def _ladder(quantity: Quantity) -> tuple[float, ...]:
    number, unit = quantity.number, quantity.unit
    if unit == "percent":
        return _NINES if number >= 90 else _SHARES
    if unit in ("minute", "second"):
        return _TIME
    if unit in ("hour", "day"):
        return _HOURS if unit == "hour" else _DAYS
    whole = int(number) if number == int(number) else 0
    if whole and whole % 1024 == 0 and whole & (whole - 1):
        return tuple(1024 * step for step in _COUNTS)
    if whole > 1 and whole & (whole - 1) == 0 and (unit in _SIZES or whole >= 64):
        return tuple(2**power for power in range(1, 24))
    scale = 1
    while number / scale > 60:
        scale *= 10
    return tuple(sorted({step * size for size in (scale, 10 * scale) for step in _COUNTS} | set(_COUNTS)))


def _spaced(steps: list[float], start: float, apart: float) -> list[float]:
    kept, last = list[float](), start
    for step in steps:
        if max(step, last) >= apart * min(step, last):
            kept.append(step)
            last = step
    return kept


def _written(step: float, quantity: Quantity) -> str:
    if step == int(step):
        return f"{int(step):,}" if "," in quantity.digits else str(int(step))
    return str(step)
