"""What a learner studies, and what they remember of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import Course, Fact, Language
from learn.core.log import EventKind
from learn.core.scheduling import Phase
from quizzes.models import Attempt, QuestionRevision


class WeightSet(models.Model):
    """Weights of FSRS-6 fitted to a learner's own reviews of a course. Append-only; the newest one counts."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weight_sets")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    weights = models.JSONField()
    """The 21 numbers, in FSRS's order; read and written whole."""
    reviews = models.PositiveIntegerField()
    """How many reviews they were fitted to."""
    log_loss = models.FloatField()
    """Of reviews of cards not fitted to; ``log_loss_before`` the same under the default weights."""
    log_loss_before = models.FloatField(null=True)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    def __str__(self) -> str:
        return f"weights of {self.learner} for {self.course}"


class Enrolment(models.Model):
    """A course that a learner studies, and how."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    started_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    desired_retention = models.FloatField(
        default=0.9, validators=[MinValueValidator(0.8), MaxValueValidator(0.97)]
    )
    new_per_day = models.PositiveSmallIntegerField(default=15, validators=[MaxValueValidator(999)])
    reviews_per_day = models.PositiveSmallIntegerField(default=200, validators=[MaxValueValidator(9999)])
    weights = models.ForeignKey(WeightSet, models.PROTECT, null=True, blank=True, related_name="+")
    exam_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learner", "course"), name="enrolment_once_per_course"),
            models.CheckConstraint(
                name="enrolment_retention_in_range",
                condition=models.Q(desired_retention__range=(0.8, 0.97)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.learner} studies {self.course}"


class CardQuerySet(models.QuerySet["Card"]):
    """Meaningful reads of cards."""

    def visible_to(self, user: Any) -> CardQuerySet:
        """A learner sees their own cards only."""
        return self.filter(learner=user) if user.is_authenticated else self.none()

    def in_use(self, day: date) -> CardQuerySet:
        """Cards that may be asked on ``day``: their fact is still stated, and they are not set aside."""
        return self.filter(fact__flashcard__isnull=False, suspended=False).exclude(buried_on=day)

    def due(self, day: date) -> CardQuerySet:
        """Cards whose day has come."""
        return self.in_use(day).filter(phase=Phase.REVIEW.value, due_day__lte=day)

    def running(self, day: date) -> CardQuerySet:
        """Cards in steps of minutes."""
        return self.in_use(day).filter(phase__in=(Phase.LEARNING.value, Phase.RELEARNING.value))


class Card(models.Model):
    """One learner's memory of one fact. A cache of its reviews: ``rebuild_cards`` makes it anew."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cards")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="cards")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="cards")
    phase = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Phase])
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    step = models.PositiveSmallIntegerField(default=0)
    due_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    due_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    last_day_number = models.PositiveIntegerField(null=True)
    """``last_day`` as ``date.toordinal()``, for arithmetic that reads alike on every database."""
    first_day = models.DateField(null=True)
    lapses = models.PositiveIntegerField(default=0)
    leech = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)
    buried_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    """How many reviews made it; a write names the version that it read."""
    learnt_hash = models.CharField(max_length=64, blank=True)
    """What the fact said when it was last answered or its change was noted (``Flashcard.content_hash``)."""

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learner", "fact"), name="card_once_per_fact"),
            models.CheckConstraint(
                name="card_phase_known", condition=models.Q(phase__in=[one.value for one in Phase])
            ),
            models.CheckConstraint(
                name="card_memory_is_whole",
                condition=models.Q(stability=None, difficulty=None, phase="new")
                | models.Q(stability__gt=0, difficulty__range=(1, 10)),
            ),
            models.CheckConstraint(
                name="card_due_by_phase",
                condition=models.Q(phase="review", due_day__isnull=False, due_at=None)
                | models.Q(phase__in=("learning", "relearning"), due_at__isnull=False, due_day=None)
                | models.Q(phase="new", due_at=None, due_day=None),
            ),
        )
        indexes = (
            models.Index(fields=("enrolment", "phase", "due_day"), name="card_due"),
            models.Index(fields=("learner", "last_day"), name="card_asked_on"),
        )

    def __str__(self) -> str:
        return f"{self.learner}: {self.fact}"


