"""The Django application ``learn``."""

from django.apps import AppConfig


class LearnConfig(AppConfig):
    """Registers learn."""

    name = "learn"
