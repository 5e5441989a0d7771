"""Turning a course's facts into question rows: inserted, revised or retired, never deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from content.conflicts import store_conflicts
from content.core import claims
from content.core.conflicts import find_conflicts, twin_diagnostics
from content.core.document import Diagnostic
from content.core.terms import Pack
from content.facts import BATCH, batches, load_facts
from content.ingest import facts_digest, reading_version
from content.models import Course, Fact, FactText, Note
from content.overview import build_overview
from quizzes import core
from quizzes.core.decisions import Decisions, draft_hash
from quizzes.core.drafts import Draft, DraftChoice, DraftText
from quizzes.core.generation import generate_questions
from quizzes.core.reviewing import Remark, as_worded_now, review_drafts
from quizzes.core.settling import standing, unresolved
from quizzes.flashcards import build_flashcards
from quizzes.models import Choice, ChoiceText, Question, QuestionBank, QuestionRevision, QuestionText
from quizzes.pool import build_pool

QUESTION_FIELDS = ("fact", "kind", "flaws", "retired_at", "status")


@dataclass(frozen=True, slots=True)
class BankReport:
    """How many questions a course has now, how many can be asked, and what this build changed.

    ``remarks`` are the decisions that could not be followed, ``differing`` what was found about twins that
    do not say the same, with the path of the note; both are found anew only when something changed.
    """

    questions: int = 0
    askable: int = 0
    revised: int = 0
    retired: int = 0
    remarks: tuple[Remark, ...] = ()
    differing: tuple[tuple[str, Diagnostic], ...] = ()


@cache
def asking_version() -> str:
    """A digest of all rules between notes and questions."""
    digest = hashlib.blake2s(reading_version().encode(), digest_size=16)
    for path in sorted(Path(core.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build_questions(course: Course, *, pack: Pack, decisions: Decisions, now: datetime) -> BankReport:
    """Make the course's questions from what its notes state now.

    Facts, rules and decisions that did not change cost one query and no write.
    """
    digest = facts_digest(course, rules=f"{asking_version()} {decisions.fingerprint()}")
    bank = QuestionBank.objects.filter(course=course).first()
    if bank is None or bank.facts_digest != digest:
        report = _rebuild(course, digest, pack=pack, decisions=decisions, now=now)
    else:
        report = BankReport()
    current = Question.objects.filter(course=course, retired_at=None)
    return replace(report, questions=current.count(), askable=current.askable().count())


@transaction.atomic
def _rebuild(course: Course, digest: str, *, pack: Pack, decisions: Decisions, now: datetime) -> BankReport:
    facts = load_facts(FactText.objects.filter(fact__course=course, retired_at=None))
    found = find_conflicts(facts, pack=pack)
    conflicts = standing(found, decisions)
    generated = generate_questions(facts, pack=pack, conflicts=conflicts)
    reviewed, remarks = review_drafts(generated, decisions, facts=facts, pack=pack, conflicts=conflicts)
    drafts = [one.draft for one in reviewed]
    writer = _Writer(course, facts)
    revised = writer.write(drafts, as_worded_now(reviewed))
    retired = writer.retire_others(drafts, now=now)
    build_flashcards(course, facts, conflicts, pack=pack)
    build_pool(course)
    build_overview(course, facts, conflicts, pack=pack)
    store_conflicts(course, unresolved(found, decisions))
    QuestionBank.objects.update_or_create(course=course, defaults={"facts_digest": digest})
    differing = twin_diagnostics(facts, pack=pack)
    return BankReport(revised=revised, retired=retired, remarks=remarks, differing=differing)


class _Writer:
    """Writes drafts as rows, in a number of queries that grows with batches, not with drafts."""

    def __init__(self, course: Course, facts: Iterable[claims.Fact]) -> None:
        self.course = course
        self.facts = dict(Fact.objects.filter(course=course).values_list("key", "pk"))
        self.revisions = dict(Note.objects.filter(course=course).values_list("path", "current_id"))
        self.headings = {(fact.key, fact.language): fact.heading for fact in facts}
        questions = Question.objects.filter(course=course).select_related("current")
        self.questions = {question.key: question for question in questions}

    def write(self, drafts: Iterable[Draft], decisions: Decisions) -> int:
        """Store every draft; returns how many questions got a new revision."""
        new: list[Question] = []
        changed: list[Question] = []
        reworded: list[tuple[Question, Draft, str]] = []
        for draft in drafts:
            question = self.questions.get(draft.key) or Question(course=self.course, key=draft.key)
            content_hash = draft_hash(draft)
            same = question.current is not None and question.current.content_hash == content_hash
            if self._bring_up_to_date(question, draft, decisions.status_of(draft), same=same):
                (changed if question.pk else new).append(question)
            if not same:
                reworded.append((question, draft, content_hash))
        Question.objects.bulk_create(new, BATCH)
        self._revise(reworded)
        Question.objects.bulk_update(changed, QUESTION_FIELDS, BATCH)
        return len(reworded)

    def retire_others(self, drafts: Iterable[Draft], *, now: datetime) -> int:
        """Retire every question that is not among ``drafts``; returns how many that were not retired yet."""
        kept = {draft.key for draft in drafts}
        stale = [q.pk for q in self.questions.values() if q.retired_at is None and q.key not in kept]
        for keys in batches(stale):
            Question.objects.filter(pk__in=keys).update(retired_at=now)
        return len(stale)

    def _bring_up_to_date(self, question: Question, draft: Draft, status: str, *, same: bool) -> bool:
        """Set what the draft says of the question itself; whether that differs from what is stored."""
        wanted = {
            "fact_id": self.facts[draft.fact],
            "kind": draft.kind.value,
            "flaws": " ".join(draft.flaws),
            "retired_at": None,
            "status": question.status if same and status == "draft" else status,
        }
        differs = question.pk is None or any(getattr(question, name) != wanted[name] for name in wanted)
        for name, value in wanted.items():
            setattr(question, name, value)
        return differs

    def _revise(self, reworded: list[tuple[Question, Draft, str]]) -> None:
        """Give every question its next revision, with all its texts, and make that the current one."""
        numbers = QuestionRevision.objects.filter(question__course=self.course).order_by()
        newest = dict(numbers.values_list("question").annotate(Max("number"))) if reworded else {}
        revisions = QuestionRevision.objects.bulk_create(
            [
                QuestionRevision(
                    question=question,
                    number=newest.get(question.pk, 0) + 1,
                    content_hash=content_hash,
                    evidence=draft.evidence.value,
                    confidence=draft.confidence,
                    difficulty=draft.difficulty,
                )
                for question, draft, content_hash in reworded
            ],
            BATCH,
        )
        pairs = [(row, draft) for row, (_question, draft, _hash) in zip(revisions, reworded, strict=True)]
        QuestionText.objects.bulk_create(
            [self._text(row, draft, text) for row, draft in pairs for text in draft.texts], BATCH
        )
        choices = Choice.objects.bulk_create(
            [choice for row, draft in pairs for choice in self._choices(row, draft)], BATCH
        )
        places = {(choice.revision_id, choice.position): choice for choice in choices}
        ChoiceText.objects.bulk_create(
            [
                self._choice_text(places[row.pk, position], text.language, choice)
                for row, draft in pairs
                for text in draft.texts
                for position, choice in enumerate(text.choices)
            ],
            BATCH,
        )
        # One statement that finds each newest revision is far cheaper than naming each of them.
        newest_of = QuestionRevision.objects.filter(question=OuterRef("pk")).order_by("-number").values("pk")
        for keys in batches([question.pk for question, _draft, _hash in reworded]):
            Question.objects.filter(pk__in=keys).update(current=Subquery(newest_of[:1]))

    def _text(self, revision: QuestionRevision, draft: Draft, text: DraftText) -> QuestionText:
        return QuestionText(
            revision=revision,
            language=text.language,
            stem=text.stem,
            explanation=text.explanation,
            heading=self.headings.get((draft.fact, text.language), ""),
            note_revision_id=self.revisions[text.note],
            first_line=text.lines[0],
            last_line=text.lines[1],
        )

    def _choices(self, revision: QuestionRevision, draft: Draft) -> list[Choice]:
        """The options of the wording that has most: twins that differ carry a flaw, but are stored."""
        longest = max((text.choices for text in draft.texts), key=len)
        return [
            Choice(
                revision=revision,
                position=position,
                is_correct=choice.correct,
                constructed=choice.constructed,
                place=choice.place,
                fact_id=self.facts.get(choice.fact),
            )
            for position, choice in enumerate(longest)
        ]

    def _choice_text(self, row: Choice, language: str, choice: DraftChoice) -> ChoiceText:
        return ChoiceText(
            choice=row,
            language=language,
            text=choice.text,
            true_of=choice.true_of,
            partner=choice.partner,
            note_revision_id=self.revisions[choice.note] if choice.note else None,
            first_line=choice.lines[0] if choice.lines else None,
            last_line=choice.lines[1] if choice.lines else None,
        )
