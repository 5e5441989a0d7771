"""The Django application ``quizzes``."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Registers quizzes."""

    name = "quizzes"
