"""What exams are made up of: a course's domains and blueprints, and the pool that papers are drawn from."""

from __future__ import annotations

from django.db import models

from content.core.courses import Grading
from content.models import Course, Note
from quizzes.models.questions import Question


class Domain(models.Model):
    """A part of a course that exams weigh. Retired when the course file names it no more, never deleted."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="domains")
    slug = models.CharField(max_length=100)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("course", "slug"), name="domain_once_per_course"),)

    def __str__(self) -> str:
        return self.slug

    def title(self, language: str) -> str:
        """The title in ``language`` (``zh`` or ``en``)."""
        return self.title_en if language == "en" else self.title_zh


class NoteDomain(models.Model):
    """The domain that a note, and with it every fact of the note, belongs to."""

    note = models.OneToOneField(Note, models.CASCADE, related_name="domain_of")
    domain = models.ForeignKey(Domain, models.CASCADE, related_name="note_domains")

    def __str__(self) -> str:
        return f"{self.note} in {self.domain}"


class Blueprint(models.Model):
    """How an exam or a drill is made up (fields as in ``content.core.courses.Blueprint``). Retired, never deleted."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="blueprints")
    slug = models.CharField(max_length=100)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    questions = models.PositiveSmallIntegerField()
    """All that are asked, the ``unscored`` pilots among them."""
    unscored = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(null=True)
    """None without a clock."""
    pass_mark = models.PositiveSmallIntegerField(null=True)
    scaled = models.BooleanField(default=False)
    domain = models.ForeignKey(Domain, models.PROTECT, null=True, related_name="+")
    """The one domain that is asked about, for a drill."""
    each_domain = models.BooleanField(default=False)
    """Whether it stands for one drill of every domain."""
    grading = models.CharField(
        max_length=20,
        choices=[(one.value, one.value) for one in Grading],
        default=Grading.ALL_OR_NOTHING.value,
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("course", "slug"), name="blueprint_once_per_course"),
            models.CheckConstraint(
                name="blueprint_scores_something",
                condition=models.Q(questions__gte=1, unscored__lt=models.F("questions")),
            ),
            models.CheckConstraint(
                name="blueprint_pass_mark_on_the_scale",
                condition=models.Q(pass_mark=None) | models.Q(pass_mark__range=(100, 1000)),
            ),
            models.CheckConstraint(
                name="blueprint_grading_known",
                condition=models.Q(grading__in=[one.value for one in Grading]),
            ),
        )

    def __str__(self) -> str:
        return self.slug

    def title(self, language: str) -> str:
        """The title in ``language`` (``zh`` or ``en``)."""
        return self.title_en if language == "en" else self.title_zh


class BlueprintDomain(models.Model):
    """How much of a blueprint's scored questions a domain gets, in per cent."""

    blueprint = models.ForeignKey(Blueprint, models.CASCADE, related_name="weights")
    domain = models.ForeignKey(Domain, models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("blueprint", "domain"), name="blueprint_domain_once"),
            models.CheckConstraint(
                name="blueprint_weight_is_a_percentage", condition=models.Q(weight__range=(1, 100))
            ),
        )

    def __str__(self) -> str:
        return f"{self.blueprint}: {self.weight} % {self.domain}"


class PoolDomain(models.Model):
    """Where the facts of a domain stand in their course's exam pool: ``facts`` dense ranks from ``first_rank`` on.

    First stand those that can be asked in Chinese only, last those in English only. A projection, made anew by
    ``quizzes.pool``. Facts in no domain have a row without one.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="pool_domains")
    domain = models.ForeignKey(Domain, models.CASCADE, null=True, related_name="+")
    first_rank = models.PositiveIntegerField()
    facts = models.PositiveIntegerField()
    only_zh = models.PositiveIntegerField(default=0)
    only_en = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("first_rank",)
        constraints = (
            models.UniqueConstraint(fields=("course", "first_rank"), name="pool_domain_rank_once"),
        )

    def __str__(self) -> str:
        return f"{self.facts} facts of {self.domain}"

    def ranks(self, language: str = "") -> range:
        """The ranks of the facts that can be asked in ``language`` (``zh`` or ``en``), or in any."""
        skipped = {"zh": (0, self.only_en), "en": (self.only_zh, 0)}.get(language, (0, 0))
        return range(self.first_rank + skipped[0], self.first_rank + self.facts - skipped[1])


class PoolQuestion(models.Model):
    """A question that exams may ask, under the dense ranks of its fact in the course and of itself in the fact.

    A projection, as ``PoolDomain``: drawing by ranks costs the same from a small and from a big bank.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="pool_questions")
    fact_rank = models.PositiveIntegerField()
    question_rank = models.PositiveIntegerField()
    question = models.OneToOneField(Question, models.CASCADE, related_name="pooled")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("course", "fact_rank", "question_rank"), name="pool_question_rank_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.course} {self.fact_rank}.{self.question_rank}"
