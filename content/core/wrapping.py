"""Whether a line was broken by its width, so that the next one carries on the sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from content.core.lineshapes import ends_sentence, join_text, list_marker
from content.core.text import display_width, is_wide

_DEFAULT_WIDTH = 76
_MAX_WRAP_WIDTH = 200

# Words after which, and before which, no Chinese sentence breaks.
_OPEN_ENDS = tuple("的和与及或在将把对但并且而以使让从向被由，、,")
_CLOSED_STARTS = tuple("的地得了着们到是和与及或，、）)")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """``width`` is the file's usual full width in columns, or 0 when its lines are not hard-wrapped."""

    width: int

    def continues(self, line: str, following: str, *, blank_between: bool) -> bool:
        """Whether ``following`` carries on the sentence of ``line``."""
        if blank_between:
            if not self.width or ends_sentence(line):
                return False
            least = 0.6 if _breaks_inside(line, following) else 0.85
            return display_width(line) >= least * self.width
        full = self.width or _DEFAULT_WIDTH
        width = display_width(line)
        return width >= 0.85 * full or width + 1 + _first_word_width(following) > full

    def join(self, rows: list[str]) -> str:
        """Join lines that stand without blank lines between: wrapped ones run on, others keep their break."""
        parts: list[str] = []
        current = ""
        previous = ""
        for row in rows:
            if not row:
                parts, current = [*parts, current] if current else parts, ""
            elif current and self.continues(previous, row, blank_between=False):
                current = join_text(current, row)
            else:
                parts, current = [*parts, current] if current else parts, row
            previous = row
        return "\n".join([*parts, current] if current else parts)


def measure_wrapping(lines: list[str]) -> Wrapping:
    """Find the width at which most unfinished lines break; at least three must agree."""
    widths: Counter[int] = Counter()
    for index, line in enumerate(lines[:-1]):
        if not 20 < len(line) <= _MAX_WRAP_WIDTH or ends_sentence(line):
            continue
        following = lines[index + 1] or (lines[index + 2] if index + 2 < len(lines) else "")
        if not following.strip() or list_marker(following) or following.lstrip()[:1] in ("#", "|", ">", "`"):
            continue
        width = display_width(line)
        if 40 <= width <= _MAX_WRAP_WIDTH:
            widths[width] += 1
    best, best_count = 0, 2
    for width in sorted(widths):
        count = sum(widths[near] for near in range(int(width * 0.9), width + 1))
        if count > best_count or (count == best_count and best):
            best, best_count = width, count
    return Wrapping(best)


def _breaks_inside(line: str, following: str) -> bool:
    return line.rstrip().endswith(_OPEN_ENDS) or following.lstrip().startswith(_CLOSED_STARTS)


def _first_word_width(line: str) -> int:
    text = line.strip()
    if not text or is_wide(text[0]):
        return 2
    word = text[:60].split(None, 1)[0]
    return display_width(word)
