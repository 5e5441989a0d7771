"""The sittings in which learners answer questions: practice and mock exams, their items, answers and results."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import Course, Fact, Language
from quizzes.core.exam_clock import GRACE, Allowance, is_over
from quizzes.models.exams import Blueprint, Domain
from quizzes.models.questions import QuestionRevision


class ExtraTime(models.TextChoices):
    """More time in exams for a learner who is given it (``quizzes.core.exam_clock.allowed_time``)."""

    HALF_HOUR = Allowance.HALF_HOUR.value, _("30 minutes more")
    QUARTER = Allowance.QUARTER.value, _("a quarter more")
    HALF = Allowance.HALF.value, _("half as much again")


class SittingQuerySet(models.QuerySet["Sitting"]):
    """Meaningful reads of sittings."""

    def visible_to(self, user: Any) -> SittingQuerySet:
        """A learner sees their own sittings only."""
        return self.filter(learner=user) if user.is_authenticated else self.none()

    def unfinished(self) -> SittingQuerySet:
        """Sittings with something left to answer, or whose time ran out without anybody closing them."""
        return self.filter(finished_at=None)

    def mocks(self) -> SittingQuerySet:
        """Timed exams."""
        return self.filter(kind=Sitting.Kind.MOCK)

    def practice(self) -> SittingQuerySet:
        """Quizzes: every sitting that is no mock exam."""
        return self.filter(kind=Sitting.Kind.PRACTICE)

    def timed(self) -> SittingQuerySet:
        """Sittings against the clock: mock exams, and quizzes that learners put together as exams."""
        return self.filter(mode=Sitting.Mode.EXAM)

    def revealed(self) -> SittingQuerySet:
        """Sittings of which right and wrong may be told: those that check at once, and those that are closed."""
        return self.filter(models.Q(mode=Sitting.Mode.LEARN) | models.Q(finished_at__isnull=False))

    def expired(self, now: datetime) -> SittingQuerySet:
        """Exams whose time ran out and whose result nobody wrote yet."""
        return self.timed().filter(finished_at=None, deadline__lt=now - GRACE)


class Sitting(models.Model):
    """One go at a practice quiz or a mock exam. What it asks, in which order and until when is fixed at the start."""

    class Kind(models.TextChoices):
        """What sort of sitting it is."""

        PRACTICE = "practice", _("practice")
        MOCK = "mock", _("mock exam")

    class Mode(models.TextChoices):
        """When answers are checked: at once, at the end, or at the end against the clock."""

        LEARN = "learn", _("learn")
        REVIEW = "review", _("review")
        EXAM = "exam", _("exam")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sittings")
    course = models.ForeignKey(Course, models.PROTECT, related_name="sittings")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PRACTICE)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.LEARN)
    blueprint = models.ForeignKey(Blueprint, models.PROTECT, null=True, related_name="sittings")
    language = models.CharField(max_length=5, choices=Language.choices)
    seed = models.BigIntegerField()
    extra_time = models.CharField(max_length=4, blank=True, choices=ExtraTime.choices)
    """The learner's as it was at the start."""
    pass_mark = models.PositiveSmallIntegerField(null=True)
    """The blueprint's at the start, on the scale 100–1000."""
    started_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    deadline: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    finished_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, blank=True
    )
    """When it ended; for an exam whose time ran out, the deadline. Set together with the result."""
    abandoned = models.BooleanField(default=False)
    """Whether the learner gave an exam up: it has no result."""

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                name="sitting_kind_known", condition=models.Q(kind__in=["practice", "mock"])
            ),
            models.CheckConstraint(
                name="sitting_mode_known", condition=models.Q(mode__in=["learn", "review", "exam"])
            ),
            models.CheckConstraint(
                name="sitting_language_known", condition=models.Q(language__in=Language.values)
            ),
            models.CheckConstraint(
                name="sitting_extra_time_known",
                condition=models.Q(extra_time__in=["", *ExtraTime.values]),
            ),
            models.CheckConstraint(
                name="sitting_mock_is_whole",
                condition=models.Q(
                    kind="mock", mode="exam", blueprint__isnull=False, deadline__gt=models.F("started_at")
                )
                | models.Q(kind="practice", mode__in=["learn", "review"], deadline=None, abandoned=False)
                | models.Q(kind="practice", mode="exam", deadline__gt=models.F("started_at")),
            ),
            models.CheckConstraint(
                name="sitting_abandoned_is_finished",
                condition=models.Q(abandoned=False) | models.Q(finished_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("learner",),
                condition=models.Q(kind="mock", finished_at=None),
                name="one_running_mock_per_learner",
            ),
        )

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def tells(self) -> bool:
        """Whether right and wrong may be told (``SittingQuerySet.revealed``)."""
        return self.mode == Sitting.Mode.LEARN or self.finished_at is not None

    def is_over(self, now: datetime) -> bool:
        """Whether nothing can be answered any more, be the result written or not."""
        return self.finished_at is not None or (self.deadline is not None and is_over(self.deadline, now))


