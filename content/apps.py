"""The Django application ``content``."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Registers content."""

    name = "content"
