"""Who has an account, who has none, and passwords that are hashed quickly."""

from __future__ import annotations

import pytest

from tests.learn.accounts.visits import PASSWORD


@pytest.fixture(autouse=True)
def passwords(request, settings):
    """Hash quickly, so that these tests take seconds, save where the real hashing is asked for."""
    if "real_hashing" not in request.fixturenames:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def real_hashing():
    """Leave the hashing of passwords as it is in service."""


@pytest.fixture
def account():
    from tests.factories import UserFactory

    user = UserFactory(username="learner", is_guest=False)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def guest():
    from tests.factories import UserFactory

    return UserFactory(username="guest-1")
