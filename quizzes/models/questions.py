"""Questions with immutable revisions, and the flashcards of facts that can be asked by themselves."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from content.models import Course, Fact, Language, NoteRevision
from quizzes.core.drafts import Evidence, QuestionKind
from quizzes.core.publishing import HOLDING_BACK


class Cited(models.Model):
    """A text with the lines of a note revision that it rests on."""

    note_revision = models.ForeignKey(NoteRevision, models.PROTECT, related_name="+")
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()

    class Meta:
        abstract = True


def _language_known(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=models.Q(language__in=Language.values))


class QuestionBank(models.Model):
    """Which facts a course's questions were made from, so that unchanged facts cost nothing."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="question_bank")
    facts_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.course}: {self.facts_digest[:8]}"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Meaningful reads of questions."""

    def askable(self) -> QuestionQuerySet:
        """Questions to practise with: approved ones and drafts without a flaw, on facts still stated.

        What holds back a question whatever its words are, such as a conflict, holds back approved ones too.
        """
        return self.filter(
            models.Q(status=Question.Status.APPROVED) & ~_held_back()
            | models.Q(status=Question.Status.DRAFT, flaws=""),
            retired_at=None,
            current__isnull=False,
        )

    def examinable(self) -> QuestionQuerySet:
        """Questions for exams: those that a person approved, among the askable ones."""
        return self.filter(
            ~_held_back(), status=Question.Status.APPROVED, retired_at=None, current__isnull=False
        )


def _held_back() -> models.Q:
    """Questions with a flaw that no approval mends."""
    held_back = models.Q()
    for flaw in sorted(HOLDING_BACK):
        held_back |= models.Q(flaws__contains=flaw)
    return held_back


class Question(models.Model):
    """A question about one fact. Its wording lives in revisions; decisions belong to the question."""

    class Status(models.TextChoices):
        """What a person decided."""

        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")

    course = models.ForeignKey(Course, models.PROTECT, related_name="questions")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="questions")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=32, choices=[(kind.value, kind.value) for kind in QuestionKind])
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    flaws = models.CharField(max_length=500, blank=True)
    """Names of the checks that the current revision fails, separated by spaces."""
    current = models.ForeignKey("QuestionRevision", models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("course", "key"), name="question_key_once_per_course"),
            models.CheckConstraint(
                name="question_status_known",
                condition=models.Q(status__in=["draft", "approved", "rejected"]),
            ),
            models.CheckConstraint(
                name="question_kind_known",
                condition=models.Q(kind__in=[kind.value for kind in QuestionKind]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class QuestionRevision(models.Model):
    """A question as it was worded at one time, in every language. Immutable."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    evidence = models.CharField(max_length=2, choices=[(kind.value, kind.value) for kind in Evidence])
    confidence = models.FloatField()
    difficulty = models.FloatField(default=0.4)
    """Prior: the expected share of wrong first answers, before anyone answered."""
    points = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("question", "number"), name="question_revision_number_once"),
            models.CheckConstraint(
                name="question_revision_evidence_known",
                condition=models.Q(evidence__in=[kind.value for kind in Evidence]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} r{self.number}"


class QuestionText(Cited):
    """The stem and explanation of a revision in one language, with the lines they rest on."""

    revision = models.ForeignKey(QuestionRevision, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5, choices=Language.choices)
    stem = models.TextField()
    explanation = models.TextField(blank=True)
    heading = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("revision", "language"), name="question_text_once_per_language"),
            _language_known("question_text_language_known"),
        )

    def __str__(self) -> str:
        return self.stem


class Choice(models.Model):
    """One option of a revision; the same in every language at the same position."""

    revision = models.ForeignKey(QuestionRevision, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    is_correct = models.BooleanField()
    constructed = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    """Ordering: the place in the right order, from 1; else 0."""
    fact = models.ForeignKey(Fact, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("revision", "position"), name="choice_position_once"),)

    def __str__(self) -> str:
        return f"{self.revision} #{self.position}"


class ChoiceText(models.Model):
    """The wording of an option in one language; ``true_of`` names what a wrong one is true of.

    Matching: ``partner`` names what the text belongs to.
    """

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5, choices=Language.choices)
    text = models.TextField()
    true_of = models.TextField(blank=True)
    partner = models.TextField(blank=True)
    note_revision = models.ForeignKey(NoteRevision, models.PROTECT, null=True, related_name="+")
    first_line = models.PositiveIntegerField(null=True)
    last_line = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("choice", "language"), name="choice_text_once_per_language"),
            _language_known("choice_text_language_known"),
        )

    def __str__(self) -> str:
        return self.text


class Flashcard(models.Model):
    """A fact that can be asked by itself, as the last build found it. A projection: what is no card any more goes."""

    fact = models.OneToOneField(Fact, models.CASCADE, related_name="flashcard")
    course = models.ForeignKey(Course, models.CASCADE, related_name="flashcards")
    position = models.PositiveIntegerField()
    """The place in the order of the course."""
    topic = models.CharField(max_length=500)
    """The note and the heading it stands under: cards of one topic do not follow each other."""
    siblings = models.TextField()
    """What it shares with other facts (``quizzes.core.cards.siblings_of``), one a line."""
    has_cloze = models.BooleanField(default=False)
    """Whether every face has a gap to fill."""
    has_question = models.BooleanField(default=False)
    """Whether a single-choice question can ask for it."""
    content_hash = models.CharField(max_length=64)
    """Of what the fact says in all its languages: another hash, another meaning (``quizzes.changes``)."""

    class Meta:
        ordering = ("position",)
        indexes = (models.Index(fields=("course", "position"), name="flashcard_in_course_order"),)

    def __str__(self) -> str:
        return f"card of {self.fact}"


class FlashcardFace(Cited):
    """The two faces of a flashcard in one language."""

    flashcard = models.ForeignKey(Flashcard, models.CASCADE, related_name="faces")
    language = models.CharField(max_length=5, choices=Language.choices)
    front = models.TextField()
    back = models.TextField()
    cloze = models.TextField(blank=True)
    """What the fact says with a gap in place of its number, and what fills the gap."""
    gap = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("flashcard", "language"), name="flashcard_face_once_per_language"
            ),
            _language_known("flashcard_face_language_known"),
        )

    def __str__(self) -> str:
        return self.front


class FormerFace(Cited):
    """A face of a flashcard as it last was before its fact meant something else, or was no card any more.

    ``content_hash`` is the flashcard's of that time: whoever learnt it then is shown what changed since.
    """

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="former_faces")
    content_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5, choices=Language.choices)
    front = models.TextField()
    back = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("fact", "content_hash", "language"), name="former_face_once_per_meaning"
            ),
            _language_known("former_face_language_known"),
        )

    def __str__(self) -> str:
        return f"{self.front} ({self.content_hash[:8]})"