class SittingItem(models.Model):
    """One question of a sitting, tied to the revision that was drawn and to its option order."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(QuestionRevision, models.PROTECT, related_name="sitting_items")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="+")
    domain = models.ForeignKey(Domain, models.PROTECT, null=True, related_name="+")
    scored = models.BooleanField(default=True)
    """Whether it counts; a pilot does not, and nobody knows before the end."""
    option_order = models.CharField(max_length=100)
    """Positions of the revision's choices in the order shown, separated by commas."""
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    flagged = models.BooleanField(default=False)
    struck = models.CharField(max_length=100, blank=True)
    """Positions of the choices that the learner struck out, separated by commas."""
    flips = models.PositiveSmallIntegerField(default=0)
    """How often the learner turned it into the other language."""
    milliseconds = models.PositiveIntegerField(null=True)
    """How long it was looked at in all, as far as the browser told."""

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("sitting", "position"), name="sitting_item_position_once"),
        )

    def __str__(self) -> str:
        return f"{self.sitting} {self.position}"

    @property
    def order(self) -> list[int]:
        """Choice positions in the order shown."""
        return [int(position) for position in self.option_order.split(",")]

    @property
    def struck_positions(self) -> frozenset[int]:
        """Positions of the choices that were struck out."""
        return frozenset(int(position) for position in self.struck.split(",") if position)

    @property
    def last_attempt(self) -> Attempt | None:
        """The attempt that counts, the latest one; None before any. Uses attempts that were prefetched."""
        return max(self.attempts.all(), key=lambda attempt: attempt.pk, default=None)


class Attempt(models.Model):
    """An answer to an item. Append-only, and the latest one counts; it carries what a card's review will need.

    In an exam an answer may be taken back: then nothing is chosen.
    """

    class Confidence(models.TextChoices):
        """How sure the learner was; never scored."""

        SURE = "sure", _("sure")
        THINK_SO = "think", _("I think so")
        GUESS = "guess", _("a guess")

    item = models.ForeignKey(SittingItem, models.CASCADE, related_name="attempts")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    idempotency_key = models.UUIDField()
    chosen = models.CharField(max_length=100, blank=True)
    """Positions of choices in the revision, separated by commas: those chosen, ascending; else as arranged."""
    is_correct = models.BooleanField()
    confidence = models.CharField(max_length=5, choices=Confidence.choices, blank=True)
    language = models.CharField(max_length=5, choices=Language.choices)
    flips = models.PositiveSmallIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(null=True)
    answered_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    study_day = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("learner", "idempotency_key"), name="attempt_once_per_key"),
            models.CheckConstraint(
                name="attempt_language_known", condition=models.Q(language__in=Language.values)
            ),
            models.CheckConstraint(
                name="attempt_confidence_known",
                condition=models.Q(confidence__in=["", "sure", "think", "guess"]),
            ),
            models.CheckConstraint(
                name="attempt_of_nothing_is_not_right",
                condition=~models.Q(chosen="", is_correct=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.item}: {self.chosen}"

    @property
    def chosen_positions(self) -> frozenset[int]:
        """Positions of the chosen choices in the revision; an answer that arranges them has them all."""
        return frozenset(self.arrangement)

    @property
    def arrangement(self) -> tuple[int, ...]:
        """The stored positions in their stored order (``quizzes.core.grading.right_arrangement``)."""
        return tuple(int(position) for position in self.chosen.split(",") if position)


class SittingResult(models.Model):
    """What a finished exam came to, as raw numbers; written once. Only scored questions count, pilots never."""

    sitting = models.OneToOneField(Sitting, models.CASCADE, related_name="result")
    right = models.PositiveSmallIntegerField()
    scored = models.PositiveSmallIntegerField()
    """How many scored questions there were; unanswered ones are wrong."""
    answered = models.PositiveSmallIntegerField()
    """How many of all questions were answered, pilots among them."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="result_right_among_scored", condition=models.Q(right__lte=models.F("scored"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.sitting}: {self.right} of {self.scored}"


class DomainResult(models.Model):
    """A result's scored questions in one domain."""

    result = models.ForeignKey(SittingResult, models.CASCADE, related_name="domains")
    domain = models.ForeignKey(Domain, models.PROTECT, null=True, related_name="+")
    right = models.PositiveSmallIntegerField()
    scored = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("result", "domain"), name="domain_result_once"),
            models.CheckConstraint(
                name="domain_result_right_among_scored", condition=models.Q(right__lte=models.F("scored"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.domain}: {self.right} of {self.scored}"
