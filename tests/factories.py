"""Rows for tests, with nothing random in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from content.models import Course, Fact, Note, NoteRevision
from learn.models import User
from quizzes.models import (
    Choice,
    ChoiceText,
    Flashcard,
    FlashcardFace,
    Question,
    QuestionRevision,
    QuestionText,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SOURCE = "# 灯塔\n\n灯塔是一种航标。\n\n<b>不是标签</b>\n"


class UserFactory(DjangoModelFactory):
    """A guest."""

    class Meta:
        model = User

    username = factory.Sequence("learner-{}".format)
    is_guest = True


class CourseFactory(DjangoModelFactory):
    """A published course with a title in both languages."""

    class Meta:
        model = Course

    slug = factory.Sequence("course-{}".format)
    title_zh = "海上知识"
    title_en = "Things at sea"


class NoteFactory(DjangoModelFactory):
    """A Chinese note with one revision."""

    class Meta:
        model = Note
        skip_postgeneration_save = True

    course = factory.SubFactory(CourseFactory)
    slug = factory.Sequence("note-{}".format)
    language = "zh"
    path = factory.LazyAttribute(lambda note: f"{note.slug}.zh.md")
    title = "灯塔"

    @factory.post_generation
    def revision(self, create: bool, extracted: object, **kwargs: object) -> None:
        """Give the note its first revision."""
        self.current = NoteRevision.objects.create(
            note=self,
            number=1,
            sha256="0" * 64,
            source=SOURCE,
            html='<p id="L3" data-lines="3-3">灯塔是一种航标。</p>',
            contents=[["lighthouse", "灯塔", 1]],
        )
        self.save()


def make_arranged_question(course: Course, *, kind: str, number: int = 1) -> Question:
    """A question to put in order (right order: positions 2, 0, 1) or to match (position n with PARTNERn)."""
    question = make_question(course, number=number)
    question.kind = kind
    question.save()
    places = (2, 3, 1)
    for choice in question.current.choices.all():
        choice.is_correct = True
        choice.place = places[choice.position] if kind == "ordering" else 0
        choice.save()
        if kind == "matching":
            choice.texts.update(partner=f"PARTNER{choice.position}")
    return question


def make_question(course: Course, *, status: str = "draft", flaws: str = "", number: int = 1) -> Question:
    """A question in both languages with three options; the right one is at position 0 of the plan."""
    return make_questions(course, [number], status=status, flaws=flaws)[0]


def make_questions(
    course: Course, numbers: Iterable[int], *, status: str = "draft", flaws: str = ""
) -> list[Question]:
    """Questions like that of ``make_question``, a statement for each kind of row however many they are."""
    note = Note.objects.filter(course=course).first() or NoteFactory(course=course)
    told = {"note_revision": note.current, "first_line": 3, "last_line": 3}
    numbers = list(numbers)
    facts = Fact.objects.bulk_create([make_fact(course, number) for number in numbers])
    questions = Question.objects.bulk_create(
        Question(
            course=course,
            fact=fact,
            key=f"question-{number}",
            kind="definition",
            status=status,
            flaws=flaws,
        )
        for number, fact in zip(numbers, facts, strict=True)
    )
    revisions = QuestionRevision.objects.bulk_create(
        QuestionRevision(question=question, number=1, content_hash="h", evidence="E1", confidence=0.9)
        for question in questions
    )
    choices = Choice.objects.bulk_create(
        Choice(revision=revision, position=position, is_correct=position == 0)
        for revision in revisions
        for position in range(3)
    )
    texts, wordings = [], []
    for place, (number, revision) in enumerate(zip(numbers, revisions, strict=True)):
        for language, stem, options in (
            ("zh", f"第 {number} 题：灯塔有什么用？", ("正解", "误选甲", "误选乙")),
            ("en", f"Question {number}: what is a lighthouse for?", ("KEY", "WRONG-A", "WRONG-B")),
        ):
            texts.append(
                QuestionText(
                    revision=revision,
                    language=language,
                    stem=stem,
                    explanation=f"EXPLANATION{number}",
                    heading="灯塔",
                    **told,
                )
            )
            wordings += [
                ChoiceText(
                    choice=choices[3 * place + position],
                    language=language,
                    text=f"{option}{number}",
                    true_of="" if position == 0 else f"TRUE-OF{number}",
                    **told,
                )
                for position, option in enumerate(options)
            ]
    QuestionText.objects.bulk_create(texts)
    ChoiceText.objects.bulk_create(wordings)
    for question, revision in zip(questions, revisions, strict=True):
        question.current = revision
    Question.objects.bulk_update(questions, ["current"])
    return questions


def make_fact(course: Course, number: int) -> Fact:
    """A fact that is not stored yet."""
    return Fact(
        course=course,
        key=f"fact-{number}",
        term=f"term-{number}",
        aspect="use",
        rule="definition",
        polarity="positive",
        confidence=0.9,
    )


def make_flashcard(
    course: Course, *, number: int = 1, has_question: bool = False, siblings: str = ""
) -> Flashcard:
    """A flashcard in both languages; with a question (``make_question`` of the same number) where asked for."""
    if has_question:
        fact = make_question(course, number=number).fact
    else:
        fact = make_fact(course, number)
        fact.save()
    note = Note.objects.filter(course=course).first() or NoteFactory(course=course)
    card = Flashcard.objects.create(
        course=course,
        fact=fact,
        position=number,
        topic=f"note#{number % 3}",
        siblings=siblings,
        has_question=has_question,
        content_hash=f"hash-{number}",
    )
    FlashcardFace.objects.bulk_create(
        FlashcardFace(
            flashcard=card,
            language=language,
            front=f"{front}{number}",
            back=f"{back}{number}",
            note_revision=note.current,
            first_line=3,
            last_line=3,
        )
        for language, front, back in (("zh", "正面", "背面"), ("en", "FRONT", "BACK"))
    )
    return card
