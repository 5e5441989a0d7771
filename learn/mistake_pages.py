"""What the mistake book shows, on the page and in the files that a learner takes away."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learn.core.mistakes import Cause
from learn.mistakes import BookFilter, Entry
from learn.said_options import Said, said_option
from quizzes.core.grading import Shape, shape_of
from quizzes.models import QuestionRevision, QuestionText
from quizzes.pages import SourcePage, emphasised, source_page
from quizzes.sittings import wording

PER_PAGE = 20
CAUSE_NAMES = {
    Cause.CONFUSION: gettext_lazy("confusion"),
    Cause.GUESS: gettext_lazy("guess"),
    Cause.SLIP: gettext_lazy("slip"),
    Cause.UNKNOWN: gettext_lazy("not known"),
}


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry of the book with the question as it was asked."""

    entry: Entry
    cause: str
    language: str
    stem: SafeString
    plain_stem: str
    chosen: list[Said]
    right: list[Said]
    explanation: str
    source: SourcePage
    arranged: bool


@dataclass(frozen=True, slots=True)
class Choosable:
    """A value to filter by, its name, the language of the name, and how many entries it has."""

    value: str
    name: str
    language: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the open, or the mended, entries of a book can be filtered by; sections stand under their notes."""

    sections: list[Choosable]
    terms: list[Choosable]
    causes: list[Choosable]
    open: int
    mended: int


def choices_of(entries: Sequence[Entry], chosen: BookFilter, language: str) -> Choices:
    """What there is to choose among the entries that are in the state that was chosen."""
    shown = [one for one in entries if one.mistake.mended == chosen.mended]
    sections: Counter[tuple[str, str, str]] = Counter()
    terms: Counter[tuple[str, str, str]] = Counter()
    for one in shown:
        known = one.section.language if one.section else language
        if one.section:
            sections[one.section.value.split("#")[0], one.section.note, known] += 1
            sections[one.section.value, f"{one.section.note} › {one.section.title}", known] += 1
        if one.term_name:
            terms[one.term, one.term_name, known] += 1
    causes = Counter(one.mistake.cause for one in shown)
    mended = sum(one.mistake.mended for one in entries)
    return Choices(
        sections=_choosable(sections),
        terms=_choosable(terms),
        causes=[
            Choosable(one.value, str(CAUSE_NAMES[one]), language, causes[one]) for one in Cause if causes[one]
        ],
        open=len(entries) - mended,
        mended=mended,
    )


def _choosable(counted: Counter[tuple[str, str, str]]) -> list[Choosable]:
    found = [Choosable(value, name, known, count) for (value, name, known), count in counted.items()]
    return sorted(found, key=lambda one: one.name.casefold())


def entry_pages(entries: Sequence[Entry], language: str) -> list[EntryPage]:
    """Entries with their questions in ``language`` where they are worded in it. Seven queries, however many."""
    revisions = {
        one.pk: one
        for one in QuestionRevision.objects.filter(pk__in={entry.revision for entry in entries})
        .select_related("question")
        .prefetch_related("texts__note_revision__note__course", "choices__texts__note_revision__note__course")
    }
    return [_page(entry, revisions[entry.revision], language) for entry in entries]


def _page(entry: Entry, revision: QuestionRevision, language: str) -> EntryPage:
    text: QuestionText = wording(revision.texts.all(), language)
    choices = {choice.position: choice for choice in revision.choices.all()}
    said = {
        position: said_option(next(one for one in choice.texts.all() if one.language == text.language))
        for position, choice in choices.items()
    }
    arranged = shape_of(revision.question.kind) is not Shape.CHOOSE
    order = sorted(choices, key=lambda position: (choices[position].place, position))
    return EntryPage(
        entry=entry,
        cause=str(CAUSE_NAMES[entry.mistake.cause]),
        language=text.language,
        stem=emphasised(text.stem),
        plain_stem=text.stem.replace("**", ""),
        chosen=[] if arranged else [said[one] for one in entry.chosen if not choices[one].is_correct],
        right=[said[one] for one in order if choices[one].is_correct],
        explanation=text.explanation,
        source=source_page(text.note_revision, (text.first_line, text.last_line)),
        arranged=arranged,
    )


def as_csv(pages: Iterable[EntryPage]) -> str:
    """The entries as CSV with a heading line; begins with a byte order mark, which spreadsheets look for."""
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    sheet = csv.writer(out)
    sheet.writerow(
        (
            *("day", "cause", "starred", "term", "section", "question", "your_answer", "true_of"),
            *("right_answer", "note", "first_line", "last_line", "times_wrong", "right_days", "remark"),
        )
    )
    for page in pages:
        entry, mistake = page.entry, page.entry.mistake
        row = (
            entry.day.isoformat(),
            mistake.cause.value,
            "yes" if entry.starred else "",
            entry.term_name,
            entry.section.title if entry.section else "",
            page.plain_stem,
            "; ".join(one.text for one in page.chosen),
            "; ".join(one.true_of for one in page.chosen),
            "; ".join(one.text for one in page.right),
            page.source.title,
            page.source.first,
            page.source.last,
            mistake.times,
            mistake.right_days,
            entry.remark,
        )
        sheet.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: str | int) -> str | int:
    """A text that a spreadsheet would run as a formula, marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_markdown(pages: Iterable[EntryPage], title: str) -> str:
    """The entries as Markdown, one under the other, in the language of the interface."""
    parts = [f"# {_('Mistake book')}: {title}\n"]
    for page in pages:
        entry = page.entry
        lines = [f"## {'★ ' if entry.starred else ''}{page.plain_stem}\n"]
        lines += [f"- {_('Right answer')}: {one.text}" for one in page.right]
        for one in page.chosen:
            about = f" ({_('true of %(name)s') % {'name': one.true_of}})" if one.true_of else ""
            lines.append(f"- {_('Your answer')}: {one.text}{about}")
        lines.append(f"- {_('Cause')}: {page.cause}, {entry.day.isoformat()}")
        lines.append(f"- {page.source.title}, {page.source.first}–{page.source.last}")
        if page.explanation:
            lines.append(f"\n{page.explanation}")
        if entry.remark:
            lines += ["", *(f"> {line}" for line in entry.remark.splitlines())]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
