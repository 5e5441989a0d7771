"""The learner, what they remember, and what was forecast for them."""

from learn.models.accounts import (
    CardLanguage,
    Knock,
    RecoveryCode,
    SignedIn,
    TextSize,
    Theme,
    User,
    validate_time_zone,
)
from learn.models.learners import (
    AnswerCount,
    Card,
    CardQuerySet,
    Confusion,
    ConfusionQuerySet,
    DaySummary,
    Enrolment,
    Review,
    WeightSet,
)
from learn.models.passkeys import Passkey, PasskeyQuerySet
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
    "Passkey",
    "PasskeyQuerySet",
    "RecoveryCode",
    "Review",
    "SignedIn",
    "StoredForecast",
    "TextSize",
    "Theme",
    "User",
    "WeightSet",
    "validate_time_zone",
]
