"""What the notes say, as rows: courses, notes with their revisions, and facts with their wordings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Now

from content.core.claims import Polarity, Rule


class Language(models.TextChoices):
    """The language of a note."""

    ZH = "zh", "中文"
    EN = "en", "English"
    MIXED = "mixed", "中文/English"


class CourseQuerySet(models.QuerySet["Course"]):
    """Meaningful reads of courses."""

    def visible_to(self, user: Any) -> CourseQuerySet:
        """Courses that ``user`` may read: those that are published; staff read all."""
        return self.all() if user.is_staff else self.filter(is_published=True)


class Course(models.Model):
    """A folder of notes that are learnt together."""

    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    title_zh = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    description_zh = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    is_published = models.BooleanField(default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.slug

    def title(self, language: str) -> str:
        """The title in ``language`` (``zh`` or ``en``), else in the other, else the slug."""
        return self._wording("title", language) or self.slug

    def description(self, language: str) -> str:
        """The description in ``language``, else in the other, else nothing."""
        return self._wording("description", language)

    def _wording(self, field: str, language: str) -> str:
        first, second = ("en", "zh") if language == "en" else ("zh", "en")
        return getattr(self, f"{field}_{first}") or getattr(self, f"{field}_{second}")


class NoteQuerySet(models.QuerySet["Note"]):
    """Meaningful reads of notes."""

    def visible_to(self, user: Any) -> NoteQuerySet:
        """Notes of the courses that ``user`` may read."""
        return self.filter(course__in=Course.objects.visible_to(user))

    def current(self) -> NoteQuerySet:
        """Notes that have not been retired."""
        return self.filter(retired_at=None)


class Note(models.Model):
    """One Markdown document in one language. Its text lives in revisions; the newest one is current."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="notes")
    slug = models.CharField(max_length=150)
    language = models.CharField(max_length=5, choices=Language.choices)
    path = models.CharField(max_length=1000)
    title = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)
    current = models.ForeignKey("NoteRevision", models.PROTECT, null=True, related_name="+")
    read_by = models.CharField(max_length=32, blank=True)
    """Which reading of the text the facts come from (``content.ingest.reading_of``)."""

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("position", "slug", "-language")
        constraints = (
            models.UniqueConstraint(fields=("course", "slug", "language"), name="note_once_per_language"),
            models.CheckConstraint(
                name="note_language_known", condition=models.Q(language__in=Language.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.slug}.{self.language}"


class NoteTag(models.Model):
    """A tag of a note, from its front matter or the domain that ``course.yaml`` puts it in (``content.core.tags``)."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=100)
    title_zh = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("note", "name"), name="note_tag_once"),)

    def __str__(self) -> str:
        return f"{self.note}: {self.name}"

    def title(self, language: str) -> str:
        """The title in ``language`` (``zh`` or ``en``), else in the other, else the name."""
        first, second = (self.title_en, self.title_zh) if language == "en" else (self.title_zh, self.title_en)
        return first or second or self.name


class Prerequisite(models.Model):
    """A note that is to be read before another, as ``course.yaml`` has it; by their slugs, whatever the language."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="prerequisites")
    slug = models.CharField(max_length=150)
    before = models.CharField(max_length=150)
    """The slug of the note that comes first."""
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("slug", "position")
        constraints = (
            models.UniqueConstraint(fields=("course", "slug", "before"), name="prerequisite_once_per_note"),
        )

    def __str__(self) -> str:
        return f"{self.before} before {self.slug}"


class NoteRevision(models.Model):
    """A note as it stood at one time. Append-only: what was asked from it keeps pointing to it."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    html = models.TextField()
    contents = models.JSONField(default=list)
    """The headings for a table of contents: ``[[id, text, level], …]``; made with ``html``, never queried."""
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("note", "number"), name="note_revision_number_once"),)

    def __str__(self) -> str:
        return f"{self.note} r{self.number}"


class FactQuerySet(models.QuerySet["Fact"]):
    """Meaningful reads of facts."""

    def current(self) -> FactQuerySet:
        """Facts that some note still states."""
        return self.filter(retired_at=None)


class Fact(models.Model):
    """One claim of a course, whatever the language. Retired when no note states it, never deleted."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="facts")
    key = models.CharField(max_length=64)
    term = models.CharField(max_length=300)
    aspect = models.CharField(max_length=1000)
    rule = models.CharField(max_length=32, choices=[(rule.value, rule.value) for rule in Rule])
    polarity = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in Polarity])
    confidence = models.FloatField()
    is_disputed = models.BooleanField(default=False)
    """Whether some other statement of the course contradicts it, as the last build of the course found."""
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("course", "key"), name="fact_key_once_per_course"),
            models.CheckConstraint(
                name="fact_rule_known", condition=models.Q(rule__in=[rule.value for rule in Rule])
            ),
            models.CheckConstraint(
                name="fact_polarity_known", condition=models.Q(polarity__in=[kind.value for kind in Polarity])
            ),
            models.CheckConstraint(
                name="fact_confidence_is_a_share", condition=models.Q(confidence__range=(0, 1))
            ),
        )

    def __str__(self) -> str:
        return self.key


