"""What notes say: facts, the tables they make, and where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter

from content.core.document import Option, Span


class Polarity(StrEnum):
    """Whether a claim affirms or denies."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Rule(StrEnum):
    """How a fact was read out of a note."""

    TABLE_COLUMN = "table_column"  # columns are terms, the first column holds attributes
    TABLE_ROW = "table_row"  # rows are terms, the header holds attributes
    KEY_VALUE = "key_value"
    DEFINITION = "definition"
    ABBREVIATION = "abbreviation"
    FEATURE = "feature"  # an item of a list that says what holds of the term above it
    PREDICATE = "predicate"  # a sentence: subject, then 支持, 需要, can, does not …
    PROPERTY = "property"  # X 的 A 是 …, the A of X is …
    LIMIT = "limit"  # a statement whose point is a number with its unit
    MEMBERSHIP = "membership"  # X 包括 A、B 和 C
    COMPARISON = "comparison"  # 与 Y 相比, X …
    AGENT = "agent"  # who does something: AWS 负责 …, 用户负责 …
    STEP = "step"  # one step of an ordered procedure
    WRITTEN = "written"  # a question that stands in the note


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim with its wording in one language; twins in two languages share ``key``.

    ``term`` is the language-neutral name of the subject (a pack term's id, else its matching form) and
    ``aspect`` that of the attribute (a canonical attribute id such as ``price``, else its matching form).
    ``place`` says where it was born: ``<heading id>/<block>/<position>``, e.g. ``launch-types/table1/r2c1``;
    facts of one table or list share all but its last part. ``options`` and ``explanation`` belong to
    WRITTEN facts, whose ``attribute`` is the stem and whose ``value`` is the right answer (several
    joined by "；"). ``value`` is quoted from the note. For PREDICATE, LIMIT, COMPARISON and AGENT it is what is
    said of the subject, verb and negation included (支持 UDP, does not support SMB), and ``attribute`` is only
    the word that names the kind of statement; ``aspect`` is then ``supports``, ``requires``, ``can``,
    ``provides``, ``used-for``, ``limit``, ``agent``, ``versus:<term>`` and the like. MEMBERSHIP quotes the
    whole list; STEP facts of one procedure share their ``attribute`` (its title) and come in order.
    """

    key: str
    note: str
    slug: str
    language: str
    lines: Span
    subject: str
    attribute: str
    value: str
    polarity: Polarity
    confidence: float
    rule: Rule
    term: str
    aspect: str
    place: str
    heading_id: str = ""
    heading: str = ""
    options: tuple[Option, ...] = ()
    explanation: str = ""
    explanation_lines: Span | None = None

    def keyed(self, key: str) -> Fact:
        """The same fact under another key."""
        return Fact(key, *_ALL_BUT_KEY(self))


_ALL_BUT_KEY = attrgetter(*(field.name for field in fields(Fact)[1:]))


class CellState(StrEnum):
    """What the notes say about one term and attribute."""

    AGREE = "agree"
    CONFLICT = "conflict"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Claim:
    """A value and where it stands; ``fact`` is the key of the fact where a table tells it."""

    value: str
    note: str
    lines: Span
    fact: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a comparison table; SILENT when no note says anything.

    ``omitted`` counts the claims of a merged table that are left out because the cell holds its most.
    """

    term: str
    attribute: str
    state: CellState
    claims: tuple[Claim, ...]
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Terms against attributes. ``origin`` is ``note``, ``glued`` or ``merged``; a merged one has a language."""

    key: str
    title: str
    terms: tuple[str, ...]
    attributes: tuple[str, ...]
    origin: str
    confirmed: bool
    cells: tuple[TableCell, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about the same subject and attribute that cannot all be true.

    ``key`` names it in a review file: 12 hexadecimal digits of subject, reason and the claims' texts, so it
    survives moved lines and changes with what is claimed. ``facts`` are the keys of the
    facts that make the claims, in their order.
    """

    subject: str
    attribute: str
    reason: str
    claims: tuple[Claim, ...]
    key: str = ""
    facts: tuple[str, ...] = ()
