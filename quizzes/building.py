"""Turning a course's facts into question rows: inserted, revised or retired, never deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from content.core import claims
from content.core.conflicts import find_conflicts
from content.core.terms import Pack
from content.facts import load_facts
from content.ingest import facts_digest, reading_version
from content.models import Course, Fact, FactText, Note
from quizzes import core
from quizzes.core.decisions import Decisions, draft_hash
from quizzes.core.drafts import Draft, DraftText
from quizzes.core.generation import generate_questions
from quizzes.models import Choice, ChoiceText, Question, QuestionBank, QuestionRevision, QuestionText


@dataclass(frozen=True, slots=True)
class BankReport:
    """How many questions a course has now, how many can be asked, and what this build changed."""

    questions: int
    askable: int
    revised: int = 0
    retired: int = 0


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
    rules = f"{asking_version()} {sorted((key, d.status, d.hash) for key, d in decisions.questions.items())}"
    digest = facts_digest(course, rules=rules)
    bank = QuestionBank.objects.filter(course=course).first()
    if bank is None or bank.facts_digest != digest:
        revised, retired = _rebuild(course, digest, pack=pack, decisions=decisions, now=now)
    else:
        revised = retired = 0
    current = Question.objects.filter(course=course, retired_at=None)
    return BankReport(current.count(), current.askable().count(), revised, retired)


@transaction.atomic
def _rebuild(
    course: Course, digest: str, *, pack: Pack, decisions: Decisions, now: datetime
) -> tuple[int, int]:
    facts = load_facts(FactText.objects.filter(fact__course=course, retired_at=None))
    conflicts = find_conflicts(facts, pack=pack)
    drafts = generate_questions(facts, pack=pack, conflicts=conflicts)
    revised = _Writer(course, facts).write(drafts, decisions)
    stale = Question.objects.filter(course=course, retired_at=None).exclude(key__in=[d.key for d in drafts])
    retired = stale.update(retired_at=now)
    QuestionBank.objects.update_or_create(course=course, defaults={"facts_digest": digest})
    return revised, retired


class _Writer:
    """Writes drafts as rows, with what every draft needs looked up once."""

    def __init__(self, course: Course, facts: Iterable[claims.Fact]) -> None:
        self.course = course
        self.facts = dict(Fact.objects.filter(course=course).values_list("key", "pk"))
        self.revisions = dict(Note.objects.filter(course=course).values_list("path", "current_id"))
        self.headings = {(fact.key, fact.language): fact.heading for fact in facts}
        questions = Question.objects.filter(course=course).select_related("current")
        self.questions = {question.key: question for question in questions}

    def write(self, drafts: Iterable[Draft], decisions: Decisions) -> int:
        """Store every draft; returns how many questions got a new revision."""
        return sum(self._write_one(draft, decisions.status_of(draft)) for draft in drafts)

    def _write_one(self, draft: Draft, status: str) -> bool:
        question = self.questions.get(draft.key) or Question(course=self.course, key=draft.key)
        content_hash = draft_hash(draft)
        same = question.current is not None and question.current.content_hash == content_hash
        wanted = {
            "fact_id": self.facts[draft.fact],
            "kind": draft.kind.value,
            "flaws": " ".join(draft.flaws),
            "retired_at": None,
            "status": question.status if same and status == "draft" else status,
        }
        if question.pk is None or not same or any(getattr(question, k) != v for k, v in wanted.items()):
            for name, value in wanted.items():
                setattr(question, name, value)
            question.save()
        if not same:
            question.current = self._revise(question, draft, content_hash)
            question.save(update_fields=["current"])
        return not same

    def _revise(self, question: Question, draft: Draft, content_hash: str) -> QuestionRevision:
        newest = question.revisions.order_by("-number").values_list("number", flat=True).first() or 0
        revision = QuestionRevision.objects.create(
            question=question,
            number=newest + 1,
            content_hash=content_hash,
            evidence=draft.evidence.value,
            confidence=draft.confidence,
            difficulty=draft.difficulty,
        )
        QuestionText.objects.bulk_create(self._text(revision, draft, text) for text in draft.texts)
        choices = Choice.objects.bulk_create(
            Choice(
                revision=revision,
                position=position,
                is_correct=choice.correct,
                constructed=choice.constructed,
                place=choice.place,
                fact_id=self.facts.get(choice.fact),
            )
            for position, choice in enumerate(draft.texts[0].choices)
        )
        ChoiceText.objects.bulk_create(
            ChoiceText(
                choice=choices[position],
                language=text.language,
                text=choice.text,
                true_of=choice.true_of,
                partner=choice.partner,
                note_revision_id=self.revisions[choice.note] if choice.note else None,
                first_line=choice.lines[0] if choice.lines else None,
                last_line=choice.lines[1] if choice.lines else None,
            )
            for text in draft.texts
            for position, choice in enumerate(text.choices)
        )
        return revision

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
