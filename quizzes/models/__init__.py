"""Questions, what exams are made up of, the sittings in which learners answer, and their remarks."""

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
from quizzes.models.remarks import LONGEST_REMARK, Remark
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
    "LONGEST_REMARK",
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
    "Remark",
    "Sitting",
    "SittingItem",
    "SittingQuerySet",
    "SittingResult",
]
