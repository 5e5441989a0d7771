"""The learner, what they remember, and what was forecast for them."""

from learn.models.learners import (
    AnswerCount,
    Card,
    CardLanguage,
    CardQuerySet,
    Confusion,
    ConfusionQuerySet,
    DaySummary,
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

__all__ = [
    "AnswerCount",
    "Card",
    "CardLanguage",
    "CardQuerySet",
    "Confusion",
    "ConfusionQuerySet",
    "DaySummary",
    "Enrolment",
    "Knock",
    "RecoveryCode",
    "Review",
    "SignedIn",
    "StoredForecast",
    "User",
    "WeightSet",
    "validate_time_zone",
]
