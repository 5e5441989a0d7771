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
from pytest_django import DjangoDbBlocker

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


# What a test asks for that uses the database which TEST_DATABASE_URL names; or it has the mark django_db.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "database_url"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """A second database need not be told what has nothing to do with it."""
    parser.addoption("--database-only", action="store_true", help="leave out the tests that use no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, when asked to, what proves the same on every database."""
    if not config.getoption("--database-only"):
        return
    config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
    items[:] = [item for item in items if uses_database(item)]


def uses_database(item: pytest.Item) -> bool:
    """Whether a test may read the database; all others fail where they try."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


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
def empty_image(request: pytest.FixtureRequest) -> Path | None:
    """Where the image of an empty database is kept from run to run; None on PostgreSQL, and where none is kept."""
    from django.db import connection

    cache = getattr(request.config, "cache", None)
    if cache is None or connection.vendor != "sqlite":
        return None
    from tests.databases.images import digest_of_migrations

    return Path(cache.mkdir("empty-database")) / f"{digest_of_migrations()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(empty_image: Path | None, django_db_modify_db_settings: None) -> bool:
    """Begin with the image of the very migrations there are, where an earlier run left one."""
    from django.db import connection

    if empty_image is None or not empty_image.exists():
        return False
    shutil.copyfile(empty_image, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_keepdb: bool,
    empty_image: Path | None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Leave the image to later runs, in the place of older ones."""
    if empty_image is None or django_db_keepdb:
        return
    from tests.databases.images import take_image

    for old in empty_image.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    with django_db_blocker.unblock():
        take_image(empty_image)


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
