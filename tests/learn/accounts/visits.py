"""Visitors of the account pages, for tests."""

from __future__ import annotations

from django.urls import reverse

PASSWORD = "a quiet desk and paper"
OTHER = "cinnabar ink on rice paper"
NEW = {"username": "小明", "password": PASSWORD, "again": PASSWORD}


def log_in(client, username="learner", password=PASSWORD, **more):
    return client.post(reverse("log_in"), {"username": username, "password": password, **more})


def who(client) -> str | None:
    """The id of whoever is logged in."""
    return client.session.get("_auth_user_id")


def recover(client, code, username="learner"):
    return client.post(
        reverse("recover"), {"username": username, "code": code, "password": OTHER, "again": OTHER}
    )