class FactText(models.Model):
    """How a fact is worded in one language, and the lines of the revision that say so."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5, choices=Language.choices)
    note = models.ForeignKey(Note, models.PROTECT, related_name="fact_texts")
    revision = models.ForeignKey(NoteRevision, models.PROTECT, related_name="fact_texts")
    subject = models.TextField()
    attribute = models.TextField()
    value = models.TextField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    place = models.CharField(max_length=400)
    heading_id = models.CharField(max_length=300, blank=True)
    heading = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    explanation_first_line = models.PositiveIntegerField(null=True)
    explanation_last_line = models.PositiveIntegerField(null=True)
    content_hash = models.CharField(max_length=64)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("fact", "language"), name="fact_worded_once_per_language"),
            models.CheckConstraint(
                name="fact_text_language_known", condition=models.Q(language__in=Language.values)
            ),
            models.CheckConstraint(
                name="fact_text_lines_ordered",
                condition=models.Q(first_line__gte=1, last_line__gte=models.F("first_line")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} / {self.attribute}"


class FactOption(models.Model):
    """One option of a question that stands in a note."""

    text_of = models.ForeignKey(FactText, models.CASCADE, related_name="options")
    position = models.PositiveIntegerField()
    text = models.TextField()
    is_correct = models.BooleanField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("text_of", "position"), name="fact_option_position_once"),
        )

    def __str__(self) -> str:
        return self.text


class ConflictClaim(models.Model):
    """What one note says in a conflict that nobody has settled. A projection: the last build of the course wrote it."""

    conflict = models.CharField(max_length=12)
    """The key of the conflict (``content.core.claims.Conflict``), which its claims share."""
    text = models.ForeignKey(FactText, models.CASCADE, related_name="conflict_claims")
    correction = models.TextField(blank=True)
    """What is right, in the language of the note, where the claim is known to be wrong."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("conflict", "text"), name="claim_once_per_conflict"),)
        indexes = (models.Index(fields=("conflict",), name="claims_of_conflict"),)

    def __str__(self) -> str:
        return f"{self.conflict}: {self.text}"


class TermQuerySet(models.QuerySet["Term"]):
    """Meaningful reads of terms."""

    def named(self, forms: Iterable[str]) -> TermQuerySet:
        """Terms with every one of ``forms`` (``content.core.search_text.words_of``) in one of their names."""
        found = self
        for form in forms:
            found = found.filter(forms__contains=form)
        return found


class Term(models.Model):
    """What a course tells of, under all its names. A projection: the last build of the course wrote it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="terms")
    key = models.CharField(max_length=300)
    """The ``term`` of its facts."""
    zh = models.CharField(max_length=300, blank=True)
    en = models.CharField(max_length=300, blank=True)
    abbreviation = models.CharField(max_length=100, blank=True)
    in_glossary = models.BooleanField(default=False)
    """Whether it is a term of the field: one that the pack knows or that a note defines."""
    is_comparable = models.BooleanField(default=False)
    """Whether something is told of it that could be told of another term."""
    pinyin = models.CharField(max_length=600)
    """What it is sorted by among Chinese names, and ``letters`` among English ones."""
    letters = models.CharField(max_length=300)
    forms = models.TextField()
    """Its names as they are looked for, one a line: folded, without spaces, and as pinyin and initials."""

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "key"), name="term_once_per_course"),)

    def __str__(self) -> str:
        return self.key

    def name(self, language: str) -> str:
        """What to call it in ``zh`` or ``en``: the abbreviation, else the name in that language."""
        return self.abbreviation or (self.en or self.zh if language == "en" else self.zh or self.en)

    def full_name(self, language: str) -> str:
        """The name beside the abbreviation, in ``language`` where there is one; nothing without abbreviation."""
        return (self.en or self.zh if language == "en" else self.zh or self.en) if self.abbreviation else ""


class SuggestedComparison(models.Model):
    """Terms of a course that are worth comparing, best first. A projection like the terms."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="suggested_comparisons")
    position = models.PositiveSmallIntegerField()
    terms = models.JSONField()
    """The keys of the terms, read and written whole."""

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("course", "position"), name="comparison_place_once"),)

    def __str__(self) -> str:
        return " / ".join(self.terms)


class Passage(models.Model):
    """A stretch of a current note as search finds it. A projection, written with the note's facts.

    Its two columns of tokens are indexed inside the database (migration 0003): by FTS5 on SQLite, which triggers
    keep in step, and by generated columns on PostgreSQL.
    """

    note = models.ForeignKey(Note, models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.TextField()
    text = models.TextField()
    """What can be quoted, one line for each piece that the page can be opened at."""
    starts = models.TextField()
    """The line of the note at which each piece begins, separated by spaces; 0 for the top of the page."""
    heading_tokens = models.TextField()
    text_tokens = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("note", "position"), name="passage_position_once_per_note"),
        )

    def __str__(self) -> str:
        return f"{self.note} #{self.position}"
