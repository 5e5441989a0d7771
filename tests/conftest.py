"""How the tests run: in a home of their own, never in the reader's data.

The environment is set here, before Django reads its settings; pytest-django finds them by the variable below.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

HOME = Path(tempfile.mkdtemp(prefix="kaodian-tests-"))
DEEP = os.environ.get("KAODIAN_DEEP") == "1"

for _name in ("ALLOWED_HOSTS", "DEBUG", "SITE_URL", "HOST", "PORT", "HSTS_SECONDS"):
    os.environ.pop(_name, None)
os.environ["DJANGO_SETTINGS_MODULE"] = "learn.settings"
os.environ["KAODIAN_HOME"] = str(HOME)
os.environ["SECRET_KEY"] = "a-key-for-tests-only-" + "0123456789" * 4
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "fast", max_examples=40, derandomize=True, deadline=None, suppress_health_check=_SLOW
)
settings.register_profile(
    "ci", max_examples=200, derandomize=True, deadline=None, suppress_health_check=_SLOW
)
settings.register_profile("deep", max_examples=2_000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("deep" if DEEP else os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_configure(config: pytest.Config) -> None:
    """Give SQLite a real file, so that connections compete as they do in service, and compile the texts."""
    from django.conf import settings as django_settings

    from learn.cataloguing import compile_catalogues

    default = django_settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default.setdefault("TEST", {})["NAME"] = HOME / "test.sqlite3"
    else:
        # Fifty threads share the few connections of one process here; in service they wait outside.
        default["OPTIONS"]["pool"]["timeout"] = 60
    django_settings.STATIC_ROOT.mkdir(exist_ok=True)
    compile_catalogues(django_settings.LOCALE_PATHS[0])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def deep() -> bool:
    """Whether long properties run their full counts."""
    return DEEP


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """What one test looked up is forgotten before the next."""
    yield
    from django.core.cache import cache

    cache.clear()
