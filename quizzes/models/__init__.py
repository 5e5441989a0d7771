"""Questions, what exams are made up of, and the sittings in which learners answer."""

from quizzes.models.exams import Blueprint, BlueprintDomain, Domain, NoteDomain, PoolDomain, PoolQuestion
from quizzes.models.questions import (
    Choice,
    ChoiceText,
    Flashcard,
    FlashcardFace,
    FormerFace,
    Question,
    QuestionBank,
    QuestionQuerySet,
    QuestionRevision,
    QuestionText,
)
from quizzes.models.sittings import (
    Attempt,
    DomainResult,
    ExtraTime,
    Sitting,
    SittingItem,
    SittingQuerySet,
    SittingResult,
)

__all__ = [
    "Attempt",
    "Blueprint",
    "BlueprintDomain",
    "Choice",
    "ChoiceText",
    "Domain",
    "DomainResult",
    "ExtraTime",
    "Flashcard",
    "FlashcardFace",
    "FormerFace",
    "NoteDomain",
    "PoolDomain",
    "PoolQuestion",
    "Question",
    "QuestionBank",
    "QuestionQuerySet",
    "QuestionRevision",
    "QuestionText",
    "Sitting",
    "SittingItem",
    "SittingQuerySet",
    "SittingResult",
]