class Review(models.Model):
    """A row of a card's log: an answer, or that it was set aside, taken up again or undone. Append-only."""

    class Way(models.TextChoices):
        """How a fact was asked."""

        FLASHCARD = "flashcard", _("flashcard")
        CLOZE = "cloze", _("cloze")
        CELL = "cell", _("hidden cell")
        TYPED = "typed", _("typed answer")
        CHOICE = "choice", _("multiple choice")
        QUIZ = "quiz", _("practice quiz")
        MOCK = "mock", _("mock exam")
        KNOWN = "known", _("known already")
        NONE = "", _("none")

    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviews")
    number = models.PositiveIntegerField()
    """Its place in the card's log, from 1."""
    idempotency_key = models.UUIDField()
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in EventKind])
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone_by")
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    study_day = models.DateField()
    content_hash = models.CharField(max_length=64, blank=True)
    """What the fact said then (``Flashcard.content_hash``); empty where nothing was told."""
    rating = models.PositiveSmallIntegerField(null=True)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    options = models.PositiveSmallIntegerField(default=0)
    """How many options it was recognised among; 0 when it was recalled."""
    revision = models.ForeignKey(QuestionRevision, models.PROTECT, null=True, related_name="+")
    attempt = models.OneToOneField(Attempt, models.CASCADE, null=True, related_name="review")
    chosen = models.CharField(max_length=100, blank=True)
    """Positions of the chosen options in the revision, separated by commas."""
    language = models.CharField(max_length=5, choices=Language.choices, blank=True)
    flips = models.PositiveSmallIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(null=True)
    predicted = models.FloatField(null=True)
    """The chance of recall just before the answer; None for a first one."""
    phase = models.CharField(max_length=10, blank=True)
    """The phase that it put the card in, and the step, and the wait in seconds or days."""
    step = models.PositiveSmallIntegerField(default=0)
    wait_seconds = models.PositiveIntegerField(null=True)
    interval_days = models.PositiveIntegerField(null=True)
    desired_retention = models.FloatField(null=True)
    weights = models.ForeignKey(WeightSet, models.PROTECT, null=True, related_name="+")
    rule_version = models.PositiveSmallIntegerField(default=1)
    hour = models.PositiveSmallIntegerField(null=True)
    """The hour of the learner's clock at the answer, 0 to 23; kept, because they may travel on."""

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("learner", "idempotency_key"), name="review_once_per_key"),
            models.UniqueConstraint(fields=("card", "number"), name="review_number_once_per_card"),
            models.CheckConstraint(
                name="review_kind_known", condition=models.Q(kind__in=[one.value for one in EventKind])
            ),
            models.CheckConstraint(
                name="review_answer_is_whole",
                condition=models.Q(kind="answer", rating__range=(1, 4), undoes=None) & ~models.Q(phase="")
                | ~models.Q(kind="answer") & models.Q(rating=None),
            ),
            models.CheckConstraint(
                name="review_undo_names_what",
                condition=models.Q(kind="undo", undoes__isnull=False)
                | ~models.Q(kind="undo") & models.Q(undoes=None),
            ),
            models.CheckConstraint(
                name="review_way_known",
                condition=models.Q(
                    way__in=["", "flashcard", "cloze", "cell", "typed", "choice", "quiz", "mock", "known"]
                ),
            ),
            models.CheckConstraint(
                name="review_language_known", condition=models.Q(language__in=["", *Language.values])
            ),
        )
        indexes = (models.Index(fields=("learner", "-at", "-id"), name="review_newest_first"),)

    def __str__(self) -> str:
        return f"{self.card} #{self.number}"
