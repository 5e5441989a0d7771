"""The learner, what they remember, where they stopped reading, and what was forecast for them."""

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
    Card,
    CardQuerySet,
    Enrolment,
    Review,
    WeightSet,
)
from learn.models.passkeys import Passkey, PasskeyQuerySet
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
    "Passkey",
    "PasskeyQuerySet",
    "ReadingPlace",
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
