"""The mistake book: a learner's wrong answers by fact, read from their reviews; only remarks are stored beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from content.core.names import strip_marks
from content.models import Course, FactText
from learn.core.log import EventKind
from learn.core.memory import Rating
from learn.core.mistakes import Mistake, QuestionAnswered, find_mistake
from learn.models import Review, User
from quizzes.core.calendar import study_day
from quizzes.models import LONGEST_REMARK, Attempt, Choice, Remark, Sitting, SittingItem
from quizzes.sittings import start_practice

DRILL_LENGTH = 10


class DrilledToday(Exception):
    """Every fact that is to be mended was answered right today: more of it counts tomorrow."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a note says something: ``value`` is ``slug#heading``."""

    value: str
    note: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in the mistake book with the last answer to it that was wrong, or right by a guess (``lucky``)."""

    fact: int
    mistake: Mistake
    day: date
    last_right: date | None
    """The last study day on which it was answered right since."""
    revision: int
    chosen: tuple[int, ...]
    left_open: bool
    """Whether it was no answer at all: a question of an exam that was left open."""
    lucky: bool
    confidence: str
    term: str
    term_name: str
    section: Section | None
    remark: str
    starred: bool


@dataclass(frozen=True, slots=True)
class BookFilter:
    """Which entries to show; empty fields ask for nothing in particular. ``section`` may be a note's slug alone."""

    section: str = ""
    term: str = ""
    cause: str = ""
    starred: bool = False
    mended: bool = False

    def keeps(self, entry: Entry) -> bool:
        """Whether ``entry`` is to be shown."""
        place = entry.section.value if entry.section else ""
        return (
            entry.mistake.mended == self.mended
            and (not self.starred or entry.starred)
            and self.term in ("", entry.term)
            and self.cause in ("", entry.mistake.cause)
            and self.section in ("", place, place.split("#")[0])
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    """A row of the log; fields as in ``Review``. A question that was left open has nothing chosen."""

    fact: int
    at: datetime
    day: date
    rating: int
    revision: int
    chosen: str = ""
    milliseconds: int | None = None
    predicted: float | None = None
    confidence: str | None = None
    is_correct: bool | None = None

    @property
    def positions(self) -> tuple[int, ...]:
        return tuple(int(position) for position in self.chosen.split(",") if position)


def _logs(learner: User, course: Course) -> dict[int, list[_Answer]]:
    """The answers to questions about every fact that was answered wrong or left open, in order. Two queries."""
    standing = Review.objects.filter(
        learner=learner,
        card__fact__course=course,
        kind=EventKind.ANSWER.value,
        undone_by=None,
        revision__isnull=False,
    )
    left_open = _left_open(learner, course)
    wrong = standing.filter(rating=Rating.AGAIN).values("card__fact")
    reviewed = standing.filter(Q(card__fact__in=wrong) | Q(card__fact__in={one.fact for one in left_open}))
    logs: dict[int, list[_Answer]] = {}
    for row in reviewed.order_by("card", "number").values_list(
        "card__fact",
        "at",
        "study_day",
        "rating",
        "revision",
        "chosen",
        "milliseconds",
        "predicted",
        "attempt__confidence",
        "attempt__is_correct",
    ):
        answer = _Answer(*row)
        logs.setdefault(answer.fact, []).append(answer)
    for one in left_open:
        log = logs.setdefault(one.fact, [])
        log.insert(sum(other.at <= one.at for other in log), one)
    return logs


def _left_open(learner: User, course: Course) -> list[_Answer]:
    """The questions of exams that are over without an answer, as of the end. One query.

    Exams that were given up, or in which nothing was answered at all, say nothing of what is known.
    """
    last = Attempt.objects.filter(item=OuterRef("pk")).order_by("-pk").values("chosen")[:1]
    answered = Attempt.objects.filter(item__sitting=OuterRef("sitting")).exclude(chosen="")
    items = SittingItem.objects.filter(
        Exists(answered),
        sitting__learner=learner,
        sitting__course=course,
        sitting__mode=Sitting.Mode.EXAM,
        sitting__finished_at__isnull=False,
        sitting__abandoned=False,
    ).annotate(last=Subquery(last))
    found = items.filter(Q(last=None) | Q(last="")).order_by("sitting__finished_at", "pk")
    return [
        _Answer(fact, ended, study_day(ended, learner.time_zone), Rating.AGAIN, revision)
        for fact, ended, revision in found.values_list("fact", "sitting__finished_at", "revision")
    ]


def _true_elsewhere(logs: Iterable[Collection[_Answer]]) -> set[tuple[int, int]]:
    """The options, by revision and position, of the answered questions that are true of another fact. One query."""
    revisions = {answer.revision for log in logs for answer in log if answer.rating == Rating.AGAIN}
    wrong = Choice.objects.filter(revision__in=revisions, is_correct=False, fact__isnull=False)
    return set(wrong.values_list("revision", "position"))


def _read(answer: _Answer, elsewhere: Collection[tuple[int, int]]) -> QuestionAnswered:
    return QuestionAnswered(
        day=answer.day,
        known=answer.rating > Rating.AGAIN,
        guessed=answer.confidence == Attempt.Confidence.GUESS,
        confused=any((answer.revision, position) in elsewhere for position in answer.positions),
        milliseconds=answer.milliseconds,
        recall=answer.predicted,
    )


def open_facts(learner: User, course: Course) -> set[int]:
    """The facts in a learner's mistake book that are not mended. Two queries."""
    return {
        fact
        for fact, log in _logs(learner, course).items()
        if (mistake := find_mistake([_read(one, ()) for one in log])) and not mistake.mended
    }


def mistake_book(learner: User, course: Course, *, language: str) -> list[Entry]:
    """All that was answered wrong, mended or not, the latest first. Five queries, however long the book."""
    logs = _logs(learner, course)
    elsewhere = _true_elsewhere(logs.values())
    names, sections = _places(logs, language)
    remarks = {row.fact_id: row for row in Remark.objects.visible_to(learner).filter(fact__in=logs)}
    entries = []
    for fact, log in logs.items():
        mistake = find_mistake([_read(one, elsewhere) for one in log])
        if mistake is None:
            continue
        answer, remark = log[mistake.last], remarks.get(fact)
        term, name = names.get(fact, ("", ""))
        entries.append(
            Entry(
                fact=fact,
                mistake=mistake,
                day=answer.day,
                last_right=max((one.day for one in log[mistake.last + 1 :]), default=None),
                revision=answer.revision,
                chosen=answer.positions,
                left_open=not answer.positions,
                lucky=bool(answer.is_correct),
                confidence=answer.confidence or "",
                term=term,
                term_name=name,
                section=sections.get(fact),
                remark=remark.text if remark else "",
                starred=bool(remark and remark.starred),
            )
        )
    return sorted(entries, key=lambda entry: (-entry.day.toordinal(), entry.fact))


def _places(facts: Collection[int], language: str) -> tuple[dict[int, tuple[str, str]], dict[int, Section]]:
    """The term of each fact with its name, and where it is said, in ``language`` where it can be. One query."""
    names: dict[int, tuple[str, str]] = {}
    sections: dict[int, Section] = {}
    texts = FactText.objects.filter(fact__in=facts).order_by("fact", "language")
    for fact, known, term, subject, slug, note, heading_id, heading in texts.values_list(
        "fact", "language", "fact__term", "subject", "note__slug", "note__title", "heading_id", "heading"
    ):
        if fact not in sections or known == language:
            names[fact] = (term, strip_marks(subject))
            sections[fact] = Section(f"{slug}#{heading_id}", note, heading or note, known)
    return names, sections


@transaction.atomic
def write_remark(learner: User, fact: int, *, text: str | None = None, starred: bool | None = None) -> Remark:
    """Keep a learner's words about a fact, at most ``LONGEST_REMARK`` characters, or its star; None leaves as is."""
    changes: dict[str, Any] = {} if text is None else {"text": text.strip()[:LONGEST_REMARK]}
    if starred is not None:
        changes["starred"] = starred
    remark, _created = Remark.objects.update_or_create(learner=learner, fact_id=fact, defaults=changes)
    return remark


def start_mending(
    entries: Iterable[Entry], course: Course, *, learner: User, language: str, seed: int, now: datetime
) -> Sitting:
    """Practice on facts of the book that are not mended and were not answered right today.

    Raises DrilledToday when there is no such fact, and NothingToAsk when none can be asked any more.
    """
    today = study_day(now, learner.time_zone)
    facts = [one.fact for one in entries if not one.mistake.mended and one.last_right != today]
    if not facts:
        raise DrilledToday
    return start_practice(
        course,
        learner=learner,
        language=language,
        seed=seed,
        now=now,
        count=min(len(facts), DRILL_LENGTH),
        facts=facts,
    )
