"""The learner, what they remember, where they stopped reading, and what was forecast for them."""

from learn.models.learners import (
    Card,
    CardLanguage,
    CardQuerySet,
    Enrolment,
    Knock,
    RecoveryCode,
    Review,
    SignedIn,
    User,
    WeightSet,
    validate_time_zone,
)
from learn.models.readiness import StoredForecast
from learn.models.reading import ReadingPlace
from learn.models.sums import EVER, AnswerCount, Confusion, ConfusionQuerySet, DaySummary

__all__ = [
    "EVER",
    "AnswerCount",
    "Card",
    "CardLanguage",
    "CardQuerySet",
    "Confusion",
    "ConfusionQuerySet",
    "DaySummary",
    "Enrolment",
    "Knock",
    "ReadingPlace",
    "RecoveryCode",
    "Review",
    "SignedIn",
    "StoredForecast",
    "User",
    "WeightSet",
    "validate_time_zone",
]
